"""Facts for counting, in which what several papers of one meeting tell is one thing.

An item told by the notice and by the minutes is one item: it is of the meeting that any of the papers names, has the
themes that any of them gives it, and a theme is named in it as often as in the paper that names it most. Two versions
of the same minutes are one document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.overview import UnitRow, unit_table

if TYPE_CHECKING:
    from index.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A unit and what it is counted as: ``item`` and ``document`` name the matter and the document it is a copy of."""

    unit: UnitRow
    item: int
    document: str


def facts(record: Record, *, duplicates: bool, every_mention: bool = False) -> tuple[Fact, ...]:
    """A fact for every unit of the archive.

    Args:
        record: the open catalogue.
        duplicates: each is counted as itself.
        every_mention: also themes that are denied, only a heading, or named in passing.
    """
    units = tuple(unit_table(record, every_mention=every_mention))
    same = {} if duplicates else record.same_rows()
    if not same:
        return tuple(Fact(unit=unit, item=unit.row, document=unit.document_id) for unit in units)
    by_row = {unit.row: unit for unit in units}
    # A row that was removed between the two questions stands for nobody.
    same = {row: shown for row, shown in same.items() if row in by_row and shown in by_row}
    told = _told_elsewhere(same, by_row)
    documents = {
        unit.document_id: by_row[same[unit.row]].document_id for unit in units if not unit.is_item and unit.row in same
    }
    return tuple(
        Fact(
            unit=_completed(unit, told.get(unit.document_id, ())),
            item=same.get(unit.row, unit.row),
            document=documents.get(unit.document_id, unit.document_id),
        )
        for unit in units
    )


def _told_elsewhere(same: Mapping[int, int], by_row: Mapping[int, UnitRow]) -> Mapping[str, tuple[UnitRow, ...]]:
    """For documents that do not tell their whole meeting: units of others that stand for theirs or are beside them."""
    groups: dict[int, list[UnitRow]] = defaultdict(list)
    for row, shown in same.items():
        groups[shown].append(by_row[row])
    for shown, group in groups.items():
        group.append(by_row[shown])
    told: dict[str, list[UnitRow]] = defaultdict(list)
    for group in groups.values():
        for unit in group:
            if None in {unit.date, unit.municipality, unit.body}:
                told[unit.document_id] += group
    return {document: tuple(sorted(found, key=_name)) for document, found in told.items()}


def _name(unit: UnitRow) -> tuple[str, str]:
    return unit.document_id, unit.unit_id


def _completed(unit: UnitRow, told: Iterable[UnitRow]) -> UnitRow:
    for other in told:
        unit = replace(
            unit,
            municipality=unit.municipality or other.municipality,
            body=unit.body or other.body,
            date=unit.date or other.date,
            year=unit.year or other.year,
        )
    return unit
