"""A PDF page without a structure tree, parted into tables and running text; what its document teaches of line lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, ReadPage
from ingest.readers.pdf_lines import Line, Stream, body_lines, lines_of
from ingest.readers.pdf_marks import Box, Marks
from ingest.readers.pdf_paragraphs import Leading
from ingest.readers.pdf_tables import Cell, Grid, fill, find_grids, grid_of, is_sound

# The right edge of the text is where this share of long lines end before: a line or two may stick out.
_EDGE_QUANTILE = 0.97
_LEAST_LONG_LINE = 0.5
_SAME_COLUMN = 4.0


@dataclass(slots=True, kw_only=True)
class Flow:
    """Lines of running text on a page, from ``top`` down; ``right`` is how far they may reach."""

    lines: list[Line]
    top: float
    column: bool
    right: float = 0.0


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A page under construction: its text grows line by line, and blocks point into it."""

    marks: Marks
    parts: list[Flow | Grid] = field(default_factory=list)
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

    def read(self) -> ReadPage:
        """The page, when all is written."""
        return ReadPage(
            number=self.marks.number, text="\n".join(self.texts), blocks=tuple(self.blocks), ocr=self.marks.ocr
        )


def lay_out_sheet(marks: Marks, data: bytes | None) -> Sheet:
    """Part a page into tables and running text, in the order they are read."""
    grids, unclear = find_grids(marks.rules, marks.words)
    if unclear and marks.words and data is not None and not marks.ocr and not marks.turned:
        grids = _second_opinion(grids, unclear, data, marks)
    rest = fill(grids, marks.words)
    for grid in grids:
        for cell in cells_of(grid):
            cell.lines = lines_of(cell.words)
    grids = [grid for grid in grids if cells_of(grid)]
    streams = body_lines(rest, marks.width)
    placed: list[tuple[int, float, Flow | Grid]] = [(_stream_of(grid, streams), grid.box[1], grid) for grid in grids]
    for place, stream in enumerate(streams):
        placed.extend((place, flow.top, flow) for flow in _parted(stream, grids))
    placed.sort(key=lambda part: part[:2])
    return Sheet(marks=marks, parts=[part for _, _, part in placed])


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


def _parted(stream: Stream, grids: list[Grid]) -> list[Flow]:
    """A stream cut where a table stands between its lines."""
    flows: list[Flow] = []
    tops = [grid.box[1] for grid in grids]
    last = -1
    for line in stream.lines:
        above = sum(line.y > top for top in tops) if tops else 0
        if above != last:
            flows.append(Flow(lines=[], top=line.y, column=stream.column))
            last = above
        flows[-1].lines.append(line)
    return flows


def set_edges(sheets: Sequence[Sheet]) -> None:
    """How far running text reaches to the right, learnt over all pages of one width; in columns, each by itself."""
    flows = [(sheet.marks.width, part) for sheet in sheets for part in sheet.parts if isinstance(part, Flow)]
    known = right_edges((width, line) for width, flow in flows if not flow.column for line in flow.lines)
    for width, flow in flows:
        if flow.column:
            flow.right = max(line.x1 for line in flow.lines)
        else:
            flow.right = known.get(round(width)) or width - min(line.x0 for line in flow.lines)


def right_edges(lines: Iterable[tuple[float, Line]]) -> dict[int, float]:
    """How far long lines reach, by the (rounded) width of their page."""
    ends: dict[int, list[float]] = {}
    for width, line in lines:
        if line.x1 - line.x0 > _LEAST_LONG_LINE * width and "\t" not in line.text:
            ends.setdefault(round(width), []).append(line.x1)
    return {width: sorted(found)[int(len(found) * _EDGE_QUANTILE)] for width, found in ends.items()}


def learn_leading(sheets: Iterable[Sheet]) -> Leading:
    """The distances between lines of a document."""
    leading = Leading()
    for sheet in sheets:
        for part in sheet.parts:
            if isinstance(part, Flow):
                leading.learn(part.lines, part.right, cell=False)
            else:
                for cell in cells_of(part):
                    leading.learn(cell.lines, cell_edge(cell), cell=True)
    return leading


def cells_of(grid: Grid) -> list[Cell]:
    """The cells of a table that have words in them."""
    return [cell for row in grid.rows for cell in row if cell is not None and cell.words]


def cell_edge(cell: Cell) -> float:
    """How far text in a cell may reach: as near to the right line as it starts from the left one."""
    margin = max(0.0, min((line.x0 for line in cell.lines), default=cell.box[0]) - cell.box[0])
    return max(cell.box[2] - min(margin, 8.0), max((line.x1 for line in cell.lines), default=0.0))


def lines_on(sheet: Sheet) -> list[Line]:
    """All lines of a page, those in cells included."""
    lines = []
    for part in sheet.parts:
        if isinstance(part, Flow):
            lines.extend(part.lines)
        else:
            lines.extend(line for cell in cells_of(part) for line in cell.lines)
    return lines
