"""``python -m referatsok``."""

from referatsok.cli import main

main()
