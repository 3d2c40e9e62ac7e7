"""Facets counted the plain way, with sets: what index/columns.py and index/tallies.py must agree with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from index.columns import Bools, Columns, Entry, FacetCounts, Grouping, Ints, columns_of
from index.engine import Facet, TextField

VALUES = ("alkohol", "rus", "skole", "vann", "vei")

Covering = Mapping[str, Collection[str]]


def entry(row: int, *values: str, date: dt.date | None = None, length: int = 0) -> Entry:
    return Entry(row=row, date=date, lengths={TextField.TEXT: length}, facets={Facet.THEME: values})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Some units, which of them are the same as others, which are found, and values that others lie under."""

    entries: tuple[Entry, ...]
    same: Mapping[int, int]
    found: tuple[int, ...]
    covering: Covering

    @property
    def columns(self) -> Columns:
        return columns_of(self.entries)

    @property
    def grouping(self) -> Grouping | None:
        return self.columns.grouping(self.same)

    @property
    def numbers(self) -> Ints:
        return np.array(self.found, dtype=np.int64)

    @property
    def marked(self) -> Bools:
        marked = np.zeros(len(self.entries), dtype=bool)
        marked[self.numbers] = True
        return marked

    def by_group(self) -> dict[int, set[str]]:
        """The values that any found unit of each group has, by the row that stands for the group."""
        groups: dict[int, set[str]] = {}
        for number in self.found:
            found = self.entries[number]
            groups.setdefault(self.same.get(found.row, found.row), set()).update(found.facets[Facet.THEME])
        return groups

    def counts(self) -> FacetCounts:
        groups = self.by_group().values()
        counted = Counter(value for values in groups for value in values)
        for value, under in self.covering.items():
            counted[value] = sum(1 for values in groups if values & {value, *under})
        in_order = sorted(((value, number) for value, number in counted.items() if number), key=_most_first)
        return FacetCounts(values=tuple(in_order), without=sum(1 for values in groups if not values))

    def shown(self) -> set[int]:
        """Of each group the found unit that stands for it, else the one with the lowest row."""
        first: dict[int, tuple[bool, int, int]] = {}
        for number in self.found:
            row = self.entries[number].row
            stands = self.same.get(row, row)
            first[stands] = min(first.get(stands, (True, row, number)), (row != stands, row, number))
        return {number for _, _, number in first.values()}


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


@st.composite
def entries_of(draw: st.DrawFn, rows: Sequence[int]) -> tuple[Entry, ...]:
    values = st.lists(st.sampled_from(VALUES), max_size=3)
    return tuple(entry(row, *draw(values)) for row in rows)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rows = draw(st.lists(st.integers(1, 60), max_size=20, unique=True))
    stand = draw(st.lists(st.sampled_from(rows), max_size=3, unique=True)) if rows else []
    others = [row for row in rows if row not in stand]
    same = draw(st.dictionaries(st.sampled_from(others), st.sampled_from(stand))) if others and stand else {}
    return Case(
        entries=draw(entries_of(rows)),
        same=same,
        found=tuple(number for number in range(len(rows)) if draw(st.booleans())),
        covering=draw(st.dictionaries(st.sampled_from(VALUES), st.sets(st.sampled_from(VALUES)), max_size=2)),
    )
