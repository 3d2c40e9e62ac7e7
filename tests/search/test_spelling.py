"""What a misspelt word may be meant for."""

from __future__ import annotations

import pytest

from index.engine import Engine
from search.spelling import like, meant_for, stands


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("skadevrk", "skadeverk", id="a letter left out"),
        pytest.param("skadeverkk", "skadeverk", id="a letter too many"),
        pytest.param("okning", "økning", id="another letter"),
        pytest.param("oekning", "økning", id="without the key for ø"),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: str, engine: Engine) -> None:
    assert meant_for(engine, typed)[0] == first


def test_what_is_like_no_word_is_meant_for_none(engine: Engine) -> None:
    assert meant_for(engine, "xylofonist") == ()
    assert like(engine, "xylofonist") == []


def test_a_word_stands_there_as_written(engine: Engine) -> None:
    assert stands(engine, "skadeverk")
    assert not stands(engine, "skadevrk")
