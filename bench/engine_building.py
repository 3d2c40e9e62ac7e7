"""An archive of generated documents, filled in bulk: a million items in minutes, not hours.

What a catalogue and an index hold of a document is what ``Catalogue.store`` and ``Archive.rebuild`` put there; only the way
is shorter. The catalogue's rows go in by the thousand, without looking for what is there already; which units are the same
matter in two papers is known from the generator; the index is told the units as they are made, and reads no line twice
(bench/engine_lines.py). Left out are the keys that documents to come are compared by: a search asks for none of them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from bench.engine_lines import LineAnalyser
from bench.engine_units import documents
from index import rows as as_rows
from index.analysis import Analysis
from index.archive import Archive, Progress
from index.catalogue import TABLES, Catalogue
from index.duplicates import METHOD, Reason
from index.engine import Unit
from index.generations import Stamp
from index.record import Pending
from index.units import units_of
from minutes.model import AgendaItem, Document
from minutes.settings import NAMING

DOCUMENTS_AT_ONCE = 500
"""Documents in one transaction: short, so that who builds the index meanwhile need not wait."""

CACHE_KB = 500_000
STORED = "2026-01-01T00:00:00+00:00"
"""When all of it was stored."""

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]


def numbered(items: int) -> Iterator[tuple[Document, dict[str, int]]]:
    """The documents and the rows of their units, as a catalogue numbers them."""
    row = 1
    for document in documents(items):
        ids = (document.id, *(item.id for item in document.items))
        yield document, {id_: row + place for place, id_ in enumerate(ids)}
        row += len(ids)


def units(items: int) -> Iterator[Unit]:
    """What the index is told of the documents."""
    return chain.from_iterable(units_of(document, rows) for document, rows in numbered(items))


# ---- the catalogue ----------------------------------------------------------------------------------------------------


def fill_catalogue(path: Path, items: int) -> None:
    """Make a catalogue of generated documents."""
    Catalogue(path).close()  # makes the tables
    database = sqlite3.connect(path, timeout=60)
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    tables: Tables = defaultdict(list)
    before: tuple[Document, dict[str, int]] | None = None
    for number, (document, rows) in enumerate(numbered(items), start=1):
        _add(tables, document, rows)
        if before is not None and _is_of_one_meeting(before[0], document):
            _note_same(tables, before, (document, rows))
        before = document, rows
        if number % DOCUMENTS_AT_ONCE == 0:
            _write(database, tables)
    _write(database, tables)
    database.close()


def _add(tables: Tables, document: Document, rows: dict[str, int]) -> None:
    columns = {**as_rows.document_row(document), "stored": STORED, "run": None}
    tables[f"documents ({', '.join(columns)})"].append(tuple(columns.values()))
    tables["units"] += ((row, document.id, id_) for id_, row in rows.items())
    tables["pages"] += as_rows.page_rows(document)
    tables["mentions"] += as_rows.mention_rows(document.mentions, rows[document.id])
    for place, item in enumerate(document.items, start=1):
        row = rows[item.id]
        tables["items"].append(as_rows.item_row(document, item, place=place, row=row))
        tables["decisions"] += as_rows.decision_rows(item, row)
        tables["mentions"] += as_rows.mention_rows(item.mentions, row)
        tables["names"] += as_rows.name_rows(item, row)
    tables["files"].append((document.source.path, document.id, STORED))
    tables["tabled"].append((document.id, TABLES))
    tables["named"].append((document.id, NAMING))
    tables["compared"].append((document.id, METHOD, len(document.items)))


def _is_of_one_meeting(protocol: Document, notice: Document) -> bool:
    return [_told(item) for item in protocol.items] == [_told(item) for item in notice.items]


def _told(item: AgendaItem) -> tuple[str | None, str]:
    return item.number, item.text


def _note_same(
    tables: Tables, protocol: tuple[Document, dict[str, int]], notice: tuple[Document, dict[str, int]]
) -> None:
    """The protocol, which comes first, stands for the notice."""
    for shown, other in zip(protocol[0].items, notice[0].items, strict=True):
        row = protocol[1][shown.id]
        tables["same_as"] += ((row, row, None), (notice[1][other.id], row, Reason.TEXT))


def _write(database: sqlite3.Connection, tables: Tables) -> None:
    with database:
        for table, rows in tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    tables.clear()


# ---- the index --------------------------------------------------------------------------------------------------------


class GeneratedArchive(Archive):
    """An archive whose index is told the generated units themselves; the catalogue may be filled meanwhile."""

    def __init__(self, folder: Path, items: int) -> None:
        super().__init__(folder)
        self._items = items

    def _units(self, _changes: Sequence[Pending], _progress: Progress, _done: int, _total: int) -> Iterator[Unit]:
        return units(self._items)


def build_index(folder: Path, items: int, analysis: Analysis, stamp: Stamp) -> None:
    """Build the index of an archive of generated documents."""
    with GeneratedArchive(folder, items) as archive:
        archive.rebuild(LineAnalyser(analysis), stamp)
