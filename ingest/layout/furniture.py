"""Running headers, footers and page numbers: what a page carries because it is a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, ReadPage

# A page number that can be nothing else, wherever it stands: "Side 3 av 26", "side 3/26", "Siidu 3 / 26", "Page 3 of 9".
_OF_PAGES = re.compile(r"(?:side|sida|siidu|page)[ \t:]*\d{1,4}[ \t]*(?:av|of|/)[ \t]*\d{1,4}\.?", re.IGNORECASE)

# A page number at the edge of a page: "Side 3", "- 3 -", "3", "3 av 26", "s. 3".
_AT_EDGE = re.compile(
    r"(?:(?:side|sida|page|s\.)[ \t:]*|[-–—][ \t]*)?(\d{1,4})(?:[ \t]*[-–—]|[ \t]*(?:av|/)[ \t]*\d{1,4})?",
    re.IGNORECASE,
)

# A longer footer with the page number at one end: "Møteprotokoll formannskapet   Side 3 av 26".
_WITH_PAGE_NUMBER = re.compile(r".{0,120}\bside[ \t:]*\d{1,4}[ \t]*(?:av|/)[ \t]*\d{1,4}", re.IGNORECASE)

# A case number alone, which is a footer's when a page number stands next to it: "Sak 0015/05", "AMU-sak 1/04".
_CASE_ALONE = re.compile(r"(?:[A-ZÆØÅ]{2,5}-)?sak(?:snr)?\.?[ \t:]*\d{1,4}[ \t/]+\d[ \t\d]{1,4}", re.IGNORECASE)

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")

# Headers and footers are the outermost blocks of a page.
_OUTERMOST = 4
_LONGEST = 200

# A header runs over neighbouring pages (every second one where left and right differ), or over most of a short document.
_LEAST_CHAIN = 3
_MOST_STEP = 2
_LEAST_SHARE = 0.75
_SAME_PLACE = 3.0

# A header stands apart from the text below it by more than this many of its sizes.
_LEAST_GAP = 0.9
_USUAL_SIZE = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A block at the edge of a page: its place in the reading, what it says with digits levelled, where it stands."""

    page: int
    index: int
    key: str
    y: float | None


def mark_furniture(pages: Sequence[ReadPage]) -> tuple[ReadPage, ...]:
    """The pages with their running headers, footers and page numbers marked as furniture."""
    furniture = {(place, index) for place, page in enumerate(pages) for index in _sure(page)}
    offsets = _number_offsets(pages)
    for top in (True, False):
        for _ in range(_OUTERMOST):
            outermost = (_outermost(place, page, furniture, top=top) for place, page in enumerate(pages))
            candidates = [found for found in outermost if found is not None]
            numbers = {(found.page, found.index) for found in candidates if _is_number(pages, found, offsets)}
            chosen = numbers | _running(pages, candidates, top=top)
            if not chosen:
                break
            furniture |= chosen
    by_page: dict[int, set[int]] = {}
    for place, index in furniture:
        by_page.setdefault(place, set()).add(index)
    return tuple(_with_furniture(page, by_page.get(place, set())) for place, page in enumerate(pages))


def _with_furniture(page: ReadPage, furniture: set[int]) -> ReadPage:
    blocks = (
        replace(block, kind=BlockKind.FURNITURE, level=0) if index in furniture else block
        for index, block in enumerate(page.blocks)
    )
    return replace(page, blocks=tuple(blocks))


def _sure(page: ReadPage) -> Iterator[int]:
    """Blocks that are page numbers wherever they stand, and a case number alone beside one."""
    numbers = {
        index for index, block in enumerate(page.blocks) if _is_text(block) and _OF_PAGES.fullmatch(block.text.strip())
    }
    yield from numbers
    for beside in {index + step for index in numbers for step in (-1, 1)} - numbers:
        if 0 <= beside < len(page.blocks) and _CASE_ALONE.fullmatch(page.blocks[beside].text.strip()):
            yield beside


def _is_text(block: Block) -> bool:
    return block.kind is not BlockKind.TABLE_ROW and bool(block.runs) and not block.marker


def _outermost(place: int, page: ReadPage, furniture: set[tuple[int, int]], *, top: bool) -> _Candidate | None:
    """The outermost block of a page that is not known as furniture yet."""
    indexes = range(len(page.blocks)) if top else range(len(page.blocks) - 1, -1, -1)
    for index in indexes:
        block = page.blocks[index]
        if (place, index) in furniture or block.kind is BlockKind.FURNITURE:
            continue
        text = block.text.replace("\n", " ")
        if len(text) > _LONGEST or any(run.page != page.number for run in block.all_runs):
            return None
        key = _BLANKS.sub(" ", _DIGITS.sub("0", block.marker + text)).strip()
        y = None if block.box is None else block.box[1]
        return _Candidate(page=place, index=index, key=key, y=y)
    return None


def _number_offsets(pages: Sequence[ReadPage]) -> set[int]:
    """By how much printed page numbers differ from ours, where at least two pages agree."""
    seen: dict[int, int] = {}
    for page in pages:
        for block in {page.blocks[0], page.blocks[-1]} if page.blocks else ():
            found = _AT_EDGE.fullmatch(block.text.strip())
            if found:
                offset = int(found[1]) - page.number
                seen[offset] = seen.get(offset, 0) + 1
    return {offset for offset, count in seen.items() if count > 1}


def _is_number(pages: Sequence[ReadPage], found: _Candidate, offsets: set[int]) -> bool:
    page = pages[found.page]
    text = page.blocks[found.index].text.strip()
    if _WITH_PAGE_NUMBER.fullmatch(text):
        return True
    number = _AT_EDGE.fullmatch(text)
    if number is None or len(pages) == 1:
        return False
    offset = int(number[1]) - page.number
    return offset in offsets or (offset == 0 and not text.isdigit())


def _running(pages: Sequence[ReadPage], candidates: Sequence[_Candidate], *, top: bool) -> set[tuple[int, int]]:
    """Candidates that say the same in the same place on neighbouring pages."""
    alike: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        alike.setdefault(candidate.key, []).append(candidate)
    running = set()
    for group in alike.values():
        for chain in _chains(group):
            everywhere = len(chain) > 1 and len(chain) >= _LEAST_SHARE * len(pages)
            if (len(chain) >= _LEAST_CHAIN or everywhere) and (not top or _stands_apart(pages, chain)):
                running |= {(candidate.page, candidate.index) for candidate in chain}
    return running


def _chains(group: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    """Stretches of a group on every page, or on every second, in one place on the page."""
    chain: list[_Candidate] = []
    for candidate in group:
        last = chain[-1] if chain else None
        near = last is not None and candidate.page - last.page <= _MOST_STEP
        if (
            last is not None
            and near
            and (candidate.y is None or last.y is None or abs(candidate.y - last.y) <= _SAME_PLACE)
        ):
            chain.append(candidate)
            continue
        if chain:
            yield chain
        chain = [candidate]
    if chain:
        yield chain


def _stands_apart(pages: Sequence[ReadPage], chain: Sequence[_Candidate]) -> bool:
    """Whether there is more room below a header than within a text, on most of its pages."""
    gaps = []
    for candidate in chain:
        blocks = pages[candidate.page].blocks
        box = blocks[candidate.index].box
        below = next((block.box for block in blocks[candidate.index + 1 :] if block.box is not None), None)
        if box is None or below is None:
            continue
        gaps.append((below[1] - box[3]) / (blocks[candidate.index].size or _USUAL_SIZE))
    if not gaps:
        return len(chain) >= _LEAST_CHAIN
    return sum(gap > _LEAST_GAP for gap in gaps) * 2 > len(gaps)
