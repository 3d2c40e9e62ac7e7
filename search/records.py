"""What the catalogue holds about found units, as search shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engine import Facet
from index.units import outside, places_in

if TYPE_CHECKING:
    from index.record import Record, StoredUnit
    from minutes.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit:
    """A unit as it is shown: an item, or what a document says outside its items.

    Attributes:
        kind: the document's.
        page: where it starts.
        spans: the offset map of ``text``.
        decisions: the texts of its decisions.
        themes: those that count, the weightiest first; ``main_themes`` those it is mainly about.
        source: the path of the file, one of them if there are several.
    """

    item_id: str
    document_id: str
    kind: str | None
    number: str | None
    title: str
    municipality: str | None
    body: str | None
    date: dt.date | None
    text: str
    page: int | None
    spans: tuple[Span, ...]
    decisions: tuple[str, ...]
    themes: tuple[str, ...]
    main_themes: tuple[str, ...]
    places: tuple[str, ...]
    source: str


def found_units(record: Record, rows: Iterable[int]) -> dict[int, FoundUnit]:
    """The units with these row numbers; one that has been removed since it was found is left out."""
    return {row: _found(record, stored) for row, stored in record.units(rows).items()}


def _found(record: Record, stored: StoredUnit) -> FoundUnit:
    item = stored.item
    if item is not None:
        own_id, text, spans, themes, main = item.id, item.text, item.spans, item.themes, item.main_themes
    else:
        document = record.document(stored.document_id)
        text, spans = outside(document)
        own_id, themes, main = document.id, document.themes, document.main_themes
    return FoundUnit(
        item_id=own_id,
        document_id=stored.document_id,
        kind=stored.kind,
        number=item.number if item else None,
        title=stored.title or "",
        municipality=stored.municipality,
        body=stored.body,
        date=dt.date.fromisoformat(stored.date) if stored.date else None,
        text=text,
        page=spans[0].page if spans else None,
        spans=spans,
        decisions=tuple(decision.text for decision in item.decisions) if item else (),
        themes=themes,
        main_themes=main,
        places=places_in(item) if item else (),
        source=stored.path or "",
    )


_VALUES = {
    Facet.MUNICIPALITY: "SELECT DISTINCT municipality FROM documents WHERE municipality IS NOT NULL",
    Facet.BODY: "SELECT DISTINCT body FROM documents WHERE body IS NOT NULL",
    Facet.RESPONSIBLE: "SELECT DISTINCT responsible FROM actions WHERE responsible IS NOT NULL",
    Facet.PLACE: "SELECT DISTINCT name FROM names WHERE kind = 'sted'",
}


class _KnownValues(Mapping[Facet, tuple[str, ...]]):
    """The archive's values, a facet's looked up when it is first asked for."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._found: dict[Facet, tuple[str, ...]] = {}

    def __getitem__(self, facet: Facet) -> tuple[str, ...]:
        if facet not in self._found:
            self._found[facet] = tuple(value for (value,) in self._record.query(_VALUES[facet]))
        return self._found[facet]

    def __contains__(self, facet: object) -> bool:
        return facet in _VALUES

    def __iter__(self) -> Iterator[Facet]:
        return iter(_VALUES)

    def __len__(self) -> int:
        return len(_VALUES)


def known_values(record: Record) -> Mapping[Facet, tuple[str, ...]]:
    """The values of the facets whose values are the archive's own."""
    return _KnownValues(record)
