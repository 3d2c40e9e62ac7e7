"""PDF: lines to paragraphs, ruled lines to tables, columns, line-end hyphens, and pages that cannot be read."""

import io
from collections.abc import Callable, Iterator
from typing import Self

import pikepdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Flowable
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from ingest.blocks import Block, BlockKind, Reading
from ingest.read import read_bytes
from ingest.readers import pdf, pdfium
from ingest.readers.pdf_marks import Rule, Word
from ingest.readers.pdf_second_opinion import find_tables
from ingest.readers.pdf_tables import find_grids
from ingest.readers.pdf_watch import Watch
from minutes.errors import Reason, UnreadableFile

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13, spaceAfter=7)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=15, leading=18, spaceAfter=9)
CELL = ParagraphStyle("cell", fontName="Times-Roman", fontSize=10, leading=12)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])

TEXTS = (
    """
Kommunedirektøren orienterte om arbeidet med områdeplanen og viste til at merknadene fra høringen er tatt inn i kartet.
Det ble stilt spørsmål om trafikksikkerhet ved skolen, og om gang- og sykkelvegen kommer før byggestart.

Utvalget ba om at koordinatoren inviteres til neste møte. Siv Åsen redegjorde for e-posten fra politiet, og opplyste at
sakene gjelder perioden 2019-2021 og det som har hendt siden.

Rådet er bekymret for utviklingen. Forebyggende tiltak prioriteres, og administrasjonen legger fram en egen sak om
ungdomsmiljøet før sommeren.
""".strip()
    .replace("\n\n", "\f")
    .replace("\n", " ")
    .split("\f")
)


def canvas_pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def flow_pdf(*parts: object, header: str = "") -> bytes:
    def decorate(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Times-Roman", 9)
        if header:
            canvas.drawString(72, 800, header)
            canvas.drawString(280, 30, f"Side {template.page}")

    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=(595, 842), leftMargin=72, rightMargin=72, topMargin=90, bottomMargin=72)
    template.build(list(parts), onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()


def read(data: bytes) -> Reading:
    reading = read_bytes(data, name="x.pdf")
    texts = {page.number: page.text for page in reading.pages}
    for block in reading.blocks:
        for run in block.all_runs:
            assert texts[run.page][run.start : run.end] == run.text
    return reading


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.kind is not BlockKind.FURNITURE]


def lines(*rows: str, x: float = 72, top: float = 760, leading: float = 13) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for place, row in enumerate(rows):
            canvas.drawString(x, top - place * leading, row)

    return draw


def test_lines_are_paragraphs_again_and_large_or_bold_ones_headings() -> None:
    reading = read(flow_pdf(Flowable("Møte i rådet", TITLE), *(Flowable(text, BODY) for text in TEXTS)))
    assert texts(reading.blocks) == ["Møte i rådet", *TEXTS]
    assert reading.blocks[0].kind is BlockKind.HEADING
    assert reading.blocks[0].bold
    assert reading.blocks[1].box is not None


def test_running_headers_and_page_numbers_are_furniture_and_sentences_go_on_over_the_page() -> None:
    reading = read(flow_pdf(*(Flowable(text, BODY) for text in TEXTS * 20), header="Storvik kommune – protokoll"))
    assert len(reading.pages) > 2
    furniture = [block.text for block in reading.blocks if block.kind is BlockKind.FURNITURE]
    assert furniture.count("Storvik kommune – protokoll") == len(reading.pages)
    assert "Side 2" in furniture
    found = texts(reading.blocks)
    split = sum(text not in TEXTS for text in found)
    assert split <= 2 * (len(reading.pages) - 1)
    assert all(text in TEXTS for text in found[:5])


def rows_pdf(count: int, *, repeat: int = 0) -> bytes:
    head = [Flowable(text, CELL) for text in ("Nr", "Sak", "Ansvar")]
    rows = [
        [Flowable(f"{n}.", CELL), [Flowable(TEXTS[n % 3], CELL), Flowable("• Punkt to", CELL)], Flowable("Kari", CELL)]
        for n in range(count)
    ]
    return flow_pdf(
        Table([head, *rows], colWidths=[40, 300, 90], style=GRID, repeatRows=repeat), header="Storvik kommune"
    )


@pytest.mark.parametrize("repeat", [0, 1], ids=["header once", "header on every page"])
def test_a_ruled_table_gives_its_rows_over_all_pages_and_its_header_once(repeat: int) -> None:
    reading = read(rows_pdf(24, repeat=repeat))
    assert len(reading.pages) > 1
    rows = [block for block in reading.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [row.cells[0][0].text for row in rows] == ["Nr", *(f"{n}." for n in range(24))]
    assert {row.table for row in rows} == {1}
    assert [(inner.marker, inner.text) for inner in rows[1].cells[1]] == [("", TEXTS[0]), ("•", "Punkt to")]


def test_a_row_cut_by_the_page_is_one_row() -> None:
    def grid(canvas: Canvas, top: float, *rows: tuple[str, str]) -> None:
        for place, row in enumerate(rows):
            for x, text in zip((76, 126), row, strict=True):
                canvas.drawString(x, top - 14 - 20 * place, text)
        for place in range(len(rows) + 1):
            canvas.line(72, top - 20 * place, 500, top - 20 * place)
        for x in (72, 120, 500):
            canvas.line(x, top, x, top - 20 * len(rows))

    data = canvas_pdf(
        lambda canvas: grid(
            canvas, 200, ("1.", "Lys langs elva"), ("2.", "Rådet ser på de ulike områdene i bygda og i")
        ),
        lambda canvas: grid(canvas, 760, ("", "sentrum."), ("3.", "Eventuelt")),
    )
    rows = read(data).blocks
    assert [row.text for row in rows] == [
        "1.\tLys langs elva",
        "2.\tRådet ser på de ulike områdene i bygda og i sentrum.",
        "3.\tEventuelt",
    ]


def test_merged_cells_and_boxes_around_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(72, 600, 300, 60)
        canvas.line(72, 630, 372, 630)
        canvas.line(172, 600, 172, 630)
        for x, y, text in ((80, 640, "Budsjett"), (80, 610, "Drift"), (180, 610, "10 000")):
            canvas.drawString(x, y, text)
        canvas.rect(72, 400, 300, 40)
        canvas.drawString(80, 420, "Tekst i en ramme.")

    reading = read(canvas_pdf(draw))
    assert [[len(cell) for cell in block.cells] for block in reading.blocks] == [[1, 0], [1, 1], []]
    assert reading.blocks[2].text == "Tekst i en ramme."


def test_lying_lines_alone_make_a_table_where_words_leave_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for place, row in enumerate(
            [("Sak", "Tittel", "Arkiv"), ("1/20", "Lys langs elva", "20/31"), ("2/20", "Veg", "20/32")]
        ):
            for x, text in zip((76, 150, 400), row, strict=True):
                canvas.drawString(x, 690 - 20 * place, text)
        for place in range(4):
            canvas.line(72, 704 - 20 * place, 500, 704 - 20 * place)

    assert [block.text for block in read(canvas_pdf(draw)).blocks] == [
        "Sak\tTittel\tArkiv",
        "1/20\tLys langs elva\t20/31",
        "2/20\tVeg\t20/32",
    ]


def test_lines_between_paragraphs_make_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for place in range(4):
            canvas.drawString(
                72, 690 - 40 * place, "Et avsnitt med tekst som fyller linjen fra kant til kant uten kolonner i seg."
            )
            canvas.line(72, 704 - 40 * place, 500, 704 - 40 * place)

    assert all(block.kind is BlockKind.PARAGRAPH for block in read(canvas_pdf(draw)).blocks)


def test_pdfplumber_is_asked_about_standing_lines_without_a_grid() -> None:
    def draw(canvas: Canvas) -> None:
        for place, row in enumerate([("Nr", "Sak"), ("1.", "Lys"), ("2.", "Veg")]):
            for x, text in zip((76, 150), row, strict=True):
                canvas.drawString(x, 690 - 20 * place, text)
        for place in range(4):
            canvas.line(72, 704 - 20 * place, 400, 704 - 20 * place)
        for x in (72, 140, 400):
            canvas.line(x, 704, x, 644)

    tables = find_tables(canvas_pdf(draw), 1, [(70, 130, 402, 205)])
    assert [len(rows) for rows in tables] == [3]
    assert find_tables(b"%PDF-1.4 broken", 1, [(0, 0, 9, 9)]) == []


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    left = [f"Venstre spalte, linje {n} som er lang nok" for n in range(12)]
    right = [f"Høyre spalte, linje {n} som er lang nok" for n in range(12)]

    def draw(canvas: Canvas) -> None:
        lines("En overskrift over begge spaltene som går tvers over hele siden fra kant til kant", top=790)(canvas)
        lines(*left)(canvas)
        lines(*right, x=310)(canvas)

    text = read(canvas_pdf(draw)).pages[0].text
    assert text.index(left[-1]) < text.index(right[0])


def test_a_list_of_names_and_roles_is_not_two_columns() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*[f"Kari Nordmo {n}" for n in range(12)])(canvas)
        lines(*["Medlem"] * 12, x=300)(canvas)

    assert read(canvas_pdf(draw)).pages[0].text.startswith("Kari Nordmo 0\tMedlem\nKari Nordmo 1\tMedlem")


def wrapped(*rows: str) -> str:
    """The first paragraph of a page whose last line shows how wide the text may be."""
    return read(canvas_pdf(lines(*rows))).blocks[0].text


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        pytest.param("områderegu-", "leringsplan", "områdereguleringsplan", id="a word broken by the line"),
        pytest.param("Tor-", "André", "Tor-André", id="a name"),
        pytest.param("SLT-", "koordinator", "SLT-koordinator", id="an abbreviation"),
        pytest.param("e-", "post", "e-post", id="a single letter"),
        pytest.param("edb-", "system", "edb-system", id="an abbreviation in small letters"),
        pytest.param("barnehage-", "og skolebygg", "barnehage- og skolebygg", id="the shared end of a compound"),
        pytest.param("2019-", "2021", "2019-2021", id="years"),
        pytest.param("møteplass på", "Ås", "møteplass på Ås", id="no hyphen"),
    ],
)
def test_hyphens_at_line_ends_go_or_stay(end: str, start: str, expected: str) -> None:
    text = wrapped(
        f"Rådet drøftet i dag den saken som gjelder for bygda vår og {end}",
        f"{start} og mer som ble sagt av rådet i møtet.",
    )
    assert expected in text


def test_a_number_wrapped_to_the_start_of_a_line_is_no_list_item() -> None:
    text = wrapped(
        "Rådet drøftet i dag den saken som gjelder for bygda og skolen i år sak", "12. Videre ble det sagt mye om lys."
    )
    assert text.endswith("i år sak 12. Videre ble det sagt mye om lys.")


def test_a_page_that_lies_on_its_side_is_read() -> None:
    out = io.BytesIO()
    with pikepdf.open(
        io.BytesIO(canvas_pdf(lambda canvas: (canvas.rotate(90), canvas.drawString(100, -100, "Sak en"))[0]))
    ) as file:
        file.pages[0].Rotate = 90
        file.save(out)
    assert "Sak en" in read(out.getvalue()).pages[0].text


def test_a_page_without_text_among_others_is_warned_of_and_counted() -> None:
    reading = pdf.read(
        canvas_pdf(lines("Sak 1 gjelder lys."), lambda canvas: canvas.rect(100, 100, 300, 300, fill=1), lines("Sak 2."))
    )
    assert [page.text for page in reading.pages] == ["Sak 1 gjelder lys.", "", "Sak 2."]
    assert [(warning.code, warning.page) for warning in reading.warnings] == [("side-uten-tekst", 2)]


def test_an_empty_page_is_no_warning() -> None:
    assert read(canvas_pdf(lines("Sak 1."), lambda _: None)).warnings == ()


def test_pictures_of_pages_are_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        pdf.read(canvas_pdf(lambda canvas: canvas.rect(0, 0, 500, 700, fill=1)))
    assert refusal.value.reason is Reason.NO_TEXT
    assert "OCR" in refusal.value.way_out


def test_text_laid_invisibly_over_a_picture_is_marked_as_recognised() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Gjenkjent tekst")
        canvas.drawText(text)

    page = read(canvas_pdf(draw)).pages[0]
    assert page.ocr
    assert page.text == "Gjenkjent tekst"


def test_an_encrypted_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(lines("Hemmelig")))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(out.getvalue(), name="x.pdf")
    assert refusal.value.reason is Reason.ENCRYPTED


class DocumentWithABrokenPage:
    """A PDF whose second page pdfium cannot open."""

    title = None
    tagged = False

    def __init__(self, data: bytes) -> None:
        self._document = pdfium.Document(data)

    def __len__(self) -> int:
        return len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.__exit__()

    def pages(self, watch: Watch) -> Iterator[object]:
        first, _, third = self._document.pages(watch)
        yield from (first, None, third)


def test_a_broken_page_keeps_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    data = canvas_pdf(lines("Side en."), lines("Side to."), lines("Side tre."))
    broken = DocumentWithABrokenPage(data)
    monkeypatch.setattr("ingest.readers.pdfium.Document", lambda _: broken)
    reading = read_bytes(data, name="x.pdf")
    assert [(page.number, page.text) for page in reading.pages] == [(1, "Side en."), (2, ""), (3, "Side tre.")]
    assert [warning.code for warning in reading.warnings] == ["skadet-side"]


def test_a_drawing_of_many_lines_is_no_table() -> None:
    rules = [Rule(float(n), 0, float(n), 500) for n in range(0, 20_000, 5)]
    assert find_grids(rules, [Word("x", 1, 5, 10, 10, bold=False)]) == ([], [])
