"""The municipality of a body that a heading names: «POLITIRÅDET FOR SOLVIK», «Møtereferat Solvik ungdomsråd».

Asked where no line names the municipality as such and the text does not settle it either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.heading.lines import Line
from ingest.heading.municipalities import Found, load_places
from ingest.heading.words import heading_words
from minutes.kinds import Origin

_NAME = r"[A-ZÆØÅ][\wæøå-]+"

# A name at the end of a title, or before a date: "… I SOLVIK", "… i Øvre Solvik 3. mai", "… i Solvik, tysdag 3. mai".
_AT_END = rf"(?P<name>{_NAME}(?: {_NAME})?)(?=\W*$|\W+\d|\s+[–-]\s|,\s)"

# What a body may be in that is no municipality.
_NO_PLACE = re.compile(
    r"(?:skole|skule|barnehage|sokn|menighet|kyrkje|kirke|foretak|lag|distrikt|fylke)\w*$", re.IGNORECASE
)


# A title, with a body's name and more on its line, is no longer.
_LONGEST_TITLE = 300


def find_in_bodies(lines: Sequence[Line]) -> Found | None:
    """The municipality beside a body's name in a title.

    Args:
        lines: the first lines of a document.
    """
    for line in lines:
        text = line.text.title() if line.text.isupper() else line.text
        if len(text) > _LONGEST_TITLE or text.rstrip().endswith("."):
            continue
        match = _after_body().search(text) or (None if line.text.isupper() else _before_body().search(text))
        if match and _may_be_place(match["name"]):
            name = load_places().municipalities.get(match["name"], match["name"])
            return Found(name=name, origin=Origin.HEADING, evidence=line.evidence(*match.span("name")))
    return None


def _may_be_place(name: str) -> bool:
    words = heading_words()
    folded = name.casefold()
    kinds = {word for group in words.kinds.values() for word in group.words}
    return not _NO_PLACE.search(name) and folded not in {*words.bodies.adjectives, *kinds, "møte"}


def _councils() -> str:
    return "|".join(sorted(map(re.escape, heading_words().bodies.councils), key=len, reverse=True))


@cache
def _after_body() -> re.Pattern[str]:
    """A council and then whose: «Politirådet for Solvik», «Kontrollutvalet i Solvik»."""
    return re.compile(rf"(?<![\w-])(?i:(?:{_councils()})(?:e?t|a|en)?\s+(?:i|for|på))\s+{_AT_END}")


@cache
def _before_body() -> re.Pattern[str]:
    """A name and then its council: «Solvik eldreråd», «Møtereferat Solvik ungdomsråd»."""
    return re.compile(rf"(?<![\w-])(?P<name>{_NAME})\s+(?:{_councils()})(?![\w-])")
