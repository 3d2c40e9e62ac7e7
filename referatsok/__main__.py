"""Where the program begins, as ``referatsok`` and as ``python -m referatsok``."""

import signal


def start() -> None:
    """Load the commands and run the one that is asked for. Ctrl-C before they are there ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from referatsok.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()


if __name__ == "__main__":
    start()
