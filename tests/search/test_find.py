"""A question to an archive: what is found, why, and where; end to end on the real catalogue and engine."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import Sort
from minutes.errors import UsageError
from search.diagnostics import DiagnosticKind
from search.filters import Filters
from search.find import SearchResult, result_to_plain
from search.spelling import SPELLED

Ask = Callable[..., SearchResult]


def titles(result: SearchResult) -> set[str]:
    """Of what answers all of the question, without the nearest after it."""
    return {hit.title for hit in result.hits if not hit.missing}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("skadeverk under 18", {"Orientering fra politiet", "Hærverk"}, id="under 18 finds ungdom"),
        pytest.param("under 18", {"Orientering fra politiet", "Hærverk", "Rus"}, id="under 18 finds mindreårige"),
        pytest.param("hærverk", {"Orientering fra politiet", "Hærverk", "Møte om skadeverk"}, id="synonyms meet"),
        pytest.param("rus", {"Rus"}, id="rus not russefeiring"),
        pytest.param("ran", {"Ran"}, id="ran not rand"),
        pytest.param("vold", {"Tryggleik og vald"}, id="vold not voldgift, but vald"),
        pytest.param("trygghet", {"Tryggleik og vald"}, id="trygghet meets tryggleik"),
        pytest.param("skulane", {"Hærverk", "Kartlegging", "Skuleplass"}, id="nynorsk meets bokmål"),
        pytest.param("möre", {"Skuleplass"}, id="typed ö"),
        pytest.param("blå", {"Møte om skadeverk"}, id="decomposed å in the text"),
        pytest.param('"sak 13/02"', {"Ran", "Skuleplass"}, id="a case number, exact"),
        pytest.param("sak 13/03", {"Kartlegging"}, id="another case number"),
        pytest.param("sak:13/02 ran", {"Ran"}, id="a case number and a word"),
        pytest.param('"skadeverk"', {"Orientering fra politiet", "Møte om skadeverk"}, id="quotes shut synonyms out"),
        pytest.param('"økning i skadeverk"', {"Orientering fra politiet"}, id="a phrase"),
        pytest.param('"skadeverk økning"', set(), id="a phrase keeps its order"),
        pytest.param('"skadeverk økning"~3', {"Orientering fra politiet"}, id="nearness does not"),
        pytest.param("kart*", {"Kartlegging"}, id="a star"),
        pytest.param("forliksråd", {"Voldgift"}, id="a word of the decision"),
        pytest.param("koordinator", {"Møte om skadeverk"}, id="a part of a hyphened word"),
        pytest.param("tema:skole -kommune:Fjellheim", {"Kartlegging", "Hærverk"}, id="fields and not"),
        pytest.param("tittel:hærverk ELLER tittel:ran", {"Hærverk", "Møte om skadeverk", "Ran"}, id="titles"),
        pytest.param("skadeverk dato:ukjent", {"Møte om skadeverk"}, id="undated"),
        pytest.param("skadeverk år:2020..2021", {"Orientering fra politiet", "Hærverk"}, id="years"),
        pytest.param("ansvarlig:kommunen", {"Rus"}, id="responsible"),
        pytest.param("tema:narkotika", {"Rus"}, id="what only negates a theme does not treat it"),
    ],
)
def test_a_question_finds_these_items(question: str, expected: set[str], ask: Ask) -> None:
    assert titles(ask(question, limit=50)) == expected


def test_a_hit_tells_all_about_itself(ask: Ask) -> None:
    hit = ask("skadeverk under 18 økning").hits[0]
    assert (hit.rank, hit.title, hit.number, hit.kind) == (1, "Orientering fra politiet", "1", "referat")
    assert (hit.municipality, hit.body, hit.date, hit.page) == ("Elvebyen", "Politirådet", dt.date(2020, 3, 2), 2)
    assert (hit.themes, hit.source) == (("skadeverk",), "/minutes/elvebyen-2020.pdf")
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["økning", "skadeverk", "under 18 år"]
    assert hit.matched == ("skadeverk", "under 18 år (alder)", "økning")


@pytest.mark.parametrize(
    ("question", "title", "reason"),
    [
        pytest.param("skadeverk", "Hærverk", "hærverk (synonym for skadeverk)", id="synonym"),
        pytest.param("under 18", "Rus", "mindreårige (under 18 år)", id="concept"),
        pytest.param("vold", "Tryggleik og vald", "valden (form av vold)", id="inflection"),
        pytest.param("koordinator", "Møte om skadeverk", "koordinatoren (del av et sammensatt ord)", id="part"),
        pytest.param("kart*", "Kartlegging", "kartlegger (begynner med kart)", id="star"),
        pytest.param('"i skadeverk"', "Orientering fra politiet", "«i skadeverk» (nøyaktig)", id="quotation"),
        pytest.param(
            '"økning skadeverk"~5', "Orientering fra politiet", "«økning skadeverk» (nær hverandre)", id="near"
        ),
        pytest.param("tema:vold", "Tryggleik og vald", "tema: Vold", id="theme"),
        pytest.param("sak 13/02", "Ran", "sak 13/02 (saksnummeret)", id="case number"),
        pytest.param("sak:13/02", "Ran", "sak: 13/02", id="field of case numbers"),
        pytest.param("år:2020 ran", "Ran", "år 2020", id="year"),
    ],
)
def test_a_hit_says_why(question: str, title: str, reason: str, ask: Ask) -> None:
    (hit,) = (hit for hit in ask(question).hits if hit.title == title)
    assert reason in hit.matched


def test_what_a_document_says_outside_its_items_is_found_too(ask: Ask) -> None:
    (hit,) = ask('"referat kommunestyret fjellheim"').hits
    assert (hit.item_id, hit.page, hit.number) == (hit.document_id, 1, None)


def test_the_answer_is_the_json_of_the_contract(ask: Ask) -> None:
    plain = json.loads(json.dumps(result_to_plain(ask("skadeverk tema:x", limit=1)), ensure_ascii=False))
    assert list(plain) == ["query", "interpreted", "diagnostics", "total", "seconds", "hits", "facets"]
    assert list(ask("x").facets) == ["year", "municipality", "body", "theme", "kind", "place"]
    assert list(plain["diagnostics"][0]) == ["kind", "message", "start", "end", "corrected"]
    hit = json.loads(json.dumps(result_to_plain(ask("skadeverk", limit=1))))["hits"][0]
    about = ["kind", "number", "title", "municipality", "body", "date", "page"]
    shown = ["snippet", "highlights", "matched", "themes", "source", "also_in", "neighbours", "missing"]
    assert list(hit) == ["rank", "score", "item_id", "document_id", *about, *shown]
    assert hit["date"] in {"2020-03-02", "2021-12-06", None}


def test_facets_count_all_that_was_found_not_only_what_is_shown(ask: Ask) -> None:
    result = ask("skadeverk", limit=1)
    assert result.total == 3
    assert {(entry.value, entry.count) for entry in result.facets["year"]} == {
        ("2020", 1),
        ("2021", 1),
        ("uten dato", 1),
    }
    assert {(entry.value, entry.count) for entry in result.facets["theme"]} == {("skadeverk", 3), ("skole", 1)}


def test_pages_of_an_answer_follow_on_and_do_not_overlap(ask: Ask) -> None:
    whole = ask("", limit=50)
    pages = [hit for offset in range(0, whole.total, 4) for hit in ask("", limit=4, offset=offset).hits]
    assert [hit.rank for hit in pages] == list(range(1, whole.total + 1))
    assert [hit.item_id for hit in pages] == [hit.item_id for hit in whole.hits]


def test_sorted_by_date_the_newest_comes_first_and_the_undated_last(ask: Ask) -> None:
    dates = [hit.date for hit in ask("skadeverk", sort=Sort.DATE).hits]
    assert dates == [dt.date(2021, 12, 6), dt.date(2020, 3, 2), None]


def test_a_misspelt_word_that_finds_nothing_is_suggested(ask: Ask) -> None:
    result = ask("skadevrk i sentrum")
    remark, *_ = result.diagnostics
    assert (remark.kind, remark.start, remark.end) == (DiagnosticKind.SUGGESTION, 0, 8)
    assert remark.message == "«skadevrk» finnes ikke i arkivet. Mente du «skadeverk»?"


def test_a_word_that_only_begins_others_is_suggested_with_a_star(ask: Ask) -> None:
    (remark,) = ask("forli").diagnostics
    assert remark.message == "«forli» finnes ikke som eget ord, men 1 sak har ord som begynner slik; søk på «forli*»."


def test_a_word_inside_a_compound_is_found_and_the_compound_marked_with_the_reason(ask: Ask) -> None:
    (hit,) = ask("forlik").hits
    assert hit.title == "Voldgift"
    assert any("forliksrådet" in reason and "del av et sammensatt ord" in reason for reason in hit.matched)


def test_a_number_is_not_taken_for_a_misspelling(ask: Ask) -> None:
    assert ask("12345").diagnostics == ()
    assert SPELLED.fullmatch("skadevrk")
    assert not SPELLED.fullmatch("13/02")


def test_filters_are_read_back_with_the_question(ask: Ask) -> None:
    result = ask("skole", filters=Filters(municipality=("elvebyen",), years=("2020..2021",), not_kind=("protokoll",)))
    assert result.interpreted == "skole OG kommune: Elvebyen OG IKKE type: protokoll OG år 2020–2021"
    assert titles(result) == {"Hærverk", "Kartlegging"}


def test_filters_alone_are_a_question(ask: Ask) -> None:
    result = ask("", filters=Filters(undated=True))
    assert result.interpreted == "uten dato"
    assert titles(result) == {"Møte om skadeverk", "Referat uten-dato"}


def test_a_wrong_filter_raises(ask: Ask) -> None:
    with pytest.raises(UsageError):
        ask("skole", filters=Filters(theme=("romfart",)))


@given(st.text(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_answered_at_once(ask: Ask, text: str) -> None:
    began = time.process_time()
    result = ask(text, limit=3)
    assert time.process_time() - began < 1
    for hit in result.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.highlights)
