"""Facets counted over thousands of units at once, from tables made of the columns when they are asked for again.

What is counted is how many groups of the same (index/columns.py) have a value: any found unit of the group that has it will
do. A table lists each pair of group and value once, those that most units can answer for first; whether the first unit
of each is found is one look-up, and the second units are asked only of the pairs that have one, and so on. So nothing is
sorted, and what common words cost is the same as what rare ones do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from index.arrays import Array
from index.columns import Bools, Columns, FacetColumn, FacetCounts, Grouping, Ints, in_order
from index.engine import Facet

FEW = 16
"""Of fewer than a sixteenth of all units the values are looked up one by one: that is cheaper than the whole table."""

Covering = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Each pair of group and value once: ``owners[i]`` are the i-th units of the first pairs, ``codes`` their values."""

    owners: tuple[Ints, ...]
    codes: Array
    groups: int

    def among(self, found: Bools) -> Array:
        """The values of the pairs that any found unit answers for."""
        if not self.owners:
            return self.codes
        there = found.take(self.owners[0])
        for later in self.owners[1:]:
            there[: len(later)] |= found.take(later)
        return self.codes[there]


def pairs_of(owners: Array, codes: Array, grouping: Grouping | None, size: int) -> Pairs:
    """The pairs of these units and values (numbers under ``size``)."""
    groups = grouping.groups[owners] if grouping is not None else owners.astype(np.int64)
    keys = groups * np.int64(max(size, 1)) + codes
    order = np.argsort(keys, kind="stable")
    keys, units = keys[order], owners[order].astype(np.int64)
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else order
    numbers = np.diff(np.append(begins, len(keys)))
    most_first = np.argsort(-numbers, kind="stable")
    begins, numbers = begins[most_first], numbers[most_first]
    held = keys[begins]
    return Pairs(
        owners=tuple(units[begins[numbers > place] + place] for place in range(int(numbers.max(initial=0)))),
        codes=(held % max(size, 1)).astype(np.uint16 if size <= np.iinfo(np.uint16).max else np.int32),
        groups=len(np.unique(held // max(size, 1))),
    )


class Tally:
    """One facet's table.

    Args:
        column: of the facet.
        grouping: which units are the same.
        covering: values that others lie under, and which.
    """

    def __init__(self, column: FacetColumn, grouping: Grouping | None, covering: Covering) -> None:
        numbers = {value: number for number, value in enumerate(column.values)}
        for value in covering:
            numbers.setdefault(value, len(numbers))
        self._values = tuple(numbers)
        every = np.repeat(np.arange(len(column.starts) - 1), np.diff(column.starts))
        own = pairs_of(every, column.codes, grouping, len(column.values))
        self._pairs = (
            own if not covering else pairs_of(*_covered(column, every, numbers, covering), grouping, len(numbers))
        )
        self._having: Pairs | None = None
        if not bool((column.starts[1:] > column.starts[:-1]).all()):
            is_single = len(own.codes) == own.groups
            self._having = own if is_single else pairs_of(every, np.zeros_like(column.codes), grouping, 1)

    def counts(self, found: Bools, total: int) -> FacetCounts:
        """How many of the found units, those of one group as one, have each value; ``total``: how many there are."""
        codes = self._pairs.among(found)
        numbers = np.bincount(codes, minlength=len(self._values))
        if self._having is None:
            without = 0
        else:
            without = total - len(codes if self._having is self._pairs else self._having.among(found))
        return FacetCounts(values=in_order(zip(self._values, numbers.tolist(), strict=True)), without=without)


def _covered(column: FacetColumn, every: Array, numbers: Mapping[str, int], covering: Covering) -> tuple[Array, Array]:
    """The pairs of unit and value, where what has a value also has those that it lies under."""
    plain = ~column.among(covering)[column.codes]
    owners, codes = [every[plain]], [column.codes[plain].astype(np.int64)]
    for value, under in covering.items():
        there = every[column.among({value, *under})[column.codes]]
        owners.append(there)
        codes.append(np.full(len(there), numbers[value], dtype=np.int64))
    return np.concatenate(owners), np.concatenate(codes)


class FacetCounter:
    """Counts facets over one state of an index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._grouping: Grouping | None = None
        self._asked: set[tuple[object, ...]] = set()
        self._tallies: dict[tuple[object, ...], Tally] = {}

    def counts(
        self, facet: Facet, found: Bools, total: int, grouping: Grouping | None, covering: Covering
    ) -> FacetCounts:
        """How many of the found units, those of one group as one, have each value of a facet.

        The first time they are looked up one by one: a command asks once, and a table is not worth its making.

        Args:
            facet: what is counted.
            found: the units.
            total: how many they are, those of one group as one.
            grouping: which are the same.
            covering: values that others lie under, and which.
        """
        if grouping is not self._grouping:
            self._grouping = grouping
            self._asked.clear()
            self._tallies.clear()
        column = self._columns.facets[facet]
        if total * FEW < self._columns.size:
            return column.counts(np.flatnonzero(found), grouping, covering)
        key = (facet, *((value, *under) for value, under in covering.items()))
        if key not in self._asked:
            self._asked.add(key)
            return column.counts(np.flatnonzero(found), grouping, covering)
        if key not in self._tallies:
            self._tallies[key] = Tally(column, grouping, covering)
        return self._tallies[key].counts(found, total)
