"""A transcript without line breaks: all of a page is one line, and its digits may be lost (Sak / Brøyting av fortau ...)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.agenda.drafts import CASE, Draft, Line, cut, is_capitals
from ingest.blocks import Block
from ingest.layout.sentences import leads_in

# Where an item begins inside a line, its digits there or lost: "Sak / Godkjenning", "Sak 4/17 Skolestart", "PS / Budsjett".
_MARK = re.compile(
    r"(?:(?<=\s)|^)(?:[Ss]ak|SAK|PS)\s*(?:nr\.?\s*)?(?P<number>\d{0,4}\s?/\s?\d{0,4}|\d{1,3}\s*[:.])\s*[:–-]?\s*(?=[A-ZÆØÅ«])"
)

# A number that may be an item's: "2. Status fra politiet".
_COUNT = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,2})[.)]\s+(?=[A-ZÆØÅ«])")

# A label inside a line: "... hver dag. Vedtak: Rådet ber om ...".
_LABEL = re.compile(
    r"(?<=[.!?])\s+(?=(?:(?:Enstemmig |Samrøystes |Forslag til |Framlegg til )?[Vv]edtak|Behandling|Handsaming|Votering"
    r"|Røysting|Innstilling|Tilråding|Neste møte)\s*:)"
)

# The number of a page in front of its text: "2 Sak / Høring".
_PAGE = re.compile(r"\d{1,3}\s+(?=[A-ZÆØÅ«])")

# A word with a capital, which begins the treatment unless the title needs it: "Svindel på telefon | Flere i rådet er ...".
_CAPITAL = re.compile(r"\s(?P<word>[A-ZÆØÅ«][\w-]*)")

# A word too short to tell by itself whether the title goes on, with another in capitals behind it: "FLOMMEN | I MAI".
_LETTER = re.compile(r"\s[A-ZÆØÅ]{1,2}\s[A-ZÆØÅ]{2,}(?!\w)")

# Pages this long hold several paragraphs on one line; measured: the longest paragraph of wrapped minutes is shorter.
_LEAST_LINE = 400
_LEAST_SHARE = 0.8
_LEAST_MARKS = 2
_LEAST_COUNT = 3


def split_flat(lines: Sequence[Line]) -> list[Draft]:
    """The items of a transcript whose pages are one line each; empty for any other document."""
    flat = [line.block for line in lines if not line.block.cells and len(line.block.text) >= _LEAST_LINE]
    whole = sum(len(line.text) for line in lines)
    if not whole or sum(len(block.text) for block in flat) < _LEAST_SHARE * whole:
        return []
    marks = [list(_MARK.finditer(block.text)) for block in flat]
    if sum(map(len, marks)) < _LEAST_MARKS:
        marks = _counting(flat)
    drafts: list[Draft] = []
    for block, found in zip(flat, marks, strict=True):
        _take(drafts, block, found)
    return drafts


def _counting(blocks: Sequence[Block]) -> list[list[re.Match[str]]]:
    """Where the numbers 1, 2, 3 and on stand in turn, each before a capital; none when they do not come to three."""
    marks: list[list[re.Match[str]]] = []
    count = 0
    for block in blocks:
        marks.append([])
        for found in _COUNT.finditer(block.text):
            if int(found["number"]) == count + 1:
                count += 1
                marks[-1].append(found)
    return marks if count >= _LEAST_COUNT else [[] for _ in blocks]


def _take(drafts: list[Draft], block: Block, marks: Sequence[re.Match[str]]) -> None:
    """Cut one line at its marks; what stands before the first goes on with the item of the line before."""
    text = block.text
    page = _PAGE.match(text)
    first = marks[0].start() if marks else len(text)
    if drafts:
        before = _pieces(block, page.end() if page else 0, first)
        drafts[-1] = replace(drafts[-1], body=(*drafts[-1].body, *before))
    for position, mark in enumerate(marks):
        end = marks[position + 1].start() if position + 1 < len(marks) else len(text)
        title_end = mark.end() + find_title_end(text[mark.end() : end])
        number = re.sub(r"[\s:.]", "", mark["number"])
        drafts.append(
            Draft(
                number=number if CASE.fullmatch(number) or number.isdigit() else None,
                title=text[mark.end() : title_end].strip(" :–.-"),
                body=_pieces(block, title_end, end),
            )
        )


def _pieces(block: Block, start: int, end: int) -> tuple[Block, ...]:
    """The stretch of a line as blocks, one more for each label inside it."""
    ends = [*(found.start() for found in _LABEL.finditer(block.text, start, end)), end]
    pieces = []
    for stop in ends:
        piece = cut(block, start, stop)
        if piece.text.strip():
            pieces.append(piece)
        start = stop
    return tuple(pieces)


def find_title_end(text: str) -> int:
    """Where a title ends when its treatment follows on the same line: before the first capital that it does not need.

    >>> text = "Svindel på telefon Flere i rådet er blitt oppringt."
    >>> text[: find_title_end(text)]
    'Svindel på telefon'
    """
    capitals = is_capitals(text.split(maxsplit=1)[0])
    for found in _CAPITAL.finditer(text):
        before = text[: found.start()].rstrip()
        if before.endswith((".", ":")):
            return found.start()
        if before.endswith(("–", "-", ",", "/")) or leads_in(before):
            continue
        if capitals and (is_capitals(found["word"]) or _LETTER.match(text, found.start())):
            continue
        return found.start()
    return len(text)
