"""People masked by office or number, consistently; and passages that look like one person's case."""

from __future__ import annotations

import pytest

from search.privacy.people import Person, StandIns, office_of
from search.privacy.single_cases import Sensitive, find_single_cases

CHAIR = Person(name="Kari Nes", role="ordfører", attendee=True)
MEMBER = Person(name="Ola Berg-Moen", role="medlem", written=("O. Berg-Moen",), attendee=True)
CLIENT = Person(name="Tor Vik")


def masked(text: str, *people: Person, stand_ins: StandIns | None = None) -> str:
    return (stand_ins or StandIns()).masker(people or (CHAIR, MEMBER, CLIENT))(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kari Nes åpnet møtet.", "[ordfører] åpnet møtet.", id="an office-holder by office"),
        pytest.param("Ordfører Kari Nes åpnet.", "Ordfører [navn] åpnet.", id="the office is not said twice"),
        pytest.param("Nes sitt forslag falt.", "[ordfører] sitt forslag falt.", id="surname alone"),
        pytest.param("Berg-Moens forslag", "[Person 1]s forslag", id="genitive keeps its s"),
        pytest.param("OLA BERG-MOEN (Ap)", "[Person 1] (Ap)", id="in capitals"),
        pytest.param("Saken gjaldt Tor\nVik.", "Saken gjaldt [Person 2].", id="over a line end"),
        pytest.param("O. Berg-Moen spurte.", "[Person 1] spurte.", id="with an initial"),
        pytest.param("Tor Hansen kom til.", "[Person 3] kom til.", id="a first name known from others"),
        pytest.param("Nesset skole og vika", "Nesset skole og vika", id="longer and smaller words stay"),
    ],
)
def test_people_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_a_person_is_called_the_same_in_every_document() -> None:
    stand_ins = StandIns()
    first = masked("Tor Vik kom.", CLIENT, stand_ins=stand_ins)
    masked("Siri Dal kom.", Person(name="Siri Dal"), stand_ins=stand_ins)
    assert first == masked("Tor Vik kom.", CLIENT, stand_ins=stand_ins) == "[Person 1] kom."


def test_a_second_holder_of_an_office_is_numbered() -> None:
    stand_ins = StandIns()
    assert stand_ins.of("Kari Nes", "ordfører") == "[ordfører]"
    assert stand_ins.of("Per Ås", "ordfører") == "[ordfører 2]"


def test_offices_can_be_left_out_too() -> None:
    assert StandIns(keep_offices=False).of("Kari Nes", "ordfører") == "[Person 1]"


def test_of_two_with_one_surname_none_is_guessed() -> None:
    two = (Person(name="Kari Vik"), Person(name="Tor Vik"))
    assert masked("Vik protesterte.", *two) == "[navn] protesterte."


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("Ordfører (Sp)", "ordfører"),
        ("SLT-koordinator", "slt-koordinator"),
        ("medlem", None),
        ("representant for Ap", None),
        (None, None),
    ],
)
def test_an_office_is_told_from_a_seat(role: str | None, office: str | None) -> None:
    assert office_of(role) == office


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("Tor Vik ble anmeldt i helgen.", Sensitive.OFFENCE, id="name and offence"),
        pytest.param(
            "Det ble sagt at Vik har fått en diagnose. Tor Vik er psykisk syk.", Sensitive.HEALTH, id="health"
        ),
        pytest.param("En gutt på 15 ble tatt med hasj.", Sensitive.OFFENCE, id="described with an age"),
        pytest.param("Ei jente (14) er i fosterheim.", Sensitive.WELFARE, id="welfare, nynorsk"),
        pytest.param("Hærverket skjedde hos beboer i Bekkeveien 4.", Sensitive.OFFENCE, id="an address"),
    ],
)
def test_what_looks_like_a_single_case_is_flagged_with_its_sentence(text: str, what: Sensitive) -> None:
    (found,) = find_single_cases(text, (CHAIR, MEMBER, CLIENT))
    assert found.what is what
    assert text[found.start : found.end] == found.quote
    assert found.who in found.quote
    assert found.word in found.quote


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kari Nes orienterte om vold i nære relasjoner.", id="the chair is there on duty"),
        pytest.param("Det er 15 anmeldelser for vold mot 12 i fjor.", id="numbers of no person"),
        pytest.param("Tor Vik eier tomten på randen av byen.", id="rand is not ran"),
        pytest.param("Narkotika er et tema. Tor Vik takket for seg.", id="in different sentences"),
    ],
)
def test_what_is_no_single_case_is_not_flagged(text: str) -> None:
    assert not list(find_single_cases(text, (CHAIR, MEMBER, CLIENT)))
