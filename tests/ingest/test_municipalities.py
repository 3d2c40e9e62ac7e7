"""The municipality of a document: the list, the support a name needs, and names that are also words."""

from __future__ import annotations

import pytest

from ingest.blocks import BlockKind
from ingest.heading.file_places import find_in_file_name
from ingest.heading.lines import Line
from ingest.heading.municipalities import find_in_letterhead, infer, load_places
from minutes.kinds import Origin
from minutes.tables import read_table

# Municipalities of each county on 1 January 1999, by the state's own register.
_COUNTS = {
    "Østfold": 18, "Akershus": 22, "Oslo": 1, "Hedmark": 22, "Oppland": 26, "Buskerud": 21, "Vestfold": 15, "Telemark": 18,
    "Aust-Agder": 15, "Vest-Agder": 15, "Rogaland": 26, "Hordaland": 34, "Sogn og Fjordane": 26, "Møre og Romsdal": 38,
    "Sør-Trøndelag": 25, "Nord-Trøndelag": 24, "Nordland": 45, "Troms": 25, "Finnmark": 19,
}  # fmt: skip


def _lines(*texts: str) -> list[Line]:
    return [Line(text=text, spans=(), block=number, kind=BlockKind.PARAGRAPH) for number, text in enumerate(texts)]


def _inferred(*texts: str, of_county: bool = False) -> str | None:
    found = infer(_lines(*texts), of_county=of_county)
    return found.name if found else None


def test_the_list_holds_every_municipality_of_1999() -> None:
    data = read_table("ingest.heading", "municipalities.toml")
    assert {county: len(set(names)) for county, names in data["municipalities"].items()} == _COUNTS


def test_every_alias_stands_for_a_name_of_the_list() -> None:
    places = load_places()
    assert all(places.municipalities[name] == name for name in places.municipalities.values())
    assert places.common <= set(places.municipalities)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIER KOMMUNE", "Lier"),
        ("Guovdageainnu suohkan / Kautokeino kommune", "Kautokeino"),
        ("Deanu gielda", "Tana"),
        ("Ulvik herad", "Ulvik"),
        ("Kommunestyret i Våler", "Våler"),
        ("Formannskapet i Solvik", "Solvik"),
        ("Solvik kommune", "Solvik"),
        ("Vestland fylkeskommune", "Vestland"),
        ("Lier kommunestyre", "Lier"),
        ("Referat fra møte i politirådet i Solvik kommune", "Solvik"),
    ],
)
def test_a_letterhead_names_the_sender(text: str, name: str) -> None:
    found = find_in_letterhead(_lines(text))
    assert found is not None
    assert (found.name, found.origin) == (name, Origin.HEADING)


def test_a_sentence_is_no_letterhead() -> None:
    assert find_in_letterhead(_lines("Saken ble oversendt fra Drammen kommune til behandling i politirådet.")) is None


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("Møtet gjaldt beredskap i Lier kommune.",), id="kommune"),
        pytest.param(("Politikontakt i Lier", "Økning i Lier på hendelser"), id="twice after a preposition"),
        pytest.param(("Se www.lier.kommune.no",), id="web address"),
        pytest.param(("Med hilsen", "Lier, 29.01.2004"), id="place and date"),
        pytest.param(("Ordføreren i Lier åpnet møtet.",), id="the mayor of"),
    ],
)
def test_support_settles_a_name_that_is_also_a_word(texts: tuple[str, ...]) -> None:
    assert _inferred(*texts) == "Lier"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("Trond Lier, rektor", "Hanne Berg Stubberud og Anne Lund"), id="inside people's names"),
        pytest.param(("Strand er rammet.", "Moss dekker taket."), id="plain words"),
        pytest.param(("Han bor i Lier.",), id="once after a preposition"),
        pytest.param(("Kari Bergen Holm møtte.",), id="between names"),
    ],
)
def test_a_name_without_support_counts_for_nothing(texts: tuple[str, ...]) -> None:
    assert _inferred(*texts) is None


def test_a_neighbour_named_once_does_not_beat_the_most_supported() -> None:
    texts = ("I Drammen har det vært arrangert møte.", "Politikontakt i Lier", "Fjorden i Lier", "kontaktutvalg Lier")
    assert _inferred(*texts) == "Lier"


def test_a_county_counts_for_a_county_body_only() -> None:
    texts = ("Brev fra Finnmark fylkeskommune.", "Søknad til Finnmark fylkeskommune.", "Vardø kommune søker.")
    assert _inferred(*texts) == "Vardø"
    assert _inferred(*texts, of_county=True) == "Finnmark"


def test_the_county_governor_is_not_the_county() -> None:
    assert _inferred("Klagen går til Fylkesmannen i Finnmark. Fylkesmannen i Finnmark avgjør.") is None


def test_a_name_that_the_list_lacks_counts_before_kommune() -> None:
    assert _inferred("For Øvre Elvenes kommune er dette viktig.") == "Øvre Elvenes"
    assert _inferred("Denne kommune skal vokse.") is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("drammen-referat-2020.pdf", ("Drammen", Origin.FILE_NAME)),
        ("porsan_moteprotokoll.txt", ("Porsanger", Origin.GUESS)),
    ],
)
def test_a_file_name_is_the_last_resort(name: str, found: tuple[str, Origin]) -> None:
    made = find_in_file_name(name)
    assert made is not None
    assert (made.name, made.origin) == found


@pytest.mark.parametrize("name", ["referat.txt", "strand-befaring.txt", "nordre.txt", "kst_25.04.02.txt"])
def test_a_file_name_that_fits_several_or_a_word_gives_nothing(name: str) -> None:
    assert find_in_file_name(name) is None
