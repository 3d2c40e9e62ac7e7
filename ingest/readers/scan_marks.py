"""What a scanned page needs before it is recognised: specks away, lines level, ruled lines found and wiped out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ingest.readers.pdf_marks import Rule
from ingest.readers.pictures import Grey, Picture, turned

Ink = npt.NDArray[np.bool_]

_DARK = 150
_WHITE = 255
_POINTS_PER_INCH = 72.0

# A speck is a dark dot with hardly any other within two dots of it; the dot over an i has more.
_SPECK_REACH = 2
_MOST_IN_SPECK = 6

# What is so light, compared with most of the page, is paper; a dark photograph is not brightened out of sight.
_PAPER_FROM = 0.85
_MOST_BRIGHTER = 2.0

# A sheet lies at most this askew (degrees), and is straightened when it lies more askew than that.
_MOST_SKEW = 4.0
_LEAST_SKEW = 0.08
_SKEW_DOTS = 60.0

# A ruled line is fainter than letters, but so much darker than the paper; it is at least so long and at most so thick
# (inches), a tenth of it may have faded, and hardly any ink touches it, as it does the bars of letters in a row.
_FAINT = 45
_LEAST_RULE = 0.4
_MOST_THICKNESS = 0.035
_FADED = 0.88
_MOST_TOUCHED = 0.35

# Pieces of one line lie within so much of each other (points).
_LONGEST_GAP = 18.0
_SAME_LINE = 1.5

# Ink on less than this share of a page is dust.
_LEAST_INK = 0.0002


def is_blank(grey: Grey) -> bool:
    """Whether there is no more on the page than dust."""
    margin_y, margin_x = grey.shape[0] // 25, grey.shape[1] // 25
    inside = grey[margin_y : grey.shape[0] - margin_y, margin_x : grey.shape[1] - margin_x]
    return inside.size == 0 or float(np.mean(inside < _DARK)) < _LEAST_INK


def without_specks(grey: Grey) -> Grey:
    """The picture with lone dark dots made white."""
    dark = grey < _DARK
    few = _neighbours(dark, _SPECK_REACH) <= _MOST_IN_SPECK
    clean = grey.copy()
    clean[dark & few] = _WHITE
    return clean


def whitened(grey: Grey) -> Grey:
    """The picture with its paper made white: its grain is else taken for letters at the edges of a cell."""
    paper = max(float(np.median(grey[::8, ::8])), 1.0)
    brighter = np.minimum(np.arange(256) * min(_WHITE / (paper * _PAPER_FROM), _MOST_BRIGHTER), _WHITE).astype(np.uint8)
    bright: Grey = brighter[grey]
    return bright


def level(picture: Picture) -> tuple[Picture, float]:
    """The picture with its lines of text level, and how many degrees it was turned counter-clockwise for that."""
    askew = skew(picture)
    if abs(askew) < _LEAST_SKEW:
        return picture, 0.0
    return Picture(grey=turned(picture.grey, askew), dots=picture.dots), askew


def skew(picture: Picture) -> float:
    """By how many degrees the lines of the page fall to the right (negative when they rise)."""
    step = max(1, round(picture.dots / _SKEW_DOTS))
    ys, xs = np.nonzero(picture.grey[::step, ::step] < _DARK)
    if not len(ys):
        return 0.0
    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.25), key=lambda angle: _sharpness(xs, ys, float(angle)))
    fine = np.arange(coarse - 0.25, coarse + 0.26, 0.05)
    return float(max(fine, key=lambda angle: _sharpness(xs, ys, float(angle))))


def _sharpness(xs: npt.NDArray[np.intp], ys: npt.NDArray[np.intp], angle: float) -> float:
    """How unevenly the ink is spread over lines at this angle: most unevenly when they are lines of text."""
    rows = np.round(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float(np.square(counts, dtype=np.float64).sum())


def find_rules(picture: Picture) -> tuple[tuple[Rule, ...], Grey]:
    """The ruled lines of a levelled page, in points, and the page without them."""
    dark = picture.grey < max(_DARK, int(np.median(picture.grey[::8, ::8])) - _FAINT)
    length = max(8, round(_LEAST_RULE * picture.dots))
    thickness = max(3, round(_MOST_THICKNESS * picture.dots))
    points = _POINTS_PER_INCH / picture.dots
    wiped = picture.grey.copy()
    lying: list[tuple[float, float, float]] = []
    standing: list[tuple[float, float, float]] = []
    for first, last, start, end in _lying(dark, length, thickness):
        y = (first + last + 1) / 2 * points
        lying.append((y, start * points, end * points))
        wiped[max(0, first - 1) : last + 2, start:end] = _WHITE
    for first, last, start, end in _lying(np.ascontiguousarray(dark.T), length, thickness):
        x = (first + last + 1) / 2 * points
        standing.append((x, start * points, end * points))
        wiped[start:end, max(0, first - 1) : last + 2] = _WHITE
    rules = [Rule(start, y, end, y) for y, start, end in _bridged(lying)]
    rules += [Rule(x, start, x, end) for x, start, end in _bridged(standing)]
    return tuple(rules), wiped


def _bridged(pieces: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines (place, start, end) of pieces that lie in one line with short gaps where it has faded."""
    whole: list[tuple[float, float, float]] = []
    for place, start, end in sorted(pieces, key=lambda piece: piece[1]):
        for at, (where, first, last) in enumerate(whole):
            if abs(where - place) <= _SAME_LINE and start <= last + _LONGEST_GAP:
                whole[at] = (where, first, max(last, end))
                break
        else:
            whole.append((place, start, end))
    return whole


def _lying(dark: Ink, length: int, thickness: int) -> Iterator[tuple[int, int, int, int]]:
    """Lying lines: first and last row, start and end column."""
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    sums = np.cumsum(np.pad(near.astype(np.int32), ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    if sums.shape[1] <= length:
        return
    full = sums[:, length:] - sums[:, :-length] >= _FADED * length
    open_lines: list[list[int]] = []
    rows = np.nonzero(full.any(axis=1))[0]
    for row in rows:
        edges = np.flatnonzero(np.diff(np.pad(full[row].astype(np.int8), 1)))
        for start, end in zip(edges[::2].tolist(), (edges[1::2] - 1 + length).tolist(), strict=True):
            same = next((line for line in open_lines if line[1] >= row - 2 and line[2] < end and start < line[3]), None)
            if same is None:
                open_lines.append([int(row), int(row), start, end])
            else:
                same[1], same[2], same[3] = int(row), min(same[2], start), max(same[3], end)
        done = [line for line in open_lines if line[1] < row - 2]
        open_lines = [line for line in open_lines if line[1] >= row - 2]
        yield from _thin(dark, done, thickness)
    yield from _thin(dark, open_lines, thickness)


def _thin(dark: Ink, lines: list[list[int]], thickness: int) -> Iterator[tuple[int, int, int, int]]:
    """Of the lines found those that are no thicker than a ruled line and stand free of letters."""
    for above, below, start, end in lines:
        # Rows were thickened by one above and below when they were looked at.
        first, last = min(above + 1, below), max(below - 1, above)
        if last - first >= thickness:
            continue
        over, under = dark[max(0, first - 3), start:end], dark[min(last + 3, dark.shape[0] - 1), start:end]
        if max(float(over.mean()), float(under.mean())) <= _MOST_TOUCHED:
            yield first, last, start, end


def _neighbours(dark: Ink, reach: int) -> npt.NDArray[np.uint8]:
    """For every dot, how many dark dots there are in the square around it, itself included."""
    count = dark.astype(np.uint8)
    for axis in (0, 1):
        line = count.copy()
        for step in range(1, reach + 1):
            one, other = ([slice(None)] * 2 for _ in range(2))
            one[axis], other[axis] = slice(step, None), slice(None, -step)
            line[tuple(one)] += count[tuple(other)]
            line[tuple(other)] += count[tuple(one)]
        count = line
    return count
