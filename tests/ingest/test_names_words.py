"""What words with capitals are the names of: by a word of theirs, by those beside them, in headings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pytest

from ingest.names.capitals import find_in_capitals, is_heading
from ingest.names.compounds import find_compounds, kind_by_ending
from ingest.names.kin import find_apposed, with_kin
from ingest.names.known import Places
from ingest.names.phrases import find_phrases
from ingest.names.plain import opens_sentence
from ingest.names.rest import find_rest
from ingest.names.spots import Source, Spot, without_overlaps
from ingest.names.words import name_words
from minutes.kinds import NameKind


def found(spots: Iterable[Spot]) -> list[tuple[NameKind, str]]:
    return [(spot.kind, spot.name) for spot in without_overlaps(spots)]


@pytest.mark.parametrize("example", name_words().places.examples)
def test_an_example_of_a_place_is_found_inside_a_sentence(example: str) -> None:
    assert (NameKind.PLACE, example) in found(find_compounds(f"Det gjelder {example} nå."))


@pytest.mark.parametrize("example", name_words().organisations.examples)
def test_an_example_of_an_organisation_is_found_inside_a_sentence(example: str) -> None:
    assert (NameKind.ORGANISATION, example) in found(find_compounds(f"Det gjelder {example} nå."))


@pytest.mark.parametrize("example", name_words().places.counterexamples)
def test_a_counterexample_is_no_place(example: str) -> None:
    assert NameKind.PLACE not in [kind for kind, _ in found(find_compounds(f"{example} er omtalt."))]


@pytest.mark.parametrize("example", name_words().organisations.counterexamples)
def test_a_counterexample_is_no_organisation(example: str) -> None:
    assert NameKind.ORGANISATION not in [kind for kind, _ in found(find_compounds(f"{example} er omtalt."))]


@pytest.mark.parametrize("example", name_words().phrases.examples)
def test_an_example_of_a_phrase_is_found_inside_a_sentence(example: str) -> None:
    assert (NameKind.ORGANISATION, example) in found(find_phrases(f"Saken går til {example} nå."))


@pytest.mark.parametrize("example", name_words().phrases.counterexamples)
def test_a_counterexample_is_no_phrase(example: str) -> None:
    assert list(find_phrases(f"Saken går til {example} nå.")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("For Hegg skole gjelder", (NameKind.PLACE, "Hegg skole"), id="an opener is left out"),
        pytest.param("Mattilsynets rapport", (NameKind.ORGANISATION, "Mattilsynet"), id="genitive of a definite noun"),
        pytest.param(
            "Vinterlia kommunes plan", (NameKind.ORGANISATION, "Vinterlia kommune"), id="genitive of a compound"
        ),
        pytest.param("på Solvik Skole", (NameKind.PLACE, "Solvik skole"), id="one spelling of a place"),
        pytest.param("i Ytre Solmark", (NameKind.PLACE, "Ytre Solmark"), id="a part of a place"),
        pytest.param(
            "Kultur- og likestillingsdepartementet svarte",
            (NameKind.ORGANISATION, "Kultur- og likestillingsdepartementet"),
            id="joined by a hyphen",
        ),
        pytest.param(
            "Utvalg for helse og omsorg vedtok",
            (NameKind.ORGANISATION, "Utvalg for helse og omsorg"),
            id="for something",
        ),
        pytest.param(
            "møte med Granvik pensjonistforening", (NameKind.ORGANISATION, "Granvik pensjonistforening"), id="club"
        ),
        pytest.param("Rud AS og Lia Bygg AS", (NameKind.ORGANISATION, "Lia Bygg AS"), id="two companies"),
        pytest.param("Lia Rør og Varme AS", (NameKind.ORGANISATION, "Lia Rør og Varme AS"), id="one with og"),
        pytest.param("fra Solvik Bondelag", (NameKind.ORGANISATION, "Solvik Bondelag"), id="with a capital"),
        pytest.param(
            "og Lia Bonde- og Småbrukarlag",
            (NameKind.ORGANISATION, "Lia Bonde- og Småbrukarlag"),
            id="joined, with capitals",
        ),
        pytest.param("i Norsk Skogmuseum", (NameKind.ORGANISATION, "Norsk Skogmuseum"), id="no place"),
        pytest.param("FNs dag", (NameKind.ORGANISATION, "FN"), id="genitive of letters"),
        pytest.param("ved Nils Lia-huset", (NameKind.PLACE, "Nils Lia-huset"), id="house called after somebody"),
        pytest.param("på Solmark Pub", (NameKind.PLACE, "Solmark pub"), id="house"),
        pytest.param("ved Stuorajohka", (NameKind.PLACE, "Stuorajohka"), id="Sámi water"),
        pytest.param(
            "Hovedutvalg helse og miljøs vedtak",
            (NameKind.ORGANISATION, "Hovedutvalg helse og miljø"),
            id="genitive of a phrase",
        ),
    ],
)
def test_a_word_of_a_name_tells_its_kind(text: str, wanted: tuple[NameKind, str]) -> None:
    assert wanted in found(chain(find_compounds(text), find_phrases(text)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Solmark forslag falt.", id="a word that only ends like a society"),
        pytest.param("Søknaden avslås.", id="a verb that ends like a hill"),
        pytest.param("Vi var på Skolens parkeringsplass.", id="nothing of its own"),
        pytest.param("Sak om Seksjon for videre behandling.", id="no field"),
    ],
)
def test_what_is_no_name_is_left(text: str) -> None:
    assert found(chain(find_compounds(text), find_phrases(text))) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        pytest.param(
            "SOLVIK FRIVILLIGSENTRAL – TILSKUDD", (NameKind.ORGANISATION, "Solvik frivilligsentral"), id="society"
        ),
        pytest.param("VALG TIL ELDRERÅDET", (NameKind.ORGANISATION, "Eldrerådet"), id="one word"),
        pytest.param("AVTALE MED SOLVIK BYGG AS", (NameKind.ORGANISATION, "Solvik Bygg AS"), id="company"),
        pytest.param("ORDEN I GRANVIK", (NameKind.PLACE, "Granvik"), id="the municipality"),
    ],
)
def test_a_heading_in_capitals_shows_names_by_their_words(line: str, wanted: tuple[NameKind, str]) -> None:
    assert is_heading(line)
    (spot,) = find_in_capitals(line, Places(own="Granvik"))
    assert (spot.kind, spot.name) == wanted


@pytest.mark.parametrize(
    "line", ["BUDSJETT FOR NESTE ÅR", "VALG AV REPRESENTANT PLANUTVALG", "OM FORSLAG TIL NY SKOLE"]
)
def test_a_heading_in_capitals_without_names_shows_none(line: str) -> None:
    assert list(find_in_capitals(line, Places(own=None))) == []


def test_two_places_may_share_the_word_for_what_they_are() -> None:
    names = found(find_compounds("Slå sammen Hval og Solvik skoler nå."))
    assert names == [(NameKind.PLACE, "Hval"), (NameKind.PLACE, "Solvik")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Det gjelder gården Søre Hval.", (NameKind.PLACE, "Søre Hval"), id="farm"),
        pytest.param("Eiendommen Hval er solgt.", (NameKind.PLACE, "Hval"), id="opening the sentence"),
        pytest.param("Det skjer i nabokommunen Hval.", (NameKind.PLACE, "Hval"), id="compound"),
        pytest.param("Avtale med firmaet Hvalbo.", (NameKind.ORGANISATION, "Hvalbo"), id="firm"),
    ],
)
def test_the_word_before_a_name_tells_its_kind(text: str, wanted: tuple[NameKind, str]) -> None:
    assert found(find_apposed(text)) == [wanted]


def test_one_of_a_row_is_of_the_kind_of_the_others() -> None:
    text = "Skyss frå Haukedalen, Kvalbu og Skråvo."
    sure = Spot(kind=NameKind.PLACE, name="Haukedalen", start=10, end=20, source=Source.HEAD_WORD)
    assert found(with_kin(text, [sure])) == [(NameKind.PLACE, name) for name in ("Haukedalen", "Kvalbu", "Skråvo")]


def test_a_row_of_persons_tells_nothing() -> None:
    text = "Storli, Kvalbu og Skråvo møter."
    person = Spot(kind=NameKind.PERSON, name="Kari Storli", start=0, end=6, source=Source.SHORT_NAME)
    assert with_kin(text, [person]) == [person]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Avtale med Grønn Vekst om drift.", [(NameKind.ORGANISATION, "Grønn Vekst")], id="plain last word"
        ),
        pytest.param("Butikken i Mázerova er stengt.", [(NameKind.PLACE, "Mázerova")], id="behind a preposition"),
        pytest.param("Brev fra XKLM om saken.", [(NameKind.ORGANISATION, "XKLM")], id="letters that write"),
        pytest.param("Da svarte XKLM ikke. XKLM mener nei.", [(NameKind.ORGANISATION, "XKLM")], id="letters that act"),
        pytest.param("Innført XKLM i år.", [], id="other letters"),
        pytest.param("Behandlet i Økonomiplan for året.", [], id="a word made of words"),
        pytest.param("Møtet er i «Grønn Vekst» nå.", [], id="in quotes"),
    ],
)
def test_capitals_that_nothing_has_read_are_read_by_their_neighbours(
    text: str, wanted: list[tuple[NameKind, str]]
) -> None:
    assert found(find_rest(text, ())) == wanted


@pytest.mark.parametrize("word", ["Tilleggsforslaget", "Årsregnskapet", "Rådet", "Kari", "SKOLEN", "Skadeverket"])
def test_a_word_that_only_looks_like_a_name_is_none(word: str) -> None:
    assert kind_by_ending(word) is None


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        pytest.param("Ord", True, id="beginning"),
        pytest.param("Slutt. Ord", True, id="after a stop"),
        pytest.param("- Ord", True, id="bullet"),
        pytest.param("1. Ord", True, id="number"),
        pytest.param("et Ord", False, id="inside"),
    ],
)
def test_where_a_sentence_opens(text: str, *, opens: bool) -> None:
    assert opens_sentence(text, text.index("Ord")) is opens
