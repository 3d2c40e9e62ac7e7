"""The form at the head of a document: labels with their values, wherever a layout has put these.

«Dato: 06.12.2021» on one line; a label alone and its value below; labels in a row and the values in the next; two cells.
A value goes to the first waiting label that it fits: a date to a date's, anything else to a place's or a body's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ingest.blocks import BlockKind
from ingest.heading.bodies import find_bodies, name_body
from ingest.heading.dates import find_dates, find_times
from ingest.heading.form_values import after_time, before_time, is_bare_time, is_own
from ingest.heading.kind import is_title
from ingest.heading.labels import ATTENDANCE, Segment, split_labels
from ingest.heading.lines import Line
from ingest.heading.people import read_people
from ingest.heading.places import is_place, without_lost_figures
from ingest.heading.titles import WEEKDAY_LINE
from ingest.heading.words import heading_words
from minutes.model import Evidence

_FORM = frozenset({"body", "place", "date", "time", "end"})

# How many lines a label waits for its value.
_PATIENCE = 4

# A value ends where a sentence does, or it is no value: a place is a few words.
_LONGEST_PLACE = 90
_LONGEST_BODY = 80

# What a place is not: figures alone, or underscores to be filled in.
_NO_PLACE = re.compile(r"^[\W\d_]*$|^(?:kl|fra|til)\b[\s\d.:–-]*$", re.IGNORECASE)

# A matter's title is a word at least; less is a party over a column of names ("V:").
_SHORTEST_MATTER = 6

# Where the date or the time begins in the values of a row of labels, its figures lost or not.
_WHEN = re.compile(
    r"\s(?:\d|\.\s?(?:\d|jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)|kl\b|(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag)",
    re.IGNORECASE,
)

# A time or place without a label stands that near the top.
_MOST_BARE_BLOCKS = 15
_MOST_PLACE_WORDS = 6

# A label that asks for the place too: "Tid og sted: 3. mai kl. 10, rådhuset".
_WITH_PLACE = re.compile(r"sted|stad", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the labels say. ``end_line`` and ``end_block`` tell where the agenda begins; 0 where that is unknown."""

    body: str | None = None
    place: str | None = None
    date: dt.date | None = None
    dayless: str | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    date_label: str = ""
    date_evidence: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    end_line: int = 0
    end_block: int = 0
    is_meeting: bool = False
    has_attendance: bool = False


@dataclass(slots=True)
class _Reader:
    """The form as it is filled in; the first value of a label stands."""

    body: str | None = None
    place: str | None = None
    date: dt.date | None = None
    dayless: str | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    attendance: bool = False
    date_label: str = ""
    date_evidence: tuple[Evidence, ...] = ()
    evidence: list[Evidence] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    waited: int = 0
    told_when: bool = False

    @property
    def begun(self) -> bool:
        return bool(self.body or self.place or self.date or self.dayless or self.start or self.attendance)

    @property
    def is_meeting(self) -> bool:
        """At least two of the things a meeting's form has."""
        has = (self.body, self.place, self.date or self.dayless, self.start, self.attendance)
        return sum(bool(each) for each in has) > 1

    def take(self, segment: Segment) -> None:
        if segment.field in _FORM:
            if segment.value.text.strip(" ._-–"):
                self._place_in_row(segment.value)
                self._accept(segment.field or "", segment.value, segment.label)
            else:
                self.waiting.append(segment.field or "")
                self.waited = 0
        elif segment.field is None:
            self._to_waiting(segment.value)
        else:
            self.attendance = self.attendance or segment.field in ATTENDANCE
            if segment.value.text:
                self.waiting.clear()

    def _place_in_row(self, value: Line) -> None:
        """The place in the values after a row of labels on one line: «Sted: Dato: Tid: Rådhuset 6. mai 2021 Kl. 10»."""
        when = _WHEN.search(value.text) if "place" in self.waiting and not self.waited else None
        if when and when.start() and self._accept_place(value.part(0, when.start())):
            self.waiting.remove("place")

    def _to_waiting(self, value: Line) -> None:
        for name in tuple(self.waiting):
            if self._accept(name, value, ""):
                self.waiting.remove(name)
                return
        self._take_bare(value)
        self.waited += bool(self.waiting)
        if self.waited >= _PATIENCE:
            self.waiting.clear()

    def _take_bare(self, value: Line) -> None:
        """A time of day on a line or in a cell of its own near the top, and a place on the line after."""
        if value.block >= _MOST_BARE_BLOCKS or value.kind is BlockKind.LIST_ITEM:
            return
        after_when, self.told_when = self.told_when, False
        if self.start is None and is_bare_time(value.text):
            self.told_when = self._accept_time(value, is_time=True)
        elif WEEKDAY_LINE.match(value.text):
            self.told_when = True
        elif value.cell is not None:
            return
        elif (
            after_when and self.place is None and len(value.text.split()) <= _MOST_PLACE_WORDS and is_place(value.text)
        ):
            self._accept_place(value)

    def _accept(self, name: str, value: Line, label: str) -> bool:
        """Take a value for a label; False where it does not fit."""
        if name in {"date", "time"}:
            before = self.date
            accepted = self._accept_time(value, is_time=name == "time", label=label)
            if self.date is not before:
                self.date_label = label or name
            if accepted and _WITH_PLACE.search(label):
                self._accept_place(after_time(value))
                self._accept_place(before_time(value))
            return accepted
        if name == "end":
            times = find_times(value.text, own_field=True)
            self.end = self.end or (times.end_time or times.start_time if times else None)
            return times is not None
        if name == "body":
            return self._accept_body(value)
        place = before_time(value)
        if place.text and len(place.text) < len(value.text) and self._accept_place(place):
            self._accept_time(value, is_time=True)
            return True
        return self._accept_place(value)

    def _accept_time(self, value: Line, *, is_time: bool, label: str = "") -> bool:
        dates = find_dates(value.text)
        if dates and (self.date is None or (is_own(label) and self.date_label and not is_own(self.date_label))):
            self.date, self.date_evidence = dates[0].date, value.evidence(dates[0].start, dates[0].end)
        dayless = find_dates(value.text, year=2000)
        if dayless and not dates:
            self.dayless = self.dayless or value.text
            self.date_evidence = self.date_evidence or value.evidence(dayless[0].start, dayless[0].end)
        times = find_times(value.text, own_field=is_time)
        if times and self.start is None:
            self.start, self.end = times.start_time, times.end_time or self.end
            self.evidence += value.evidence(times.start, times.end)
        return bool(dayless or times)

    def _accept_place(self, value: Line) -> bool:
        value = value.part(without_lost_figures(value.text), len(value.text))
        text = re.split(r"(?<=[a-zæøå)])\.\s+[A-ZÆØÅ]", value.text)[0].strip(" .,;")
        fits = not _NO_PLACE.match(text) and not find_dates(text, year=2000) and len(text) <= _LONGEST_PLACE
        if not fits or find_times(text, own_field=True):
            return False
        if self.place is None:
            self.place = text
            self.evidence += value.evidence(0, len(value.text))
        return True

    def _accept_body(self, value: Line) -> bool:
        text = value.text.strip()
        dates = find_dates(text, year=2000)
        in_two = [part for part in re.split(r"\s+/\s+", text) if next(find_bodies(part), None)]
        if len(in_two) == 1 and " / " in text:
            text = in_two[0]  # «Formannskapet / Ovdagoddi»
        if dates and dates[0].start > 0:
            text = text[: dates[0].start].rstrip(" ,–-")
        if len(text) > _LONGEST_BODY:
            named = next(find_bodies(text), None)
            text = named.name if named else ""
        name = name_body(text)
        if name is None or (dates and not text):
            return False
        if self.body is None:
            self.body = name
            self.evidence += value.evidence(0, len(text))
        return True


def read_form(lines: Sequence[Line]) -> Form:
    """Read the form at the head.

    Args:
        lines: the first lines of a document.
    """
    reader = _Reader()
    position = 0
    end: Line | None = None
    for _, group in groupby(lines, key=lambda line: (line.block, line.cell is None and line.spans)):
        row = list(group)
        end = _read_row(reader, row)
        if end is not None:
            break
        position += len(row)
    found = end is not None and reader.begun
    return Form(
        body=reader.body,
        place=reader.place,
        date=reader.date,
        dayless=reader.dayless,
        start=reader.start,
        end=reader.end,
        date_label=reader.date_label,
        date_evidence=reader.date_evidence,
        evidence=tuple(reader.evidence),
        end_line=position if found else 0,
        end_block=end.block if found and end else 0,
        is_meeting=reader.is_meeting,
        has_attendance=reader.attendance,
    )


def find_agenda(lines: Sequence[Line]) -> int:
    """The block that an agenda or a first matter begins at in lines without a form; 0 if there is none."""
    for line in lines:
        if any(segment.field == "stop" for segment in split_labels(line)):
            return line.block
    return 0


def _read_row(reader: _Reader, row: Sequence[Line]) -> Line | None:
    """Take in a row; the line that the agenda begins at, once it does."""
    segments = [(cell, segment) for cell in row for segment in split_labels(cell)]
    if _is_agenda_item(reader, row):
        return row[0]
    letters = heading_words().of_letters
    in_letter = any(segment.label.casefold().rstrip(".") in letters for _, segment in segments)
    for cell, segment in segments:
        if in_letter and segment.field == "date" and not is_own(segment.label):
            continue  # «Vår ref: 18/213  Saksbehandler: Kari Lia  Dato: 19.03.2018»
        if segment.field == "stop" and reader.begun:
            return cell
        reader.take(segment)
    return None


def _is_agenda_item(reader: _Reader, row: Sequence[Line]) -> bool:
    """Whether a row without labels is the first matter: a numbered item, or a heading, after date or attendance."""
    line = row[0]
    has_list = reader.attendance and line.kind is BlockKind.LIST_ITEM
    if len(row) > 1 or not (reader.date or reader.dayless or reader.is_meeting or has_list) or reader.waiting:
        return False
    if len(line.text) < _SHORTEST_MATTER or line.text.endswith(":"):
        return False
    numbered = line.kind is BlockKind.LIST_ITEM and line.marker[:1].isdigit()
    if not numbered and line.kind is not BlockKind.HEADING:
        return False
    if is_title(line) or any(segment.field for segment in split_labels(line)) or next(find_bodies(line.text), None):
        return False
    return not read_people(line.text, lone=True)
