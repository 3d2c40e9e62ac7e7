"""The gold of short items of every theme, and its part of the quality gate."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.theme_items import FOLDER, LISTED, PARTS, ThemeItem, columns, read_items, tag
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

ITEMS = {part: read_items(FOLDER / f"{part}.json") for part in PARTS}
NOISE = ThemeItem(
    form="nb",
    title="Bråk i gata",
    text="Det var bråk.",
    themes=frozenset({"ordenssituasjonen"}),
    optional=frozenset({"uteliv"}),
)


class Says:
    """A reader that says the same of every item."""

    def __init__(self, *mentions: Mention) -> None:
        self._mentions = mentions

    def __call__(self, _: AgendaItem) -> Sequence[Mention]:
        return self._mentions


def test_as_many_are_held_as_the_readme_says_and_enough_are_nynorsk() -> None:
    assert {part: len(ITEMS[part]) for part in PARTS} == {
        "dev": 40,
        "held": 20,
        "dev-2": 50,
        "held-2": 50,
        "held-3": 50,
        "held-4": 40,
        "held-5": 40,
    }
    assert sum(item.form == "nn" for part in PARTS for item in ITEMS[part]) == 117


def test_no_held_item_is_listed() -> None:
    assert not [part for part in LISTED if part.startswith("held")]


def test_every_theme_is_what_some_item_is_about() -> None:
    about = {theme for part in PARTS for item in ITEMS[part] for theme in item.themes}
    assert about == {theme.id for theme in load_vocabulary().themes}


@pytest.mark.parametrize("part", PARTS)
def test_no_theme_is_both_certain_and_optional(part: str) -> None:
    known = {theme.id for theme in load_vocabulary().themes}
    for item in ITEMS[part]:
        assert not item.themes & item.optional, item.title
        assert item.themes | item.optional <= known, item.title


def test_an_optional_theme_is_neither_right_nor_wrong() -> None:
    tagged = tag([NOISE], Says(Mention(theme="ordenssituasjonen", why=""), Mention(theme="uteliv", why="")))
    assert columns(tagged) == {"F1": 1.0, "macro F1": 1.0, "precision": 1.0, "recall": 1.0}


def test_a_theme_too_many_and_one_too_few_both_cost() -> None:
    tagged = tag([NOISE, NOISE], Says(Mention(theme="brann", why="")))
    assert tagged[0].missed == frozenset({"ordenssituasjonen"})
    assert tagged[0].false == frozenset({"brann"})
    assert columns(tagged)["F1"] == 0.0


def test_a_mention_that_does_not_count_is_no_theme() -> None:
    tagged = tag([NOISE], Says(Mention(theme="brann", why="", standing=Standing.INCIDENTAL)))
    assert tagged[0].themes == frozenset()
