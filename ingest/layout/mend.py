"""What stands across pages: running headers are set aside, rows and sentences broken by a page break are joined.

A reader sees one page at a time. Here its pages are mended as one document; page texts stay as they are, only the blocks
change. A block that goes on over a page break belongs to the page it began on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind, Reading, ReadPage, Run
from ingest.layout.furniture import mark_furniture
from ingest.layout.headings import mark_headings
from ingest.layout.hyphens import join_words, words_of
from ingest.layout.sentences import goes_on, is_finished

# A line is broken for want of room when it is at least so full, compared with the longest one of its block or page.
_FULL = 0.85
_LEAST_WRAPPED = 30
_SAME_SIZE = 0.6


def mend(reading: Reading) -> Reading:
    """The same reading with headers and footers told from the text, broken rows and sentences joined, headings marked."""
    pages = mark_furniture(reading.pages)
    words = words_of("\n".join(page.text for page in pages))
    blocks: list[Block] = []
    last: int | None = None
    for block in _numbered(block for page in pages for block in page.blocks):
        if block.kind is BlockKind.FURNITURE:
            blocks.append(block)
            continue
        if last is not None and _is_repeated_header(blocks, last, block):
            continue
        joined = _join(blocks[last], block, words) if last is not None else None
        if joined is None or last is None:
            blocks.append(block)
            last = len(blocks) - 1
        else:
            blocks[last] = joined
    return replace(reading, pages=mark_headings(_paged(pages, blocks)))


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their tables numbered from 1; rows with text between them belong to two tables."""
    number, open_table = 0, None
    for block in blocks:
        if block.kind is BlockKind.TABLE_ROW:
            number += block.table != open_table
            open_table = block.table
            yield replace(block, table=number)
        else:
            open_table = open_table if block.kind is BlockKind.FURNITURE else None
            yield block


def _paged(pages: Sequence[ReadPage], blocks: Sequence[Block]) -> tuple[ReadPage, ...]:
    by_page: dict[int, list[Block]] = {page.number: [] for page in pages}
    current = pages[0].number if pages else 0
    for block in blocks:
        current = block.page or current
        by_page[current].append(block)
    return tuple(replace(page, blocks=tuple(by_page[page.number])) for page in pages)


def _join(above: Block, block: Block, words: Mapping[str, int]) -> Block | None:
    """The block above with the rest that a page break cut off from it; None when the block is one of its own."""
    if block.kind is BlockKind.TABLE_ROW or above.kind is BlockKind.TABLE_ROW:
        return _join_row(above, block, words) if block.kind is above.kind else None
    if not above.runs or not block.runs:
        return None
    turned = block.page == above.runs[-1].page + 1 or _is_next_column(above, block)
    return join_blocks(above, block, words) if turned and _carries_on(above, block) else None


def _is_next_column(above: Block, block: Block) -> bool:
    """Whether a block stands at the top of the column to the right."""
    if above.box is None or block.box is None or block.page != above.runs[-1].page:
        return False
    return block.box[1] < above.box[1] and block.box[0] >= above.box[2]


def _is_repeated_header(blocks: Sequence[Block], last: int, row: Block) -> bool:
    """Whether a row at the top of a page is the first row of its table once more."""
    if row.kind is not BlockKind.TABLE_ROW or blocks[last].table != row.table or not _is_turned(blocks[last], row):
        return False
    first = next((block for block in blocks if block.kind is BlockKind.TABLE_ROW and block.table == row.table), None)
    return first is not None and first.text == row.text and bool(first.text.strip())


def _is_turned(above: Block, block: Block) -> bool:
    return bool(above.all_runs and block.all_runs) and block.page != above.all_runs[-1].page


def _join_row(above: Block, row: Block, words: Mapping[str, int]) -> Block | None:
    if above.table != row.table or len(above.cells) != len(row.cells) or row.cells[0] or not above.cells[0]:
        return None
    filled = [(cell, rest) for cell, rest in zip(above.cells, row.cells, strict=True) if rest]
    if not filled:
        return above
    if not _is_turned(above, row) and not all(cell and _continues(cell[-1], rest[0]) for cell, rest in filled):
        return None
    cells = zip(above.cells, row.cells, strict=True)
    return replace(above, cells=tuple(_join_cell(cell, rest, words) for cell, rest in cells))


def _join_cell(cell: tuple[Block, ...], rest: tuple[Block, ...], words: Mapping[str, int]) -> tuple[Block, ...]:
    if cell and rest and (_continues(cell[-1], rest[0]) or _carries_on(cell[-1], rest[0])):
        return (*cell[:-1], join_blocks(cell[-1], rest[0], words), *rest[1:])
    return (*cell, *rest)


def _continues(block: Block, rest: Block) -> bool:
    """Whether an unfinished sentence goes on by its words: no end before the break, no capital, bullet or heading after."""
    if rest.marker or rest.kind is BlockKind.HEADING or not block.runs or not rest.runs:
        return False
    return goes_on(block.text, rest.text)


def _carries_on(block: Block, rest: Block) -> bool:
    """Whether text goes on over a page break: its last line was full, and no sentence ended there."""
    if (
        rest.kind is not BlockKind.PARAGRAPH
        or rest.marker
        or block.kind is BlockKind.HEADING
        or block.bold != rest.bold
    ):
        return False
    if block.size is not None and rest.size is not None and abs(block.size - rest.size) > _SAME_SIZE:
        return False
    last = block.runs[-1]
    longest = max(len(run.text) for run in (*block.runs, *rest.runs))
    full = len(last.text) >= _LEAST_WRAPPED and len(last.text) >= _FULL * longest
    if _continues(block, rest):
        return full or last.text[-1] in ",-"
    return full and len(block.runs) > 1 and not is_finished(block.text)


def join_blocks(block: Block, rest: Block, words: Mapping[str, int]) -> Block:
    """One block of two that a page break parted."""
    last, first = join_words(block.runs[-1], rest.runs[0], words)
    runs: tuple[Run, ...] = (*block.runs[:-1], last, first, *rest.runs[1:])
    return replace(block, runs=runs)
