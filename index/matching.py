"""Which units answer a query: what an engine cannot tell by itself is put together here from what it can.

Every engine answers a word, a beginning and a keyword; one that can answers whole trees. Facets, dates, «and», «or»,
«not» are set algebra on masks; where words stand near each other is looked up in the streams of words of those units that
have them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from typing import Protocol

import numpy as np

from index.columns import NO_DATE, Bools, Columns, Ints
from index.engine import (
    And,
    DateBetween,
    Everything,
    FacetIs,
    Near,
    Not,
    Or,
    Query,
    Some,
    Term,
    TextField,
    TokenKind,
)
from index.nearness import POSITION_BITS, adjacent, within
from index.ranking import Ranking
from index.streams import Part, Selection, Stand, hash_of

KEPT_COUNTS = 10_000
"""Words whose number of units is kept."""

KEPT = 16
"""Masks of words near each other that are kept: those of one question, which is asked for hits, facets and scores."""


class Source(Protocol):
    """What is needed of one state of an index."""

    @property
    def columns(self) -> Columns:
        """Rows, dates, lengths and facets."""

    @property
    def parts(self) -> Sequence[Part]:
        """The streams of words."""

    @property
    def live(self) -> Bools:
        """The units that are not deleted."""

    def find(self, query: Query) -> Bools | None:
        """The units that answer, deleted ones perhaps among them; None where the engine cannot tell by itself.

        Words, beginnings and keywords every engine can.
        """

    def count(self, query: Query) -> int | None:
        """How many units that are not deleted answer, where the engine can tell that more cheaply than which."""

    def best(self, query: Query, number: int) -> Ints | None:
        """So many units among which those that answer best should be; None where the engine cannot tell."""

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most units."""

    def item_id(self, unit: int) -> str:
        """The id of the item that is this unit."""


class Matching:
    """Finds units in one state of an index."""

    def __init__(self, source: Source, ranking: Ranking) -> None:
        self._source = source
        self._ranking = ranking
        self._near_masks: dict[Near, Bools] = {}
        self._counts: dict[Query, int] = {}

    def found(self, query: Query) -> Bools:
        """The units that answer, none of them deleted."""
        return self._mask(query) & self._source.live

    def count(self, query: Query) -> int:
        """How many there are."""
        known = self._counts.get(query)
        if known is None:
            known = self._source.count(query)
            known = int(self.found(query).sum()) if known is None else known
            if len(self._counts) >= KEPT_COUNTS:
                self._counts.clear()
            self._counts[query] = known
        return known

    def _mask(self, query: Query) -> Bools:  # noqa: PLR0911 one branch a kind of node
        found = self._source.find(query)
        if found is not None:
            return found
        match query:
            case And():
                return self._all(query.parts)
            case Or():
                return reduce(np.logical_or, map(self._mask, query.parts), self._none())
            case Not():
                return ~self.found(query.part)
            case Some():
                return self._mask(any_wanted(query))
            case Near():
                return self._near(query)
            case FacetIs():
                return self._source.columns.facets[query.facet].having(query.values)
            case DateBetween():
                return self._dated(query)
            case Everything():
                return self._source.live
            case _:
                raise AssertionError(f"{self._source} does not answer {query}")

    def _none(self) -> Bools:
        return np.zeros(self._source.columns.size, dtype=bool)

    def _all(self, parts: Sequence[Query]) -> Bools:
        """What the engine can tell together is asked together."""
        told = [part for part in parts if not _has_near(part)]
        if 1 < len(told) < len(parts):
            parts = (And(parts=tuple(told)), *(part for part in parts if _has_near(part)))
        masks = map(self._mask, parts)
        return reduce(np.logical_and, masks, self._source.live)

    def _dated(self, query: DateBetween) -> Bools:
        days = self._source.columns.days
        first = (query.first or dt.date.min).toordinal()
        last = (query.last or dt.date.max).toordinal()
        found: Bools = days == NO_DATE if query.undated else (days >= first) & (days <= last)
        return found

    def _near(self, query: Near) -> Bools:
        known = self._near_masks.get(query)
        if known is not None:
            return known
        found = self._none()
        for field in fields_of(query.field):
            if not query.parts or any(part.field not in {None, field} for part in query.parts):
                continue
            candidates = And(parts=tuple(Term(terms=part.terms, field=field) for part in query.parts))
            units = np.flatnonzero(self.found(candidates))
            if len(units):
                hits = near_places(Selection(self._source.parts, units), query, field, self._ranking)
                found[units[hits >> POSITION_BITS]] = True
        if len(self._near_masks) >= KEPT:
            self._near_masks.clear()
        self._near_masks[query] = found
        return found


def _has_near(query: Query) -> bool:
    """Whether words stand near each other in it: what not every engine can tell by itself."""
    match query:
        case Near():
            return True
        case And() | Or():
            return any(map(_has_near, query.parts))
        case Not():
            return _has_near(query.part)
        case Some():
            return any(_has_near(wanted.whole) for wanted in query.wanted)
        case _:
            return False


def any_wanted(query: Some) -> Query:
    """The alternatives that some of what is wanted comes to."""
    asked = [wanted for wanted in query.wanted if not wanted.asks]
    return Or(parts=tuple(part for wanted in asked for part in (wanted.whole, *wanted.inside)))


def fields_of(field: TextField | None) -> Sequence[TextField]:
    """The fields that a word is sought in."""
    return tuple(TextField) if field is None else (field,)


def counting(terms: Sequence[tuple[str, TokenKind]], ranking: Ranking) -> tuple[tuple[str, TokenKind], ...]:
    """The terms of kinds that are found at all."""
    return tuple((term, kind) for term, kind in terms if ranking.kinds[kind])


def stand_of(selection: Selection, terms: Sequence[tuple[str, TokenKind]], field: TextField, ranking: Ranking) -> Stand:
    """Where a word stands in some units, in any of its forms; signs are the kinds, from 1, the strongest of a position."""
    weakest_first = sorted(counting(terms, ranking), key=lambda form: ranking.kinds[form[1]])
    return selection.stand(field, [(hash_of(term, kind), kind + 1) for term, kind in weakest_first])


def near_places(selection: Selection, query: Near, field: TextField, ranking: Ranking) -> Ints:
    """The places in a field where the parts stand after one another or near each other."""
    stands = [stand_of(selection, part.terms, field, ranking).places for part in query.parts]
    return adjacent(stands) if query.slop == 0 else within(stands, max(query.slop, len(stands) - 1))
