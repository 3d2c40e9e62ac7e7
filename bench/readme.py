"""The README's examples, run: ``python -m bench.readme`` writes their real output into it, and a test compares.

An example is a fenced block that begins with ``$ referatsok``; all run one after another on one fresh archive.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from referatsok.cli import main as referatsok

README = Path(__file__).resolve().parent.parent / "README.md"

EXAMPLE = re.compile(r"^```\n\$ referatsok (?P<command>.*)\n(?P<output>(?:(?!```).*\n)*)```$", re.MULTILINE)
"""A fenced block with one command and what it prints."""

TIMES = re.compile(r"\d+,\d+ s\b")
"""What differs from run to run: «9,5 s»."""


def with_outputs(text: str, archive: Path) -> str:
    """The text with the output of each example as it is now; messages beside the results come first."""

    def run(example: re.Match[str]) -> str:
        arguments = [*shlex.split(example["command"]), "--archive", str(archive)]
        result = CliRunner(catch_exceptions=False).invoke(referatsok, arguments)
        printed = "\n".join(line.rstrip() for line in (result.stderr + result.stdout).rstrip().splitlines())
        return f"```\n$ referatsok {example['command']}\n{printed}\n```"

    return EXAMPLE.sub(run, text)


def without_times(text: str) -> str:
    """The text with every duration made the same."""
    return TIMES.sub("… s", text)


def main() -> int:
    """Write the README anew."""
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(with_outputs(README.read_text(encoding="utf-8"), Path(folder) / "arkiv"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
