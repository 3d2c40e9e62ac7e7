"""The classes of words that tell of change, from words.toml, and which of them a word is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ingest.language_model import Word
from ingest.themes.sisters import sister
from minutes.tables import read_table

SHORTEST_HEAD = 4
"""Letters of a word that may be the last part of a compound: «skjenkegebyr», «kommunebudsjett»."""

Table = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def table() -> Table:
    """The classes by their group and name."""
    plain = read_table("ingest.themes.trend", "words.toml")
    return {group: {name: frozenset(words) for name, words in classes.items()} for group, classes in plain.items()}


@cache
def among(group: str, name: str) -> frozenset[str]:
    """The words of one class."""
    return table()[group][name]


def is_in(word: Word, words: frozenset[str]) -> bool:
    """Whether a word is in a class, by its lemma, its sister in bokmål, or as written."""
    return not names_of(word.form, word.lemma).isdisjoint(words)


@lru_cache(maxsize=50_000)
def names_of(form: str, lemma: str) -> frozenset[str]:
    """A word as written, its lemma, and its sister in bokmål."""
    return frozenset((form.lower(), lemma.lower(), sister(lemma.lower())))


def ends_in(word: Word, words: frozenset[str]) -> bool:
    """The same, or by the last part of a compound."""
    if is_in(word, words):
        return True
    return ends_in_one(word.lemma.lower(), words)


@lru_cache(maxsize=50_000)
def ends_in_one(lemma: str, words: frozenset[str]) -> bool:
    """Whether the last part of a compound is in a class."""
    return any(lemma[cut:] in words for cut in range(2, len(lemma) - SHORTEST_HEAD + 1))


@cache
def phrases() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """For each first word of a phrase, the ways that the phrases go and their other words."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for way, written in ((way, table()["phrases"][way]) for way in ("up", "down", "steady")):
        for phrase in written:
            first, *rest = phrase.split()
            found.setdefault(first, []).append((way, tuple(rest)))
    return {first: tuple(sorted(rests, key=lambda rest: -len(rest[1]))) for first, rests in found.items()}


def phrase_end(words: Sequence[Word], place: int, rest: Sequence[str], gap: int) -> int | None:
    """Where a phrase that begins at a place ends: its other words come in order, the first after a few others."""
    at = place
    for number, wanted in enumerate(rest):
        reach = range(at + 1, min(len(words), at + 2 + gap))
        found = next((near for near in reach if words[near].form.lower() == wanted), None)
        if found is None or any(_parts(words[near], first=number == 0) for near in range(at + 1, found)):
            return None
        at = found
    return at


def _parts(word: Word, *, first: bool) -> bool:
    """Whether a word cannot stand within a phrase: «tatt | i bruk av»; after its second word only adverbs can."""
    if not first:
        return word.pos not in {"ADV", "ADJ"}
    return word.form in {",", ":", ";"} or (word.pos == "ADP" and word.form.lower() not in {"opp", "ned", "om", "ut"})
