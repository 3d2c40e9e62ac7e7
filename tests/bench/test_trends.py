"""The gold of trends, and its part of the quality gate."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.trends import FOLDER, LISTED, NONE, PARTS, Read, TrendCase, columns, read_cases, read_trends
from minutes.kinds import Standing, Trend
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

CASES = {part: tuple(read_cases(FOLDER / f"{part}.toml")) for part in PARTS}


def case(trend: str, *, decoy: str | None = None) -> TrendCase:
    return TrendCase(text="Hærverket øker.", theme="skadeverk", form="nb", trend=trend, decoy=decoy)


class Says:
    """A reader that says the same of every item."""

    def __init__(self, *mentions: Mention) -> None:
        self._mentions = mentions

    def __call__(self, _: AgendaItem) -> Sequence[Mention]:
        return self._mentions


def test_a_third_of_the_texts_is_held_and_a_quarter_are_decoys() -> None:
    sizes = {part: len(cases) for part, cases in CASES.items()}
    assert sizes == {
        "dev": 80,
        "held": 40,
        "later": 30,
        "dev-2": 121,
        "held-2": 59,
        "held-3": 60,
        "practice": 494,
        "held-4": 80,
        "held-5": 90,
        "dev-4": 2119,
    }
    for part in ("dev", "held"):
        assert sum(case.decoy is not None for case in CASES[part]) == len(CASES[part]) // 4


@pytest.mark.parametrize("part", PARTS)
def test_the_labels_are_ones_there_are_and_a_decoy_has_no_trend(part: str) -> None:
    themes = {theme.id for theme in load_vocabulary().themes}
    for one in CASES[part]:
        assert one.theme in themes, one.text
        assert one.trend in {*map(str, Trend), NONE}, one.text
        assert one.form in {"nb", "nn"}, one.text
        assert one.decoy is None or one.trend == NONE, one.text


@pytest.mark.parametrize("part", PARTS)
def test_numbers_go_the_way_that_the_text_goes(part: str) -> None:
    for one in CASES[part]:
        if one.change:
            before, after = one.change
            way = Trend.UP if after > before else Trend.DOWN if after < before else Trend.UNCHANGED
            assert one.trend == way, one.text


def test_no_text_of_a_held_part_is_in_another() -> None:
    for held in (part for part in PARTS if part.startswith("held")):
        others = {one.text for part in PARTS if not part.startswith("held") for one in CASES[part]}
        assert not any(one.text in others for one in CASES[held]), held


def test_held_parts_are_never_listed() -> None:
    assert not [part for part in LISTED if part.startswith("held")]


def test_a_trend_that_counts_goes_before_one_that_does_not() -> None:
    says = Says(
        Mention(theme="vold", why="", trend=Trend.DOWN),
        Mention(theme="skadeverk", why="", trend=Trend.DOWN, standing=Standing.INCIDENTAL),
        Mention(theme="skadeverk", why="", trend=Trend.UP),
    )
    assert [one.trend for one in read_trends([case("øker")], says)] == ["øker"]


def test_a_theme_that_is_not_seen_has_no_trend() -> None:
    (read,) = read_trends([case("øker")], Says())
    assert (read.trend, read.found, read.right) == (NONE, False, False)


def test_the_shares_are_of_what_goes_a_way_what_does_not_and_decoys() -> None:
    read = [
        Read(case=case("øker"), trend="øker", found=True),
        Read(case=case("avtar"), trend="øker", found=True),
        Read(case=case(NONE), trend=NONE, found=False),
        Read(case=case(NONE, decoy="money"), trend="øker", found=True),
    ]
    assert columns(read) == {"all": 0.5, "trend": 0.5, "trend seen": 0.5, "none": 0.5, "decoys": 0.0, "themes": 0.75}
