"""Words that speak of a theme only side by side."""

from __future__ import annotations

import pytest

from ingest.themes.annotate import Annotator
from minutes.model import AgendaItem, Mention, Span
from minutes.vocabulary import Theme, Together, Vocabulary

THEME = Theme(
    id="unge",
    label="Unge",
    label_nn="Unge",
    definition="Prøve.",
    together=(Together(of=("hærverk~", "tyveri"), beside=("ungdom", "under 15"), unless=("utsatt for",)),),
)
VOCABULARY = Vocabulary(version="1", digest="0" * 64, themes=(THEME,))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(VOCABULARY)


def mentions(annotator: Annotator, text: str) -> tuple[Mention, ...]:
    span = Span(page=1, start=0, end=len(text), at=0)
    return annotator.explain(AgendaItem(id="1", order=1, number="1.", title="Saker", text=text, spans=(span,)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("Hærverket gjøres av ungdommer.", "sammen: Hærverket + ungdommer", id="in a sentence"),
        pytest.param("Ungdom står bak tyveriene.", "sammen: tyveriene + Ungdom", id="in either order"),
        pytest.param("Det er meldt hærverk. Alle er under 15 år.", "sammen: hærverk + under 15", id="in the next"),
    ],
)
def test_two_words_side_by_side_are_a_mention_that_names_both(annotator: Annotator, text: str, why: str) -> None:
    assert [mention.why for mention in mentions(annotator, text)] == [why]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Det er meldt hærverk.", id="one alone"),
        pytest.param("Det er meldt hærverk.\nUngdommer vil ha en klubb.", id="in two points"),
        pytest.param("Ungdommer vil ha en klubb. Det er meldt hærverk.", id="who it is before what is done"),
        pytest.param("Det er hærverk her. Ja. Ungdommer bor her.", id="too far apart"),
        pytest.param("Ungdommer er utsatt for tyveri.", id="what makes it another matter"),
        pytest.param("Det er hærverk. Ungdommer er utsatt for det.", id="the same in the next sentence"),
    ],
)
def test_what_does_not_stand_side_by_side_is_none(annotator: Annotator, text: str) -> None:
    assert mentions(annotator, text) == ()


def test_a_mention_of_two_sentences_quotes_both(annotator: Annotator) -> None:
    text = "Alt vel ellers. Det er meldt hærverk. Alle er under 15 år. Takk for i dag."
    (mention,) = mentions(annotator, text)

    assert [evidence.quote for evidence in mention.evidence] == ["Det er meldt hærverk. Alle er under 15 år."]
