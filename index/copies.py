"""Where else a matter stands: in the other papers of its meeting (the same), and in other meetings (the same case)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from index.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another place where the same matter of the same meeting is told; ``reason`` is a value of ``duplicates.Reason``."""

    item_id: str
    document_id: str
    kind: str | None
    page: int | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The same case in another meeting, or once more in this one; the date is 2021-12-06."""

    item_id: str
    title: str
    body: str | None
    date: str | None
    number: str | None
    case_number: str


_COPIES = """
    SELECT mine.row, unit_id, units.document_id, documents.kind, items.page,
           CASE WHEN other.row = other.shown THEN mine.reason ELSE other.reason END,
           (SELECT min(path) FROM files WHERE files.document_id = documents.id)
    FROM same_as mine JOIN same_as other ON other.shown = mine.shown AND other.row <> mine.row
    JOIN units ON units.row = other.row JOIN documents ON documents.id = units.document_id
    LEFT JOIN items ON items.row = units.row
    WHERE mine.row IN ({}) ORDER BY other.row <> other.shown, documents.kind, units.document_id
"""

_SAME_CASE = """
    SELECT DISTINCT mine.row, unit_id, items.title, body, date, items.number, theirs.number
    FROM cases mine LEFT JOIN same_as grouped ON grouped.row = mine.row
    JOIN cases theirs ON theirs.municipality = mine.municipality AND theirs.number = mine.number
    JOIN units ON units.row = theirs.row JOIN items ON items.row = units.row
    JOIN documents ON documents.id = units.document_id LEFT JOIN same_as other ON other.row = units.row
    WHERE mine.row IN ({}) AND mine.municipality <> '' AND coalesce(other.shown, units.row) = units.row
        AND units.row <> coalesce(grouped.shown, mine.row)
    ORDER BY date DESC, units.document_id, unit_id
"""


def copies(record: Record, rows: Iterable[int]) -> dict[int, tuple[Copy, ...]]:
    """Where else what these units tell is told: the others of their groups, the one that stands for them first."""
    found: dict[int, list[Copy]] = {row: [] for row in rows}
    for row, unit, document, kind, page, reason, path in _asked(record, _COPIES, found):
        found[row].append(
            Copy(item_id=unit, document_id=document, kind=kind, page=page, reason=reason or "", source=path or "")
        )
    return {row: tuple(own) for row, own in found.items()}


def same_case(record: Record, row: int) -> tuple[Neighbour, ...]:
    """The same case in other meetings: items with its number in the archive of its municipality, newest first."""
    return same_cases(record, (row,))[row]


def same_cases(record: Record, rows: Iterable[int]) -> dict[int, tuple[Neighbour, ...]]:
    """The same of many units, asked once."""
    found: dict[int, list[Neighbour]] = {row: [] for row in rows}
    for row, unit, title, body, date, number, case in _asked(record, _SAME_CASE, found):
        found[row].append(Neighbour(item_id=unit, title=title, body=body, date=date, number=number, case_number=case))
    return {row: tuple(own) for row, own in found.items()}


def _asked(record: Record, sql: str, rows: Collection[int]) -> list[tuple[Any, ...]]:
    return record.query(sql.format(", ".join("?" * len(rows))), *rows)
