"""The clauses of a sentence, finer than those of context.py: subordinate ones too, and what each hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.context import COLONS, CONTRASTS, JOINED
from ingest.themes.trend_words import among, is_in

OPENERS = frozenset({"at", "som", "fordi", "da", "når", "etter", "siden", "sidan", "om", "slik", "før", "ettersom"})
"""They open a clause where the model reads them as subordinating, or (som) a verb follows at once."""

FINITE = "VerbForm=Fin"


@dataclass(frozen=True, slots=True)
class Clauses:
    """For each word the number of its clause; ``openers`` what opens each, ``outer`` which it stands in."""

    of: tuple[int, ...]
    openers: tuple[str, ...]
    outer: tuple[int, ...]

    def chain(self, place: int) -> tuple[int, ...]:
        """The clause of a word and those it stands in, from within."""
        found = [self.of[place]]
        while self.outer[found[-1]] != found[-1]:
            found.append(self.outer[found[-1]])
        return tuple(found)


def clauses_in(words: Sequence[Word]) -> Clauses:
    """The clauses of a sentence, in one pass."""
    of: list[int] = []
    openers, outer = [""], [0]
    now = 0
    for place, word in enumerate(words):
        before = words[place - 1].form if place else ""
        form = word.form.lower()
        begun = any(FINITE in words[near].feats for near in range(place) if of[near] == now)
        joined = form in JOINED and before == ","
        if place and (form in CONTRASTS or before in COLONS or joined or (begun and _goes_anew(words, place))):
            openers.append(form)
            outer.append(len(outer))
            now = len(outer) - 1
        elif _opens(words, place):
            openers.append(form)
            outer.append(now)
            now = len(outer) - 1
        elif before == "," and outer[now] != now and not _lists(words, place):
            now = outer[now]
        of.append(now)
    return Clauses(tuple(of), tuple(openers), tuple(outer))


def _goes_anew(words: Sequence[Word], place: int) -> bool:
    """Whether a clause with a subject of its own follows «og» or a comma, in a sentence that has its verb."""
    if words[place].form.lower() != "og" and (not place or words[place - 1].form != ","):
        return False
    named = False
    for word in words[place:]:
        if word.form in {",", ";", ":"} or word.pos == "SCONJ":
            return False
        if FINITE in word.feats:
            return named
        named = named or word.pos in {"NOUN", "PROPN", "PRON"}
    return False


def _lists(words: Sequence[Word], place: int) -> bool:
    """Whether what follows a comma goes on listing: the next words hold no verb before the next comma."""
    for word in words[place:]:
        if word.form == ",":
            break
        if word.pos in {"VERB", "AUX"}:
            return False
    return True


def _opens(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    form = word.form.lower()
    if is_in(word, among("unreal", "conditions")):
        return True
    following = words[place + 1] if place + 1 < len(words) else None
    if form not in OPENERS or following is None or (following.form.lower() == "det" and _topic(words, place)):
        return False
    if form == "som":
        return following.pos in {"VERB", "AUX"}
    if form == "om" and following.form.lower() in {"at", "å"}:
        return False
    if form in {"at", "fordi", "når", "ettersom"}:
        return True
    return word.pos == "SCONJ" and any(near.pos in {"VERB", "AUX"} for near in words[place + 1 : place + 5])


def _topic(words: Sequence[Word], place: int) -> bool:
    """«når det gjelder vold»: no clause, but what the sentence is of."""
    return place + 2 < len(words) and words[place + 2].lemma in {"gjelde", "gjelda", "gjalde"}
