"""The one module that speaks with pypdfium2. Measured: 1 to 2 ms a page, by asking once a word and not once a letter."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium_c

from ingest.readers.pdf_marks import Marks, Rule, Word
from minutes.errors import Reason, UnreadableFile

# A word of pdfium's page text; U+FFFE is its mark for a hyphen at a line end, and a new line begins after it.
_WORD = re.compile("[^\\s\0\ufffe]+\ufffe?|\ufffe")

# Places where a blank may have been too narrow for pdfium: "UtvalgMøtedato", "Dato:06.12", "Sak12".
_SUSPECT = re.compile(r"(?<=[a-zæøå:;,)])(?=[A-ZÆØÅ])|(?<=[:;)])(?=\d)|(?<=[^\W\d_]{3})(?=\d)")

# Fonts say their weight in their names: "Arial-BoldMT", "BCDEEE+Calibri,Bold", "OpenSans-Semibold".
_BOLD_FONT = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)

# LibreOffice sets some tabs no wider than this share of the size; kerning is never so wide.
_LEAST_BLANK = 0.07
_THIN = 2.5
_LEAST_RULE = 8.0
_MOST_SLANT = 0.7
_MOST_OBJECTS = 20_000
_MOST_RULES = 4_000
_MOST_SEGMENTS = 2_000
_MOST_LETTERS = 400_000
_DEEPEST_FORM = 4
_INVISIBLE = 3
_FONT_NAME_BYTES = 128

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Style(NamedTuple):
    size: float
    bold: bool
    visible: bool


class Document:
    """An open PDF; use as a context."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF.

        Raises:
            UnreadableFile: encrypted or damaged.
        """
        try:
            self._pdf = pypdfium2.PdfDocument(data)
            self._count = len(self._pdf)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    @property
    def title(self) -> str | None:
        """The title in the document's properties."""
        title: str = self._pdf.get_metadata_value("Title")
        return title.strip() or None

    def pages(self) -> Iterator[Marks | None]:
        """Every page in order; None for one that pdfium cannot open."""
        for place in range(self._count):
            try:
                page = self._pdf[place]
                text = page.get_textpage()
            except pypdfium2.PdfiumError:
                yield None
                continue
            try:
                yield _PageReader(page, text).marks(place + 1)
            finally:
                text.close()
                page.close()


def _refusal(error: pypdfium2.PdfiumError) -> UnreadableFile:
    if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return UnreadableFile(
            Reason.ENCRYPTED,
            "PDF-filen er beskyttet med passord.",
            way_out="Åpne den med passordet, lagre en kopi uten passord, og les inn kopien.",
        )
    return UnreadableFile(
        Reason.DAMAGED,
        "PDF-filen er skadet eller bare delvis lastet ned.",
        way_out="Hent filen på nytt fra der den kom fra.",
    )


class _PageReader:
    """Reads one page. pdfium counts from the bottom left of the unturned page; we from the top left of what is seen."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turned = page.get_rotation() // 90 % 4
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[int, bool] = {}
        self._hidden = self._seen = 0

    def marks(self, number: int) -> Marks:
        words = tuple(self._words())
        count = pdfium_c.FPDFPage_CountObjects(self._page.raw)
        width, height = self._right - self._left, self._top - self._bottom
        if self._turned % 2:
            width, height = height, width
        return Marks(
            number=number,
            width=width,
            height=height,
            words=words,
            rules=tuple(self._rules(count)),
            ocr=self._hidden > self._seen,
            bare=count == 0,
        )

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen: the page turned, counted from its top left."""
        if self._turned == 1:
            return y - self._bottom, x - self._left
        if self._turned == 2:  # noqa: PLR2004  quarter turns
            return self._right - x, y - self._bottom
        if self._turned == 3:  # noqa: PLR2004  quarter turns
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _words(self) -> Iterator[Word]:
        text = self._page_text()
        x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
        for found in _WORD.finditer(text):
            first, after = found.span()
            style = self._style(first)
            if style.visible:
                self._seen += 1
            else:
                self._hidden += 1
            if not pdfium_c.FPDFText_GetCharOrigin(self._text.raw, first, x, y):
                continue
            x0, baseline = self._place(x.value, y.value)
            for start, end in self._parts(text, first, after, style.size):
                pdfium_c.FPDFText_GetLooseCharBox(self._text.raw, end - 1, rect)
                x1 = max(self._place(rect.right, rect.bottom)[0], self._place(rect.left, rect.top)[0])
                if start != first:
                    pdfium_c.FPDFText_GetCharOrigin(self._text.raw, start, x, y)
                    x0 = self._place(x.value, y.value)[0]
                yield Word(text[start:end].replace("\ufffe", "-"), x0, max(x0, x1), baseline, style.size, style.bold)

    def _page_text(self) -> str:
        """The text of the page, one character for each of pdfium's."""
        count = min(pdfium_c.FPDFText_CountChars(self._text.raw), _MOST_LETTERS)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium_c.FPDFText_GetText(self._text.raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace").rstrip("\0")
        if len(text) == count:
            return text
        codes = (pdfium_c.FPDFText_GetUnicode(self._text.raw, place) for place in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)  # noqa: PLR2004  the end of Unicode

    def _parts(self, text: str, first: int, after: int, size: float) -> Iterator[tuple[int, int]]:
        """A word, parted where there is a gap in it."""
        start = first
        before, behind = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
        for suspect in _SUSPECT.finditer(text, first, after):
            pdfium_c.FPDFText_GetLooseCharBox(self._text.raw, suspect.start() - 1, before)
            pdfium_c.FPDFText_GetLooseCharBox(self._text.raw, suspect.start(), behind)
            if behind.left - before.right > size * _LEAST_BLANK:
                yield start, suspect.start()
                start = suspect.start()
        yield start, after

    def _style(self, place: int) -> _Style:
        """Size, weight and visibility, asked once for each text object."""
        handle = pdfium_c.FPDFText_GetTextObject(self._text.raw, place)
        key = ctypes.addressof(handle.contents) if handle else 0
        if key not in self._styles:
            self._styles[key] = self._ask_style(handle, place)
        return self._styles[key]

    def _ask_style(self, handle: Any, place: int) -> _Style:
        size = pdfium_c.FPDFText_GetFontSize(self._text.raw, place)
        matrix = pdfium_c.FS_MATRIX()
        if pdfium_c.FPDFText_GetMatrix(self._text.raw, place, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        if not handle:
            return _Style(size or 1.0, bold=False, visible=True)
        visible = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) != _INVISIBLE
        return _Style(size or 1.0, bold=self._is_bold(pdfium_c.FPDFTextObj_GetFont(handle)), visible=visible)

    def _is_bold(self, font: Any) -> bool:
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
            pdfium_c.FPDFFont_GetBaseFontName(font, name, _FONT_NAME_BYTES)
            self._fonts[key] = _BOLD_FONT.search(name.value.decode("latin-1")) is not None
        return self._fonts[key]

    def _rules(self, count: int) -> Iterator[Rule]:
        found = 0
        handles = (pdfium_c.FPDFPage_GetObject(self._page.raw, place) for place in range(min(count, _MOST_OBJECTS)))
        for handle, matrix in _paths(handles, _SAME, 0):
            for x0, y0, x1, y1 in _edges(handle, matrix):
                rule = self._rule(*self._place(x0, y0), *self._place(x1, y1))
                if rule is not None:
                    yield rule
                    found += 1
            if found > _MOST_RULES:
                return

    @staticmethod
    def _rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if x1 - x0 >= _LEAST_RULE and y1 - y0 <= _THIN:
            return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
        if y1 - y0 >= _LEAST_RULE and x1 - x0 <= _THIN:
            return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        return None


def _paths(handles: Iterator[Any], matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """The path objects among some page objects, those inside forms included, each with what moves it to its place."""
    for handle in handles:
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield handle, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = min(pdfium_c.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            inner = (pdfium_c.FPDFFormObj_GetObject(handle, place) for place in range(count))
            yield from _paths(inner, _times(_matrix_of(handle), matrix), depth + 1)


def _edges(handle: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of a path; a thin filled shape is one edge."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return
    low, high = _move(matrix, left.value, bottom.value), _move(matrix, right.value, top.value)
    if min(abs(high[0] - low[0]), abs(high[1] - low[1])) <= _THIN:
        yield (*low, *high)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    if stroke.value:
        yield from _segments(handle, _times(_matrix_of(handle), matrix))


def _segments(handle: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for place in range(min(pdfium_c.FPDFPath_CountSegments(handle), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, place)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = _move(matrix, x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or last is None:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and _is_straight(last, point):
            yield (*last, *point)
        last = point
        if (
            pdfium_c.FPDFPathSegment_GetClose(segment)
            and start is not None
            and start != point
            and _is_straight(point, start)
        ):
            yield (*point, *start)


def _is_straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _MOST_SLANT


def _matrix_of(handle: Any) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """First ``one``, then ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _move(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
