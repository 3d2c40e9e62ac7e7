"""Text that has lost its line breaks is parted again where labels, numbers and titles begin."""

from __future__ import annotations

import pytest

from ingest.agenda.drafts import lines_of
from ingest.agenda.listed import find_agenda
from ingest.agenda.parted import is_flat, part_lines, part_reading
from ingest.agenda.transcript import split_transcript
from ingest.readers.text import read

CASE_PAPERS = (
    "MØTEBOK Utvalg: Kommunestyret Møtested: Rådhuset Møtedato: 12.03.04 SAKSLISTE Saksnr. Arkivsaksnr. Tittel "
    "0011/04 04/00101 NY BRU OVER ULVDALSELVA 0012/04 04/00202 GEBYR FOR FEIING "
    "Saksnr.: Utvalg Møtedato 0007/04 Formannskapet 02.03.04 0011/04 Kommunestyret 12.03.04 Saksbehandler: Eva Vik "
    "Arkivsaksnr.: 04/00101 NY BRU OVER ULVDALSELVA Saksfremlegg: Brua er stengt for tunge biler siden i fjor høst. "
    "Forslag til vedtak: Det bygges ny bru. Kommunestyrets behandling: Saken ble drøftet. "
    "Kommunestyrets vedtak, enst.: Det bygges ny bru. Saksnr.: Utvalg Møtedato 0012/04 Kommunestyret 12.03.04 "
    "Saksbehandler: Per Berg Arkivsaksnr.: 04/00202 GEBYR FOR FEIING Saksfremlegg: Gebyret har stått stille i tre år. "
    "Forslag til vedtak: Gebyret økes. Kommunestyrets behandling: Ingen hadde ordet. "
    "Kommunestyrets vedtak, mot 3 st.: Gebyret økes.\n"
)


def parted(text: str) -> list[str]:
    return [line.text for line in part_lines(lines_of(read(text.encode())))]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Saksnr.: Utvalg Møtedato", id="columns"),
        pytest.param("0007/04 Formannskapet 02.03.04", id="a row of the history"),
        pytest.param("NY BRU OVER ULVDALSELVA", id="a title in capitals"),
        pytest.param("Forslag til vedtak: Det bygges ny bru.", id="a label"),
        pytest.param("Kommunestyrets vedtak, mot 3 st.: Gebyret økes.", id="a label with a vote"),
        pytest.param("0012/04 04/00202 GEBYR FOR FEIING", id="a line of the agenda"),
    ],
)
def test_a_long_line_is_parted_where_lines_once_ended(line: str) -> None:
    assert line in parted(CASE_PAPERS)


def test_case_papers_on_one_line_have_their_matters() -> None:
    drafts, _ = split_transcript(lines_of(read(CASE_PAPERS.encode())), body="Kommunestyret", date=None)
    assert [(draft.number, draft.title) for draft in drafts] == [
        ("0011/04", "NY BRU OVER ULVDALSELVA"),
        ("0012/04", "GEBYR FOR FEIING"),
    ]


def test_parting_neither_adds_nor_takes_a_word() -> None:
    assert " ".join(parted(CASE_PAPERS)).split() == CASE_PAPERS.split()


def test_a_banner_that_words_lead_to_is_of_the_title() -> None:
    lines = parted(
        ("Rådet drøftet saken. " * 20) + "0013/04 GODKJENNING AV MØTEPROTOKOLL FRA FORRIGE MØTE Vedtak: Godkjent."
    )
    assert "0013/04 GODKJENNING AV MØTEPROTOKOLL FRA FORRIGE MØTE" in lines


def test_bare_labels_are_parted_behind_a_sentence() -> None:
    lines = parted(("Rådet drøftet saken. " * 20) + "Votering Enstemmig. Vedtak Saken utsettes.")
    assert lines[-4:] == ["Votering", "Enstemmig.", "Vedtak", "Saken utsettes."]


def test_text_with_its_line_breaks_is_left_as_it_is() -> None:
    reading = read(b"Sak 1/20 Budsjett\n\nVedtak: Budsjettet vedtas.\n")
    assert not is_flat(reading.blocks)
    assert part_reading(reading) is reading


def test_the_first_and_the_last_number_are_no_agenda_and_plots_are_none() -> None:
    front = (
        "Behandlede saker:\n\nSak 01/02 - 15/02 i henhold til saksliste\n\nSAKSLISTE\n\n01/02 Budsjett\n\n02/02 Gebyr\n"
    )
    agenda = find_agenda(lines_of(read(front.encode())))
    assert agenda is not None
    assert [entry.number for entry in agenda.entries] == ["01/02", "02/02"]
    plots = "\n\n".join(f"{number} Gnr. 3" for number in ("10/12", "14/16", "18/20") * 2)
    assert find_agenda(lines_of(read(plots.encode()))) is None
