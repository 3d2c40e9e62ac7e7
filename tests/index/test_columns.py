"""What an index knows of units besides their words: facets are counted over groups of the same, parts are joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.columns import Columns, Entry, FacetCounts, columns_of, from_arrays, in_order, joined, one_of_each, to_arrays
from index.engine import Facet, TextField
from tests.index.plain_columns import VALUES, Case, cases, entries_of, entry

UNITS = (entry(10, "vann", "vei"), entry(11, "vann"), entry(12), entry(13, "rus"))
TWO_THE_SAME = {11: 10}


def counted(found: tuple[int, ...], same: Mapping[int, int], covering: Mapping[str, set[str]]) -> FacetCounts:
    case = Case(entries=UNITS, same=same, found=found, covering=covering)
    return case.columns.facets[Facet.THEME].counts(case.numbers, case.grouping, covering)


@pytest.mark.parametrize(
    ("found", "same", "covering", "values", "without"),
    [
        pytest.param((0, 1, 2, 3), {}, {}, (("vann", 2), ("rus", 1), ("vei", 1)), 1, id="each unit by itself"),
        pytest.param((), {}, {}, (), 0, id="nothing found"),
        pytest.param(
            (0, 1, 2, 3), TWO_THE_SAME, {}, (("rus", 1), ("vann", 1), ("vei", 1)), 1, id="two that are the same"
        ),
        pytest.param((1,), TWO_THE_SAME, {}, (("vann", 1),), 0, id="only the copy found"),
        pytest.param(
            (0, 2), {12: 10}, {}, (("vann", 1), ("vei", 1)), 0, id="a copy without a value of one that has some"
        ),
        pytest.param((2, 3), {}, {"vei": {"rus"}}, (("rus", 1), ("vei", 1)), 1, id="a value that another lies under"),
        pytest.param(
            (0, 3), {}, {"vei": {"rus"}}, (("vei", 2), ("rus", 1), ("vann", 1)), 0, id="one's own and those under"
        ),
        pytest.param(
            (0,), {}, {"skole": {"vei"}}, (("skole", 1), ("vann", 1), ("vei", 1)), 0, id="a value that no unit has"
        ),
    ],
)
def test_a_facet_is_counted(
    found: tuple[int, ...],
    same: Mapping[int, int],
    covering: Mapping[str, set[str]],
    values: tuple[tuple[str, int], ...],
    without: int,
) -> None:
    assert counted(found, same, covering) == FacetCounts(values=values, without=without)


@given(case=cases())
@settings(max_examples=150)
def test_facets_are_counted_as_one_counts_by_hand(case: Case) -> None:
    assert case.columns.facets[Facet.THEME].counts(case.numbers, case.grouping, case.covering) == case.counts()


@given(case=cases())
@settings(max_examples=100)
def test_one_of_each_group_is_shown(case: Case) -> None:
    assert set(np.flatnonzero(one_of_each(case.marked, case.grouping)).tolist()) == case.shown()


def test_what_stands_for_others_is_shown_before_what_was_written_earlier() -> None:
    case = Case(entries=UNITS, same={10: 12, 11: 12}, found=(0, 1, 2), covering={})
    assert one_of_each(case.marked, case.grouping).tolist() == [False, False, True, False]
    without_it = Case(entries=UNITS, same={10: 12, 11: 12}, found=(0, 1), covering={})
    assert one_of_each(without_it.marked, without_it.grouping).tolist() == [True, False, False, False]


def test_where_nothing_is_the_same_there_are_no_groups() -> None:
    assert columns_of(UNITS).grouping({}) is None
    assert columns_of(()).grouping(TWO_THE_SAME) is None


def test_a_unit_written_again_is_of_the_same_group_as_the_one_it_follows() -> None:
    grouping = columns_of((*UNITS, entry(11, "skole"))).grouping(TWO_THE_SAME)
    assert grouping is not None
    assert grouping.shared.tolist() == [True, True, False, False, True]
    assert len(set(grouping.groups[[0, 1, 4]].tolist())) == 1


@given(case=cases(), wanted=st.sets(st.sampled_from(VALUES)))
@settings(max_examples=100)
def test_the_units_that_have_any_of_some_values(case: Case, wanted: set[str]) -> None:
    has = [bool(wanted & set(each.facets[Facet.THEME])) for each in case.entries]
    assert case.columns.facets[Facet.THEME].having(wanted).tolist() == has


def test_a_value_told_twice_of_a_unit_counts_once() -> None:
    column = columns_of((entry(1, "vann", "vann"),)).facets[Facet.THEME]
    assert column.counts(np.array([0]), None, {}).values == (("vann", 1),)


def test_most_come_first_then_by_the_alphabet_and_none_are_left_out() -> None:
    assert in_order([("vei", 1), ("rus", 0), ("skole", 2), ("alkohol", 1)]) == (
        ("skole", 2),
        ("alkohol", 1),
        ("vei", 1),
    )


def test_a_unit_keeps_its_day_and_the_lengths_of_its_texts() -> None:
    columns = columns_of((entry(7, date=dt.date(2021, 12, 6), length=41), entry(8)))
    assert columns.days.tolist() == [dt.date(2021, 12, 6).toordinal(), 0]
    assert columns.lengths[TextField.TEXT].tolist() == [41, 0]
    assert columns.lengths[TextField.TITLE].tolist() == [0, 0]


def plain(columns: Columns) -> tuple[object, ...]:
    """What columns hold, to be compared."""
    arrays, texts = to_arrays(columns)
    return {name: array.tolist() for name, array in arrays.items()}, {name: tuple(held) for name, held in texts.items()}


@given(
    parts=st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=6).flatmap(entries_of), min_size=1, max_size=4),
)
@settings(max_examples=60)
def test_parts_joined_are_what_one_writing_would_have_left(parts: list[tuple[Entry, ...]]) -> None:
    assert plain(joined([columns_of(part) for part in parts])) == plain(columns_of([e for part in parts for e in part]))


def test_what_is_taken_apart_for_a_file_is_put_together_again() -> None:
    columns = columns_of(UNITS)
    assert plain(from_arrays(*to_arrays(columns))) == plain(columns)
