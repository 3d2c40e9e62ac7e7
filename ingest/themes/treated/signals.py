"""What a word beside a theme's word does to it, and what a compound names, by the closed lists of signals.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from minutes.months import MONTHS
from minutes.tables import read_table

NONE: frozenset[str] = frozenset()

SHORTEST_FIRST = 3
"""Letters before a head: shorter ones are no first part of a compound."""


@lru_cache(maxsize=100_000)
def senses_of(word: str) -> frozenset[str]:
    """What a compound names by its last part, the longest that is listed: a person, a place, a fund."""
    heads = _heads()
    for start in range(SHORTEST_FIRST, len(word)):
        found = heads.get(word[start:])
        if found is not None:
            return found
    return NONE


def is_person(form: str, lemma: str) -> bool:
    """Whether a word by itself or by its last part is what somebody is: «sykepleier», «skolesjef»."""
    return any("person" in _heads().get(name, NONE) | senses_of(name) for name in (form, lemma))


@cache
def listed_words() -> Mapping[str, frozenset[str]]:
    """The lists that a word, in small letters or in its base form, stands in."""
    lists = read_table("ingest.themes.treated", "signals.toml")["words"]
    return _by_word({**lists, "later": [*lists["later"], *MONTHS]})


@cache
def _heads() -> Mapping[str, frozenset[str]]:
    return _by_word(read_table("ingest.themes.treated", "signals.toml")["heads"])


def _by_word(lists: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, words in lists.items():
        for word in words:
            found[word] = found.get(word, NONE) | {name}
    return found
