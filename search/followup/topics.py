"""What a task and a sentence are about: their words by root, weighed by how rare they are among the body's items.

A root joins what ``index.inflection`` keeps apart: «varsles» and «varsling», «søker» and «søknaden», «øver» and «øvelsen».
A compound is itself and each of its parts, so that «nettvettkvelden» meets «kveld om nettvett».
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.compounds import keys_inside
from index.inflection import keys_of
from index.words import MONTHS, Word, WordKind, find_words
from models.lemmas import possible_lemmas
from models.lexicon import word_classes

KEPT_IN_CACHE = 100_000

SHORTEST_ROOT = 2
SHORTEST_TERM = 3
"""Words of fewer letters carry no topic; abbreviations in capitals (NAV, NVE) have three."""

# What makes a noun of a verb, or is left of an ending: "varsl|ing", "evalu|ering", "øv|els", "søk|nad", "mont|er".
ENDING = re.compile(r"(?:ering|ning|ing|else|els|nad|sjon|er|t)$")
# A double consonant at the end: "bestill" and "bestil(t)" are one.
DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
# A number before the word it counts or orders: "10. trinn", "3 meldinger".
COUNTED = re.compile(r"(?<![\d.,:])(\d{1,3})\.?\s+([^\W\d_]{3,})")

PART_WORTH = 0.6
"""What a word inside a compound weighs beside the word itself."""


@cache
def dull_words() -> frozenset[str]:
    """Roots of the words that any task or report may have (dull.toml); they carry no topic."""
    plain = tomllib.loads(Path(__file__).with_name("dull.toml").read_text(encoding="utf-8"))
    return frozenset(root for words in plain.values() for word in words.split() for root in _own_roots(word))


def _own_roots(word: str) -> Iterable[str]:
    return (root(key) for key in keys_of(tuple(find_words(word))))


@lru_cache(maxsize=KEPT_IN_CACHE)
def root(key: str) -> str:
    """What is left of a normal form without the endings that make nouns of verbs.

    >>> root("varsling") == root("varsl"), root("øvels") == root("øving"), root("søknad") == root("søk")
    (True, True, True)
    """
    ending = ENDING.search(key)
    short = key[: ending.start()] if ending and ending.start() >= SHORTEST_ROOT else key
    return DOUBLE.sub(r"\1", short)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is about: its terms, each as it is written there, and what each is worth before rarity."""

    terms: Mapping[str, tuple[str, float]]
    counted: frozenset[tuple[str, int]]


def topic_of(text: str, *, without: frozenset[str] = frozenset()) -> Topic:
    """The terms of a text but for dull words, dates, and those ``without``."""
    words = tuple(find_words(text))
    terms: dict[str, tuple[str, float]] = {}
    for word, key in zip(words, keys_of(words), strict=True):
        for term, worth in _terms(word, key):
            if term not in without and worth > terms.get(term, ("", 0.0))[1]:
                terms[term] = (text[word.start : word.end], worth)
    return Topic(terms=terms, counted=_counted(text))


QUALITY_WORTH = 0.6
"""What a word weighs that is an adjective, or may be: «kort», «ansatte», «felles» are said of anything."""


@lru_cache(maxsize=KEPT_IN_CACHE)
def _worth_of(word: str) -> float:
    length, classes = word_classes().look_up_tail(word)
    whole = length == len(word)
    return QUALITY_WORTH if whole and classes.startswith("adj") else 1.0


def first_topic(text: str) -> Topic:
    """The terms of the first word of a text that has any."""
    for word in find_words(text):
        topic = topic_of(text[word.start : word.end])
        if topic.terms:
            return topic
    return Topic(terms={}, counted=frozenset())


def _terms(word: Word, key: str) -> tuple[tuple[str, float], ...]:
    if word.kind is WordKind.CASE:
        return ((key, 1.0),)
    return _plain_terms(word.exact, key) if word.kind is WordKind.PLAIN else ()


@lru_cache(maxsize=KEPT_IN_CACHE)
def _plain_terms(exact: str, key: str) -> tuple[tuple[str, float], ...]:
    """The terms of a word by its normal form: itself, and of a compound its parts."""
    # The stemmer takes the s of «kurs» for a genitive, but not that of «kurset».
    own = root(exact if key + "s" == exact and exact in possible_lemmas(exact) else key)
    dull = dull_words()
    if len(exact) < SHORTEST_TERM or exact in MONTHS or own in dull or not any(map(str.isalpha, exact)):
        return ()
    pieces = [part for part in exact.split("-") if len(part) >= SHORTEST_TERM]
    inside = {piece for part in pieces for piece in keys_inside(part)} | (set(pieces) if len(pieces) > 1 else set())
    parts = {root(piece) for piece in inside if len(piece) >= SHORTEST_TERM} - dull - {own}
    return ((own, _worth_of(exact)), *((part, PART_WORTH) for part in sorted(parts)))


SHORTEST_OPENING = 6
SHORTEST_REST = 3


def with_openings(topic: Topic, known: frozenset[str]) -> Topic:
    """The topic with the roots its words begin with, of those ``known``: «søndagsåpent» has «søndag».

    For compounds that the tables do not part; a root of fewer than ``SHORTEST_OPENING`` letters is no sure beginning.
    """
    more = dict(topic.terms)
    for term, (written, worth) in topic.terms.items():
        for end in range(SHORTEST_OPENING, len(term) - SHORTEST_REST + 1):
            if term[:end] in known:
                more.setdefault(term[:end], (written, worth * PART_WORTH))
    return Topic(terms=more, counted=topic.counted)


def _counted(text: str) -> frozenset[tuple[str, int]]:
    """What is numbered, and its numbers: «10. trinn»; a day of a month is none."""
    return frozenset(
        (root(key), int(number))
        for number, noun in COUNTED.findall(text)
        if noun.lower() not in MONTHS
        for key in keys_of(tuple(find_words(noun)))
    )


class Rarity:
    """How rare terms are among the items of a body.

    Args:
        items: the terms of each item, its title's among them.
    """

    def __init__(self, items: Sequence[frozenset[str]]) -> None:
        self._items = max(len(items), FEWEST_ITEMS)
        self._having: dict[str, int] = {}
        for terms in items:
            for term in terms:
                self._having[term] = self._having.get(term, 0) + 1

    def __getitem__(self, term: str) -> float:
        """The weight of a term: 0 where every item has it, more the rarer it is here and at large."""
        here = math.log(self._items / max(self._having.get(term, 0), 1))
        share = common_words().get(term, 0.0)
        at_large = math.log(1 / max(share, SEEN_NEVER))
        return max(0.0, (here + at_large) / 2)


SEEN_NEVER = 0.005
"""Stands for the share of items that have a term which common.txt lacks."""


@cache
def common_words() -> Mapping[str, float]:
    """The share of items of minutes at large that have a term, for terms that are common (common.txt)."""
    lines = Path(__file__).with_name("common.txt").read_text(encoding="utf-8").splitlines()
    total = int(lines[0].rpartition(" ")[2])
    return {term: int(count) / total for term, count in (line.split(" ") for line in lines[1:])}


FEWEST_ITEMS = 30
"""Of a body with fewer items than this each term is weighed as if there were so many: five meetings' worth."""
