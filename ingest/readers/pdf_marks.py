"""What stands on a PDF page, in our own types: words with their places, ruled lines. Points, counted from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]

LOOSE = -1
"""The ``owner`` of a word that no structure tree knows."""

ARTIFACT = -2
"""The ``owner`` of a word that its page marks as no content: a running header, a page number, a watermark."""


class Word(NamedTuple):
    """A word as printed. ``y`` is its baseline; ``owner`` is the leaf of the structure tree it belongs to."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    owner: int = LOOSE


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line along an axis: horizontal when ``y0 == y1``, vertical when ``x0 == x1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether the line lies."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One page as printed.

    ``aside`` are words that stand across the page or in its margin on their side: watermarks, stamps. ``ocr`` says that
    the text is an invisible layer over a picture; ``bare`` that there is nothing on the page; ``turned`` that it is
    printed lying without saying so; ``tagged`` that a structure tree covers it; ``lost`` is how many letters have no
    character behind them; ``cut`` says that it has more letters than are read.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    aside: tuple[str, ...] = ()
    ocr: bool
    bare: bool
    tagged: bool = False
    turned: bool = False
    cut: bool = False
    lost: int = 0
