"""In papers of a municipality at large most that goes up or down is not the theme: there it must be close, and an event."""

from __future__ import annotations

import pytest

from ingest.themes.annotate import Annotator
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary(None))


def trends(annotator: Annotator, text: str) -> set[tuple[str, str]]:
    item = AgendaItem(id="x", order=1, number=None, title="Sak", text=text)
    return {(mention.theme, str(mention.trend)) for mention in annotator.explain(item) if mention.trend}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Økonomien ble bedre etter at eiendomsskatten økte.", id="a field of work goes nowhere"),
        pytest.param("Landbruket i bygda er blitt mer effektivt de siste årene.", id="nor does this one"),
        pytest.param(
            "Budsjettet til barnevernet er redusert. Det har økt i kulturskolen.",
            id="what follows is about something else",
        ),
        pytest.param("Brannordningen krever minimum fire mannskaper.", id="minimum is no fall"),
        pytest.param("Oppvekstsjefen la fram tall om mobbing i oppvekstutvalget.", id="oppvekst is no growth"),
        pytest.param(
            "Etter at forskriften ble endret og gebyret for leie av lokaler ble redusert med en tredel, har Ungdommens hus "
            "tatt imot grupper fra hele regionen, og der holdes også kurs om mobbing.",
            id="what fell stands far from the theme",
        ),
    ],
)
def test_what_goes_is_not_the_theme(text: str, annotator: Annotator) -> None:
    assert trends(annotator, text) == set()


def test_a_long_sentence_that_says_it_close_by_still_does(annotator: Annotator) -> None:
    text = (
        "Politikontakten orienterte om situasjonen i sentrum det siste halvåret og sa at skadeverket har økt kraftig, "
        "særlig ved skolen og på stasjonen i helgene når kiosken er stengt."
    )
    assert ("skadeverk", "øker") in trends(annotator, text)
