"""The faces: the command line. No domain rule lives here."""

import os

from referatsok.language import speak_norwegian

# Before any command is declared: click asks for its words when an option is made.
speak_norwegian()

# Before numpy is loaded: on matrices as small as ours, more threads cost four times the processor time they save.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")
