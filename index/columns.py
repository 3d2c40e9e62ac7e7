"""What an index knows of each unit besides its words: row, date, item, field lengths and facet values, as numpy arrays.

Units are numbered from 0 in the order they were written, those deleted since included. Facets are counted over the numbers
of what was found, with one ``bincount`` a facet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array
from index.engine import Facet, TextField

NO_DATE = 0
"""Stands for a unit without a date; ordinals of real dates begin at 1."""

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCounts:
    """Each value with how many of the found have it (most first, then by value), and how many have none."""

    values: tuple[tuple[str, int], ...]
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Units that are the same as others: of every unit the number of its group, and whether it shares it.

    Attributes:
        groups: one of those in the group, or the unit itself.
        shared: whether there are others in it.
        members: the units that share a group, ordered by group; in a group the one that stands for it first, then by row.
        of_members: the groups of these.
    """

    groups: Ints
    shared: Bools
    members: Ints
    of_members: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetColumn:
    """Which unit has which value: ``values[codes[i]]`` for i from ``starts[unit]`` to ``starts[unit + 1]``."""

    starts: Small
    codes: Small
    values: Sequence[str]

    def counts(self, found: Ints, grouping: Grouping | None, covering: Mapping[str, Collection[str]]) -> FacetCounts:
        """How many of the found units, those of one group as one, have each value.

        Args:
            found: ascending numbers of the units.
            grouping: which of them are the same.
            covering: values that others lie under, and which: such a one counts what has it or any of those.
        """
        owners, codes = self._pairs(found)
        numbers = np.bincount(self._once_a_group(owners, codes, grouping), minlength=len(self.values))
        counted = dict(zip(self.values, numbers.tolist(), strict=True))
        for value, under in covering.items():
            counted[value] = _number_of_groups(owners[self.among({value, *under})[codes]], grouping)
        return FacetCounts(values=in_order(counted.items()), without=self._without(found, grouping))

    def _without(self, found: Ints, grouping: Grouping | None) -> int:
        """How many of the found have no value, nor any other of their group."""
        lacks = self.starts[found + 1] == self.starts[found]
        lacking, having = found[lacks], found[~lacks]
        if grouping is not None and len(lacking):
            has = np.zeros(len(grouping.groups), dtype=bool)
            has[grouping.groups[having]] = True
            lacking = lacking[~has[grouping.groups[lacking]]]
        return _number_of_groups(lacking, grouping)

    def having(self, values: Collection[str]) -> Bools:
        """Which units have any of these values."""
        before = np.zeros(len(self.codes) + 1, dtype=np.int32)
        np.cumsum(self.among(values)[self.codes], out=before[1:])
        upto = before.take(self.starts)
        return upto[1:] > upto[:-1]

    def among(self, values: Collection[str]) -> Bools:
        """Which of the values these are."""
        return np.fromiter((value in values for value in self.values), dtype=bool, count=len(self.values))

    def _pairs(self, found: Ints) -> tuple[Ints, Small]:
        """Each of the units as many times as it has values, and those."""
        first = self.starts[found]
        number = self.starts[found + 1] - first
        owners = np.repeat(found, number)
        begun = np.cumsum(number) - number
        return owners, self.codes[np.arange(len(owners)) + np.repeat(first - begun, number)]

    def _once_a_group(self, owners: Ints, codes: Small, grouping: Grouping | None) -> Array:
        """The codes, each once for a group."""
        if grouping is None:
            return codes
        shared = grouping.shared[owners]
        if not shared.any():
            return codes
        keys = np.sort(grouping.groups[owners[shared]] * np.int64(len(self.values)) + codes[shared])
        return np.concatenate([codes[~shared], keys[first_of_each(keys)] % np.int64(len(self.values))])


def in_order(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The values that anything has, most first, then by value."""
    return tuple(sorted(((value, number) for value, number in counted if number), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The arrays, one entry a unit (deleted ones included); ``days`` are proleptic ordinals."""

    rows: Ints
    days: Small
    lengths: Mapping[TextField, Small]
    facets: Mapping[Facet, FacetColumn]

    @property
    def size(self) -> int:
        """Number of units."""
        return len(self.rows)

    def grouping(self, same: Mapping[int, int]) -> Grouping | None:
        """What is the same as what.

        Args:
            same: for rows of units that another one stands for, the row of that one.
        """
        if not same or not self.size:
            return None
        stands = np.fromiter(same.values(), dtype=np.int64, count=len(same))
        themselves = distinct(stands)
        rows = np.concatenate([np.fromiter(same.keys(), dtype=np.int64, count=len(same)), themselves])
        order = np.argsort(rows)
        rows, stands = rows[order], np.concatenate([stands, themselves])[order]
        place = np.minimum(np.searchsorted(rows, self.rows), len(rows) - 1)
        members = np.flatnonzero(rows[place] == self.rows)
        stands = stands[place[members]]
        own = self.rows[members]
        members = members[np.lexsort((members, own, own != stands, stands))]
        new = first_of_each(np.sort(stands))
        first, number = np.flatnonzero(new), np.cumsum(new) - 1
        groups = np.arange(self.size, dtype=np.int64)
        groups[members] = members[first][number]
        shared = np.zeros(self.size, dtype=bool)
        shared[members] = True
        return Grouping(groups=groups, shared=shared, members=members, of_members=groups[members])


def one_of_each(found: Bools, grouping: Grouping | None) -> Bools:
    """Of the found units that are the same only one: the one that stands for them, else that with the lowest row."""
    if grouping is None:
        return found
    there = found[grouping.members]
    members = grouping.members[there]
    one = found.copy()
    one[members[~first_of_each(grouping.of_members[there])]] = False
    return one


def _number_of_groups(units: Ints, grouping: Grouping | None) -> int:
    """How many different groups these are; the units ascend."""
    if not len(units):
        return 0
    if grouping is not None:
        shared = grouping.shared[units]
        if shared.any():
            groups = np.sort(grouping.groups[units[shared]])
            return int(first_of_each(groups).sum()) + _number_of_groups(units[~shared], None)
    return int(first_of_each(units).sum())


def first_of_each(ordered: Array) -> Bools:
    """Where in an ordered array something stands for the first time."""
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def distinct(values: Array) -> Array:
    """The different values, ascending: what ``np.unique`` gives, which hashes first and so takes ten times as long."""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(first_of_each(ordered))]


# ---- making and keeping them -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One unit's entry."""

    row: int
    date: dt.date | None
    lengths: Mapping[TextField, int]
    facets: Mapping[Facet, tuple[str, ...]]


def columns_of(entries: Sequence[Entry]) -> Columns:
    """The arrays of these entries, in their order."""
    lengths = {
        field: np.array([entry.lengths.get(field, 0) for entry in entries], dtype=np.int32) for field in TextField
    }
    return Columns(
        rows=np.array([entry.row for entry in entries], dtype=np.int64),
        days=np.array([entry.date.toordinal() if entry.date else NO_DATE for entry in entries], dtype=np.int32),
        lengths=lengths,
        facets={facet: _facet_of([entry.facets.get(facet, ()) for entry in entries]) for facet in Facet},
    )


def _facet_of(held: Sequence[Sequence[str]]) -> FacetColumn:
    known: dict[str, int] = {}
    own = [dict.fromkeys(values) for values in held]
    codes = [known.setdefault(value, len(known)) for values in own for value in values]
    starts = np.cumsum([0, *map(len, own)])
    return FacetColumn(starts=starts.astype(np.int32), codes=np.array(codes, dtype=np.int32), values=tuple(known))


def joined(parts: Sequence[Columns]) -> Columns:
    """The parts as one, units counted on from part to part."""
    if len(parts) == 1:
        return parts[0]
    return Columns(
        rows=np.concatenate([part.rows for part in parts]),
        days=np.concatenate([part.days for part in parts]),
        lengths={field: np.concatenate([part.lengths[field] for part in parts]) for field in TextField},
        facets={facet: _joined_facet([part.facets[facet] for part in parts]) for facet in Facet},
    )


def _joined_facet(parts: Sequence[FacetColumn]) -> FacetColumn:
    known: dict[str, int] = {}
    codes, starts = [], [np.zeros(1, dtype=np.int32)]
    for part in parts:
        code_of = np.array([known.setdefault(value, len(known)) for value in part.values], dtype=np.int32)
        codes.append(code_of[part.codes])
        starts.append(part.starts[1:] + starts[-1][-1])
    return FacetColumn(starts=np.concatenate(starts), codes=np.concatenate(codes), values=tuple(known))


def to_arrays(columns: Columns) -> tuple[dict[str, Array], dict[str, Sequence[str]]]:
    """The columns as named arrays and lists of strings, for a file."""
    arrays: dict[str, Array] = {"rows": columns.rows, "days": columns.days}
    arrays |= {f"length-{field}": found for field, found in columns.lengths.items()}
    for facet, column in columns.facets.items():
        arrays |= {f"starts-{facet}": column.starts, f"codes-{facet}": column.codes}
    return arrays, {f"values-{facet}": column.values for facet, column in columns.facets.items()}


def from_arrays(arrays: Mapping[str, Any], texts: Mapping[str, Sequence[str]]) -> Columns:
    """The columns that ``to_arrays`` took apart; KeyError where something is missing."""
    return Columns(
        rows=arrays["rows"],
        days=arrays["days"],
        lengths={field: arrays[f"length-{field}"] for field in TextField},
        facets={
            facet: FacetColumn(
                starts=arrays[f"starts-{facet}"], codes=arrays[f"codes-{facet}"], values=texts[f"values-{facet}"]
            )
            for facet in Facet
        },
    )
