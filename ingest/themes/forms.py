"""What a word of a text may be in the vocabulary: its lemma, its sister in bokmål, the parts it is a compound of."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from enum import StrEnum
from itertools import pairwise

from ingest.language_model import Word
from ingest.themes.sisters import sister
from models.compounds import split_compound
from models.lemmas import possible_lemmas

CLEAR_FIRST = 6
"""A listed first part this long stands out by itself: its compounds need not be known (dialect, reading errors)."""

CLEAR_HEAD = 5
"""The same of a head: «skole» in «Granåsenskolen»."""

SHORTEST_REST = 3
"""Letters of the other part of such a compound; endings are shorter."""

DEFINITE = ("", "en", "a", "et", "n", "t", "ene", "ane")
"""Endings of a head in a name, which the language model leaves as written: «Vik-skolen», «Fjellhallen»."""

ENDINGS = ("en", "a", "et", "er", "ar", "ene", "ane", "n", "t", "e", "r", "s")
"""Endings that a long listed word may have where the model knows neither the word nor its last part."""

DERIVED = frozenset(
    {
        "isk",
        "iske",
        "ene",
        "ane",
        "ens",
        "ets",
        "lig",
        "leg",
        "ing",
        "else",
        "het",
        "leik",
        "bar",
        "som",
        "ende",
        "ande",
        "ere",
    }
)
"""Ends of derived words, which are no part of a compound: «psykolog-isk»."""


class Way(StrEnum):
    """How a word of the vocabulary stands in a word of the text."""

    WHOLE = "whole"
    FIRST = "first part"
    HEAD = "head"


Named = tuple[Way, str, tuple[str, ...]]
"""A way in which a word of the vocabulary may stand in a word, what it is then, and the two parts of the compound."""


def names_of(word: Word, may_part: Callable[[str], bool]) -> Iterator[Named]:
    """All that the word may be in the vocabulary; what is likelier comes first.

    ``may_part`` tells of a lemma whether a listed word can be a part of it: taking words apart is what costs here.
    """
    form, lemma = word.form.lower(), word.lemma.lower()
    yield from ((Way.WHOLE, name, ()) for name in dict.fromkeys((lemma, form, sister(lemma))))
    if form.endswith("-"):
        yield from ((Way.FIRST, first, (form, "")) for first in (form[:-1], form[:-1].removesuffix("s")))
        return
    for ending in ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= CLEAR_FIRST:
            yield from ((Way.WHOLE, form.removesuffix(ending) + vowel, ()) for vowel in ("", "e"))
    for name in dict.fromkeys((lemma, sister(lemma))):
        if may_part(name):
            yield from _named_parts(name)


def may_part(lemma: str, firsts: Container[str], heads: Container[str]) -> bool:
    """Whether the lemma begins with one of the first parts, or ends with one of the heads."""
    if any(lemma[:end] in firsts for end in range(1, len(lemma))):
        return True
    stems = [lemma.removesuffix(ending) for ending in DEFINITE if lemma.endswith(ending)]
    return any(stem[start:] in heads for stem in stems for start in range(1, len(stem)))


def _named_parts(lemma: str) -> Iterator[Named]:
    parts = split_compound(lemma) if len(lemma) > SHORTEST_REST + 1 else ()
    for before, after in pairwise(parts):
        rest = lemma[after.start :]
        linked = lemma[: before.end]
        first = linked[: len(linked) - max(0, before.end - before.start - len(before.word))]
        yield from ((Way.FIRST, name, (first, rest)) for name in dict.fromkeys((first, linked)))
        yield Way.HEAD, rest, (first, rest)
    yield from _clear_parts(lemma, any_head=not parts)


def _clear_parts(lemma: str, *, any_head: bool) -> Iterator[Named]:
    """Parts so long that the rest need not be known."""
    for cut in range(CLEAR_FIRST, len(lemma) - SHORTEST_REST + 1):
        if lemma[cut:] not in DERIVED:
            yield Way.FIRST, lemma[:cut], (lemma[:cut], lemma[cut:])
    for cut in range(SHORTEST_REST, len(lemma) - CLEAR_HEAD + 1) if any_head else ():
        for ending in DEFINITE:
            if lemma.endswith(ending):
                head = lemma[cut : len(lemma) - len(ending)]
                yield Way.HEAD, head, (lemma[:cut], head)


def bases_of(base: str, *, inflected: bool) -> tuple[str, ...]:
    """What a listed word is found by: itself, its sister in bokmål, and in a phrase the base form of «ungdommer»."""
    names = [base, sister(base)]
    if inflected:
        possible = possible_lemmas(base)
        names += () if base in possible else possible
    return tuple(dict.fromkeys(names))
