"""How much something changed, in the text's own words."""

from __future__ import annotations

import pytest

from ingest.themes.annotate import Annotator
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


@pytest.mark.parametrize(
    ("text", "theme", "amount", "change"),
    [
        pytest.param("Hærverket har gått ned fra 14 til 9 saker.", "skadeverk", "fra 14 til 9", (14, 9), id="from to"),
        pytest.param("Hærverket har økt med 20 prosent i år.", "skadeverk", "med 20 prosent", None, id="a share"),
        pytest.param("Hærverket har auka med om lag 5,5 %.", "skadeverk", "med om lag 5,5 %", None, id="nynorsk"),
        pytest.param("Narkotikasakene er halvert siden i fjor.", "narkotika", "halvert", None, id="halved"),
        pytest.param("Det er mer hærverk enn før, en kraftig økning.", "skadeverk", None, None, id="no amount"),
    ],
)
def test_a_trend_is_told_with_how_much_as_written(
    annotator: Annotator, text: str, theme: str, amount: str | None, change: tuple[int, int] | None
) -> None:
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=f"Politiet orienterte.\n{text}")
    (mention,) = [each for each in annotator.explain(item) if each.theme == theme]
    assert mention.trend is not None
    assert (mention.change_text, mention.change) == (amount, change)


def test_a_sentence_without_a_trend_tells_no_amount(annotator: Annotator) -> None:
    item = AgendaItem(id="1", order=1, number="1.", title="Hærverk", text="Gebyret for hærverk øker med 20 prosent.")
    assert {mention.change_text for mention in annotator.explain(item)} == {None}
