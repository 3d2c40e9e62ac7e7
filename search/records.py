"""What the catalogue holds about found units, as search shows them."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.engine import Facet, TextField
from index.units import outside_items
from minutes.kinds import NameKind, Standing
from minutes.model import Mention, Span, themes_by_weight

if TYPE_CHECKING:
    from index.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit:
    """A unit as it is shown: an item, or what a document says outside its items.

    Attributes:
        kind: the document's.
        page: where it starts.
        texts: as the index holds them.
        spans: the offset map of the text.
        themes: those that count, the weightiest first; ``main_themes`` those it is mainly about.
        source: the path of the file, one of them if there are several.
    """

    item_id: str
    document_id: str
    kind: str | None
    number: str | None
    municipality: str | None
    body: str | None
    date: dt.date | None
    texts: Mapping[TextField, str]
    page: int | None
    spans: tuple[Span, ...]
    themes: tuple[str, ...]
    main_themes: tuple[str, ...]
    places: tuple[str, ...]
    source: str


_UNITS = """
    SELECT row, documents.id, json, coalesce(items.title, documents.title), documents.kind, municipality, body, date,
           (SELECT min(path) FROM files WHERE files.document_id = documents.id), iif(json IS NULL, frame, NULL)
    FROM units JOIN documents ON documents.id = units.document_id LEFT JOIN items USING (row) WHERE row IN ({})
"""


def found_units(record: Record, rows: Iterable[int]) -> dict[int, FoundUnit]:
    """The units with these row numbers; one that has been removed since it was found is left out."""
    wanted = tuple(rows)
    sql = _UNITS.format(", ".join("?" * len(wanted)))
    return {row: _found(record, *about) for row, *about in record.query(sql, *wanted)}


def _found(record: Record, document: str, item: bytes | None, title: str | None, *about: Any) -> FoundUnit:
    """A unit out of its JSON, of which no more is made into objects than is shown."""
    kind, municipality, body, date, path, frame = about
    plain = json.loads(zlib.decompress(frame if item is None else item))
    text, spans = _outside(record, document) if item is None else (plain["text"], _spans(plain["spans"]))
    mentions = [
        Mention(theme=each["theme"], why="", standing=Standing(each["standing"]), weight=each["weight"])
        for each in plain["mentions"]
    ]
    named = (each["name"] for each in plain.get("names", ()) if each["kind"] == NameKind.PLACE)
    return FoundUnit(
        item_id=plain["id"],
        document_id=document,
        kind=kind,
        number=plain.get("number"),
        municipality=municipality,
        body=body,
        date=dt.date.fromisoformat(date) if date else None,
        texts={
            TextField.TITLE: title or "",
            TextField.TEXT: text,
            TextField.DECISION: "\n".join(decision["text"] for decision in plain.get("decisions", ())),
        },
        page=spans[0].page if spans else None,
        spans=spans,
        themes=themes_by_weight(mentions),
        main_themes=themes_by_weight(mentions, main=True),
        places=tuple(dict.fromkeys(named)),
        source=path or "",
    )


def _spans(plain: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(page=span["page"], start=span["start"], end=span["end"], at=span["at"]) for span in plain)


def _outside(record: Record, document: str) -> tuple[str, tuple[Span, ...]]:
    pages = record.query("SELECT number, text FROM pages WHERE document_id = ? ORDER BY number", document)
    items = record.query("SELECT title, json FROM items WHERE document_id = ? ORDER BY place", document)
    spans = (_spans(json.loads(zlib.decompress(item))["spans"]) for _, item in items)
    return outside_items(pages, [title for title, _ in items], [(s.page, s.start) for own in spans for s in own])


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
