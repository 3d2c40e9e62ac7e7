"""A sentence with themes in it, and what its words do to them: what they deny, put off, pass on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ingest.language_model import Word
from ingest.themes.context import clauses_of
from ingest.themes.denial import NO
from ingest.themes.sentences import Sentence
from ingest.themes.treated.signals import NONE, listed_words

NOBODY = frozenset({"ingen", "inga", "null"})
"""«ingen skadd»: that it befell nobody denies nothing of what happened."""

OFTEN = frozenset(
    {"dag", "dager", "dagar", "gang", "ganger", "gonger", "timer", "timar", "kveld", "kvelder", "kveldar"}
)

PRESENT = frozenset({"stede", "stades", "tilstede"})
"""«tre dager i uka», «er til stede på skolen»: what is always so, no time and none who came."""

PARTICLES = {"ta": "opp", "gå": "inn", "komme": "inn", "kome": "inn", "røre": "ved"}
"""Verbs of treating in two words."""

OPENING = 3
"""Words that a sentence begins with: «I stedet ble», «Det eneste som»."""

SOON = 4
"""Words between a verb of moving and the time that something is moved to: «går over til juni»."""

NEXT = frozenset({"gang", "gong", "møte", "møtet", "runde"})
"""«neste gang»: to a later meeting."""

BEHIND, AHEAD = 2, 4
"""Words from one that denies back and on to what it denies: «spurte ikke», «ingen hadde noen spørsmål»."""

SHORT, CURT = 14, 8
"""A sentence with who came or left is no more than that up to so many words; a denial by itself is shorter still."""


NUMBER, NONE_AT_ALL, NAME = "<tall>", "<null>", "<navn>"


class Around:
    """A sentence and what its words do to the themes in it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.hits = sentence.hits

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(word.form.lower() for word in self.words)

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """The words as lemmas; of numbers and names only that they are such."""
        return tuple(map(_sign, self.words))

    @cached_property
    def signals(self) -> Mapping[str, Sequence[int]]:
        """Where the words of each list stand; «utsatt for» is no «utsatt»."""
        listed, forms = listed_words(), self.forms
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            names = listed.get(forms[place], NONE) | listed.get(word.lemma, NONE)
            if "off" in names and forms[place + 1 : place + 2] in {("for",), ("på",)}:
                names -= {"off"}
            if names and self._is_regular(place):
                names -= {"when", "came"}
            for name in names:
                places.setdefault(name, []).append(place)
        if two := [place for place in range(len(forms)) if self._is_in_two(place)]:
            places["told"] = sorted({*places.get("told", ()), *two})
        return places

    def _is_regular(self, place: int) -> bool:
        """Whether it is how often, or where somebody always is: «tre dager i uka», «er til stede på skolen»."""
        if self.forms[place] in PRESENT:
            return self.forms[place + 1 : place + 2] in {("på",), ("ved",)}
        lemma = self.words[place].lemma.lower()
        return (
            lemma in {"uke", "veke"} and place > 1 and self.forms[place - 1] == "i" and self.forms[place - 2] in OFTEN
        )

    def _is_in_two(self, place: int) -> bool:
        """Whether a verb and a word soon after it are one verb of treating: «tatt opp», «gikk ikke inn på»."""
        particle = PARTICLES.get(self.words[place].lemma.lower())
        if particle is None or particle not in (soon := self.forms[place + 1 : place + 1 + SOON]):
            return False
        last = place + 1 + soon.index(particle)
        return particle != "inn" or self.forms[last + 1 : last + 2] == ("på",)

    @cached_property
    def denials(self) -> tuple[int, ...]:
        """Where words stand that deny."""
        harmed = self.signals.get("harm", ())
        return tuple(
            place
            for place, form in enumerate(self.forms)
            if form in NO and not (form in NOBODY and (place + 1 in harmed or place + 2 in harmed))
        )

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of the clause of each word."""
        return clauses_of(self.words)

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """Where finite verbs stand."""
        return tuple(place for place, word in enumerate(self.words) if "VerbForm=Fin" in word.feats)

    @cached_property
    def length(self) -> int:
        """Words, marks left out."""
        return self.length_from(0)

    @cached_property
    def is_instead(self) -> bool:
        """Whether it tells what came in place of the matter before it."""
        return any(place < OPENING for place in self.signals.get("instead", ()))

    @cached_property
    def is_theirs(self) -> bool:
        """Whether it says that the matter is another body's: «hører under utvalget», «oversendes dit»."""
        belongs = self.signals.get("belongs", ())
        under = any(self.forms[place + 1 : place + 2] == ("under",) for place in belongs)
        return (under and not self.denials) or (self.says("passed_on") and "dit" in self.forms)

    @cached_property
    def moves(self) -> tuple[int, ...]:
        """Where it says that a matter is moved to a later meeting: «tas neste gang», «går over til juni»."""
        return tuple(
            place
            for place in self.signals.get("moves", ())
            if any(map(self._is_later, range(place + 1, min(place + 1 + SOON, len(self.forms) - 1))))
        )

    def _is_later(self, place: int) -> bool:
        form, following = self.forms[place], self.forms[place + 1]
        if form == "neste":
            return following in NEXT
        return form in {"til", "på"} and (
            following == "neste" or (form == "til" and place + 1 in self.signals.get("later", ()))
        )

    def length_from(self, start: int) -> int:
        """Words from there on, marks left out."""
        return sum(self._counted[start:])

    @cached_property
    def _counted(self) -> tuple[bool, ...]:
        return tuple(word.form[0].isalnum() for word in self.words)

    def says(self, signal: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a word of this list stands from ``start`` to ``end``."""
        places = self.signals.get(signal)
        if not places:
            return False
        return start <= places[-1] and (end is None or any(start <= place < end for place in places))

    def denies(self, start: int = 0, end: int | None = None) -> bool:
        """Whether a word that denies stands from ``start`` to ``end``."""
        if not self.denials:
            return False
        last = len(self.forms) if end is None else end
        return any(start <= place < last for place in self.denials)

    def denies_word(self, signal: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a word that denies stands near a word of this list there: «ikke snakket om», «ingen hadde spørsmål»."""
        last = len(self.forms) if end is None else end
        words = [word for word in self.signals.get(signal, ()) if start <= word < last] if self.denials else ()
        return any(place - BEHIND <= word <= place + AHEAD for word in words for place in self.denials)

    def is_empty(self, start: int = 0) -> bool:
        """Whether the words from there on treat nothing: put off, nothing to tell, who was there."""
        length = self.length_from(start)
        return (
            not length
            or self.says("off", start)
            or self.says("agenda", start)
            or any(place >= start for place in self.moves)
            or (self.is_theirs and length <= SHORT)
            or (self.says("came", start) and (length <= CURT or not self.verbs))
            or (self.says("absent", start) and length <= SHORT)
            or (self.denies(start) and (self.says("asked", start) or length <= CURT))
        )


def _sign(word: Word) -> str:
    if word.pos == "NUM" or word.form[0].isdigit():
        return NONE_AT_ALL if word.form == "0" else NUMBER
    return NAME if word.pos == "PROPN" else (word.lemma or word.form).lower()
