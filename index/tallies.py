"""Facets counted over thousands of units at once, from tables made of the columns when they are asked for again.

What is counted is how many groups of the same (index/columns.py) have a value: any found unit of the group that has it will
do. A table lists each pair of group and value once, value by value, so that counting is adding up stretches; pairs that
more than one unit can answer for stand in lists of their own, with as many look-ups. So nothing is sorted when it is asked,
and what common words cost is the same as what rare ones do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from index.arrays import Array
from index.columns import Bools, Columns, FacetColumn, FacetCounts, Grouping, Ints, in_order
from index.engine import Facet

FEW = 48
"""Of fewer than this part of all units the values are looked up one by one: that is cheaper than the whole table."""

Covering = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of group and value that equally many units answer for: ``owners[i]`` are the i-th of these, value by value.

    Attributes:
        owners: units.
        codes: the values there are, ascending.
        begins: where the pairs of each of these begin.
    """

    owners: tuple[Ints, ...]
    codes: Ints
    begins: Ints

    def count(self, found: Bools, numbers: Ints) -> None:
        """Add to each value's number how many of its pairs any found unit answers for."""
        there = found.take(self.owners[0])
        for others in self.owners[1:]:
            there |= found.take(others)
        numbers[self.codes] += np.add.reduceat(there, self.begins, dtype=np.int64)


def pairs_of(owners: Array, codes: Array, grouping: Grouping | None) -> tuple[Pairs, ...]:
    """The pairs of these units and values, those with fewest units first."""
    groups = grouping.groups[owners] if grouping is not None else owners.astype(np.int64)
    keys = codes.astype(np.int64) * (groups.max(initial=0) + 1) + groups
    order = np.argsort(keys)
    units, values = owners[order].astype(np.int64), codes[order].astype(np.int64)
    begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
    numbers = np.diff(np.append(begins, len(keys)))
    there_are = np.flatnonzero(np.bincount(numbers)).tolist()
    return tuple(_pairs(units, values, begins[numbers == number], number) for number in there_are)


def _pairs(units: Ints, values: Ints, begins: Ints, number: int) -> Pairs:
    """The pairs that begin at these places and have so many units each."""
    codes = values[begins]
    first = np.flatnonzero(np.diff(codes, prepend=-1))
    return Pairs(owners=tuple(units[begins + place] for place in range(number)), codes=codes[first], begins=first)


def counted(pairs: tuple[Pairs, ...], found: Bools, values: int) -> Ints:
    """How many pairs of each value (numbers under ``values``) any found unit answers for."""
    numbers = np.zeros(values, dtype=np.int64)
    for own in pairs:
        own.count(found, numbers)
    return numbers


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
        owners, codes = _covered(column, every, numbers, covering) if covering else (every, column.codes)
        self._pairs = pairs_of(owners, codes, grouping)
        has_all = bool((column.starts[1:] > column.starts[:-1]).all())
        self._having = None if has_all else pairs_of(every, np.zeros_like(column.codes), grouping)

    def counts(self, found: Bools, total: int) -> FacetCounts:
        """How many of the found units, those of one group as one, have each value; ``total``: how many there are."""
        numbers = counted(self._pairs, found, len(self._values))
        without = 0 if self._having is None else total - int(counted(self._having, found, 1)[0])
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
