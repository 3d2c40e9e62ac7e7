"""The gold of decoys, and its part of the quality gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from bench.decoys import FALSE_ALARMS, FOLDER, LISTED, PARTS, SHOULD_FIRE, DecoyCase, columns, read_cases, tag
from bench.figures import Figure
from bench.quality import held_against
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

CASES = {part: read_cases(FOLDER / f"{part}.json") for part in PARTS}

VENUE = DecoyCase(
    kind="venue",
    form="nb",
    title="Innbrudd",
    text="Det var innbrudd på skolen.",
    must_not=("skole-oppvekst",),
    must=("innbrudd",),
)


class Says:
    """An annotator that says the same of every item."""

    def __init__(self, *mentions: Mention) -> None:
        self._mentions = mentions

    def __call__(self, _: AgendaItem) -> Sequence[Mention]:
        return self._mentions


def counting(theme: str) -> Mention:
    return Mention(theme=theme, why="")


def test_as_many_are_held_as_the_readme_says() -> None:
    sizes = {part: len(cases) for part, cases in CASES.items() if part not in LISTED}
    assert sizes == {"held": 36, "held-2": 93, "held-3": 60, "held-4": 120, "held-5": 150}


def test_every_kind_of_our_own_decoys_is_in_both_parts() -> None:
    kinds = {part: Counter(case.kind for case in CASES[part]) for part in ("dev", "held")}
    assert kinds["dev"].keys() == kinds["held"].keys()
    assert set(kinds["held"].values()) == {3}


@pytest.mark.parametrize("part", PARTS)
def test_decoys_name_themes_there_are_and_none_as_both(part: str) -> None:
    known = {theme.id for theme in load_vocabulary().themes}
    for case in CASES[part]:
        assert case.form in {"nb", "nn"}, case.title
        assert case.must or case.must_not, case.title
        assert {*case.must, *case.must_not} <= known, case.title
        assert not set(case.must) & set(case.must_not), case.title


def test_no_held_decoy_is_in_another_part() -> None:
    for part in PARTS:
        others = {(case.title, case.text) for other in PARTS if other != part for case in CASES[other]}
        assert not {(case.title, case.text) for case in CASES[part]} & others, part


def test_an_item_that_nothing_can_be_wrong_with_is_no_share_of_the_false_alarms() -> None:
    only_treated = DecoyCase(kind="venue", form="nb", title="Tak", text="Taket.", must_not=(), must=("innbrudd",))
    assert columns(tag([VENUE, only_treated], Says(counting("skole-oppvekst"))))[FALSE_ALARMS] == 1.0


def test_an_item_with_a_theme_it_must_not_have_is_a_false_alarm() -> None:
    tagged = tag([VENUE, VENUE], Says(counting("skole-oppvekst")))
    assert tagged[0].alarms == ("skole-oppvekst",)
    assert columns(tagged) == {FALSE_ALARMS: 1.0, SHOULD_FIRE: 0.0}


def test_a_mention_that_does_not_count_is_no_false_alarm() -> None:
    tagged = tag(
        [VENUE], Says(Mention(theme="skole-oppvekst", why="", standing=Standing.INCIDENTAL), counting("innbrudd"))
    )
    assert tagged[0].missed == ()
    assert columns(tagged) == {FALSE_ALARMS: 0.0, SHOULD_FIRE: 1.0}


@pytest.mark.parametrize(
    ("value", "fails", "says"),
    [
        pytest.param(0.02, False, "(at most 0.050)", id="fewer errors than allowed"),
        pytest.param(0.08, True, "(at most 0.050)  ABOVE IT", id="more errors than allowed"),
    ],
)
def test_of_errors_less_is_better(value: float, fails: bool, says: str) -> None:  # noqa: FBT001
    figure = Figure(name=FALSE_ALARMS, value=value, floor=0.05, at_most=True)
    assert figure.fails is fails
    assert held_against(figure) == says
