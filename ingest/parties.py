"""Parties as they are written in minutes, by their usual letters: «Senterpartiet», «SP» and «Sp» are one (parties.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.heading.words import name_words
from minutes.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWords:
    """All of parties.toml, lower case; ``letters`` gives a party's usual letters for each way it is written."""

    letters: Mapping[str, str]
    written: frozenset[str]
    endings: tuple[str, ...]
    ambiguous: frozenset[str]
    never: frozenset[str]
    before: tuple[str, ...]
    behind: tuple[str, ...]


@cache
def party_words() -> PartyWords:
    """The words of parties.toml; where one of several fits, the longest comes first."""
    data = read_table("ingest", "parties.toml")
    letters = {name: usual for usual, names in data["letters"].items() for name in names}
    lists, text = data["lists"], data["text"]
    return PartyWords(
        letters=letters,
        written=frozenset(letters) | frozenset(lists["others"]),
        endings=tuple(lists["endings"]),
        ambiguous=frozenset(text["ambiguous"]),
        never=frozenset(text["never"]),
        before=tuple(sorted(text["before"], key=len, reverse=True)),
        behind=tuple(sorted(text["behind"], key=len, reverse=True)),
    )


# Letters alone that are words or parts of a count too, unless they are capitals.
_CAPITALS_ONLY = frozenset({"v", "a", "r", "h"})

_SHORTEST_LIST = 7
"""Letters of a word that may be a local list by its ending: «bylista», not «liste»."""

_LONGEST_LETTERS = 5
"""Letters of a party that no table has, before a colon: «GDL:»."""

# A list of its own by its letters: "GDL", "ÅaSG", "NSR/SáB", "Bygdelista", "Tverrpol. liste".
_OWN_LETTERS = re.compile(r"[A-ZÆØÅÁ][A-ZÆØÅÁa-zæøåá]?[A-ZÆØÅÁ]{1,4}(?:/[\wáÁ]{1,5})?$")


def is_party(text: str, *, colon: bool = False) -> bool:
    """Whether a stretch is a party: «H», «Senterpartiet», «Bygdelista»; before a colon any few capitals («GDL:»)."""
    parties = party_words()
    word = text.strip(" :.()")
    folded = word.casefold()
    is_list = folded.endswith(parties.endings) and len(folded) >= _SHORTEST_LIST and " " not in folded
    if folded in parties.written or is_list:
        return folded not in _CAPITALS_ONLY or word.isupper()
    return colon and word.isupper() and len(word) <= _LONGEST_LETTERS and folded not in name_words().not_names


def party_of(text: str) -> str | None:
    """The party that a stretch names, by its usual letters; a list that is not known as it is written; None if neither."""
    word = " ".join(text.split()).strip(" .,:;()*")
    folded = word.casefold()
    if len(word) == 1 and not word.isupper():
        return None
    if known := party_words().letters.get(folded):
        return known
    if is_party(word) or (_OWN_LETTERS.match(word) and not word.isdigit()):
        return word
    return None
