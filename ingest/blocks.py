"""The one intermediate form: pages of blocks. Every reader makes it; segmentation reads nothing else.

A reader decides what a page's text is and never changes it afterwards. A Block does not copy that text: it is made of
Runs, verbatim stretches of a page, glued by what stands between them in the mended text (a blank where a line ended,
nothing where a word was broken). So a block may go on over a page break, and every character of it can be traced back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from minutes.model import Evidence, ReadingWarning, Span, TextRange


class BlockKind(StrEnum):
    """What a block is on its page. FURNITURE (running headers, footers, page numbers) never enters an item."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A verbatim stretch ``page.text[start:end]``; ``glue`` is what stands before it in the mended text."""

    page: int
    start: int
    end: int
    text: str
    glue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, list item or table row.

    ``level`` is a heading's (1 is highest) or a list item's depth (from 1). ``marker`` is a list item's bullet or number
    as written and is not part of ``runs``. A table row has ``cells``, each a tuple of blocks, and no runs of its own;
    ``table`` numbers the tables of a document so that rows know their neighbours. ``box`` is (left, top, right, bottom)
    in points from the page's top left, where the format has places. ``bold`` and ``size`` (points) are of most of the text.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[Block, ...], ...] = ()
    table: int | None = None
    box: tuple[float, float, float, float] | None = None
    bold: bool = False
    size: float | None = None

    @property
    def text(self) -> str:
        """The mended text; a table row's cells are joined by tabs, blocks in a cell by newlines."""
        if self.cells:
            return "\t".join("\n".join(block.text for block in cell) for cell in self.cells)
        if len(self.runs) == 1:
            return self.runs[0].text
        return "".join([run.glue * (position > 0) + run.text for position, run in enumerate(self.runs)])

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """The runs of the block, or of all blocks in its cells, in reading order."""
        if self.cells:
            return tuple(run for cell in self.cells for block in cell for run in block.all_runs)
        return self.runs

    @property
    def page(self) -> int | None:
        """The page the block starts on; None for an empty table row."""
        runs = self.all_runs
        return runs[0].page if runs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page as read: its text (never changed afterwards) and its blocks in reading order; the rest as of a Page."""

    number: int
    text: str
    blocks: tuple[Block, ...]
    ocr: bool = False
    doubtful: tuple[TextRange, ...] = ()
    rotation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader makes of a file. ``title`` is the format's own (HTML title, document properties), if any."""

    media_type: str
    pages: tuple[ReadPage, ...]
    title: str | None = None
    warnings: tuple[ReadingWarning, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of all pages, in reading order."""
        return tuple(block for page in self.pages for block in page.blocks)


@dataclass(slots=True)
class Flow:
    r"""A cleaned text under construction, with the offset map back to the pages.

    >>> flow = Flow()
    >>> flow.add(block); flow.add(next_block, glue="\n")
    >>> flow.text, flow.spans
    """

    _parts: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The verbatim runs so far."""
        return tuple(self._spans)

    def __len__(self) -> int:
        return self._length

    def put(self, text: str) -> None:
        """Append text of ours (a bullet, a line break) that stands on no page."""
        self._parts.append(text)
        self._length += len(text)

    def add_run(self, run: Run) -> None:
        """Append a verbatim run."""
        if run.text:
            self._spans.append(Span(page=run.page, start=run.start, end=run.end, at=self._length))
            self.put(run.text)

    def add(self, block: Block, *, glue: str = "\n") -> tuple[int, int]:
        """Append a block's mended text, after ``glue`` if anything stands before it; returns its (start, end) here."""
        if self._length and glue:
            self.put(glue)
        start = self._length
        if block.cells:
            filled = [cell for cell in block.cells if any(inner.text for inner in cell)]
            for position, cell in enumerate(filled):
                for place, inner in enumerate(cell):
                    self.add(inner, glue="" if not position and not place else "\n")
            return start, self._length
        for position, run in enumerate(block.runs):
            if position and run.glue:
                self.put(run.glue)
            self.add_run(run)
        return start, self._length


def evidence_at(text_spans: tuple[Span, ...], text: str, start: int, end: int) -> tuple[Evidence, ...]:
    """Evidence for ``text[start:end]`` of a cleaned text: one quote for each verbatim run that it touches.

    Args:
        text_spans: the offset map of ``text`` (AgendaItem.spans, Flow.spans), in order.
        text: the cleaned text.
        start: first character, counted in ``text``.
        end: one past the last character.
    """
    found = []
    first = max(bisect_right(text_spans, start, key=lambda span: span.at) - 1, 0)
    for span in text_spans[first : bisect_left(text_spans, end, key=lambda span: span.at)]:
        low, high = max(start, span.at), min(end, span.at + span.length)
        if low < high:
            quote = text[low:high]
            lead = len(quote) - len(quote.lstrip())
            quote = quote.strip()
            if quote:
                place = span.start + low - span.at + lead
                found.append(Evidence(page=span.page, start=place, end=place + len(quote), quote=quote))
    return tuple(found)
