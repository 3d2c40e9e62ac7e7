"""What stands on a PDF page, in our own types: words with their places, ruled lines. Points, counted from the top left."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed. ``y`` is its baseline; ``hyphen`` says that it ends in the hyphen of a line break."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


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
    """One page as printed. ``ocr``: its text is an invisible layer over a picture; ``bare``: there is nothing on it."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    ocr: bool
    bare: bool
