"""PDF: words and ruled lines (pdfium) to lines, tables, paragraphs and list items, page by page; no page is ever lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind, Reading, ReadPage, Run
from ingest.layout.hyphens import is_broken_word, join_words, words_of
from ingest.readers import pdfium
from ingest.readers.pdf_lines import Line, Stream, body_lines, lines_of
from ingest.readers.pdf_marks import Box, Marks
from ingest.readers.pdf_paragraphs import Leading, Paragraph, paragraphs
from ingest.readers.pdf_tables import Cell, Grid, fill, find_grids, grid_of, is_sound
from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning

MEDIA_TYPE = "application/pdf"
Recognise = Callable[[Iterator[Marks | None]], Iterator[Marks | None]]

# The right edge of the text is where this share of long lines end before: a line or two may stick out.
_EDGE_QUANTILE = 0.97
_LEAST_LONG_LINE = 0.5
_SAME_COLUMN = 4.0
_MOST_UNREADABLE = 0.3
_DESCENT = 0.25

# The width of a letter, in sizes, at most.
_LETTER = 0.6


@dataclass(slots=True, kw_only=True)
class _Flow:
    """Lines of running text on a page, from ``top`` down; ``right`` is how far they may reach."""

    lines: list[Line]
    top: float
    column: bool
    right: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Page:
    marks: Marks
    parts: list[_Flow | Grid]
    texts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)

    def write(self, text: str) -> int:
        """Append a line to the page's text; returns where it starts."""
        if self.texts:
            self.length += 1
        start = self.length
        self.texts.append(text)
        self.length += len(text)
        return start


def read(data: bytes, *, recognise: Recognise = iter) -> Reading:
    """Read a PDF.

    Args:
        data: the whole file.
        recognise: may put words on pages that are pictures; takes the pages as they come and gives as many.

    Raises:
        UnreadableFile: encrypted, damaged, or no page has text.
    """
    with pdfium.Document(data) as document:
        title = document.title
        marks = list(recognise(document.pages()))
    if not any(page is not None and page.words for page in marks):
        raise UnreadableFile(
            Reason.NO_TEXT,
            "PDF-filen inneholder bare bilder av sider, ingen tekst.",
            way_out="Kjør tekstgjenkjenning (OCR) på den og les inn resultatet.",
        )
    return Reading(media_type=MEDIA_TYPE, pages=lay_out(marks, data), title=title, warnings=_warnings(marks))


def lay_out(marks: Sequence[Marks | None], data: bytes | None) -> tuple[ReadPage, ...]:
    """Pages of blocks from what stands on them; ``data`` is the PDF itself where there is one to ask again."""
    pages = [None if page is None else _lay_out(page, data) for page in marks]
    _set_edges([page for page in pages if page is not None])
    leading = _learn_leading([page for page in pages if page is not None])
    words = words_of("\n".join(line.text for page in pages if page is not None for line in _all_lines(page)))
    writer = _Writer(leading=leading, words=words)
    return tuple(
        writer.page(page) if page is not None else ReadPage(number=number, text="", blocks=())
        for number, page in enumerate(pages, start=1)
    )


def _lay_out(marks: Marks, data: bytes | None) -> _Page:
    """Part a page into tables and running text, in the order they are read."""
    grids, unclear = find_grids(marks.rules, marks.words)
    if unclear and marks.words and data is not None and not marks.ocr:
        grids = _second_opinion(grids, unclear, data, marks)
    rest = fill(grids, marks.words)
    grids = [grid for grid in grids if any(cell is not None and cell.words for row in grid.rows for cell in row)]
    streams = body_lines(rest, marks.width)
    placed: list[tuple[int, float, _Flow | Grid]] = [(_stream_of(grid, streams), grid.box[1], grid) for grid in grids]
    for place, stream in enumerate(streams):
        placed.extend((place, flow.top, flow) for flow in _parted(stream, grids))
    placed.sort(key=lambda part: part[:2])
    return _Page(marks=marks, parts=[part for _, _, part in placed])


def _second_opinion(grids: list[Grid], unclear: list[Box], data: bytes, marks: Marks) -> list[Grid]:
    from ingest.readers.pdf_second_opinion import find_tables

    found = [grid for rows in find_tables(data, marks.number, unclear) if (grid := grid_of(rows)) is not None]
    return [*grids, *(grid for grid in found if is_sound(grid, marks.words))]


def _stream_of(grid: Grid, streams: list[Stream]) -> int:
    """The stream of lines that a table is read with: the last one that has begun above it, on its side of the gutter."""
    found = 0
    for place, stream in enumerate(streams):
        if stream.lines and stream.lines[0].y < grid.box[1]:
            beside = not stream.column or min(line.x0 for line in stream.lines) < grid.box[2] - _SAME_COLUMN
            found = place if beside else found
    return found


def _parted(stream: Stream, grids: list[Grid]) -> list[_Flow]:
    """A stream cut where a table stands between its lines."""
    flows: list[_Flow] = []
    tops = [grid.box[1] for grid in grids]
    for line in stream.lines:
        above = sum(line.y > top for top in tops)
        if not flows or above != sum(flows[-1].lines[-1].y > top for top in tops):
            flows.append(_Flow(lines=[], top=line.y, column=stream.column))
        flows[-1].lines.append(line)
    return flows


def _set_edges(pages: list[_Page]) -> None:
    """How far running text reaches to the right, learnt over all pages of one width; in columns, each by itself."""
    flows = [(page.marks.width, part) for page in pages for part in page.parts if isinstance(part, _Flow)]
    ends: dict[int, list[float]] = {}
    for width, flow in flows:
        long = [
            line.x1 for line in flow.lines if line.x1 - line.x0 > _LEAST_LONG_LINE * width and "\t" not in line.text
        ]
        ends.setdefault(round(width), []).extend(() if flow.column else long)
    for width, flow in flows:
        known = sorted(ends[round(width)])
        if flow.column:
            flow.right = max(line.x1 for line in flow.lines)
        elif known:
            flow.right = known[int(len(known) * _EDGE_QUANTILE)]
        else:
            flow.right = width - min(line.x0 for line in flow.lines)


def _learn_leading(pages: list[_Page]) -> Leading:
    leading = Leading()
    for page in pages:
        for part in page.parts:
            if isinstance(part, _Flow):
                leading.learn(part.lines, part.right, cell=False)
            else:
                for cell in _filled(part):
                    lines = lines_of(cell.words)
                    leading.learn(lines, _cell_edge(cell, lines), cell=True)
    return leading


def _filled(grid: Grid) -> list[Cell]:
    return [cell for row in grid.rows for cell in row if cell is not None and cell.words]


def _cell_edge(cell: Cell, lines: list[Line]) -> float:
    """How far text in a cell may reach: as near to the right line as it starts from the left one."""
    margin = max(0.0, min((line.x0 for line in lines), default=cell.box[0]) - cell.box[0])
    return max(cell.box[2] - min(margin, 8.0), max((line.x1 for line in lines), default=0.0))


def _all_lines(page: _Page) -> list[Line]:
    lines = []
    for part in page.parts:
        if isinstance(part, _Flow):
            lines.extend(part.lines)
        else:
            lines.extend(line for cell in _filled(part) for line in lines_of(cell.words))
    return lines


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes page texts and blocks, numbering the tables; a table that goes on over a page keeps its number."""

    leading: Leading
    words: Mapping[str, int]
    _tables: int = 0
    _last_grid: tuple[float, ...] = ()

    def page(self, page: _Page) -> ReadPage:
        """The page as read."""
        for place, part in enumerate(page.parts):
            if isinstance(part, _Flow):
                for paragraph in paragraphs(part.lines, part.right, self.leading, cell=False):
                    page.blocks.append(self._block(page, paragraph))
            else:
                first = not any(isinstance(before, Grid) for before in page.parts[:place])
                self._table(page, part, first=first)
        if page.parts and not any(isinstance(part, Grid) for part in page.parts):
            self._last_grid = ()
        return ReadPage(
            number=page.marks.number, text="\n".join(page.texts), blocks=tuple(page.blocks), ocr=page.marks.ocr
        )

    def _table(self, page: _Page, grid: Grid, *, first: bool) -> None:
        same = len(grid.columns) == len(self._last_grid) and all(
            abs(one - other) <= _SAME_COLUMN for one, other in zip(grid.columns, self._last_grid, strict=True)
        )
        if not (first and same):
            self._tables += 1
        self._last_grid = grid.columns
        for row in grid.rows:
            cells = tuple(self._cell(page, cell) for cell in row)
            boxes = [cell.box for cell in row if cell is not None]
            if boxes and any(cells):
                box = (boxes[0][0], boxes[0][1], boxes[-1][2], max(found[3] for found in boxes))
                page.blocks.append(Block(kind=BlockKind.TABLE_ROW, cells=cells, table=self._tables, box=box))

    def _cell(self, page: _Page, cell: Cell | None) -> tuple[Block, ...]:
        if cell is None or not cell.words:
            return ()
        lines = lines_of(cell.words)
        edge = _cell_edge(cell, lines)
        found = paragraphs(lines, edge, self.leading, cell=True)
        return tuple(self._block(page, paragraph, edge=edge) for paragraph in found)

    def _block(self, page: _Page, paragraph: Paragraph, *, edge: float = 0.0) -> Block:
        runs: list[Run] = []
        for place, line in enumerate(paragraph.lines):
            start = page.write(line.text)
            skip = 0 if place else paragraph.skip
            run = Run(page=page.marks.number, start=start + skip, end=start + len(line.text), text=line.text[skip:])
            above = paragraph.lines[place - 1] if place else line
            if edge and above.x1 > edge - _LETTER * above.size and is_broken_word(above.text, line.text, self.words):
                runs.append(run)
            else:
                runs[-1:] = join_words(runs[-1], run, self.words) if runs else (run,)
        lines = paragraph.lines
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        return Block(
            kind=BlockKind.LIST_ITEM if paragraph.marker else BlockKind.PARAGRAPH,
            runs=tuple(runs),
            level=paragraph.level,
            marker=paragraph.marker,
            box=_box_of(lines),
            bold=sum(len(line.text) for line in lines if line.bold) * 2 > sum(len(line.text) for line in lines),
            size=max(sizes, key=lambda size: sizes[size]),
        )


def _box_of(lines: list[Line]) -> Box:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return left, lines[0].y - lines[0].size, right, lines[-1].y + _DESCENT * lines[-1].size


def _warnings(pages: Sequence[Marks | None]) -> tuple[ReadingWarning, ...]:
    found = []
    for number, page in enumerate(pages, start=1):
        if page is None:
            found.append(
                ReadingWarning(code="skadet-side", message=f"Side {number} er skadet og kunne ikke leses.", page=number)
            )
        elif not page.words and not page.bare:
            message = f"Side {number} har ingen tekst; den er trolig et bilde og må tekstgjenkjennes (OCR)."
            found.append(ReadingWarning(code="side-uten-tekst", message=message, page=number))
        elif _is_unreadable("".join(word.text for word in page.words)):
            message = f"Skriften på side {number} sier ikke hvilke bokstaver den viser; teksten kan være feil."
            found.append(ReadingWarning(code="uleselig-skrift", message=message, page=number))
    return tuple(found)


def _is_unreadable(text: str) -> bool:
    strange = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in text)
    return strange > _MOST_UNREADABLE * len(text)
