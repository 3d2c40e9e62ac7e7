"""Reading the catalogue: documents, items and units by id or row, and what was read from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from index import rows as as_rows
from index.database import open_database, snapshot, sqlite_errors
from minutes.errors import NotFound, Reason, UnreadableFile
from minutes.kinds import Standing
from minutes.model import AgendaItem, Document, Mention, themes_by_weight

AFTER_ALL_LETTERS = "\U0010ffff"
"""Sorts after any text that goes on; ends the range of ids that begin in one way."""


class Change(StrEnum):
    """What the search index must do."""

    INDEX = "index"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """A path as last seen: the bytes' sha256, the document held for it (if any), what program read or failed to."""

    path: str
    sha256: str | None
    document_id: str | None
    program: str
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A change the search index has not been told of."""

    number: int
    document_id: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A document, and the item in it that was asked for (None: the document itself)."""

    document: Document
    item: AgendaItem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredUnit:
    """What a row number of the index stands for. ``item`` is None for what a document says outside its items."""

    row: int
    document_id: str
    item: AgendaItem | None
    title: str | None
    kind: str | None
    municipality: str | None
    body: str | None
    date: str | None
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The themes of a unit, the weightiest first: all that count, and those it is mainly about."""

    all: tuple[str, ...]
    main: tuple[str, ...]


class Record:
    """The open catalogue of one archive, for reading. One per thread; use it with ``with``, or ``close`` it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = open_database(path)
        self._same: tuple[tuple[int, int], dict[int, int]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def known_files(self) -> dict[str, KnownFile]:
        """Every path that was read or tried, as it was then. A newer failure hides the document kept for the path."""
        read = self.query(
            "SELECT path, document_id, document_id, program, 0 FROM files JOIN documents ON id = document_id"
        )
        failed = self.query("SELECT path, sha256, document_id, program, 1 FROM failures LEFT JOIN files USING (path)")
        return {
            path: KnownFile(path=path, sha256=sha256, document_id=document, program=program, failed=bool(failure))
            for path, sha256, document, program, failure in (*read, *failed)
        }

    def failure(self, path: str) -> UnreadableFile | None:
        """Why the file at this path could not be read, if it could not."""
        for reason, message, way_out in self.query(
            "SELECT reason, message, way_out FROM failures WHERE path = ?", path
        ):
            return UnreadableFile(Reason(reason), message, way_out=way_out)
        return None

    def pending(self) -> tuple[Pending, ...]:
        """Changes the search index has not been told of, oldest first."""
        found = self.query("SELECT number, document_id, change FROM pending ORDER BY number")
        return tuple(Pending(number=number, document_id=id_, change=Change(change)) for number, id_, change in found)

    def unit_rows(self, document_id: str) -> dict[str, int]:
        """The row number of each unit of a document, by item id; the document's own id for what is outside its items."""
        return dict(self.query("SELECT unit_id, row FROM units WHERE document_id = ?", document_id))

    def with_rows(self, document_id: str) -> tuple[Document, dict[str, int]] | None:
        """A document and the row numbers of its units, as they are at one moment; None if it is not here."""
        with snapshot(self._database, self.path):
            document = self._stored(document_id)
            return None if document is None else (document, self.unit_rows(document_id))

    def document_ids(self) -> tuple[str, ...]:
        """The ids of all documents, in the order they came."""
        return tuple(id_ for (id_,) in self.query("SELECT id FROM documents ORDER BY rowid"))

    def tagged_otherwise(self, vocabulary: str, model: str) -> tuple[str, ...]:
        """The ids of documents whose themes are by another vocabulary or language model than these."""
        sql = "SELECT id FROM documents WHERE vocabulary <> ? OR model <> ?"
        return tuple(id_ for (id_,) in self.query(sql, vocabulary, model))

    def read_otherwise(self, model: str) -> tuple[str, ...]:
        """The ids of documents that another language model than this read."""
        return tuple(id_ for (id_,) in self.query("SELECT id FROM documents WHERE model <> ?", model))

    def named_otherwise(self, method: int) -> tuple[str, ...]:
        """The ids of documents whose names have not been sought by this version of the method."""
        sql = "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM named WHERE method = ?)"
        return tuple(id_ for (id_,) in self.query(sql, method))

    def tabled_otherwise(self, version: int) -> tuple[str, ...]:
        """The ids of documents whose plain tables another version of the program wrote."""
        sql = "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM tabled WHERE version = ?)"
        return tuple(id_ for (id_,) in self.query(sql, version))

    def documents(self) -> Iterator[Document]:
        """All documents, one at a time; one that another process removes meanwhile is left out."""
        for id_ in self.document_ids():
            document = self._stored(id_)
            if document is not None:
                yield document

    def document(self, id_: str) -> Document:
        """The document with this id, or the only one whose id begins so.

        Raises:
            NotFound: there is none, or more than one.
        """
        return self._held(self._unique("documents", "id", id_))

    def item(self, id_: str) -> Located:
        """The item with this id, or the only one whose id begins so; of several documents' the latest.

        Raises:
            NotFound: there is none, or more than one.
        """
        item = self._unique("items", "id", id_)
        document = self._held(self._one("SELECT document_id FROM items WHERE id = ? ORDER BY row DESC LIMIT 1", item))
        return Located(document=document, item=next(found for found in document.items if found.id == item))

    def find(self, id_: str) -> Located:
        """The item or document with this id, or the only one of either whose id begins so.

        Raises:
            NotFound: there is none, or more than one.
        """
        unit = self._unique("units", "unit_id", id_)
        if self._one("SELECT count(*) FROM documents WHERE id = ?", unit):
            return Located(document=self.document(unit), item=None)
        return self.item(unit)

    def themes(self, first: int, last: int) -> dict[int, Themes]:
        """The themes of the units with these row numbers and all between, for those that have any mention of one."""
        sql = "SELECT row, theme, standing, weight FROM mentions WHERE row BETWEEN ? AND ? ORDER BY row, place"
        mentions: defaultdict[int, list[Mention]] = defaultdict(list)
        for row, theme, standing, weight in self.query(sql, first, last):
            mentions[row].append(Mention(theme=theme, why="", standing=Standing(standing), weight=weight))
        return {
            row: Themes(all=themes_by_weight(found), main=themes_by_weight(found, main=True))
            for row, found in mentions.items()
        }

    def same_rows(self) -> dict[int, int]:
        """For each unit that another one stands for, the row of that one. Not to be changed by the caller."""
        with sqlite_errors(self.path):
            ((version,),) = self._database.execute("PRAGMA data_version")
        state = (version, self._database.total_changes)
        if self._same is None or self._same[0] != state:
            self._same = (state, dict(self.query("SELECT row, shown FROM same_as WHERE row <> shown")))
        return self._same[1]

    def unit_row(self, document_id: str, unit_id: str) -> int | None:
        """The row number of a unit."""
        row: int | None = self._one("SELECT row FROM units WHERE document_id = ? AND unit_id = ?", document_id, unit_id)
        return row

    def units(self, rows: Iterable[int]) -> dict[int, StoredUnit]:
        """What these row numbers stand for now, document by document unpacked no further than asked; others left out."""
        sql = """
            SELECT row, documents.id, json, coalesce(items.title, documents.title), documents.kind, municipality, body,
                   date, (SELECT min(path) FROM files WHERE files.document_id = documents.id)
            FROM units JOIN documents ON documents.id = units.document_id LEFT JOIN items USING (row) WHERE row = ?
        """
        found: dict[int, StoredUnit] = {}
        with snapshot(self._database, self.path):
            for wanted in rows:
                for row, document, blob, *about in self.query(sql, wanted):
                    item = None if blob is None else as_rows.item_of(blob)
                    title, kind, municipality, body, date, path = about
                    found[row] = StoredUnit(
                        row=row,
                        document_id=document,
                        item=item,
                        title=title,
                        kind=kind,
                        municipality=municipality,
                        body=body,
                        date=date,
                        path=path,
                    )
        return found

    def _held(self, id_: str) -> Document:
        document = self._stored(id_)
        if document is None:
            raise _not_found(id_)
        return document

    def _stored(self, id_: str) -> Document | None:
        with snapshot(self._database, self.path):
            frame = self._one("SELECT frame FROM documents WHERE id = ?", id_)
            pages = self.query("SELECT number, text, ocr FROM pages WHERE document_id = ? ORDER BY number", id_)
            items = self.query("SELECT json FROM items WHERE document_id = ? ORDER BY place", id_)
            paths = [path for (path,) in self.query("SELECT path FROM files WHERE document_id = ? ORDER BY rowid", id_)]
        if frame is None:
            return None
        document = as_rows.document_of(frame, pages, (blob for (blob,) in items))
        if paths and document.source.path not in paths:
            # The file it was read from is gone or changed; the same bytes are still here.
            return replace(document, source=replace(document.source, path=paths[0]))
        return document

    def _unique(self, table: str, column: str, start: str) -> str:
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY 1 LIMIT 2"  # noqa: S608 names of ours
        found = [id_ for (id_,) in self.query(sql, start, start + AFTER_ALL_LETTERS)] if start else []
        if not found:
            raise _not_found(start)
        if len(found) > 1 and found[0] != start:
            raise NotFound(f"Flere begynner med «{start}».", way_out="Skriv mer av id-en.")
        return str(found[0])

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL."""
        with sqlite_errors(self.path):
            return self._database.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: object) -> Any:
        for (value,) in self.query(sql, *values):
            return value
        return None


def _not_found(id_: str) -> NotFound:
    return NotFound(
        f"Fant verken sak, dokument eller fil som heter «{id_}».",
        way_out="Se etter id-en i svaret fra «referatsok search».",
    )
