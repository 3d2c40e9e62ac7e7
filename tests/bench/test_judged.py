"""Themes that came into the vocabulary after a set was marked."""

from __future__ import annotations

import tomllib

from bench.judged import LIST, not_judged, without
from minutes.vocabulary import load_vocabulary


def test_a_theme_that_the_gold_does_not_know_is_neither_for_nor_against() -> None:
    predicted = {"kind": "referat", "items": [{"title": "Status", "themes": ["innbrudd", "vold"]}]}
    assert without(predicted, frozenset({"innbrudd"})) == {
        "kind": "referat",
        "items": [{"title": "Status", "themes": ["vold"]}],
    }
    assert without({}, frozenset({"innbrudd"})) == {}


def test_only_the_sets_marked_before_are_without_the_later_themes() -> None:
    assert "innbrudd" in not_judged("kinds-held")
    assert not not_judged("samples")
    assert not not_judged("kinds-dev")


def test_the_later_themes_are_in_the_vocabulary() -> None:
    known = {theme.id for theme in load_vocabulary().themes}
    assert set(tomllib.loads(LIST.read_text(encoding="utf-8"))["later"]) <= known
