"""Tables that a word processor has saved as plain text: each paragraph of each cell is a line, an empty cell an empty one.

Where the columns are cannot be seen any more, but it can be told of the commonest kind: names of columns, a line each, the
first of them for a number; and rows that begin with a number by itself and count on. The last columns (who, when) hold a
line each; all between is the matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

# The name of a column of numbers: "Nr", "Nr:", "Saksnr.", "Sak nr".
_NUMBER_COLUMN = re.compile(r"(?:sak(?:s)?)?[ -]?(?:nr|nummer)\.?:?", re.IGNORECASE)

# A number by itself: "1", "12.", "3)".
_NUMBER = re.compile(r"(\d{1,3})[.)]?")

# The name of another column: "Sak", "Følger opp", "Ansvar/frist:".
_COLUMN = re.compile(r"[A-ZÆØÅ][^.;!?\d]{1,28}")

# What one of the last columns holds, if not nothing: a name, an office, a date; no sentence and no list.
_SHORT_CELL = re.compile(r"\w[^;!?]{0,58}[^.;!?:]")

_MOST_COLUMNS = 6
_LEAST_ROWS = 2


class Line(Protocol):
    """A line of a text without the empty ones; ``blanks`` is how many of those stand before it."""

    @property
    def text(self) -> str:
        """What it says, without blanks around."""

    @property
    def blanks(self) -> int:
        """How many empty lines stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLines:
    """A table: for each row the lines of each cell, by their places; ``end`` is the first line past it."""

    rows: tuple[tuple[tuple[int, ...], ...], ...]
    end: int


def find_table(lines: Sequence[Line], at: int) -> CellLines | None:
    """The table whose names of columns begin at this line, if there is one."""
    columns = _columns(lines, at)
    starts = _rows(lines, at + columns) if columns else []
    if len(starts) < _LEAST_ROWS:
        return None
    rows: list[tuple[tuple[int, ...], ...]] = [tuple((place,) for place in range(at, at + columns))]
    last_cells = set[str]()
    for start, following in pairwise(starts):
        content: list[int | None] = []
        for place in range(start + 1, following + 1):
            content += [None] * lines[place].blanks
            content += [place] if place < following else []
        row = _row(lines, start, content, columns - 2)
        last_cells.update(lines[place].text for cell in row[2:] for place in cell)
        rows.append(row)
    end = starts[-1] + 1
    while end < len(lines) and not lines[end].blanks:
        end += 1
    # Where the last row ends is not told: only what has stood in the last column before is put there.
    known = end - starts[-1] > columns - 1 and all(line.text in last_cells for line in lines[end - columns + 2 : end])
    content = list(range(starts[-1] + 1, end)) + ([] if known else [None] * (columns - 2))
    rows.append(_row(lines, starts[-1], content, columns - 2))
    return CellLines(rows=tuple(rows), end=end)


def _columns(lines: Sequence[Line], at: int) -> int:
    """How many names of columns stand from here on, with the first row's number right under them."""
    if not _NUMBER_COLUMN.fullmatch(lines[at].text):
        return 0
    for place in range(at + 1, min(at + _MOST_COLUMNS + 1, len(lines))):
        if lines[place].blanks:
            return 0
        if _NUMBER.fullmatch(lines[place].text):
            return place - at if place - at >= 2 else 0  # noqa: PLR2004 - a number and a matter at least
        if not _COLUMN.fullmatch(lines[place].text):
            return 0
    return 0


def _rows(lines: Sequence[Line], at: int) -> list[int]:
    """The places of numbers that count on from the one at this line."""
    starts, wanted = [at], _number(lines[at]) + 1
    for place in range(at + 1, len(lines)):
        if _number(lines[place]) == wanted:
            starts.append(place)
            wanted += 1
    return starts


def _number(line: Line) -> int:
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else -1


def _row(lines: Sequence[Line], start: int, content: list[int | None], last: int) -> tuple[tuple[int, ...], ...]:
    """The cells of a row: its number, its matter, and as many last columns, empty if they cannot be told."""
    cut = len(content) - last
    ends = content[cut:]
    if cut < 1 or not all(place is None or _SHORT_CELL.fullmatch(lines[place].text) for place in ends):
        cut, ends = len(content), [None] * last
    matter = tuple(place for place in content[:cut] if place is not None)
    return ((start,), matter, *(() if place is None else (place,) for place in ends))
