"""Parties as they are written in minutes, by their usual letters: "Senterpartiet", "SP" and "Sp" are one."""

from __future__ import annotations

import re
from functools import cache

from ingest.decisions.labels import decision_words
from ingest.heading.person import is_party

# A list of its own by its letters: "GDL", "ÅaSG", "NSR/SáB", "Bygdelista", "Tverrpol. liste".
_OWN_LETTERS = re.compile(r"[A-ZÆØÅÁ][A-ZÆØÅÁa-zæøåá]?[A-ZÆØÅÁ]{1,4}(?:/[\wáÁ]{1,5})?$")


@cache
def _letters() -> dict[str, str]:
    return {name: letters for letters, names in decision_words()["parties"].items() for name in names}


def party_of(text: str) -> str | None:
    """The party that a stretch names, by its usual letters; a list that is not known as it is written; None if neither."""
    word = " ".join(text.split()).strip(" .,:;()*")
    folded = word.casefold()
    if len(word) == 1 and not word.isupper():
        return None
    if known := _letters().get(folded):
        return known
    if is_party(word) or (_OWN_LETTERS.match(word) and not word.isdigit()):
        return word
    return None
