"""What a word with a capital is when it is no name: one of the dictionary, or one that opens a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.heading.names import is_given
from ingest.names.words import name_words
from models.compounds import split_compound
from models.gazetteer import name_kinds
from models.lexicon import word_classes

UPPER = "A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ"
CAPITALISED = rf"[{UPPER}][\w'’-]*"
"""A word with a capital: «Hegg», «Sør-Vest»."""

# What a sentence, a line or a point begins after: nothing, a stop, a colon, a bullet, a number.
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:\n•*–»]|^\s*[-–o]|\d[.)])\s*$")


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word stands where any word would have a capital."""
    return _BEFORE_SENTENCE.search(text[max(0, start - 8) : start]) is not None


@lru_cache(maxsize=16384)
def is_plain(word: str) -> bool:
    """Whether a word is one of the dictionary and no name of the lists."""
    length, _ = word_classes().look_up_tail(word)
    return length == len(word) and not is_given(word) and not name_kinds(word)


def is_common(word: str) -> bool:
    """Whether a word but perhaps its first letter is of the dictionary, and no name of the lists: «Varme»."""
    length, _ = word_classes().look_up_tail(word)
    return length >= len(word) - 1 and not is_given(word) and not name_kinds(word)


def is_verb(word: str) -> bool:
    """Whether a word in small letters is a verb of the dictionary."""
    length, known = word_classes().look_up_tail(word)
    return word.islower() and length == len(word) and known.startswith("verb")


@lru_cache(maxsize=16384)
def is_opener(word: str) -> bool:
    """Whether a word at the beginning of a sentence is a plain one: «Ny», «Denne», «Kommunale», «Skolens»."""
    if word in name_words().openers:
        return True
    length, known = word_classes().look_up_tail(word)
    if length == len(word) and known.split(":")[0] in {"adj", "adv", "verb"}:
        return True
    if not word.endswith(("ens", "ets", "enes", "anes")):
        return False
    length, _ = word_classes().look_up_tail(word[:-1])
    return length >= len(word) - 2


_LONG_TAIL = 6


@lru_cache(maxsize=16384)
def is_made_of_words(word: str) -> bool:
    """Whether a word ends in a long one of the dictionary and like no place: «Handlingsprogram»."""
    length, _ = word_classes().look_up_tail(word)
    return length >= _LONG_TAIL and len(word) > length and not like_place(word) and not name_kinds(word)


def like_place(word: str) -> bool:
    """Whether a word ends like a farm or a village."""
    folded = word.casefold()
    return any(folded.endswith(tail) and len(folded) > len(tail) + 1 for tail in name_words().places.elements)


@lru_cache(maxsize=16384)
def is_compound(word: str) -> bool:
    """Whether a word is made of two of the dictionary and is like no place: «Utviklingsfond»."""
    return not like_place(word) and not name_kinds(word) and bool(split_compound(word.casefold()))
