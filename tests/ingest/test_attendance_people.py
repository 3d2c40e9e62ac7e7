"""People on one line of an attendance list, in the ways that minutes write them. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.heading.names import split_names
from ingest.heading.people import read_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param("Kari Lia (H) - Ordfører", [("Kari Lia", "Ordfører", "H")], id="party, dash, role"),
        pytest.param("Kari-Ann Dal – Kommunalsjef", [("Kari-Ann Dal", "Kommunalsjef", None)], id="dash, role"),
        pytest.param(
            "Per Berg – Politikontakt i Solvik", [("Per Berg", "Politikontakt i Solvik", None)], id="role of a place"
        ),
        pytest.param("Kari Lia, rektor", [("Kari Lia", "rektor", None)], id="comma, role"),
        pytest.param("Ordfører Kari Lia (Ap)", [("Kari Lia", "Ordfører", "Ap")], id="role first"),
        pytest.param(
            "Helse- og sosialsjef Kari Lia", [("Kari Lia", "Helse- og sosialsjef", None)], id="joined role first"
        ),
        pytest.param("Fung. rådmann Per Berg", [("Per Berg", "Fung. rådmann", None)], id="role with a word before"),
        pytest.param(
            "leder av Solvik lensmannsdistrikt Ola Foss",
            [("Ola Foss", "leder av Solvik lensmannsdistrikt", None)],
            id="role with a name in it first",
        ),
        pytest.param("Kari Lia Ordfører AP", [("Kari Lia", "Ordfører", "AP")], id="nothing between"),
        pytest.param("Kari Lia, Arbeiderpartiet", [("Kari Lia", None, "Arbeiderpartiet")], id="party in full"),
        pytest.param("H: Kari Lia", [("Kari Lia", None, "H")], id="party and colon"),
        pytest.param("SV – Kari Lia", [("Kari Lia", None, "SV")], id="party and dash"),
        pytest.param("Hansen, Kari (A)", [("Kari Hansen", None, "A")], id="surname first"),
        pytest.param("HANSEN Kari", [("Kari Hansen", None, None)], id="surname in capitals"),
        pytest.param(
            "Moe, Per Olav, Lia, Kari", [("Per Olav Moe", None, None), ("Kari Lia", None, None)], id="surnames first"
        ),
        pytest.param("• 21. Mikkel N. N. Berg", [("Mikkel N. N. Berg", None, None)], id="bullet, number, initials"),
        pytest.param(
            "Rådmann: Per Berg Tolk: Kari Lia",
            [("Per Berg", "Rådmann", None), ("Kari Lia", "Tolk", None)],
            id="roles with colons",
        ),
        pytest.param(
            "Kari Lia (Ap), Per Berg (H) og Anne Moen (Sp)",
            [("Kari Lia", None, "Ap"), ("Per Berg", None, "H"), ("Anne Moen", None, "Sp")],
            id="commas and og",
        ),
        pytest.param(
            "ordfører Kari Lia, rådmann Per Berg og lensmann Ola Moen",
            [("Kari Lia", "ordfører", None), ("Per Berg", "rådmann", None), ("Ola Moen", "lensmann", None)],
            id="roles before",
        ),
        pytest.param(
            "Kari Lia, ordfører, Per Berg, rådmann",
            [("Kari Lia", "ordfører", None), ("Per Berg", "rådmann", None)],
            id="roles after",
        ),
        pytest.param(
            "Kari Lia, ordfører Per Berg, rådmann",
            [("Kari Lia", "ordfører", None), ("Per Berg", "rådmann", None)],
            id="line ends lost",
        ),
        pytest.param(
            "Kari Lia (Ap) Per Berg (H)", [("Kari Lia", None, "Ap"), ("Per Berg", None, "H")], id="brackets part them"
        ),
        pytest.param(
            "Ap: Kari Lia, Per Berg", [("Kari Lia", None, "Ap"), ("Per Berg", None, "Ap")], id="one party for all"
        ),
        pytest.param("Kari Lia (fra kl. 10.00, sak 5)", [("Kari Lia", None, None)], id="time of attendance is no role"),
    ],
)
def test_a_line_gives_its_people(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    assert [(person.name, person.role, person.party) for person in read_people(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "17 representanter",
        "Alle møtte!",
        "Ingen",
        "Faste medlemmer",
        "Fylkesmannen i Nordre Fjell",
        "Kari Lia orienterte om saken",
        "Godkjenning av innkalling",
        "SP: SL: JL:",
        "Teams",
    ],
)
def test_what_names_nobody_gives_nobody(text: str) -> None:
    assert read_people(text) == ()


@pytest.mark.parametrize(
    "text", ["Kari Lia – ikke møtt", "Kari Lia (H), forfall", "Kari Lia (ikkje møtt)", "Kari Lia meldt forfall"]
)
def test_absence_in_the_entry_is_seen(text: str) -> None:
    (person,) = read_people(text)
    assert (person.name, person.absent) == ("Kari Lia", True)


@pytest.mark.parametrize(
    "text",
    [
        "Per Berg (vara for Kari Lia)",
        "Per Berg møtte for Kari Lia",
        "Per Berg for Kari Lia",
        "Per Berg, vara for Kari Lia",
    ],
)
def test_a_deputy_names_the_member(text: str) -> None:
    (person,) = read_people(text)
    assert (person.name, person.deputy_for) == ("Per Berg", "Kari Lia")


@pytest.mark.parametrize("text", ["Kari Lia - meldt forfall - vara: Per Berg", "Kari Lia, forfall, vara Per Berg"])
def test_the_deputy_after_an_absent_member_stands_in(text: str) -> None:
    member, deputy = read_people(text)
    assert (member.absent, deputy.name, deputy.deputy_for) == (True, "Per Berg", "Kari Lia")


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (
            "Jan Ole Berg Klemet Erland Moen Per Andersen Lia",
            ["Jan Ole Berg", "Klemet Erland Moen", "Per Andersen Lia"],
        ),
        ("Isak O. Berg Brita Karin Lia", ["Isak O. Berg", "Brita Karin Lia"]),
        ("Berit Anne Sara Lund", ["Berit Anne Sara Lund"]),
        ("Kari Lia Per Berg", ["Kari Lia", "Per Berg"]),
        ("Aile Kirste Solheim Strøm", ["Aile Kirste Solheim Strøm"]),
    ],
)
def test_a_row_of_names_is_split_where_a_surname_meets_a_first_name(row: str, names: list[str]) -> None:
    assert [row[start:end] for start, end in split_names(row)] == names


def test_a_name_known_whole_is_not_split() -> None:
    row = "Ulv Grå Hansen Kari Lia"
    assert split_names(row, known=frozenset({"Ulv Grå Hansen"})) == [(0, 14), (15, 23)]


@given(text=st.text(alphabet="KariPe BLi,.()-–:;og\tH1", max_size=80))
def test_people_stand_where_they_are_said_to(text: str) -> None:
    for person in read_people(text, lone=True):
        assert 0 <= person.start < person.end <= len(text)
        assert person.name.strip() == person.name
