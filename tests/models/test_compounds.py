"""The compound splitter: what it must cut, and what it must leave whole."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.compounds import read_nouns, score_nouns
from models.compounds import compound_terms, split_compound

HERE = Path(__file__).parent
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.90


def words_in(noun: str) -> tuple[str, ...]:
    return tuple(part.word for part in split_compound(noun))


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        pytest.param("trafikksikkerhetsplan", ("trafikk", "sikkerhet", "plan"), id="three parts and a linking s"),
        pytest.param("barnehage", ("barn", "hage"), id="a linking e"),
        pytest.param("trafikkontroll", ("trafikk", "kontroll"), id="a consonant that is not written"),
        pytest.param("busstopp", ("buss", "stopp"), id="an unwritten consonant before a word that is there too"),
        pytest.param("hovedutvalg", ("hoved", "utvalg"), id="an opening that is no word of its own"),
        pytest.param("kvikkleireskred", ("kvikk", "leire", "skred"), id="an adjective first"),
        pytest.param("russefeiring", ("russ", "feiring"), id="russ is not rus"),
        pytest.param("rusomsorg", ("rus", "omsorg"), id="rus is rus"),
        pytest.param("trafikktryggleik", ("trafikk", "tryggleik"), id="nynorsk"),
        pytest.param("slt-koordinator", ("slt", "koordinator"), id="a hyphen parts"),
        pytest.param("ungdomsskole", ("ungdom", "skole"), id="a suffix is not a part"),
    ],
)
def test_a_compound_is_cut_into_its_words(noun: str, words: tuple[str, ...]) -> None:
    assert words_in(noun) == words


@pytest.mark.parametrize(
    "noun",
    ["voldgift", "rand", "russ", "kartlegging", "isolering", "ordfører", "samarbeid", "vedtak", "e-", "", "12/21"],
)
def test_a_word_that_only_looks_like_a_compound_stays_whole(noun: str) -> None:
    assert split_compound(noun) == ()


@pytest.mark.parametrize(
    ("noun", "absent"),
    [
        pytest.param("voldgift", "vold", id="vold is not in voldgift"),
        pytest.param("russefeiring", "rus", id="rus is not in russefeiring"),
        pytest.param("rand", "ran", id="ran is not in rand"),
        pytest.param("kartlegging", "kart", id="kart is not in kartlegging"),
        pytest.param("isolering", "is", id="is is not in isolering"),
        pytest.param("isoleringsmateriale", "is", id="nor in what begins with isolering"),
    ],
)
def test_a_word_is_not_found_inside_another_by_chance(noun: str, absent: str) -> None:
    assert absent not in compound_terms(noun)


def test_terms_are_the_parts_and_their_runs_without_links() -> None:
    assert compound_terms("trafikksikkerhetsplan") == (
        "trafikk",
        "sikkerhet",
        "plan",
        "trafikksikkerhet",
        "sikkerhetsplan",
    )


@pytest.mark.parametrize("name", ["compounds-tuning.txt", "compounds-second.txt", "compounds-held-out.txt"])
def test_judged_nouns_are_cut_right_often_enough(name: str) -> None:
    figures = score_nouns(HERE / name)
    assert figures["precision"] >= LEAST_PRECISION
    assert figures["recall"] >= LEAST_RECALL


def test_no_noun_is_both_tuned_on_and_held_out() -> None:
    tuned = {judged.noun for name in ("tuning", "second") for judged in read_nouns(HERE / f"compounds-{name}.txt")}
    held_out = {judged.noun for judged in read_nouns(HERE / "compounds-held-out.txt")}
    assert len(held_out) >= 200
    assert not tuned & held_out


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abdefgiklmnoprstuvyæøå-", max_size=24))
def test_parts_cover_the_word_in_order(word: str) -> None:
    parts = split_compound(word)
    for before, after in pairwise(parts):
        assert before.start < after.start
    if parts:
        assert len(parts) > 1
        assert all(0 <= part.start < part.end <= len(word) for part in parts)


def test_a_row_of_letters_longer_than_any_word_is_left_whole() -> None:
    assert split_compound("skole" * 40_000) == ()
