"""Which words of an index a misspelt one may be meant for.

All words of an index are compared with the misspelt one at once, so they are kept as matrices of letters, one for each
length: of 300,000 words those of like length are read and compared in some 30 ms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

SHORT_WORD = 3
"""A word this short is another word after two edits, so it is allowed one only."""

LONGEST_WORD = 40
"""A longer word gets no suggestions; what is no word should not cost."""

ENOUGH_CANDIDATES = 50
"""Only so many of the nearest words are looked up for how common they are."""

MOST_EDITS = 2

LAST_LETTER = 0xFFFF
"""Words with signs beyond this (no letters of any language in use) are never suggested."""

Letters = NDArray[np.uint16]


class WordList:
    """Words as matrices of letters: a row for each letter, a column for each word of that length.

    Args:
        read: the matrix of the words of a length, (0 columns for none).
    """

    def __init__(self, read: Callable[[int], Letters]) -> None:
        self._read = cache(read)

    @classmethod
    def of(cls, words: Iterable[str]) -> WordList:
        """The list of these words, each once."""
        made = matrices(words)
        return cls(lambda length: made.get(length, _none(length)))

    def near(self, word: str, edits: int) -> Iterable[tuple[int, str]]:
        """The words at most so many edits away, with how many; never the word itself."""
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            letters = self._read(length)
            if letters.shape[1]:
                found = _last_row(word, letters)[length]
                for place in np.flatnonzero((found <= edits) & (found > 0)).tolist():
                    yield int(found[place]), "".join(map(chr, letters[:, place]))

    def beginning(self, prefix: str) -> Iterable[str]:
        """The words that begin so, itself among them."""
        codes = np.fromiter(map(ord, prefix), dtype=np.uint32)[:, None]
        for length in range(max(1, len(prefix)), LONGEST_WORD + MOST_EDITS + 1):
            letters = self._read(length)
            for place in np.flatnonzero((letters[: len(prefix)] == codes).all(axis=0)).tolist():
                yield "".join(map(chr, letters[:, place]))


def matrices(words: Iterable[str]) -> Mapping[int, Letters]:
    """By length the matrices of these words: what a ``WordList`` reads."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if 0 < len(word) <= LONGEST_WORD + MOST_EDITS and max(map(ord, word)) <= LAST_LETTER:
            by_length[len(word)].append(word)
    return {length: _letters(found, length).astype(np.uint16) for length, found in by_length.items()}


def _none(length: int) -> Letters:
    return np.zeros((length, 0), dtype=np.uint16)


def _letters(words: list[str], length: int) -> NDArray[np.uint32]:
    """A row for each letter, a column for each word; words of less than ``length`` letters are filled up."""
    filled = np.array(words, dtype=f"U{length}")
    return np.ascontiguousarray(filled.view(np.uint32).reshape(len(words), length).T)


def nearest_words(
    word: str, lists: Iterable[WordList], *, frequency: Callable[[str], int], limit: int
) -> tuple[str, ...]:
    """The nearest words first (Levenshtein's distance, at most two), of those the most frequent, then by letter.

    Args:
        word: what was typed.
        lists: the words of the index.
        frequency: in how many units a word stands now; one that stands in none is left out.
        limit: how many words to give.
    """
    if len(word) > LONGEST_WORD:
        return ()
    edits = 1 if len(word) <= SHORT_WORD else MOST_EDITS
    near = sorted({pair for words in lists for pair in words.near(word, edits)})[:ENOUGH_CANDIDATES]
    present = [(distance, -number, found) for distance, found in near if (number := frequency(found))]
    return tuple(found for *_, found in sorted(present)[:limit])


def number_beginning(prefix: str, lists: Iterable[WordList]) -> int:
    """How many different words begin so, those of units that were deleted lately among them."""
    return len({word for words in lists for word in words.beginning(prefix)})


def _last_row(word: str, letters: NDArray[np.uint16] | NDArray[np.uint32]) -> NDArray[np.int16]:
    """The last row of Levenshtein's table, filled for all words at once: at ``[n, i]`` that of the first n letters."""
    length, number = letters.shape
    row = np.tile(np.arange(length + 1, dtype=np.int16)[:, None], number)
    for place, letter in enumerate(word, start=1):
        above, row = row, np.empty_like(row)
        row[0] = place
        differs = letters != ord(letter)
        for column in range(1, length + 1):
            replaced = above[column - 1] + differs[column - 1]
            row[column] = np.minimum(replaced, np.minimum(above[column], row[column - 1]) + 1)
    return row
