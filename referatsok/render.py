"""Answers as text for a terminal. What is said is decided elsewhere; here is only how it looks."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from minutes.months import MONTHS

WIDTH = 100

NARROW = 80
"""The width of a terminal that nobody has made wider; what is read through, as an item is, keeps within it."""


SHORT_ID = 12
"""Signs of a document's id that are shown: enough to name it in any archive."""


def date_in_words(date: dt.date | None) -> str:
    """6. desember 2021; «uten dato» for None."""
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}" if date else "uten dato"


def moment_in_words(moment: str) -> str:
    """6. desember 2021 kl. 10.05, by the clock here; of 2021-12-06T09:05:00+00:00."""
    here = dt.datetime.fromisoformat(moment).astimezone()
    return f"{date_in_words(here.date())} kl. {here:%H.%M}"


def seconds_in_words(seconds: float) -> str:
    """``9,5 s``; two decimals below one second."""
    return f"{seconds:.{2 if seconds < 1 else 1}f} s".replace(".", ",")


def shown_path(path: str) -> str:
    """The path from here if it lies below, else the whole of it."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def number_of(count: int, one: str, many: str) -> str:
    """``1 sak``, ``2 saker``, ``12 000 saker``."""
    return f"{count:,} {one if count == 1 else many}".replace(",", " ")


PLAIN = re.compile(r"[\w%+=:,./][\w%+=:,./-]*")
"""What a shell takes as it stands, æøå included: «trafikksikkerhet», «tema:vold», «2018..2022»."""


def as_argument(text: str) -> str:
    """The text as one argument on the command line."""
    return text if PLAIN.fullmatch(text) else shlex.quote(text)


def highlighted(text: str, highlights: Sequence[Sequence[int]]) -> str:
    """The text with the highlighted stretches in bold yellow (plain when the output is no terminal)."""
    parts, at = [], 0
    for start, end in sorted((start, end) for start, end in highlights):
        if start >= at:
            parts += [text[at:start], click.style(text[start:end], bold=True, fg="yellow")]
            at = end
    return "".join([*parts, text[at:]])


def wrapped(text: str, *, indent: str = "   ", width: int = WIDTH, hanging: str = "") -> str:
    """Each line of the text wrapped to the width of a terminal; its further lines are ``hanging`` deeper."""
    return "\n".join(
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent + hanging, break_on_hyphens=False)
        for line in text.splitlines()
        if line.strip()
    )


def table(rows: Sequence[Sequence[str]], *, head: Sequence[str]) -> str:
    """Columns set off by two blanks; numbers to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    right = [all(_is_number(cell) for cell in column[1:]) for column in columns]

    def line(cells: Sequence[str]) -> str:
        set_out = (
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(cells, widths, right, strict=True)
        )
        return "  ".join(set_out).rstrip()

    return "\n".join([line(head), line(["─" * width for width in widths]), *(line(row) for row in rows)])


def _is_number(cell: str) -> bool:
    return cell.replace(" ", "").replace(" ", "").replace(",", "").replace(".", "").isdigit()
