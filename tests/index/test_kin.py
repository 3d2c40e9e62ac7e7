"""The words akin to one: other inflections of its lemma, and what is derived from it."""

from __future__ import annotations

import pytest

from index.analysis import Analysis
from index.inflection import normal_form
from index.kin import DERIVED, is_known, kin_of
from minutes.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("word", "other"),
    [
        pytest.param("vedtok", "vedtatt", id="tenses of a strong verb"),
        pytest.param("vedtatt", "vedta", id="its infinitive"),
        pytest.param("spilte", "spiller", id="tenses of a weak verb"),
        pytest.param("skreiv", "skriv", id="nynorsk"),
        pytest.param("størst", "større", id="degrees"),
        pytest.param("evaluert", "evaluering", id="a noun of a verb"),
        pytest.param("evaluering", "evaluerte", id="the verb of a noun"),
        pytest.param("demokratisk", "demokrati", id="a noun of an adjective"),
    ],
)
def test_kin(word: str, other: str) -> None:
    assert normal_form(other) in kin_of(word)


@pytest.mark.parametrize("word", ["i", "13/02", "e-post", "xylofonist", "forliksråd"])
def test_has_no_kin(word: str) -> None:
    assert kin_of(word) == ()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("kart", "kartlegge"),
        ("vold", "voldgift"),
        ("rus", "russ"),
        ("ran", "rand"),
        ("ordning", "orden"),
        ("skole", "skolevei"),
    ],
)
def test_are_no_kin(word: str, other: str) -> None:
    assert normal_form(other) not in kin_of(word)


@pytest.mark.parametrize("word", ["vedtok", "evaluering", "største", "trening"])
def test_no_word_is_its_own_kin(word: str) -> None:
    assert normal_form(word) not in kin_of(word)


def test_the_pattern_finds_what_makes_a_noun_of_a_verb() -> None:
    assert [DERIVED.sub("", word) for word in ("evaluering", "utvidelse", "produksjon", "vei")] == [
        "evalu",
        "utvid",
        "produk",
        "ve",
    ]


@pytest.mark.parametrize(
    ("word", "known"), [("barnehagene", True), ("vedtok", True), ("barnehge", False), ("xylofnist", False)]
)
def test_a_word_of_the_language_is_known(word: str, known: bool) -> None:  # noqa: FBT001 what is expected
    assert is_known(word) is known


def test_a_concept_or_several_words_have_no_kin() -> None:
    analysis = Analysis(load_vocabulary())
    for text in ("mindreårige", "6. desember 2021", "sak 13/02"):
        (entry,) = analysis.question(text)
        assert analysis.akin(entry) == ()
