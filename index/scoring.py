"""How well units answer a query tree: BM25F over where its words stand in them. Weights and formulas are index/ranking.py's.

Scores are made for some units at a time, which an engine has found; how rare a word is is judged over all. Every engine
is scored by this, so they rank alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.columns import Bools, Ints
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
    Wanted,
)
from index.matching import Forms, Matching, Source, counting, fields_of, near_places, stand_of
from index.nearness import POSITION_BITS, Floats, closest
from index.postings import Signs, Times
from index.ranking import Ranking
from index.selection import Selection, Stand

Strengths = NDArray[np.float64]

LOOKED_INTO = 1000
"""No more texts than this are looked into for a word that they nearly all have: gathering more takes too long."""

EXACT_BITS = 20
"""Bits behind the point of a form's strength: millions of them, each thousands of times, are added up without rounding."""

FEW = 4
"""Where a word stands in so many times as many units as are scored, those are picked out first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Which of the units answer, and how well; a score is 0 where nothing is found."""

    mask: Bools
    scores: Floats


class Averages:
    """How long the texts of an index are on average, by field; over the units that have the field."""

    def __init__(self, source: Source) -> None:
        self.units = int(source.live.sum())
        self.lengths: dict[TextField, float] = {}
        for field, lengths in source.columns.lengths.items():
            filled = lengths[source.live & (lengths > 0)]
            self.lengths[field] = float(filled.mean()) if filled.size else 1.0


class Scoring:
    """Scores some units.

    Args:
        source: the state of the index.
        matching: finds in it.
        averages: of it.
        ranking: the weights.
        units: ascending numbers of the units.
        nearness: how near words stand each other counts. That is looked up in the texts: not for thousands of units.
    """

    def __init__(
        self,
        source: Source,
        matching: Matching,
        averages: Averages,
        ranking: Ranking,
        units: Ints,
        *,
        nearness: bool = True,
    ) -> None:
        self._source = source
        self._matching = matching
        self._averages = averages
        self._ranking = ranking
        self._units = units
        self._size = len(units)
        self._nearness = nearness
        self._selection = Selection(source.parts, units)
        self._stands: dict[tuple[Forms, TextField], Stand] = {}
        self._place = np.full(source.columns.size, self._size, dtype=np.int64)
        self._place[units] = np.arange(self._size)
        self._strengths = _exact_in_sums([0.0, *(ranking.kinds[kind] for kind in TokenKind)])
        self._typed = np.where(np.arange(len(self._strengths)) == TokenKind.EXACT + 1, self._strengths, 0.0)
        self._nothing = self._plain(np.zeros(self._size, dtype=bool))
        self._norms: Mapping[TextField, Floats] = {
            field: ranking.norms(field, lengths[units], averages.lengths[field])
            for field, lengths in source.columns.lengths.items()
        }

    def scores(self, query: Query) -> Floats:
        """The score of each unit."""
        return self._matches(query).scores

    # ---- the tree ---------------------------------------------------------------------------------------------------

    def _matches(self, query: Query) -> Matches:  # noqa: C901, PLR0911 one branch a kind of node
        match query:
            case Term():
                return self._word(query)
            case Prefix():
                return self._weighed(query)
            case Near():
                return self._near(query)
            case Keyword():
                return self._named(query)
            case And():
                return self._together(self._all([self._matches(part) for part in query.parts]), query)
            case Or():
                return self._any([self._matches(part) for part in query.parts])
            case Not():
                return self._plain(~self._matches(query.part).mask)
            case Some():
                return self._some(query)
            case Everything():
                return self._plain(np.ones(self._size, dtype=bool))
            case FacetIs() | DateBetween():
                return self._plain(self._matching.found(query)[self._units])

    def _plain(self, mask: Bools) -> Matches:
        return Matches(mask=mask, scores=np.zeros(self._size, dtype=np.float32))

    def _named(self, query: Keyword) -> Matches:
        """A case asked for by its number is worth what a rare word is that fills the text."""
        mask = self._matching.found(query)[self._units]
        return Matches(mask=mask, scores=self._rarity(query) * self._ranking.whole() * mask.astype(np.float32))

    def _all(self, parts: Sequence[Matches]) -> Matches:
        if not parts:
            return self._plain(np.ones(self._size, dtype=bool))
        mask = reduce(np.logical_and, (part.mask for part in parts))
        return Matches(mask=mask, scores=np.where(mask, _sum(part.scores for part in parts), np.float32(0)))

    def _any(self, parts: Sequence[Matches]) -> Matches:
        if not parts:
            return self._plain(np.zeros(self._size, dtype=bool))
        mask = reduce(np.logical_or, (part.mask for part in parts))
        return Matches(mask=mask, scores=_sum(part.scores for part in parts))

    def _some(self, query: Some) -> Matches:
        """The scores of what is there, times the share that is there of what is wanted."""
        weights, scores, covered = self._ranking, np.zeros(self._size, np.float32), np.zeros(self._size, np.float32)
        mask, all_there = np.zeros(self._size, dtype=bool), np.float32(0)
        for wanted in query.wanted:
            whole, inside, share = self._matches(wanted.whole), *self._inside(wanted)
            akin = self._any([self._matches(query) for query in wanted.akin]) if wanted.akin else self._nothing
            weight = np.float32(weights.asking if wanted.asks else 1)
            worth = weight * self._rarity(wanted.whole)
            all_there += worth
            share = np.maximum(share * np.float32(weights.covered_inside), akin.mask * np.float32(weights.covered_akin))
            covered += worth * np.maximum(whole.mask, share)
            partly = inside.scores * np.float32(weights.inside) + akin.scores * np.float32(weights.akin)
            scores += weight * (whole.scores + partly)
            if not wanted.asks:
                mask |= whole.mask | inside.mask | akin.mask
        share = covered / np.maximum(all_there, np.float32(np.finfo(np.float32).tiny))
        return Matches(mask=mask, scores=np.where(mask, scores * share, np.float32(0)))

    def _inside(self, wanted: Wanted) -> tuple[Matches, Floats]:
        """Units with any of the words inside one that is wanted, and how much of them all each has."""
        found = [self._matches(word) for word in wanted.inside]
        rarities = [self._rarity(word) for word in wanted.inside]
        share = np.zeros(self._size, dtype=np.float32)
        for matches, rarity in zip(found, rarities, strict=True):
            share += matches.mask * (rarity / sum(rarities))
        return self._any(found), share

    # ---- words ------------------------------------------------------------------------------------------------------

    def _word(self, word: Term) -> Matches:
        """BM25F of a word in any of its forms, and more for the word exactly as typed."""
        exact = tuple((term, kind) for term, kind in word.terms if kind is TokenKind.EXACT)
        if not self._ranking.exactness or not exact:
            return self._weighed(word)
        total, typed = np.zeros(self._size, dtype=np.float32), np.zeros(self._size, dtype=np.float32)
        for field in fields_of(word.field):
            # The strongest form of a position is the one that counts there, and exact is at least as strong as any.
            every, exactly = self._in_field(word, field, self._strengths, self._typed)
            total += every
            typed += exactly
        matches = self._saturated(total, word)
        more = self._saturated(typed, Term(terms=exact, field=word.field))
        return Matches(mask=matches.mask, scores=matches.scores + more.scores * np.float32(self._ranking.exactness))

    def _weighed(self, word: Term | Prefix) -> Matches:
        """BM25F of one word: in each field the occurrences by the strength of the form that stands there."""
        total = np.zeros(self._size, dtype=np.float32)
        for field in fields_of(word.field):
            total += self._in_field(word, field, self._strengths)[0]
        return self._saturated(total, word)

    def _in_field(self, word: Term | Prefix, field: TextField, *strengths: Strengths) -> list[Floats]:
        """What stands in a field, each form by its strength, against the field's length; once for each of the strengths."""
        places, signs, times = self._occurrences(word, field)
        share = self._ranking.fields[field] / self._norms[field]
        return [
            (np.bincount(places, each.take(signs) * times, self._size + 1)[: self._size] * share).astype(np.float32)
            for each in strengths
        ]

    def _occurrences(self, word: Term | Prefix, field: TextField) -> tuple[Ints, Signs, Times | int]:
        """Where a word stands, the form there, and how often; what is counted at place ``size`` is of other units.

        A word that nearly every text has is sooner found in the few texts that are scored than among all where it stands.
        """
        forms = self._matching.forms(word, field)
        if self._size <= LOOKED_INTO and self._selection.words(field) < self._matching.count(word):
            stand = self._stand(forms, field)
            return stand.owners, stand.signs, 1
        found = self._matching.occurrences(forms, field)
        places = self._place.take(found.units)
        if len(places) <= FEW * self._size:
            return places, found.signs, found.times
        here = np.flatnonzero(places < self._size)
        return places[here], found.signs[here], found.times[here]

    def _stand(self, terms: tuple[tuple[str, TokenKind], ...], field: TextField) -> Stand:
        key = (terms, field)
        if key not in self._stands:
            self._stands[key] = stand_of(self._selection, terms, field, self._ranking)
        return self._stands[key]

    def _saturated(self, total: Floats, query: Query) -> Matches:
        mask = total > 0
        if not mask.any():
            return self._plain(mask)
        return Matches(mask=mask, scores=self._rarity(query) * self._ranking.saturated(total))

    def _rarity(self, query: Query) -> np.float32:
        return self._ranking.rarity(self._matching.count(query), self._averages.units)

    # ---- words near each other --------------------------------------------------------------------------------------

    def _together(self, found: Matches, query: And) -> Matches:
        """The same with more for those where words asked for together stand together; each with the word after it."""
        words = _words_of(query)
        if len(words) < 2 or not self._nearness or not found.mask.any():  # noqa: PLR2004 a pair
            return found
        bonus = np.zeros(self._size, dtype=np.float32)
        for field in TextField:
            if self._ranking.proximity[field]:
                stands = [self._places(word, field) for word in words]
                for left, right in pairwise(stands):
                    bonus += self._ranking.nearness(field, closest(left, right, self._size))
        return Matches(mask=found.mask, scores=found.scores * (1 + bonus / np.float32(len(words) - 1)))

    def _places(self, word: Term, field: TextField) -> Ints:
        if word.field not in {None, field}:
            return np.zeros(0, dtype=np.int64)
        return self._stand(word.terms, field).places

    def _near(self, query: Near) -> Matches:
        if not self._nearness:
            return self._all([self._word(part) for part in query.parts])
        total = np.zeros(self._size, dtype=np.float32)
        for field in fields_of(query.field):
            if query.parts and all(part.field in {None, field} for part in query.parts):
                hits = near_places(self._selection, query, field, self._ranking)
                times = np.bincount(hits >> POSITION_BITS, minlength=self._size)
                total += (self._ranking.fields[field] * times / self._norms[field]).astype(np.float32)
        return self._saturated(total, query)


def _exact_in_sums(strengths: Sequence[float]) -> Strengths:
    """The same in so few bits that their sums are the same in any order: a score does not depend on where it is read."""
    units = 1 << EXACT_BITS
    return np.array([round(strength * units) / units for strength in strengths])


def is_scored(query: Query, ranking: Ranking) -> bool:
    """Whether units can answer it more or less well: whether it has words or names."""
    match query:
        case Term():
            return bool(counting(query.terms, ranking))
        case Prefix() | Near() | Keyword() | Some():
            return True
        case And() | Or():
            return any(is_scored(part, ranking) for part in query.parts)
        case _:
            return False


def counts_nearness(query: Query) -> bool:
    """Whether a score depends on where in a text words stand."""
    match query:
        case Near():
            return True
        case And():
            return len(_words_of(query)) > 1 or any(map(counts_nearness, query.parts))
        case Or():
            return any(map(counts_nearness, query.parts))
        case Some():
            return any(counts_nearness(wanted.whole) for wanted in query.wanted)
        case _:
            return False


def _words_of(query: And) -> list[Term]:
    return [word for part in query.parts if (word := _word_of(part))]


def _word_of(query: Query) -> Term | None:
    """The word that a part of a question is about, for how near it stands to others: of alternatives the first."""
    if isinstance(query, Term):
        return query
    return next((part for part in query.parts if isinstance(part, Term)), None) if isinstance(query, Or) else None


def _sum(scores: Iterable[Floats]) -> Floats:
    return reduce(np.add, scores)
