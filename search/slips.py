"""How many slips of the hand lie between what was typed and a word: two letters that change places are one."""

from __future__ import annotations

SHORT = 5
"""Letters of a word that is another word after two slips: «hest» is no misspelt «fast»."""

MOST = 2
"""Slips in one word; after more it is anybody's guess."""


def slips(typed: str, word: str) -> int:
    """Letters put in, left out, replaced, or swapped with the next (optimal string alignment).

    >>> slips("skoel", "skole"), slips("budsejtt", "budsjett"), slips("hest", "fast")
    (1, 1, 2)
    """
    before: list[int] = []
    above = list(range(len(word) + 1))
    for row, letter in enumerate(typed, start=1):
        current = [row]
        for column, other in enumerate(word, start=1):
            fewest = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == word[column - 2] and typed[row - 2] == other:
                fewest = min(fewest, before[column - 2] + 1)
            current.append(fewest)
        before, above = above, current
    return above[-1]


def may_be_meant(typed: str, word: str) -> bool:
    """Whether the word is so near that it may have been meant: one slip away, or two in a longer word that begins alike."""
    number = slips(typed, word)
    return number <= 1 or (number == MOST and len(typed) > SHORT and typed[0] == word[0])
