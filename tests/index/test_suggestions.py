"""Lists of words: what is near a misspelt one, and that a list survives being written to a file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.suggestions import LONGEST_WORD, WordList, nearest_words
from tests.index.plain_edits import edits

WORDS = st.lists(st.text("abåø", min_size=1, max_size=7), max_size=20)


@given(word=st.text("abåø", min_size=1, max_size=7), words=WORDS, most=st.integers(1, 2))
def test_near_words_are_those_at_most_so_many_edits_away(word: str, words: list[str], most: int) -> None:
    away = {(edits(word, other), other) for other in words}
    assert set(WordList.of(words).near(word, most)) == {(edit, other) for edit, other in away if 0 < edit <= most}


@pytest.mark.parametrize("odd", ["", "a" * (LONGEST_WORD + 9), "𝔞𝔟𝔠"], ids=["empty", "too long", "no letters in use"])
def test_what_is_no_word_is_not_kept(odd: str) -> None:
    assert list(WordList.of([odd]).near("abc", 2)) == []


def test_nearest_words_come_before_more_frequent_ones_and_absent_ones_not_at_all() -> None:
    often = {"vann": 9, "vatn": 1, "vant": 0, "vane": 5}
    found = nearest_words("vanm", [WordList.of(often)], frequency=often.__getitem__, limit=3)
    assert found == ("vann", "vane", "vatn")


def test_a_word_among_hundreds_of_thousands_is_found_at_once() -> None:
    letters = "abdefghiklmnoprstuvøå"
    words = [f"{a}{b}s{c}{d}{e}" for a in letters for b in letters for c in letters for d in letters for e in "ent"]
    kept = WordList.of(words)
    began = time.process_time()
    assert (1, "dosene") in set(kept.near("dosenw", 1))
    assert time.process_time() - began < 1
