"""Names in headings of capitals: «STORFJELL FRIVILLIGSENTRAL – TILSKUDD»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.names.compounds import find_compounds
from ingest.names.known import Places
from ingest.names.plain import is_common, is_compound, is_made_of_words
from ingest.names.spots import Spot, without_overlaps
from ingest.names.words import name_words
from minutes.kinds import NameKind

# Small words, which keep their letters small: "Utval for oppvekst".
_SMALL = re.compile(
    r"(?<![\w-])(?:i|på|av|til|for|om|og|ved|fra|frå|med|mot|etter|over|under|mellom|som|er|et|en|ei|eit|den|det|de)(?![\w-])",
    re.IGNORECASE,
)


@cache
def _company() -> re.Pattern[str]:
    """The form of a company behind its name, as `str.title` leaves it: "Solvik Bygg As"."""
    forms = "|".join(re.escape(form.title()) for form in name_words().organisations.companies if form.isupper())
    return re.compile(rf"(?<=\w[ ])(?:{forms})(?![\w-])")


def is_heading(line: str) -> bool:
    """Whether a line is of words in capitals, two or more."""
    return line.isupper() and " " in line.strip()


def find_in_capitals(line: str, places: Places) -> Iterator[Spot]:
    """The organisations and places that a heading in capitals shows by a word of theirs; the line keeps its length."""
    text = _SMALL.sub(lambda found: found.group().lower(), line.title())
    text = _company().sub(lambda found: found.group().upper(), text)
    if len(text) != len(line):
        return
    for spot in without_overlaps([*find_compounds(text), *places.find(text)]):
        if spot.kind is NameKind.PLACE and " " not in spot.name and not places.is_known(spot.name):
            continue
        words = spot.name.split()
        plain = is_common(words[0].lower()) or is_made_of_words(words[0]) or is_compound(words[0])
        if len(words) == 1 or places.is_known(words[0]) or not (plain or words[0] in name_words().openers):
            yield replace(spot, name=_spelled(spot.name))


def _spelled(name: str) -> str:
    """The name as running text has it: «Storfjell Frivilligsentral» -> «Storfjell frivilligsentral»."""
    heads = {*name_words().organisations.heads, *name_words().places.heads}
    return " ".join(word.lower() if word.lower() in heads else word for word in name.split())
