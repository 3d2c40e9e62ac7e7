"""Peers to rank beside: plain BM25 over words or Snowball stems, as most search libraries ship it.

k1 1.2 and b 0.75, every text one field, any word of the question, words of letters and digits in small letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np
import snowballstemmer

SATURATION = 1.2
LENGTH_NORM = 0.75

WORD = re.compile(r"\w+")
"""A word as these libraries cut them: «e-post» is two."""


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.lower())


def snowball_stems(text: str) -> list[str]:
    """Their stems by Snowball's Norwegian stemmer."""
    return [_stem(word) for word in plain_words(text)]


@cache
def _stem(word: str) -> str:
    stem: str = snowballstemmer.stemmer("norwegian").stemWord(word)
    return stem


PEERS: Mapping[str, Callable[[str], list[str]]] = {"BM25 words": plain_words, "BM25 Snowball": snowball_stems}


class Bm25:
    """An index of texts by one way of cutting them into terms."""

    def __init__(self, texts: Sequence[str], terms_of: Callable[[str], list[str]]) -> None:
        self._terms_of = terms_of
        counted = [Counter(terms_of(text)) for text in texts]
        lengths = np.array([counts.total() for counts in counted], dtype=float)
        self._norms = 1 - LENGTH_NORM + LENGTH_NORM * lengths / max(lengths.mean(), 1.0)
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, counts in enumerate(counted):
            for term, count in counts.items():
                postings[term].append((number, count))
        self._postings = {term: np.array(found, dtype=float).T for term, found in postings.items()}

    def best(self, question: str, limit: int) -> list[int]:
        """The numbers of the best texts, best first; those without any word of the question are none."""
        scores = np.zeros(len(self._norms))
        for term in self._terms_of(question):
            if term in self._postings:
                numbers, counts = self._postings[term]
                here = numbers.astype(int)
                rarity = np.log(1 + (len(scores) - len(here) + 0.5) / (len(here) + 0.5))
                scores[here] += rarity * counts * (SATURATION + 1) / (counts + SATURATION * self._norms[here])
        order = np.argsort(-scores, kind="stable")[:limit]
        return [int(number) for number in order if scores[number] > 0]
