"""Which items are the same matter of the same meeting, told by two papers.

Precision first. Two items are only ever the same when nothing known says that their meetings differ: the same matter in
two meetings is no duplicate (index/groups.py finds those as the same case). Then they must have the same case number
and something in common, or the same title, or nearly the same text. Numbers that start over («1», «2») say nothing. Where
a paper does not tell its meeting, most of its text must stand in the other one before any item is compared.

Everything here is a function of two papers and of no order: which came first makes no difference.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property

from index.likeness import alike, contained, shingles_of, words_of
from index.units import case_forms
from minutes.kinds import DocumentKind

METHOD = 1
"""Raised when other items may be found the same; documents compared by another method are compared again."""

NEAR = 0.75
"""Share of common shingles from which two texts of one meeting are the same. Tables read from PDF and from Word differ in
less than a tenth; different items of one meeting share under a third (tests/index/test_duplicates_gold.py)."""

ENOUGH = 30
"""Shingles the shorter text must have to be the same by standing whole in the longer one."""

PART = 0.8
"""Share of a shorter text that must stand in the longer one."""

COPY_LEAST = 60
"""Shingles a paper of an unknown meeting must have to be told by its text: some ten lines."""

COPY = 0.9
"""Share of common shingles from which two papers, both without a date, are copies: minutes by one template differ more."""

VERSION = 0.6
"""Share of common shingles from which two papers of one sort from one meeting are versions of one document."""

TITLE_ALIKE = 0.5
"""Share of its words that the shorter of two titles must have in common with the other under one case number."""

TITLE_START = 3
"""Words a title must have to be the same as one that begins with it."""


class Reason(StrEnum):
    """Why two units are taken for the same, surest first."""

    TEXT = "same text"
    CASE = "same case number"
    TITLE = "same title"
    NEAR = "nearly the same text"
    DOCUMENT = "version of the document"


_STRENGTH = {reason: len(Reason) - place for place, reason in enumerate(Reason)}

_FAMILY = {
    DocumentKind.PROTOKOLL: "minutes",
    DocumentKind.REFERAT: "minutes",
    DocumentKind.SAKSPAPIRER: "notice",
    DocumentKind.INNKALLING: "notice",
}
"""Kinds whose names are used of the same paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKey:
    """What tells a meeting from others; None where the paper does not say (a guessed date says nothing)."""

    municipality: str | None
    body: str | None
    date: dt.date | None

    @property
    def is_known(self) -> bool:
        """Whether the paper says all of it."""
        return None not in {self.municipality, self.body, self.date}

    def contradicts(self, other: MeetingKey) -> bool:
        """Whether something both say differs."""
        pairs = ((self.municipality, other.municipality), (self.body, other.body), (self.date, other.date))
        return any(one is not None and two is not None and one != two for one, two in pairs)


def meeting_key(
    municipality: str | None, body: str | None, date: dt.date | None, *, guessed: bool = False
) -> MeetingKey:
    """The key of a paper's meeting; «Kommunestyret» and «Granvik kommunestyre» are one body."""
    own = set(words_of(municipality or "")) | {"kommune", "kommunes"}
    stems = [BODY_ENDING.sub("", word) for word in words_of(body or "") if word not in own]
    return MeetingKey(
        municipality=municipality.casefold() if municipality else None,
        body=" ".join(stems) or None,
        date=None if guessed else date,
    )


BODY_ENDING = re.compile(r"(?<=\w{3})(?:et|en|a|e)$")
"""What a body's name may end in or not: «kommunestyre(t)», «nemnd(a)», «rådet» and «råd»."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A unit of a paper, as it is compared; ``number`` and ``case_number`` as written."""

    row: int
    unit_id: str
    place: int
    number: str | None
    case_number: str | None
    title: str
    text: str

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Of its text."""
        return shingles_of(self.text)

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The words of its title."""
        return words_of(self.title)

    @cached_property
    def serial(self) -> tuple[str, ...]:
        """The forms of its number in the meeting, «ps 12/21» and «12/21»; none for a number that starts over."""
        return tuple(form for form in case_forms(self.number or "") if "/" in form)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All numbers it has with a year in them, without letters."""
        forms = (*self.serial, *case_forms(self.case_number or ""))
        return frozenset(form for form in forms if "/" in form and " " not in form)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as it is compared: its meeting, its items, and its own unit (row of what stands outside the items)."""

    id: str
    row: int
    kind: str | None
    meeting: MeetingKey
    entries: tuple[Entry, ...]
    text: str

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Of all its items with their titles; of all its text if it has none."""
        if not self.entries:
            return shingles_of(self.text)
        titles = (shingles_of(entry.title) for entry in self.entries)
        return frozenset().union(*titles, *(entry.shingles for entry in self.entries))

    @cached_property
    def titles(self) -> Counter[tuple[str, ...]]:
        """How often each title stands in it."""
        return Counter(entry.title_words for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two units taken for the same; ``strength`` orders links (the surest first)."""

    one: int
    other: int
    reason: Reason
    strength: float


class _Relation(Enum):
    SAME = "the same meeting"
    COPY = "one is, or holds, a copy of the other"
    OTHER = "not known to be of one meeting"


def links_between(one: Paper, other: Paper) -> tuple[Link, ...]:
    """The units of two papers that are the same. The order of the papers makes no difference."""
    relation = _relation(one, other)
    if relation is _Relation.OTHER:
        return ()
    found = [link for a in one.entries for b in other.entries if (link := _link(one, a, other, b))]
    family = _FAMILY.get(DocumentKind(one.kind), one.kind) if one.kind else None
    beside = _FAMILY.get(DocumentKind(other.kind), other.kind) if other.kind else None
    if family == beside and (likeness := alike(one.shingles, other.shingles)) >= (
        VERSION if relation is _Relation.SAME else COPY
    ):
        found.append(Link(one=one.row, other=other.row, reason=Reason.DOCUMENT, strength=likeness))
    return tuple(found)


def _relation(one: Paper, other: Paper) -> _Relation:
    if one.id == other.id or one.meeting.contradicts(other.meeting):
        return _Relation.OTHER
    if one.meeting.is_known and other.meeting.is_known:
        return _Relation.SAME
    if min(len(one.shingles), len(other.shingles)) < COPY_LEAST:
        return _Relation.OTHER
    if one.meeting.date is None and other.meeting.date is None:
        is_copy = alike(one.shingles, other.shingles) >= COPY
    else:
        is_copy = contained(one.shingles, other.shingles) >= PART
    return _Relation.COPY if is_copy else _Relation.OTHER


def _link(one: Paper, a: Entry, other: Paper, b: Entry) -> Link | None:
    if a.serial and b.serial and not a.numbers & b.numbers:
        return None
    reason = _reason(one, a, other, b)
    if reason is None:
        return None
    # Where several would do, the most alike, then those that stand at the same place of the agenda.
    nearness = 1 / (2 + abs(a.place - b.place))
    strength = _STRENGTH[reason] + 0.8 * alike(a.shingles, b.shingles) + 0.2 * nearness
    return Link(one=a.row, other=b.row, reason=reason, strength=strength)


def _reason(one: Paper, a: Entry, other: Paper, b: Entry) -> Reason | None:
    likeness = alike(a.shingles, b.shingles)
    title_alike = _same_title(a.title_words, b.title_words)
    if likeness == 1 and (title_alike or len(a.shingles) >= ENOUGH):
        return Reason.TEXT
    if a.numbers & b.numbers and not _other_series(a, b) and (_titles_touch(a, b) or likeness >= 1 - NEAR):
        return Reason.CASE
    is_only = one.titles[a.title_words] == 1 and other.titles[b.title_words] == 1
    if title_alike and (is_only or likeness >= NEAR):
        return Reason.TITLE
    if likeness >= NEAR and min(len(a.shingles), len(b.shingles)) >= ENOUGH:
        return Reason.NEAR
    least = min(len(a.shingles), len(b.shingles))
    return Reason.NEAR if least >= ENOUGH and contained(a.shingles, b.shingles) >= PART else None


def _other_series(a: Entry, b: Entry) -> bool:
    """Whether both numbers have letters, and others: «PS 3/21» is not «RS 3/21»."""
    return " " in "".join(a.serial[:1]) and " " in "".join(b.serial[:1]) and a.serial[0] != b.serial[0]


def _same_title(one: Sequence[str], other: Sequence[str]) -> bool:
    least = min(len(one), len(other))
    return bool(least) and (one == other or (least >= TITLE_START and one[:least] == other[:least]))


def _titles_touch(a: Entry, b: Entry) -> bool:
    one, other = set(a.title_words), set(b.title_words)
    return len(one & other) >= TITLE_ALIKE * min(len(one), len(other))
