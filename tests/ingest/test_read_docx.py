"""Word documents: order of the body, Word's own numbers, merged cells, page breaks, and what hangs on paragraphs."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from ingest.readers.numbering import Numbering, written
from minutes.errors import Reason, UnreadableFile

W = nsdecls("w")


def read(build: Callable[[Any], None]) -> Reading:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return read_bytes(out.getvalue(), name="x.docx")


def append(document: Any, xml: str) -> None:
    document.element.body.insert(-1, parse_xml(xml))


def test_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    def build(document: Any) -> None:
        document.core_properties.title = "Referat"
        document.add_heading("Møte i rådet", 1)
        document.add_paragraph("Dato: 01.02.2020")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "1.", "Lys langs elva"
        document.add_paragraph("Møtet ble hevet.")

    reading = read(build)
    assert reading.title == "Referat"
    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, "Møte i rådet"),
        (BlockKind.PARAGRAPH, "Dato: 01.02.2020"),
        (BlockKind.TABLE_ROW, "1.\tLys langs elva"),
        (BlockKind.PARAGRAPH, "Møtet ble hevet."),
    ]


def test_lists_have_words_own_bullets_and_numbers() -> None:
    def build(document: Any) -> None:
        for style in ("List Number", "List Number", "List Bullet", "List Bullet 2"):
            document.add_paragraph("Punkt", style=style)
        document.add_paragraph("- Skrevet for hånd")

    blocks = read(build).blocks
    assert [block.marker for block in blocks] == ["1.", "2.", "•", "•", "-"]
    assert all(block.kind is BlockKind.LIST_ITEM for block in blocks)
    assert blocks[4].text == "Skrevet for hånd"


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_numbers_count_by_level_and_start_anew_where_told() -> None:
    numbering = Numbering(parse_xml(NUMBERING))
    counted = [
        numbering.marker(key, level)
        for key, level in [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("9", 0)]
    ]
    assert counted == ["3.", "3.a)", "3.b)", "4.", "4.a)", "1.", ""]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "decimal", "4"),
        (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (3, "decimalZero", "03"),
        (3, "none", ""),
    ],
)
def test_numbers_are_written_in_words_forms(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def test_merged_cells_stand_once() -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Budsjett"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Drift"
        table.cell(1, 1).text, table.cell(2, 2).text = "10", "20"

    rows = read(build).blocks
    assert [[" ".join(inner.text for inner in cell) for cell in row.cells] for row in rows] == [
        ["Budsjett", "", ""],
        ["Drift", "10", ""],
        ["", "", "20"],
    ]


def test_a_frame_of_one_column_is_no_table() -> None:
    def build(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Vedtak i rammen."
        inner = cell.add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Ansvar", "Kari"

    assert [block.text for block in read(build).blocks] == ["Vedtak i rammen.", "Ansvar\tKari"]


def test_a_table_in_a_cell_is_one_paragraph_a_row() -> None:
    def build(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "1."
        inner = table.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Ansvar", "Kari"

    assert [inner.text for inner in read(build).blocks[0].cells[1]] == ["Ansvar\tKari"]


def test_page_breaks_turn_the_page_and_one_marked_twice_turns_it_once() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Første side.").add_run().add_break(WD_BREAK.PAGE)
        append(document, f"<w:p {W}><w:r><w:lastRenderedPageBreak/><w:t>Andre side.</w:t></w:r></w:p>")
        document.add_paragraph("Tredje side.").paragraph_format.page_break_before = True

    assert [page.text for page in read(build).pages] == ["Første side.", "Andre side.", "Tredje side."]


def test_a_sentence_goes_on_over_a_page() -> None:
    def build(document: Any) -> None:
        append(
            document, f"<w:p {W}><w:r><w:t>Rådet ber </w:t><w:lastRenderedPageBreak/><w:t>om svar.</w:t></w:r></w:p>"
        )

    reading = read(build)
    assert [(run.page, run.text) for run in reading.blocks[0].runs] == [(1, "Rådet ber"), (2, "om svar.")]
    assert reading.blocks[0].text == "Rådet ber om svar."
    assert [page.text for page in reading.pages] == ["Rådet ber", "om svar."]


def test_a_row_goes_on_over_a_page_and_its_other_cells_stay_on_the_first() -> None:
    def build(document: Any) -> None:
        table = document.add_table(1, 3)
        table.cell(0, 0).text, table.cell(0, 2).text = "1.", "Kari"
        run = table.cell(0, 1).paragraphs[0].add_run("Lys langs ")
        run._r.append(parse_xml(f"<w:lastRenderedPageBreak {W}/>"))
        run._r.append(parse_xml(f"<w:t {W}>elva</w:t>"))

    reading = read(build)
    assert [page.text for page in reading.pages] == ["1.\tLys langs\tKari", "elva"]
    assert reading.blocks[0].text == "1.\tLys langs elva\tKari"


def test_forced_lines_are_paragraphs_unless_the_sentence_goes_on() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Til stede: Kari Nordmo – ordfører\nPer Lie – lensmann\nSaken ble drøftet og\nvedtatt.")

    assert [block.text for block in read(build).blocks] == [
        "Til stede: Kari Nordmo – ordfører",
        "Per Lie – lensmann",
        "Saken ble drøftet og vedtatt.",
    ]


def test_headers_and_footers_are_furniture_and_said_once() -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Storvik kommune"
        document.sections[0].footer.paragraphs[0].text = "Side 1"
        document.add_paragraph("Sak 1 gjelder lys.")

    assert [(block.kind.value, block.text) for block in read(build).blocks] == [
        ("furniture", "Storvik kommune"),
        ("paragraph", "Sak 1 gjelder lys."),
        ("furniture", "Side 1"),
    ]


TRACKED = f"""<w:p {W}><w:r><w:t>Rådet </w:t></w:r><w:del><w:r><w:delText>avviser</w:delText></w:r></w:del><w:ins><w:r>
<w:t>vedtar</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> hemmelig</w:t></w:r><w:r><w:tab/><w:t>e</w:t>
<w:noBreakHyphen/><w:t>post</w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>"""


def test_insertions_are_text_and_deletions_and_hidden_text_are_not() -> None:
    assert read(lambda document: append(document, TRACKED)).blocks[0].text == "Rådet vedtar\te-post•"


BOX = f"""<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>Før boksen.</w:t></w:r>
<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>I boksen.</w:t></w:r></w:p></w:txbxContent>
</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I boksen.</w:t></w:r></w:p></w:txbxContent>
</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert [block.text for block in read(lambda document: append(document, BOX)).blocks] == ["Før boksen.", "I boksen."]


def test_content_controls_are_looked_into() -> None:
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Valgt dato</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert read(lambda document: append(document, control)).blocks[0].text == "Valgt dato"


def rewritten(data: bytes, changes: dict[str, Callable[[bytes], bytes]], extra: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, changes[name](content) if name in changes else content)
        for name, content in extra.items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_footnote_follows_its_paragraph() -> None:
    document = docx.Document()
    append(document, f'<w:p {W}><w:r><w:t>Saken er omtalt.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>')
    document.add_paragraph("Neste avsnitt.")
    out = io.BytesIO()
    document.save(out)
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Se brev 3.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    changes = {
        "word/_rels/document.xml.rels": lambda content: content.replace(b"</Relationships>", link.encode()),
    }
    data = rewritten(out.getvalue(), changes, {"word/footnotes.xml": notes.encode()})
    assert [block.text for block in read_bytes(data, name="x.docx").blocks] == [
        "Saken er omtalt.",
        "Se brev 3.",
        "Neste avsnitt.",
    ]


def test_words_strict_format_is_refused_with_the_way_out() -> None:
    body = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", body)
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(out.getvalue(), name="x.docx")
    assert refusal.value.reason is Reason.UNSUPPORTED
    assert "Strict" in refusal.value.message


def test_bold_and_size_come_from_runs_and_styles() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("Møtested:").bold = True
        paragraph.add_run(" Formannskapssalen i rådhuset")
        document.add_paragraph("Vanlig tekst som ikke er fet, og som er lengre enn resten av dokumentet.")
        document.add_paragraph().add_run("Vedtak").bold = True

    blocks = read(build).blocks
    assert [block.bold for block in blocks] == [False, False, True]
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING]
    assert blocks[0].size == 11.0
