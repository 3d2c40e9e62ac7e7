"""The words inside a solid compound, as normal forms: «trafikksikkerhetsplanen» holds trafikk, trafikksikkerhet and plan.

The word is lemmatised, then split (models/compounds.py). Only documents are split: a question for «skole» finds
«ungdomsskolen», a question for «ungdomsskole» is not also one for schools.
"""

from __future__ import annotations

from functools import cache, lru_cache

from index.inflection import normal_form, written_forms
from models.compounds import SHORTEST_WORD, compound_terms
from models.lemmas import possible_lemmas

KEPT_IN_CACHE = 200_000
"""Words kept, as in index/inflection.py."""

VOWELS = str.maketrans(dict.fromkeys("aeiouyæøå", "a"))
"""Vowels shift between forms of a word, «bok» and «bøkene»; what it begins with else does not."""

BEGINNING = 3
"""Letters of a part that must be seen in the word for it to be looked for there."""


def keys_inside(word: str, among: frozenset[str] | None = None) -> tuple[str, ...]:
    """The normal forms of a lower-case word's parts and of their runs, never its own; empty for what is no compound.

    Args:
        word: in NFC.
        among: the only normal forms that matter. Words that show none of them are not split, and where none does, the
            tables are not even read: a search is to start at once.

    >>> keys_inside("skolevegene") == (normal_form("skole"), normal_form("veg")), keys_inside("voldgift")
    (True, ())
    """
    if len(word) < SHORTEST_WORD or not word.isalpha() or (among is not None and not _shows_any(word, among)):
        return ()
    keys = _all_keys_inside(word)
    return keys if among is None else tuple(key for key in keys if key in among)


@lru_cache(maxsize=KEPT_IN_CACHE)
def _all_keys_inside(word: str) -> tuple[str, ...]:
    found = (terms for lemma in _lemmas(word) if (terms := compound_terms(lemma)))
    own = normal_form(word)
    seen = _seen(word)
    keys = dict.fromkeys(normal_form(term) for term in next(found, ()))
    return tuple(key for key in keys if key != own and _beginning(key) in seen)


def _lemmas(word: str) -> tuple[str, ...]:
    """What the word may be a form of; of a genitive also without its s."""
    whole = possible_lemmas(word) or (word,)
    return (*whole, *possible_lemmas(word[:-1])) if word.endswith("s") else whole


@lru_cache(maxsize=KEPT_IN_CACHE)
def _shows_any(word: str, among: frozenset[str]) -> bool:
    seen = _seen(word)
    return any(_beginning(key) in seen for key in among)


def _seen(word: str) -> str:
    """The word as written and as its normal form, vowels alike: «skuleveg» shows skole."""
    return f"{word} {normal_form(word)}".translate(VOWELS)


@cache
def _irregular() -> frozenset[str]:
    return frozenset(map(normal_form, written_forms().words.values()))


@lru_cache(maxsize=KEPT_IN_CACHE)
def _beginning(key: str) -> str:
    """What shows of a part in a word, vowels alike; of words whose forms differ by more than vowels one letter."""
    return key[: 1 if key in _irregular() else BEGINNING].translate(VOWELS)
