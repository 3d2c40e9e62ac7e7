"""Which units answer a query.

Words are looked up in the postings of their stacks (index/postings.py), facets and dates in columns; «and», «or», «not» are
set algebra on masks. An engine tells which words there are and which units have a keyword, and, if it can, where words
stand after one another; else that is looked up in the streams of words of those units that have them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np

from index.columns import NO_DATE, Bools, Columns, Ints
from index.engine import (
    And,
    DateBetween,
    Everything,
    FacetIs,
    Keyword,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Some,
    Term,
    TextField,
    TokenKind,
)
from index.nearness import POSITION_BITS, adjacent, within
from index.postings import Signs, Times, Units
from index.ranking import Ranking
from index.selection import Selection, Stand, Tables, occurrences, positions, tables_of
from index.streams import Part, hash_of

PREFIX_EXPANSIONS = 1024
"""How many words a prefix may stand for in one field; of more, those in most documents are taken. Keeps the worst
prefix (one letter) within some tens of milliseconds."""

KEPT_TABLES = 8
"""Tables of stacks that are kept: those of the word that is sought in one field after another, and some more."""

KEPT_COUNTS = 10_000
"""Words whose number of units is kept."""

KEPT = 32
"""Masks that are kept, and lists of words that begin so: those of one question, which is asked for hits, facets and
scores."""

KEPT_OCCURRENCES = 1 << 20
"""Occurrences of words that are kept for the same reason: seven bytes each."""

Forms = tuple[tuple[str, TokenKind], ...]
Leaf = Term | Prefix | Near | Keyword | FacetIs | DateBetween


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """The units that have a word in a field, stack by stack (so some come again), the form there, and how often."""

    units: Units
    signs: Signs
    times: Times


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

    def find(self, query: Keyword | Near) -> Bools | None:
        """The units that answer, deleted ones perhaps among them; None where the engine cannot tell by itself.

        Keywords every engine can.
        """

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most units."""

    def item_id(self, unit: int) -> str:
        """The id of the item that is this unit."""


class Matching:
    """Finds units in one state of an index."""

    def __init__(self, source: Source, ranking: Ranking) -> None:
        self._source = source
        self._ranking = ranking
        self._masks: dict[Leaf, Bools] = {}
        self._tables: dict[Forms, Tables] = {}
        self._beginning: dict[tuple[str, TextField], Forms] = {}
        self._counts: dict[Query, int] = {}
        self._occurrences: dict[tuple[Forms, TextField], Occurrences] = {}
        self._kept = 0

    def found(self, query: Query) -> Bools:
        """The units that answer, none of them deleted."""
        return self._mask(query) & self._source.live

    def count(self, query: Query) -> int:
        """How many there are."""
        known = self._counts.get(query)
        if known is None:
            known = int(np.count_nonzero(self.found(query)))
            if len(self._counts) >= KEPT_COUNTS:
                self._counts.clear()
            self._counts[query] = known
        return known

    def occurrences(self, terms: Forms, field: TextField) -> Occurrences:
        """Where a word stands in any of its forms; signs are the kinds, from 1, the strongest of a position."""
        key = (terms, field)
        known = self._occurrences.get(key)
        if known is None:
            units, signs, times = occurrences(self._source.parts, field, self._tables_of(terms))
            known = Occurrences(units=units, signs=signs, times=times)
            self._kept += len(units)
            if self._kept > KEPT_OCCURRENCES:
                self._occurrences.clear()
                self._kept = len(units)
            self._occurrences[key] = known
        return known

    def _tables_of(self, terms: Forms) -> Tables:
        """Kept for the next field, in which the same is sought."""
        known = self._tables.get(terms)
        if known is None:
            if len(self._tables) >= KEPT_TABLES:
                self._tables.clear()
            known = self._tables[terms] = tables_of(self._source.parts, signs_of(terms, self._ranking))
        return known

    def forms(self, query: Term | Prefix, field: TextField) -> Forms:
        """What is sought of a word, or of a beginning of words, in a field."""
        if isinstance(query, Term):
            return query.terms
        key = (query.prefix, field)
        if key not in self._beginning:
            if len(self._beginning) >= KEPT:
                self._beginning.clear()
            words = self._source.words(field, query.prefix, PREFIX_EXPANSIONS)
            self._beginning[key] = tuple((word, TokenKind.EXACT) for word in words)
        return self._beginning[key]

    def places(self, units: Sequence[int], words: Sequence[Term | Prefix]) -> list[dict[TextField, tuple[int, ...]]]:
        """For each of some units, by field the positions where any of the words stands."""
        forms = {
            (hash_of(*form), 1) for word in words for field in fields_of(word.field) for form in self.forms(word, field)
        }
        return positions(self._source.parts, units, tuple(forms))

    def _mask(self, query: Query) -> Bools:
        match query:
            case And():
                return reduce(np.logical_and, map(self._mask, query.parts), self._source.live)
            case Or():
                return reduce(np.logical_or, map(self._mask, query.parts), self._none())
            case Not():
                return ~self.found(query.part)
            case Some():
                return self._mask(any_wanted(query))
            case Everything():
                return self._source.live
            case _:
                return self._leaf(query)

    def _leaf(self, query: Leaf) -> Bools:
        known = self._masks.get(query)
        if known is None:
            known = self._looked_up(query)
            if len(self._masks) >= KEPT:
                self._masks.clear()
            self._masks[query] = known
        return known

    def _looked_up(self, query: Leaf) -> Bools:
        match query:
            case Term() | Prefix():
                return self._word(query)
            case Near():
                found = self._source.find(query)
                return self._by_places(query) if found is None else found
            case Keyword():
                found = self._source.find(query)
                return self._none() if found is None else found
            case FacetIs():
                return self._source.columns.facets[query.facet].having(query.values)
            case DateBetween():
                return self._dated(query)

    def _word(self, query: Term | Prefix) -> Bools:
        found = self._none()
        for field in fields_of(query.field):
            found[self.occurrences(self.forms(query, field), field).units] = True
        return found

    def _none(self) -> Bools:
        return np.zeros(self._source.columns.size, dtype=bool)

    def _dated(self, query: DateBetween) -> Bools:
        days = self._source.columns.days
        first = (query.first or dt.date.min).toordinal()
        last = (query.last or dt.date.max).toordinal()
        found: Bools = days == NO_DATE if query.undated else (days >= first) & (days <= last)
        return found

    def _by_places(self, query: Near) -> Bools:
        found = self._none()
        for field in fields_of(query.field):
            if not query.parts or any(part.field not in {None, field} for part in query.parts):
                continue
            candidates = And(parts=tuple(Term(terms=part.terms, field=field) for part in query.parts))
            units = np.flatnonzero(self.found(candidates))
            if len(units):
                hits = near_places(Selection(self._source.parts, units), query, field, self._ranking)
                found[units[hits >> POSITION_BITS]] = True
        return found


def any_wanted(query: Some) -> Query:
    """The alternatives that some of what is wanted comes to."""
    asked = [wanted for wanted in query.wanted if not wanted.asks]
    return Or(parts=tuple(part for wanted in asked for part in (wanted.whole, *wanted.inside, *wanted.akin)))


def fields_of(field: TextField | None) -> Sequence[TextField]:
    """The fields that a word is sought in."""
    return tuple(TextField) if field is None else (field,)


def counting(terms: Sequence[tuple[str, TokenKind]], ranking: Ranking) -> tuple[tuple[str, TokenKind], ...]:
    """The terms of kinds that are found at all."""
    return tuple((term, kind) for term, kind in terms if ranking.kinds[kind])


def signs_of(terms: Sequence[tuple[str, TokenKind]], ranking: Ranking) -> list[tuple[int, int]]:
    """The digests of a word's forms, the strongest last (of equals the most exact), each with its kind as a sign from 1."""
    weakest_first = sorted(counting(terms, ranking), key=lambda form: (ranking.kinds[form[1]], -form[1]))
    return [(hash_of(term, kind), kind + 1) for term, kind in weakest_first]


def stand_of(selection: Selection, terms: Sequence[tuple[str, TokenKind]], field: TextField, ranking: Ranking) -> Stand:
    """Where a word stands in some units, in any of its forms; signs are the kinds, from 1, the strongest of a position."""
    return selection.stand(field, signs_of(terms, ranking))


def near_places(selection: Selection, query: Near, field: TextField, ranking: Ranking) -> Ints:
    """The places in a field where the parts stand after one another or near each other."""
    stands = [stand_of(selection, part.terms, field, ranking).places for part in query.parts]
    return adjacent(stands) if query.slop == 0 else within(stands, max(query.slop, len(stands) - 1))
