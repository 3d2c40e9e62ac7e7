"""Which words of an index a misspelt one may be meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

SHORT_WORD = 3
"""A word this short is another word after two edits, so it is allowed one only."""

LONGEST_WORD = 40
"""A longer word gets no suggestions; what is no word should not cost."""

ENOUGH_CANDIDATES = 50
"""Only so many of the nearest words are looked up for how common they are."""


def nearest_words(word: str, words: Iterable[str], *, frequency: Callable[[str], int], limit: int) -> tuple[str, ...]:
    """The nearest words first (Levenshtein's distance, at most two), of those the most frequent, then by letter.

    Args:
        word: what was typed.
        words: the words of the index.
        frequency: in how many units a word stands now; one that stands in none is left out.
        limit: how many words to give.
    """
    allowed = 1 if len(word) <= SHORT_WORD else 2
    alike = [found for found in set(words) if found != word and abs(len(found) - len(word)) <= allowed]
    if not alike or len(word) > LONGEST_WORD:
        return ()
    pairs = zip(distances(word, alike).tolist(), alike, strict=True)
    near = sorted(pair for pair in pairs if pair[0] <= allowed)[:ENOUGH_CANDIDATES]
    present = [(distance, -number, found) for distance, found in near if (number := frequency(found))]
    return tuple(found for *_, found in sorted(present)[:limit])


def distances(word: str, others: list[str]) -> NDArray[np.int16]:
    """Levenshtein's distance from a word to each of the others: his table, filled for all of them at once."""
    lengths = np.array([len(other) for other in others])
    widest = int(lengths.max())
    letters = np.array([other.ljust(widest, "\0") for other in others])
    codes = letters.view(np.uint32).reshape(len(others), widest).T
    row = np.tile(np.arange(widest + 1, dtype=np.int16)[:, None], len(others))
    for place, letter in enumerate(word, start=1):
        above, row = row, np.empty_like(row)
        row[0] = place
        for column in range(1, widest + 1):
            replaced = above[column - 1] + (codes[column - 1] != ord(letter))
            row[column] = np.minimum(replaced, np.minimum(above[column], row[column - 1]) + 1)
    found: NDArray[np.int16] = row[lengths, np.arange(len(others))]
    return found
