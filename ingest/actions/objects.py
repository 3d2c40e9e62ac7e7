"""What a verb is done to: one new thing, the one that is known, or things of a kind, as habits have them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from models.pipeline import Word


class Object(StrEnum):
    """How the object of a verb is told."""

    NEW = "new"
    """ "lager en plakat", "tek to prøver" """
    KNOWN = "known"
    """ "sender søknaden" """
    ONE = "one"
    """ "skriver brev" """
    MANY = "many"
    """ "gjennomfører samtaler" """
    PRONOUN = "pronoun"
    """ "tar det opp" """
    NONE = "none"


_FAR = 6
_SKIPPED = frozenset({"ADV", "PART", "ADJ"})


def object_of(words: Sequence[Word], act: int) -> Object:  # noqa: PLR0911 - one for each way to tell it
    """The object of the verb at a place: the first noun or pronoun behind it, before another clause begins."""
    new = False
    for word in words[act + 1 : act + 1 + _FAR]:
        form = word.form.lower()
        if word.pos == "PRON" and form not in {"seg", "meg", "oss"}:
            return Object.PRONOUN
        if word.pos in {"DET", "NUM"}:
            new = new or "Definite=Ind" in word.feats or word.pos == "NUM" or form in _ONE_OF
        elif word.pos == "NOUN":
            if new:
                return Object.NEW
            if "Definite=Ind" not in word.feats:
                return Object.KNOWN
            return Object.MANY if "Number=Plur" in word.feats else Object.ONE
        elif word.pos == "PROPN":
            return Object.KNOWN
        elif word.pos not in _SKIPPED and not (word.pos == "ADP" and word is words[act + 1]):
            return Object.NONE
    return Object.NONE


_ONE_OF = frozenset({"en", "ein", "ei", "et", "eit", "noen", "nokre"})
