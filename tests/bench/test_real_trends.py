"""Trends of real papers are scored by references to sentences, not by their text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.real_trends import (
    PAPERS,
    UNREAD,
    Paper,
    Sign,
    Told,
    columns,
    figures,
    letters_of,
    measure,
    read_papers,
    wrong_in,
)
from minutes.kinds import Trend
from minutes.vocabulary import load_vocabulary

RISES = "Hærverket øker."
SAYS = "Rådet drøftet volden."
MAY = "Uroen er vel omtrent som før?"

PAPER = Paper(
    file="a.txt",
    judged=(Sign.of(RISES), Sign.of(SAYS), Sign.of(MAY)),
    goes={(Sign.of(RISES), "skadeverk"): "øker"},
    doubtful=frozenset({(Sign.of(MAY), "ungdomsmiljo")}),
)


def told(quote: str, theme: str, trend: str = "øker") -> Told:
    return Told(letters_of(quote), theme, trend)


def score(*tellings: Told) -> dict[str, float]:
    return dict(columns([(PAPER, set(tellings))], frozenset()))


def test_a_sentence_is_known_by_its_letters_however_it_is_set() -> None:
    assert Sign.of("Hærverket  øker!") == Sign.of("hærverket øker")


@given(before=st.text(max_size=20), text=st.text(min_size=1, max_size=40).filter(letters_of))
def test_a_quote_may_begin_before_its_sentence(before: str, text: str) -> None:
    assert Sign.of(text).ends(letters_of(before + text))


def test_what_is_told_rightly_counts_for_both() -> None:
    assert score(told(RISES, "skadeverk")) == {
        "precision": 1.0,
        "recall": 1.0,
        "with fields of work": 1.0,
        "told": 1,
        UNREAD: 0,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(told(RISES, "skadeverk", "avtar"), id="the other way"),
        pytest.param(told(SAYS, "vold"), id="no way at all"),
        pytest.param(told(RISES, "vold"), id="another theme's way"),
    ],
)
def test_what_is_told_wrongly_counts_against(wrong: Told) -> None:
    found = score(wrong)
    assert (found["precision"], found["recall"]) == (0.0, 0.0)
    assert {one[1] for one in wrong_in([(PAPER, {wrong})])} == {wrong.theme, "skadeverk"}


def test_what_is_doubtful_or_unread_counts_neither_way() -> None:
    found = score(told(RISES, "skadeverk"), told(MAY, "ungdomsmiljo"), told("Noe annet øker.", "vold"))
    assert (found["precision"], found["told"], found[UNREAD]) == (1.0, 1, 1)


def test_fields_of_work_are_told_apart() -> None:
    found = columns([(PAPER, set())], frozenset({"skadeverk"}))
    assert (found["recall"], found["with fields of work"]) == (0.0, 0.0)


def test_fewer_unread_are_better() -> None:
    (figure,) = figures({UNREAD: 3}, {UNREAD: 2})
    assert figure.fails


def test_the_gold_names_themes_and_ways_there_are() -> None:
    themes = {theme.id for theme in load_vocabulary().themes}
    for paper in read_papers():
        for (sign, theme), trend in paper.goes.items():
            assert sign in paper.judged
            assert theme in themes
            assert trend in {*map(str, Trend)}
        assert all(sign in paper.judged and theme in themes for sign, theme in paper.doubtful)


def test_every_sentence_of_the_gold_stands_in_its_paper() -> None:
    if not PAPERS.is_dir():
        pytest.skip("The real papers are not beside the project.")
    for path in sorted(PAPERS.glob("seeds/*.txt")):
        letters = letters_of(path.read_text(encoding="utf-8"))
        for paper in read_papers():
            if paper.file == path.name:
                starts = range(len(letters))
                for sign in paper.judged:
                    assert any(sign.ends(letters[: start + sign.letters]) for start in starts), sign


def test_without_papers_nothing_is_scored() -> None:
    assert measure(PAPERS / "nowhere") == ()
