"""One state of an index of tantivy, open for reading: what it finds, as masks, and what it takes for the best.

What tantivy finds must come out as a mask over numbers, and its Python binding gives hits one by one, a microsecond each. So
every unit carries its own bit in a fast field: a histogram over the numbers whose buckets add these bits up is the mask,
48 units to a number, at a few nanoseconds a unit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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

BITS = 48
"""Bits in one sum: whole bytes, and within what a float of 64 bits holds exactly."""

SUMS = 4
"""Sums in a bucket: fewer buckets, each of which costs a microsecond to hand over."""

MOST_PHRASES = 64
"""Phrases that a phrase with alternatives may be spelled out to; beyond, the streams of words are asked."""

WEIGHED_WORDS = 64
"""Words that begin as asked which are weighed one by one when the best are named; the most common ones."""

LEAST_RARITY = 1e-3
"""A word that nearly all units have is worth nearly nothing, but is not divided by."""

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
            return None if asked is None else self._count(asked)

    def best(self, query: Query, number: int) -> Ints | None:
        """Those that tantivy's own BM25 ranks highest, with our weights on its terms.

        Of words near each other that it has no query for, those that have the words.
        """
        with damage_means_reindex(self._folder):
            hits = self._searcher.search(self._scored(query), limit=number, count=False).hits
            numbers = self._searcher.fast_field_values(NUMBER, [address for _, address in hits])
            return np.array(numbers, dtype=np.int64)

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most units."""
        with damage_means_reindex(self._folder):
            found = self._searcher.terms_with_prefix(str(field), f"{TokenKind.EXACT:d}{prefix}")
        most = sorted(found, key=lambda entry: (-entry[1], entry[0]))[:limit]
        return tuple(term[1:] for term, _ in most)

    def _count(self, asked: Asked) -> int:
        found: Any = self._searcher.search(tantivy.Query.const_score_query(asked, 1.0), limit=1)
        return int(found.count)

    def _mask(self, asked: Asked) -> Bools:
        sums = {f"{place}": {"sum": {"field": f"bit{place}"}} for place in range(SUMS)}
        histogram = {"field": NUMBER, "interval": BITS * SUMS, "min_doc_count": 1}
        buckets = self._searcher.aggregate(asked, {"all": {"histogram": histogram, "aggs": sums}})["all"]["buckets"]
        if not buckets:
            return np.zeros(self.columns.size, dtype=bool)
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
                phrases = self._phrases(query)
                return None if phrases is None else _any_of(phrases)
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
        return self._term_named(field, stored_term(term, kind))

    def _term_named(self, field: TextField, stored: str) -> Asked:
        return tantivy.Query.term_query(self._schema, str(field), stored, index_option="freq")

    def _any_prefix(self, query: Prefix) -> Asked:
        sets = []
        for field in fields_of(query.field):
            words = self.words(field, query.prefix, scoring.PREFIX_EXPANSIONS)
            values = [stored_term(word, TokenKind.EXACT) for word in words]
            if values:
                sets.append(tantivy.Query.term_set_query(self._schema, str(field), values))
        return _any_of(sets)

    def _phrases(self, query: Near) -> list[Asked] | None:
        """Words after one another, spelled out; None for what tantivy has no query for."""
        asked: list[Asked] = []
        for field in fields_of(query.field):
            if not query.parts or any(part.field not in {None, field} for part in query.parts):
                continue
            forms = [self._there(counting(part.terms, self._ranking), field) for part in query.parts]
            if len(forms) == 1:
                asked += [self._term_named(field, stored) for stored in forms[0]]
                continue
            if all(forms) and (query.slop or math.prod(map(len, forms)) > MOST_PHRASES):
                return None
            for words in product(*forms):
                asked.append(tantivy.Query.phrase_query(self._schema, str(field), list(words)))
        return asked

    def _there(self, terms: Sequence[tuple[str, TokenKind]], field: TextField) -> list[str]:
        """The terms that stand anywhere in a field, as stored."""
        stored = (stored_term(*form) for form in terms)
        return [each for each in stored if self._searcher.doc_freq(str(field), each)]

    def _dated(self, query: DateBetween) -> Asked:
        first = query.first.toordinal() if query.first else NO_DATE + 1
        last = query.last.toordinal() if query.last else (1 << 32)
        if query.undated:
            first = last = NO_DATE
        if last < first:
            return tantivy.Query.empty_query()
        return tantivy.Query.range_query(self._schema, DAY, tantivy.FieldType.Unsigned, first, last)

    # ---- what is worth how much -------------------------------------------------------------------------------------

    def _scored(self, query: Query) -> Asked:  # noqa: PLR0911 one branch a kind of node
        """A query that finds the same, with scores that rank nearly as index/scoring.py does."""
        match query:
            case Term():
                return self._scored_word(query)
            case Prefix():
                return self._scored_prefix(query)
            case Keyword():
                return self._worth(query, float(self._rarity(self.count(query) or 0)))
            case And() | Near():
                phrase = self._scored_phrase(query) if isinstance(query, Near) else None
                return phrase or _all_of([self._scored(part) for part in query.parts])
            case Or():
                return _any_of([self._scored(part) for part in query.parts])
            case Some():
                return self._scored_some(query)
            case _:
                return self._worth(query, 0.0)

    def _worth(self, query: Query, score: float) -> Asked:
        """What all units that answer have alike; where tantivy has no query for it, all units have it."""
        return tantivy.Query.const_score_query(self._asked(query) or tantivy.Query.all_query(), score)

    def _scored_some(self, query: Some) -> Asked:
        found: list[Asked] = []
        beside: list[Asked] = []
        for wanted in query.wanted:
            whole = tantivy.Query.boost_query(self._scored(wanted.whole), self._ranking.asking if wanted.asks else 1.0)
            (beside if wanted.asks else found).append(whole)
            if not wanted.asks:
                found += [tantivy.Query.boost_query(self._scored(w), self._ranking.inside) for w in wanted.inside]
        clauses = [(tantivy.Occur.Must, _any_of(found)), *((tantivy.Occur.Should, each) for each in beside)]
        return tantivy.Query.boolean_query(clauses)

    def _scored_word(self, word: Term) -> Asked:
        """In each field the strongest form of a word, weighed by how rare the word is in all its forms."""
        forms = counting(word.terms, self._ranking)
        rarity = float(self._rarity(self.count(Term(terms=forms, field=word.field)) or 0))
        fields = []
        for field in fields_of(word.field):
            asked = self._weighed(forms, field, rarity)
            if asked:
                fields.append(asked[0] if len(asked) == 1 else tantivy.Query.disjunction_max_query(asked))
        return _any_of(fields)

    def _scored_phrase(self, query: Near) -> Asked | None:
        """The best spelling of a phrase, as rare as the phrase is; tantivy adds up how rare its words are."""
        phrases = self._phrases(query)
        if not phrases:
            return None if phrases is None else _any_of(phrases)
        theirs = sum(float(self._rarity(self.count(part) or 0)) for part in query.parts)
        rarity = float(self._rarity(self.count(query) or 0)) / max(theirs, LEAST_RARITY)
        return tantivy.Query.boost_query(tantivy.Query.disjunction_max_query(phrases), rarity)

    def _scored_prefix(self, query: Prefix) -> Asked:
        """The most common of the words one by one, weighed as one word; the rest are only found."""
        rarity = float(self._rarity(self.count(query) or 0))
        asked = [self._worth(query, 0.0)]
        for field in fields_of(query.field):
            words = self.words(field, query.prefix, scoring.PREFIX_EXPANSIONS)[:WEIGHED_WORDS]
            asked += self._weighed([(word, TokenKind.EXACT) for word in words], field, rarity)
        return _any_of(asked)

    def _weighed(self, forms: Sequence[tuple[str, TokenKind]], field: TextField, rarity: float) -> list[Asked]:
        """The forms that stand in a field, with tantivy's idea of how rare each is exchanged for that of the word."""
        weights = np.array([self._ranking.fields[field]], dtype=np.float32)
        field_worth = float(self._ranking.saturated(weights)[0])
        asked = []
        for term, kind in forms:
            holding = self._searcher.doc_freq(str(field), stored_term(term, kind))
            if holding:
                weight = self._ranking.kinds[kind] * rarity / max(float(self._rarity(holding)), LEAST_RARITY)
                weight += self._ranking.exactness if kind is TokenKind.EXACT else 0.0
                asked.append(tantivy.Query.boost_query(self._term(field, term, kind), weight * field_worth))
        return asked

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
