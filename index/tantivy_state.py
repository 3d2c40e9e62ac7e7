"""One state of an index of tantivy, open for reading: what it finds, as masks, and what it takes for the best.

What tantivy finds must come out as a mask over numbers, and its Python binding gives hits one by one, a microsecond each. So
every unit carries its own bit in a fast field: a histogram over the numbers whose buckets add these bits up is the mask,
48 units to a number, at a few nanoseconds a unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index import scoring
from index.columns import NO_DATE, Bools, Ints
from index.damage import damage_means_reindex
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
from index.matching import any_wanted, counting, fields_of
from index.ranking import Ranking
from index.store import open_store
from index.streams import hash_of
from minutes.errors import EngineMissing

try:
    import tantivy
except ImportError as error:
    raise EngineMissing(
        "Søkemotoren tantivy er ikke installert.",
        way_out='Kjør «pip install "referatsok[fast]"», eller «referatsok reindex --engine whoosh».',
    ) from error

if TYPE_CHECKING:
    from tantivy import Query as Asked

__all__ = [
    "BITS",
    "DAY",
    "DOCUMENT",
    "FACET",
    "KEYWORD",
    "NUMBER",
    "SUMS",
    "TantivyState",
    "pair",
    "stored_term",
    "tantivy",
]

FEW = 2000
"""Hits that are fetched one by one: for so few that is as fast as the mask."""

BITS = 48
"""Bits in one sum: whole bytes, and within what a float of 64 bits holds exactly."""

SUMS = 4
"""Sums in a bucket: fewer buckets, each of which costs a microsecond to hand over."""

MOST_PHRASES = 64
"""Phrases that a phrase with alternatives may be spelled out to; beyond, the streams of words are asked."""

LONGEST_TERM = 400
"""Letters of a term; a longer one (no word, but a text may have it) is stored by its digest."""

DOCUMENT, KEYWORD, FACET, DAY, NUMBER = "document", "keyword", "facet", "day", "number"
"""The fields beside the texts."""


def stored_term(term: str, kind: TokenKind) -> str:
    """A term with its kind as the first character."""
    return f"{kind:d}{term if len(term) <= LONGEST_TERM else f'{hash_of(term, kind):x}'}"


def pair(name: str, value: str) -> str:
    """A keyword or the value of a facet, with what it is one of."""
    return f"{name}:{value}"


class TantivyState:
    """A ``Source``."""

    def __init__(self, index: Any, folder: Path, ranking: Ranking) -> None:
        self._folder = folder
        self._ranking = ranking
        self._searcher = index.searcher()
        self._schema = index.schema
        self._store = open_store(folder)  # after the searcher: what it knows was in the store before
        self.columns, self.parts = self._store.columns, self._store.parts
        self.word_lists, self.item_id = self._store.word_lists, self._store.item_id
        self.live: Bools = self._mask(tantivy.Query.all_query())

    # ---- what a Source tells ----------------------------------------------------------------------------------------

    def find(self, query: Query) -> Bools | None:
        """The units that answer, for all but words near each other in ways that tantivy has no query for."""
        with damage_means_reindex(self._folder):
            asked = self._asked(query)
            return None if asked is None else self._mask(asked)

    def count(self, query: Query) -> int | None:
        """How many answer."""
        with damage_means_reindex(self._folder):
            asked = self._asked(query)
            return None if asked is None else int(self._searcher.search(asked, limit=1).count)

    def best(self, query: Query, number: int) -> Ints | None:
        """Those that tantivy's own BM25 ranks highest, with our weights on its terms."""
        with damage_means_reindex(self._folder):
            asked = self._asked(query)
            if asked is None:
                return None
            worth = [(tantivy.Occur.Should, each) for each in self._worth(query)]
            must = (tantivy.Occur.Must, tantivy.Query.const_score_query(asked, 0.0))
            ranked = tantivy.Query.boolean_query([must, *worth])
            hits = self._searcher.search(ranked, limit=number, count=False).hits
            numbers = self._searcher.fast_field_values(NUMBER, [address for _, address in hits])
            return np.array(numbers, dtype=np.int64)

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most units."""
        with damage_means_reindex(self._folder):
            found = self._searcher.terms_with_prefix(str(field), f"{TokenKind.EXACT:d}{prefix}")
        most = sorted(found, key=lambda entry: (-entry[1], entry[0]))[:limit]
        return tuple(term[1:] for term, _ in most)

    def _mask(self, asked: Asked) -> Bools:
        mask = np.zeros(self.columns.size, dtype=bool)
        few = self._searcher.search(asked, limit=FEW, order_by_field=NUMBER)
        if few.count <= FEW:
            mask[[number for number, _ in few.hits]] = True
            return mask
        sums = {f"{place}": {"sum": {"field": f"bit{place}"}} for place in range(SUMS)}
        histogram = {"field": NUMBER, "interval": BITS * SUMS, "min_doc_count": 1}
        buckets = self._searcher.aggregate(asked, {"all": {"histogram": histogram, "aggs": sums}})["all"]["buckets"]
        values = np.array([[bucket[f"{place}"]["value"] or 0.0 for place in range(SUMS)] for bucket in buckets])
        octets = values.astype("<u8").view(np.uint8).reshape(len(buckets), SUMS, 8)[:, :, : BITS // 8]
        bits = np.unpackbits(np.ascontiguousarray(octets).reshape(len(buckets), -1), axis=1, bitorder="little")
        first = np.array([bucket["key"] for bucket in buckets], dtype=np.int64)
        whole = np.zeros((-(-self.columns.size // (BITS * SUMS)), BITS * SUMS), dtype=bool)
        whole[first // (BITS * SUMS)] = bits
        return whole.ravel()[: self.columns.size]

    # ---- our tree as tantivy's --------------------------------------------------------------------------------------

    def _asked(self, query: Query) -> Asked | None:  # noqa: C901, PLR0911 one branch a kind of node
        match query:
            case Term():
                return self._any_term(counting(query.terms, self._ranking), query.field)
            case Prefix():
                return self._any_prefix(query)
            case Near():
                return self._phrases(query)
            case Keyword():
                return self._value(KEYWORD, pair(query.name, query.value))
            case FacetIs():
                return _any_of([self._value(FACET, pair(query.facet, value)) for value in query.values])
            case DateBetween():
                return self._dated(query)
            case And():
                parts = self._each(query.parts)
                return None if parts is None else _all_of(parts)
            case Or():
                parts = self._each(query.parts)
                return None if parts is None else _any_of(parts)
            case Not():
                part = self._asked(query.part)
                return None if part is None else _all_of([tantivy.Query.all_query()], but=part)
            case Some():
                return self._asked(any_wanted(query))
            case Everything():
                return tantivy.Query.all_query()

    def _value(self, field: str, value: str) -> Asked:
        return tantivy.Query.term_query(self._schema, field, value, index_option="basic")

    def _each(self, parts: Sequence[Query]) -> list[Asked] | None:
        """All of them; None if tantivy has no query for one."""
        asked = [each for part in parts if (each := self._asked(part)) is not None]
        return asked if len(asked) == len(parts) else None

    def _any_term(self, terms: Sequence[tuple[str, TokenKind]], field: TextField | None) -> Asked:
        return _any_of([self._term(each, *form) for each in fields_of(field) for form in terms])

    def _term(self, field: TextField, term: str, kind: TokenKind) -> Asked:
        return tantivy.Query.term_query(self._schema, str(field), stored_term(term, kind), index_option="freq")

    def _any_prefix(self, query: Prefix) -> Asked:
        sets = []
        for field in fields_of(query.field):
            words = self.words(field, query.prefix, scoring.PREFIX_EXPANSIONS)
            values = [stored_term(word, TokenKind.EXACT) for word in words]
            if values:
                sets.append(tantivy.Query.term_set_query(self._schema, str(field), values))
        return _any_of(sets)

    def _phrases(self, query: Near) -> Asked | None:
        """Words after one another, spelled out; None for what tantivy has no query for."""
        forms = [counting(part.terms, self._ranking) for part in query.parts]
        if not all(forms) or not forms:
            return tantivy.Query.empty_query()
        if len(forms) > 1 and (query.slop or math.prod(map(len, forms)) > MOST_PHRASES):
            return None
        asked = []
        for field in fields_of(query.field):
            if any(part.field not in {None, field} for part in query.parts):
                continue
            if len(forms) == 1:
                asked += [self._term(field, *form) for form in forms[0]]
                continue
            for words in product(*forms):
                stored: list[str | tuple[int, str]] = [stored_term(term, kind) for term, kind in words]
                asked.append(tantivy.Query.phrase_query(self._schema, str(field), stored))
        return _any_of(asked)

    def _dated(self, query: DateBetween) -> Asked:
        first = query.first.toordinal() if query.first else NO_DATE + 1
        last = query.last.toordinal() if query.last else (1 << 32)
        if query.undated:
            first = last = NO_DATE
        if last < first:
            return tantivy.Query.empty_query()
        return tantivy.Query.range_query(self._schema, DAY, tantivy.FieldType.Unsigned, first, last)

    # ---- what is worth how much -------------------------------------------------------------------------------------

    def _worth(self, query: Query) -> Iterator[Asked]:
        """Queries whose scores added up rank nearly as index/scoring.py does."""
        match query:
            case Term():
                yield from self._word_worth(query)
            case Prefix() | Keyword() | Near():
                asked = self._asked(query)
                if asked is not None:
                    yield tantivy.Query.const_score_query(asked, float(self._rarity(self.count(query) or 0)))
            case And() | Or():
                for part in query.parts:
                    yield from self._worth(part)
            case Some():
                yield from self._some_worth(query)
            case _:
                return

    def _some_worth(self, query: Some) -> Iterator[Asked]:
        for wanted in query.wanted:
            weight = self._ranking.asking if wanted.asks else 1.0
            parts = ((wanted.whole, weight), *((word, weight * self._ranking.inside) for word in wanted.inside))
            for part, share in parts:
                yield from (tantivy.Query.boost_query(each, share) for each in self._worth(part))

    def _word_worth(self, word: Term) -> Iterator[Asked]:
        """In each field the strongest form of a word, weighed by how rare the word is in all its forms."""
        forms = counting(word.terms, self._ranking)
        rarity = float(self._rarity(self.count(Term(terms=forms, field=word.field)) or 0))
        for field in fields_of(word.field):
            field_worth = float(self._ranking.saturated(np.float32(self._ranking.fields[field])))  # type: ignore[arg-type]
            asked = []
            for term, kind in forms:
                holding = self._searcher.doc_freq(str(field), stored_term(term, kind))
                if holding:
                    weight = self._ranking.kinds[kind] * rarity / float(self._rarity(holding))
                    weight += self._ranking.exactness if kind is TokenKind.EXACT else 0.0
                    asked.append(tantivy.Query.boost_query(self._term(field, term, kind), weight * field_worth))
            if asked:
                yield asked[0] if len(asked) == 1 else tantivy.Query.disjunction_max_query(asked)

    def _rarity(self, holding: int) -> np.float32:
        units = self._searcher.num_docs
        return self._ranking.rarity(min(holding, units), units)


def _any_of(parts: Sequence[Asked]) -> Asked:
    if not parts:
        return tantivy.Query.empty_query()
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, p) for p in parts])


def _all_of(parts: Sequence[Asked], but: Asked | None = None) -> Asked:
    if not parts:
        return tantivy.Query.all_query()
    if len(parts) == 1 and but is None:
        return parts[0]
    clauses = [(tantivy.Occur.Must, part) for part in parts]
    return tantivy.Query.boolean_query([*clauses, (tantivy.Occur.MustNot, but)] if but is not None else clauses)
