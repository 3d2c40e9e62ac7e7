"""In which units each stack of words stands, and how often: what finds and weighs a word without reading any text.

It is the streams (index/streams.py) turned round, part by part. A stack stands for all terms of a position, so a position
counts once however many forms of the asked-for word are in it, and the sign of a stack tells the strongest of them. What a
word answers in a hundred thousand units is then one look-up, and adding up is all that scoring is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array

Ints = NDArray[np.int64]
Units = NDArray[np.uint32]
Times = NDArray[np.uint16]
Signs = NDArray[np.uint8]

MOST_TIMES = np.iinfo(np.uint16).max
"""How often a stack in one text is counted at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Of stack i the units ``units[starts[i]:starts[i + 1]]``, ascending, and how often it stands in each."""

    starts: Ints
    units: Units
    times: Times

    def of(self, table: Signs) -> tuple[Units, Signs, Times]:
        """The units of all stacks with a sign in the table, stack by stack, with the sign and how often.

        Args:
            table: for each stack a sign; 0 for one that is not asked for.
        """
        chosen = np.flatnonzero(table)
        first, last = self.starts[chosen], self.starts[chosen + 1]
        stretches = [slice(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True) if b > a]
        signs = np.repeat(table[chosen], last - first)
        return joined([self.units[s] for s in stretches]), signs, joined([self.times[s] for s in stretches])


def joined(arrays: Sequence[Array]) -> Array:
    """The arrays one after another, without a copy where there is one."""
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.uint32)


def postings_of(codes: NDArray[np.uint32], ends: Ints, stacks: int) -> Postings:
    """The postings of texts.

    Args:
        codes: the texts one after another, as numbers of stacks.
        ends: where each begins, and where the last ends.
        stacks: how many there are.
    """
    units = max(len(ends) - 1, 1)
    keys = codes.astype(np.int64) * units
    keys += np.repeat(np.arange(len(ends) - 1), np.diff(ends))
    keys.sort()
    new = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, dtype=np.int64)
    kept = keys[new]
    return Postings(
        starts=np.searchsorted(kept, np.arange(stacks + 1, dtype=np.int64) * units),
        units=(kept % units).astype(np.uint32),
        times=np.minimum(np.diff(np.append(new, len(keys))), MOST_TIMES).astype(np.uint16),
    )


def joined_postings(parts: Sequence[Postings], numbers: Sequence[Array], sizes: Sequence[int], stacks: int) -> Postings:
    """The postings of parts as one.

    Args:
        parts: theirs.
        numbers: for each part the new numbers of its stacks.
        sizes: how many units each part has.
        stacks: how many stacks there are in all.
    """
    counts = np.zeros(stacks, dtype=np.int64)
    for part, number in zip(parts, numbers, strict=True):
        counts[number] += np.diff(part.starts)
    starts = np.concatenate([[0], np.cumsum(counts)])
    units = np.zeros(starts[-1], dtype=np.uint32)
    times = np.zeros(starts[-1], dtype=np.uint16)
    free = starts[:-1].copy()
    for part, number, (first, _) in zip(parts, numbers, pairwise(np.cumsum([0, *sizes]).tolist()), strict=True):
        own = np.diff(part.starts)
        places = np.arange(len(part.units)) + np.repeat(free[number] - part.starts[:-1], own)
        units[places] = part.units + np.uint32(first)
        times[places] = part.times
        free[number] += own
    return Postings(starts=starts, units=units, times=times)
