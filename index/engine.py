"""What every search engine must do, and the types it speaks. One file an engine; nothing else knows Whoosh's names.

An engine is given units (an agenda item, or the text of a document outside its items) already analysed into tokens by
index/analysis.py, and questions already parsed into a tree by search/grammar.py; it makes no linguistic choice of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol


class TokenKind(IntEnum):
    """How a term came from the text at its position; less exact forms weigh less."""

    EXACT = 0
    INFLECTED = 1
    COMPOUND = 2
    SYNONYM = 3
    CONCEPT = 4


class Token(NamedTuple):
    """A term at a position, and the characters it stands for. Several tokens may share a position.

    A tuple, since a text has thousands.
    """

    term: str
    kind: TokenKind
    position: int
    start: int
    end: int


class Analyser(Protocol):
    """What turns a text into terms; the same for documents and questions, for every engine."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may give other tokens."""

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, by position."""


class TextField(StrEnum):
    """The searched texts of a unit. A word without a field is sought in all of them."""

    TITLE = "title"
    DECISION = "decision"
    TEXT = "text"


class Facet(StrEnum):
    """What units can be filtered by and counted over; values are strings, a unit may have several."""

    YEAR = "year"
    MUNICIPALITY = "municipality"
    BODY = "body"
    THEME = "theme"
    KIND = "kind"
    LANGUAGE = "language"
    RESPONSIBLE = "responsible"
    PLACE = "place"
    MAIN_THEME = "main_theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is found: an agenda item, or what a document says outside its items (then ``item_id`` is the document's)."""

    row: int
    item_id: str
    document_id: str
    date: dt.date | None
    texts: Mapping[TextField, str]
    facets: Mapping[Facet, tuple[str, ...]]
    keywords: Mapping[str, tuple[str, ...]]


# ---- questions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Any of ``terms`` (term of the index, kind) at one position, in one field or any."""

    terms: tuple[tuple[str, TokenKind], ...]
    field: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """Words of the text that begin so."""

    prefix: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The parts in one field, after one another (``slop`` 0: adjacent, in order) or near each other in any order.

    Near means: in a stretch no longer than ``slop`` words from first to last (never less than it takes to hold the
    parts), in which every part stands and at least as many different positions are hit as there are parts.
    """

    parts: tuple[Term, ...]
    slop: int = 0
    field: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A whole value: a person, a case number, an item number."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetIs:
    """The unit has one of these values of the facet."""

    facet: Facet
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBetween:
    """The meeting's date lies in [first, last]; an open end is None. ``undated`` asks for units without a date instead."""

    first: dt.date | None = None
    last: dt.date | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All of them."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """At least one of them."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Everything but this."""

    part: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One of the things that ``Some`` asks for.

    Attributes:
        whole: what answers it.
        inside: the words inside it, each of which answers a part of it: of «idrettstilskudd» idrett and tilskudd.
        akin: what comes near it, such as «vedtatt» to «vedtok», or what a misspelt word is meant for.
        asks: it only makes the text a question («hvor», «når»), and says little of what is sought.
    """

    whole: Query
    inside: tuple[Term, ...] = ()
    akin: tuple[Query, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """At least one of them (or of what is inside it or akin to it) that does not only ask; for ranking, not for counting.

    The more of what is wanted a unit has, each thing weighed by how rare it is, the better it answers.
    """

    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All units."""


Query = Term | Prefix | Near | Keyword | FacetIs | DateBetween | And | Or | Not | Some | Everything


class Sort(StrEnum):
    """Order of hits; ties by date (newest first), then row, so that paging is stable."""

    RELEVANCE = "relevance"
    DATE = "date"


# ---- answers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHit:
    """A found unit.

    Attributes:
        row: its row number in the catalogue.
        places: of each field the positions where something stands that was to be marked, ascending.
    """

    row: int
    item_id: str
    score: float
    places: Mapping[TextField, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer: how many in all, the asked-for slice, and counts per facet value over all found.

    Attributes:
        total: how many were found.
        hits: the slice of them.
        facets: for each facet asked for, its values and in how many of the found each stands: most first, then by value.
        without: for each facet asked for, how many of the found have no value of it; of the year, the undated ones.
    """

    total: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[Facet, tuple[tuple[str, int], ...]]
    without: Mapping[Facet, int] = field(default_factory=dict)


class Engine(Protocol):
    """A search engine over the units of one archive, in one folder of its own."""

    name: str

    def write(self, units: Iterable[Unit], *, delete_documents: Sequence[str] = ()) -> None:
        """Add units and delete those of the named documents, in one commit; units of a document replace its old ones."""

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        facets: Sequence[Facet] = (),
        same: Mapping[int, int] | None = None,
        facet_queries: Mapping[Facet, Query] | None = None,
        covering: Mapping[Facet, Mapping[str, Sequence[str]]] | None = None,
        mark: Sequence[Term | Prefix] = (),
    ) -> Found:
        """The units that answer the query.

        Args:
            query: what is asked.
            limit: most hits.
            offset: hits to pass over.
            sort: their order.
            facets: what to count over.
            same: for the rows of units that another one stands for, the row of that one. Those of one group that answer
                are one hit (the one that stands for them if it is among them, with the best score of them), count
                once in the total, and once for each value of a facet that any of them has.
            facet_queries: for a facet whose values are alternatives to each other, the query without the filter on that
                facet: its values are counted over what answers this one.
            covering: for a facet, values that others lie under, and which: such a value counts what has it or any of
                those, and is listed even where nothing has it itself.
            mark: words whose places in the texts of the hits are told, in every field whatever field they are asked in.
        """

    def rows(self, query: Query) -> frozenset[int]:
        """The row numbers of all units that answer the query, for counts."""

    def words_like(self, word: str, *, limit: int) -> tuple[str, ...]:
        """Words of the index spelled nearly so: the nearest first, of those the most frequent, then by letter."""

    def number_beginning(self, prefix: str) -> int:
        """How many different words of the index begin so; of very many not all are sought."""

    def close(self) -> None:
        """Let go of the files."""
