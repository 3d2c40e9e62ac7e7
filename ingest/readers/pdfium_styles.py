"""How the words of a PDF page are set: size, weight, direction, visibility, and what the page marks them as."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ingest.readers import pdfium_calls as calls
from ingest.readers.pdf_marks import ARTIFACT, LOOSE

# Fonts say their weight in their names: "Arial-BoldMT", "BCDEEE+Calibri,Bold", "OpenSans-Semibold".
_BOLD_FONT = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)

OBLIQUE = -1
"""The ``turn`` of a word that stands neither upright nor on a side: a watermark."""

_INVISIBLE = 3
_FONT_NAME_BYTES = 128
_ARTIFACT_NAME = "Artifact".encode("utf-16-le")

# Scanned pages are put straight by a few degrees; watermarks stand at 30 to 60.
_MOST_SKEW = 12.0

# A watermark that lies straight is large and pale: «UTKAST» in 60 points and light grey. Headings are dark, or smaller.
_WATERMARK_SIZE = 36.0
_PALE = 170


class Style(NamedTuple):
    """How a word is set. ``turn`` counts quarters to the left from upright; ``pale`` is a large, light-coloured word."""

    size: float
    bold: bool
    visible: bool
    turn: int = 0
    pale: bool = False
    owner: int = LOOSE


class Styles:
    """Asks once for each text object of a page.

    Args:
        text: the address of pdfium's text page.
        owners: the leaf of the structure tree by marked content; None in a page without.
    """

    def __init__(self, text: int, owners: Mapping[int, int] | None) -> None:
        self._text = text
        self._owners = owners
        self._known: dict[int, Style] = {}
        self._bold: dict[int, bool] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)

    @property
    def seen(self) -> Collection[Style]:
        """The styles met so far, each text object's once."""
        return self._known.values()

    def at(self, place: int) -> Style:
        """The style of a letter."""
        handle = calls.text_object(self._text, place) or 0
        style = self._known.get(handle)
        if style is None:
            style = self._known[handle] = self._ask(handle, place)
        return style

    def of(self, places: Sequence[int]) -> list[Style]:
        """The styles of many letters."""
        text_object, page, known = calls.text_object, self._text, self._known
        handles = [text_object(page, place) or 0 for place in places]
        for handle, place in dict(zip(handles, places, strict=True)).items():
            if handle not in known:
                known[handle] = self._ask(handle, place)
        return [known[handle] for handle in handles]

    def _ask(self, handle: int, place: int) -> Style:
        size, turn = calls.font_size(self._text, place), 0
        if calls.letter_matrix(self._text, place, self._matrix_at):
            a, b, c, d, _, _ = self._matrix
            size *= (math.hypot(c, d) if c else abs(d)) or 1.0
            turn = _turn_of(a, b) if b else 2 * (a < 0)
        size = size or 1.0
        if not handle:
            return Style(size, False, True, turn)
        bold = self._is_bold(calls.font_of(handle))
        visible = calls.render_mode(handle) != _INVISIBLE
        pale = size >= _WATERMARK_SIZE and _is_pale(handle)
        return Style(
            size, bold, visible, turn, pale, LOOSE if self._owners is None else self._owner(handle, self._owners)
        )

    def _is_bold(self, font: int | None) -> bool:
        if not font:
            return False
        if font not in self._bold:
            name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
            calls.font_name(font, ctypes.addressof(name), _FONT_NAME_BYTES)
            self._bold[font] = _BOLD_FONT.search(name.value.decode("latin-1")) is not None
        return self._bold[font]

    @staticmethod
    def _owner(handle: int, owners: Mapping[int, int]) -> int:
        owner = owners.get(calls.marked_content(handle))
        if owner is not None:
            return owner
        name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
        for place in range(calls.count_marks(handle)):
            mark = calls.mark_at(handle, place)
            named = mark and calls.mark_name(mark, ctypes.addressof(name), len(name), ctypes.addressof(length))
            if named and name.raw.startswith(_ARTIFACT_NAME):
                return ARTIFACT
        return LOOSE


def _turn_of(a: float, b: float) -> int:
    angle = math.degrees(math.atan2(b, a))
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _MOST_SKEW else OBLIQUE


def _is_pale(handle: int) -> bool:
    colour = (ctypes.c_uint * 4)()
    start = ctypes.addressof(colour)
    found = calls.fill_colour(handle, *(start + 4 * place for place in range(4)))
    red, green, blue, alpha = colour
    return bool(found) and (min(red, green, blue) > _PALE or alpha < 255 - _PALE)
