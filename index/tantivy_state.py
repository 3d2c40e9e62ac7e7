"""One state of an index of tantivy, open for reading: keywords and words after one another as masks, and its words.

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

from index.columns import Bools
from index.damage import damage_means_reindex
from index.engine import (
    Keyword,
    Near,
    TextField,
    TokenKind,
)
from index.matching import counting, fields_of
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

    def find(self, query: Keyword | Near) -> Bools | None:
        """The units with a keyword, or with words after one another; not near each other otherwise."""
        with damage_means_reindex(self._folder):
            if isinstance(query, Keyword):
                return self._mask(self._value(KEYWORD, pair(query.name, query.value)))
            phrases = self._phrases(query)
            return None if phrases is None else self._mask(_any_of(phrases))

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most units."""
        with damage_means_reindex(self._folder):
            found = self._searcher.terms_with_prefix(str(field), f"{TokenKind.EXACT:d}{prefix}")
        most = sorted(found, key=lambda entry: (-entry[1], entry[0]))[:limit]
        return tuple(term[1:] for term, _ in most)

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

    def _value(self, field: str, value: str) -> Asked:
        return tantivy.Query.term_query(self._schema, field, value, index_option="basic")

    def _term_named(self, field: TextField, stored: str) -> Asked:
        return tantivy.Query.term_query(self._schema, str(field), stored, index_option="freq")

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


def _any_of(parts: Sequence[Asked]) -> Asked:
    if not parts:
        return tantivy.Query.empty_query()
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, p) for p in parts])
