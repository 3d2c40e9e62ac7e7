"""Private addresses in running text: a street and a house number, or where somebody is said to live.

The place of a meeting and the houses of the public are no private addresses, and the number of a road is no house's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from search.privacy.words import any_of, privacy_words, unit_behind

LOOK = 40
"""Letters looked at on either side."""

_UPPER = "A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ"
_CAPITALISED = rf"[{_UPPER}][\w'’-]*"
# "14 B", "112C", "7-9"; never four digits, which would be a year.
_NUMBER = r"[  ]\d{1,3}(?:[  ]?[A-Ha-h](?![\w]))?(?:[  ]?[-–/][  ]?\d{1,3}(?:[A-Ha-h](?!\w))?)?(?![\d])"
# ", 1234 Hegglia"
_POST = rf"(?:,?\s+\d{{4}}\s+{_CAPITALISED}(?:[ ]{_CAPITALISED})?)"


@cache
def _street() -> re.Pattern[str]:
    """Such as "Bekkeveien 14 B", "Nedre Storgate 7", "Olav Tryggvasons gate 112C", "Strandgt. 19"."""
    endings = any_of(privacy_words()["addresses"]["streets"])
    name = rf"(?:{_CAPITALISED}[ ]){{0,3}}(?:[{_UPPER}][\w'’-]*(?:{endings})|{_CAPITALISED}[ ](?:{endings}))"
    return re.compile(rf"(?<![\w-])(?P<street>{name}){_NUMBER}{_POST}?", re.NOFLAG)


# "Solbakken 3, 9876 Nordlia"
_WITH_POST = re.compile(rf"(?<![\w-])(?P<street>{_CAPITALISED}(?:[ ]{_CAPITALISED}){{0,3}}){_NUMBER}{_POST}")


@cache
def _home() -> re.Pattern[str]:
    """Such as "bosatt på Nordre Moen 41": any name and number after a word for living there."""
    cues = any_of(privacy_words()["cues"]["home"])
    return re.compile(
        rf"(?<!\w)(?i:{cues})\w*(?:[ ](?:i|på|ved|av|til|hos))?:?[ ]"
        rf"(?P<street>{_CAPITALISED}(?:[ ]{_CAPITALISED}){{0,3}}){_NUMBER}"
    )


@cache
def _public() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A public house right before ("Rådhuset, ") and right behind (" (rådhuset)")."""
    words = any_of(privacy_words()["addresses"]["public"])
    return (
        re.compile(rf"(?:{words})\w*\.?:?\s?[,(]?\s?(?:i\s)?\Z", re.IGNORECASE),
        re.compile(rf"\s?[,(]?\s?(?:\w+\s)?(?:{words})", re.IGNORECASE),
    )


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where the private addresses of a text begin and end.

    >>> [text for text in ["Klager i Bekkeveien 14 B.", "Fylkesvei 35", "Rådhuset, Storgata 1"] if [*find_addresses(text)]]
    ['Klager i Bekkeveien 14 B.']
    """
    for pattern in (_street(), _WITH_POST, _home()):
        for found in pattern.finditer(text):
            start = found.start("street")
            if not _is_road(found["street"]) and not _is_public(text, start, found.end()):
                yield start, found.end()


def _is_road(street: str) -> bool:
    return street.rsplit(maxsplit=1)[-1].casefold() in privacy_words()["addresses"]["roads"]


def _is_public(text: str, start: int, end: int) -> bool:
    before, behind = _public()
    return bool(
        unit_behind().match(text, end)
        or before.search(text, max(0, start - LOOK), start)
        or behind.match(text, end, end + LOOK)
    )
