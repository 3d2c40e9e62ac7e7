"""Builds pages for formats that have no page text of their own (Word, ODF, HTML): one line a block, cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block, BlockKind, ReadPage, Run
from ingest.layout.sentences import goes_on
from ingest.readers.markers import find_marker
from ingest.readers.page_text import normalise

PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    r"""A paragraph as a format gives it: ``\n`` in its text is a forced line break, ``\f`` a page break."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    bold: bool = False
    size: float | None = None


def row_inside(cells: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """A row of a table that stands inside a cell or a note: one paragraph with tabs, or those of its only cell."""
    if len(cells) == 1:
        yield from cells[0]
        return
    texts = [" ".join(paragraph.text.strip() for paragraph in cell).strip() for cell in cells]
    yield Paragraph(text="\t".join(text for text in texts if text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Text that stands unbroken on one page: ``turn`` pages after the one its cell began on."""

    text: str
    turn: int
    glue: str = ""


@dataclass(slots=True, kw_only=True)
class _Line:
    """One block to be: the stretches of a line of a paragraph, or of several lines whose sentence goes on."""

    paragraph: Paragraph
    stretches: list[_Stretch]
    runs: list[Run] = field(default_factory=list)

    def block(self) -> Block:
        """The block, its typed bullet or number found; call when all stretches are written."""
        paragraph = self.paragraph
        first = self.runs[0]
        marker = find_marker(first.text) if paragraph.kind is BlockKind.PARAGRAPH and not paragraph.marker else None
        if marker is None or (marker.length >= len(first.text) and len(self.runs) == 1):
            kind = BlockKind.LIST_ITEM if paragraph.marker and paragraph.kind is BlockKind.PARAGRAPH else paragraph.kind
            return self._block(kind, paragraph.marker, tuple(self.runs))
        rest = replace(first, start=first.start + marker.length, text=first.text[marker.length :])
        return self._block(BlockKind.LIST_ITEM, marker.text, tuple(run for run in (rest, *self.runs[1:]) if run.text))

    def _block(self, kind: BlockKind, marker: str, runs: tuple[Run, ...]) -> Block:
        level = max(self.paragraph.level, int(kind is BlockKind.LIST_ITEM))
        return Block(
            kind=kind, runs=runs, level=level, marker=marker, bold=self.paragraph.bold, size=self.paragraph.size
        )


class PageWriter:
    """Writes paragraphs and table rows onto pages; every block's runs point into the text it wrote."""

    def __init__(self) -> None:
        self._parts: list[list[str]] = [[]]
        self._lengths = [0]
        self._blocks: list[list[Block]] = [[]]
        self._tables = 0

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write a paragraph; each forced line is a block of its own, unless its sentence goes on."""
        lines, turns = _lines_of([paragraph])
        self._write([lines], turns)
        for line in lines:
            block = line.block()
            self._blocks[line.runs[0].page - 1].append(block)

    def open_table(self) -> None:
        """The rows that follow belong to a new table."""
        self._tables += 1

    def row(self, cells: Sequence[Sequence[Paragraph]]) -> None:
        """Write a row of the table opened last."""
        read = [_lines_of(cell) for cell in cells]
        page = len(self._parts)
        self._write([lines for lines, _ in read], max((turns for _, turns in read), default=0))
        filled = tuple(tuple(line.block() for line in lines) for lines, _ in read)
        block = Block(kind=BlockKind.TABLE_ROW, cells=filled, table=self._tables)
        self._blocks[(block.page or page) - 1].append(block)

    def turn(self) -> None:
        """A page ends here; before anything is written there is none to end."""
        if self._lengths[-1] or len(self._parts) > 1:
            self._grow()

    def pages(self) -> tuple[ReadPage, ...]:
        """All pages written so far; a last page with nothing on it is none."""
        count = len(self._parts)
        while count > 1 and not self._lengths[count - 1]:
            count -= 1
        return tuple(
            ReadPage(number=place + 1, text="".join(self._parts[place]), blocks=tuple(self._blocks[place]))
            for place in range(count)
        )

    def _write(self, cells: Sequence[Sequence[_Line]], turns: int) -> None:
        """Write the lines of all cells: what stands before the first page break of any cell first."""
        stretches = [
            (stretch.turn, place, line, stretch)
            for place, cell in enumerate(cells)
            for line in cell
            for stretch in line.stretches
        ]
        turned, last = 0, None
        for turn, place, line, stretch in sorted(stretches, key=lambda found: found[0]):
            while turned < turn:
                self.turn()
                turned, last = turned + 1, None
            line.runs.append(self._put(stretch, before="\n" if last is None or last == place else "\t"))
            last = place
        for _ in range(turned, turns):
            self.turn()

    def _put(self, stretch: _Stretch, *, before: str) -> Run:
        if self._lengths[-1]:
            self._append(before)
        start = self._lengths[-1]
        self._append(stretch.text)
        return Run(
            page=len(self._parts), start=start, end=start + len(stretch.text), text=stretch.text, glue=stretch.glue
        )

    def _append(self, text: str) -> None:
        self._parts[-1].append(text)
        self._lengths[-1] += len(text)

    def _grow(self) -> None:
        self._parts.append([])
        self._lengths.append(0)
        self._blocks.append([])


def _lines_of(paragraphs: Iterable[Paragraph]) -> tuple[list[_Line], int]:
    """The lines of the paragraphs of one cell, and how many pages were turned on the way."""
    lines: list[_Line] = []
    turn = 0
    for paragraph in paragraphs:
        first = True
        for text in normalise(paragraph.text).split("\n"):
            parts = text.split(PAGE_BREAK)
            stretches: list[_Stretch] = []
            for place, part in enumerate(parts):
                turn += place > 0
                if part.strip():
                    whole = stretches and not part[0].isspace() and not parts[place - 1][-1:].isspace()
                    glue = "" if whole or not stretches else " "
                    stretches.append(_Stretch(text=part.strip(), turn=turn, glue=glue))
            if not stretches:
                continue
            if not first and goes_on(lines[-1].stretches[-1].text, stretches[0].text):
                lines[-1].stretches += [replace(stretches[0], glue=" "), *stretches[1:]]
            else:
                kept = paragraph if first else replace(paragraph, marker="")
                lines.append(_Line(paragraph=kept, stretches=stretches))
            first = False
    return lines, turn
