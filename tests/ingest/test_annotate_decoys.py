"""Names that hold a theme's word without treating the theme: titles, streets, firms, laws, works; and what was put off."""

from __future__ import annotations

import pytest

from ingest.themes.annotate import Annotator
from ingest.themes.standing import Reason
from minutes.kinds import Standing
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


def reasons(annotator: Annotator, text: str, theme: str) -> set[str | None]:
    item = AgendaItem(id="1", order=1, number="1.", title="Eventuelt", text=text)
    return {mention.left_out for mention in annotator.explain(item) if mention.theme == theme}


@pytest.mark.parametrize(
    ("text", "theme", "reason"),
    [
        pytest.param("Rørleggeren har vært i Sykehusveien 4.", "helse-omsorg", Reason.STREET, id="a street"),
        pytest.param("Brann og Sikring AS leverte lavest pris.", "brann", Reason.NAME, id="a firm"),
        pytest.param("Næringssjefen takket for laget.", "naering-skjenking", Reason.ACTOR, id="an official"),
        pytest.param("Barnevernsleder Eva Moen åpnet møtet.", "barnevern", Reason.ACTOR, id="a title before a name"),
        pytest.param("Til stede: Tor Vik (barnevernet).", "barnevern", Reason.ACTOR, id="whom somebody is from"),
        pytest.param("Møtte: Anne Dahl, helsesykepleier.", "helse-omsorg", Reason.ACTOR, id="what somebody is"),
        pytest.param("Barnevernet var representert.", "barnevern", Reason.ACTOR, id="who was there"),
        pytest.param("Gjerdet må flyttes etter jordloven.", "landbruk-reindrift", Reason.LAW, id="a law"),
        pytest.param("Ordføreren leste fra boken om brannen.", "brann", Reason.WORK, id="a book"),
        pytest.param("Huset ble reist etter brannen i 1905.", "brann", Reason.HISTORY, id="history"),
        pytest.param("Svindel skulle drøftes, men ble utsatt.", "digital-kriminalitet", Reason.PUT_OFF, id="put off"),
        pytest.param("Dyrevern ble tatt av sakslista.", "dyrevelferd", Reason.PUT_OFF, id="taken off the agenda"),
        pytest.param(
            "Mange ville snakke om mobbing. Ordføreren sa at dette ikke var tema.",
            "mobbing",
            Reason.DENIED,
            id="denied in the next sentence",
        ),
    ],
)
def test_a_theme_is_left_out_and_it_is_known_why(annotator: Annotator, text: str, theme: str, reason: Reason) -> None:
    assert reasons(annotator, text, theme) == {str(reason)}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        pytest.param("Utekontakten snakker med de unge der de er.", "ungdomsmiljo", id="a service, no official"),
        pytest.param("Det var brann i 2019 og en ny i fjor.", "brann", id="a fire of these years"),
        pytest.param(
            "Svindel skulle stanses, men bankene er trege.", "digital-kriminalitet", id="a but without denial"
        ),
        pytest.param("Mobbing ble drøftet. Dette er et viktig tema.", "mobbing", id="a subject in the next sentence"),
    ],
)
def test_what_only_looks_so_counts(annotator: Annotator, text: str, theme: str) -> None:
    assert None in reasons(annotator, text, theme)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_but_none_keeps_a_mention_from_counting(reason: Reason) -> None:
    assert (reason.standing is Standing.COUNTS) == (reason is Reason.COUNTS)
