"""Where the program begins, as ``referatsok`` and as ``python -m referatsok``."""

import io
import os
import signal
import sys


def start() -> None:
    """Load the commands and run the one that is asked for. Ctrl-C before they are there ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from referatsok.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    write_any_letter()
    main()


def write_any_letter() -> None:
    """What goes to a file or a pipe is UTF-8, whatever the system's own is; a terminal shows ? for what it has no sign for.

    Otherwise a tick would stop a search on Windows, whose files have another encoding. PYTHONIOENCODING goes before.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            as_it_is = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if as_it_is else "utf-8", errors="replace")


if __name__ == "__main__":
    start()
