"""Paragraphs that are set as headings without saying so: larger, bold, or in capitals, and short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind, ReadPage
from ingest.layout.sentences import leads_in

# A label with its value on the same line is no heading, however bold: "Møtested: Teams", "Dato: 06.12.2021".
_LABEL_WITH_VALUE = re.compile(r"[^:]{1,40}:\s*\S")

# The end of a sentence; a heading may end in a colon ("Vedtak:") or in an abbreviation's stop ("Saksnr.").
_SENTENCE = re.compile(r"[.!?;,]$")

# A line in capitals: two letters running, and none small. "GODKJENNING AV PROTOKOLL", "SAK 12/21".
_CAPITALS = re.compile(r"[^a-zæøåáčđŋšŧž]*[A-ZÆØÅ]{3}[^a-zæøåáčđŋšŧž]*")

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST = 160
_LARGER = 1.12
_DEEPEST = 6


def mark_headings(pages: Sequence[ReadPage]) -> tuple[ReadPage, ...]:
    """The pages with paragraphs that look like headings marked so; the larger the type, the higher the level."""
    sizes = Counter[float]()
    plain = bold = 0
    for page in pages:
        for block in page.blocks:
            if block.kind in _RUNNING:
                letters = len(block.text)
                if block.size is not None:
                    sizes[block.size] += letters
                if block.bold:
                    bold += letters
                else:
                    plain += letters
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    bold_counts = plain > bold
    larger = sorted({size for size in sizes if size > body * _LARGER}, reverse=True)[: _DEEPEST - 2]

    def marked(block: Block) -> Block:
        if block.kind is not BlockKind.PARAGRAPH:
            return block
        if block.size is not None and block.size in larger:
            level = larger.index(block.size) + 1
        elif (block.bold and bold_counts) or _CAPITALS.fullmatch(block.text):
            level = len(larger) + (1 if block.bold else 2)
        else:
            return block
        return replace(block, kind=BlockKind.HEADING, level=level) if _may_be_heading(block.text) else block

    return tuple(replace(page, blocks=tuple(marked(block) for block in page.blocks)) for page in pages)


def _may_be_heading(text: str) -> bool:
    text = text.strip()
    if not text or len(text) > _LONGEST or not any(letter.isalpha() for letter in text) or "\t" in text:
        return False
    return not (_SENTENCE.search(text) or _LABEL_WITH_VALUE.match(text) or leads_in(text))
