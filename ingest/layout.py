"""What stands across pages: rows and sentences broken by a page break are joined.

A reader sees one page at a time. Here its pages are mended as one document; page texts stay as they are, only the blocks
change. A block that goes on over a page break belongs to the page it began on.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.blocks import Block, BlockKind, ReadPage, Reading, Run
from ingest.hyphens import join_words, words_of
from ingest.sentences import goes_on

def mend(reading: Reading) -> Reading:
    """The same reading with broken rows and sentences joined."""
    words = words_of("\n".join(page.text for page in reading.pages))
    blocks: list[Block] = []
    for page in reading.pages:
        for block in page.blocks:
            above = blocks[-1] if blocks else None
            joined = _join_row(above, block, words) if above is not None else None
            if joined is None:
                blocks.append(block)
            else:
                blocks[-1] = joined
    return replace(reading, pages=tuple(_paged(reading.pages, blocks)))


def _paged(pages: tuple[ReadPage, ...], blocks: list[Block]) -> list[ReadPage]:
    by_page: dict[int, list[Block]] = {page.number: [] for page in pages}
    current = pages[0].number if pages else 0
    for block in blocks:
        current = block.page or current
        by_page[current].append(block)
    return [replace(page, blocks=tuple(by_page[page.number])) for page in pages]


def _join_row(above: Block, row: Block, words: frozenset[str]) -> Block | None:
    """The row above with the rest that a page break cut off from it; None when the row is one of its own."""
    if row.kind is not BlockKind.TABLE_ROW or above.kind is not BlockKind.TABLE_ROW or above.table != row.table:
        return None
    if len(above.cells) != len(row.cells) or row.cells[0] or not above.cells[0]:
        return None
    turned = above.all_runs and row.all_runs and row.page != above.all_runs[-1].page
    filled = [(cell, rest) for cell, rest in zip(above.cells, row.cells, strict=True) if rest]
    if not filled:
        return above
    if not turned and not all(cell and _goes_on(cell[-1], rest[0]) for cell, rest in filled):
        return None
    return replace(above, cells=tuple(_join_cell(cell, rest, words) for cell, rest in zip(above.cells, row.cells, strict=True)))


def _join_cell(cell: tuple[Block, ...], rest: tuple[Block, ...], words: frozenset[str]) -> tuple[Block, ...]:
    if cell and rest and _goes_on(cell[-1], rest[0]):
        return (*cell[:-1], join_blocks(cell[-1], rest[0], words), *rest[1:])
    return (*cell, *rest)


def _goes_on(block: Block, rest: Block) -> bool:
    """Whether an unfinished sentence goes on: no end before the break, and no capital, bullet or heading after it."""
    if rest.marker or rest.kind is BlockKind.HEADING or not block.runs or not rest.runs:
        return False
    return goes_on(block.text, rest.text)


def join_blocks(block: Block, rest: Block, words: frozenset[str]) -> Block:
    """One block of two that a page break parted."""
    last, first = join_words(block.runs[-1], rest.runs[0], words)
    runs: tuple[Run, ...] = (*block.runs[:-1], last, first, *rest.runs[1:])
    return replace(block, runs=runs)
