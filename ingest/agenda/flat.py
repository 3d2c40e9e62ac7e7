"""A transcript without line breaks: all of a page is one line, and its digits may be lost (Sak / Brøyting av fortau ...).

Matters are found by what opens each in this paper: the word sak, a series of numbers, a count, or a stroke between title
and treatment. An agenda in front shows where the titles end that come again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agenda.drafts import CASE, Draft, Key, Line, number_key
from ingest.agenda.parted import find_breaks, is_flat, part_stretch
from ingest.agenda.series import BARE, Candidate, best_series
from ingest.agenda.title_ends import find_first_title, find_title_end, shared_start
from ingest.agenda.words import agenda_words
from ingest.blocks import Block

# Where an item begins inside a line, its digits there or lost: "Sak / Godkjenning", "Sak 4/17 Skolestart", "PS / Budsjett".
_MARK = re.compile(
    r"(?:(?<=\s)|^)(?:[Ss]ak(?:snr)?|SAK|(?P<letters>PS))\.?:?\s*(?:nr\.?:?\s*)?(?P<number>\d{0,4}\s?/\s?\d{0,4}|\d{1,3}\s*[:.])\s*[:–-]?\s*(?=[A-ZÆØÅ«])"
)

# A number that may be an item's: "2. Status fra politiet".
_COUNT = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,2})[.)]\s+(?=[A-ZÆØÅ«])")

# A number with a year that may be an item's, its letters before it: "12/21 Brøyting", "FSK 4/09 Budsjett".
_NUMBERED = re.compile(rf"(?:(?<=\s)|^)(?P<number>(?:[A-ZÆØÅ]{{2,4}}\s+)?{CASE.pattern})\s*[:–-]?\s*(?=[A-ZÆØÅ«])")

# A stroke between a title and its treatment: "Nytt helsehus / Rådet så tegninger."
_STROKE = re.compile(r"\s/\s+(?=[A-ZÆØÅ«])")
_MOST_STROKE_WORDS, _MOST_STROKE = 10, 1000

# Where a sentence has ended: "... i år. Nytt helsehus".
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ«])")

# The number of a page in front of its text: "2 Sak / Høring".
_PAGE = re.compile(r"\d{1,3}\s+(?=[A-ZÆØÅ«])")

_LEAST_MARKS = 2
_LEAST_COUNT = 3

# So much of two titles must be the same before one is the agenda's line of the other.
_LEAST_SAME = 8

# A matter is compared with this many before and after it that begin as it does.
_MOST_SAME = 50

# What follows the last item, signatures and the like, is no longer than this.
_MOST_AFTER = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Where an item begins in a line: the place of its mark, of its title, and where that ends, if the mark tells."""

    start: int
    title: int
    number: str
    title_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What stands from one mark to the next: the stretch of the line that the mark is in, and of lines below."""

    mark: _Mark
    block: Block
    breaks: tuple[int, ...]
    end: int
    more: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """Title and treatment, as far as the line goes."""
        return self.block.text[self.mark.title : self.end]

    @property
    def number(self) -> str | None:
        """The number as written, if its digits are there."""
        letters, digits = re.fullmatch(r"((?:[A-ZÆØÅ]+\s+)?)(.*)", self.mark.number, re.DOTALL).groups()  # type: ignore[union-attr] # anything matches
        digits = re.sub(r"[\s:.]", "", digits)
        return f"{letters}{digits}" if CASE.fullmatch(digits) or digits.isdigit() else None


def split_flat(lines: Sequence[Line]) -> list[Draft]:
    """The items of a transcript whose pages are one line each; empty for any other document."""
    if not is_flat([line.block for line in lines]):
        return []
    blocks = [line.block for line in lines if not line.block.cells]
    return _drafts(_cut_at(blocks, _find_marks(blocks)))


# ---- where items begin --------------------------------------------------------------------------------------------


def _find_marks(blocks: Sequence[Block]) -> list[list[_Mark]]:
    """The marks of each line, of the first sort that comes often enough."""
    sorts = (
        ([[_mark(found) for found in _MARK.finditer(block.text)] for block in blocks], _LEAST_MARKS),
        (_numbered(blocks), _LEAST_MARKS),
        (_counting(blocks), _LEAST_COUNT),
        (_stroked(blocks), _LEAST_COUNT),
    )
    for marks, least in sorts:
        if sum(map(len, marks)) >= least:
            return marks
    return [[] for _ in blocks]


def _mark(found: re.Match[str]) -> _Mark:
    letters = found.groupdict().get("letters")
    return _Mark(
        start=found.start(), title=found.end(), number=f"{letters} {found['number']}" if letters else found["number"]
    )


def _numbered(blocks: Sequence[Block]) -> list[list[_Mark]]:
    """Where numbers with a year stand in one series, an agenda's and the treatment's after each other."""
    found = [(place, match) for place, block in enumerate(blocks) for match in _NUMBERED.finditer(block.text)]
    keys = [number_key(match["number"]) for _, match in found]
    chosen = set(best_series([Candidate(key=key, weight=BARE) for key in keys]))
    rest = [place for place in range(len(found)) if place not in chosen]
    again = best_series([Candidate(key=keys[place], weight=BARE) for place in rest])
    chosen |= {rest[place] for place in again if keys[rest[place]] in {keys[other] for other in chosen}}
    marks: list[list[_Mark]] = [[] for _ in blocks]
    for place in sorted(chosen):
        marks[found[place][0]].append(_mark(found[place][1]))
    return marks


def _counting(blocks: Sequence[Block]) -> list[list[_Mark]]:
    """Where the numbers 1, 2, 3 and on stand in turn, each before a capital."""
    marks: list[list[_Mark]] = []
    count = 0
    for block in blocks:
        marks.append([])
        for found in _COUNT.finditer(block.text):
            if int(found["number"]) == count + 1:
                count += 1
                marks[-1].append(_mark(found))
    return marks


def _stroked(blocks: Sequence[Block]) -> list[list[_Mark]]:
    """Where a sentence has ended and a short title stands before a stroke; after the front the first title is bare."""
    marks: list[list[_Mark]] = []
    for block in blocks:
        found: list[_Mark] = []
        text = block.text
        ends = [end.end() for end in _SENTENCE_END.finditer(text)]
        for stroke in _STROKE.finditer(text):
            ended = bisect_left(ends, stroke.start())
            start = max(ends[ended - 1] if ended else 0, stroke.start() - _MOST_STROKE)
            title = text[start : stroke.start()]
            if not any(marks) and not found:
                start += find_first_title(title)
                title = text[start : stroke.start()]
            if title[:1].isupper() and len(title.split()) <= _MOST_STROKE_WORDS:
                found.append(_Mark(start=start, title=start, number="", title_end=stroke.start()))
        marks.append(found)
    return marks


# ---- from marks to items ------------------------------------------------------------------------------------------


def _cut_at(blocks: Sequence[Block], marks: Sequence[Sequence[_Mark]]) -> list[_Piece]:
    """The lines cut at their marks; what stands before the first of a line goes on with the piece of the line before."""
    pieces: list[_Piece] = []
    for block, found in zip(blocks, marks, strict=True):
        page = _PAGE.match(block.text)
        breaks = tuple(sorted(set(find_breaks(block.text)))) if pieces or found else ()
        if pieces:
            start, end = page.end() if page else 0, found[0].start if found else len(block.text)
            pieces[-1] = replace(pieces[-1], more=(*pieces[-1].more, *part_stretch(block, breaks, start, end)))
        ends = [*(mark.start for mark in found[1:]), len(block.text)][: len(found)]
        pieces.extend(
            _Piece(mark=mark, block=block, breaks=breaks, end=end) for mark, end in zip(found, ends, strict=True)
        )
    return pieces


def _drafts(pieces: Sequence[_Piece]) -> list[Draft]:
    """The items: of an agenda's line and the treatment of the same matter only the treatment, titled as both are."""
    named = [_Named.of(piece) for piece in pieces]
    alike: defaultdict[str | Key, list[int]] = defaultdict(list)
    for place, one in enumerate(named):
        for key in one.keys:
            alike[key].append(place)
    drafts = []
    for place, piece in enumerate(pieces):
        near = sorted({other for key in named[place].keys for other in _nearest(alike[key], place)})
        if any(_same(named[place], named[other]) for other in near if other > place):
            continue
        before = [named[other].text for other in near if other < place and _same(named[other], named[place])]
        shared = [shared_start(piece.text, text) for text in before]
        length = max((length for length in shared if length >= _LEAST_SAME), default=0)
        drafts.append(_draft(piece, length, last=place + 1 == len(pieces)))
    return drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a piece is known by: its number, in a form that compares, and its text, with and without its edges."""

    number: str | Key | None
    text: str
    bare: str

    @classmethod
    def of(cls, piece: _Piece) -> _Named:
        number = piece.number
        return cls(
            number=number_key(number) or number if number and "/" in number else number,
            text=piece.text,
            bare=piece.text.strip(" .:–-"),
        )

    @property
    def keys(self) -> tuple[str | Key, ...]:
        """What it shares with any other that may be the same matter."""
        opening = self.bare[:_LEAST_SAME].casefold()
        return (opening,) if self.number is None else (self.number, opening)


def _nearest(places: Sequence[int], place: int) -> Sequence[int]:
    at = bisect_left(places, place)
    return places[max(0, at - _MOST_SAME) : at + _MOST_SAME]


def _same(one: _Named, other: _Named) -> bool:
    """Whether a piece is the agenda's line of a later one: one number, or the whole of it opens the other."""
    if one.number and other.number:
        return one.number == other.number
    length = len(one.bare)
    return length >= _LEAST_SAME and shared_start(one.bare, other.text[: length + 1]) >= length


def _draft(piece: _Piece, shared: int, *, last: bool) -> Draft:
    mark, end = piece.mark, piece.end
    title_end = mark.title_end or mark.title + (shared or find_title_end(piece.text))
    if last and not piece.more:
        end = _before_after(piece.block.text, title_end, end)
    body = part_stretch(piece.block, piece.breaks, _skipped(piece.block.text, title_end), end)
    title = piece.block.text[mark.title : title_end].strip(" :–.-/")
    return Draft(number=piece.number, title=title, body=(*body, *piece.more))


def _skipped(text: str, title_end: int) -> int:
    """Where the treatment begins after the stroke that ends a title."""
    found = re.compile(r"\s*/\s+").match(text, title_end)
    return found.end() if found else title_end


def _before_after(text: str, start: int, end: int) -> int:
    """Where signatures and the end of the meeting begin after the last item, near the end of the line."""
    for found in _SENTENCE_END.finditer(text, start, end):
        if end - found.end() <= _MOST_AFTER and agenda_words().after.match(text, found.end()):
            return found.start() + 1
    return end
