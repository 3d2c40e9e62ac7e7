"""Where sentences are: those without end are cut, and no letter of them is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.sentence_places import LONGEST_SENTENCE, sentences


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_full_stop_after_an_abbreviation_or_a_day_ends_no_sentence() -> None:
    assert _texts("Rådet ba om bl.a. Politiets tall innen 3. Mai. Saken utsettes.") == [
        "Rådet ba om bl.a. Politiets tall innen 3. Mai.",
        "Saken utsettes.",
    ]


@pytest.mark.parametrize(
    ("piece", "ends"),
    [
        pytest.param("lys og vei, ", {"vei,"}, id="cut after a comma"),
        pytest.param("lys og vei ", {"lys", "og", "vei"}, id="cut after a word"),
        pytest.param("l", {"l" * LONGEST_SENTENCE}, id="cut anywhere"),
    ],
)
def test_a_sentence_without_end_is_cut_where_it_can_be(piece: str, ends: set[str]) -> None:
    text = f"• {piece * 5_000}\nNeste linje."
    found = _texts(text)

    assert found[-1] == "Neste linje."
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in found)
    assert {sentence.split()[-1] for sentence in found[:-2]} <= ends
    assert "".join("".join(found).split()) == "".join(text.removeprefix("•").split())


@given(st.lists(st.sampled_from(["vei ", "Vei", ". ", "; ", " " * 3_000, "a" * 2_500, "\n", "3. ", "• "]), max_size=12))
def test_sentences_come_in_order_do_not_overlap_and_hold_something(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = sentences(text)

    assert all(start < end <= start + LONGEST_SENTENCE for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
