"""Whole headings in the layouts that Norwegian minutes have. Municipalities and people are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Reading
from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read
from minutes.kinds import DocumentKind, Language, Origin
from minutes.model import Attendee, Evidence


def _reading(text: str) -> Reading:
    return read(text.strip("\n").encode())


def _heading(text: str, file_name: str = "dokument.txt") -> Heading:
    return find_heading(_reading(text), file_name=file_name)


def _names(people: tuple[Attendee, ...]) -> list[str]:
    return [person.name for person in people]


def _all_evidence(heading: Heading) -> list[Evidence]:
    meeting = heading.meeting
    people = [evidence for person in (*meeting.attendees, *meeting.absent) for evidence in person.evidence]
    return [*meeting.evidence, *people]


_POLITIRAAD = """
Referat
Møte i: Politirådet
Møtested: Teams
Dato: 05.12.2022
Tidspunkt: 10:00 – 11:10
Tilstede: Kari Lia (Sp) - Ordfører
Per Berg - Kommunedirektør
Ola Moen – Politikontakt i Solvik
Forfall: Eva Sand – Leder for forebyggende enhet
Nr:\tSak\tFølger opp
1.\tGodkjenning av referat fra møte 13.09.2022\t
2.\tOrientering fra Solvik kommune. Neste møte 6. mars 2023.\t
Dato
Sekretær
Nina Hagen
"""


def test_a_table_referat_gives_all_of_its_heading() -> None:
    heading = _heading(_POLITIRAAD)
    meeting = heading.meeting
    assert (heading.kind, heading.title, heading.language) == (DocumentKind.REFERAT, "Referat", Language.NB)
    assert (heading.municipality, heading.municipality_origin, heading.body) == (
        "Solvik",
        Origin.INFERRED,
        "Politirådet",
    )
    assert (meeting.date, meeting.date_origin) == (dt.date(2022, 12, 5), Origin.HEADING)
    assert (meeting.start, meeting.end, meeting.place) == (dt.time(10), dt.time(11, 10), "Teams")
    assert [(a.name, a.role, a.party) for a in meeting.attendees] == [
        ("Kari Lia", "Ordfører", "Sp"),
        ("Per Berg", "Kommunedirektør", None),
        ("Ola Moen", "Politikontakt i Solvik", None),
    ]
    assert [(a.name, a.role) for a in meeting.absent] == [("Eva Sand", "Leder for forebyggende enhet")]
    assert heading.warnings == ()


def test_the_agenda_begins_after_the_heading() -> None:
    reading = _reading(_POLITIRAAD)
    start = find_heading(reading, file_name="x.txt").agenda_start
    assert reading.blocks[start].text.startswith("Nr:")


def test_every_quote_stands_where_it_is_said_to() -> None:
    reading = _reading(_POLITIRAAD)
    quotes = _all_evidence(find_heading(reading, file_name="x.txt"))
    assert {quote.quote for quote in quotes} >= {"05.12.2022", "Kari Lia", "Eva Sand", "Teams"}
    assert all(reading.pages[0].text[quote.start : quote.end] == quote.quote for quote in quotes)


_NYNORSK = """
Solvik kommune
MØTEBOK
Utval: Formannskapet
Møtestad: Ungdomshuset, Solvik
Møtedato: 14. mars 2018 Tid: kl. 0900 – 1430
Desse møtte: Ordførar Gunnhild Åsen (Sp), varaordførar Torleif Nesheim (Ap), Siv Bjørkum (H)
Meldt forfall: Ingebjørg Vollset (V)
Møtande varamedlemer: Leiv Tveito (V) for Ingebjørg Vollset
Elles møtte: rådmann Hallvard Skeie
Sakliste
PS 12/18 Godkjenning av møtebok
"""


def test_a_nynorsk_protocol_is_read_like_any_other() -> None:
    heading = _heading(_NYNORSK)
    meeting = heading.meeting
    assert (heading.kind, heading.language) == (DocumentKind.PROTOKOLL, Language.NN)
    assert (heading.municipality, heading.municipality_origin) == ("Solvik", Origin.HEADING)
    assert (heading.body, meeting.place) == ("Formannskapet", "Ungdomshuset, Solvik")
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2018, 3, 14), dt.time(9), dt.time(14, 30))
    assert _names(meeting.attendees) == [
        "Gunnhild Åsen",
        "Torleif Nesheim",
        "Siv Bjørkum",
        "Leiv Tveito",
        "Hallvard Skeie",
    ]
    assert [(a.name, a.party) for a in meeting.absent] == [("Ingebjørg Vollset", "V")]
    assert meeting.attendees[3].deputy_for == "Ingebjørg Vollset"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Frammøtte: Gro Nes, Odd Vik\nFråfall: Liv Dal\nSaker:", id="frammøtte, fråfall"),
        pytest.param("Til stades: Gro Nes, Odd Vik\nIkkje møtt: Liv Dal\nSaker:", id="til stades, ikkje møtt"),
        pytest.param("Møtedeltakarar:\nGro Nes\nOdd Vik\nFråverande:\nLiv Dal\nSaker:", id="one a line"),
        pytest.param("Til stades: Gro Nes, Odd Vik. Forfall: Liv Dal\nSaker:", id="both on one line"),
        pytest.param("Til stades: Gro Nes, Odd Vik, Liv Dal (ikkje møtt)\nSaker:", id="absent among the present"),
        pytest.param("Til stades:\n1. Gro Nes\n2. Odd Vik\nMedlemer med forfall:\n1. Liv Dal\nSaker:", id="numbered"),
        pytest.param(
            "Til stades: Gro Nes, Odd Vik\nDet var meldt forfall frå Liv Dal.\nSaker:", id="told in a sentence"
        ),
        pytest.param("Til stades: Gro Nes, Odd Vik\nLiv Dal hadde meldt forfall.\nSaker:", id="told, name first"),
    ],
)
def test_nynorsk_lists_of_attendance(text: str) -> None:
    meeting = _heading(f"Referat frå ungdomsrådet\nDato: 03.04.2019\n{text}").meeting
    assert _names(meeting.attendees) == ["Gro Nes", "Odd Vik"]
    assert _names(meeting.absent) == ["Liv Dal"]


_THREE_LABELS = """
Møtereferat
Dato:
Sted:
Til stede:
7. februar 2019
Grendehuset i Nordvika
Kari Moen, leder
Per Olav Haugen, nestleder
Forfall:
Sak 1/19 Godkjenning av innkalling
"""

_CELL_PAIRS = """
Møteprotokoll
Møtested:\tGrendehuset i Nordvika
Dato:\t7. februar 2019
Til stede:\tKari Moen, leder
\tPer Olav Haugen, nestleder
Saksliste
"""

_LABELS_OVER_VALUES = """
Møteprotokoll
Dato\tSted\tTidspunkt
7. februar 2019\tGrendehuset i Nordvika\t17.30
Til stede: Kari Moen, leder, Per Olav Haugen, nestleder
Saksliste
"""

_ALTERNATING = """
MØTEREFERAT
Møtested
Grendehuset i Nordvika
Møtedato
7. februar 2019
Til stede
Kari Moen
Leder
Per Olav Haugen
Nestleder
Saksliste
"""

_ONE_LINE = (
    "1 MØTEREFERAT Utvalg: Eldrerådet Møtested: Grendehuset i Nordvika Dato: 07.02.19 Tid: 10.00 "
    "Til stede: Kari Moen, leder Per Olav Haugen, nestleder Forfall: Sak 12/19 Godkjenning. Neste møte 10.10.19"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_THREE_LABELS, id="three labels, then the values"),
        pytest.param(_CELL_PAIRS, id="label and value in cells"),
        pytest.param(_LABELS_OVER_VALUES, id="labels over values"),
        pytest.param(_ALTERNATING, id="label and value on lines of their own"),
        pytest.param(_ONE_LINE, id="all on one line"),
    ],
)
def test_values_are_found_wherever_the_layout_puts_them(text: str) -> None:
    meeting = _heading(text).meeting
    assert (meeting.date, meeting.place) == (dt.date(2019, 2, 7), "Grendehuset i Nordvika")
    assert [(a.name, (a.role or "").casefold()) for a in meeting.attendees] == [
        ("Kari Moen", "leder"),
        ("Per Olav Haugen", "nestleder"),
    ]
    assert meeting.absent == ()


_TABLES = """
Formannskapet i Bergvik
Møteprotokoll
Møtested:\tKommunestyresalen
Dato:\tOnsdag 3. juni 2015
Faste medlemmer som møtte:
Navn\tFunksjon\tRepresenterer
Kari Lia\tLeder\tAP
Nils Øyen\tMedlem\tH
Faste medlemmer som ikke møtte:
Navn\tFunksjon\tRepresenterer
Siri Holm\tMEDL\tV
Varamedlemmer som møtte:
Navn\tMøtte for\tRepresenterer
Jon Foss\tSiri Holm\tV
Fra administrasjonen møtte:
Navn\tStilling
Tor Dahl\tRådmann
Merknader\tIngen
Saksliste
"""

_ONE_CELL_A_LINE = _TABLES.replace("\t", "\n")

_MARKS = """
Formannskapet i Bergvik
Møteprotokoll
Møtested: Kommunestyresalen
Dato: Onsdag 3. juni 2015
Navn\tRolle\tParti\tMøtt\tVara
Kari Lia\tLeder\tAP\tX\t
Nils Øyen\tMedlem\tH\tX\t
Siri Holm\tMedlem\tV\tForfall\tJon Foss
Tor Dahl\tRådmann\t\tX\t
Saksliste
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_TABLES, id="tables with heads"),
        pytest.param(_ONE_CELL_A_LINE, id="one cell a line"),
        pytest.param(_MARKS, id="marks and deputies in columns"),
    ],
)
def test_attendance_tables(text: str) -> None:
    heading = _heading(text)
    meeting = heading.meeting
    assert (heading.body, heading.municipality) == ("Formannskapet", "Bergvik")
    assert meeting.date == dt.date(2015, 6, 3)
    assert sorted((a.name, a.party, a.deputy_for) for a in meeting.attendees if a.role != "Rådmann") in (
        [("Jon Foss", "V", "Siri Holm"), ("Kari Lia", "AP", None), ("Nils Øyen", "H", None)],
        [("Jon Foss", None, "Siri Holm"), ("Kari Lia", "AP", None), ("Nils Øyen", "H", None)],
    )
    assert "Tor Dahl" in _names(meeting.attendees)
    assert [(a.name, a.party) for a in meeting.absent] == [("Siri Holm", "V")]


_FLAT_COLUMNS = """
Møteprotokoll
Kommunestyret
Møtested: Kinosalen
Møtedato: 25.04.2002 Tid: 09:00 - 18.00
Til stede på møtet: Kommunestyrets medlemmer:
SP: SL: AP:
Jan Ole Berg Klemet Erland Lia Per Andersen Moen
Johan Daniel Lia Kristine Julie Dal Anders Hansen
V: Brita Karin Lia
Anton Dal H:
Forfall: Vara:
SL: Kristine Julie Dal Kaisa Berg
AP: Brita Karni Lia Per Nils Moen
SP: Johan Daniel Lia
Andre:
Rådmann: Odd Holm Tolk: Gunhild Lund (etter lunsj)
Behandlede saker:
Sak 01/02 - 15/02 ihht. saksliste datert 04.04.02
"""


def test_flattened_columns_are_taken_apart_and_those_absent_left_out() -> None:
    heading = _heading(_FLAT_COLUMNS)
    meeting = heading.meeting
    assert (heading.body, meeting.place, meeting.end) == ("Kommunestyret", "Kinosalen", dt.time(18))
    assert _names(meeting.attendees) == [
        *("Jan Ole Berg", "Klemet Erland Lia", "Per Andersen Moen", "Anders Hansen", "Anton Dal"),
        *("Kaisa Berg", "Per Nils Moen", "Odd Holm", "Gunhild Lund"),
    ]
    assert _names(meeting.absent) == ["Kristine Julie Dal", "Brita Karni Lia", "Johan Daniel Lia"]
    deputies = {a.name: a.deputy_for for a in meeting.attendees if a.deputy_for}
    assert deputies == {"Kaisa Berg": "Kristine Julie Dal", "Per Nils Moen": "Brita Karni Lia"}


def test_lists_side_by_side_are_kept_apart() -> None:
    text = (
        "MØTEPROTOKOLL\nEldrerådet\nMøtedato: 03.04.2006\n"
        "Til stede:\tForfall:\nKari Lia\tPer Berg\nAnne Moen\tOla Foss\nSaker"
    )
    meeting = _heading(text).meeting
    assert (_names(meeting.attendees), _names(meeting.absent)) == (["Kari Lia", "Anne Moen"], ["Per Berg", "Ola Foss"])


def test_an_absent_member_and_the_deputy_side_by_side() -> None:
    text = (
        "MØTEPROTOKOLL\nEldrerådet\nMøtedato: 03.04.2006\n"
        "Forfall:\tVara:\nKari Lia\tPer Berg\nAnne Moen\tOla Foss\nSaker"
    )
    meeting = _heading(text).meeting
    deputies = [(a.name, a.deputy_for) for a in meeting.attendees]
    assert deputies == [("Per Berg", "Kari Lia"), ("Ola Foss", "Anne Moen")]
    assert _names(meeting.absent) == ["Kari Lia", "Anne Moen"]


def test_a_first_name_alone_is_a_person_in_a_list() -> None:
    meeting = _heading(
        "Ungdomsrådet\nReferat\nDato: 20.01.2020\nTilstede:\n• Mina\n• Magnus – ikke møtt\nSak 1/20 Valg"
    ).meeting
    assert _names(meeting.attendees) == ["Mina"]
    assert _names(meeting.absent) == ["Magnus"]


def test_attendance_in_a_sentence() -> None:
    text = (
        "Referat fra politirådsmøte 6. desember 2016\n"
        "Til stede var ordfører Kari Lia, rådmann Per Berg og lensmann Ola Moen."
    )
    heading = _heading(text)
    assert heading.body == "Politirådet"
    assert [(a.name, a.role) for a in heading.meeting.attendees] == [
        ("Kari Lia", "ordfører"), ("Per Berg", "rådmann"), ("Ola Moen", "lensmann"),
    ]  # fmt: skip


def test_groups_inside_a_list_are_no_people() -> None:
    text = (
        "Referat politiråd\nDato: 03.11.2020\nDeltakere:\n"
        "Fra kommunen: Ordfører Kari Lia\nPolitiet: Ola Moen og Siri Dal\nAgenda:"
    )
    assert _names(_heading(text).meeting.attendees) == ["Kari Lia", "Ola Moen", "Siri Dal"]


def test_who_wrote_the_minutes_is_present_only_if_listed() -> None:
    text = "Referat\nUtvalg: Eldrerådet\nDato: 04.02.2013\nReferent: {}\nTil stede: Kari Lia, Per Berg\nSaker:"
    assert _names(_heading(text.format("Eva Dal")).meeting.attendees) == ["Kari Lia", "Per Berg"]
    assert _heading(text.format("Per Berg")).meeting.attendees[1].role == "referent"


def test_a_count_invents_no_names() -> None:
    heading = _heading(
        "Møteprotokoll\nUtvalg: Kommunestyret\nDato: 17.06.2010\nTil stede: 33 av 35 representanter\nForfall: Ingen\nSaker:"
    )
    assert (heading.meeting.attendees, heading.meeting.absent) == ((), ())
    assert [warning.code for warning in heading.warnings] == ["no-municipality", "no-attendees"]


def test_all_but_some_makes_these_absent() -> None:
    heading = _heading(
        "Protokoll fra møte i kontrollutvalget 4. mai 2012\nAlle møtte unntatt Per Berg og Eva Dal.\nSak 3/12 Rapport"
    )
    assert _names(heading.meeting.absent) == ["Per Berg", "Eva Dal"]


def test_a_chair_chosen_for_the_meeting_was_there() -> None:
    text = (
        "MØTEBOK\nEldrerådet holdt møte den 08.03.2005 på Rådhuset.\n"
        "Eldrerådet valgte Eva Dal som leder for møtet.\nSAKSLISTE"
    )
    (attendee,) = _heading(text).meeting.attendees
    assert (attendee.name, attendee.role) == ("Eva Dal", "leder")


@pytest.mark.parametrize("label", ["Innkalte", "Til", "Medlemmer", "Kopi til"])
def test_those_invited_are_not_attendees(label: str) -> None:
    heading = _heading(
        f"Innkalling til møte i politirådet\nDato: 12.05.2011\n"
        f"Sted: Rådhuset\n{label}: Kari Lia, Per Berg\nAgenda\n1. Referat"
    )
    assert heading.kind is DocumentKind.INNKALLING
    assert heading.meeting.attendees == ()


def test_a_roll_call_in_the_first_matter_is_found() -> None:
    text = (
        "Møtebok 1/02\nUtvalg: Kommunestyret\nDato: 19.02.2002\nSaksliste\nSak 1/02 Konstituering\n"
        "Følgende representanter var til stede:\n1. Kari Lia\n2. Per Berg\n"
        "3. Eva Dal vara for Ola Moen\nI Dokumenter\nInnkalling"
    )
    meeting = _heading(text).meeting
    assert _names(meeting.attendees) == ["Kari Lia", "Per Berg", "Eva Dal"]


@given(
    lines=st.lists(
        st.sampled_from([*_POLITIRAAD.split("\n"), *_FLAT_COLUMNS.split("\n"), *_TABLES.split("\n")]), max_size=25
    )
)
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_lines_gives_quotes_that_are_true(lines: list[str]) -> None:
    reading = _reading("\n".join(lines))
    heading = find_heading(reading, file_name="x.txt")
    texts = {page.number: page.text for page in reading.pages}
    assert all(texts[each.page][each.start : each.end] == each.quote for each in _all_evidence(heading))
    assert 0 <= heading.agenda_start <= len(reading.blocks)
    assert not {a.name for a in heading.meeting.attendees} & {a.name for a in heading.meeting.absent}
