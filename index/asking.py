"""The asking half of every engine: over the state of its index that it has open."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Protocol

from index.answering import Answering
from index.engine import Facet, Found, Prefix, Query, Sort, Term
from index.matching import Source
from index.ranking import Ranking
from index.suggestions import WordList, nearest_words, number_beginning

KEPT_LIKE = 100
"""Misspelt words whose like are kept: one question asks for them twice, and each is compared with all words."""


class State(Source, Protocol):
    """An open state of an index."""

    @property
    def word_lists(self) -> Sequence[WordList]:
        """The exact words of each part."""


class Asking:
    """What ``index.engine.Engine`` says of asking. The engine says which state is asked, whenever it has opened one."""

    _lock: threading.RLock

    def _ask(self, state: State, ranking: Ranking) -> None:
        """Ask this state from now on."""
        self._word_lists = state.word_lists
        self._answering = Answering(state, ranking)
        self._like: dict[tuple[str, int], tuple[str, ...]] = {}

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
        """The units that answer the query; those that are the same as one hit."""
        with self._lock:
            return self._answering.answer(
                query,
                limit=limit,
                offset=offset,
                sort=sort,
                facets=facets,
                same=same,
                facet_queries=facet_queries,
                covering=covering,
                mark=mark,
            )

    def rows(self, query: Query) -> frozenset[int]:
        """The row numbers of all units that answer the query, for counts."""
        with self._lock:
            return self._answering.rows(query)

    def words_like(self, word: str, *, limit: int) -> tuple[str, ...]:
        """Words of the index spelled nearly so: the nearest first, of those the most frequent, then by letter."""
        with self._lock:
            known = self._like.get((word, limit))
            if known is None:
                known = nearest_words(word, self._word_lists, frequency=self._answering.frequency, limit=limit)
                if len(self._like) >= KEPT_LIKE:
                    self._like.clear()
                self._like[word, limit] = known
            return known

    def number_beginning(self, prefix: str) -> int:
        """How many different words of the index begin so."""
        with self._lock:
            return number_beginning(prefix, self._word_lists)
