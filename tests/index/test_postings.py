"""In which units words stand, and how often: the texts turned round, part by part or joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.postings import MOST_TIMES, Postings, joined, joined_postings, postings_of

STACKS = 6

Texts = Sequence[Sequence[int]]

texts = st.lists(st.lists(st.integers(0, STACKS - 1), max_size=8), max_size=10)


def turned_round(texts: Texts, stacks: int = STACKS) -> Postings:
    codes = np.array([code for text in texts for code in text], dtype=np.uint32)
    return postings_of(codes, np.cumsum([0, *map(len, texts)]), stacks)


def by_hand(texts: Texts, stacks: int = STACKS) -> list[list[tuple[int, int]]]:
    """Of each stack the units it stands in, with how often."""
    counted = [Counter(text) for text in texts]
    return [
        [(unit, counts[stack]) for unit, counts in enumerate(counted) if stack in counts] for stack in range(stacks)
    ]


def told(postings: Postings) -> list[list[tuple[int, int]]]:
    pairs = list(zip(postings.units.tolist(), postings.times.tolist(), strict=True))
    starts = postings.starts.tolist()
    return [pairs[first:last] for first, last in pairwise(starts)]


def test_a_stack_knows_its_units_in_order_and_how_often_it_stands_in_each() -> None:
    assert told(turned_round([[1, 2, 1], [], [2, 0], [1]], stacks=4)) == [
        [(2, 1)],
        [(0, 2), (3, 1)],
        [(0, 1), (2, 1)],
        [],
    ]


def test_no_texts_have_no_postings() -> None:
    assert told(turned_round([])) == [[]] * STACKS
    assert told(turned_round([[], []])) == [[]] * STACKS


def test_what_stands_more_often_than_can_be_counted_stands_that_often() -> None:
    assert told(turned_round([[0] * (MOST_TIMES + 10), [0]], stacks=1)) == [[(0, MOST_TIMES), (1, 1)]]


@given(texts=texts)
@settings(max_examples=100)
def test_texts_turned_round_tell_what_reading_them_tells(texts: Texts) -> None:
    assert told(turned_round(texts)) == by_hand(texts)


@given(texts=texts, signs=st.lists(st.integers(0, 3), min_size=STACKS, max_size=STACKS))
@settings(max_examples=100)
def test_what_is_asked_for_comes_stack_by_stack_with_its_sign(texts: Texts, signs: list[int]) -> None:
    units, found, times = turned_round(texts).of(np.array(signs, dtype=np.uint8))
    assert list(zip(units.tolist(), found.tolist(), times.tolist(), strict=True)) == [
        (unit, sign, often) for sign, held in zip(signs, by_hand(texts), strict=True) if sign for unit, often in held
    ]


@st.composite
def parts(draw: st.DrawFn) -> list[tuple[Texts, list[int]]]:
    """Texts in stacks of their own, and which of all stacks those are."""
    drawn: list[tuple[Texts, list[int]]] = []
    for _ in range(draw(st.integers(1, 4))):
        own = sorted(draw(st.sets(st.integers(0, STACKS - 1), min_size=1)))
        drawn.append((draw(st.lists(st.lists(st.integers(0, len(own) - 1), max_size=5), max_size=5)), own))
    return drawn


@given(parts=parts())
@settings(max_examples=100)
def test_parts_joined_tell_what_all_their_texts_tell(parts: list[tuple[Texts, list[int]]]) -> None:
    whole = joined_postings(
        [turned_round(texts, len(own)) for texts, own in parts],
        [np.array(own, dtype=np.uint32) for _, own in parts],
        [len(texts) for texts, _ in parts],
        STACKS,
    )
    assert told(whole) == by_hand([[own[code] for code in text] for texts, own in parts for text in texts])


def test_one_array_is_itself_and_none_are_empty() -> None:
    one = np.array([3, 1])
    assert joined([one]) is one
    assert joined([one, one]).tolist() == [3, 1, 3, 1]
    assert joined([]).tolist() == []
