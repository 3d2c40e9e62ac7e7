"""Plain text: encodings, wrapped lines, tables by tabs, HTML leftovers, Markdown; and the law of the page text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block, BlockKind, Reading
from ingest.read import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.leftovers import has_tags, split_pieces
from ingest.readers.markers import find_marker
from ingest.readers.page_text import normalise, resolve_references
from minutes.errors import UnreadableFile

WRAPPED = """Utvalget for oppvekst behandlet saken i møtet og ba om at planen for skoleveg
blir lagt fram til ny behandling før sommeren, slik at rådet kan uttale seg om
den. Representanten for foreldrene sluttet seg til det.

For forslaget stemte 4: Kari Nordmo (SP), Per Lie (AP), Siv Åsen (H) og Jon
Tveit (V).
Innstilling:
1. Planen legges ut på høring med frist 1. mai, og merknader sendes til
   kommunen.
2. Saken går videre til råd-
mannen, som svarer innen 14 dager etter at høringen er avsluttet og at e-
posten er mottatt.
"""


def read(text: str) -> Reading:
    return read_bytes(text.encode(), name="x.txt")


def shape(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in reading.blocks]


def assert_verbatim(reading: Reading) -> None:
    texts = {page.number: page.text for page in reading.pages}
    for block in reading.blocks:
        for run in block.all_runs:
            assert texts[run.page][run.start : run.end] == run.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-32"])
def test_text_is_read_in_any_common_encoding(encoding: str) -> None:
    text = "Møte i rådet på Ås: æøå ÆØÅ. Neste møte blir i uke 14."
    assert read_bytes(text.encode(encoding), name="x.txt").pages[0].text == text


def test_cp1252_has_its_dashes_and_quotes() -> None:
    assert decode("«Rådet» – ’nei’".encode("cp1252"))[0] == "«Rådet» – ’nei’"


def test_a_byte_that_cp1252_does_not_have_makes_it_latin_1() -> None:
    assert decode(b"M\xf8te \x81")[0].startswith("Møte")


def test_a_few_damaged_letters_are_said_and_do_not_change_the_encoding() -> None:
    text, warnings = decode(("Møte på rådhuset. " * 30).encode() + b"\xff")
    assert text.startswith("Møte på")
    assert [warning.code for warning in warnings] == ["skadet-tekst"]


def test_two_spellings_of_a_letter_become_one() -> None:
    assert normalise("Ra\u030adet") == "Rådet"


def test_blanks_line_breaks_and_bullets_become_plain() -> None:
    assert normalise("§\u00a013\r\nlinje\u2028ny\u00ad\u200b\x00 \uf0b7 punkt") == "§ 13\nlinje\nny • punkt"


def test_references_left_in_text_are_read() -> None:
    assert resolve_references("m&oslash;te &#229;r R&D; &ukjent;") == "møte år R&D; &ukjent;"


def test_a_paragraph_a_line_stays_so() -> None:
    reading = read("Utvalg: Formannskapet\nMøtested: Rådhuset\nDato: 01.02.2020\n")
    assert [text for _, text in shape(reading)] == ["Utvalg: Formannskapet", "Møtested: Rådhuset", "Dato: 01.02.2020"]


def test_wrapped_lines_are_joined_and_lists_kept_apart() -> None:
    reading = read(WRAPPED)
    texts = [block.text for block in reading.blocks]
    assert texts[0].startswith(
        "Utvalget for oppvekst behandlet saken i møtet og ba om at planen for skoleveg blir lagt"
    )
    assert texts[0].endswith("Representanten for foreldrene sluttet seg til det.")
    assert texts[1].endswith("Siv Åsen (H) og Jon Tveit (V).")
    assert [block.marker for block in reading.blocks[-2:]] == ["1.", "2."]
    assert "rådmannen, som svarer" in texts[-1]
    assert "e-posten er mottatt." in texts[-1]
    assert_verbatim(reading)


def test_a_label_after_a_full_wrapped_line_opens_its_own_paragraph() -> None:
    reading = read(
        "Herredsstyret godkjenner planen for gang- og sykkelvei langs elva, slik\n"
        "den ligger ved saken og er datert av teknisk etat den 4. mars i 1999.\n"
        "Herredsstyrets behandling:\n"
        "Ordføreren la fram saken, og flere ba om at veien ble lagt på den andre\n"
        "siden av elva.\n"
    )
    assert [text for _, text in shape(reading)][1] == "Herredsstyrets behandling:"
    assert len(shape(reading)) == 3


def test_form_feeds_are_page_breaks() -> None:
    reading = read("Side en\f\nSide to\f")
    assert [page.text for page in reading.pages] == ["Side en", "\nSide to"]
    assert [page.number for page in reading.pages] == [1, 2]


TABLE = (
    "Nr:\tSak\tFølger opp\n1.\tGodkjenning av referat\t\n"
    '2.\t<p>Orientering</p> <ul style="x"> • Åpent møte om lys langs elva • Vakter ved skolen i \t\n\n'
    "\tvåren.\t\n3.\tEventuelt\tKari\n"
)


def cells(block: Block) -> list[list[tuple[str, str]]]:
    return [[(inner.marker, inner.text) for inner in cell] for cell in block.cells]


def test_rows_of_tabs_are_a_table_and_a_row_cut_by_a_page_is_mended() -> None:
    reading = read(TABLE)
    assert [block.kind for block in reading.blocks] == [BlockKind.TABLE_ROW] * 4
    assert {block.table for block in reading.blocks} == {1}
    assert cells(reading.blocks[2]) == [
        [("", "2.")],
        [("", "Orientering"), ("•", "Åpent møte om lys langs elva"), ("•", "Vakter ved skolen i våren.")],
        [],
    ]
    assert_verbatim(reading)


def test_one_line_with_tabs_is_no_table() -> None:
    assert shape(read("Saksnr.:\tUtvalg\tMøtedato\n12/20 Formannskapet\n"))[0] == (
        "paragraph",
        "Saksnr.:\tUtvalg\tMøtedato",
    )


def test_numbers_with_a_tab_are_a_list() -> None:
    reading = read("1.\tPlanen vedtas.\n2.\tSaken sendes videre.\n-\tMed kopi til rådet.\n")
    assert [(block.marker, block.text) for block in reading.blocks] == [
        ("1.", "Planen vedtas."),
        ("2.", "Saken sendes videre."),
        ("-", "Med kopi til rådet."),
    ]


def test_tags_are_in_no_run_and_lists_become_list_items() -> None:
    reading = read(
        "<h2>Vedtak</h2><ul><li>Planen <b>vedtas</b>.</li><li>Rådet takkes.</li></ul>\nVanlig tekst < 5 år.\n"
    )
    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, "Vedtak"),
        (BlockKind.LIST_ITEM, "Planen vedtas."),
        (BlockKind.LIST_ITEM, "Rådet takkes."),
        (BlockKind.PARAGRAPH, "Vanlig tekst < 5 år."),
    ]
    assert_verbatim(reading)


def test_only_tags_that_are_tags_count() -> None:
    assert has_tags('<ul style="x">')
    assert not has_tags("barn < 5 år og > 3, <navn>")
    assert [piece.marker for piece in split_pieces("a • b", 0, 5, inner_bullets=True)] == ["", "•"]


def test_markdown_gives_headings_emphasis_and_tables() -> None:
    reading = read("# Referat\n\n**Kari\nNordmo**\n\n| Nr | Sak |\n| --- | --- |\n| 1 | Budsjett |\n")
    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, "Referat"),
        (BlockKind.PARAGRAPH, "Kari Nordmo"),
        (BlockKind.TABLE_ROW, "Nr\tSak"),
        (BlockKind.TABLE_ROW, "1\tBudsjett"),
    ]
    assert reading.blocks[1].bold
    assert_verbatim(reading)


def test_a_short_line_over_sentences_is_a_heading() -> None:
    reading = read("Avtale med politiet\n\nRådet vedtok avtalen i går.\n\nLes mer\n\nTil toppen\n")
    assert [block.kind.value for block in reading.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        pytest.param("• Punkt", "•", id="a bullet"),
        pytest.param("●Punkt", "●", id="a bullet without a blank"),
        pytest.param("o Punkt", "o", id="an o"),
        pytest.param("- 9 protokoller", "-", id="a hyphen before a number"),
        pytest.param("§ Punkt", "§", id="a broken Wingdings bullet"),
        pytest.param("1. Planen", "1.", id="a number"),
        pytest.param("1.Planen", "1.", id="a number without a blank"),
        pytest.param("12) Planen", "12)", id="a number with a bracket"),
        pytest.param("(2) Planen", "(2)", id="a number in brackets"),
        pytest.param("a) tiltak", "a)", id="a letter"),
        pytest.param("b. tiltak", "b.", id="a letter with a stop"),
        pytest.param("ii.stimulerer til vekst", "ii.", id="a Roman number"),
    ],
)
def test_bullets_and_numbers_are_markers(text: str, marker: str) -> None:
    found = find_marker(text)
    assert found is not None
    assert found.text == marker


@pytest.mark.parametrize(
    "text",
    [
        "6. desember 2021", "6. og 7. mai", "1. varamedlem møtte", "2. gangs behandling", "1.5 millioner", "12.03.2021",
        "5.1 Tittel", "§ 13 annet ledd", "f.eks. belysning", "– Vi er glade, sa ordføreren", "Oktober", "4-5 møter",
    ],
)  # fmt: skip
def test_dates_ordinals_and_quotations_are_no_markers(text: str) -> None:
    assert find_marker(text) is None


def test_a_dash_is_a_marker_only_when_asked_for() -> None:
    found = find_marker("– Punkt", dash=True)
    assert found is not None
    assert found.text == "–"


SNIPPETS = st.sampled_from(
    [
        "Møte",
        " ",
        "\t",
        "\n",
        "\n\n",
        "\f",
        "• ",
        "1. ",
        "<p>",
        "</li>",
        "**",
        "|",
        "Side 1 av 2",
        "a\u030a",
        "-\n",
        "&aring;",
    ]
)


@given(st.lists(SNIPPETS | st.text(max_size=6), max_size=60).map("".join))
def test_every_run_is_verbatim_whatever_the_text(text: str) -> None:
    try:
        reading = read(text)
    except UnreadableFile:
        return
    assert_verbatim(reading)


def test_a_table_saved_a_cell_a_line_is_a_table_again() -> None:
    text = (
        "Nr:\nSak\nFølger opp\n1.\nForrige referat\nGodkjent.\n\n2.\nLys\n• Lysene er nede.\n• Rådet ber om lys.\n"
        "Teknisk sjef\n3.\nEventuelt\n\nNeste møte er 1. mars."
    )
    blocks = read_bytes(text.encode(), name="x.txt").blocks
    rows = [[[inner.text for inner in cell] for cell in block.cells] for block in blocks if block.cells]
    assert rows == [
        [["Nr:"], ["Sak"], ["Følger opp"]],
        [["1."], ["Forrige referat", "Godkjent."], []],
        [["2."], ["Lys", "Lysene er nede.", "Rådet ber om lys."], ["Teknisk sjef"]],
        [["3."], ["Eventuelt"], []],
    ]
    assert blocks[-1].text == "Neste møte er 1. mars."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nr\nSak\n1\nLys langs elva", id="one row is no table"),
        pytest.param("Nr\nDette er en setning.\n1\nLys\n2\nVei", id="a sentence is no name of a column"),
        pytest.param("Nr\nSak\n\n1\nLys\n\n2\nVei", id="a list with room between"),
    ],
)
def test_numbers_on_lines_of_their_own_are_no_table_without_names_of_columns_over_them(text: str) -> None:
    assert not any(block.cells for block in read_bytes(text.encode(), name="x.txt").blocks)
