"""Word documents (.docx, .docm), by python-docx: paragraphs and tables in the order of the body, lists with their numbers.

What python-docx leaves out is read from its elements: content controls, tracked insertions, text boxes, footnotes, page
breaks. Deleted and hidden text is left out, as on paper. Pages are those Word saw when it last saved, where it says.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.package import Package

from ingest.blocks import BlockKind, Reading
from ingest.readers.archives import check_archive, damaged, read_member
from ingest.readers.numbering import Numbering, W
from ingest.readers.page_writer import PAGE_BREAK, PageWriter, Paragraph, row_inside
from ingest.readers.styles import Styles
from ingest.readers.word_text import ParagraphReader
from minutes.errors import Reason, UnreadableFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"

_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"})

_MOST_COLUMNS = 64
_DEEPEST = 40
_LONGEST_HEADING = 300


def read(data: bytes) -> Reading:
    """Read a Word document.

    Raises:
        UnreadableFile: damaged, encrypted, or of a kind of Word file we do not read.
    """
    check_archive(data)
    try:
        package = Package.open(io.BytesIO(data))
        main = package.main_document_part
        parts = _parts(main)
        body = _element(main).find(f"{W}body")
        title = package.core_properties.title
    except (
        OpcError,
        BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        EOFError,
        NotImplementedError,
        OSError,
        zlib.error,
    ) as error:
        if _STRICT_NAMESPACE in (read_member(data, "word/document.xml") or b"")[:4096]:
            raise UnreadableFile(
                Reason.UNSUPPORTED,
                "Filen er lagret i Words strenge format (Strict Open XML).",
                way_out="Lagre den som vanlig Word-dokument (.docx) og les den inn på nytt.",
            ) from error
        raise damaged() from error
    if body is None:
        raise damaged()
    pages = _Document(parts).pages(body)
    return Reading(media_type=MEDIA_TYPE, pages=pages, title=title.strip() or None)


def _parts(main: Any) -> dict[str, list[Any]]:
    """The roots of the parts that belong to the document, by the last word of their relationship."""
    parts: dict[str, list[Any]] = {}
    for relation in main.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if not relation.is_external and kind in {"styles", "numbering", "footnotes", "endnotes", "header", "footer"}:
            parts.setdefault(kind, []).append(_element(relation.target_part))
    return parts


def _element(part: Any) -> Any:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


class _Document:
    """One document on its way to pages."""

    def __init__(self, parts: dict[str, list[Any]]) -> None:
        self._parts = parts
        self._writer = PageWriter()
        self._styles = Styles(next(iter(parts.get("styles", ())), None))
        self._numbering = Numbering(next(iter(parts.get("numbering", ())), None))
        self._notes = {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            for root in parts.get(f"{kind}s", ())
            for note in root.iterchildren(f"{W}{kind}")
            if note.get(f"{W}type") is None
        }
        self._fresh_page = True

    def pages(self, body: Any) -> tuple[Any, ...]:
        self._furniture("header")
        self._write(body)
        self._furniture("footer")
        return self._writer.pages()

    def _furniture(self, kind: str) -> None:
        """Headers stand once before the text and footers once after it, whatever pages they are printed on."""
        seen = set()
        for root in self._parts.get(kind, ()):
            for paragraph in self._paragraphs(root, 0):
                text = paragraph.text.replace(PAGE_BREAK, " ").strip()
                if text and text not in seen:
                    seen.add(text)
                    self._writer.paragraph(Paragraph(text=text, kind=BlockKind.FURNITURE))

    def _write(self, container: Any) -> None:
        for element in _blocks(container, 0):
            if element.tag == f"{W}tbl":
                self._write_table(element)
            else:
                for paragraph in self._paragraph(element, 0):
                    self._writer.paragraph(paragraph)
                if element.find(f"{W}pPr/{W}sectPr") is not None:
                    self._end_section(element.find(f"{W}pPr/{W}sectPr"))

    def _end_section(self, section: Any) -> None:
        kind = section.find(f"{W}type")
        if (kind is None or kind.get(f"{W}val") not in {"continuous", "nextColumn"}) and not self._fresh_page:
            self._writer.turn()
            self._fresh_page = True

    def _write_table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if max((sum(span for _, span in row) for row in rows), default=0) <= 1:
            for row in rows:
                for cell, _ in row:
                    self._write(cell)
            return
        self._writer.open_table()
        for row in rows:
            fresh = self._fresh_page
            cells: list[list[Paragraph]] = []
            for cell, span in row:
                self._fresh_page = fresh
                cells.append(list(self._paragraphs(cell, 0)) if cell is not None else [])
                cells.extend([] for _ in range(span - 1 if len(cells) < _MOST_COLUMNS else 0))
            self._write_row(cells)

    def _write_row(self, cells: list[list[Paragraph]]) -> None:
        first = next((cell for cell in cells if cell), None)
        if first and first[0].text.startswith(PAGE_BREAK):
            self._writer.turn()
            first[0] = _without_break(first[0])
        if any(paragraph.text.strip() for cell in cells for paragraph in cell):
            self._fresh_page = False
        self._writer.row(cells)

    def _paragraphs(self, container: Any, depth: int) -> Iterator[Paragraph]:
        """All paragraphs in a cell, a note or a header."""
        if depth > _DEEPEST:
            return
        for element in _blocks(container, 0):
            if element.tag != f"{W}tbl":
                yield from self._paragraph(element, depth)
                continue
            for row in _rows(element):
                cells = [list(self._paragraphs(cell, depth + 1)) for cell, _ in _cells(row) if cell is not None]
                yield from row_inside(cells)

    def _paragraph(self, element: Any, depth: int) -> Iterator[Paragraph]:
        """A paragraph and what hangs on it: its text boxes and its notes."""
        found = ParagraphReader(styles=self._styles, fresh_page=self._fresh_page)
        found.read(element)
        self._fresh_page = found.fresh_page
        marker = ""
        if found.list_id not in {None, "0"}:
            marker = self._numbering.marker(found.list_id or "", found.list_level)
        kind = BlockKind.HEADING if found.heading and len(found.text) < _LONGEST_HEADING else BlockKind.PARAGRAPH
        level = found.heading if kind is BlockKind.HEADING else found.list_level + 1 if marker else 0
        yield Paragraph(text=found.text, kind=kind, level=level, marker=marker, bold=found.bold, size=found.size)
        if depth > _DEEPEST:
            return
        for box in found.boxes:
            yield from self._paragraphs(box, depth + 1)
        for reference in found.notes:
            if reference in self._notes:
                yield from self._paragraphs(self._notes[reference], depth + 1)


def _without_break(paragraph: Paragraph) -> Paragraph:
    return Paragraph(
        text=paragraph.text.removeprefix(PAGE_BREAK),
        kind=paragraph.kind,
        level=paragraph.level,
        marker=paragraph.marker,
        bold=paragraph.bold,
        size=paragraph.size,
    )


def _blocks(container: Any, depth: int) -> Iterator[Any]:
    """Paragraphs and tables of a container, through content controls and tracked changes."""
    for element in container.iterchildren():
        if element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _blocks(element, depth + 1)


def _rows(table: Any, depth: int = 0) -> Iterator[Any]:
    for element in table.iterchildren():
        if element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is None:
            yield element
        elif element.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _rows(element, depth + 1)


def _cells(row: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:
    """The cells of a row and how many columns each takes; None stands for a cell merged into the one above."""
    before = row.find(f"{W}trPr/{W}gridBefore") if not depth else None
    if before is not None:
        yield None, _span(before)
    for element in row.iterchildren():
        if element.tag == f"{W}tc":
            span = element.find(f"{W}tcPr/{W}gridSpan")
            merged = element.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            yield None if goes_on else element, _span(span)
        elif element.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _cells(element, depth + 1)


def _span(element: Any) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isdigit() and len(value) <= len("1000") else 1
