"""Bullets and numbers that stand before a list item in its own text."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutes.months import MONTHS

_MONTHS = [
    *MONTHS,
    "jan.",
    "feb.",
    "apr.",
    "aug.",
    "sept.",
    "okt.",
    "nov.",
    "des.",
]

BULLETS = "•◦▪▫■□●○‣⁃∙·➢➤✓❖►"

# A bullet, with or without a blank: "• Punkt", "●Punkt"; a lone o or * or - wants a blank: "o Punkt", "- Punkt", "* Punkt".
# § is what a Wingdings bullet becomes in a broken PDF ("§ Punkt"); before a number it is a paragraph of a law ("§ 13").
_BULLET = re.compile(rf"[{BULLETS}]+[ \t]*|[-*+o](?:[ \t]+|$)|§[ \t]+(?=[^\W\d])")

# A dash as bullet: "– Punkt". The same dash opens a quotation, so the reader asks for it only inside lists.
_DASH = re.compile(r"[–—][ \t]+")

# A number or letter: "1. Punkt", "12) Punkt", "1.Punkt", "a) punkt", "b. punkt", "iv. punkt", "ii.punkt", "(2) Punkt".
# A number is no marker when it goes on as a number ("1.5", "12.03.2021", "5.1 Tittel") or as a date ("6. desember").
_NUMBER = re.compile(
    r"(?:\(?\d{1,3}\)[ \t]*|\d{1,3}\.(?:[ \t]+|(?=[A-ZÆØÅÁ«])|$)|[a-zæøå]\)[ \t]*|[A-H]\)[ \t]+"
    r"|(?:[a-zæøå]|i{2,3}|iv|vi{1,3}|ix)\.(?:[ \t]+|(?!eks|fl)(?=[a-zæøå]{3,}(?![a-zæøå.])))"
    r"|(?:i{2,3}|iv|vi{1,3}|ix)\)[ \t]*)(?=\S|$)"
)

# What makes "6." a day and not a number in a list: "6. desember", "6. og 7. mai", "3. – 5. juni".
_DAY = re.compile(
    rf"(?:{'|'.join(re.escape(month) for month in _MONTHS)})|(?:og|eller|til|[-–])\s*\d{{1,2}}\.", re.IGNORECASE
)

# What makes "2." the ordinal of a word: "1. varamedlem", "2. gangs behandling", "3. ledd", "10. klasse".
_ORDINAL = re.compile(
    r"(?:vara|gang|ledd|klasse|trinn|etasje|kvartal|tertial|halvår|termin|person|nestleder|setning|punktum)"
)


class Marker(NamedTuple):
    """A marker as written, and how many characters of the text it and the blanks after it take."""

    text: str
    length: int


def find_marker(text: str, *, dash: bool = False) -> Marker | None:
    """The bullet or number that ``text`` begins with, if any.

    Args:
        text: the text of a paragraph, without blanks before it.
        dash: whether an en dash is a bullet here.
    """
    found = _BULLET.match(text) or (_DASH.match(text) if dash else None)
    if found is None:
        found = _NUMBER.match(text)
        if found is None:
            return None
        rest = text[found.end() :]
        if found.group().rstrip().endswith(".") and (_DAY.match(rest) or _ORDINAL.match(rest)):
            return None
    return Marker(found.group().strip(), found.end())


def is_bullet(marker: str) -> bool:
    """Whether a marker is a bullet and not a number or letter."""
    return not any(character.isalnum() for character in marker) or marker == "o"
