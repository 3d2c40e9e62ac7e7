"""Headings without a form: titles, sentences, closing lines and text without line breaks. All are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Reading
from ingest.heading.bodies import find_bodies, is_bare, name_body, without_place
from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read
from minutes.kinds import DocumentKind, Origin
from minutes.model import Attendee, Evidence


def _reading(text: str) -> Reading:
    return read(text.strip("\n").encode())


def _heading(text: str) -> Heading:
    return find_heading(_reading(text), file_name="dokument.txt")


def _names(people: tuple[Attendee, ...]) -> list[str]:
    return [person.name for person in people]


_LIST = "\nTil stede: Kari Lia, Per Berg\n\nSak 1/20 Vegen til skulen"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param(
            "Politirådet – møte tysdag 3. september 2019 kl. 12–14 på rådhuset",
            ("Politirådet", "2019-09-03", "12:00", "14:00", "rådhuset"), id="all in one line",
        ),
        pytest.param(
            "Ungdomsrådet, tirsdag 4. mai 2021 kl 16.30-18.00, Kulturhuset",
            ("Ungdomsrådet", "2021-05-04", "16:30", "18:00", "Kulturhuset"), id="parted by commas",
        ),
        pytest.param(
            "Møte i politirådet\nRådhuset, 3. mai 2021 kl. 10–12",
            ("Politirådet", "2021-05-03", "10:00", "12:00", "Rådhuset"), id="place before the date",
        ),
        pytest.param(
            "Politiråd 12.10.2020\nSolvik rådhus kl. 10.00 - 11.30",
            ("Politirådet", "2020-10-12", "10:00", "11:30", "Solvik rådhus"), id="place and time below",
        ),
        pytest.param(
            "Politirådet – referat\nMøtet ble holdt 3. mai 2019 i Fjordsalen fra kl. 0830 til 1000.",
            ("Politirådet", "2019-05-03", "08:30", "10:00", "Fjordsalen"), id="a sentence with figures alone",
        ),
        pytest.param(
            "Eldrerådet\nProtokoll frå møte 14. mars 2019\nMøtet vart halde i storsalen kl. 09.00–11.20",
            ("Eldrerådet", "2019-03-14", "09:00", "11:20", "storsalen"), id="a sentence without the date",
        ),
        pytest.param(
            "KONTROLLUTVALGET I SOLVIK KOMMUNE\nPROTOKOLL\n12.04.2001",
            ("Kontrollutvalget", "2001-04-12", None, None, None), id="capitals and a bare date",
        ),
        pytest.param(
            "Solvik kommune - Teknisk utvalg\nMØTEUTSKRIFT\n12.04.2001",
            ("Teknisk utvalg", "2001-04-12", None, None, None), id="after the letterhead",
        ),
        pytest.param(
            "Møtereferat styringsgruppa for SLT\nDato: 03.05.2021",
            ("Styringsgruppa for SLT", "2021-05-03", None, None, None), id="a group",
        ),
    ],
)  # fmt: skip
def test_a_title_tells_of_the_meeting(title: str, told: tuple[str | None, ...]) -> None:
    body, date, start, end, place = told
    heading = _heading(title + _LIST)
    meeting = heading.meeting
    assert heading.kind in {DocumentKind.REFERAT, DocumentKind.PROTOKOLL}
    assert (heading.body, meeting.date, meeting.place) == (body, dt.date.fromisoformat(date or ""), place)
    assert meeting.start == (dt.time.fromisoformat(start) if start else None)
    assert meeting.end == (dt.time.fromisoformat(end) if end else None)
    assert _names(meeting.attendees) == ["Kari Lia", "Per Berg"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Det innkalles til møte i kommunestyret torsdag 14. mars 2019 kl. 10.00 i storsalen.", id="nb"),
        pytest.param("Du blir kalla inn til møte i kommunestyret torsdag 14. mars 2019 kl. 10 i storsalen.", id="nn"),
    ],
)
def test_a_sentence_that_calls_to_a_meeting_makes_a_notice(text: str) -> None:
    heading = _heading(f"Solvik kommune\n\n{text}\n\nSaksliste\n1/19 Godkjenning av protokoll")
    assert (heading.kind, heading.body, heading.meeting.place) == (
        DocumentKind.INNKALLING,
        "Kommunestyret",
        "storsalen",
    )
    assert (heading.meeting.date, heading.meeting.start) == (dt.date(2019, 3, 14), dt.time(10))


@pytest.mark.parametrize(
    ("line", "end"),
    [
        pytest.param("Møtet slutt kl 15.20.", dt.time(15, 20), id="slutt"),
        pytest.param("Møtet slutta kl 1535.", dt.time(15, 35), id="slutta, figures alone"),
        pytest.param("Møtet ble avsluttet klokken 11.05", dt.time(11, 5), id="avsluttet"),
        pytest.param("Takk til alle. Møtet vart heva 21:10.", dt.time(21, 10), id="inside a paragraph"),
        pytest.param("Møtet ble satt kl. 0900 og hevet kl. 1430.", dt.time(14, 30), id="opened and closed"),
        pytest.param("Møteslutt kl. 14.15", dt.time(14, 15), id="møteslutt"),
        pytest.param("Møtet ble hevet for lunsj kl. 11.30.", None, id="a pause"),
        pytest.param("Møtet var slutt for lenge siden.", None, id="no time"),
    ],
)
def test_the_closing_sentence_gives_the_end(line: str, end: dt.time | None) -> None:
    text = f"Referat\nUtvalg: Eldrerådet\nDato: 03.05.2021{_LIST}\nNoko vart sagt om vegen.\n\n{line}"
    assert _heading(text).meeting.end == end


@pytest.mark.parametrize(
    "times",
    [
        pytest.param("Frå kl.: 0900 Til kl.: 1430", id="frå and til"),
        pytest.param("Start: 09:00 Slutt: 14:30", id="start and slutt"),
        pytest.param("Tid: Kl. 09.00 til 14.30", id="range"),
        pytest.param("Tid: mellom kl. 9 og 14.30", id="between"),
    ],
)
def test_labels_of_both_times(times: str) -> None:
    meeting = _heading(f"Referat\nUtvalg: Eldrerådet\nDato: 03.05.2021 {times}{_LIST}").meeting
    assert (meeting.start, meeting.end) == (dt.time(9), dt.time(14, 30))


def test_a_date_without_a_year_gives_its_place_and_times() -> None:
    text = "Ungdomsrådet\nInnkalling\nOnsdag 12. oktober kl. 16.00–18.00 på Kulturhuset\n\nSaker:\n21/22 Valg"
    meeting = _heading(text).meeting
    assert (meeting.start, meeting.end, meeting.place) == (dt.time(16), dt.time(18), "Kulturhuset")
    assert (meeting.date, meeting.date_origin) == (dt.date(2022, 10, 12), Origin.GUESS)


def test_a_notice_has_no_closing() -> None:
    text = "Møteinnkalling\nUtvalg: Eldrerådet\nDato: 03.05.2021\nSaksliste\n1/21 Valg\nMøtet er slutt kl. 12.00."
    assert _heading(text).meeting.end is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("Kommunestyre", "Kommunestyret", id="styre"),
        pytest.param("FORMANNSKAP", "Formannskapet", id="capitals"),
        pytest.param("Arbeidsmiljøutvalg", "Arbeidsmiljøutvalget", id="utvalg"),
        pytest.param("Plan-, nærings- og miljøutval", "Plan-, nærings- og miljøutvalet", id="joined, nynorsk"),
        pytest.param("Eldreråd", "Eldrerådet", id="råd"),
        pytest.param("Valnemnd", "Valnemnda", id="nemnd"),
        pytest.param("Politirådet", "Politirådet", id="definite already"),
        pytest.param("Hovedutvalg for oppvekst", "Hovedutvalg for oppvekst", id="with a complement"),
        pytest.param("Kommunalt beredskapsråd", "Kommunalt beredskapsråd", id="after an adjective"),
        pytest.param("Utvalg", "Utvalg", id="no name"),
    ],
)
def test_a_bare_body_comes_in_the_definite_form(written: str, name: str) -> None:
    assert name_body(written) == name


@pytest.mark.parametrize(
    ("name", "municipality", "body"),
    [
        pytest.param("Solvik kommunestyre", "Solvik", "Kommunestyret", id="of the municipality"),
        pytest.param("Solvik kommunestyre", "Fjellby", "Solvik kommunestyre", id="of another"),
        pytest.param("Kommunalt foreldreutvalg", None, "Kommunalt foreldreutvalg", id="unknown"),
    ],
)
def test_the_municipality_is_no_part_of_a_bodys_name(name: str, municipality: str | None, body: str) -> None:
    assert without_place(name, municipality) == body


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_naming_a_body_twice_changes_nothing(text: str) -> None:
    for body in find_bodies(text):
        assert name_body(body.name) == body.name
    assert not is_bare("")


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        pytest.param(
            "Alle medlemmene var invitert. Kari Lia, Per Berg og Ola Moen\nmøtte. Det var ikke meldt forfall fra Siri Dal.",
            ["Kari Lia", "Per Berg", "Ola Moen"], ["Siri Dal"], id="names first",
        ),
        pytest.param(
            "Frå kommunen møtte ordførar Kari Lia og rådmann Per Berg. Siri Dal kunne ikkje møte.",
            ["Kari Lia", "Per Berg"], ["Siri Dal"], id="names last",
        ),
        pytest.param(
            "I møtet deltok Kari Lia (ordfører), Per Berg (rådmann) og Ola Moen (lensmann).\nForfall: Siri Dal",
            ["Kari Lia", "Per Berg", "Ola Moen"], ["Siri Dal"], id="with a list of the absent",
        ),
        pytest.param(
            "Ordfører Kari Lia og lensmann Ola Moen var til stede. Siri Dal var ikke til stede.",
            ["Kari Lia", "Ola Moen"], ["Siri Dal"], id="was there",
        ),
        pytest.param("Kari Lia møtte en elg på vei til rådhuset.", [], [], id="one alone is a story"),
        pytest.param(
            "Arbeiderpartiet: Kari Lia, Per Berg\nHøyre: Ola Moen\nForfall: Siri Dal",
            ["Kari Lia", "Per Berg", "Ola Moen"], ["Siri Dal"], id="by party without a label",
        ),
        pytest.param(
            "Til stades:\n1. Kari Lia, Ap\n2. Ola Moen, H, forfall frå kl. 14\nIkkje møtt: Eva Sand",
            ["Kari Lia", "Ola Moen"], ["Eva Sand"], id="away for a part",
        ),
        pytest.param("Med: Kari Lia, Per Berg\nIkkje med: Siri Dal", ["Kari Lia", "Per Berg"], ["Siri Dal"], id="med"),
    ],
)  # fmt: skip
def test_attendance_told_in_sentences(text: str, present: list[str], absent: list[str]) -> None:
    meeting = _heading(f"Solvik kommune\n\nReferat politirådet 3. mai 2021\n\n{text}").meeting
    assert (_names(meeting.attendees), _names(meeting.absent)) == (present, absent)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Kari Lia (H), Per Berg (V), Siri\nMoen (SV), Ola Dal",
                     ["Kari Lia", "Per Berg", "Siri Moen", "Ola Dal"], id="inside a name"),
        pytest.param("Kari Lia, Siri\nMoen", ["Kari Lia", "Siri Moen"], id="the surname alone on its line"),
        pytest.param("Kari Lia, Per Berg og\nTove Lie", ["Kari Lia", "Per Berg", "Tove Lie"], id="after og"),
        pytest.param("Kari Lia, ordfører, Ola Vik,\nlensmann", ["Kari Lia", "Ola Vik"], id="before a role"),
        pytest.param("\nLia, Kari\nBerg, Per", ["Kari Lia", "Per Berg"], id="surname first is not broken"),
    ],
)  # fmt: skip
def test_a_list_that_is_broken_inside_a_name_is_mended(text: str, names: list[str]) -> None:
    heading = _heading(
        f"Referat\nUtvalg: Formannskapet\nDato: 3.5.2020\nTil stede: {text}\nForfall: Eva Sand\nSak 1/20 Vegen"
    )
    assert _names(heading.meeting.attendees) == names
    assert _names(heading.meeting.absent) == ["Eva Sand"]


def test_the_matters_begin_after_the_list_where_no_agenda_says_so() -> None:
    reading = _reading(
        "Politirådet – møte 3. mai 2021\n\nTil stades:\n• ordførar Kari Lia\n• lensmann Per Berg\n\nVegen\n\nAlt er bra."
    )
    heading = find_heading(reading, file_name="x.txt")
    assert reading.blocks[heading.agenda_start].text.startswith("Vegen")
    assert [(a.name, a.role) for a in heading.meeting.attendees] == [("Kari Lia", "ordførar"), ("Per Berg", "lensmann")]


_NEWS = (
    "\n\nDet er første gong på fleire år at skulevegen stod på lista, og mange kom for å høyre.\n\n"
    "– Vi er svært glade for dette, seier ordførar Kari Lia."
)


@pytest.mark.parametrize(
    ("lead", "body", "date"),
    [
        pytest.param(
            "Politirådet i Solvik drøfta torsdag bilane ved skulen.", "Politirådet", "2024-09-12", id="weekday"
        ),
        pytest.param("Kommunestyret sa ja til gangveg i går kveld.", "Kommunestyret", "2024-09-16", id="i går"),
        pytest.param("Formannskapet ser på saka neste måndag.", "Formannskapet", None, id="to come"),
        pytest.param("Formannskapet vedtok 3. september 2024 ein plan.", "Formannskapet", "2024-09-03", id="a date"),
    ],
)
def test_an_article_names_its_body_and_its_day(lead: str, body: str, date: str | None) -> None:
    heading = _heading(f"Solvik kommune\n\nPublisert 17. september 2024\n\nTryggare skuleveg\n\n{lead}{_NEWS}")
    assert (heading.kind, heading.body) == (DocumentKind.ARTIKKEL, body)
    assert heading.meeting.date == (dt.date.fromisoformat(date) if date else None)
    inferred = "date-inferred" in {warning.code for warning in heading.warnings}
    assert inferred == (heading.meeting.date_origin is Origin.INFERRED)


_REST = "Sak 1/21 Godkjenning av referat Godkjent. " + "Det ble orientert om skolene og om planene for neste år. " * 8


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            "Referat Politirådet Møtested: Rådhuset Møtedato: 6. mai 2021 Møtetid: 10.00 - 12.00 "
            "Til stede: Kari Lia, Per Berg og Ola Moen Forfall: Siri Dal",
            id="values after their labels",
        ),
        pytest.param(
            "MØTEREFERAT Politirådet Sted: Dato: Tid: Rådhuset 6. mai 2021 Kl. 10.00 - 12.00 "
            "Til stede: Forfall: Referent: Kari Lia (leder), Per Berg og Ola Moen Siri Dal Eva Sand",
            id="values after a row of labels",
        ),
    ],
)
def test_a_heading_without_line_breaks_is_taken_apart(head: str) -> None:
    heading = _heading(f"1 Solvik kommune {head} {_REST}")
    meeting = heading.meeting
    assert (heading.kind, heading.body, meeting.place) == (DocumentKind.REFERAT, "Politirådet", "Rådhuset")
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2021, 5, 6), dt.time(10), dt.time(12))
    assert _names(meeting.attendees) == ["Kari Lia", "Per Berg", "Ola Moen"]
    assert _names(meeting.absent) == ["Siri Dal"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"1 Solvik kommune Referat Eldrerådet Sted: Dato: Rådhuset 6. mai 2021 Til stede: Kari Lia {_REST}",
            id="flat",
        ),
        pytest.param("Politirådet – møte 3. mai 2021 kl. 12–14 på rådhuset\nKari Lia og Per Berg møtte.", id="told"),
        pytest.param("Referat\nDato: 3.5.2020\nTil stede: Kari Lia (H), Per Berg (V), Siri\nMoen (SV)", id="mended"),
    ],
)
def test_every_quote_of_such_headings_stands_where_it_is_said_to(text: str) -> None:
    reading = _reading(text)
    meeting = find_heading(reading, file_name="x.txt").meeting
    people = (*meeting.attendees, *meeting.absent)
    found: list[Evidence] = [*meeting.evidence, *(each for person in people for each in person.evidence)]
    assert found
    for evidence in found:
        assert reading.pages[evidence.page - 1].text[evidence.start : evidence.end] == evidence.quote
