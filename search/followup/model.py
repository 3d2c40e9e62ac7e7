"""What follow-up is made of: an action point, the places in later meetings that speak of it, and how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from minutes.model import Evidence
from search.diagnostics import Diagnostic


class Fate(StrEnum):
    """How an action point stands, by the last word on it.

    OPEN is never heard of again; MENTIONED is spoken of in a later meeting, but not said to be done; DROPPED is given up.
    """

    OPEN = "open"
    MENTIONED = "mentioned"
    DONE = "done"
    DROPPED = "dropped"


class Telling(StrEnum):
    """What a later meeting says of an action point; TOLD is none of the others."""

    DONE = "done"
    POSTPONED = "postponed"
    NOT_DONE = "not done"
    DROPPED = "dropped"
    RENEWED = "renewed"
    TOLD = "told"


class Verdict(StrEnum):
    """What a person has said of a link."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A word that task and mention have in common: as each writes it, and what it weighs (rare in the body: much)."""

    task: str
    mention: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place in a later meeting that speaks of an action point.

    Attributes:
        id: names the link among those of its action point; stays when papers are read again.
        date: of the later meeting.
        quote: the sentence or title, as in the item's cleaned text.
        telling: what it says of the task.
        shared: the words it was found by, the heaviest first.
        names_responsible: it names whoever has the task.
        likely: how likely the link is right, from 0 to 1, as learnt from marked minutes.
        verdict: what a person has said of it.
        evidence: the quote in the pages as they were read; empty for a title.
        fingerprint: of the quote's words, whatever its signs and blanks.
    """

    id: str
    item_id: str
    document_id: str
    number: str | None
    title: str
    date: dt.date
    quote: str
    page: int | None
    source: str
    telling: Telling
    shared: tuple[Shared, ...]
    names_responsible: bool
    likely: float
    verdict: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedAction:
    """An action point and what became of it.

    Attributes:
        id: stays when papers are read again: made of municipality, body, date and the words of the task.
        item_id: the item it stands in; ``number`` and ``title`` are the item's.
        opened: the day of its meeting; None where the paper does not tell, and then nothing is linked.
        links: where it is spoken of later, in the order of the meetings; what a person has rejected is left out.
        fate: how it stands on ``as_of``.
        settled: the day of the meeting that says it is done or dropped.
        as_of: the day it is seen from; the last meeting of the body in the archive unless asked otherwise.
        age_days: from ``opened`` to ``settled``, else to ``as_of``.
        overdue_days: how long the deadline has passed on ``as_of`` for what is neither done nor dropped; None if it has not.
        meetings_since: how many later meetings of the body the archive has, until ``as_of``.
        evidence: the task in the pages as they were read.
        fingerprint: of the task's words, whatever its signs and blanks.
    """

    id: str
    item_id: str
    document_id: str
    number: str | None
    title: str
    municipality: str | None
    body: str | None
    opened: dt.date | None
    text: str
    responsible: str | None
    due: dt.date | None
    due_text: str | None
    page: int | None
    source: str
    links: tuple[Link, ...]
    fate: Fate
    settled: dt.date | None
    as_of: dt.date | None
    age_days: int | None
    overdue_days: int | None
    meetings_since: int
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str

    @property
    def overdue(self) -> bool:
        """Whether its deadline has passed and it is neither done nor dropped."""
        return self.overdue_days is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Action points that answer a question, with what became of them, and in words what was looked at.

    Attributes:
        actions: by municipality, body, day and place.
        left_out: those that answer too, where no more were wished for than ``actions``.
        told: what was looked through and what was left out, in bokmål.
    """

    query: str
    interpreted: str
    diagnostics: tuple[Diagnostic, ...]
    actions: tuple[FollowedAction, ...]
    told: str
    left_out: tuple[FollowedAction, ...] = ()
