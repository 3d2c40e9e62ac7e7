"""The words akin to one, as normal forms: its inflections that the stemmer leaves apart, and what is derived from it.

The stemmer takes endings away; it does not know that «avstod» is «avstått», that «vedtok» is «vedta», or that who asks
for «evaluert» is helped by «evaluering». The lemma tables do, and a few suffixes. Kin never make a unit an answer to a
question: they are looked for where few units have all of its words, and weigh less than the word (docs/ranking.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.inflection import normal_form
from models.compounds import splitter
from models.lemmas import known_forms, possible_lemmas

KEPT_IN_CACHE = 20_000
"""Words kept: those of some thousand questions."""

SHORTEST_WORD = 3
"""Letters of a word that has kin: shorter ones are function words."""

SHORTEST_ROOT = 4
"""Letters of a root: «ing» falls off «ordning» and leaves a word that has nothing to do with it."""

DERIVED = re.compile(r"(?:asjon|isjon|sjon|ering|ning|ing|else|ere|isk|ikk|er|e|i)$")
"""What makes a noun or an adjective of a verb or a noun: «evaluering», «utvidelse», «produksjon», «demokratisk»."""

VERBS = ("e", "ere")
NOUNS = ("ing", "ning", "else", "ering", "asjon", "sjon", "isk", "i", "ikk")
"""What may stand instead."""


@lru_cache(maxsize=KEPT_IN_CACHE)
def kin_of(word: str) -> tuple[str, ...]:
    """The normal forms of a lower-case word's other inflections and of what is derived from it, never its own.

    >>> normal_form("vedtatt") in kin_of("vedtok"), normal_form("evaluering") in kin_of("evaluert")
    (True, True)
    """
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ()
    lemmas = possible_lemmas(word)
    forms = (form for lemma in lemmas for form in (lemma, *known_forms(lemma)))
    derived = (form for lemma in lemmas for form in _derived(lemma))
    keys = dict.fromkeys(normal_form(form) for form in (*forms, *derived))
    keys.pop(normal_form(word), None)
    return tuple(keys)


@lru_cache(maxsize=KEPT_IN_CACHE)
def is_known(word: str) -> bool:
    """Whether a lower-case word is one that the lexicon or the treebank has, in any form.

    >>> is_known("barnehagene"), is_known("barnehgene")
    (True, False)
    """
    return any(splitter().knows(lemma) or known_forms(lemma) for lemma in possible_lemmas(word))


def _derived(lemma: str) -> Iterator[str]:
    """The words there are that share the root of a lemma, verbs in all their forms."""
    found = DERIVED.search(lemma)
    if found is None or found.start() < SHORTEST_ROOT:
        return
    root = lemma[: found.start()]
    for suffix in VERBS:
        word = root + suffix
        if word != lemma and word in possible_lemmas(word):
            yield from (word, *known_forms(word))
    for suffix in NOUNS:
        word = root + suffix
        if word != lemma and splitter().knows(word):
            yield word
