"""Where the body and the date come from when the form is damaged, silent or of something else."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.heading.bodies import find_bodies, name_body
from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read
from minutes.kinds import DocumentKind, Origin


def _heading(text: str, file_name: str = "dokument.txt") -> Heading:
    return find_heading(read(text.encode()), file_name=file_name)


def test_a_damaged_date_falls_back_on_the_sentence_that_names_the_meeting() -> None:
    text = (
        "MØTEBOK\nUtvalg Møtedato\nEldrerådets møte 08.0306.054\n"
        "Eldrerådet holdt møte den 08.03.2005 på møterommet på rådhuset.\nInnkalling av 01.03.2005 godkjent.\nSAKSLISTE"
    )
    heading = _heading(text)
    assert (heading.meeting.date, heading.meeting.date_origin) == (dt.date(2005, 3, 8), Origin.TEXT)
    assert (heading.body, heading.meeting.place) == ("Eldrerådet", "møterommet på rådhuset")


def test_a_case_protocol_names_its_meeting_in_its_first_line() -> None:
    heading = _heading(
        "Hovedutvalg helse og omsorgs behandling av sak 15/2025 i møte den 09.12.2025:\nBehandling\nVedtak:\nDet bygges."
    )
    assert heading.kind is DocumentKind.PROTOKOLL
    assert (heading.body, heading.meeting.date) == ("Hovedutvalg helse og omsorg", dt.date(2025, 12, 9))


_CASES = (
    "MØTEBOK\nSaksnr.: Utvalg Møtedato\n0056/99 Kommunestyret 02.12.99\nGEBYRER\nSaksfremlegg:\nSaken gjelder gebyr.\n"
    "Saksnr.: Utvalg Møtedato\n0009/99 Formannskapet 18.11.99\n0057/99 Kommunestyret 02.12.99\nBUDSJETT"
)


def test_the_meeting_that_most_case_tables_name_is_the_papers_own() -> None:
    heading = _heading(_CASES)
    assert (heading.body, heading.meeting.date, heading.meeting.date_origin) == (
        "Kommunestyret",
        dt.date(1999, 12, 2),
        Origin.TEXT,
    )


def test_the_file_name_chooses_among_case_tables() -> None:
    heading = _heading(_CASES, file_name="fsk_18.11.99.txt")
    assert (heading.body, heading.meeting.date) == ("Formannskapet", dt.date(1999, 11, 18))


def test_a_case_papers_own_date_is_not_the_meetings() -> None:
    text = (
        "Saksframlegg\nSaksbehandler: Per Berg\nDato: 24.05.2022\n"
        "Saksnr\tUtvalg\tMøtedato\nPS 31/22\tKommunestyret\t16.06.2022\n"
        "Forslag til vedtak:\nSaken tas til orientering."
    )
    heading = _heading(text)
    assert heading.kind is DocumentKind.SAKSFRAMLEGG
    assert (heading.body, heading.meeting.date) == ("Kommunestyret", dt.date(2022, 6, 16))


@pytest.mark.parametrize(
    "line",
    [
        "Neste møte: 04.05.2012",
        "Vår dato: 04.05.2012",
        "Solvik, 04.05.2012",
        "Publisert 04.05.2012",
        "Godkjenning av protokoll fra møte 04.05.2012",
        "Innkalling datert 04.05.2012",
        "Dato for neste møte: 04.05.2012",
    ],
)
def test_dates_of_other_things_are_not_the_meetings(line: str) -> None:
    heading = _heading(f"Referat fra eldrerådet\nSted: Rådhuset\n{line}\nTil stede: Kari Lia\nSaker:")
    assert heading.meeting.date is None
    assert "no-date" in [warning.code for warning in heading.warnings]


def test_the_form_comes_before_dates_of_items() -> None:
    text = (
        "MØTEINNKALLING\nUtvalg: Formannskapet\nMøtedato: 27.05.2003\n"
        "SAKSLISTE\nSaksnr.: Utvalg Møtedato\n0021/03 Formannskapet 20.05.2003"
    )
    assert _heading(text).meeting.date == dt.date(2003, 5, 27)


@pytest.mark.parametrize(
    ("text", "file_name", "date"),
    [
        (
            "REFERAT FRA SAMARBEIDSUTVALGET\nTirsdag 14. oktober kl. 18.00\nSak 5/14 Budsjett",
            "x.txt",
            dt.date(2014, 10, 14),
        ),
        ("Referat fra eldrerådet\nDato: 6. desember\nSted: Kafeen\nSaker:", "referat_2016.txt", dt.date(2016, 12, 6)),
    ],
)
def test_a_year_left_out_is_guessed_and_said_to_be(text: str, file_name: str, date: dt.date) -> None:
    heading = _heading(text, file_name)
    assert (heading.meeting.date, heading.meeting.date_origin) == (date, Origin.GUESS)
    assert "date-guessed" in [warning.code for warning in heading.warnings]


def test_a_year_that_the_weekday_does_not_fit_is_not_taken() -> None:
    heading = _heading("REFERAT FRA ELDRERÅDET\nMandag 14. oktober kl. 18.00\nSak 5/14 Budsjett")
    assert heading.meeting.date is None


def test_the_file_name_dates_a_meeting_when_the_text_does_not() -> None:
    heading = _heading(
        "Referat fra eldrerådet\nSted: Rådhuset\nTil stede: Kari Lia\nSaker:", "eldreraad-2021-12-06.txt"
    )
    assert (heading.meeting.date, heading.meeting.date_origin) == (dt.date(2021, 12, 6), Origin.FILE_NAME)
    assert "date-from-file-name" in [warning.code for warning in heading.warnings]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("Utvalg: Hovedutvalg for oppvekst", "Hovedutvalg for oppvekst", id="label"),
        pytest.param("MØTEPROTOKOLL\nFORMANNSKAPET", "Formannskapet", id="capitals on a line of its own"),
        pytest.param("Møteprotokoll for Kultur- og oppvekststyret", "Kultur- og oppvekststyret", id="title"),
        pytest.param("Møtereferat – Politiråd", "Politirådet", id="after a dash"),
        pytest.param("Referat frå møte i ungdomsrådet", "Ungdomsrådet", id="nynorsk title"),
        pytest.param("Kommunestyret i Solvik", "Kommunestyret", id="of a place"),
        pytest.param("Møtebok for skolestyret", "Skolestyret", id="møtebok for"),
    ],
)
def test_the_body_is_named_as_written(text: str, body: str) -> None:
    assert _heading(f"{text}\nDato: 06.12.2021\nSted: Rådhuset\nSaksliste").body == body


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Formannskapets behandling", "Formannskapet"),
        ("Plan- og utviklingsutvalgets møte", "Plan- og utviklingsutvalget"),
        ("POLITIRÅDET", "Politirådet"),
        ("politirådsmøte", "Politirådet"),
        ("AMU", "AMU"),
        ("Eldrerådet i Solvik kommune", "Eldrerådet"),
        ("…", None),
    ],
)
def test_a_body_gets_the_form_of_a_name(written: str, name: str | None) -> None:
    assert name_body(written) == name


@pytest.mark.parametrize("text", ["Selskapet fikk gode råd", "årsregnskapet", "beredskap og kunnskap", "et eierskap"])
def test_words_that_end_like_a_body_are_none(text: str) -> None:
    assert list(find_bodies(text)) == []


def test_a_body_of_the_nation_has_no_municipality() -> None:
    heading = _heading("Sametingets plenum\nMøtebok 1/02\nTid: 19. – 22.02.2002\nSted: Karasjok\nSaksliste")
    assert (heading.body, heading.municipality) == ("Sametingets plenum", None)
    assert heading.meeting.date == dt.date(2002, 2, 19)


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Møtet hevet kl. 21.15", dt.time(21, 15)),
        ("Møteslutt: 1230", dt.time(12, 30)),
        ("Tid: til kl. 12", dt.time(12)),
    ],
)
def test_an_end_alone_is_an_end(line: str, end: dt.time) -> None:
    meeting = _heading(f"Møteprotokoll\nUtvalg: Formannskapet\nDato: 06.12.2021\n{line}\nSaksliste").meeting
    assert (meeting.start, meeting.end) == (None, end)
