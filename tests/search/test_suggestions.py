"""What is said when little or nothing is found: the unknown word, what may be meant, what stands in the way."""

from __future__ import annotations

import pytest

from search.diagnostics import DiagnosticKind
from search.filters import Filters
from search.slips import may_be_meant, slips
from search.spelling import SPELLED
from tests.search.conftest import Ask


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        pytest.param("skadevrk", "skadeverk", id="a letter left out"),
        pytest.param("skadevekr økning", "skadeverk økning", id="two letters swapped"),
        pytest.param("sadeverk okning", "skadeverk økning", id="two words at once"),
        pytest.param('"okning i skadeverk"', '"økning i skadeverk"', id="inside a quotation"),
        pytest.param("oekning", "økning", id="typed without the letter"),
        pytest.param("forlik*rådet ELLER skadevrk", "forlik*rådet ELLER skadeverk", id="an alternative"),
        pytest.param("butikkskadeverk", None, id="parts that are there but not together"),
        pytest.param("skadeverksøkning", "skadeverk økning", id="a compound of two words that are there"),
        pytest.param("tittel:skadevrk", "tittel:skadeverk", id="in a field"),
        pytest.param("forli", "forli*", id="the beginning of a word"),
        pytest.param("tema:skadevrk", None, id="a value that is none, whatever word stands there"),
        pytest.param("tema:skadevrk skadevrk", None, id="such a value and the same word"),
    ],
)
def test_the_question_as_it_may_have_been_meant(question: str, corrected: str | None, ask: Ask) -> None:
    offered = {remark.corrected for remark in ask(question).diagnostics if remark.corrected}
    assert offered == ({corrected} if corrected else set())
    if corrected:
        assert ask(corrected).total


@pytest.mark.parametrize(
    ("question", "kind", "message", "marked"),
    [
        pytest.param(
            "skadevrk",
            DiagnosticKind.SUGGESTION,
            "«skadevrk» finnes ikke i arkivet. Mente du «skadeverk»?",
            "skadevrk",
            id="spelled nearly so",
        ),
        pytest.param(
            "skadeverksøkning",
            DiagnosticKind.SUGGESTION,
            "«skadeverksøkning» finnes ikke i arkivet, men delene gjør det; søk på «skadeverk økning».",
            "skadeverksøkning",
            id="a compound",
        ),
        pytest.param(
            "ran xylofonist",
            DiagnosticKind.UNKNOWN_WORD,
            "«xylofonist» finnes ikke i arkivet.",
            "xylofonist",
            id="nothing like it",
        ),
        pytest.param(
            "xyl*",
            DiagnosticKind.UNKNOWN_WORD,
            "Ingen ord i arkivet begynner med «xyl».",
            "xyl*",
            id="no such beginning",
        ),
        pytest.param(
            "ran skole",
            DiagnosticKind.TOO_NARROW,
            "Ingen sak har alt dette. Uten «ran» er det 3 treff.",
            "ran",
            id="words that do not stand together",
        ),
        pytest.param(
            "tittel:butikker",
            DiagnosticKind.TOO_NARROW,
            "«butikker» finnes i arkivet, men ikke i noen tittel.",
            "butikker",
            id="a word that is in no title",
        ),
    ],
)
def test_what_is_said(question: str, kind: DiagnosticKind, message: str, marked: str, ask: Ask) -> None:
    remark, *_ = ask(question).diagnostics
    assert (remark.kind, remark.message, question[remark.start : remark.end]) == (kind, message, marked)


def test_filters_that_leave_nothing_are_told(ask: Ask) -> None:
    (remark,) = ask("ran", filters=Filters(municipality=("Fjellheim",))).diagnostics
    assert (remark.kind, remark.message) == (DiagnosticKind.TOO_NARROW, "Uten filtrene er det 1 treff.")


@pytest.mark.parametrize(
    "question", ["skadeverk", "skadeverk -xylofonist", "tema:vold", "12345", "kommune:Elvebyen", ""]
)
def test_nothing_is_said_of_what_found_something_or_is_no_word(question: str, ask: Ask) -> None:
    assert ask(question).diagnostics == ()


def test_a_beginning_of_too_many_words_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.limits.PREFIX_EXPANSIONS", 2)
    (remark,) = ask("ran sk*").diagnostics[:1]
    assert (remark.kind, remark.start, remark.end) == (DiagnosticKind.TOO_MANY, 4, 7)
    assert "ord begynner med «sk»; bare de 2 vanligste er søkt" in remark.message
    assert ask("forli*").diagnostics == ()


def test_many_unknown_words_cost_a_few_looks_only(ask: Ask) -> None:
    remarks = ask(" ".join(f"xylofon{letter}" for letter in "abcdefghij")).diagnostics
    assert 0 < len(remarks) < 10


def test_a_row_of_letters_is_not_cut_at_every_place(ask: Ask) -> None:
    (remark,) = ask("vold" * 200).diagnostics
    assert remark.kind is DiagnosticKind.UNKNOWN_WORD


@pytest.mark.parametrize(
    ("typed", "word", "number"),
    [("skole", "skole", 0), ("skoel", "skole", 1), ("skol", "skole", 1), ("skkole", "skole", 1), ("", "ab", 2)],
)
def test_slips_are_counted(typed: str, word: str, number: int) -> None:
    assert slips(typed, word) == number


def test_a_short_word_is_another_word_after_two_slips() -> None:
    assert not may_be_meant("hest", "fast")
    assert may_be_meant("budsejttet", "budsjette")
    assert not may_be_meant("ølsalg", "salg")


def test_only_letters_can_be_misspelt() -> None:
    assert SPELLED.fullmatch("skadevrk")
    assert not SPELLED.fullmatch("13/02")
