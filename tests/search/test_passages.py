"""Which stretch of an item is shown, what is marked in it, and on which page it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from index.engine import TextField
from minutes.model import Span
from search.grammar import parse
from search.passages import LINE_BREAK, PASSAGE_LENGTH, SENTENCE_END, Passage, best_passage, find_matches, page_at

FILLER = "Møtet ble ledet av varaordføreren, og alle var enige om planen for våren. "


def passage(question: str, text: str, analysis: Analysis, spans: tuple[Span, ...] = ()) -> Passage:
    sought = parse(question, analysis).sought
    return best_passage(text, find_matches(sought, analysis.tokens(text), TextField.TEXT), spans, sought)


def marked(shown: Passage) -> list[str]:
    return [shown.snippet[start:end] for start, end in shown.highlights]


def test_the_stretch_with_most_of_the_question_is_shown(analysis: Analysis) -> None:
    text = f"Skadeverk er nevnt. {FILLER * 10}Skadeverk begått av mindreårige øker.{FILLER * 10}"
    shown = passage("skadeverk under 18", text, analysis)
    assert marked(shown) == ["Skadeverk", "mindreårige"]
    assert "øker" in shown.snippet


def test_of_equal_stretches_the_first_is_shown(analysis: Analysis) -> None:
    text = f"Skadeverk i parken. {FILLER * 10}Skadeverk på skolen."
    assert passage("skadeverk", text, analysis).start == 0


def test_an_exact_word_is_shown_before_a_synonym(analysis: Analysis) -> None:
    text = f"Hærverk i parken. {FILLER * 10}Skadeverk på torget."
    assert marked(passage("skadeverk", text, analysis)) == ["Skadeverk"]


def test_a_passage_begins_with_a_sentence(analysis: Analysis) -> None:
    text = f"{FILLER * 5}Politiet melder om skadeverk i sentrum.{FILLER * 5}"
    assert passage("skadeverk", text, analysis).snippet.startswith(("Møtet ble ledet", "Politiet melder"))


def test_without_a_match_the_beginning_is_shown(analysis: Analysis) -> None:
    shown = passage("skadeverk", FILLER * 10, analysis)
    assert shown.start == 0
    assert shown.highlights == ()
    assert len(shown.snippet) <= PASSAGE_LENGTH


def test_an_empty_text_has_an_empty_passage(analysis: Analysis) -> None:
    assert passage("skadeverk", "", analysis).snippet == ""


def test_function_words_are_marked_only_when_there_is_nothing_else(analysis: Analysis) -> None:
    text = "Det var skadeverk i parken og i byen."
    assert marked(passage("skadeverk i byen", text, analysis)) == ["skadeverk", "byen"]
    assert marked(passage("i", text, analysis)) == ["i", "i"]


def test_what_is_excluded_is_not_marked(analysis: Analysis) -> None:
    assert marked(passage("park -byen", "Park i byen.", analysis)) == ["Park"]


def test_a_quotation_is_marked_only_where_its_words_follow_each_other(analysis: Analysis) -> None:
    assert marked(passage('"ny park"', "En park som er ny. En ny park.", analysis)) == ["ny", "park"]


def test_a_word_sought_in_the_title_is_not_marked_in_the_text(analysis: Analysis) -> None:
    assert marked(passage("tittel:park", "Park i byen.", analysis)) == []


def test_overlapping_matches_are_marked_as_one(analysis: Analysis) -> None:
    assert marked(passage('under 18 "18 år"', "For dem under 18 år.", analysis)) == ["under 18 år"]


def test_line_breaks_become_blanks_and_places_stay(analysis: Analysis) -> None:
    shown = passage("skadeverk", "• Økning i\nskadeverk\tnå", analysis)
    assert "\n" not in shown.snippet
    assert marked(shown) == ["skadeverk"]


def test_the_page_is_that_of_the_match(analysis: Analysis) -> None:
    first, second = f"{FILLER * 8}", "Skadeverk på neste side."
    spans = (
        Span(page=4, start=10, end=10 + len(first), at=0),
        Span(page=5, start=0, end=len(second), at=len(first)),
    )
    assert passage("skadeverk", first + second, analysis, spans).page == 5


def test_a_place_between_runs_is_on_the_page_of_the_run_before() -> None:
    spans = (Span(page=1, start=0, end=5, at=2), Span(page=2, start=0, end=5, at=10))
    assert [page_at(spans, place) for place in (0, 2, 8, 10, 99)] == [1, 1, 1, 2, 2]
    assert page_at((), 0) is None


WORDS = st.lists(
    st.sampled_from(("skadeverk", "hærverk", "under 18", "park", "i", "\n", ".", "•", "ga\u030ard")), max_size=150
)


@given(WORDS)
@settings(max_examples=100)
def test_a_passage_is_a_stretch_of_the_text_and_marks_lie_inside_it(analysis: Analysis, words: list[str]) -> None:
    text = " ".join(words)
    shown = passage("skadeverk under 18 gård", text, analysis)
    assert LINE_BREAK.sub(" ", text[shown.start : shown.end]) == shown.snippet
    assert len(shown.snippet) <= PASSAGE_LENGTH
    flat = [place for pair in shown.highlights for place in pair]
    assert flat == sorted(flat)
    assert all(0 <= place <= len(shown.snippet) for place in flat)
    matched = find_matches(parse("skadeverk under 18 gård", analysis).sought, analysis.tokens(text), TextField.TEXT)
    assert bool(shown.highlights) == bool(matched)


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        pytest.param(SENTENCE_END, "slutt. Ny", "kl.10", id="SENTENCE_END"),
        pytest.param(LINE_BREAK, "a\nb", "a b", id="LINE_BREAK"),
    ],
)
def test_each_expression_finds_its_example(expression: re.Pattern[str], found: str, missed: str) -> None:
    assert expression.search(found)
    assert not expression.search(missed)
