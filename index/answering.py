"""A query answered over one state of an index: the units found, the best of them in order, and counts over all of them.

All that are found are scored (index/scoring.py); how near each other words stand, which is read in the texts, counts for
those only that are best without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.columns import Bools, FacetCounts, Grouping, Ints, one_of_each
from index.engine import EngineHit, Facet, Found, Prefix, Query, Sort, Term, TokenKind
from index.matching import Matching, Source
from index.nearness import Floats
from index.ranking import Ranking
from index.scoring import Averages, Scoring, counts_nearness, is_scored
from index.tallies import FacetCounter

SCORE_ALL = 1000
"""Of no more units than this all are looked at for where words stand in them."""

BEST = 500
"""Of more, so many that are best by how often the words stand in them: enough that the first ten are nearly those of all."""

LOWEST_ROW_FIRST = (1 << 32) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What answers a query: all units, those that are shown (of the same only one), and which are the same."""

    query: Query
    found: Bools
    shown: Bools
    grouping: Grouping | None


class Answering:
    """Answers queries over one state of an index."""

    def __init__(self, source: Source, ranking: Ranking) -> None:
        self._source = source
        self._ranking = ranking
        self._matching = Matching(source, ranking)
        self._facets = FacetCounter(source.columns)
        self._same: tuple[Mapping[int, int], Grouping | None] | None = None

    def rows(self, query: Query) -> frozenset[int]:
        """The row numbers of all that answer the query."""
        return frozenset(self._source.columns.rows[self._matching.found(query)].tolist())

    def frequency(self, word: str) -> int:
        """In how many units a word stands as written."""
        return self._matching.count(Term(terms=((word, TokenKind.EXACT),)))

    def answer(
        self,
        query: Query,
        *,
        limit: int,
        offset: int,
        sort: Sort,
        facets: Sequence[Facet],
        same: Mapping[int, int] | None = None,
        facet_queries: Mapping[Facet, Query] | None = None,
        covering: Mapping[Facet, Mapping[str, Sequence[str]]] | None = None,
        mark: Sequence[Term | Prefix] = (),
    ) -> Found:
        """A slice of the hits, and counts over all of them; those that are the same (see ``Engine``) are one hit."""
        found = self._matching.found(query)
        grouping = self._grouping(same)
        answer = _Answer(query=query, found=found, shown=one_of_each(found, grouping), grouping=grouping)
        if not limit:
            units, scores = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        elif sort is Sort.RELEVANCE and is_scored(query, self._ranking):
            units, scores = self._most_relevant(answer, offset + limit)
            units, scores = units[offset:], scores[offset:]
        else:
            units = self._newest(np.flatnonzero(answer.shown), offset + limit)[offset:]
            scores = self._scores(answer, units)
        counts = self._counts(answer, facets, facet_queries or {}, covering or {})
        return Found(
            total=int(np.count_nonzero(answer.shown)),
            hits=self._hits(units, scores, mark),
            facets={facet: counted.values for facet, counted in counts.items()},
            without={facet: counted.without for facet, counted in counts.items()},
        )

    def _hits(self, units: Ints, scores: Floats, mark: Sequence[Term | Prefix]) -> tuple[EngineHit, ...]:
        places = self._matching.places(units.tolist(), mark)
        return tuple(
            EngineHit(
                row=int(self._source.columns.rows[unit]), item_id=self._source.item_id(unit), score=score, places=own
            )
            for unit, score, own in zip(units.tolist(), scores.tolist(), places, strict=True)
        )

    def _counts(
        self,
        answer: _Answer,
        facets: Sequence[Facet],
        facet_queries: Mapping[Facet, Query],
        covering: Mapping[Facet, Mapping[str, Sequence[str]]],
    ) -> dict[Facet, FacetCounts]:
        """Each facet over what it is to be counted over."""
        own = (answer.found, int(np.count_nonzero(answer.shown)))
        counts = {}
        for facet in facets:
            over = self._without_facet(facet_queries[facet], answer.grouping) if facet in facet_queries else own
            counts[facet] = self._facets.counts(facet, *over, answer.grouping, covering.get(facet, {}))
        return counts

    def _without_facet(self, query: Query, grouping: Grouping | None) -> tuple[Bools, int]:
        found = self._matching.found(query)
        return found, int(np.count_nonzero(one_of_each(found, grouping)))

    def _grouping(self, same: Mapping[int, int] | None) -> Grouping | None:
        """Made once for as long as the same mapping is given: it is the catalogue's, and can be long."""
        if not same:
            return None
        if self._same is None or self._same[0] is not same:
            self._same = (same, self._source.columns.grouping(same))
        return self._same[1]

    # ---- order ------------------------------------------------------------------------------------------------------

    @cached_property
    def _averages(self) -> Averages:
        return Averages(self._source)

    def _scoring(self, units: Ints, *, nearness: bool = True) -> Scoring:
        return Scoring(self._source, self._matching, self._averages, self._ranking, units, nearness=nearness)

    def _scores(self, answer: _Answer, units: Ints) -> Floats:
        """The scores of units, each the best of those found that are the same."""
        if not len(units) or not is_scored(answer.query, self._ranking):
            return np.zeros(len(units), dtype=np.float32)
        every = self._with_the_same(units, answer)
        scores = self._best_of_each(every, self._scoring(every).scores(answer.query), answer.grouping)
        return scores[np.searchsorted(every, units)]

    def _most_relevant(self, answer: _Answer, wanted: int) -> tuple[Ints, Floats]:
        """The first ``wanted`` of the shown units by score, and their scores."""
        units = self._candidates(answer)
        own, scores = self._ranked(answer, units, wanted)
        if len(own) < wanted and len(units) < int(answer.found.sum()):
            rest = answer.found.copy()
            rest[units] = False
            lowest = float(scores.min(initial=np.inf))
            others, lower = self._ranked(answer, np.flatnonzero(rest), wanted - len(own), most=lowest)
            own, scores = np.concatenate([own, others]), np.concatenate([scores, lower])
        return own, scores

    def _ranked(self, answer: _Answer, units: Ints, wanted: int, *, most: float = np.inf) -> tuple[Ints, Floats]:
        """The first ``wanted`` of the shown among some units, no score above ``most``."""
        scores = self._best_of_each(units, self._scoring(units).scores(answer.query), answer.grouping)
        here = answer.shown[units]
        units, scores = units[here], np.minimum(scores[here], np.float32(most))
        order = self._head(units, scores, wanted)
        return units[order], scores[order]

    def _candidates(self, answer: _Answer) -> Ints:
        """The units to score first: all that are found, or those that the engine takes for the best."""
        units = np.flatnonzero(answer.found)
        if len(units) <= SCORE_ALL or not counts_nearness(answer.query):
            return units
        scores = self._scoring(units, nearness=False).scores(answer.query)
        best = np.argpartition(scores, -BEST)[-BEST:] if len(units) > BEST else np.arange(len(units))
        return self._with_the_same(np.sort(units[best]), answer)

    def _with_the_same(self, units: Ints, answer: _Answer) -> Ints:
        """The units and those found that are the same as one of them, ascending."""
        chosen = np.zeros(len(answer.found), dtype=bool)
        grouping = answer.grouping
        if grouping is not None:
            chosen[grouping.groups[units]] = True
            members = grouping.members[chosen[grouping.of_members]]
            chosen[:] = False
            chosen[members] = answer.found[members]
        chosen[units] = True
        return np.flatnonzero(chosen)

    def _best_of_each(self, units: Ints, scores: Floats, grouping: Grouping | None) -> Floats:
        """The scores, those of one group all the best of them."""
        if grouping is None:
            return scores
        shared = np.flatnonzero(grouping.shared[units])
        group = grouping.groups[units[shared]]
        best = np.zeros(len(grouping.groups), dtype=np.float32)
        np.maximum.at(best, group, scores[shared])
        scores = scores.copy()
        scores[shared] = best[group]
        return scores

    def _newest(self, units: Ints, wanted: int) -> Ints:
        return units[self._head(units, np.zeros(len(units), dtype=np.float32), wanted)]

    def _head(self, units: Ints, scores: Floats, wanted: int) -> Ints:
        """The places of the first ``wanted`` by score, date (newest first) and row."""
        chosen = np.arange(len(units))
        if wanted < len(units):
            least = np.partition(scores, len(units) - wanted)[len(units) - wanted] if wanted else np.float32(np.inf)
            above, ties = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
            missing = wanted - len(above)
            if missing < len(ties):
                cut = len(ties) - missing
                ties = ties[np.argpartition(self._newness(units[ties]), cut)[cut:]] if missing else ties[:0]
            chosen = np.concatenate([above, ties])
        order: Ints = chosen[np.lexsort((-self._newness(units[chosen]), -scores[chosen]))]
        return order

    def _newness(self, units: Ints) -> Ints:
        """The newer, and of a day the lower the row, the higher."""
        columns = self._source.columns
        newness: Ints = (columns.days[units].astype(np.int64) << 32) | (LOWEST_ROW_FIRST - columns.rows[units])
        return newness
