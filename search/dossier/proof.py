"""The evidence of a dossier: each place of a page that a claim rests on, numbered once, whoever refers to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from minutes.model import AgendaItem, Document, Evidence, Span
from search.dossier.blocks import Piece
from search.dossier.cleaning import Cleaner
from search.dossier.saying import file_name, item_in_words, meeting_in_words

REACH = 320
"""Most letters a place is widened by, on each side, to hold whole sentences."""

LONGEST_QUOTE = 1500
"""Letters of a quote; a decision of several pages is quoted by its beginning and found by its page."""

# Where a sentence, a point or a paragraph begins.
_BEGIN = re.compile(r"(?:[.!?:]\s+|\n\s*\n|\n\s*[•\uf0b7*–-]\s*|\n(?=\s*\d{1,2}[.)]\s))")
# Where one ends.
_END = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n|\n(?=\s*[•\uf0b7*–-]\s)")


class Proof:
    """Numbers the evidence of one dossier."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner
        self._pieces: dict[tuple[str, int, int, int], Piece] = {}

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What has been referred to, in the order of the numbers."""
        return tuple(self._pieces.values())

    def of_evidence(
        self, evidence: Sequence[Evidence], document: Document, item: AgendaItem | None, why: str
    ) -> int | None:
        """The number of the place that proves something.

        Where it goes on over a page break, of its first page: the rest has the numbers that follow, page by page, as far
        as a quote may be long.
        """
        numbered: list[tuple[int, tuple[int, int, int]]] = []
        left = LONGEST_QUOTE
        for page in dict.fromkeys(one.page for one in evidence):
            here = [one for one in evidence if one.page == page]
            start, end = min(one.start for one in here), max(one.end for one in here)
            if left <= 0:
                break
            place = (page, start, min(end, start + left))
            left -= end - start
            proves = f"fortsetter fra [{numbered[-1][0]}]" if numbered else why
            numbered.append((self.of_place(document, item, place, proves), place))
        for (_, place), (following, _) in pairwise(numbered):
            self.of_place(document, item, place, f"fortsetter i [{following}]")
        return numbered[0][0] if numbered else None

    def of_place(self, document: Document, item: AgendaItem | None, place: tuple[int, int, int], why: str) -> int:
        """The number of ``page, start, end`` of a document; the same place has one number."""
        page, start, end = place
        end = min(end, start + LONGEST_QUOTE)
        key = (document.id, page, start, end)
        if key in self._pieces:
            known = self._pieces[key]
            if why not in known.why:
                self._pieces[key] = replace(known, why=(*known.why, why))
        else:
            written = document.page(page).text[start:end]
            quote = self._cleaner.text(written, document, item, page)
            self._pieces[key] = Piece(
                number=len(self._pieces) + 1,
                document_id=document.id,
                item_id=item.id if item else None,
                page=page,
                start=start,
                end=end,
                quote=quote,
                whole=quote == " ".join(written.split()),
                meeting=meeting_in_words(document),
                item=self._cleaner.text(item_in_words(item), document, item, page) if item else "",
                file=file_name(document),
                sha256=document.source.sha256,
                why=(why,),
            )
        return self._pieces[key].number


def place_on_page(spans: Sequence[Span], start: int, end: int) -> tuple[int, int, int] | None:
    """Where ``item.text[start:end]`` stands: page, start, end; of what goes over a page break, the first page's part."""
    if not spans:
        return None
    number = max(0, bisect_right([span.at for span in spans], start) - 1)
    first = spans[number]
    at = first.start + min(max(0, start - first.at), first.length)
    last = first
    for span in spans[number + 1 :]:
        if span.page != first.page or span.at >= end:
            break
        last = span
    return first.page, at, last.start + min(end - last.at, last.length)


def whole_sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The place widened to where sentences begin and end, so that a quote can be read by itself."""
    low = max(0, start - REACH)
    begin = low
    for found in _BEGIN.finditer(text, low, start):
        begin = found.end()
    if begin == low and low > 0:
        begin = start  # no sentence begins within reach: the place as it is
    closing = _END.search(text, max(start, end - 1), min(len(text), end + REACH))
    if closing is None:
        return begin, end if end + REACH < len(text) else len(text.rstrip())
    return begin, closing.end() if text[closing.start()] in ".!?" else closing.start()
