"""Headings in further layouts: told in one line, by council, by group, with years from the day of writing."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read
from minutes.kinds import DocumentKind, Origin
from minutes.model import Attendee


def _heading(text: str, file_name: str = "dokument.txt") -> Heading:
    return find_heading(read(text.strip("\n").encode()), file_name=file_name)


def _names(people: tuple[Attendee, ...]) -> list[str]:
    return [person.name for person in people]


def _when(heading: Heading) -> tuple[str, str | None, str | None]:
    meeting = heading.meeting
    times = (None if time is None else time.isoformat("minutes") for time in (meeting.start, meeting.end))
    start, end = times
    return str(meeting.date), start, end


_LISTS = "Til stede: Kari Lia, Per Berg\nForfall: Eva Sand\nSak 1/20 Vegen"


@pytest.mark.parametrize(
    ("text", "body", "when", "place"),
    [
        pytest.param(
            "Solvik kommune\nSLT-styringsgruppa\nMøte fredag 4. mars 2016, kl 12:00 til 13:45, Solvik skule, møterom 114\n"
            "Med på møtet: Kari Lia (lensmann), Per Berg (rektor)\nKunne ikkje kome: Eva Sand",
            "SLT-styringsgruppa", ("2016-03-04", "12:00", "13:45"), "Solvik skule, møterom 114", id="one line nynorsk",
        ),
        pytest.param(
            "Solvik kommune\nKoordineringsgruppen\nMøte onsdag 6. april 2016 kl. 10.00–11.30, rådhuset\n"
            "Til stede: Kari Lia (lensmann), Per Berg (rektor)\nKunne ikke komme: Eva Sand",
            "Koordineringsgruppen", ("2016-04-06", "10:00", "11:30"), "rådhuset", id="one line bokmål",
        ),
        pytest.param(
            "SOLVIK KOMMUNE\nUTSKRIFT AV MØTEBOKA\n\n"
            "Møte i Solvik viltnemnd tysdag 2. mai 2006 kl. 19.30 på kommunehuset.\n\n"
            + _LISTS,
            "Viltnemnda", ("2006-05-02", "19:30", None), "kommunehuset", id="one sentence",
        ),
        pytest.param(
            "Solvik kommune\nEldrerådet\nMØTEBOK NR. 4/2011\n"
            "frå møte måndag 28. november 2011 kl. 09.00 i rådhuset, møterom Nord\n"
            + _LISTS,
            "Eldrerådet", ("2011-11-28", "09:00", None), "rådhuset, møterom Nord", id="under the title, with the room",
        ),
        pytest.param(
            "SOLVIK KOMMUNE\nMøtebok\n\nStyre, utval m.m.   Møtestad   Møtedato   Frå – til kl.\n"
            "Formannskapet   Rådhuset   20.06.2019   10.00 – 15.35\n\n" + _LISTS,
            "Formannskapet", ("2019-06-20", "10:00", "15:35"), "Rådhuset", id="labels in a row",
        ),
        pytest.param(
            "Eldrerådet - Solvik kommune\nMøtereferat\nDato: 4. april 2019   Klokka: 14.15-16   Kvar: Rådhuset\n"
            "Kven møtte: Kari Lia, Per Berg\nKven møtte ikkje: Eva Sand",
            "Eldrerådet", ("2019-04-04", "14:15", "16:00"), "Rådhuset", id="asked for",
        ),
        pytest.param(
            "ELDRERÅD SOLVIK KOMMUNE\nMØTEREFERAT 04.04.19\nSted og tid: Rådhuset, kl. 09–11\n"
            "Hvem var der: Kari Lia, Per Berg\nHvem kunne ikke: Eva Sand",
            "Eldrerådet", ("2019-04-04", "09:00", "11:00"), "Rådhuset", id="place before time",
        ),
        pytest.param(
            "Solvik kommune\nFormannskapet\nMØTEBOK\nMøtedato: 9.3.99   Møtested: Rådhuset   Møtets begynnelse: 1230"
            "   Møtets slutt: 1445\n" + _LISTS,
            "Formannskapet", ("1999-03-09", "12:30", "14:45"), "Rådhuset", id="beginning and end",
        ),
        pytest.param(
            "Solvik kommune\nReferat frå eldrerådet 3. mai 2020\n\n"
            "Møtestad: Biblioteket. Møtet starta kl. 14.00 og var ferdig kl. 15.20.\n\n" + _LISTS,
            "Eldrerådet", ("2020-05-03", "14:00", "15:20"), "Biblioteket", id="started and was over",
        ),
        pytest.param(
            "Solvik kommune\nReferat fra eldrerådet 3. mai 2020\n\n"
            "Møtested: Biblioteket. Møtet begynte klokka 14 og ble avsluttet klokka 15.20.\n\n" + _LISTS,
            "Eldrerådet", ("2020-05-03", "14:00", "15:20"), "Biblioteket", id="began and was closed",
        ),
    ],
)  # fmt: skip
def test_a_meeting_told_in_a_line_or_a_row(
    text: str, body: str, when: tuple[str, str | None, str | None], place: str
) -> None:
    heading = _heading(text)
    assert (heading.body, _when(heading), heading.meeting.place) == (body, when, place)
    assert heading.municipality == "Solvik"
    assert _names(heading.meeting.attendees) == ["Kari Lia", "Per Berg"]
    assert _names(heading.meeting.absent) == ["Eva Sand"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("Referat frå politirådet 5. februar\n\nSkrive av Kari Lia, 07.02.2020.", "2020-02-05", id="nynorsk"),
        pytest.param("Referat fra politirådet 18. desember\n\nPublisert 4.1.2021", "2020-12-18", id="the year before"),
        pytest.param("Referat fra politirådet\nTirsdag 5. mai kl. 10\n\nPublisert 6.5.2020", "2020-05-05", id="under"),
        pytest.param("Referat fra politirådet mandag 5. mai\n\nSkrevet av Kari Lia 6.5.2020", "None", id="wrong weekday"),
    ],
)  # fmt: skip
def test_the_year_comes_from_the_day_of_writing(text: str, date: str) -> None:
    heading = _heading(f"{text}\n\n{_LISTS}")
    assert str(heading.meeting.date) == date
    assert heading.meeting.date is None or heading.meeting.date_origin is Origin.INFERRED


def test_an_article_takes_the_year_of_its_publication() -> None:
    heading = _heading(
        "Kommunestyret kort fortalt\n\nPublisert 17.06.2022 09.12\n\n"
        "Kommunestyret i Solvik hadde møte torsdag 16. juni i kulturhuset. Her er det viktigste fra møtet, sak for sak.\n"
    )
    assert heading.meeting.date == dt.date(2022, 6, 16)
    assert heading.meeting.date_origin is Origin.INFERRED


@pytest.mark.parametrize(
    ("title", "municipality"),
    [
        pytest.param("REFERAT FRA MØTE I POLITIRÅDET FOR SOLVIK", "Solvik", id="capitals, for"),
        pytest.param("KONTROLLUTVALET I SOLVIK", "Solvik", id="capitals, in"),
        pytest.param("Referat frå beredskapsrådet i Solvik 3. mai 2020", "Solvik", id="before a date"),
        pytest.param("Møtereferat Solvik ungdomsråd", "Solvik", id="before the council"),
        pytest.param("Møtereferat interkommunalt kontrollutvalg", None, id="an adjective"),
        pytest.param("REFERAT UTVALG FOR OPPVEKST", None, id="what a body is for"),
        pytest.param("Arbeidsmiljøutvalget i Solbakken skole", None, id="a school"),
    ],
)
def test_a_council_names_its_municipality(title: str, municipality: str | None) -> None:
    assert _heading(f"{title}\nDato: 3.5.2020\n{_LISTS}").municipality == municipality


def test_a_case_paper_is_of_the_last_meeting_of_its_course() -> None:
    heading = _heading(
        "Solvik kommune        Saksframlegg\n\nSaksgang            Møtedato      Saksnr.\n"
        "Hovedutvalg teknisk   04.09.2018    18/39\nFormannskapet    18.09.2018    18/77\nKommunestyret    27.09.2018\n\n"
        "NY VANNLEDNING\n\nRådmannens forslag til innstilling:\nLedningen legges langs elva.\n"
    )
    assert (heading.kind, heading.meeting.date) == (DocumentKind.SAKSFRAMLEGG, dt.date(2018, 9, 27))


def test_a_protocol_for_a_committee_is_no_matter_of_elections() -> None:
    heading = _heading(f"Solvik kommune\nMøteprotokoll for Utvalg for plan og bygg\nMøtedato: 27.05.2021\n{_LISTS}")
    assert (heading.kind, heading.body) == (DocumentKind.PROTOKOLL, "Utvalg for plan og bygg")


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        pytest.param(
            "Kommunen: Ordfører Kari Lia, rådmann Per Berg\nPolitiet: Lensmann Ola Moen\n"
            "Skolene: Rektor Eva Sand (forfall)\n"
            "Næringsforeningen: Tove Lie\nRef.: Per Berg",
            ["Kari Lia", "Per Berg", "Ola Moen", "Tove Lie"], ["Eva Sand"], id="by organisation",
        ),
        pytest.param(
            "Navn       Virksomhet    Møtt    Forfall\nKari Lia    Ordfører    x\nEva Sand    NAV    Forfall",
            ["Kari Lia"], ["Eva Sand"], id="a word in a column",
        ),
        pytest.param(
            "Møteleiar:    Kari Lia\nAndre medlemer: Per Berg og Ola Moen\nForfall:    Eva Sand",
            ["Per Berg", "Ola Moen", "Kari Lia"], ["Eva Sand"], id="the chair in the next cell",
        ),
        pytest.param(
            "Til stede: Kari Lia, Ola Moen\nForfall: Eva Sand\nRådmann: Per Berg    Sekretær: Tove Lie",
            ["Kari Lia", "Ola Moen", "Per Berg", "Tove Lie"], ["Eva Sand"], id="the staff under those absent",
        ),
        pytest.param(
            "Til stades: Kari Lia, Ola Moen\nIkkje møtt: Eva Sand\n\n"
            "Rådmann Per Berg og formannskapssekretær Tove Lie var og til stades.",
            ["Kari Lia", "Ola Moen", "Per Berg", "Tove Lie"], ["Eva Sand"], id="also there",
        ),
        pytest.param(
            "Til stede: Kari Lia, Ola Moen\nForfall: Eva Sand\n\nSkogbrukssjef Per Berg førte protokollen.",
            ["Kari Lia", "Ola Moen", "Per Berg"], ["Eva Sand"], id="who kept the minutes",
        ),
        pytest.param(
            "Til stades: Kari Lia, Ola Moen\nFråver: Eva Sand. Vararepresentant Siri Dal møtte ikkje heller.",
            ["Kari Lia", "Ola Moen"], ["Eva Sand", "Siri Dal"], id="nor the deputy",
        ),
        pytest.param(
            "Til stede: Kari Lia, Bygdekvinnelaget v/Ola Moen\nForfall: Statens vegvesen, Heimevernet v/ Eva Sand",
            ["Kari Lia", "Ola Moen"], ["Eva Sand"], id="by the one who came for it",
        ),
    ],
)  # fmt: skip
def test_who_came_in_further_layouts(text: str, present: list[str], absent: list[str]) -> None:
    meeting = _heading(f"Solvik kommune\n\nReferat politirådet 3. mai 2021\n\n{text}").meeting
    assert set(_names(meeting.attendees)) == set(present)
    assert set(_names(meeting.absent)) == set(absent)


def test_a_committee_that_prevents_is_named_whole() -> None:
    heading = _heading(f"Solvik kommune\nRus- og kriminalitetsforebyggende utvalg\nReferat 3.5.2020\n{_LISTS}")
    assert heading.body == "Rus- og kriminalitetsforebyggende utvalg"


def test_groups_of_people_make_a_titled_meeting_minutes() -> None:
    heading = _heading(
        "Solvik kommune\nPolitirådsmøte\nTorsdag 4. april 2019, kl 09:00 til 10:00, møterom Fjorden\n"
        "Kommunen: Kari Lia (ordfører), Ola Moen (rådmann)\n"
        "Politiet: Tove Lie (lensmann), Siri Dal (politikontakt, forfall)\n"
    )
    assert (heading.kind, heading.body) == (DocumentKind.REFERAT, "Politirådet")
    assert _names(heading.meeting.attendees) == ["Kari Lia", "Ola Moen", "Tove Lie"]
    assert _names(heading.meeting.absent) == ["Siri Dal"]


def test_a_group_in_a_matter_is_no_list() -> None:
    text = "Solvik kommune\n\nReferat politirådet 3. mai 2021\n\nPolitiet: Lensmann Ola Moen sa at det er rolig."
    assert _names(_heading(text).meeting.attendees) == []
