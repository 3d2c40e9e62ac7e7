"""OpenDocument text (.odt), by lxml: no entities, no network, no external parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.blocks import BlockKind, Reading, ReadPage
from ingest.readers.archives import check_archive, damaged, read_member
from ingest.readers.odt_styles import STYLE, TABLE, TEXT, OdtLists, OdtStyles
from ingest.readers.page_writer import PAGE_BREAK, PageWriter, Paragraph, row_inside
from minutes.errors import Reason, UnreadableFile

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_SILENT = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{TEXT}bookmark",
    }
)
_ROW_GROUPS = frozenset({f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"})

# White space in ODF's XML means one blank; more are written as elements.
_BLANKS = re.compile(r"[ \t\r\n]+")

_MOST_COLUMNS = 64
_MOST_DIGITS = 4
_MOST_BLANKS = 200
_DEEPEST = 60


def read(data: bytes) -> Reading:
    """Read an OpenDocument text.

    Raises:
        UnreadableFile: damaged or encrypted.
    """
    check_archive(data)
    if b"encryption-data" in (read_member(data, "META-INF/manifest.xml") or b""):
        raise UnreadableFile(
            Reason.ENCRYPTED,
            "Filen er beskyttet med passord.",
            way_out="Fjern passordet, lagre, og les den inn på nytt.",
        )
    content = _parse(read_member(data, "content.xml"))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise damaged()
    styles = _parse(read_member(data, "styles.xml"))
    meta = _parse(read_member(data, "meta.xml"))
    title = meta.findtext(f".//{_DC}title") if meta is not None else None
    pages = _Document(content, styles).pages(body)
    return Reading(media_type=MEDIA_TYPE, pages=pages, title=(title or "").strip() or None)


def _parse(data: bytes | None) -> Any:
    if data is None:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


class _Document:
    """One document on its way to pages."""

    def __init__(self, content: Any, styles: Any) -> None:
        roots = tuple(root for root in (styles, content) if root is not None)
        self._styles = OdtStyles(roots)
        self._lists = OdtLists(roots)
        self._masters = [] if styles is None else list(styles.iter(f"{STYLE}master-page"))
        self._writer = PageWriter()
        self._fresh_page = True

    def pages(self, body: Any) -> tuple[ReadPage, ...]:
        self._furniture("header")
        self._write(body, 0)
        self._furniture("footer")
        return self._writer.pages()

    def _furniture(self, kind: str) -> None:
        seen = set()
        for master in self._masters:
            for part in master.iterchildren(f"{STYLE}{kind}", f"{STYLE}{kind}-first", f"{STYLE}{kind}-left"):
                for paragraph in self._paragraphs(part, 0):
                    text = paragraph.text.replace(PAGE_BREAK, " ").strip()
                    if text and text not in seen:
                        seen.add(text)
                        self._writer.paragraph(Paragraph(text=text, kind=BlockKind.FURNITURE))
        self._fresh_page = True

    def _write(self, container: Any, depth: int) -> None:
        for element in container.iterchildren():
            if element.tag == f"{TABLE}table":
                self._write_table(element, depth)
            elif element.tag == f"{TEXT}soft-page-break":
                self._break_between()
            elif element.tag in {f"{TEXT}section", f"{TEXT}index-body"} and depth < _DEEPEST:
                self._write(element, depth + 1)
            else:
                for paragraph in self._read(element, depth):
                    self._writer.paragraph(paragraph)

    def _break_between(self) -> None:
        if not self._fresh_page:
            self._writer.turn()
            self._fresh_page = True

    def _write_table(self, table: Any, depth: int) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if max(map(len, rows), default=0) <= 1:
            for row in rows:
                for cell in row:
                    if cell is not None and depth < _DEEPEST:
                        self._write(cell, depth + 1)
            return
        self._writer.open_table()
        for element, row in zip(_rows(table), rows, strict=True):
            if element.getprevious() is not None and element.getprevious().tag == f"{TEXT}soft-page-break":
                self._break_between()
            fresh = self._fresh_page
            cells = []
            for cell in row:
                self._fresh_page = fresh
                cells.append([] if cell is None else list(self._paragraphs(cell, depth)))
            if any(paragraph.text.strip() for cell in cells for paragraph in cell):
                self._fresh_page = False
            self._writer.row(cells)

    def _paragraphs(self, container: Any, depth: int) -> Iterator[Paragraph]:
        """All paragraphs of a cell, a note, a header or a frame."""
        if depth > _DEEPEST:
            return
        for element in container.iterchildren():
            if element.tag != f"{TABLE}table":
                yield from self._read(element, depth)
                continue
            for row in _rows(element):
                cells = [list(self._paragraphs(cell, depth + 1)) for cell in _cells(row) if cell is not None]
                yield from row_inside(cells)

    def _read(self, element: Any, depth: int) -> Iterator[Paragraph]:
        if element.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield from self._paragraph(element, depth)
        elif element.tag == f"{TEXT}list":
            yield from self._list(element, depth, level=1, style=None)
        elif element.tag not in _SILENT and depth < _DEEPEST:
            yield from self._paragraphs(element, depth + 1)

    def _list(self, element: Any, depth: int, *, level: int, style: str | None) -> Iterator[Paragraph]:
        style = element.get(f"{TEXT}style-name") or style
        if level == 1:
            self._lists.begin(element, style)
        if depth > _DEEPEST:
            return
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            marker = self._lists.marker(style, level, item) if item.tag == f"{TEXT}list-item" else ""
            for child in item.iterchildren():
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, depth + 1, level=level + 1, style=style)
                    continue
                for paragraph in self._read(child, depth):
                    listed = paragraph.kind is BlockKind.PARAGRAPH and marker and paragraph.text.strip()
                    yield _marked(paragraph, marker, level) if listed else paragraph
                    marker = "" if paragraph.text.strip() else marker

    def _paragraph(self, element: Any, depth: int) -> Iterator[Paragraph]:
        style = self._styles.of("paragraph", element.get(f"{TEXT}style-name"))
        found = _Text(self._styles, fresh_page=self._fresh_page)
        if style.breaks_page:
            found.turn()
        found.walk(element, bold=bool(style.bold), depth=0)
        self._fresh_page = found.fresh_page
        outline = element.get(f"{TEXT}outline-level", "1")
        heading = element.tag == f"{TEXT}h"
        level = min(int(outline), 9) if heading and outline.isdigit() else int(heading)
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        yield Paragraph(text="".join(found.parts), kind=kind, level=level, bold=found.bold, size=style.size)
        for hanging in found.hanging:
            yield from self._paragraphs(hanging, depth + 1)


class _Text:
    """The text of one paragraph; ``hanging`` are the notes and text boxes anchored in it."""

    def __init__(self, styles: OdtStyles, *, fresh_page: bool) -> None:
        self._styles = styles
        self.parts: list[str] = []
        self.hanging: list[Any] = []
        self.fresh_page = fresh_page
        self._letters = {True: 0, False: 0}

    @property
    def bold(self) -> bool:
        return self._letters[True] > self._letters[False]

    def turn(self) -> None:
        if not self.fresh_page:
            self.parts.append(PAGE_BREAK)
            self.fresh_page = True

    def walk(self, element: Any, *, bold: bool, depth: int) -> None:
        self._say(element.text, bold=bold)
        for child in element.iterchildren():
            if isinstance(child.tag, str) and depth < _DEEPEST:
                self._child(child, bold=bold, depth=depth)
            self._say(child.tail, bold=bold)

    def _child(self, child: Any, *, bold: bool, depth: int) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            self.parts.append(" " * (min(int(count), _MOST_BLANKS) if count.isdigit() else 1))
        elif tag == f"{TEXT}tab":
            self.parts.append("\t")
        elif tag == f"{TEXT}line-break":
            self.parts.append("\n")
        elif tag == f"{TEXT}soft-page-break":
            self.turn()
        elif tag == f"{TEXT}note":
            self.hanging.extend(child.iterchildren(f"{TEXT}note-body"))
        elif tag == f"{_DRAW}text-box":
            self.hanging.append(child)
        elif tag not in _SILENT:
            own = self._styles.of("text", child.get(f"{TEXT}style-name")) if tag == f"{TEXT}span" else None
            inner = bold if own is None or own.bold is None else own.bold
            self.walk(child, bold=inner, depth=depth + 1)

    def _say(self, text: str | None, *, bold: bool) -> None:
        if text:
            self.parts.append(_BLANKS.sub(" ", text))
            letters = len(text.strip())
            self._letters[bold] += letters
            self.fresh_page = self.fresh_page and not letters


def _marked(paragraph: Paragraph, marker: str, level: int) -> Paragraph:
    return Paragraph(text=paragraph.text, level=level, marker=marker, bold=paragraph.bold, size=paragraph.size)


def _rows(table: Any) -> Iterator[Any]:
    for element in table.iterchildren():
        if element.tag == f"{TABLE}table-row":
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, one for each column; None stands for a column that a merged cell covers."""
    for element in row.iterchildren():
        repeated = element.get(f"{TABLE}number-columns-repeated", "1")
        count = min(int(repeated), _MOST_COLUMNS) if repeated.isdigit() and len(repeated) <= _MOST_DIGITS else 1
        if element.tag == f"{TABLE}table-cell":
            yield element
            yield from [None] * (count - 1)
        elif element.tag == f"{TABLE}covered-table-cell":
            yield from [None] * count
