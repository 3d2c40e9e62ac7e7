"""The faces: the command line. No domain rule lives here."""

from referatsok.language import speak_norwegian

# Before any command is declared: click asks for its words when an option is made.
speak_norwegian()
