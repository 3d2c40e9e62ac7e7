"""Where in texts several words stand together.

A place is one number: that of the unit (in what is looked at) in the high bits, the position in the low ones. So a phrase is
a sorted intersection and nearness a binary search, over all units at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from index.columns import Ints, distinct

Floats = NDArray[np.float32]

POSITION_BITS = 32


def adjacent(parts: Sequence[Ints]) -> Ints:
    """Places of the first part where the others follow it in order."""
    starts = [found - offset for offset, found in enumerate(parts)]
    return reduce(lambda left, right: np.intersect1d(left, right, assume_unique=True), starts)


def within(parts: Sequence[Ints], window: int) -> Ints:
    """First places of stretches of at most ``window`` words in which every part stands, at positions enough for all."""
    everywhere = distinct(np.concatenate(parts))
    if not all(len(found) for found in parts):
        return everywhere[:0]
    ends = np.searchsorted(everywhere, everywhere + window, side="right")
    good = ends - np.arange(len(everywhere)) >= len(parts)
    for found in parts:
        following = np.searchsorted(found, everywhere)
        reachable = following < len(found)
        good &= reachable & (found[np.minimum(following, len(found) - 1)] <= everywhere + window)
    return everywhere[good]


def closest(left: Ints, right: Ints, documents: int) -> Floats:
    """The fewest words from a place of one to a place of the other, by document; infinite where they do not meet.

    Args:
        left: ascending places.
        right: ascending places.
        documents: how many there are.
    """
    least = np.full(documents, np.inf, dtype=np.float32)
    if left.size and right.size:
        after = np.searchsorted(right, left)
        for neighbour in (np.minimum(after, right.size - 1), np.maximum(after - 1, 0)):
            there = right[neighbour]
            same = (there >> POSITION_BITS) == (left >> POSITION_BITS)
            np.minimum.at(least, left[same] >> POSITION_BITS, np.abs(there[same] - left[same]).astype(np.float32))
    return least
