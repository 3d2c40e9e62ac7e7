"""Layouts of agendas and minutes beside the common ones: each a short paper of our own writing."""

from __future__ import annotations

import pytest

from ingest.agenda.article import split_article, tells_meeting
from ingest.agenda.drafts import Draft, item_kind, lines_of, number_key, tidy_number
from ingest.agenda.flat import split_flat
from ingest.agenda.free import split_free
from ingest.agenda.protocol import split_protocol
from ingest.agenda.table import read_columns, split_table
from ingest.agenda.title_ends import find_title_end
from ingest.blocks import Block, BlockKind, Run
from ingest.readers import text as text_reader
from minutes.kinds import ItemKind


def free(text: str, *, title: str | None = None) -> list[Draft]:
    return split_free(lines_of(text_reader.read(text.encode())), start=0, title=title)


def protocol(text: str) -> list[Draft]:
    return split_protocol(lines_of(text_reader.read(text.encode())), body=None, date=None)


def flat(text: str) -> list[Draft]:
    return split_flat(lines_of(text_reader.read(text.encode())))


def table(text: str) -> list[Draft]:
    return split_table(lines_of(text_reader.read(text.encode())))


def heads(drafts: list[Draft]) -> list[tuple[str | None, str]]:
    return [(draft.number, draft.title) for draft in drafts]


def body_of(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.body)


# ---- bare headings ------------------------------------------------------------------------------------------------

BULLETED = """Ulvdal kommune

Politirådet – møte måndag 3. mai 2021 kl 1400

Til stades:
• ordførar Eva Vik
• lensmann Bo Li
Fråfall: Per Ås

Rus
• Fleire har prøvd hasj.
• Bo Li ringjer rektor.

Trafikk
• Farten er høg ved skulen.

Elles
• Ingenting å melde.

Møtet slutta kl 1535.

Eva Vik, skrivar
"""


def test_bare_headings_over_bullets_are_items_and_the_attendance_is_none() -> None:
    drafts = free(BULLETED, title="Politirådet – møte måndag 3. mai 2021 kl 1400")
    assert heads(drafts) == [(None, "Rus"), (None, "Trafikk"), (None, "Elles")]
    assert body_of(drafts[-1]) == "Ingenting å melde."


PROSE = """Ulvdal kommune

Politirådet – referat

Møtet ble holdt tirsdag 3. mai 2021 på rådhuset.

Referatet fra 7. mars

Ingen merknader.

Skolestart

Lensmannen sa at det hadde gått fint. Det var ingen ulykker den første uka, og politiet sto ved
gangfeltet hver morgen.

Til neste gang

Bo Li forbereder en sak om fart.

Ulvdal, 11.05.2021
Eva Vik
"""


def test_bare_headings_over_prose_are_items() -> None:
    drafts = free(PROSE, title="Politirådet – referat")
    assert [title for _, title in heads(drafts)] == ["Referatet fra 7. mars", "Skolestart", "Til neste gang"]
    assert body_of(drafts[-1]) == "Bo Li forbereder en sak om fart."


def test_bullets_that_name_the_matters_are_items() -> None:
    text = "Til stede: Eva Vik\n* Skolene\nRektor kaller inn foreldrene.\n* Eventuelt\nDet var ingen saker.\n"
    assert [title for _, title in heads(free(text))] == ["Skolene", "Eventuelt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "SAK: Godkjenning\nOk.\nSAK: Rus\nMer hasj.\n", [(None, "Godkjenning"), (None, "Rus")], id="sak alone"
        ),
        pytest.param(
            "I. Godkjenning\nOk.\nII. Rus\nMer hasj.\n", [("I", "Godkjenning"), ("II", "Rus")], id="Roman numbers"
        ),
        pytest.param(
            "1\nGodkjenning\nOk.\n2\nRus\nMer hasj.\n3\nEventuelt\nIngen saker.\n",
            [("1", "Godkjenning"), ("2", "Rus"), ("3", "Eventuelt")],
            id="a cell a line",
        ),
        pytest.param("Ad 1) Rus\nOk.\nAd 2) Vold\nNei.\n", [("1", "Rus"), ("2", "Vold")], id="ad"),
        pytest.param("1 - Rus\nOk.\n2 - Vold\nNei.\n", [("1", "Rus"), ("2", "Vold")], id="a dash after the number"),
        pytest.param(
            "Rus:\nMer hasj.\nVold:\nIngen saker.\nEventuelt:\nIngen.\n",
            [(None, "Rus"), (None, "Vold"), (None, "Eventuelt")],
            id="a colon after the title",
        ),
        pytest.param(
            "Saksliste:\n• Godkjenning\n• Brøyting\n\nVel møtt!\n",
            [(None, "Godkjenning"), (None, "Brøyting")],
            id="a list",
        ),
    ],
)
def test_matters_are_marked_in_other_ways(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert heads(free(text)) == expected


# ---- protocols ----------------------------------------------------------------------------------------------------

YEAR_FIRST = """Til behandling forelå:

   Saksnr.   Arkivnr.    Sak
1  17/17     033/17-3    Godkjenning av protokoll
2  17/18     216/17-1    Rapport om innkjøp


1  17/17  GODKJENNING AV PROTOKOLL

Vedtak:
1. Protokollen godkjennes.
2. Protokollen legges ut.


2  17/18  RAPPORT OM INNKJØP

Vedtak:
1. Rapporten tas til etterretning.
2. Rapporten sendes kommunestyret.
"""


def test_a_rows_own_count_before_the_number_is_no_item_number() -> None:
    drafts = protocol(YEAR_FIRST)
    assert heads(drafts) == [("17/17", "GODKJENNING AV PROTOKOLL"), ("17/18", "RAPPORT OM INNKJØP")]
    assert [draft.case_number for draft in drafts] == ["033/17-3", "216/17-1"]


LETTERED = """SAKSKART                                                  Side
Saker til behandling
1/25      25/00012-1     Godkjenning av protokoll             2
Orienteringssaker
1/25 O    25/00012-2     Plansjefen orienterer                7


SAKER TIL BEHANDLING

1/25 Godkjenning av protokoll

Vedtak:
Protokollen godkjennes.


ORIENTERINGSSAKER

1/25 O Plansjefen orienterer

Plansjefen orienterte om planen.
"""


def test_letters_after_a_number_make_it_another_matter() -> None:
    drafts = protocol(LETTERED)
    assert heads(drafts) == [("1/25", "Godkjenning av protokoll"), ("1/25 O", "Plansjefen orienterer")]
    assert body_of(drafts[0]) == "Vedtak:\nProtokollen godkjennes."
    assert item_kind("1/25 O", "Plansjefen") is ItemKind.ORIENTERING
    assert number_key(tidy_number("", "1/25", "O")) != number_key("1/25")


OUTSIDE = """SAKLISTE
0073/99 BARNEVERN
0074/99 VAL
Sak 0073/99
BARNEVERN
Kommunestyret sitt vedtak:
Kommunen går med.
Sak 0074/99
VAL
Kommunestyret sitt vedtak:
Framlegget vert tiltrådt.
Sak utanom saklista:
0075/99
FRÅSEGN OM SJUKEHUSET
Kommunestyret sitt vedtak:
Tilbodet må stå ved lag.
"""


def test_a_matter_outside_the_agenda_is_an_item_of_its_own() -> None:
    drafts = protocol(OUTSIDE)
    assert heads(drafts) == [("0073/99", "BARNEVERN"), ("0074/99", "VAL"), ("0075/99", "FRÅSEGN OM SJUKEHUSET")]
    assert body_of(drafts[1]).endswith("Framlegget vert tiltrådt.")


LETTERS = """Saksliste
PS 65/23 Brannordning
PS 66/23 Referatsaker

PS 65/23 Brannordning
Vedtak:
Ordningen vedtas.
PS 66/23 Referatsaker
RS 14/23 Brev fra fylket
RS 15/23 Takk fra korpset
Vedtak:
Sakene tas til orientering.
"""


def test_letters_laid_before_the_meeting_stay_in_the_matter_that_lists_them() -> None:
    drafts = protocol(LETTERS)
    assert heads(drafts) == [("PS 65/23", "Brannordning"), ("PS 66/23", "Referatsaker")]
    assert body_of(drafts[-1]).endswith("Sakene tas til orientering.")


# ---- transcripts --------------------------------------------------------------------------------------------------

FILLER = "Det ble snakket lenge om dette, og alle fikk sagt sitt. " * 4
TRANSCRIPT = (
    "1 Ulvdal kommune Møtereferat Eldrerådet Til stede: Eva Vik Sak / Godkjenning av referat Referatet ble godkjent. "
    f"Sak / Svindel på telefon Flere i rådet er oppringt. {FILLER}Vedtak: Rådet ber om hjelp. Enstemmig.\n"
    f"2 Sak / Høring – kommuneplanens samfunnsdel Samfunnsdelen er kort. {FILLER}{FILLER} Neste møte: 3. mai"
)


def test_a_transcript_on_one_line_is_cut_at_its_marks() -> None:
    drafts = flat(TRANSCRIPT)
    assert heads(drafts) == [
        (None, "Godkjenning av referat"),
        (None, "Svindel på telefon"),
        (None, "Høring – kommuneplanens samfunnsdel"),
    ]
    assert drafts[1].body[-1].text == "Vedtak: Rådet ber om hjelp. Enstemmig."


def test_a_transcript_may_count_its_matters() -> None:
    text = f"Ulvdal kommune Referat 1. Godkjenning Alt i orden. 2. Status Det er rolig. {FILLER}{FILLER} 3. Eventuelt"
    assert heads(flat(text)) == [("1", "Godkjenning"), ("2", "Status"), ("3", "Eventuelt")]


def test_minutes_with_lines_are_no_transcript() -> None:
    assert flat("Sak 1/20 Rus\nPolitiet orienterte.\nSak 2/20 Vold\nIngen saker.\n") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Svindel på telefon Flere er oppringt.", "Svindel på telefon", id="a capital"),
        pytest.param("Orientering fra NAV Lederen sa det.", "Orientering fra NAV", id="a name that the title needs"),
        pytest.param("Høring – Planen Den er kort.", "Høring – Planen", id="after a dash"),
        pytest.param("BUDSJETT FOR ÅRET Rådmannen orienterte.", "BUDSJETT FOR ÅRET", id="capitals"),
        pytest.param("Støtte til Nes Idrettslag Rådet drøftet det.", "Støtte til Nes Idrettslag", id="a body begins"),
        pytest.param("Ny brygge Rektor Eva Vik viste kart.", "Ny brygge", id="somebody with a verb begins"),
        pytest.param("Eventuelt", "Eventuelt", id="nothing after"),
    ],
)
def test_a_title_ends_before_the_capital_it_does_not_need(text: str, title: str) -> None:
    assert text[: find_title_end(text)] == title


# ---- tables -------------------------------------------------------------------------------------------------------


def test_a_table_may_have_the_matter_first_and_the_treatment_beside_it() -> None:
    text = (
        "Sak/Tema\tReferat\tAnsvar\tFrist\n"
        "Mobbing på nett\tRektorene lager en liste.\tRektorene\t26. mars\n"
        "Eventuelt\tIngen saker.\t\t\n"
    )
    drafts = table(text)
    assert heads(drafts) == [(None, "Mobbing på nett"), (None, "Eventuelt")]
    assert body_of(drafts[0]) == "Rektorene lager en liste."
    assert [block.text for block in drafts[0].due] == ["26. mars"]


def test_a_table_with_number_matter_and_treatment_keeps_all_three() -> None:
    drafts = table("Nr\tTema\tReferat\tAnsvar\n1\tRus\tPolitiet orienterte.\tSLT\n2\tVold\tIngen saker.\t\n")
    assert heads(drafts) == [("1", "Rus"), ("2", "Vold")]
    assert body_of(drafts[0]) == "Politiet orienterte."


def test_a_list_number_of_the_matter_is_its_number() -> None:
    def cell(text: str, marker: str = "") -> tuple[Block, ...]:
        kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
        return (Block(kind=kind, runs=(Run(page=1, start=0, end=len(text), text=text),), marker=marker),)

    rows = [
        (cell("Tema"), cell("Referat"), cell("Ansvar")),
        (cell("Rus", "1."), cell("Politiet orienterte."), cell("SLT")),
    ]
    blocks = tuple(Block(kind=BlockKind.TABLE_ROW, cells=row, table=1) for row in rows)
    reading = text_reader.read(b"x")
    page = type(reading.pages[0])(number=1, text="", blocks=blocks)
    lines = lines_of(type(reading)(media_type="text/plain", pages=(page,)))
    assert heads(split_table(lines)) == [("1", "Rus")]


def test_a_table_of_people_is_no_table_of_minutes() -> None:
    cells = tuple(
        (Block(kind=BlockKind.PARAGRAPH, runs=(Run(page=1, start=0, end=len(name), text=name),)),)
        for name in ("Navn", "Funksjon", "Representerer")
    )
    assert read_columns(Block(kind=BlockKind.TABLE_ROW, cells=cells, table=1)) is None


# ---- articles -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Politirådet brukte heile møtet måndag på skulevegen.", True),
        ("Formannskapet i Ulvdal drøftet saken tirsdag.", True),
        ("Politirådet skal møtes til våren.", False),
        ("Biblioteket har nye åpningstider.", False),
    ],
)
def test_an_article_tells_of_a_meeting_in_a_sentence(text: str, *, told: bool) -> None:
    assert tells_meeting(text) is told


def test_an_article_of_a_meeting_is_one_item() -> None:
    text = "# Vil ha tryggare veg\n\nPolitirådet drøfta skulevegen måndag.\n\nKommunen ber om fartsdempar.\n"
    drafts = split_article(lines_of(text_reader.read(text.encode())), title="Vil ha tryggare veg")
    assert heads(drafts) == [(None, "Vil ha tryggare veg")]
