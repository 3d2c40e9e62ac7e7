"""A query tree answered with numpy over posting lists: what is found is set algebra, how well is BM25F.

Every engine that can hand over whole posting lists can use this; none needs scoring, facets or phrases of its own.
Documents are numbered from 0, deleted ones included; a mask says which of them are found. The weights and formulas are
those of index/ranking.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from typing import Protocol, assert_never

import numpy as np
from numpy.typing import NDArray

from index.columns import NO_DATE, Bools, Columns, FacetCounts, Ints, groups_of, leaders_of, standing_of
from index.engine import (
    And,
    DateBetween,
    EngineHit,
    Everything,
    Facet,
    FacetIs,
    Found,
    Keyword,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Some,
    Sort,
    Term,
    TextField,
    TokenKind,
)
from index.nearness import POSITION_BITS, Floats, Postings, adjacent, closest, places, within
from index.ranking import RANKING, Ranking

PREFIX_EXPANSIONS = 1024
"""How many words a prefix may stand for in one field; of more, those in most documents are taken. Keeps the worst
prefix (one letter) within some tens of milliseconds."""


class PostingSource(Protocol):
    """What is needed of an index."""

    @property
    def columns(self) -> Columns:
        """Rows, dates, lengths and facets."""

    @property
    def live(self) -> Bools:
        """The documents that are not deleted."""

    def postings(self, field: TextField, term: str, kind: TokenKind) -> Postings | None:
        """The posting list of a term; None where it does not occur."""

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most documents."""

    def keyword(self, name: str, value: str) -> Ints:
        """The documents with this keyword."""

    def item_id(self, document: int) -> str:
        """The id of the item that is this document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Which documents answer, and how well; a score is 0 where nothing is found."""

    mask: Bools
    scores: Floats


class Evaluation:
    """Answers queries over one state of an index."""

    def __init__(self, source: PostingSource, ranking: Ranking = RANKING) -> None:
        self._source = source
        self._ranking = ranking
        self._size = source.columns.size
        self._live = source.live
        self._count = int(self._live.sum())
        self._standing: tuple[Mapping[int, int], tuple[Ints, Ints]] | None = None

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
    ) -> Found:
        """A slice of the hits, and counts over all of them; those that are the same (see ``Engine``) are one hit."""
        found = self.matches(query)
        columns = self._source.columns
        standing = self._standing_of(same or {})
        over = dict.fromkeys(facets, found.mask)
        over |= {facet: self.matches(other).mask for facet, other in (facet_queries or {}).items() if facet in over}
        counts = self._counts(over, groups_of(columns, standing), covering or {})
        found = self._one_of_each(found, leaders_of(columns, found.mask, found.scores, standing))
        return Found(
            total=int(found.mask.sum()),
            hits=tuple(
                EngineHit(
                    row=int(columns.rows[document]),
                    item_id=self._source.item_id(document),
                    score=float(found.scores[document]),
                )
                for document in self._best(found, limit=limit, offset=offset, sort=sort).tolist()
            ),
            facets={facet: counted.values for facet, counted in counts.items()},
            without={facet: counted.without for facet, counted in counts.items()},
        )

    def _counts(
        self, over: Mapping[Facet, Bools], groups: Ints, covering: Mapping[Facet, Mapping[str, Sequence[str]]]
    ) -> dict[Facet, FacetCounts]:
        """Each facet over what it is to be counted over."""
        columns = self._source.columns.facets
        return {facet: columns[facet].counts(mask, groups, covering.get(facet, {})) for facet, mask in over.items()}

    def _standing_of(self, same: Mapping[int, int]) -> tuple[Ints, Ints]:
        """Made once for as long as the same mapping is given: it is the catalogue's, and can be long."""
        if self._standing is None or self._standing[0] is not same:
            self._standing = (same, standing_of(same))
        return self._standing[1]

    def rows(self, query: Query) -> frozenset[int]:
        """The row numbers of all that answer the query."""
        return frozenset(self._source.columns.rows[self.matches(query).mask].tolist())

    def matches(self, query: Query) -> Matches:
        """Documents that answer the query, deleted ones never among them."""
        found = self._matches(query)
        mask = found.mask & self._live
        return Matches(mask=mask, scores=np.where(mask, found.scores, np.float32(0)))

    def _one_of_each(self, found: Matches, leaders: Ints) -> Matches:
        """Of those with one leader the leader itself, with the best score of them."""
        followers = np.flatnonzero(leaders != np.arange(self._size))
        if not len(followers):
            return found
        mask, scores = found.mask.copy(), found.scores.copy()
        np.maximum.at(scores, leaders[followers], found.scores[followers])
        mask[followers] = False
        scores[followers] = 0
        return Matches(mask=mask, scores=scores)

    def _best(self, found: Matches, *, limit: int, offset: int, sort: Sort) -> Ints:
        """The document numbers of a slice of what is found, in the order asked for."""
        documents = np.flatnonzero(found.mask)
        keys = self._newest_first[documents].astype(np.uint64)
        if sort is Sort.RELEVANCE:
            # The bits of floats that are not negative sort as the floats do, so score and tie-break make one key.
            keys |= found.scores[documents].view(np.uint32).astype(np.uint64) << np.uint64(POSITION_BITS)
        wanted = min(offset + limit, len(keys))
        if wanted < len(keys):
            head = np.argpartition(keys, len(keys) - wanted)[len(keys) - wanted :] if wanted else np.zeros(0, np.int64)
            documents, keys = documents[head], keys[head]
        ordered: Ints = documents[np.argsort(keys)[::-1]]
        return ordered[offset:]

    @cached_property
    def _newest_first(self) -> NDArray[np.uint32]:
        """A number per document, highest for the newest date and then the lowest row; undated ones last."""
        columns = self._source.columns
        order = np.lexsort((-columns.rows, columns.days))
        rank = np.empty(self._size, dtype=np.uint32)
        rank[order] = np.arange(self._size, dtype=np.uint32)
        return rank

    @cached_property
    def _norms(self) -> dict[TextField, Floats]:
        """BM25's length normalisation per field and document; the average is over the units that have the field."""
        norms = {}
        for field, lengths in self._source.columns.lengths.items():
            filled = lengths[self._live & (lengths > 0)]
            norms[field] = self._ranking.norms(field, lengths, float(filled.mean()) if filled.size else 1.0)
        return norms

    # ---- the tree ---------------------------------------------------------------------------------------------------

    def _matches(self, query: Query) -> Matches:  # noqa: C901, PLR0911 one branch a kind of node
        match query:
            case Term():
                return self._word(query.terms, _fields(query.field))
            case Prefix():
                return self._prefix(query)
            case Near():
                return self._near(query)
            case Keyword():
                return self._named(self._mask_of(self._source.keyword(query.name, query.value)))
            case FacetIs():
                return self._plain(self._source.columns.facets[query.facet].having(query.values, self._size))
            case DateBetween():
                return self._plain(self._dated(query))
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
            case _:
                assert_never(query)

    def _plain(self, mask: Bools) -> Matches:
        return Matches(mask=mask, scores=np.zeros(self._size, dtype=np.float32))

    def _named(self, mask: Bools) -> Matches:
        """A case asked for by its number is worth what a rare word is that fills the text."""
        return Matches(mask=mask, scores=self._rarity(mask) * self._ranking.whole() * mask.astype(np.float32))

    def _mask_of(self, documents: Ints) -> Bools:
        mask = np.zeros(self._size, dtype=bool)
        mask[documents] = True
        return mask

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
            whole, inside, share = self._matches(wanted.whole), *self._inside(wanted.inside)
            weight = np.float32(weights.asking if wanted.asks else 1)
            worth = weight * self._rarity(whole.mask)
            all_there += worth
            covered += worth * np.maximum(whole.mask, share * np.float32(weights.covered_inside))
            scores += weight * (whole.scores + inside.scores * np.float32(weights.inside))
            if not wanted.asks:
                mask |= whole.mask | inside.mask
        share = covered / np.maximum(all_there, np.float32(np.finfo(np.float32).tiny))
        return Matches(mask=mask, scores=np.where(mask, scores * share, np.float32(0)))

    def _inside(self, words: Sequence[Term]) -> tuple[Matches, Floats]:
        """Documents with any of the words inside one that is wanted, and how much of them all each has."""
        found = [self._matches(word) for word in words]
        rarities = [self._rarity(matches.mask) for matches in found]
        share = np.zeros(self._size, dtype=np.float32)
        for matches, rarity in zip(found, rarities, strict=True):
            share += matches.mask * (rarity / sum(rarities))
        return self._any(found), share

    def _dated(self, query: DateBetween) -> Bools:
        days = self._source.columns.days
        first = (query.first or dt.date.min).toordinal()
        last = (query.last or dt.date.max).toordinal()
        found: Bools = days == NO_DATE if query.undated else (days >= first) & (days <= last)
        return found

    # ---- words ------------------------------------------------------------------------------------------------------

    def _word(self, terms: Iterable[tuple[str, TokenKind]], fields: Sequence[TextField]) -> Matches:
        found = {
            field: [
                (weight, postings)
                for term, kind in terms
                if (weight := self._ranking.kinds[kind]) and (postings := self._list(field, term, kind))
            ]
            for field in fields
        }
        matches = self._scored(found)
        if not self._ranking.exactness:
            return matches
        typed = {
            field: [
                (1.0, postings)
                for term, kind in terms
                if kind is TokenKind.EXACT and (postings := self._list(field, term, kind))
            ]
            for field in fields
        }
        extra = self._scored(typed).scores * np.float32(self._ranking.exactness)
        return Matches(mask=matches.mask, scores=matches.scores + extra)

    def _list(self, field: TextField, term: str, kind: TokenKind) -> Postings | None:
        return self._source.postings(field, term, kind)

    def _prefix(self, query: Prefix) -> Matches:
        found = {}
        for field in _fields(query.field):
            words = self._source.words(field, query.prefix, PREFIX_EXPANSIONS)
            lists = (self._list(field, word, TokenKind.EXACT) for word in words)
            found[field] = [(self._ranking.kinds[TokenKind.EXACT], postings) for postings in lists if postings]
        return self._scored(found)

    def _scored(self, found: dict[TextField, list[tuple[float, Postings]]]) -> Matches:
        """BM25F of one word, given its forms' weights and postings in each field."""
        total = np.zeros(self._size, dtype=np.float32)
        for field, lists in found.items():
            if not lists:
                continue
            strongest = np.zeros(self._size, dtype=np.float32)
            for weight, postings in lists:
                here = postings.documents
                strongest[here] = np.maximum(strongest[here], postings.frequencies * np.float32(weight))
            total += np.float32(self._ranking.fields[field]) * strongest / self._norms[field]
        return self._saturated(total)

    def _saturated(self, total: Floats) -> Matches:
        mask = total > 0
        return Matches(mask=mask, scores=self._rarity(mask) * self._ranking.saturated(total))

    def _rarity(self, mask: Bools) -> np.float32:
        number = int((mask & self._live).sum())
        return self._ranking.rarity(number, self._count)

    # ---- words near each other --------------------------------------------------------------------------------------

    def _together(self, found: Matches, query: And) -> Matches:
        """The same with more for those where words asked for together stand together; each with the word after it."""
        words = [word for part in query.parts if (word := _word_of(part))]
        if len(words) < 2 or not found.mask.any():  # noqa: PLR2004 a pair
            return found
        bonus = np.zeros(self._size, dtype=np.float32)
        for field in TextField:
            stands = [self._stands(word, field, found.mask) for word in words]
            for left, right in pairwise(stands):
                bonus += self._ranking.nearness(field, closest(left, right, self._size))
        return Matches(mask=found.mask, scores=found.scores * (1 + bonus / np.float32(len(words) - 1)))

    def _stands(self, word: Term, field: TextField, candidates: Bools) -> Ints:
        lists = self._part(word, field)
        return places(lists, candidates) if lists else np.zeros(0, dtype=np.int64)

    def _near(self, query: Near) -> Matches:
        total = np.zeros(self._size, dtype=np.float32)
        for field in _fields(query.field):
            parts = [self._part(part, field) for part in query.parts]
            if not parts or not all(parts):
                continue
            candidates = reduce(np.logical_and, (self._somewhere(lists) for lists in parts))
            if not candidates.any():
                continue
            stands = [places(lists, candidates) for lists in parts]
            hits = adjacent(stands) if query.slop == 0 else within(stands, max(query.slop, len(parts) - 1))
            times = np.bincount(hits >> POSITION_BITS, minlength=self._size).astype(np.float32)
            total += np.float32(self._ranking.fields[field]) * times / self._norms[field]
        return self._saturated(total)

    def _part(self, part: Term, field: TextField) -> list[Postings]:
        if part.field not in (None, field):
            return []
        return [
            postings
            for term, kind in part.terms
            if self._ranking.kinds[kind] and (postings := self._list(field, term, kind))
        ]

    def _somewhere(self, lists: Iterable[Postings]) -> Bools:
        mask = np.zeros(self._size, dtype=bool)
        for postings in lists:
            mask[postings.documents] = True
        return mask


def _fields(field: TextField | None) -> Sequence[TextField]:
    return tuple(TextField) if field is None else (field,)


def _word_of(query: Query) -> Term | None:
    """The word that a part of a question is about, for how near it stands to others: of alternatives the first."""
    if isinstance(query, Term):
        return query
    return next((part for part in query.parts if isinstance(part, Term)), None) if isinstance(query, Or) else None


def _sum(scores: Iterable[Floats]) -> Floats:
    return reduce(np.add, scores)
