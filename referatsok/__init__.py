"""The faces: the command line. No domain rule lives here."""
