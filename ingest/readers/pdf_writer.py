"""Writes PDF pages: lines become the page's text, and blocks of runs that point into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, Run
from ingest.layout.hyphens import HYPHENS, is_broken_word, join_words
from ingest.readers.page_text import normalise
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_marks import Box
from ingest.readers.pdf_paragraphs import Leading, Paragraph, paragraphs
from ingest.readers.pdf_sheets import Flow, Sheet, cell_edge
from ingest.readers.pdf_tables import Cell, Grid

_SAME_COLUMN = 4.0
_DESCENT = 0.25

# The width of a letter, in sizes, at most.
_LETTER = 0.6


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes page texts and blocks, numbering the tables; a table that goes on over a page keeps its number."""

    leading: Leading
    words: Mapping[str, int]
    tables: int = 0
    _last_grid: tuple[float, ...] = ()

    def page(self, sheet: Sheet) -> None:
        """Write a page of tables and running text."""
        for place, part in enumerate(sheet.parts):
            if isinstance(part, Flow):
                for paragraph in paragraphs(part.lines, part.right, self.leading, cell=False):
                    sheet.blocks.append(self.block([sheet], paragraph))
            else:
                first = not any(isinstance(before, Grid) for before in sheet.parts[:place])
                self._table(sheet, part, first=first)
        if sheet.parts and not any(isinstance(part, Grid) for part in sheet.parts):
            self._last_grid = ()
        self.furniture(sheet, sheet.marks.aside)

    def turn(self) -> None:
        """No table goes on from here."""
        self._last_grid = ()

    def furniture(self, sheet: Sheet, lines: Iterable[Line | str]) -> None:
        """Write what a page carries because it is a page, each line a block."""
        for line in lines:
            text = normalise(line if isinstance(line, str) else line.text).strip()
            if text:
                start = sheet.write(text)
                run = Run(page=sheet.marks.number, start=start, end=start + len(text), text=text)
                box = None if isinstance(line, str) else _box_of([line])
                sheet.blocks.append(Block(kind=BlockKind.FURNITURE, runs=(run,), box=box))

    def block(self, sheets: Sequence[Sheet], paragraph: Paragraph, *, edge: float = 0.0) -> Block:
        """Write the lines of a paragraph.

        Args:
            sheets: the page of each line, or the one page of all.
            paragraph: the lines.
            edge: how far they may reach in a cell of a table, where words are broken without a hyphen; 0 elsewhere.
        """
        lines = paragraph.lines
        runs: list[Run] = []
        above = lines[0]
        for place, line in enumerate(lines):
            sheet = sheets[place] if place < len(sheets) else sheets[-1]
            text, skip = line.text, 0 if place else paragraph.skip
            start = sheet.write(text)
            whole = place > 0 and above.text[-1] not in HYPHENS
            glue = " " if whole else ""
            run = Run(page=sheet.marks.number, start=start + skip, end=start + len(text), text=text[skip:], glue=glue)
            if not runs:
                runs.append(run)
            elif edge and above.x1 > edge - _LETTER * above.size and is_broken_word(above.text, text, self.words):
                runs.append(replace(run, glue=""))
            elif whole:
                runs.append(run)
            else:
                runs[-1:] = join_words(runs[-1], run, self.words)
            above = line
        size, bold = _type_of(lines)
        return Block(
            kind=BlockKind.LIST_ITEM if paragraph.marker else BlockKind.PARAGRAPH,
            runs=tuple(runs),
            level=paragraph.level,
            marker=paragraph.marker,
            box=_box_of([line for line, sheet in zip(lines, sheets, strict=False) if sheet is sheets[0]])
            if len(sheets) > 1
            else _box_of(lines),
            bold=bold,
            size=size,
        )

    def _table(self, sheet: Sheet, grid: Grid, *, first: bool) -> None:
        same = len(grid.columns) == len(self._last_grid) and all(
            abs(one - other) <= _SAME_COLUMN for one, other in zip(grid.columns, self._last_grid, strict=True)
        )
        if not (first and same):
            self.tables += 1
        self._last_grid = grid.columns
        for row in grid.rows:
            cells = tuple(self._cell(sheet, cell) for cell in row)
            boxes = [cell.box for cell in row if cell is not None]
            if boxes and any(cells):
                box = (boxes[0][0], boxes[0][1], boxes[-1][2], max(found[3] for found in boxes))
                sheet.blocks.append(Block(kind=BlockKind.TABLE_ROW, cells=cells, table=self.tables, box=box))

    def _cell(self, sheet: Sheet, cell: Cell | None) -> tuple[Block, ...]:
        if cell is None or not cell.words:
            return ()
        edge = cell_edge(cell)
        found = paragraphs(cell.lines, edge, self.leading, cell=True)
        return tuple(self.block([sheet], paragraph, edge=edge) for paragraph in found)


def _type_of(lines: Sequence[Line]) -> tuple[float, bool]:
    """The size and weight of most of the text."""
    first = lines[0]
    if len(lines) == 1 or all(line.size == first.size and line.bold is first.bold for line in lines):
        return round(first.size, 1), first.bold
    sizes = Counter[float]()
    letters = bold = 0
    for line in lines:
        count = len(line.text)
        sizes[round(line.size, 1)] += count
        letters += count
        bold += count if line.bold else 0
    return max(sizes, key=lambda size: sizes[size]), bold * 2 > letters


def _box_of(lines: Sequence[Line]) -> Box:
    if len(lines) == 1:
        _, x0, x1, y, size, _, _ = lines[0]
        return x0, y - size, x1, y + _DESCENT * size
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return left, lines[0].y - lines[0].size, right, lines[-1].y + _DESCENT * lines[-1].size
