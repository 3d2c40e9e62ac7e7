"""Facets out of tables: they count what is counted unit by unit, however few or many are found and the same."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from index.columns import FacetColumn, columns_of
from index.engine import Facet
from index.tallies import FEW, FacetCounter, Tally, counted, pairs_of
from tests.index.plain_columns import Case, cases, entry

UNITS = (entry(10, "vann", "vei"), entry(11, "vann"), entry(12), entry(13, "rus"))


def every_pair(column: FacetColumn) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.arange(len(column.starts) - 1), np.diff(column.starts))


def test_a_pair_stands_once_however_many_units_of_the_group_have_it() -> None:
    columns = columns_of(UNITS)
    column = columns.facets[Facet.THEME]
    pairs = pairs_of(every_pair(column), column.codes, columns.grouping({11: 10}))
    assert [len(own.owners) for own in pairs] == [1, 2], "those with one unit, and those with two"
    told = [column.values[code] for own in pairs for code in own.codes]
    assert Counter(told) == {"vann": 1, "vei": 1, "rus": 1}
    assert [owners.tolist() for owners in pairs[1].owners] == [[0], [1]]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param((0,), {"vann", "vei"}, id="the first unit of a group"),
        pytest.param((1,), {"vann"}, id="only the second"),
        pytest.param((0, 1), {"vann", "vei"}, id="both"),
        pytest.param((2,), set(), id="one without a value"),
    ],
)
def test_any_found_unit_of_a_group_answers_for_its_values(found: tuple[int, ...], told: set[str]) -> None:
    case = Case(entries=UNITS, same={11: 10}, found=found, covering={})
    column = case.columns.facets[Facet.THEME]
    pairs = pairs_of(every_pair(column), column.codes, case.grouping)
    numbers = counted(pairs, case.marked, len(column.values)).tolist()
    assert dict(zip(column.values, numbers, strict=True)) == {value: value in told for value in column.values}


def test_no_units_have_no_pairs() -> None:
    none = np.zeros(0, dtype=np.int32)
    assert pairs_of(none, none, None) == ()
    assert counted((), np.zeros(0, dtype=bool), 2).tolist() == [0, 0]


def test_more_values_than_two_bytes_tell_apart_are_kept_apart() -> None:
    last = np.iinfo(np.uint16).max + 5
    pairs = pairs_of(np.array([0, 1]), np.array([last, 4]), None)
    assert np.flatnonzero(counted(pairs, np.ones(2, dtype=bool), last + 1)).tolist() == [4, last]


@given(case=cases())
@settings(max_examples=150)
def test_a_table_counts_as_one_counts_by_hand(case: Case) -> None:
    tally = Tally(case.columns.facets[Facet.THEME], case.grouping, case.covering)
    assert tally.counts(case.marked, len(case.by_group())) == case.counts()


@given(case=cases())
@settings(max_examples=60)
def test_asked_again_a_facet_is_counted_the_same(case: Case) -> None:
    counter, grouping, total = FacetCounter(case.columns), case.grouping, len(case.by_group())
    told = [counter.counts(Facet.THEME, case.marked, total, grouping, case.covering) for _ in range(3)]
    assert told == [case.counts()] * 3


def test_what_is_the_same_may_change_between_questions() -> None:
    apart = Case(entries=UNITS, same={}, found=(0, 1), covering={})
    together = Case(entries=UNITS, same={11: 10}, found=(0, 1), covering={})
    counter, grouping = FacetCounter(apart.columns), together.grouping
    for case, same in ((apart, None), (together, grouping), (apart, None)):
        told = [counter.counts(Facet.THEME, case.marked, len(case.by_group()), same, {}) for _ in range(3)]
        assert told == [case.counts()] * 3


def test_few_of_many_units_are_counted_like_all_of_them() -> None:
    many = tuple(entry(row, "vann" if row % 2 else "vei") for row in range(4 * FEW))
    counter = FacetCounter(columns_of(many))
    for found in ((3,), (2, 3, 5), range(4 * FEW)):
        case = Case(entries=many, same={}, found=tuple(found), covering={})
        for _ in range(3):
            assert counter.counts(Facet.THEME, case.marked, len(found), None, {}) == case.counts()
