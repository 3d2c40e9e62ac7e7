"""Physical lines of a Reading, each traced back to its page: what the heading is read from.

Blocks mend wrapped text, but a heading is a form: what stands on one line belongs together, so blocks are taken apart
again where their page has a line break. Table rows become one line a cell, all with the same ``block``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, Flow, Reading, Run, evidence_at
from minutes.model import Evidence, Span

# What parts columns inside a line of text: a tab, a bar, or at least three blanks ("Kari Lia    Per Berg"). Two tabs part
# three columns, of which one is empty.
COLUMN_GAP = re.compile(r" *(?:\t| \| *| {3,}|\|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line or a cell: its text, its offset map, the number of its block in ``Reading.blocks``, its cell in a row.

    ``marker`` is a list item's bullet or number, on its first line; ``offset`` is where a cell begins in a line whose
    columns are kept by blanks alone.
    """

    text: str
    spans: tuple[Span, ...]
    block: int
    kind: BlockKind
    cell: int | None = None
    table: int | None = None
    marker: str = ""
    offset: int | None = None

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """Where ``text[start:end]`` stands on its page."""
        return evidence_at(self.spans, self.text, start, len(self.text) if end is None else end)

    def part(self, start: int, end: int) -> Line:
        """The line made of ``text[start:end]`` without the blanks around it."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        end = max(start, start + len(raw.strip()))
        spans = tuple(
            Span(
                page=span.page,
                start=span.start + max(start - span.at, 0),
                end=span.start + min(end - span.at, span.length),
                at=max(span.at - start, 0),
            )
            for span in self.spans
            if span.at < end and span.at + span.length > start
        )
        return replace(self, text=self.text[start:end], spans=spans)

    def followed_by(self, other: Line) -> Line:
        """The line with another after it, a blank between."""
        shift = len(self.text) + 1
        return replace(
            self,
            text=f"{self.text} {other.text}",
            spans=(*self.spans, *(replace(span, at=span.at + shift) for span in other.spans)),
        )


def read_lines(reading: Reading, *, limit: int | None = None) -> Iterator[Line]:
    """The lines of a reading in order, running headers and footers left out; of the first ``limit`` blocks, if given."""
    texts = {page.number: page.text for page in reading.pages}
    for number, block in enumerate(reading.blocks[:limit]):
        if block.kind is not BlockKind.FURNITURE:
            yield from _lines_of(block, number, texts)


def paragraphs(reading: Reading, *, limit: int | None = None) -> Iterator[Line]:
    """The mended text of each block as one line, furniture included: sentences are found in these."""
    for number, block in enumerate(reading.blocks[:limit]):
        flow = Flow()
        flow.add(block)
        if flow.text.strip():
            yield Line(text=flow.text, spans=flow.spans, block=number, kind=block.kind, table=block.table)


# A sentence ends at a full stop before a capital; a time of day may end it: "… kl. 17–18.30. Til stede var".
_SENTENCE_END = re.compile(r"(?:(?<=[a-zæøåé)])|(?<=[.:]\d\d))[.!?]\s+(?=[A-ZÆØÅ])")


# No sentence, list of names or value is longer; what is tried from each of a stretch's words would else take the more
# time the longer a text without line breaks is.
_LONGEST_STRETCH = 2000


def stretches(line: Line, most: int = _LONGEST_STRETCH) -> Iterator[Line]:
    """A line of any length as lines of limited length, cut after a sentence where there is one, else after a word."""
    start = 0
    while len(line.text) - start > most:
        half = start + most // 2
        sentence = max((end.end() for end in _SENTENCE_END.finditer(line.text, half, start + most)), default=0)
        end = sentence or line.text.rfind(" ", half, start + most) + 1 or start + most
        yield line.part(start, end)
        start = end
    yield line.part(start, len(line.text)) if start else line


def sentences_of(line: Line) -> Iterator[Line]:
    """The sentences of a paragraph; what runs on for longer than any sentence is cut."""
    for sentence in _sentences_of(line):
        yield from stretches(sentence)


def _sentences_of(line: Line) -> Iterator[Line]:
    start = 0
    for end in _SENTENCE_END.finditer(line.text):
        yield line.part(start, end.end())
        start = end.end()
    yield line.part(start, len(line.text))


def _lines_of(block: Block, number: int, texts: dict[int, str]) -> Iterator[Line]:
    if not block.cells:
        for position, runs in enumerate(_broken(block.runs, texts)):
            line = _line(runs, number, block.kind)
            yield from _columns(line if position else replace(line, marker=block.marker))
        return
    for position, cell in enumerate(block.cells):
        for inner in cell:
            for line in _lines_of(inner, number, texts):
                yield replace(line, kind=BlockKind.TABLE_ROW, cell=position, table=block.table)


def _broken(runs: Sequence[Run], texts: dict[int, str]) -> Iterator[list[Run]]:
    """The runs of a block, a list for each line of the page."""
    line: list[Run] = []
    for run in _single_lines(runs):
        if line and _line_ends_between(line[-1], run, texts):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _single_lines(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        start, glue = run.start, run.glue
        for piece in run.text.split("\n"):
            if piece.strip():
                yield Run(page=run.page, start=start, end=start + len(piece), text=piece, glue=glue)
            start += len(piece) + 1
            glue = " "


def _line_ends_between(before: Run, after: Run, texts: dict[int, str]) -> bool:
    if not after.glue.strip(" ") and not after.glue:
        return False  # a word broken at the line end goes on
    return before.page != after.page or "\n" in texts[before.page][before.end : after.start]


def _line(runs: Sequence[Run], number: int, kind: BlockKind) -> Line:
    flow = Flow()
    for position, run in enumerate(runs):
        if position and run.glue:
            flow.put(run.glue)
        flow.add_run(run)
    return Line(text=flow.text, spans=flow.spans, block=number, kind=kind)


def _columns(line: Line) -> Iterator[Line]:
    """A line whose columns are kept by tabs or blanks is a row of cells."""
    start = 0
    ruled = "\t" in line.text or "|" in line.text
    ends = [*((gap.start(), gap.end()) for gap in COLUMN_GAP.finditer(line.text)), (len(line.text), len(line.text))]
    pieces = []
    for cell, (end, following) in enumerate(ends):
        part = line.part(start, end)
        if part.text:
            pieces.append(replace(part, cell=cell, offset=None if ruled else line.text.index(part.text, start)))
        start = following
    for part in pieces:
        yield replace(part, cell=line.cell, offset=None) if len(pieces) == 1 else part
