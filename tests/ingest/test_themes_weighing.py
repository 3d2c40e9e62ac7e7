"""How much an item is about a theme: what the weight rises and falls with."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.themes.annotate import Annotator
from ingest.themes.weighing import Signs, least_weight, weight
from minutes.model import AgendaItem
from minutes.tables import read_table
from minutes.vocabulary import load_vocabulary

NAMES = [field.name for field in fields(Signs)]
NOTHING = Signs(**dict.fromkeys(NAMES, 0.0))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


def weights(annotator: Annotator, title: str, text: str, number: str = "PS 3/20") -> dict[str, float | None]:
    item = AgendaItem(id="1", order=1, number=number, title=title, text=text)
    return {mention.theme: mention.weight for mention in annotator.explain(item)}


def test_every_sign_has_its_coefficient_and_no_other_is_there() -> None:
    table = read_table("ingest.themes", "weights.toml")

    assert set(table) == {"constant", "least", *NAMES}


@given(st.lists(st.floats(-5, 5), min_size=len(NAMES), max_size=len(NAMES)))
def test_a_weight_is_a_share(values: list[float]) -> None:
    assert 0 <= weight(Signs(**dict(zip(NAMES, values, strict=True)))) <= 1


def test_a_title_weighs_and_another_theme_in_it_takes_away() -> None:
    assert weight(replace(NOTHING, title=1.0)) > weight(NOTHING) > weight(replace(NOTHING, elsewhere=1.0))


def test_what_a_title_says_weighs_more_than_a_passing_word(annotator: Annotator) -> None:
    text = "Rådmannen viser til saken og legger den frem på nytt. " * 20 + "Det er kvikkleire i grunnen."
    found = weights(annotator, "Skjenkebevilling til Storvik kro", text)

    assert (found["alkohol"] or 0) > least_weight() > (found["kvikkleire"] or 0)


def test_a_theme_has_one_weight_in_an_item(annotator: Annotator) -> None:
    item = AgendaItem(id="1", order=1, number="1.", title="Hærverk", text="Hærverk i parken. Det ble tagget på skolen.")
    found = {mention.weight for mention in annotator.explain(item) if mention.theme == "skadeverk"}

    assert len(found) == 1


def test_what_counts_for_nothing_weighs_nothing(annotator: Annotator) -> None:
    assert weights(annotator, "Orientering", "Hærverk ble ikke drøftet.", "1.") == {"skadeverk": 0.0}
