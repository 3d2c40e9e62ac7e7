"""A second look at the cells of a scanned table: page segmentation passes over lone numbers, which are an item's name.

Cells with ink but no word, or with doubtful words alone, are cut out, set under each other on a strip, and recognised
as one block of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ingest.readers import tesseract
from ingest.readers.pdf_marks import Box, Rule, Word
from ingest.readers.pdf_tables import fill, find_grids
from ingest.readers.pictures import Grey, Picture
from ingest.readers.tesseract import Recognised

_POINTS_PER_INCH = 72.0
_DARK = 150
_WHITE = 255

# The edge of a cell is left out: rests of its ruled lines (inches). Less ink than this (inches high) is no letter.
_EDGE = 0.025
_LEAST_HEIGHT = 0.05
_LEAST_DOTS = 40
_LEAST_ACROSS = 2
_LINE_GAP = 0.05

# A cell is left as it is when one of its words is so sure, or so long and fairly sure.
_SURE = 90.0
_FAIRLY_SURE = 60.0
_LONG = 4

# Only short texts are passed over; a larger cell with ink and no word is a drawing.
_MOST_HEIGHT = 0.6
_MOST_CELLS = 60
_GAP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A piece of the page: its top left on the page and on the strip, and its size, in dots."""

    x: int
    y: int
    at: int
    width: int
    height: int


def look_again(picture: Picture, rules: Sequence[Rule], found: Sequence[Recognised], using: str) -> list[Recognised]:
    """The words of a page with those of its passed-over cells, where they were found with more confidence.

    Args:
        picture: the page, levelled and without its ruled lines.
        rules: the ruled lines.
        found: the words recognised on the whole page.
        using: the language.
    """
    points = _POINTS_PER_INCH / picture.dots
    as_words = [
        Word(word.text, word.box[0] * points, word.box[2] * points, word.baseline * points, 10.0, bold=False)
        for word in found
    ]
    grids, _ = find_grids(rules, as_words)
    fill(grids, as_words)
    sure = {id(as_word) for as_word, word in zip(as_words, found, strict=True) if _is_sure(word)}
    cells = [cell for grid in grids for row in grid.rows for cell in row if cell is not None]
    boxes = [cell.box for cell in cells if not any(id(word) in sure for word in cell.words)]
    strip, cuts = _strip(picture, boxes)
    if strip is None:
        return list(found)
    again = [placed for word in tesseract.recognise(strip, using, blocks=False) if (placed := _place(word, cuts))]
    return _merged(found, again)


def _is_sure(word: Recognised) -> bool:
    return word.confidence >= _SURE or (len(word.text) >= _LONG and word.confidence >= _FAIRLY_SURE)


def _strip(picture: Picture, boxes: Sequence[Box]) -> tuple[Picture | None, list[_Cut]]:
    pieces: list[Grey] = []
    cuts: list[_Cut] = []
    at = _GAP
    for box in boxes:
        piece = _ink_in(picture, box)
        if piece is None or len(cuts) >= _MOST_CELLS:
            continue
        x, y, grey = piece
        cuts.append(_Cut(x=x, y=y, at=at, width=grey.shape[1], height=grey.shape[0]))
        pieces.append(grey)
        at += grey.shape[0] + _GAP
    if not cuts:
        return None, []
    strip = np.full((at, max(cut.width for cut in cuts) + 2 * _GAP), _WHITE, dtype=np.uint8)
    for cut, grey in zip(cuts, pieces, strict=True):
        strip[cut.at : cut.at + cut.height, _GAP : _GAP + cut.width] = grey
    return Picture(grey=strip, dots=picture.dots), cuts


def _ink_in(picture: Picture, box: Box) -> tuple[int, int, Grey] | None:
    """Where the ink in a cell is, and that piece of the page; None when there is no short text in it."""
    dots = picture.dots / _POINTS_PER_INCH
    edge = round(_EDGE * picture.dots)
    left, top = max(0, round(box[0] * dots) + edge), max(0, round(box[1] * dots) + edge)
    grey = picture.grey[top : round(box[3] * dots) - edge, left : round(box[2] * dots) - edge]
    dark = grey < _DARK
    lines = [
        (first, last)
        for first, last in _stretches(dark.sum(axis=1), round(_LINE_GAP * picture.dots))
        if last - first >= _LEAST_HEIGHT * picture.dots and int(dark[first:last].sum()) >= _LEAST_DOTS
    ]
    if not lines or lines[-1][1] - lines[0][0] > _MOST_HEIGHT * picture.dots:
        return None
    first, last = lines[0][0], lines[-1][1]
    columns = np.flatnonzero(dark[first:last].sum(axis=0) >= _LEAST_ACROSS)
    if not len(columns):
        return None
    start, end = int(columns[0]), int(columns[-1]) + 1
    return left + start, top + first, grey[first:last, start:end]


def _stretches(ink: npt.NDArray[np.int_], gap: int) -> list[tuple[int, int]]:
    """Where there is ink, with nothing longer than ``gap`` between."""
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(ink >= _LEAST_ACROSS).tolist():
        if found and place - found[-1][1] <= gap:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _place(word: Recognised, cuts: Sequence[_Cut]) -> Recognised | None:
    """A word of the strip at its place on the page."""
    middle = (word.box[1] + word.box[3]) / 2
    cut = next((cut for cut in cuts if cut.at - _GAP / 4 <= middle <= cut.at + cut.height + _GAP / 4), None)
    if cut is None:
        return None
    right, down = cut.x - _GAP, cut.y - cut.at
    x0, y0, x1, y1 = word.box
    # The baseline of a lone word is measured badly: digits and most letters stand on it.
    return replace(word, box=(x0 + right, y0 + down, x1 + right, y1 + down), baseline=float(y1 + down))


def _merged(found: Sequence[Recognised], again: Sequence[Recognised]) -> list[Recognised]:
    """The words of both looks; where they saw the same spot, those of the surer one."""
    kept: list[Recognised] = []
    seen = list(again)
    for word in found:
        rivals = [other for other in seen if _touch(word, other)]
        if rivals and max(other.confidence for other in rivals) > word.confidence:
            continue
        seen = [other for other in seen if other not in rivals]
        kept.append(word)
    return kept + seen


def _touch(one: Recognised, other: Recognised) -> bool:
    return (
        one.box[0] < other.box[2]
        and other.box[0] < one.box[2]
        and one.box[1] < other.box[3]
        and other.box[1] < one.box[3]
    )
