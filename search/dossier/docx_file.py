"""A dossier as a Word document that can be sent on. The only module that writes with python-docx.

A4, one typeface, header rows that repeat, page numbers, alternative text on figures, proofing language bokmål. Times
inside the file are the dossier's own date, so that the same dossier is the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from search.dossier.blocks import Block, Dossier, Figure, Paragraph, Quote, Table
from search.table_files import CONTROL, Cell
from search.zip_files import with_fixed_times

FONT = "Calibri"
INK = RGBColor(0x22, 0x22, 0x22)
ACCENT = RGBColor(0x1B, 0x4F, 0x72)
GREY = RGBColor(0x59, 0x59, 0x59)
HEAD_FILL = "E3EBF1"
LINE = "BFC9D1"
TEXT_WIDTH_CM = 16.5
MANY_COLUMNS = 9
"""Tables of at least so many columns are set smaller."""

LETTER_CM = 0.0185
CAPITAL_CM = 0.0225
"""Width of a letter for each point of its size: a little more than the mean of Calibri and Carlito."""

PADDING_CM = 0.4
"""What Word leaves free at both sides of a cell."""

LONGEST_WORD = 24
"""A longer run of letters is a file name or a fingerprint, and may be broken anywhere."""

BREAKS = re.compile(r"(?<=-)|\s+")
"""Where Word breaks lines: after a hyphen («SLT-koordinator»), and at blanks."""


def dossier_to_docx(dossier: Dossier) -> bytes:
    """The file."""
    document = docx.Document()
    _page(document, dossier)
    _styles(document)
    _front(document, dossier)
    for section in dossier.sections:
        document.add_heading(_clean(section.title), level=1)
        for block in section.blocks:
            _add(document, block)
    moment = dt.datetime.combine(dossier.made, dt.time(12))
    properties = document.core_properties
    properties.title, properties.subject = _clean(dossier.title), _clean(dossier.subtitle)
    properties.author = properties.last_modified_by = "Referatsøk"
    properties.created = properties.modified = moment
    properties.language = "nb-NO"
    properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue(), moment)


def _page(document: Any, dossier: Dossier) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    head = section.header.paragraphs[0]
    _run(head, dossier.title, size=8.5, colour=GREY)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(foot, "Side ", size=8.5, colour=GREY)
    _field(foot, "PAGE")
    _run(foot, " av ", size=8.5, colour=GREY)
    _field(foot, "NUMPAGES")


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    _speaks_norwegian(normal)
    for level, size, before in ((1, 16, 18), (2, 12.5, 12)):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = FONT, Pt(size), True
        heading.font.color.rgb = ACCENT
        heading.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        heading.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        heading.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(6)
        heading.paragraph_format.keep_with_next = True


def _speaks_norwegian(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nb-NO")
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)


def _front(document: Any, dossier: Dossier) -> None:
    title = document.add_paragraph()
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(2)
    _run(title, dossier.title, size=22, bold=True, colour=ACCENT)
    if dossier.subtitle:
        _run(document.add_paragraph(), dossier.subtitle, size=12, colour=GREY)
    contents = " · ".join(section.title for section in dossier.sections)
    _run(document.add_paragraph(), f"Innhold: {contents}", size=9, colour=GREY)


def _add(document: Any, block: Block) -> None:
    match block:
        case Paragraph():
            _run(
                document.add_paragraph(), block.text, size=9 if block.note else 10.5, colour=GREY if block.note else INK
            )
        case Table():
            _table(document, block)
        case Figure():
            _figure(document, block)
        case Quote():
            _quote(document, block)


def _table(document: Any, block: Table) -> None:
    document.add_heading(_clean(block.title), level=2)
    size = 8 if len(block.columns) >= MANY_COLUMNS else 9
    widths = column_widths(block, size)
    table = document.add_table(rows=1, cols=len(block.columns))
    table.autofit = False
    _borders(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    numeric = [any(isinstance(row[place], int | float) for row in block.rows) for place in range(len(block.columns))]
    for cell, text, width, counts in zip(table.rows[0].cells, block.columns, widths, numeric, strict=True):
        _fill(cell, text, width, size=size, bold=True)
        if counts:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _shade(cell)
    _repeats(table.rows[0])
    for row in block.rows:
        added = table.add_row()
        _stays_whole(added)
        for cell, value, width in zip(added.cells, row, widths, strict=True):
            _fill(cell, value, width, size=size)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def column_widths(block: Table, size: int) -> list[float]:
    """Centimetres of each column: by the shares the table asks for, but no word broken while others have room to give."""
    shares = block.widths or tuple(1.0 for _ in block.columns)
    wanted = [TEXT_WIDTH_CM * share / sum(shares) for share in shares]
    least = [_longest_word(block, place) * size + PADDING_CM for place in range(len(wanted))]
    lacks = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, wanted, strict=True))
    given = min(1.0, spare / lacks) if lacks else 0.0
    taken = lacks * given / spare if spare else 0.0
    return [
        width + (need - width) * (given if need > width else taken) for need, width in zip(least, wanted, strict=True)
    ]


def _longest_word(block: Table, place: int) -> float:
    """Centimetres at a size of one point of the longest word of a column that Word should not break."""
    cells = (block.columns[place], *(row[place] for row in block.rows))
    words = (word for cell in cells for word in BREAKS.split(str(cell or "")))
    return max((_length(word) for word in words if len(word) <= LONGEST_WORD), default=0.0)


def _length(word: str) -> float:
    return sum(CAPITAL_CM if letter.isupper() else LETTER_CM for letter in word)


def _fill(cell: Any, value: Cell, width: float, *, size: float, bold: bool = False) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if isinstance(value, int | float):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    said = "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)
    _run(paragraph, said, size=size, bold=bold)


def _figure(document: Any, block: Figure) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(block.png), width=Cm(TEXT_WIDTH_CM))
    described = picture._inline.docPr  # noqa: SLF001 - python-docx has no other way to the alternative text
    described.set("descr", block.description)
    described.set("name", "Figur")
    _run(document.add_paragraph(), block.caption, size=9, colour=GREY)


def _quote(document: Any, block: Quote) -> None:
    head = document.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(8), Pt(1)
    _run(head, f"[{block.number}] ", size=9.5, bold=True, colour=ACCENT)
    _run(head, block.source, size=9, colour=GREY)
    body = document.add_paragraph()
    body.paragraph_format.left_indent = Cm(0.8)
    body.paragraph_format.space_after = Pt(1)
    _run(body, f"«{block.text}»", size=10)
    why = document.add_paragraph()
    why.paragraph_format.left_indent = Cm(0.8)
    _run(why, f"Viser: {block.why}", size=8.5, colour=GREY)


# ---- what python-docx has no words for --------------------------------------------------------------------------------


def _run(paragraph: Any, text: str, *, size: float, bold: bool = False, colour: RGBColor = INK) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return text.translate(CONTROL).replace("\ufffe", "").replace("\uffff", "")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - likewise


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - likewise


def _repeats(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - likewise


def _stays_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - likewise
