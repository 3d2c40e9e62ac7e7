"""Nynorsk words made bokmål, part by part."""

from __future__ import annotations

import pytest

from ingest.themes.sisters import sister
from minutes.tables import read_table


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("skule", "skole", id="a whole word"),
        pytest.param("kulturskule", "kulturskole", id="the head of a compound"),
        pytest.param("skuleveg", "skolevei", id="both parts"),
        pytest.param("sjukeheimsplass", "sykehjemsplass", id="with what links them"),
        pytest.param("einsemd", "einsomhet", id="an ending alone"),
        pytest.param("herrelaus", "herreløs", id="an ending of adjectives"),
        pytest.param("hundeåtak", "hundeangrep", id="a head of another stem"),
        pytest.param("narkotika", "narkotika", id="the same in both"),
        pytest.param("valg", "valg", id="a word of bokmål"),
    ],
)
def test_a_word_and_its_sister_are_one(word: str, expected: str) -> None:
    assert sister(word) == expected


def test_no_sister_has_a_sister() -> None:
    parts = read_table("ingest.themes", "sisters.toml")["parts"]

    assert not set(parts) & set(parts.values())
