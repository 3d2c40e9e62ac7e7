"""Plain text and Markdown: a paragraph a line, or lines wrapped by hand, tabs between cells, HTML leftovers inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import Block, BlockKind, Reading, ReadPage, Run
from ingest.layout.hyphens import HYPHENS, join_words, words_of
from ingest.layout.sentences import is_finished, leads_in
from ingest.readers.cell_lines import find_table
from ingest.readers.encoding import decode
from ingest.readers.leftovers import EMPHASIS, TAG, Piece, has_tags, split_pieces
from ingest.readers.markers import find_marker
from ingest.readers.page_text import normalise, resolve_references, run_of

MEDIA_TYPE = "text/plain"

# A Markdown heading: "## Saksliste".
_HASHES = re.compile(r"(#{1,6})[ \t]+")

# A Markdown table's rule: "| --- | :-: |".
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?")

# Columns kept by blanks, as pdftotext -layout does: "Enhet          Årsak".
_COLUMN_GAP = re.compile(r"\S {3,}\S")

# A heading names; it does not end a sentence, open a list, or hold a label's value: "Formaliserer samarbeidet".
_HEADING = re.compile(r"[^\W\d_][^\t:.!?;•]{2,70}")

# A label on a line of its own, which opens a paragraph however full the line before it is: "Kommunestyrets behandling:".
_LABEL = re.compile(r"[A-ZÆØÅ][^.!?]{2,40}(?:enst\.)?:")

_LEAST_COLUMNS, _MOST_COLUMNS = 2, 200

# A number or bullet with a tab after it is a list, unless a header row stands over it: "2.1\tSpråk", "-\tPunkt".
_NUMBER_ALONE = re.compile(r"[\d.]+\.?|\W|[a-z][.)]")

# Wrapped text has a common width (at most 130), and its lines go on in lower case. Measured: four wrapped protocols have
# .125 to .57 of their line breaks before a lower-case letter; of texts with a paragraph a line none is so narrow.
_MOST_WRAPPED_WIDTH = 130
_LEAST_LOWER_SHARE = 0.12
_FULL_LINE_SHARE = 0.82
_WIDTH_QUANTILE = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a page without the blanks around it; ``blanks`` is how many empty lines stand before it."""

    start: int
    end: int
    text: str
    indent: int
    blanks: int

    @property
    def gap(self) -> bool:
        """Whether an empty line stands before it."""
        return self.blanks > 0


def read(data: bytes) -> Reading:
    """Read plain text; form feeds are page breaks.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    decoded, warnings = decode(data)
    text = normalise(resolve_references(decoded))
    width = _wrap_width(text)
    words = words_of(text) if width else Counter[str]()
    pages = []
    tables = 0
    for number, page in enumerate(text.split("\f"), start=1):
        page_reader = _Page(number=number, text=page, width=width, words=words, tables=tables)
        pages.append(ReadPage(number=number, text=page, blocks=tuple(page_reader.blocks())))
        tables = page_reader.tables
    while len(pages) > 1 and not pages[-1].text.strip():
        pages.pop()
    return Reading(media_type=MEDIA_TYPE, pages=tuple(pages), warnings=warnings)


def _lines(text: str) -> list[_Line]:
    lines = []
    position = blanks = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            lines.append(_Line(start=start, end=start + len(stripped), text=stripped, indent=indent, blanks=blanks))
        blanks = 0 if stripped else blanks + 1
        position += len(raw) + 1
    return lines


def _wrap_width(text: str) -> int:
    """The width that the lines of a text were wrapped at; 0 when each paragraph is one line."""
    lines = _lines(text)
    if not lines:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * _WIDTH_QUANTILE))]
    pairs = [(before, after) for before, after in pairwise(lines) if not after.gap]
    if width > _MOST_WRAPPED_WIDTH or not pairs:
        return 0
    carried = sum(len(before.text) > width / 2 and after.text[0].islower() for before, after in pairs)
    return width if carried / len(pairs) > _LEAST_LOWER_SHARE else 0


@dataclass(slots=True, kw_only=True)
class _Page:
    """The blocks of one page of text."""

    number: int
    text: str
    width: int
    words: Mapping[str, int]
    tables: int

    def blocks(self) -> Iterator[Block]:
        lines = _lines(self.text)
        position = 0
        while position < len(lines):
            rows = self._table_at(lines, position)
            if rows:
                self.tables += 1
                yield from (self._row(line) for line in lines[position : position + rows] if not _is_rule(line))
                position += rows
                continue
            table = find_table(lines, position)
            if table is not None:
                self.tables += 1
                yield from (self._row_of_lines(lines, row) for row in table.rows)
                position = table.end
                continue
            count = self._lines_of_paragraph(lines, position)
            following = lines[position + count : position + count + 2]
            yield from self._paragraph(lines[position : position + count], following)
            position += count

    def _table_at(self, lines: Sequence[_Line], position: int) -> int:
        """How many lines from here are rows of one table: as many cells each, at least two rows."""
        columns = self._columns(lines[position])
        first_cell = lines[position].text.split("\t", 1)[0]
        if not _LEAST_COLUMNS <= columns <= _MOST_COLUMNS or (
            columns == _LEAST_COLUMNS and _NUMBER_ALONE.fullmatch(first_cell)
        ):
            return 0
        count = 1
        while position + count < len(lines) and self._columns(lines[position + count]) == columns:
            count += 1
        return count if count > 1 else 0

    def _columns(self, line: _Line) -> int:
        if line.text.startswith("|") and line.text.endswith("|") and len(line.text) > 1:
            return line.text.count("|") - 1
        start, end = self._whole_line(line)
        return self.text.count("\t", start, end) + 1 if "\t" in line.text or line.end < end or start < line.start else 0

    def _whole_line(self, line: _Line) -> tuple[int, int]:
        """The line with its tabs outermost: an empty first or last cell is a cell."""
        start, end = line.start, line.end
        while start and self.text[start - 1] != "\n":
            start -= 1
        while end < len(self.text) and self.text[end] != "\n":
            end += 1
        return start, end

    def _row(self, line: _Line) -> Block:
        start, end = self._whole_line(line)
        separator = "\t"
        if line.text.startswith("|"):
            start, end, separator = line.start + 1, line.end - 1, "|"
        cells = []
        while True:
            stop = self.text.find(separator, start, end)
            stop = end if stop < 0 else stop
            pieces = split_pieces(self.text, start, stop, inner_bullets=True)
            cells.append(tuple(self._block(piece) for piece in pieces))
            if stop == end:
                return Block(kind=BlockKind.TABLE_ROW, cells=tuple(cells), table=self.tables)
            start = stop + 1

    def _row_of_lines(self, lines: Sequence[_Line], row: Sequence[Sequence[int]]) -> Block:
        cells = (tuple(block for place in cell for block in self._paragraph([lines[place]], ())) for cell in row)
        return Block(kind=BlockKind.TABLE_ROW, cells=tuple(cells), table=self.tables)

    def _lines_of_paragraph(self, lines: Sequence[_Line], position: int) -> int:
        count = 1
        while position + count < len(lines) and self._goes_on(lines[position + count - 1], lines[position + count]):
            count += 1
        return count

    def _goes_on(self, line: _Line, following: _Line) -> bool:
        """Whether a paragraph goes on in the next line."""
        if following.gap:
            return False
        if len(EMPHASIS.findall(line.text)) % 2:
            return True
        if not self.width or find_marker(following.text) or _has_columns(line.text) or _has_columns(following.text):
            return False
        if line.text[-1] in HYPHENS and line.text[-2:-1].isalpha() and following.text[0].islower():
            return True
        if _LABEL.fullmatch(following.text) and not line.text[-1].isalpha():
            return False
        reach = len(line.text) + line.indent + 1 + len(following.text.split(maxsplit=1)[0])
        wanted = 1.0 if is_finished(line.text) and following.text[0].isupper() else _FULL_LINE_SHARE
        return reach > self.width * wanted

    def _paragraph(self, lines: Sequence[_Line], following: Sequence[_Line]) -> Iterator[Block]:
        first = lines[0]
        hashes = _HASHES.match(first.text)
        if hashes:
            run = run_of(self.number, self.text, first.start + hashes.end(), first.end)
            yield Block(kind=BlockKind.HEADING, runs=(run,), level=len(hashes[1]))
            lines = lines[1:]
        elif self._is_heading(lines, following):
            level = 1 if self.number == 1 and not self.text[: first.start].strip() else 2
            yield Block(kind=BlockKind.HEADING, runs=self._runs([(first.start, first.end)]), level=level)
            return
        inner = has_tags(first.text) or find_marker(first.text) is not None
        pieces = [
            piece for line in lines for piece in split_pieces(self.text, line.start, line.end, inner_bullets=inner)
        ]
        if pieces and not any(has_tags(line.text) for line in lines) and not any(piece.marker for piece in pieces[1:]):
            pieces = [replace(pieces[0], parts=tuple(part for piece in pieces for part in piece.parts))]
        yield from (self._block(piece) for piece in pieces)

    def _is_heading(self, lines: Sequence[_Line], following: Sequence[_Line]) -> bool:
        """A short line by itself, before text of sentences, that names and says nothing."""
        line = lines[0]
        if len(lines) > 1 or not following or not following[0].gap or not (line.gap or line.start == 0):
            return False
        if (
            not _HEADING.fullmatch(line.text)
            or not line.text[0].isupper()
            or find_marker(line.text)
            or leads_in(line.text)
        ):
            return False
        after = following[0].text
        opens_list = len(following) > 1 and find_marker(following[1].text) is not None
        return len(after) > len(line.text) and (after[-1] in ".!?" or opens_list)

    def _block(self, piece: Piece) -> Block:
        start, end = piece.parts[0]
        run = run_of(self.number, self.text, start, end)
        marker = None if piece.listed or piece.heading else find_marker(run.text)
        if marker is not None and (marker.length < len(run.text) or len(piece.parts) > 1):
            parts = ((run.start + marker.length, end), *piece.parts[1:])
            return Block(kind=BlockKind.LIST_ITEM, runs=self._runs(parts), level=1, marker=marker.text, bold=piece.bold)
        runs = self._runs(piece.parts)
        if piece.listed:
            return Block(kind=BlockKind.LIST_ITEM, runs=runs, level=1, marker=piece.marker or "•", bold=piece.bold)
        kind = BlockKind.HEADING if piece.heading else BlockKind.PARAGRAPH
        return Block(kind=kind, runs=runs, level=piece.heading, bold=piece.bold)

    def _runs(self, parts: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
        """Runs of the stretches of one paragraph, words broken at line ends mended."""
        runs: list[Run] = []
        for start, end in parts:
            run = run_of(self.number, self.text, start, end)
            if not run.text:
                continue
            if runs:
                broken = "\n" in self.text[runs[-1].end : run.start]
                joined = join_words(runs[-1], run, self.words) if broken else None
                between = TAG.sub("", self.text[runs[-1].end : run.start])
                blank = " " if any(letter.isspace() for letter in between) else ""
                runs[-1:] = joined or (
                    runs[-1],
                    Run(page=run.page, start=run.start, end=run.end, text=run.text, glue=blank),
                )
            else:
                runs.append(run)
        return tuple(runs)


def _has_columns(text: str) -> bool:
    """Whether tabs or blanks keep columns apart in a line; those after a bullet do not count."""
    marker = find_marker(text)
    return "\t" in text or _COLUMN_GAP.search(text, marker.length if marker else 0) is not None


def _is_rule(line: _Line) -> bool:
    return _TABLE_RULE.fullmatch(line.text) is not None
