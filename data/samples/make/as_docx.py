"""Render a Paper as a Word file, the way a secretary's template would: Carlito (Calibri's twin), real lists and tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from data.samples.make.blocks import Paper, Table, Text

if TYPE_CHECKING:
    from pathlib import Path

FONT = "Carlito"
LINE_CM = 16.0
WORD_STYLES = {
    "title": "Heading 1",
    "heading": "Heading 2",
    "subheading": "Heading 3",
    "bullet": "List Bullet",
    "plain": "Normal",
}
MADE = dt.datetime(2024, 1, 1, 12, 0, tzinfo=dt.UTC)
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}


def write_docx(paper: Paper, path: Path) -> None:
    """Write the paper; the same paper gives the same bytes."""
    document = Document()
    _set_page(document, paper)
    for block in paper.blocks:
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            _add_text(document.add_paragraph(), block)
    properties = document.core_properties
    properties.title, properties.author, properties.language = paper.title, "", LANGUAGES[paper.language]
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(without_clock(buffer.getvalue()))


def without_clock(data: bytes) -> bytes:
    """The same ZIP with every member dated alike and in its old order, so that a second run changes nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            kept = zipfile.ZipInfo(member.filename, MADE.timetuple()[:6])
            kept.compress_type = member.compress_type
            new.writestr(kept, old.read(member))
    return made.getvalue()


def _set_page(document: Any, paper: Paper) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(slot), FONT)
        for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(slot), None)
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[paper.language])
    normal.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    if paper.letterhead:
        section.header.paragraphs[0].text = paper.letterhead
    side, of = paper.page_words
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    for word, field in ((side, "PAGE"), (of, "NUMPAGES")):
        footer.add_run(f" {word} ")
        _add_field(footer, field)


def _add_field(paragraph: Any, name: str) -> None:
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), name)
    paragraph._p.append(element)  # noqa: SLF001 - python-docx has no fields of its own


def _add_text(paragraph: Any, text: Text) -> None:
    paragraph.style = paragraph.part.document.styles[WORD_STYLES[text.style]]
    if text.label:
        paragraph.add_run(f"{text.label} ").bold = True
    for number, line in enumerate(text.lines):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)


def _add_table(document: Any, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.widths))
    made.autofit = False
    if table.ruled:
        made.style = "Table Grid"
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Cm(LINE_CM * width / 100)
    for number, row in enumerate(table.rows):
        cells = made.add_row().cells
        for entry, texts, width in zip(cells, row, table.widths, strict=True):
            entry.width = Cm(LINE_CM * width / 100)
            for place, text in enumerate(texts):
                paragraph = entry.add_paragraph() if place else entry.paragraphs[0]
                _add_text(paragraph, text)
                paragraph.paragraph_format.space_after = Pt(0)
                if table.ruled and not number:
                    for run in paragraph.runs:
                        run.bold = True
    document.add_paragraph()
