"""Words of a PDF page to lines, in reading order, column after column where a page has columns of running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.page_text import normalise
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line. ``text`` is normalised, a tab where a wide gap is; ``head`` is the width of its first word."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    head: float


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of one region, from top to bottom."""
    return [line for group in _groups(words) if (line := _line(group)) is not None]


def body_lines(words: Sequence[Word], width: float) -> list[list[Line]]:
    """The lines of a page outside its tables, as flows: one, or more where columns of running text stand side by side."""
    groups = _groups(words)
    gutter = _gutter(groups, width)
    if gutter is None:
        return [[line for group in groups if (line := _line(group)) is not None]]
    x, first, last = gutter
    flows: list[list[list[Word]]] = [groups[:first], [], [], groups[last:]]
    for group in groups[first:last]:
        flows[1].append([word for word in group if word.x1 <= x])
        flows[2].append([word for word in group if word.x1 > x])
    return [[line for group in flow if group and (line := _line(group)) is not None] for flow in flows]


def _groups(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, each line from left to right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if groups and abs(_baseline(groups[-1]) - word.y) <= _SAME_BASELINE * max(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    for group in groups:
        group.sort(key=lambda word: word.x0)
    return groups


def _baseline(group: Sequence[Word]) -> float:
    return max(group, key=lambda word: word.size).y


def _line(words: Sequence[Word]) -> Line | None:
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    size = median(word.size for word in words)
    blank = median(gaps) if gaps else 0.0
    tab = max(_TAB * size, _TAB_TO_BLANK * min(max(blank, _USUAL_BLANK * size), size))
    text = words[0].text
    for word, gap in zip(words[1:], gaps, strict=True):
        text += ("\t" if gap > tab else " ") + word.text
    text = normalise(text).strip()
    if not text:
        return None
    letters = sum(len(word.text) for word in words)
    return Line(
        text=text,
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        y=_baseline(words),
        size=max(words, key=lambda word: len(word.text)).size,
        bold=sum(len(word.text) for word in words if word.bold) * 2 > letters,
        head=words[0].x1 - words[0].x0,
    )


def _gutter(groups: Sequence[Sequence[Word]], width: float) -> tuple[float, int, int] | None:
    """Where the gutter between two columns runs, and the first and past the last line that stand beside it."""
    gaps = [
        (before.x1, after.x0)
        for group in groups
        for before, after in pairwise(group)
        if after.x0 - before.x1 >= _LEAST_GUTTER
    ]
    best: tuple[int, float, int, int] | None = None
    x = width * _GUTTER_FROM
    while x < width * _GUTTER_TO and len(gaps) >= _LEAST_COLUMN_LINES:
        if sum(left < x < right for left, right in gaps) >= _LEAST_COLUMN_LINES:
            for first, last in _bands(groups, x):
                sides = _sides(groups[first:last], x)
                if sides and (best is None or sides > best[0]):
                    best = (sides, x, first, last)
        x += _GUTTER_STEP
    return best[1:] if best else None


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


def _sides(groups: Sequence[Sequence[Word]], x: float) -> int:
    """How many lines have running text on both sides of x; 0 when they are no columns."""
    left = [[word for word in group if word.x1 <= x] for group in groups]
    right = [[word for word in group if word.x1 > x] for group in groups]
    both = sum(bool(one and other) for one, other in zip(left, right, strict=True))
    if both < _LEAST_COLUMN_LINES:
        return 0
    for side in (left, right):
        filled = [group for group in side if group]
        x0, x1 = min(group[0].x0 for group in filled), max(group[-1].x1 for group in filled)
        if x1 - x0 < _LEAST_COLUMN_WIDTH or len(filled) < _LEAST_COLUMN_LINES:
            return 0
        if median(sum(word.x1 - word.x0 for word in group) for group in filled) < _LEAST_FILL * (x1 - x0):
            return 0
    return both
