"""The types that travel: a Document with its pages and agenda items, and the evidence for everything found in them.

All are frozen, slotted and keyword-only; sequences are tuples. Two laws hold for every Document and are tested:

* evidence: ``document.page(e.page).text[e.start:e.end] == e.quote`` for every Evidence ``e`` in it;
* spans: ``item.text[s.at:s.at + s.length] == document.page(s.page).text[s.start:s.end]`` for every Span ``s`` of an
  item. The spans are the offset map from the cleaned text (furniture removed, line-end hyphens and page breaks
  mended) back to the page as it was read.

Names follow OParl and eInnsyn/Noark where these have one; docs/glossary.md sets ours beside theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from minutes.kinds import DecisionKind, DocumentKind, ItemKind, Language, NameKind, Origin, Outcome, Standing, Trend

MAIN_WEIGHT = 0.93
"""The weight from which an item is mainly about a theme. On the papers marked by hand, each left out when the weights were
learned (``python -m bench.theme_weights``), 59 % of the themes marked for certain reach it, 31 % of those that a paper may
be said to touch on, and 8 % of wrong ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote and its place: ``document.page(page).text[start:end] == quote``."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A verbatim run of a page inside a cleaned text: ``text[at:at + length] == page.text[start:end]``."""

    page: int
    start: int
    end: int
    at: int

    @property
    def length(self) -> int:
        """Number of characters, the same on both sides."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a document was read from; ``sha256`` is of its bytes, ``bytes`` their number."""

    path: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRange:
    """A stretch of a text: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was read: number from 1, text, and whether the text is from character recognition.

    ``doubtful`` are the words that the recognition was not sure of; ``rotation`` is how many degrees clockwise (90, 180,
    270) the picture of the page had to be turned to be read.
    """

    number: int
    text: str
    ocr: bool = False
    doubtful: tuple[TextRange, ...] = ()
    rotation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person named as present or absent; ``deputy_for`` is the name of the member a deputy (vara) stands in for."""

    name: str
    role: str | None = None
    party: str | None = None
    deputy_for: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting a document is of. A field the text does not give is None; a warning of the document says so."""

    date: dt.date | None = None
    date_origin: Origin | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    place: str | None = None
    attendees: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """A person named in a vote; ``party`` by its usual letters where it is a known one (Ap, FrP), else as written."""

    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyVotes:
    """A party named in a vote, and how many votes it gave where the text says."""

    party: str
    votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How a proposal was voted on; None where the text does not say, empty where nobody is named.

    Of proposals set against each other each has its own vote: those for the others are against it. ``casting_vote`` is
    the office whose double vote decided: leder, ordfører.
    """

    unanimous: bool | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    voters_for: tuple[Voter, ...] = ()
    voters_against: tuple[Voter, ...] = ()
    parties_for: tuple[PartyVotes, ...] = ()
    parties_against: tuple[PartyVotes, ...] = ()
    casting_vote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A recommendation, a decision, or a proposal made in the meeting, as written.

    ``label`` is what the paper calls a proposal (tilleggsforslag). ``ballot`` numbers the votes of an item from 1:
    proposals with the same number were set against each other.
    """

    kind: DecisionKind
    text: str
    outcome: Outcome | None = None
    vote: Vote | None = None
    label: str | None = None
    proposer: str | None = None
    proposer_party: str | None = None
    ballot: int | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPoint:
    """Something somebody is to do. ``due_text`` is the deadline as written, ``due`` the date it means, if it means one."""

    text: str
    responsible: str | None = None
    due: dt.date | None = None
    due_text: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A theme named in an item: ``why`` holds the rule and the word that fired.

    ``weight`` is how surely and how much the whole item is about the theme, from 0 to 1, the same for all its mentions
    there; None where it was not weighed. ``change`` is from how many to how many, ``change_text`` how much in the text's own
    words, and ``period`` when, as the text says it, where it gives a trend and says so. ``left_out`` is a stable word for
    why it does not count, where it does not (ingest/themes/standing.py).
    """

    theme: str
    why: str
    trend: Trend | None = None
    standing: Standing = Standing.COUNTS
    weight: float | None = None
    evidence: tuple[Evidence, ...] = ()
    change: tuple[int, int] | None = None
    period: str | None = None
    change_text: str | None = None
    left_out: str | None = None

    @property
    def is_main(self) -> bool:
        """Whether it counts, and the item is mainly about its theme."""
        return self.standing is Standing.COUNTS and self.weight is not None and self.weight >= MAIN_WEIGHT


def themes_by_weight(mentions: Iterable[Mention], *, main: bool = False) -> tuple[str, ...]:
    """Ids of the themes that count, the weightiest first, else as they first appear; with ``main`` those alone."""
    weights: dict[str, float] = {}
    for mention in mentions:
        if mention.is_main if main else mention.standing is Standing.COUNTS:
            weights[mention.theme] = max(weights.get(mention.theme, 0.0), mention.weight or 0.0)
    return tuple(sorted(weights, key=lambda theme: -weights[theme]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, organisation, party or place that an item names; the same one is here once, with a quote for each time.

    Attributes:
        kind: what it is.
        name: its fullest form, genitive taken off: «Kari Lia» where the item says «Lia» and the attendance list the rest.
        written: the forms as the item writes them, each once, in the order of the text.
        role: a person's office, from the attendance list or as written before the name: «ordfører».
        attendee: the document's list of those present or absent has the person.
        evidence: where the item names it, in the order of the text.
    """

    kind: NameKind
    name: str
    written: tuple[str, ...] = ()
    role: str | None = None
    attendee: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a list inside an item: ``item.text[start:end] == text``; ``label`` is its lead word before a colon."""

    text: str
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One matter treated in a meeting. ``order`` counts from 1; ``number`` is as written; ``id`` survives re-ingest.

    ``decisions`` are what was recommended and decided; ``proposals`` what was moved in the meeting or put to the vote
    there, each with its own vote and outcome, in the order of the text.
    """

    id: str
    order: int
    number: str | None
    case_number: str | None = None
    kind: ItemKind | None = None
    title: str
    text: str
    spans: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()
    decisions: tuple[Decision, ...] = ()
    proposals: tuple[Decision, ...] = ()
    actions: tuple[ActionPoint, ...] = ()
    mentions: tuple[Mention, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes that count, the weightiest first."""
        return themes_by_weight(self.mentions)

    @property
    def main_themes(self) -> tuple[str, ...]:
        """Ids of the themes that the item is mainly about, the weightiest first."""
        return themes_by_weight(self.mentions, main=True)

    @property
    def page(self) -> int | None:
        """The page the item starts on."""
        return self.spans[0].page if self.spans else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWarning:
    """Something a reader of the document should know: a stable code, a sentence in bokmål, the page if it is one."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What built a document: program, language model and vocabulary versions."""

    program: str
    model: str
    vocabulary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of minutes, read. ``id`` is the sha256 of its bytes; ``mentions`` are those outside any item."""

    id: str
    source: Source
    kind: DocumentKind | None
    title: str | None
    language: Language | None
    municipality: str | None
    municipality_origin: Origin | None = None
    body: str | None
    meeting: Meeting
    pages: tuple[Page, ...]
    items: tuple[AgendaItem, ...]
    mentions: tuple[Mention, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    made_by: MadeBy

    def page(self, number: int) -> Page:
        """The page with this number; KeyError if there is none."""
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes that count in the text outside the items, the weightiest first."""
        return themes_by_weight(self.mentions)

    @property
    def main_themes(self) -> tuple[str, ...]:
        """Ids of the themes that the text outside the items is mainly about, the weightiest first."""
        return themes_by_weight(self.mentions, main=True)
