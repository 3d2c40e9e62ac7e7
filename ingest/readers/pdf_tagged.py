"""PDF pages whose text a structure tree covers: the tree says what is a heading, a list, a row; a row may span pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from ingest.blocks import Block, BlockKind
from ingest.layout.sentences import goes_on
from ingest.readers.markers import find_marker
from ingest.readers.page_text import normalise
from ingest.readers.pdf_lines import Line, lines_of
from ingest.readers.pdf_marks import ARTIFACT, LOOSE, Marks, Word
from ingest.readers.pdf_paragraphs import Paragraph
from ingest.readers.pdf_sheets import Sheet, right_edges
from ingest.readers.pdf_structure import Leaf
from ingest.readers.pdf_writer import Writer

_BLANK = 0.25
_SLACK = 2.0

# Text goes on in another column when it jumps up by more lines than a raised figure stands over its own.
_COLUMN_JUMP = 2.5

# Between the columns of a table stands at least so much (points): the margins of two cells.
_BETWEEN_CELLS = 10.0

# A tree that calls every printed line a paragraph is worth nothing; real ones cut a sentence now and then.
_LEAST_CUTS = 5
_MOST_CUT = 0.2


@dataclass(slots=True, kw_only=True)
class Piece:
    """The text of a leaf: its lines, each with the place of its page among the pages; ``label`` is its bullet or number."""

    leaf: Leaf
    lines: list[Line] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """From where to where lines may reach."""

    left: float
    right: float

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word had no room on this one, set to the left or in the middle."""
        more = _BLANK * line.size + following.head
        end = max(line.x1, self.left + line.x1 - line.x0)
        return end + more > self.right - _SLACK


def is_tagged(page: Marks | None) -> bool:
    """Whether a page is read by its structure tree."""
    return page is not None and page.tagged and any(word.owner >= 0 for word in page.words)


def is_sound(leaves: Sequence[Leaf], pages: Iterable[Marks | None]) -> bool:
    """Whether the leaves are blocks of text, and not lines that a program tagged one by one."""
    cuts = blocks = 0
    for page in pages:
        if page is None or not is_tagged(page):
            continue
        texts = [
            (leaves[owner], [word.text for word in words])
            for owner, words in groupby((word for word in page.words if word.owner >= 0), key=lambda word: word.owner)
        ]
        blocks += len(texts)
        for (leaf, above), (following, below) in pairwise(texts):
            running = leaf.kind is following.kind is BlockKind.PARAGRAPH and leaf.table is following.table is None
            cuts += running and below[0][:1].islower() and goes_on(" ".join(above), " ".join(below))
    return cuts < _LEAST_CUTS or cuts <= _MOST_CUT * blocks


def pieces_of(leaves: Sequence[Leaf], pages: Sequence[Marks | None]) -> list[Piece]:
    """The leaves that have text, in order, each with its label taken in."""
    found: list[dict[int, list[Word]]] = [{} for _ in leaves]
    for place, page in enumerate(pages):
        if page is not None and is_tagged(page):
            for word in page.words:
                if word.owner >= 0:
                    found[word.owner].setdefault(place, []).append(word)
    pieces: list[Piece] = []
    label: dict[int, list[Word]] = {}
    for place, (leaf, words) in enumerate(zip(leaves, found, strict=True)):
        follows = place + 1 < len(leaves) and not leaves[place + 1].label and bool(found[place + 1])
        if leaf.label and follows:
            label = words
        elif words or label:
            pieces.append(_piece(leaf, words, label))
            label = {}
    return [piece for piece in pieces if piece.lines]


def _piece(leaf: Leaf, words: Mapping[int, list[Word]], label: Mapping[int, list[Word]]) -> Piece:
    piece = Piece(leaf=leaf, label=" ".join(word.text for found in label.values() for word in found))
    for place in sorted({*words, *label}):
        for column in _columns([*label.get(place, ()), *words.get(place, ())]):
            lines = lines_of(column)
            piece.lines += lines
            piece.pages += [place] * len(lines)
    return piece


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a leaf on one page, parted where its text jumps to the top of another column."""
    columns: list[list[Word]] = []
    lowest = right = 0.0
    for word in words:
        if not columns or (word.y < lowest - _COLUMN_JUMP * word.size and word.x0 > right):
            columns.append([])
            lowest = right = 0.0
        columns[-1].append(word)
        lowest, right = max(lowest, word.y), max(right, word.x1)
    return columns


def write_pieces(writer: Writer, sheets: Sequence[Sheet], pieces: Sequence[Piece]) -> None:
    """Write all pieces onto their pages, in the order of the tree; rows become blocks where they begin."""
    body = _body_rooms(pieces, sheets)
    columns = _column_rooms(pieces)
    for table, group in groupby(pieces, key=lambda piece: piece.leaf.table):
        if table is None:
            for piece in group:
                room = body[round(sheets[piece.pages[0]].marks.width)]
                for block in _blocks(writer, sheets, piece, room):
                    sheets[piece.pages[0]].blocks.append(block)
            continue
        writer.tables += 1
        rows = list(group)
        wide = max(column for number, column in columns if number == table) + 1
        for _, row in groupby(rows, key=lambda piece: piece.leaf.row):
            _write_row(writer, sheets, list(row), columns, wide)


def write_rest(writer: Writer, sheet: Sheet, *, top: bool) -> None:
    """Write what the tree leaves out of a page: artifacts above its text, or those below it and words nobody knows."""
    words = sheet.marks.words
    first = min(word.y - word.size for word in words if word.owner >= 0)
    lines = lines_of(word for word in words if word.owner == ARTIFACT)
    if top:
        writer.furniture(sheet, [line for line in lines if line.y < first])
        return
    for line in lines_of(word for word in words if word.owner == LOOSE):
        sheet.blocks.append(writer.block([sheet], Paragraph(lines=[line])))
    writer.furniture(sheet, [line for line in lines if line.y >= first])
    writer.furniture(sheet, sheet.marks.aside)


def _write_row(
    writer: Writer,
    sheets: Sequence[Sheet],
    row: Sequence[Piece],
    columns: Mapping[tuple[int, int], _Room],
    wide: int,
) -> None:
    cells: list[tuple[Block, ...]] = [()] * wide
    for piece in row:
        leaf = piece.leaf
        room = columns[leaf.table or 0, leaf.column]
        cells[leaf.column] += tuple(_blocks(writer, sheets, piece, room, edge=room.right))
    start = min(piece.pages[0] for piece in row)
    boxes = [block.box for cell in cells for block in cell if block.box and block.page == sheets[start].marks.number]
    box = (
        min(found[0] for found in boxes),
        min(found[1] for found in boxes),
        max(found[2] for found in boxes),
        max(found[3] for found in boxes),
    )
    sheets[start].blocks.append(Block(kind=BlockKind.TABLE_ROW, cells=tuple(cells), table=writer.tables, box=box))


def _blocks(
    writer: Writer, sheets: Sequence[Sheet], piece: Piece, room: _Room, *, edge: float = 0.0
) -> Iterator[Block]:
    """A piece as blocks: one, or more where lines are broken that had room to go on."""
    for number, (first, after) in enumerate(_parts(piece, room)):
        paragraph = Paragraph(lines=piece.lines[first:after])
        if piece.leaf.kind is not BlockKind.HEADING:
            _find_marker(paragraph, piece.leaf, piece.label if not number else "")
        kind = piece.leaf.kind if not number else BlockKind.PARAGRAPH
        pages = [sheets[place] for place in piece.pages[first:after]]
        block = writer.block(pages, paragraph, edge=edge)
        if kind is not BlockKind.PARAGRAPH:
            level = max(piece.leaf.level, 1)
            block = replace(block, kind=kind, level=level)
        yield block


def _parts(piece: Piece, room: _Room) -> Iterator[tuple[int, int]]:
    start = 0
    for place, (line, following) in enumerate(pairwise(piece.lines), start=1):
        beside = piece.pages[place] != piece.pages[place - 1] or following.y < line.y
        if not (beside or room.is_full(line, following) or goes_on(line.text, following.text)):
            yield start, place
            start = place
    yield start, len(piece.lines)


def _find_marker(paragraph: Paragraph, leaf: Leaf, label: str) -> None:
    text = paragraph.lines[0].text
    label = normalise(label).strip()
    if label and text.startswith(label) and (len(label) < len(text) or len(paragraph.lines) > 1):
        paragraph.marker, paragraph.skip = (
            label,
            len(label) + len(text[len(label) :]) - len(text[len(label) :].lstrip()),
        )
    else:
        marker = find_marker(text, dash=leaf.kind is BlockKind.LIST_ITEM)
        if marker is None or (marker.length >= len(text) and len(paragraph.lines) == 1):
            return
        paragraph.marker, paragraph.skip = marker.text, marker.length
    paragraph.level = max(leaf.level, 1)


def _body_rooms(pieces: Sequence[Piece], sheets: Sequence[Sheet]) -> dict[int, _Room]:
    """From where to where text outside tables reaches, by the width of the page."""
    lines = [
        (sheets[place].marks.width, line)
        for piece in pieces
        if piece.leaf.table is None
        for place, line in zip(piece.pages, piece.lines, strict=True)
    ]
    rights = right_edges(lines)
    rooms = {}
    for width in {width for width, _ in lines}:
        left = min(line.x0 for found, line in lines if found == width)
        rooms[round(width)] = _Room(left=left, right=rights.get(round(width), width - left))
    return rooms


def _column_rooms(pieces: Sequence[Piece]) -> dict[tuple[int, int], _Room]:
    """From where to where text in the columns of tables reaches: up to the next column, as far as is known."""
    rooms: dict[tuple[int, int], _Room] = {}
    for piece in pieces:
        if piece.leaf.table is not None:
            key = (piece.leaf.table, piece.leaf.column)
            left, right = min(line.x0 for line in piece.lines), max(line.x1 for line in piece.lines)
            known = rooms.get(key)
            if known is not None:
                left, right = min(left, known.left), max(right, known.right)
            rooms[key] = _Room(left=left, right=right)
    for (table, column), room in list(rooms.items()):
        following = rooms.get((table, column + 1))
        if following is not None:
            rooms[table, column] = replace(room, right=max(room.right, following.left - _BETWEEN_CELLS))
    return rooms
