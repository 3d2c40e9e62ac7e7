"""How much of a body's meetings an archive has: meetings found, how they were dated, and what seems to be missing."""
