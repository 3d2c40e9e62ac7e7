"""One scanned page to words: turned upright, levelled, recognised; what is no word is set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from ingest.readers import tesseract
from ingest.readers.page_text import normalise
from ingest.readers.pdf_marks import Rule, Word
from ingest.readers.pictures import Picture
from ingest.readers.scan_cells import look_again
from ingest.readers.scan_marks import find_rules, level, whitened, without_specks
from ingest.readers.tesseract import Recognised
from minutes.model import TextRange

_POINTS_PER_INCH = 72.0

# A word of less confidence than this is marked as doubtful. It finds the smaller part of the wrong words: on scans of ten of
# our own samples 30 % of them, and 6 % of the right ones, where the scan is bad (150 dots an inch, blurred, noisy: one word
# in seven is wrong); 14 % and 1 % where it is good (200 dots: one in a hundred is, mostly for want of a blank). At 80 it
# would find 63 % on the bad ones, but mark 15 % of the right words.
MOST_DOUBT = 60.0

# Below this median confidence, or with hardly a word, the page may lie on its side.
_LEAST_UPRIGHT = 70.0
_LEAST_WORDS = 4
_LONG = 4

# Dirt is recognised as short words of next to no confidence, or as marks far smaller than a letter.
_DIRT_CONFIDENCE = 25.0
_DIRT_HEIGHT = 0.16
_LETTERS = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_LEAST_MARK, _LEAST_DASH = 0.06, 0.18
_DASH_CONFIDENCE = 50.0
_DASHES = frozenset("-–—")
_SMALL_MARKS = frozenset("-–—.,_:;'’…")

# A bullet is a spot as high as it is wide, smaller than a small letter, that hangs between baseline and letter top.
_BULLET = "•"
_BULLET_HEIGHT = (0.12, 0.5)
_BULLET_SHAPE = (0.6, 1.6)
_BULLET_FOOT = (0.06, 0.4)
_BULLET_BLANK = 0.35
_BULLET_LETTERS = 2

# Letters of one size are measured up to so much differently from line to line.
_ONE_SIZE = 0.24

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A page as recognised, in points from the top left of the page as it is read; ``doubts`` are the unsure words."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    doubts: tuple[bool, ...]
    rotation: int


def read_scan(picture: Picture, using: str) -> Scan:
    """The words of a picture; one that lies on its side or its head is turned.

    Raises:
        RecognitionFailed: the program gave up.
    """
    upright = _read(picture, using, 0)
    if _is_upright(upright):
        return upright[0]
    rotation = tesseract.orientation(picture)
    tries = [rotation] if rotation is not None else [90, 180, 270]
    others = [_read(_turned(picture, each), using, each) for each in tries if each]
    return max([upright, *others], key=_goodness)[0]


_Read = tuple[Scan, tuple[Recognised, ...]]


def _read(picture: Picture, using: str, rotation: int) -> _Read:
    flat, _ = level(Picture(grey=without_specks(picture.grey), dots=picture.dots))
    rules, wiped = find_rules(flat)
    page = Picture(grey=whitened(wiped), dots=flat.dots)
    kept = tuple(word for word in tesseract.recognise(page, using) if not _is_dirt(word))
    if rules:
        kept = tuple(look_again(page, rules, kept, using))
    points = _POINTS_PER_INCH / flat.dots
    height, width = flat.grey.shape
    words = _words(kept, points)
    scan = Scan(
        width=width * points,
        height=height * points,
        words=words,
        rules=rules,
        doubts=tuple(
            word.confidence < MOST_DOUBT and said.text != _BULLET for word, said in zip(kept, words, strict=True)
        ),
        rotation=rotation,
    )
    return scan, kept


def _turned(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by a number of right angles."""
    return Picture(grey=np.ascontiguousarray(np.rot90(picture.grey, -degrees // 90)), dots=picture.dots)


def _is_upright(read: _Read) -> bool:
    words = read[1]
    if len(words) < _LEAST_WORDS or median(word.confidence for word in words) < _LEAST_UPRIGHT:
        return False
    # Lines that stand are read too, each by itself, but in no order.
    return sum(map(_stands, words)) * 2 < sum(len(word.text) >= _LONG for word in words) + 1


def _stands(word: Recognised) -> bool:
    """Whether a word of several letters is higher than wide."""
    x0, y0, x1, y1 = word.box
    return len(word.text) >= _LONG and y1 - y0 > x1 - x0


def _goodness(read: _Read) -> float:
    """How many letters are in lying words that were recognised with confidence."""
    return sum(
        len(word.text) * word.confidence for word in read[1] if word.confidence >= MOST_DOUBT and not _stands(word)
    )


def _is_dirt(word: Recognised) -> bool:
    if word.confidence < _DIRT_CONFIDENCE and not _LETTERS.search(word.text):
        return True
    if set(word.text) <= {"|", "_"}:
        return True
    width, height = word.box[2] - word.box[0], word.box[3] - word.box[1]
    if set(word.text) <= _DASHES:
        flat = _LEAST_DASH * word.size <= width > height
        return not flat or word.confidence < _DASH_CONFIDENCE
    low = height < _DIRT_HEIGHT * word.size
    return low and (not set(word.text) <= _SMALL_MARKS or width < _LEAST_MARK * word.size)


def _words(found: Sequence[Recognised], points: float) -> tuple[Word, ...]:
    usual = _usual_size(found)
    words = []
    for place, word in enumerate(found):
        size = usual if abs(word.size / usual - 1) < _ONE_SIZE else float(round(word.size * points)) / points
        text = _BULLET if _is_bullet(found, place) else word.text
        x0, _, x1, _ = word.box
        words.append(Word(text, x0 * points, x1 * points, word.baseline * points, round(size * points, 1), bold=False))
    return tuple(words)


def _usual_size(found: Sequence[Recognised]) -> float:
    sizes = Counter[int]()
    for word in found:
        sizes[round(word.size)] += len(word.text)
    half, count = sum(sizes.values()) / 2, 0
    for size in sorted(sizes):
        count += sizes[size]
        if count >= half:
            return max(float(size), 1.0)
    return 1.0


def _is_bullet(found: Sequence[Recognised], place: int) -> bool:
    """Whether a word is a spot before a text, whatever letter it was taken for."""
    word = found[place]
    if len(word.text) > _BULLET_LETTERS or place + 1 == len(found):
        return False
    after = found[place + 1]
    x0, y0, x1, y1 = word.box
    height, width, foot = (y1 - y0) / word.size, (x1 - x0) / word.size, (word.baseline - y1) / word.size
    beside = abs(after.baseline - word.baseline) < word.size / 2
    return (
        beside
        and after.box[0] - x1 > _BULLET_BLANK * word.size
        and _BULLET_HEIGHT[0] <= height <= _BULLET_HEIGHT[1]
        and _BULLET_SHAPE[0] <= width / height <= _BULLET_SHAPE[1]
        and _BULLET_FOOT[0] <= foot <= _BULLET_FOOT[1]
    )


def doubtful_in(text: str, scan: Scan) -> tuple[TextRange, ...]:
    """Where the doubtful words stand in the text that was made of a scan.

    A word that stands several times is told apart by its turn.
    """
    turns: dict[str, list[bool]] = {}
    for word, doubtful in zip(scan.words, scan.doubts, strict=True):
        turns.setdefault(normalise(word.text).strip(), []).append(doubtful)
    ranges = []
    for token in _TOKEN.finditer(text):
        left = turns.get(token[0])
        if left and left.pop(0):
            ranges.append(TextRange(start=token.start(), end=token.end()))
    return tuple(ranges)
