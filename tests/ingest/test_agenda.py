from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agenda.drafts import (
    ARCHIVE,
    CASE,
    PAGE_COUNT,
    PAGE_ITEM,
    SIGNATURE,
    Draft,
    cut,
    is_capitals,
    is_standing,
    item_kind,
    lines_of,
    number_key,
    tidy_number,
)
from ingest.agenda.free import split_free
from ingest.agenda.history import opens_history
from ingest.agenda.listed import find_agenda
from ingest.agenda.protocol import split_protocol
from ingest.agenda.table import split_table
from ingest.agenda.words import agenda_words, alike
from ingest.blocks import Block, BlockKind, Run
from ingest.readers import text as text_reader
from minutes.kinds import ItemKind


def protocol(text: str, *, body: str | None = None) -> list[Draft]:
    return split_protocol(lines_of(text_reader.read(text.encode())), body=body, date=None)


def free(text: str) -> list[Draft]:
    return split_free(lines_of(text_reader.read(text.encode())), start=0)


def body_of(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.body)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("PS 12/21 Godkjenning", "12/21", id="with letters"),
        pytest.param("0013/02", "0013/02", id="padded"),
        pytest.param("Sak 1/ 2012", "1/ 2012", id="a blank inside"),
        pytest.param("i møte 12/05/2021", None, id="a date with slashes"),
        pytest.param("1/2,5", None, id="a share"),
    ],
)
def test_a_number_of_a_matter_is_told_from_dates_and_shares(text: str, number: str | None) -> None:
    found = CASE.search(text)
    assert (found.group() if found else None) == number


@pytest.mark.parametrize("text", ["2021/1234", "02/00123", "99/740", "22/00321-2", "033/17-3"])
def test_an_archive_number_has_the_year_first(text: str) -> None:
    assert ARCHIVE.fullmatch(text)


@pytest.mark.parametrize("text", ["12/21", "14/2026", "0013/02"])
def test_a_number_of_a_matter_is_no_archive_number(text: str) -> None:
    assert ARCHIVE.fullmatch(text) is None


@pytest.mark.parametrize("text", ["Side 3 av 26", "- 14 -", "Side 3"])
def test_a_page_count_is_known(text: str) -> None:
    assert PAGE_COUNT.match(text)


@pytest.mark.parametrize("text", ["Sak 0015/05", "KST-sak 0021/03", "Sak 002 9 03"])
def test_a_footer_that_names_the_item_is_known(text: str) -> None:
    assert PAGE_ITEM.match(text)


def test_a_line_for_signatures_is_known() -> None:
    assert SIGNATURE.fullmatch("_________   ________")
    assert SIGNATURE.fullmatch("1. ______") is None


def test_numbers_of_one_matter_compare_and_other_series_do_not() -> None:
    assert number_key("0013/02") == number_key("PS 13/02") == number_key("Sak 13/2002")
    assert number_key("RS 13/02") != number_key("PS 13/02")
    assert number_key("Budsjett") is None


@pytest.mark.parametrize(
    ("prefix", "serial", "written"),
    [
        ("PS", "12/21", "PS 12/21"),
        ("Sak nr.:", "0002/05", "0002/05"),
        ("", "1/ 2012", "1/2012"),
        ("AMU-sak", "1/04", "1/04"),
    ],
)
def test_a_number_is_given_as_written_without_the_word_sak(prefix: str, serial: str, written: str) -> None:
    assert tidy_number(prefix, serial) == written


@pytest.mark.parametrize(
    ("number", "title", "kind"),
    [
        ("PS 12/21", "Budsjett", ItemKind.POLITISK),
        ("PS 12/21", "Godkjenning av protokoll", ItemKind.GODKJENNING),
        ("RS 2/21", "Brev", ItemKind.REFERAT),
        ("DS 2/21", "Byggesak", ItemKind.DELEGERT),
        ("FO 1/21", "Om veien", ItemKind.INTERPELLASJON),
        ("3", "Orientering fra politiet", ItemKind.ORIENTERING),
        ("4", "Ymse", ItemKind.EVENTUELT),
        (None, "Rus blant unge", None),
    ],
)
def test_the_sort_of_an_item_follows_from_its_letters_or_its_standing_title(
    number: str | None, title: str, kind: ItemKind | None
) -> None:
    assert item_kind(number, title) is kind


def test_a_standing_title_is_one_only_when_nothing_else_stands_on_the_line() -> None:
    assert is_standing("Eventuelt")
    assert not is_standing("Eventuelt forfall meldes til sentralbordet")


def test_capitals_are_told_by_their_share() -> None:
    assert is_capitals("NY VEG TIL MYRA - 2. GANG")
    assert not is_capitals("Ny veg til Myra")
    assert not is_capitals("12/21")


def test_the_words_of_a_case_papers_head_are_known() -> None:
    words = agenda_words()
    assert words.meta.match("Saksbehandler: Kari Lia Arkiv: 611")
    assert words.meta_bare.match("Arkivsak-dok. 22/00321-2")
    assert words.recipients.match("Utskrift sendes:")
    assert words.dropped.match("&&& Fyll inn vedtaket i saken under denne linjen")
    assert words.withheld.search("Klage Unntatt offentlighet §5A")
    assert words.after.match("Møtet hevet kl. 12.30")


@given(start=st.integers(0, 30), end=st.integers(0, 30))
def test_a_cut_block_is_verbatim_and_without_blanks_before(start: int, end: int) -> None:
    page = "Første linje av teksten\nog den andre"
    runs = (Run(page=1, start=0, end=23, text=page[:23]), Run(page=1, start=24, end=36, text=page[24:36], glue=" "))
    block = Block(kind=BlockKind.PARAGRAPH, runs=runs)
    part = cut(block, start, end)
    assert part.text == block.text[start:end].strip()
    assert all(page[run.start : run.end] == run.text for run in part.runs)


@pytest.mark.parametrize(
    ("agenda", "titles"),
    [
        pytest.param(
            "SAKSLISTE\nSaksnr. Tittel\n0001/04 Ny skole\n0002/04 Ny veg\nEventuelt",
            ["Ny skole", "Ny veg"],
            id="an entry a line",
        ),
        pytest.param(
            "SAKSLISTE\nSaksnr. Arkivsaksnr.\nTittel\n0001/04 04/00115\nNY SKOLE\n"
            "0002/04 04/00116 Unntatt offentlighet §5\nKLAGE",
            ["NY SKOLE", "KLAGE"],
            id="the title on the next line",
        ),
        pytest.param(
            "SAKSLISTE\n0001/04 SALG AV TOMT I SAK 2/03 0002/04 NY VEG TIL\nMYRA OG LIA 0003/04 VALG Eventuelt",
            ["SALG AV TOMT I SAK 2/03", "NY VEG TIL MYRA OG LIA", "VALG"],
            id="run together, a title broken, a case named inside",
        ),
        pytest.param(
            "Saksliste\nUtvalgssaksnr\tSakstittel\tArkivsaksnr\nPS 1/20\tNy skole\t2020/12\nRS 1/20\tBrev\t2020/13",
            ["Ny skole", "Brev"],
            id="a table",
        ),
        pytest.param(
            "Saksliste\n001/17\nKonstituering\n002/17\nBeretning", ["Konstituering", "Beretning"], id="a cell a line"
        ),
        pytest.param(
            "SAKSLISTE\n0001/04 Ny skole\nReferater\nTILLEGGSSAKSLISTE\n0002/04 Ny veg",
            ["Ny skole", "Ny veg"],
            id="two lists",
        ),
    ],
)
def test_an_agenda_is_read_in_all_the_ways_it_is_printed(agenda: str, titles: list[str]) -> None:
    found = find_agenda(lines_of(text_reader.read(agenda.encode())))
    assert found is not None
    assert [entry.title for entry in found.entries] == titles


def test_an_agenda_gives_archive_numbers() -> None:
    found = find_agenda(lines_of(text_reader.read(b"SAKSLISTE\n0001/04 04/00115\nNY SKOLE")))
    assert found is not None
    assert found.entries[0].case_number == "04/00115"


def test_the_history_of_a_case_is_known_by_its_columns() -> None:
    lines = lines_of(text_reader.read("Saksnr.: Utvalg Møtedato\n\nUtvalg: Formannskapet".encode()))
    assert [opens_history(lines, position) for position in range(len(lines))] == [True, False]


@pytest.mark.parametrize(
    ("header", "row", "known"),
    [
        ("Sak nr. Styre, råd, utvalg Møtedato", "0012/03 Hovedutvalg for drift 11.03.2003", True),
        ("Utvalssak Behandla i møte i Dato", "12/03 Heradsstyret 11.03.2003", True),
        ("Sak nr. Styre, råd, utvalg Møtedato", "Ordføreren ønsket velkommen.", False),
        ("Saken ble lagt fram den dag saksnr. var kjent.", "0012/03 Hovedutvalg for drift 11.03.2003", False),
        ("Sak nr. 0011/03 Møtedato", "0012/03 Hovedutvalg for drift 11.03.2003", False),
    ],
    ids=["other words", "nynorsk", "no row below", "a sentence", "a number of its own"],
)
def test_the_history_of_a_case_is_known_by_the_row_below_its_columns(header: str, row: str, *, known: bool) -> None:
    lines = lines_of(text_reader.read(f"{header}\n{row}\n".encode()))
    assert opens_history(lines, 0) is known


HISTORY = """MØTEBOK
Saksnr.: Utvalg Møtedato
0012/07 Teknisk utvalg 03.05.07
0031/07 Kommunestyret 14.06.07
/ Suohkanstivra
Saksbehandler: Eva Vik Arkiv: Q10
Arkivsaksnr.: 07/00412
Utskrift sendes:
Vegkontoret
Ny veg til Myra -
2. gangs behandling
Saksfremlegg:
Vegen er dårlig. I sak 0012/05 ble den utsatt.
Sak 0031/07
Side 3 av 4"""


def test_the_meetings_own_number_is_picked_from_a_cases_history() -> None:
    [draft] = protocol(HISTORY, body="Kommunestyret")
    assert (draft.number, draft.case_number) == ("0031/07", "07/00412")


def test_a_title_stands_below_the_names_of_recipients_and_may_be_broken() -> None:
    [draft] = protocol(HISTORY, body="Kommunestyret")
    assert draft.title == "Ny veg til Myra - 2. gangs behandling"


def test_a_row_of_a_history_keeps_the_letters_of_its_number() -> None:
    text = "Saksframlegg\nSaksnr\tUtvalg\tMøtedato\nPS 31/22\tKommunestyret\t16.06.2022\nNY SKOLE\nForslag til vedtak:\nJa."
    assert [draft.number for draft in protocol(text)] == ["PS 31/22"]


def test_page_furniture_stands_in_no_item() -> None:
    [draft] = protocol(HISTORY, body="Kommunestyret")
    assert body_of(draft).endswith("I sak 0012/05 ble den utsatt.")


TWICE = """Saksliste
PS 1/20 Ny skole i Lia
PS 2/20 Sak som er trukket
PS 1/20 Ny skole
Kommunen trenger en skole.
PS 3/20 Tilleggssak
Tatt opp i møtet."""


def test_agenda_and_treatment_of_a_matter_are_one_item() -> None:
    drafts = protocol(TWICE)
    assert [(draft.number, draft.title) for draft in drafts[:2]] == [
        ("PS 1/20", "Ny skole"),
        ("PS 2/20", "Sak som er trukket"),
    ]
    assert [bool(draft.body) for draft in drafts] == [True, False, True]


def test_a_treated_matter_that_is_not_on_the_agenda_is_an_item() -> None:
    assert protocol(TWICE)[-1].number == "PS 3/20"


def test_heads_in_another_style_than_the_documents_are_none() -> None:
    text = (
        "REFERATER\nSAK 2/02 REKNESKAP\nSak nr.: 0001/02\nNY SKOLE\nForslag til vedtak:\nSkolen bygges.\n"
        "Sak nr.: 0002/02\nNY VEG\nForslag til vedtak:\nSak 05/02 innlemmes i budsjettet."
    )
    assert [draft.title for draft in protocol(text)] == ["NY SKOLE", "NY VEG"]


def test_a_head_may_name_the_matter_in_two_languages() -> None:
    text = "Saksliste\n001/17\nKonstituering\nÁšši/Sak 001/17\nPlenum\nKonstituering\nArkivsaknr.\n17/697\nSaken ble åpnet."
    [draft] = protocol(text)
    assert (draft.number, draft.title) == ("001/17", "Konstituering")


def test_a_printed_treatment_without_agenda_is_an_item() -> None:
    [draft] = protocol("Ungdomsrådets behandling av sak 5/2019 i møte den 03.04.2019:\nRådet drøftet saken.")
    assert (draft.number, draft.title) == ("5/2019", "Sak 5/2019")


def test_titles_are_alike_by_their_words() -> None:
    assert alike("Ny skole i Lia", "NY SKOLE") > alike("Ny veg", "Ny skole i Lia")


TABLE = """Nr:\tSak\tFølger opp
1.\tReferat fra møte 03.05.2020 Godkjent med merknad\t
2.\tStatus<ul><li>Første punkt</li><li>Andre punkt</li></ul>\tEva Vik
Nr:\tSak\tFølger opp
3.\tBelysning. Lampene er ødelagt.\t"""


def test_rows_of_a_table_of_minutes_are_items() -> None:
    drafts = split_table(lines_of(text_reader.read(TABLE.encode())))
    assert [(draft.number, draft.title) for draft in drafts] == [
        ("1", "Referat fra møte 03.05.2020"),
        ("2", "Status"),
        ("3", "Belysning"),
    ]
    assert body_of(drafts[0]) == "Godkjent med merknad"
    assert [block.text for block in drafts[1].responsible] == ["Eva Vik"]


def test_a_table_of_other_things_gives_no_items() -> None:
    assert split_table(lines_of(text_reader.read(b"Navn\tFunksjon\nEva Vik\tLeder"))) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(
            "Sak 1: Referat. Godkjent.\nSak 2: Rus. Ola orienterte.", ["Referat", "Rus"], id="text on the head's line"
        ),
        pytest.param(
            "1. Referat\nGodkjent.\n2. Rus\nOla orienterte.\n3. Eventuelt",
            ["Referat", "Rus", "Eventuelt"],
            id="numbers",
        ),
        pytest.param(
            "1. Rus\nForslag:\n1. Flere vakter\n2. Flere lys\n3. Mer tid\nTas opp igjen.\n2. Vei\nIntet.\n3. Eventuelt",
            ["Rus", "Vei", "Eventuelt"],
            id="a list inside",
        ),
        pytest.param("## Rus\n\nOla orienterte.\n\n## Vei\n\nIntet nytt.", ["Rus", "Vei"], id="headings"),
        pytest.param(
            "Sak 1-5 Delegerte saker\nTatt til orientering.\nSak 6 Rus\nIntet.",
            ["Delegerte saker", "Rus"],
            id="a range",
        ),
        pytest.param("1. Rus\n2. Vei\n1. Rus\nOla orienterte.\n2. Vei\nIntet.", ["Rus", "Vei"], id="agenda first"),
    ],
)
def test_minutes_in_prose_are_cut_at_their_heads(text: str, titles: list[str]) -> None:
    assert [draft.title for draft in free(text)] == titles


def test_the_treatment_is_taken_and_not_the_agenda() -> None:
    drafts = free("1. Rus\n2. Vei\n1. Rus\nOla orienterte.\n2. Vei\nIntet.")
    assert [body_of(draft) for draft in drafts] == ["Ola orienterte.", "Intet."]


def test_the_signature_is_in_no_item() -> None:
    drafts = free("Sak 1 Rus\nOla orienterte.\nSak 2 Vei\nIntet.\nEva Vik\nreferent")
    assert body_of(drafts[-1]) == "Intet."
