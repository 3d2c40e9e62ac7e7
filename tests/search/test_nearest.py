"""Where few have all the words, the nearest follow: in which order, what is said of them, and what they are no part of."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from index.engine import Sort
from search.asking import ASKED_AFTER, ASKING, asking
from search.diagnostics import DiagnosticKind
from search.find import SearchResult
from search.grammar import parse
from search.nearest import ENOUGH

Ask = Callable[..., SearchResult]


def test_a_whole_question_finds_the_item_that_answers_it(ask: Ask) -> None:
    found = ask("Hvor mange ran har det vært av butikker i sentrum?")
    assert (found.total, found.hits[0].title, found.hits[0].rank) == (0, "Ran", 1)
    assert found.hits[0].missing == ("vært",)


def test_a_whole_question_in_nynorsk_too(ask: Ask) -> None:
    assert ask("Kven vart vald til leiar i kommunen?").hits[0].title == "Tryggleik og vald"


def test_hits_with_all_the_words_come_first_and_they_alone_are_counted(ask: Ask) -> None:
    found = ask("skadeverk økning")
    complete = [hit for hit in found.hits if not hit.missing]
    assert [hit.title for hit in found.hits[: found.total]] == [hit.title for hit in complete]
    assert found.total == len(complete) < len(found.hits) <= ENOUGH
    assert [hit.rank for hit in found.hits] == [*range(1, len(found.hits) + 1)]
    assert sum(count.count for count in found.facets["kind"]) == found.total


def test_each_says_what_it_lacks_and_why_it_is_there(ask: Ask) -> None:
    found = ask("skadeverk xylofonist")
    assert found.total == 0
    assert found.hits
    assert {hit.missing for hit in found.hits} == {("xylofonist",)}
    assert all(any("skadeverk" in reason for reason in hit.matched) for hit in found.hits)


def test_the_words_inside_a_compound_are_near_it(ask: Ask) -> None:
    (hit,) = (hit for hit in ask("skadeverksøkning").hits if hit.title == "Orientering fra politiet")
    assert hit.missing == ("skadeverksøkning",)
    assert hit.matched == ("økning (del av skadeverksøkning)", "skadeverk (del av skadeverksøkning)")
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["økning", "skadeverk"]


def test_a_misspelt_word_is_answered_by_what_it_is_meant_for(ask: Ask) -> None:
    found = ask("skadevrk")
    assert (found.total, {hit.missing for hit in found.hits}) == (0, {("skadevrk",)})
    assert {reason for hit in found.hits for reason in hit.matched} >= {"skadeverk (ligner skadevrk)"}
    (remark,) = (remark for remark in found.diagnostics if remark.kind is DiagnosticKind.NEAREST)
    assert "De nærmeste vises, de som har ord som ligner det;" in remark.message


def test_a_word_is_answered_by_its_kin(ask: Ask) -> None:
    (hit,) = (hit for hit in ask("velger").hits if hit.title == "Voldgift")
    assert (hit.missing, hit.matched) == (("velger",), ("valgte (ligner velger)",))
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["valgte"]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param(
            "skadeverk xylofonist",
            "Ingen saker har alle ordene. De nærmeste vises, de som har noe av det; ved hver står det hva som mangler.",
            id="none",
        ),
        pytest.param(
            "skadeverk økning",
            "Bare én sak har alle ordene. Etter dem vises de nærmeste, som har noe av det; ved hver står det hva som "
            "mangler.",
            id="one",
        ),
        pytest.param(
            "skadeverksøkning",
            "Ingen saker har «skadeverksøkning». De nærmeste vises, de som har ord som er deler av det; ved hver står det "
            "hva som mangler.",
            id="a compound",
        ),
    ],
)
def test_it_is_said_that_they_are_the_nearest(question: str, message: str, ask: Ask) -> None:
    (remark,) = (remark for remark in ask(question).diagnostics if remark.kind is DiagnosticKind.NEAREST)
    assert (remark.message, question[remark.start : remark.end]) == (message, question)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("skadeverk", id="one word"),
        pytest.param('"skadeverk xylofonist"', id="a quotation"),
        pytest.param("skadeverk OG xylofonist", id="OG"),
        pytest.param("(skadeverk xylofonist)", id="a parenthesis"),
        pytest.param("skadeverk ELLER xylofonist", id="ELLER"),
        pytest.param("tittel:skadeverk tittel:xylofonist", id="fields"),
        pytest.param("", id="nothing"),
        pytest.param("xylofonist marimba", id="words that are nowhere"),
    ],
)
def test_nothing_is_near_what_binds(question: str, ask: Ask) -> None:
    found = ask(question)
    assert [hit.missing for hit in found.hits] == [()] * found.total
    assert DiagnosticKind.NEAREST not in {remark.kind for remark in found.diagnostics}


@pytest.mark.parametrize(
    ("question", "forbidden"),
    [
        pytest.param("skadeverk xylofonist -økning", "Orientering fra politiet", id="IKKE"),
        pytest.param('skadeverk xylofonist "SLT-koordinatoren"', "Orientering fra politiet", id="a quotation"),
        pytest.param("skadeverk xylofonist dato:ukjent", "Orientering fra politiet", id="a field"),
    ],
)
def test_what_binds_holds_for_the_nearest(question: str, forbidden: str, ask: Ask) -> None:
    titles = [hit.title for hit in ask(question).hits]
    assert titles
    assert forbidden not in titles


def test_sorted_by_date_none_follow(ask: Ask) -> None:
    assert ask("skadeverk xylofonist", sort=Sort.DATE).hits == ()


def test_pages_put_together_are_the_whole_list(ask: Ask) -> None:
    whole = [hit.item_id for hit in ask("skadeverk økning", limit=50).hits]
    paged = [hit.item_id for offset in range(0, 12, 2) for hit in ask("skadeverk økning", limit=2, offset=offset).hits]
    assert paged == whole


@pytest.mark.parametrize(
    ("question", "only_ask"),
    [
        pytest.param("hvor mange skoler", ["hvor", "mange"], id="with what belongs to it"),
        pytest.param("kor mykje kostar vegen", ["kor", "mykje"], id="in nynorsk"),
        pytest.param("mange skoler", [], id="what belongs to none"),
        pytest.param("hva heter rådet", ["hva", "heter"], id="a verb of asking"),
    ],
)
def test_words_that_only_ask(question: str, only_ask: list[str], analysis: Analysis) -> None:
    words = parse(question, analysis).words
    assert [word.written for word, asks in zip(words, asking(words), strict=True) if asks] == only_ask


def test_a_word_that_only_asks_is_not_taken_for_misspelt(ask: Ask) -> None:
    kinds = {remark.kind for remark in ask("Hvilke skadeverk?").diagnostics}
    assert not kinds & {DiagnosticKind.SUGGESTION, DiagnosticKind.UNKNOWN_WORD}


def test_no_word_both_asks_and_belongs_to_one_that_does() -> None:
    assert not ASKING & ASKED_AFTER


SIGNS = st.sampled_from(
    [
        "skadeverk ",
        "ran",
        "under 18 ",
        "hvor ",
        '"',
        "(",
        ")",
        "-",
        "*",
        "~5",
        "ELLER ",
        "OG ",
        "tittel:",
        "år:",
        "13/02 ",
        "?",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=30).map("".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_and_the_nearest_never_have_all_of_it(ask: Ask, question: str) -> None:
    found = ask(question, limit=50)
    assert len([hit for hit in found.hits if not hit.missing]) == min(found.total, 50)
    assert len(found.hits) <= max(found.total, ENOUGH)


def test_long_questions_take_no_second(ask: Ask) -> None:
    words = ["skadeverk", "ran", "hvor", "politiet", "trafikksikkerhetsplan", "xylofonist", "sk*", "under", "18"]
    chance = random.Random(1)
    for _ in range(10):
        question = " ".join(chance.choice(words) for _ in range(200))
        began = time.process_time()
        ask(question)
        assert time.process_time() - began < 1
