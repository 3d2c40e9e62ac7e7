"""What the catalogue holds about found units, as search shows and counts them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.engine import Facet
from index.rows import item_of
from index.units import outside

if TYPE_CHECKING:
    from index.catalogue import Catalogue
    from minutes.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A unit as it is shown: an item, or what a document says outside its items.

    Attributes:
        kind: the document's.
        page: where it starts.
        spans: the offset map of ``text``.
        decisions: the texts of its decisions.
        source: the path of the file, one of them if there are several.
    """

    row: int
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
    source: str


_UNITS = """
SELECT units.row, unit_id, documents.id, documents.kind, number, documents.title, municipality, body, date, json,
       (SELECT path FROM files WHERE files.document_id = documents.id ORDER BY files.rowid LIMIT 1)
FROM units JOIN documents ON documents.id = units.document_id LEFT JOIN items ON items.row = units.row
WHERE units.row IN (SELECT value FROM json_each(?))
"""


def records(catalogue: Catalogue, rows: Iterable[int]) -> dict[int, Record]:
    """The records with these row numbers; one that has been removed since it was found is left out."""
    found = catalogue.query(_UNITS, json.dumps(list(rows)))
    made = (_record(catalogue, *columns) for columns in found)
    return {record.row: record for record in made}


def _record(catalogue: Catalogue, row: int, unit_id: str, document_id: str, *rest: Any) -> Record:
    kind, number, document_title, municipality, body, date, blob, source = rest
    common: dict[str, Any] = {
        "row": row,
        "item_id": unit_id,
        "document_id": document_id,
        "kind": kind,
        "municipality": municipality,
        "body": body,
        "date": dt.date.fromisoformat(date) if date else None,
        "source": source or "",
    }
    if blob is None:
        document = catalogue.document(document_id)
        text, spans = outside(document)
        page = spans[0].page if spans else None
        whole: dict[str, Any] = {
            "number": None,
            "title": document_title or "",
            "text": text,
            "spans": spans,
            "page": page,
        }
        return Record(**common, **whole, decisions=(), themes=document.themes)
    item = item_of(blob)
    return Record(
        **common,
        number=number,
        title=item.title,
        text=item.text,
        page=item.page,
        spans=item.spans,
        decisions=tuple(decision.text for decision in item.decisions),
        themes=item.themes,
    )


_VALUES = {
    Facet.MUNICIPALITY: "SELECT DISTINCT municipality FROM documents WHERE municipality IS NOT NULL",
    Facet.BODY: "SELECT DISTINCT body FROM documents WHERE body IS NOT NULL",
    Facet.RESPONSIBLE: "SELECT DISTINCT responsible FROM actions WHERE responsible IS NOT NULL",
}


def known_values(catalogue: Catalogue) -> Mapping[Facet, tuple[str, ...]]:
    """The values of the facets whose values are the archive's own."""
    return {facet: tuple(value for (value,) in catalogue.query(sql)) for facet, sql in _VALUES.items()}
