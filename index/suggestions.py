"""Which words of an index a misspelt one may be meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

SHORT_WORD = 3
"""A word this short is another word after two edits, so it is allowed one only."""

ENOUGH_CANDIDATES = 200
"""With so many words one edit away, those two edits away are not looked for."""


def nearest_words(
    word: str, *, within: Callable[[str, int], Iterable[str]], frequency: Callable[[str], int], limit: int
) -> tuple[str, ...]:
    """The nearest words first, of those the most frequent, then by letter.

    Args:
        word: what was typed.
        within: the words of the index at most so many edits away.
        frequency: in how many units a word stands now; one that stands in none is left out.
        limit: how many words to give.
    """
    distance = dict.fromkeys(within(word, 1), 1)
    if len(word) > SHORT_WORD and len(distance) < ENOUGH_CANDIDATES:
        distance = dict.fromkeys(within(word, 2), 2) | distance
    distance.pop(word, None)
    number = {found: frequency(found) for found in distance}
    present = [found for found in distance if number[found]]
    return tuple(sorted(present, key=lambda found: (distance[found], -number[found], found))[:limit])
