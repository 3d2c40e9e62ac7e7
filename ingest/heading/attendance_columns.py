"""Tables of attendance: which head each cell of a row stands under, in tables of cells and in columns kept by blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.heading.attendance_cells import column_of
from ingest.heading.labels import ATTENDANCE, split_labels
from ingest.heading.lines import Line

# A cell may begin that many characters before its head in columns kept by blanks.
_SLACK = 2

# One label over a column is a list of its own.
_LEAST_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The heads of a table by the numbers of their columns, empty where there is none, and where they begin in a line.

    ``offsets`` is empty for tables of cells.
    """

    names: tuple[str, ...] = ()
    offsets: tuple[int, ...] = ()


def read_heads(row: Sequence[Line]) -> Heads | None:
    """The heads that a row holds; None for a row of other things."""
    heads = [column_of(cell.text) or "" for cell in row]
    if not all(heads):
        return None
    numbers = [number_of(cell) for cell in row]
    if len(set(numbers)) < len(numbers):
        return Heads(names=tuple(heads))
    if all(cell.offset is not None for cell in row):
        return Heads(names=tuple(heads), offsets=tuple(cell.offset or 0 for cell in row))
    named = dict(zip(numbers, heads, strict=True))
    return Heads(names=tuple(named.get(number, "") for number in range(max(numbers) + 1)))


def under_heads(row: Sequence[Line], heads: Heads) -> dict[str, Line]:
    """The cells of a row by the heads over them; by their order where the row's numbers are not the heads'."""
    if heads.offsets and all(cell.offset is not None for cell in row):
        return {heads.names[column]: cell for column, cell in _cut(row, heads.offsets)}
    cells = {number_of(cell): cell for cell in row}
    names = heads.names
    if len(cells) < len(row) or any(number >= len(names) or not names[number] for number in cells):
        return dict(zip((name for name in names if name), row, strict=False))
    return {names[number]: cell for number, cell in cells.items()}


def _cut(row: Sequence[Line], offsets: Sequence[int]) -> Iterator[tuple[int, Line]]:
    """The pieces of a row that blanks keep in columns, cut where a head begins after a blank."""
    for cell in row:
        begin = cell.offset or 0
        inside = [at - begin for at in offsets if 0 < at - begin < len(cell.text) and cell.text[at - begin - 1] == " "]
        for low, high in zip([0, *inside], [*inside, len(cell.text)], strict=True):
            column = max((n for n, at in enumerate(offsets) if at <= begin + low + _SLACK), default=0)
            if cell.text[low:high].strip():
                yield column, cell.part(low, high)


def side_by_side(row: Sequence[Line]) -> dict[int, str]:
    """The lists that the labels of a row open, each over its column: «Til stede: | Forfall:», «Skule | Møtte | Borte».

    Empty where the row is no such row.
    """
    fields = {number_of(cell): _alone(cell) for cell in row}
    lists = {number: field for number, field in fields.items() if field in ATTENDANCE}
    others = len(row) - len(lists)
    if len(lists) < _LEAST_SIDE_BY_SIDE or others > 1 or (others and number_of(row[0]) in lists):
        return {}
    return {number: field or "" for number, field in lists.items()}


def _alone(cell: Line) -> str | None:
    """The field of a cell that is a label and nothing else."""
    segments = split_labels(cell)
    return segments[0].field if len(segments) == 1 and not segments[0].value.text else None


def number_of(cell: Line) -> int:
    """The number of a cell in its row; a line by itself is the first."""
    return cell.cell or 0
