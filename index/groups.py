"""The catalogue's side of duplicates: whom a document is compared with, what was found, and who stands for whom.

All of it happens in the transaction that stores or removes the document, so a process killed at any point leaves a
catalogue in which every link and group is true of the documents that are there. Groups are made anew from their links
whenever one of them changes; links are a function of two documents; so the order in which files come makes no difference.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from index.duplicates import METHOD, Entry, Link, Paper, Reason, links_between, meeting_key
from index.likeness import bands_of
from index.standing_for import Member, grouped, version_of
from index.units import case_forms

LONG_NUMBER = 3
"""Digits after the slash from which a number cannot be that of an item in its year: «21/345» is a case in the archive."""

_DATE = "CASE WHEN date_origin = 'guess' THEN NULL ELSE date END"

_PAPER = f"SELECT kind, municipality, body, {_DATE} FROM documents WHERE id = ?"  # noqa: S608 columns of ours

_ENTRIES = """
    SELECT units.row, unit_id, place, number, case_number, title, text
    FROM units JOIN items USING (row) WHERE units.document_id = ? ORDER BY place
"""

_SAME_DAY = "SELECT id FROM documents WHERE municipality = ? AND date = ? AND id <> ?"

_SAME_TEXT = f"""
    SELECT units.document_id FROM (
        SELECT DISTINCT mine.row AS own, theirs.row AS row FROM text_bands mine JOIN text_bands theirs
        ON theirs.band = mine.band {{where}}
        WHERE mine.row IN (SELECT row FROM units WHERE document_id = :id)
    ) JOIN units USING (row) JOIN documents ON documents.id = units.document_id JOIN compared USING (document_id)
    WHERE documents.id <> :id AND (:date IS NULL OR {_DATE} IS NULL OR {_DATE} = :date)
    GROUP BY units.document_id HAVING count(DISTINCT own) * 2 >= min(:keyed, max(keyed))
"""  # noqa: S608 columns of ours
"""Documents with keys of half the units of the smaller of the two. A standard phrase that all have alone is too little."""

_MEMBER = f"""
    SELECT unit_id, units.document_id, documents.kind, municipality, body, {_DATE},
           (SELECT group_concat(path, char(10)) FROM files WHERE files.document_id = documents.id),
           EXISTS (SELECT 1 FROM pages WHERE pages.document_id = documents.id AND ocr),
           (SELECT count(*) FROM decisions WHERE decisions.row = units.row), coalesce(length(items.text), 0)
    FROM units JOIN documents ON documents.id = units.document_id LEFT JOIN items ON items.row = units.row
    WHERE units.row = ?
"""  # noqa: S608 columns of ours


class Groups:
    """Links and groups of one catalogue. Every method but ``stale`` runs inside the caller's transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def stale(self) -> tuple[str, ...]:
        """The documents that have not been compared by this method."""
        found = self._rows(
            "SELECT id FROM documents LEFT JOIN compared ON document_id = id WHERE method IS NOT ? ORDER BY id", METHOD
        )
        return tuple(id_ for (id_,) in found)

    def beside(self, document_id: str) -> frozenset[int]:
        """The units of other documents that are linked to this one's: their groups change with it."""
        own = "SELECT row FROM units WHERE document_id = :id"
        found = self._rows(
            f"SELECT other FROM likenesses WHERE one IN ({own}) UNION SELECT one FROM likenesses WHERE other IN ({own})",  # noqa: S608 names of ours
            {"id": document_id},
        )
        return frozenset(row for (row,) in found)

    def compare(self, document_id: str, beside: Collection[int] = ()) -> None:
        """Compare a document that was just written with those it may be the same as.

        Args:
            document_id: the document.
            beside: what ``beside`` said before it was written.
        """
        paper = self._paper(document_id)
        if paper is None:
            return
        own = [paper.row, *(entry.row for entry in paper.entries)]
        for table, column in (("text_bands", "row"), ("cases", "row"), ("likenesses", "one"), ("likenesses", "other")):
            self._many(f"DELETE FROM {table} WHERE {column} = ?", ((row,) for row in own))  # noqa: S608 names of ours
        keyed = self._note_keys(paper)
        for other in self._candidates(paper, keyed):
            self._note_links(links_between(paper, other))
        self._database.execute("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)", (document_id, METHOD, keyed))
        self.regroup({*own, *beside})

    def regroup(self, rows: Iterable[int]) -> None:
        """Make anew the groups that these units are in or may be in; rows that are no more are passed over."""
        left = set(rows)
        while left:
            reached, links = self._reached(left.pop())
            left -= reached
            self._many("DELETE FROM same_as WHERE row = ?", ((row,) for row in reached))
            if links:
                members = {row: member for row in reached if (member := self._member(row)) is not None}
                for group in grouped(members, links.values()):
                    self._many("INSERT INTO same_as VALUES (?, ?, ?)", _group_rows([m.row for m in group], links))

    def regroup_document(self, document_id: str) -> None:
        """Make anew the groups of a document whose names have changed: a name can say that it is a draft."""
        grouped_rows = self._rows("SELECT row FROM same_as JOIN units USING (row) WHERE document_id = ?", document_id)
        self.regroup(row for (row,) in grouped_rows)

    # ---- a paper and whom it is compared with -----------------------------------------------------------------------

    def _paper(self, document_id: str) -> Paper | None:
        for kind, municipality, body, date in self._rows(_PAPER, document_id):
            ((row,),) = self._rows(
                "SELECT row FROM units WHERE document_id = ? AND unit_id = ?", document_id, document_id
            )
            entries = tuple(
                Entry(row=at, unit_id=unit, place=place, number=number, case_number=case_number, title=title, text=text)
                for at, unit, place, number, case_number, title, text in self._rows(_ENTRIES, document_id)
            )
            return Paper(
                id=document_id,
                row=row,
                kind=kind,
                meeting=meeting_key(municipality, body, _date(date)),
                entries=entries,
                text="" if entries else self._whole_text(document_id),
            )
        return None

    def _whole_text(self, document_id: str) -> str:
        pages = self._rows("SELECT text FROM pages WHERE document_id = ? ORDER BY number", document_id)
        return "\n".join(text for (text,) in pages)

    def _candidates(self, paper: Paper, keyed: int) -> Iterator[Paper]:
        ((municipality, date),) = self._rows(f"SELECT municipality, {_DATE} FROM documents WHERE id = ?", paper.id)  # noqa: S608 columns of ours
        found = {id_ for (id_,) in self._rows(_SAME_DAY, municipality, date, paper.id)}
        where = "AND theirs.municipality IN (mine.municipality, '')" if paper.meeting.municipality else ""
        where += " AND theirs.unsure = 1" if paper.meeting.is_known else ""
        asked = {"id": paper.id, "date": date, "keyed": keyed}
        found |= {id_ for (id_,) in self._rows(_SAME_TEXT.format(where=where), asked)}
        for id_ in sorted(found):
            other = self._paper(id_)
            if other is not None:
                yield other

    # ---- what is kept -----------------------------------------------------------------------------------------------

    def _note_keys(self, paper: Paper) -> int:
        """Keep the keys it can be looked up by; gives how many of its units have any of their text."""
        municipality = paper.meeting.municipality or ""
        unsure = not paper.meeting.is_known
        texts = [(entry.row, entry.shingles) for entry in paper.entries] or [(paper.row, paper.shingles)]
        bands = [(band, municipality, unsure, row) for row, shingles in texts for band in bands_of(shingles)]
        self._many("INSERT OR IGNORE INTO text_bands VALUES (?, ?, ?, ?)", bands)
        self._many(
            "INSERT OR IGNORE INTO cases VALUES (?, ?, ?)",
            ((municipality, form, entry.row) for entry in paper.entries for form in archive_numbers(entry.case_number)),
        )
        return len({row for *_, row in bands})

    def _note_links(self, links: Iterable[Link]) -> None:
        self._many(
            "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?, ?)",
            ((*sorted((link.one, link.other)), link.reason, link.strength) for link in links),
        )

    def _reached(self, start: int) -> tuple[set[int], dict[tuple[int, int], Link]]:
        """The units that links lead to from one, and those links."""
        reached = {start}
        links: dict[tuple[int, int], Link] = {}
        ahead = [start]
        while ahead:
            row = ahead.pop()
            for one, other, reason, strength in self._rows(
                "SELECT * FROM likenesses WHERE one = ? UNION ALL SELECT * FROM likenesses WHERE other = ?", row, row
            ):
                links[one, other] = Link(one=one, other=other, reason=Reason(reason), strength=strength)
                fresh = {one, other} - reached
                reached |= fresh
                ahead += fresh
        return reached, links

    def _member(self, row: int) -> Member | None:
        for unit, document, kind, municipality, body, date, paths, ocr, decisions, length in self._rows(_MEMBER, row):
            return Member(
                row=row,
                unit_id=unit,
                document_id=document,
                kind=kind,
                meeting=meeting_key(municipality, body, _date(date)),
                version=version_of(re.split(r"[/\\]", path)[-1] for path in (paths or "").splitlines()),
                ocr=bool(ocr),
                decisions=decisions,
                length=length,
            )
        return None

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        given = values[0] if len(values) == 1 and isinstance(values[0], dict) else values
        return self._database.execute(sql, given).fetchall()

    def _many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._database.executemany(sql, rows)


def archive_numbers(case_number: str | None) -> tuple[str, ...]:
    """The forms of a case's number in the archive, «2021/345» or «21/345»; none for an item's number in its year.

    >>> archive_numbers("2021/345"), archive_numbers("12/21")
    (('2021/345',), ())
    """
    forms = (form for form in case_forms(case_number or "") if "/" in form and " " not in form)
    split = ((form, *form.split("/")) for form in forms)
    return tuple(form for form, first, second in split if len(first) == len("2021") or len(second) >= LONG_NUMBER)


def _group_rows(rows: list[int], links: dict[tuple[int, int], Link]) -> Iterator[tuple[int, int, Reason | None]]:
    """Rows of ``same_as``; the reason is what links a unit to the first one, or else to another one most surely."""
    first = rows[0]
    yield first, first, None
    for row in rows[1:]:
        own = {other: link for other in rows if (link := links.get((min(row, other), max(row, other))))}
        nearest = own[first] if first in own else max(own.values(), key=lambda link: (link.strength, link.reason))
        yield row, first, nearest.reason


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
