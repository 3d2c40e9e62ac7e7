"""Words of a PDF page to lines, in reading order, column after column where a page has columns of running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from ingest.readers.page_text import normalise
from ingest.readers.pdf_marks import Word

# Words stand on one line when their baselines differ by less than this share of the size: "m²", "1)" raised by a third.
_SAME_BASELINE = 0.42

# A gap this wide (in sizes), and this much wider than the line's usual blank, is a tab. Justified lines stay below both.
_TAB = 1.15
_TAB_TO_BLANK = 2.4
_USUAL_BLANK = 0.3

# Two columns of running text: measured on none of the municipal papers, so set to spare tables and lists of names.
_LEAST_GUTTER = 9.0
_LEAST_COLUMN_LINES = 7
_LEAST_COLUMN_WIDTH = 140.0
_LEAST_FILL = 0.62
_GUTTER_FROM, _GUTTER_TO = 0.3, 0.7
_GUTTER_STEP = 4.0


_BY_LINE = itemgetter(Word._fields.index("y"), Word._fields.index("x0"))
_BY_PLACE = itemgetter(Word._fields.index("x0"))
_BY_SIZE = itemgetter(Word._fields.index("size"))


class Line(NamedTuple):
    """One printed line. ``text`` is normalised, a tab where a wide gap is; ``head`` is the width of its first word."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    head: float


def _letters(word: Word) -> int:
    return len(word.text)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of one region, from top to bottom."""
    return _lines(_groups(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Lines that are read one after the other; ``column`` says that another column stands beside them."""

    lines: list[Line]
    column: bool = False


def body_lines(words: Sequence[Word], width: float) -> list[Stream]:
    """The lines of a page outside its tables: one stream, or more where columns of running text stand side by side."""
    groups = _groups(words)
    gutter = _gutter(groups, width)
    if gutter is None:
        return [Stream(lines=_lines(groups))]
    x, first, last = gutter
    left = [[word for word in group if word.x1 <= x] for group in groups[first:last]]
    right = [[word for word in group if word.x1 > x] for group in groups[first:last]]
    return [
        Stream(lines=_lines(groups[:first])),
        Stream(lines=_lines(left), column=True),
        Stream(lines=_lines(right), column=True),
        Stream(lines=_lines(groups[last:])),
    ]


def _lines(groups: Iterable[Sequence[Word]]) -> list[Line]:
    return [line for group in groups if group and (line := _line(group)) is not None]


def _groups(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, each line from left to right."""
    groups: list[list[Word]] = []
    group: list[Word] = []
    y = size = 0.0
    for word in sorted(words, key=_BY_LINE):
        _, _, _, word_y, word_size, _, _ = word
        larger = word_size > size
        # From top to bottom: no word stands above one before it.
        if group and word_y - y <= _SAME_BASELINE * (word_size if larger else size):
            group.append(word)
            if larger:
                y, size = word_y, word_size
        else:
            group = [word]
            groups.append(group)
            y, size = word_y, word_size
    for group in groups:
        if len(group) > 1:
            group.sort(key=_BY_PLACE)
    return groups


def _line(words: Sequence[Word]) -> Line | None:
    first = words[0]
    texts, starts, ends, _, sizes, weights, _ = zip(*words, strict=True)
    longest = largest = first
    if sizes.count(first.size) < len(sizes):
        largest = max(words, key=_BY_SIZE)
        longest = max(words, key=_letters)
    gaps = list(map(sub, starts[1:], ends))
    text = " ".join(texts) if not gaps or max(gaps) <= _TAB * min(sizes) else _tabbed(texts, gaps, _median(sizes))
    text = normalise(text).strip()
    if not text:
        return None
    bold = first.bold
    if weights.count(bold) < len(weights):
        bold = sum(len(word.text) for word in words if word.bold) * 2 > sum(map(len, texts))
    return Line(
        text=text, x0=first.x0, x1=max(ends), y=largest.y, size=longest.size, bold=bold, head=first.x1 - first.x0
    )


def _tabbed(texts: Sequence[str], gaps: Sequence[float], size: float) -> str:
    """Words with a tab where a gap is wide for this line, and a blank elsewhere."""
    blank = _median(gaps)
    tab = max(_TAB * size, _TAB_TO_BLANK * min(max(blank, _USUAL_BLANK * size), size))
    return texts[0] + "".join(("\t" if gap > tab else " ") + text for text, gap in zip(texts[1:], gaps, strict=True))


def _median(values: Sequence[float]) -> float:
    """The median; the values of one line are mostly all the same."""
    ordered = sorted(values)
    low, high = ordered[(len(values) - 1) // 2], ordered[len(values) // 2]
    return low if low == high else (low + high) / 2


def _gutter(groups: Sequence[Sequence[Word]], width: float) -> tuple[float, int, int] | None:
    """Where the gutter between two columns runs, and the first and past the last line that stand beside it."""
    if sum(_reaches_right(group, width) for group in groups) < _LEAST_COLUMN_LINES:
        return None
    best: tuple[int, float, int, int] | None = None
    x = width * _GUTTER_FROM
    while x < width * _GUTTER_TO:
        for start, last in _bands(groups, x):
            first = start + _above_columns(groups[start:last], x)
            beside = _lines_beside(groups[first:last], x)
            if beside and (best is None or beside > best[0]):
                best = (beside, x, first, last)
        x += _GUTTER_STEP
    return best[1:] if best else None


def _reaches_right(group: Sequence[Word], width: float) -> bool:
    """Whether a line begins, or begins anew after a gap, where a right column could be."""
    edge = width * _GUTTER_FROM
    if group[0].x0 > edge:
        return True
    reach = group[0].x1
    for word in group:
        x0 = word.x0
        if x0 > edge and x0 - reach >= _LEAST_GUTTER:
            return True
        reach = word.x1
    return False


def _bands(groups: Sequence[Sequence[Word]], x: float) -> list[tuple[int, int]]:
    """Stretches of lines that no word crosses at x."""
    half = _LEAST_GUTTER / 2
    bands, first = [], 0
    for place, group in enumerate(groups):
        if any(word.x0 < x + half and word.x1 > x - half for word in group):
            if place > first:
                bands.append((first, place))
            first = place + 1
    if first < len(groups):
        bands.append((first, len(groups)))
    return bands


def _above_columns(groups: Sequence[Sequence[Word]], x: float) -> int:
    """How many short lines stand above the columns: those over the first line that has anything right of x."""
    return next((place for place, group in enumerate(groups) if group[-1].x1 > x), len(groups))


def _lines_beside(groups: Sequence[Sequence[Word]], x: float) -> int:
    """How many lines of running text stand beside each other left and right of x; 0 when they are no columns."""
    sides = [
        [group for group in ([word for word in line if (word.x1 <= x) is left] for line in groups) if group]
        for left in (True, False)
    ]
    if min(map(len, sides)) < _LEAST_COLUMN_LINES:
        return 0
    top, bottom = max(side[0][0].y for side in sides), min(side[-1][0].y for side in sides)
    for side in sides:
        x0, x1 = min(group[0].x0 for group in side), max(group[-1].x1 for group in side)
        if x1 - x0 < _LEAST_COLUMN_WIDTH:
            return 0
        if median(sum(word.x1 - word.x0 for word in group) for group in side) < _LEAST_FILL * (x1 - x0):
            return 0
    beside = min(sum(top <= group[0].y <= bottom for group in side) for side in sides)
    return beside if beside >= _LEAST_COLUMN_LINES else 0
