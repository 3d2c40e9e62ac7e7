"""What stands across pages: furniture, rows and sentences cut by a page, headings by their looks."""

import pytest

from ingest.blocks import Block, BlockKind, Reading, ReadPage, Run
from ingest.layout.furniture import mark_furniture
from ingest.layout.headings import mark_headings
from ingest.layout.hyphens import is_broken_word, join_words, words_of
from ingest.layout.mend import mend
from ingest.layout.sentences import goes_on, is_finished, leads_in


def page(number: int, *texts: str, **looks: bool | float) -> ReadPage:
    """A page of one paragraph a line."""
    blocks, start = [], 0
    for text in texts:
        run = Run(page=number, start=start, end=start + len(text), text=text)
        blocks.append(
            Block(kind=BlockKind.PARAGRAPH, runs=(run,), bold=bool(looks.get("bold")), size=looks.get("size"))
        )
        start += len(text) + 1
    return ReadPage(number=number, text="\n".join(texts), blocks=tuple(blocks))


def furniture(*pages: ReadPage) -> list[str]:
    return [
        block.text for marked in mark_furniture(pages) for block in marked.blocks if block.kind is BlockKind.FURNITURE
    ]


BODIES = ("Første sak om lys.", "Andre sak om veg.", "Tredje sak om skole.", "Fjerde sak om vann.")


def test_a_header_on_neighbouring_pages_is_furniture_whatever_its_digits() -> None:
    pages = [page(n, f"Storvik kommune, sak {n}/20", body, "Slutt") for n, body in enumerate(BODIES, start=1)]
    assert [text for text in furniture(*pages) if text.startswith("Storvik")] == [
        f"Storvik kommune, sak {n}/20" for n in range(1, 5)
    ]


def test_what_is_said_on_scattered_pages_is_no_header() -> None:
    pages = [
        page(n, "Saksnr Utvalg" if n in {1, 5, 9} else f"Avsnitt {'abcdefghi'[n - 1]}", "Tekst " + "x" * n)
        for n in range(1, 10)
    ]
    assert furniture(*pages) == []


@pytest.mark.parametrize("text", ["Side 1 av 3", "side 12/26", "Siidu 3 / 26", "Page 3 of 9"])
def test_a_page_number_of_so_many_is_furniture_wherever_it_stands(text: str) -> None:
    assert furniture(page(1, "Sak en.", text, "Sak to.")) == [text]


def test_a_case_number_beside_a_page_number_is_furniture_too() -> None:
    assert furniture(page(1, "Slutten.", "Sak 0015/05", "Side 3 av 26", "KST-sak 0016/05")) == [
        "Sak 0015/05",
        "Side 3 av 26",
        "KST-sak 0016/05",
    ]


@pytest.mark.parametrize("form", ["{}", "- {} -", "Side {}", "s. {}", "{} av 9"])
def test_page_numbers_at_the_edge_of_pages_are_furniture(form: str) -> None:
    pages = [page(n, body, form.format(n + 4)) for n, body in enumerate(BODIES, start=1)]
    assert furniture(*pages) == [form.format(n) for n in range(5, 9)]


def test_a_number_at_the_end_of_one_page_is_text() -> None:
    assert furniture(page(1, "Sum lån", "500"), page(2, "Sak to.")) == []


def test_a_footer_that_holds_the_page_number_is_furniture() -> None:
    assert furniture(page(1, "Sak en.", "Protokoll formannskapet   Side 1 av 2"))[0].startswith("Protokoll")


def test_headers_do_not_part_a_sentence() -> None:
    long = "Rådet drøftet i dag den saken som gjelder lys langs elva og"
    pages = [
        page(n, "Storvik kommune", f"Sak {'abc'[n - 1]}.", long if n == 1 else "Slutt.", f"Side {n}")
        for n in range(1, 4)
    ]
    second = page(2, "Storvik kommune", "vegen til skolen.", "Side 2")
    reading = mend(Reading(media_type="x", pages=(pages[0], second, pages[2])))
    assert f"{long} vegen til skolen." in [block.text for block in reading.blocks]
    assert [block.kind for block in reading.pages[1].blocks] == [BlockKind.FURNITURE, BlockKind.FURNITURE]


def row(number: int, start: int, *cells: str) -> Block:
    made = []
    for cell in cells:
        run = Run(page=number, start=start, end=start + len(cell), text=cell)
        made.append((Block(kind=BlockKind.PARAGRAPH, runs=(run,)),) if cell else ())
        start += len(cell) + 1
    return Block(kind=BlockKind.TABLE_ROW, cells=tuple(made), table=1)


def table(*rows: Block) -> list[str]:
    numbers = sorted({block.page or 1 for block in rows})
    pages = tuple(
        ReadPage(number=n, text="", blocks=tuple(block for block in rows if (block.page or 1) == n)) for n in numbers
    )
    return [block.text for block in mend(Reading(media_type="x", pages=pages)).blocks]


def test_a_row_with_no_number_at_the_top_of_a_page_belongs_to_the_row_above() -> None:
    assert table(row(1, 0, "1.", "Lys langs", ""), row(2, 0, "", "elva.", "Kari")) == ["1.\tLys langs elva.\tKari"]
    assert table(row(1, 0, "1.", "Lys.", ""), row(2, 0, "", "Veg.", "")) == ["1.\tLys.\nVeg.\t"]


def test_a_row_with_no_number_on_the_same_page_stays_unless_its_sentence_goes_on() -> None:
    assert table(row(1, 0, "1.", "Lys."), row(1, 9, "", "Veg.")) == ["1.\tLys.", "\tVeg."]
    assert table(row(1, 0, "1.", "Lys langs"), row(1, 20, "", "elva.")) == ["1.\tLys langs elva."]


def test_a_header_row_repeated_on_the_next_page_is_dropped() -> None:
    assert table(row(1, 0, "Nr", "Sak"), row(1, 9, "1.", "Lys"), row(2, 0, "Nr", "Sak"), row(2, 9, "2.", "Veg")) == [
        "Nr\tSak",
        "1.\tLys",
        "2.\tVeg",
    ]


def test_rows_with_text_between_them_are_two_tables() -> None:
    between = page(1, "Vedtak i saken.").blocks[0]
    pages = (ReadPage(number=1, text="", blocks=(row(1, 0, "1.", "Lys"), between, row(1, 50, "2.", "Veg"))),)
    assert [block.table for block in mend(Reading(media_type="x", pages=pages)).blocks] == [1, None, 2]


def headings(*pages: ReadPage) -> list[tuple[str, int]]:
    return [
        (block.text, block.level)
        for marked in mark_headings(pages)
        for block in marked.blocks
        if block.kind is BlockKind.HEADING
    ]


def test_large_bold_and_capital_lines_are_headings_and_labels_are_not() -> None:
    pages = (
        page(1, "Referat", size=18.0),
        page(2, "Vedtak:", "Møtested: Teams", "Saken utsettes.", size=11.0, bold=True),
        page(3, "GODKJENNING AV PROTOKOLL", "Rådet vedtok planen enstemmig og takket for arbeidet i året.", size=11.0),
    )
    assert headings(*pages) == [("Referat", 1), ("Vedtak:", 2), ("GODKJENNING AV PROTOKOLL", 3)]


def test_in_a_text_that_is_all_bold_bold_is_no_heading() -> None:
    assert headings(page(1, "Vedtak", "Rådet vedtok planen.", bold=True)) == []


@pytest.mark.parametrize("text", ["Planen er vedtatt.", "Vedtak:", "(7 st.)", "«Ja.»"])
def test_sentences_and_labels_are_finished(text: str) -> None:
    assert is_finished(text)


@pytest.mark.parametrize("text", ["Det koster kr.", "i ca.", "plan og", "jf. bl.a."])
def test_abbreviations_and_open_phrases_are_not_finished(text: str) -> None:
    assert not is_finished(text)


def test_what_leads_in_needs_more() -> None:
    assert leads_in("De andre områdene er")
    assert leads_in("Kari, Per,")
    assert not leads_in("Andre områder")


def test_a_sentence_goes_on_in_small_letters_or_after_a_word_that_needs_more() -> None:
    assert goes_on("Planen for", "Elvenes sentrum")
    assert goes_on("Planen gjelder hele områdere-", "guleringen")
    assert not goes_on("Planen gjelder.", "og mer")
    assert not goes_on("Kari Nordmo", "Per Lie")


def run(text: str) -> Run:
    return Run(page=1, start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("left", "right", "known", "expected"),
    [
        pytest.param("kultur-", "vern", "", "kulturvern", id="broken"),
        pytest.param("sør-", "samisk", "det sør-samiske og sør-samisk", "sør-samisk", id="written so elsewhere"),
        pytest.param("Nord-", "norge", "Nordnorge", "Nordnorge", id="written solid elsewhere"),
        pytest.param("plan-", "og bygg", "", "plan- og bygg", id="a shared end"),
    ],
)
def test_a_hyphen_is_judged_by_the_document(left: str, right: str, known: str, expected: str) -> None:
    first, second = join_words(run(left), run(right), words_of(known))
    assert first.text + second.glue + second.text == expected
    assert left.startswith(first.text)


def test_a_word_too_long_for_its_cell_is_made_whole() -> None:
    assert is_broken_word("Kommunedire", "ktøren", words_of("Kommunedire ktøren"))
    assert not is_broken_word("Kommunedirektør", "og rådmann", words_of("kommunedirektør kommunedirektør og og"))
    assert not is_broken_word("sak", "nr", words_of(""))
