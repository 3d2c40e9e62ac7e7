"""The catalogue: the record of what was read (``catalog.db``). The search index is derived from it.

Every operation is one transaction. A change to a document is noted as pending until the index has been told: the
index commits first, then the note goes, so a crash between the two only means that a document is indexed again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from index import rows as as_rows
from index.database import transaction
from index.groups import Groups
from index.record import AFTER_ALL_LETTERS, Change, Pending, Record
from minutes.errors import UnreadableFile
from minutes.model import AgendaItem, Document, Mention
from minutes.settings import NAMING

TABLES = 1
"""The version of the plain tables that a document is written to (index/rows.py): raised when they are to hold more."""


class Outcome(StrEnum):
    """What storing a document came to."""

    NEW = "new"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What a removal took away: paths, and the documents no path is left of."""

    paths: tuple[str, ...]
    document_ids: tuple[str, ...]


class Catalogue(Record):
    """The open catalogue of one archive, for reading and writing. One per thread."""

    @property
    def _groups(self) -> Groups:
        return Groups(self._database)

    # ---- runs and files ---------------------------------------------------------------------------------------------

    def start_run(self, program: str) -> int:
        """Note that a run has begun; gives its number."""
        with transaction(self._database, self.path):
            self._database.execute("INSERT INTO runs (started, program) VALUES (?, ?)", (_now(), program))
            return int(self._one("SELECT last_insert_rowid()"))

    def end_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Note that a run is over, and what it did."""
        with transaction(self._database, self.path):
            self._database.execute(
                "UPDATE runs SET ended = ?, counts = ? WHERE id = ?", (_now(), json.dumps(dict(counts)), run)
            )

    def record_failure(
        self, path: str, error: UnreadableFile, *, sha256: str | None, program: str, run: int | None = None
    ) -> None:
        """Note that a file could not be read. What was read of an earlier version of it is kept."""
        with transaction(self._database, self.path):
            self._database.execute(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (path, sha256, error.reason, error.message, error.way_out, program, _now(), run),
            )

    # ---- documents --------------------------------------------------------------------------------------------------

    def store(self, document: Document, *, path: str | None = None, run: int | None = None) -> Outcome:
        """Keep a document read at a path (default: the one its source names).

        A document that was at the path before is removed if no other path has it. A document that is there already is
        only written again if it was read differently.
        """
        where = document.source.path if path is None else path
        with transaction(self._database, self.path):
            before = self._document_at(where)
            known = self._stored(document.id)
            same = known is not None and known == replace(document, source=known.source)
            self._database.execute("DELETE FROM named WHERE document_id = ?", (document.id,))
            if not same:
                beside = self._groups.beside(document.id)
                self._write(document, run)
                self._groups.compare(document.id, beside)
            self._insert("named", [(document.id, NAMING)])
            self._put_file(where, document.id)
        if before is None:
            return Outcome.NEW if known is None else Outcome.DUPLICATE
        return Outcome.UNCHANGED if same and before == document.id else Outcome.UPDATED

    def tag_again(self, tagged: Iterable[Document]) -> None:
        """Give documents that are here other mentions, in one transaction: the same as to store each anew, only quicker.

        Args:
            tagged: of each its id, its own mentions, what made them, and the items whose mentions are other than those
                here, by their ids. All else of a document is taken to be as it is here, and is not looked at.
        """
        with transaction(self._database, self.path):
            for document in tagged:
                self._tag_again(document)

    def _tag_again(self, document: Document) -> None:
        frame = self._one("SELECT frame FROM documents WHERE id = ?", document.id)
        if frame is None:
            return  # removed meanwhile
        made_by = document.made_by
        self._database.execute(
            "UPDATE documents SET model = ?, vocabulary = ?, frame = ?, stored = ?, run = NULL WHERE id = ?",
            (made_by.model, made_by.vocabulary, as_rows.tagged_again(frame, document), _now(), document.id),
        )
        rows = self.unit_rows(document.id)
        self._mention(rows[document.id], document.mentions)
        for item in document.items:
            row = rows[item.id]
            blob = as_rows.tagged_again(self._one("SELECT json FROM items WHERE row = ?", row), item)
            self._database.execute("UPDATE items SET json = ? WHERE row = ?", (blob, row))
            self._mention(row, item.mentions)
        self._note(document.id, Change.INDEX)

    def _mention(self, row: int, mentions: Sequence[Mention]) -> None:
        self._database.execute("DELETE FROM mentions WHERE row = ?", (row,))
        self._insert("mentions", as_rows.mention_rows(mentions, row))

    def add_path(self, path: str, document_id: str) -> Outcome | None:
        """Note that a document that is here already is also at this path; None if it is not here."""
        with transaction(self._database, self.path):
            if not self._one("SELECT count(*) FROM documents WHERE id = ?", document_id):
                return None
            before = self._document_at(path)
            self._put_file(path, document_id)
        if before is None:
            return Outcome.DUPLICATE
        return Outcome.UNCHANGED if before == document_id else Outcome.UPDATED

    def remove(self, what: str) -> Removed:
        """Take away a file, all files under a folder, or a document (its id, or as much of it as is unique).

        Raises:
            NotFound: nothing here has this path or id.
        """
        with transaction(self._database, self.path):
            paths = self._paths(what)
            if not paths:
                found = self._unique("documents", "id", what)
                paths = tuple(path for (path,) in self.query("SELECT path FROM files WHERE document_id = ?", found))
            held = dict.fromkeys(document for path in paths if (document := self._document_at(path)))
            for path in paths:
                self._database.execute("DELETE FROM files WHERE path = ?", (path,))
                self._database.execute("DELETE FROM failures WHERE path = ?", (path,))
            gone = tuple(document for document in held if self._drop_if_nowhere(document))
        return Removed(paths=paths, document_ids=gone)

    def forget(self, path: str) -> None:
        """Take away what is known of exactly this path, if anything is; its document too when no other path has it."""
        with transaction(self._database, self.path):
            held = self._document_at(path)
            self._database.execute("DELETE FROM files WHERE path = ?", (path,))
            self._database.execute("DELETE FROM failures WHERE path = ?", (path,))
            if held is not None:
                self._drop_if_nowhere(held)

    def _paths(self, what: str) -> tuple[str, ...]:
        folder = what.rstrip("/\\")
        if not folder:
            return ()  # neither nothing nor the root of a disk is meant
        # What came out of an archive file stands after its name and an exclamation mark; a folder is no archive.
        return self._inside(what, f"{folder}/", f"{folder}\\") or self._inside(what, f"{folder}!")

    def _inside(self, itself: str, *beginnings: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for table in ("files", "failures"):
            for inside in beginnings:
                sql = f"SELECT path FROM {table} WHERE path = ? OR (path >= ? AND path < ?) ORDER BY path"  # noqa: S608 a name of ours
                found |= dict.fromkeys(path for (path,) in self.query(sql, itself, inside, inside + AFTER_ALL_LETTERS))
        return tuple(found)

    def _document_at(self, path: str) -> str | None:
        found: str | None = self._one("SELECT document_id FROM files WHERE path = ?", path)
        return found

    def _put_file(self, path: str, document_id: str) -> None:
        before = self._document_at(path)
        self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, document_id, _now()))
        self._database.execute("DELETE FROM failures WHERE path = ?", (path,))
        if before != document_id:
            self._groups.regroup_document(document_id)
            if before is not None:
                self._drop_if_nowhere(before)

    def _drop_if_nowhere(self, document_id: str) -> bool:
        if self._one("SELECT count(*) FROM files WHERE document_id = ?", document_id):
            self._groups.regroup_document(document_id)
            return False
        beside = self._groups.beside(document_id)
        self._database.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        self._groups.regroup(beside)
        self._note(document_id, Change.DELETE)
        return True

    def _note(self, document_id: str, change: Change) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO pending (document_id, change) VALUES (?, ?)", (document_id, change)
        )

    def _write(self, document: Document, run: int | None) -> None:
        columns = {**as_rows.document_row(document), "stored": _now(), "run": run}
        names = ", ".join(columns)
        marks = ", ".join(f":{name}" for name in columns)
        fresh = ", ".join(f"{name} = excluded.{name}" for name in columns)
        self._database.execute(
            f"INSERT INTO documents ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {fresh}",  # noqa: S608 names of ours
            columns,
        )
        self._write_tables(document)
        self._note(document.id, Change.INDEX)

    def _write_tables(self, document: Document) -> None:
        for table in ("pages", "attendees", "items"):
            self._database.execute(f"DELETE FROM {table} WHERE document_id = ?", (document.id,))  # noqa: S608 a name of ours
        row_of = self._number_units(document)
        self._insert("pages", as_rows.page_rows(document))
        self._insert("attendees", as_rows.attendee_rows(document))
        self._insert("mentions", as_rows.mention_rows(document.mentions, row_of[document.id]))
        for place, item in enumerate(document.items, start=1):
            row = row_of[item.id]
            self._insert("items", [as_rows.item_row(document, item, place=place, row=row)])
            self._write_details(item, row)
        self._database.execute("INSERT OR REPLACE INTO tabled VALUES (?, ?)", (document.id, TABLES))

    def _write_details(self, item: AgendaItem, row: int) -> None:
        self._insert("decisions", as_rows.decision_rows(item, row))
        self._insert("proposals", as_rows.proposal_rows(item, row))
        self._insert("voters", as_rows.voter_rows(item, row))
        self._insert("actions", as_rows.action_rows(item, row))
        self._insert("mentions", as_rows.mention_rows(item.mentions, row))
        self._insert("names", as_rows.name_rows(item, row))

    def _number_units(self, document: Document) -> dict[str, int]:
        """Row numbers for the document's units: those that were here keep theirs, those that are no more go."""
        wanted = [document.id, *(item.id for item in document.items)]
        known = self.unit_rows(document.id)
        for unit, row in known.items():
            self._database.execute("DELETE FROM mentions WHERE row = ?", (row,))
            if unit not in wanted:
                self._database.execute("DELETE FROM units WHERE row = ?", (row,))
        new = [(document.id, unit) for unit in wanted if unit not in known]
        self._database.executemany("INSERT INTO units (document_id, unit_id) VALUES (?, ?)", new)
        return self.unit_rows(document.id)

    def _insert(self, table: str, rows: Any) -> None:
        made = list(rows)
        if made:
            marks = ", ".join("?" * len(made[0]))
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", made)  # noqa: S608 a name of ours

    # ---- what an earlier version of the program left ----------------------------------------------------------------

    def catch_up(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Give the documents that an earlier version stored what this one keeps of them; their files are not needed."""
        self.table_stale(progress)
        self.compare_stale(progress)

    def table_stale(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Write anew the plain tables of the documents that an earlier version of the program stored."""
        stale = self.tabled_otherwise(TABLES)
        for done, document_id in enumerate(stale):
            progress(done, len(stale))
            with transaction(self._database, self.path):
                document = self._stored(document_id)
                if document is not None:  # else another process has removed it meanwhile
                    self._write_tables(document)

    def compare_stale(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Compare the documents that an earlier version of the program stored, so that what is the same is known of all."""
        stale = self._groups.stale()
        for done, document_id in enumerate(stale):
            progress(done, len(stale))
            with transaction(self._database, self.path):
                self._groups.compare(document_id, self._groups.beside(document_id))

    # ---- what the index must be told --------------------------------------------------------------------------------

    def mark_indexed(self, told: Sequence[Pending]) -> None:
        """The index has these on disk. A document changed again meanwhile stays pending: its number is a new one."""
        with transaction(self._database, self.path):
            self._database.executemany("DELETE FROM pending WHERE number = ?", [(each.number,) for each in told])


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
