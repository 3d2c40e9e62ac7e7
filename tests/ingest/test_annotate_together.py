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
TRACED = Theme(
    id="slag",
    label="Slag",
    label_nn="Slag",
    definition="Prøve.",
    hints=("trussel",),
    traces=("knyttneve~", "innlagt", "kjeve"),
    faint=("flaske", "hode", "sting", "natt"),
    exclude=("kjeve på fisk",),
    incidents=True,
)
OTHER = Theme(id="lås", label="Lås", label_nn="Lås", definition="Prøve.", words=("lås",))
VOCABULARY = Vocabulary(version="1", digest="0" * 64, themes=(THEME, TRACED, OTHER))


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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("En gutt ble innlagt etter en knyttneve.", "sammen: innlagt + knyttneve", id="in a sentence"),
        pytest.param("Kjeven er skadd. Han er innlagt.", "sammen: Kjeven + innlagt", id="in the next"),
        pytest.param(
            "Kjeven er skadd. Det var sent. Han er innlagt.", "sammen: Kjeven + innlagt", id="a sentence between"
        ),
    ],
)
def test_two_different_traces_near_each_other_are_a_mention(annotator: Annotator, text: str, why: str) -> None:
    assert [mention.why for mention in mentions(annotator, text)] == [why]


def test_a_trace_and_a_hint_are_one_too(annotator: Annotator) -> None:
    (mention,) = mentions(annotator, "Det kom en trussel, og en knyttneve ble vist.")

    assert mention.why == "stikkord: trussel; sammen: trussel + knyttneve"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("En gutt er innlagt.", id="one alone"),
        pytest.param("En knyttneve, og enda en knyttneve.", id="the same twice"),
        pytest.param("Kjeven er skadd.\nHan er innlagt.", id="in two points"),
        pytest.param("Kjeven er skadd. Det var sent. Ja. Så. Han er innlagt.", id="too far apart"),
        pytest.param("Kokken viste kjeve på fisk. Han er innlagt.", id="one in what is excluded"),
        pytest.param("Verken knyttneve eller kjeve er vist fram.", id="denied"),
    ],
)
def test_a_trace_without_another_is_none(annotator: Annotator, text: str) -> None:
    assert mentions(annotator, text) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(
            "Han fikk en flaske i hodet natt til lørdag og måtte sy fire sting.",
            "sammen: flaske + hodet + natt + sting",
            id="four faint ones",
        ),
        pytest.param("Han er innlagt. Hodet har fem sting.", "sammen: innlagt + Hodet + sting", id="two and a trace"),
    ],
)
def test_faint_traces_are_enough_when_they_are_many(annotator: Annotator, text: str, why: str) -> None:
    assert [mention.why for mention in mentions(annotator, text)] == [why]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Han fikk en flaske i hodet natt til lørdag.", id="three faint ones"),
        pytest.param("Han er innlagt. Hodet gjør vondt.", id="one and a trace"),
        pytest.param(
            "Lås ble brutt natt til lørdag. En flaske, et hode og fire sting.", id="a sure word of another theme"
        ),
    ],
)
def test_fewer_faint_traces_or_such_as_are_of_another_theme_say_nothing(annotator: Annotator, text: str) -> None:
    assert "slag" not in {mention.theme for mention in mentions(annotator, text)}


def test_a_trace_says_nothing_in_a_title(annotator: Annotator) -> None:
    assert (
        annotator.explain(AgendaItem(id="1", order=1, number="1.", title="Innlagt", text="Saken ble lagt frem.")) == ()
    )


def test_traces_in_two_sentences_are_quoted_with_both(annotator: Annotator) -> None:
    (mention,) = mentions(annotator, "Alt vel ellers. Kjeven er skadd. Han er innlagt. Takk for i dag.")

    assert mention.evidence[0].quote == "Kjeven er skadd. Han er innlagt."
