"""Counts that a sentence sets against each other, whatever links them."""

from __future__ import annotations

import pytest

from ingest.language_model import LanguageModel
from ingest.themes.trend.compared import AGO, CUT, DAY, Comparison, compared_in

MODEL = LanguageModel(None)


def compared(text: str) -> tuple[Comparison, ...]:
    (reading,) = MODEL.read([text])
    return compared_in(reading.words)


@pytest.mark.parametrize(
    ("text", "way", "how"),
    [
        pytest.param("Sju saker i år, i fjor var det tre.", "up", "times", id="two times"),
        pytest.param("Mobbing: 7 åpne saker, var 3 ved skolestart.", "up", "past", id="what was"),
        pytest.param("Kopper: åtte tilfeller, ingen i september.", "up", "past", id="none in a month"),
        pytest.param("Innbrudd: 9 (14).", "down", "link", id="in parentheses"),
        pytest.param("Tolv tyverier mot sju.", "up", "link", id="against"),
        pytest.param("Falske meldinger: daglig nå, ukentlig i fjor.", "up", "times", id="how often"),
        pytest.param("Hærverk for tre år siden førti ganger, nå elleve.", "down", "times", id="years ago"),
        pytest.param("Mye bråk i fjor, nesten ingenting i år.", "down", "times", id="about how many"),
        pytest.param("To saker i år, to i fjor.", "same", "times", id="alike"),
    ],
)
def test_the_earlier_count_is_told_by_times_or_by_what_links_them(text: str, way: str, how: str) -> None:
    first = compared(text)[0]
    assert (first.way, first.how) == (way, how)


def test_a_share_is_set_against_no_count() -> None:
    assert compared("12 prosent mot fire saker i fjor.") == ()


def test_one_count_is_set_against_nothing() -> None:
    assert compared("Det var fire innbrudd i fjor.") == ()


def test_a_count_goes_with_the_next_and_the_next_but_one() -> None:
    found = compared("Tre saker i 2019, fem i 2020, ni i 2021, ti i 2022.")
    assert [one.apart for one in found] == [False, True, False, True, False]
    assert {one.way for one in found} == {"up"}


def test_patterns_find_where_a_side_ends_a_time_ago_and_a_day() -> None:
    assert [found.group() for found in CUT.finditer("9 saker, mot 4 i fjor")] == [",", "mot"]
    assert AGO.search("for tre år siden") is not None
    assert DAY.match("1 september") is not None
