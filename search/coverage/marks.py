"""What a meeting's papers say of other meetings: whose minutes they approve, how they are numbered, what was called off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.words import WordKind, find_words, read_date, written_date

if TYPE_CHECKING:
    from index.record import Record
    from search.meetings import ArchivedMeeting

# An item that approves minutes, by its title: "Referat fra møte 06.09.2021", "Godkjenning av møtebok frå 21. oktober 2020".
APPROVES = re.compile(
    r"\b(?:godkjen\w*|godtak\w*)\b.*\b(?:referat|protokoll|møtebok|møtebøker|innkalling)\w*"
    r"|\b(?:referat|protokoll|møtebok)\w*\s+(?:fra|frå|av|etter)\b",
    re.IGNORECASE,
)
# What stands right before the day of a meeting whose minutes are approved: "referat fra møte", "møtebok frå", "møtet den".
OF_MEETING = re.compile(
    r"\b(?:referat\w*|protokoll\w*|møtebok\w*|møte[rt]?\w*|møta|fra|frå|av|og|den|,|dato)\s*$", re.IGNORECASE
)
# What tells that meetings were not held: "Møtene i mai og september ble avlyst."
CALLED_OFF = re.compile(
    r"[^.\n]*\bmøt(?:e|er|et|ene|a|ene)\b[^.\n]*\b(?:avlys\w*|falt\s+ut|fall\s+ut|utgikk|utgjekk)[^.\n]*", re.IGNORECASE
)
# An item's number with its year: "PS 12/21", "0021/03", "7/2019".
NUMBERED = re.compile(
    r"^\W*(?:sak\w*\s+)?(?P<prefix>[A-ZÆØÅ]{0,4})[\s-]*(?P<number>\d{1,4})/(?P<year>\d{4}|\d{2})$", re.IGNORECASE
)
# A meeting's own number: "Møte nr. 3/2021", "Møte 4-21".
MEETING_NUMBER = re.compile(
    r"\bmøte\s*(?:nr\.?|nummer)\s*(?P<number>\d{1,2})\s*[/-]\s*(?P<year>20\d{2}|\d{2})\b", re.IGNORECASE
)

HEADING_LENGTH = 600
"""Signs of the first page in which a meeting tells its number."""

APPROVAL_LENGTH = 400
"""Signs of an approving item's text in which the day of the minutes stands; further down other things are said."""

MEETING = "møte"
"""The prefix that a meeting's own number goes under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A day whose minutes a meeting approves, and where it says so."""

    date: dt.date
    quote: str
    source: str
    page: int | None
    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The first and the last number of one sequence that a meeting used; ``prefix`` and ``year`` name the sequence."""

    prefix: str
    year: int
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a meeting's papers say of other meetings of its body."""

    approved: tuple[Approved, ...] = ()
    numbers: tuple[Numbers, ...] = ()
    called_off: str | None = None


def marks_of(record: Record, meeting: ArchivedMeeting) -> Marks:
    """The marks in a meeting's papers; a version of another paper is left aside."""
    approved: dict[dt.date, Approved] = {}
    numbers: dict[tuple[str, int], list[int]] = {}
    called_off = None
    for paper in meeting.papers:
        if paper.copy_of is not None:
            continue
        for id_, number, title, text, kind, page, path in record.query(_ITEMS, paper.document_id):
            for prefix, year, value in _number(number, meeting.date.year):
                numbers.setdefault((prefix, year), []).append(value)
            if kind != "godkjenning" and not APPROVES.search(title):
                continue
            called_off = called_off or _called_off(text)
            for day, quote in approved_days(title, text, meeting.date):
                approved.setdefault(day, Approved(date=day, quote=quote, source=path, page=page, item_id=id_))
        for prefix, year, value in _meeting_number(record, paper.document_id):
            numbers.setdefault((prefix, year), []).append(value)
    return Marks(
        approved=tuple(approved[day] for day in sorted(approved)),
        numbers=tuple(
            Numbers(prefix=prefix, year=year, first=min(own), last=max(own), count=len(set(own)))
            for (prefix, year), own in sorted(numbers.items())
        ),
        called_off=called_off,
    )


_ITEMS = """
    SELECT items.id, number, title, text, items.kind, page,
           (SELECT min(path) FROM files WHERE files.document_id = items.document_id)
    FROM items WHERE document_id = ? ORDER BY place
"""


def approved_days(title: str, text: str, held: dt.date) -> Iterator[tuple[dt.date, str]]:
    """The days before ``held`` whose minutes an item approves, with the words that say so.

    >>> [day.isoformat() for day, _ in approved_days("Referat fra møte 06.09.2021", "Godkjent.", dt.date(2021, 12, 6))]
    ['2021-09-06']
    """
    for words in (title, text[:APPROVAL_LENGTH]):
        for day, start, end in _days(words):
            if day < held and (words is title or OF_MEETING.search(words[:start])):
                line = words[words.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
                yield day, line.strip() if len(line) <= LONGEST_QUOTE else words[max(0, start - 60) : end].strip()


LONGEST_QUOTE = 160
"""Signs of a line that is quoted whole."""


def _days(text: str) -> Iterator[tuple[dt.date, int, int]]:
    words = tuple(find_words(text))
    for place, word in enumerate(words):
        if word.kind is WordKind.DATE:
            day, end = read_date(word.exact), word.end
        else:
            three = words[place : place + 3]
            day, end = (written_date(three), three[-1].end) if len(three) == THREE_WORDS else (None, 0)
        if day is not None:
            yield day, word.start, end


THREE_WORDS = 3
"""Words of a written date: «6. desember 2021»."""


def _called_off(text: str) -> str | None:
    found = CALLED_OFF.search(text)
    return found[0].strip(" •–") if found else None


CENTURY_TURN = 50


def _number(number: str | None, held: int) -> Iterator[tuple[str, int, int]]:
    found = NUMBERED.match(number or "")
    if found is not None:
        year = _full_year(found["year"])
        # A case number of another year is of the archive, not of the meeting.
        if year == held:
            yield found["prefix"].upper(), year, int(found["number"])


def _full_year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= CENTURY_TURN else 2000)  # noqa: PLR2004 - digits of a year


def _meeting_number(record: Record, document_id: str) -> Iterator[tuple[str, int, int]]:
    for title, text in record.query(
        "SELECT title, text FROM documents JOIN pages ON document_id = id WHERE id = ? AND number = 1", document_id
    ):
        found = MEETING_NUMBER.search(f"{title or ''}\n{text[:HEADING_LENGTH]}")
        if found is not None:
            yield MEETING, _full_year(found["year"]), int(found["number"])
