"""A theme's word in its item, as the features of it look at it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.context import COLONS, COORDINATION
from ingest.themes.scenes import AROUND, PLACE_WORDS
from ingest.themes.sentences import Hit
from ingest.themes.treated.around import Around
from ingest.themes.treated.signals import senses_of

LABEL_START, LABEL_REACH = 6, 5
"""Words before a theme's word in a label, and from it to the mark: «a) Psykisk helse og rus:»."""

PREPOSITION_REACH = 3
"""Words that may describe a place between the preposition and it."""

PLACES = PLACE_WORDS | AROUND
"""Before where something is, or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A theme's word: its hit, its sentence, and which of the text's that is (None: the title)."""

    hit: Hit
    around: Around
    place: int | None

    @property
    def first(self) -> int:
        """Its first word."""
        return self.hit.match.first

    @property
    def last(self) -> int:
        """Its last word."""
        return self.hit.match.last

    def form(self, place: int) -> str:
        """The word at this place of the sentence in small letters, or nothing."""
        forms = self.around.forms
        return forms[place] if 0 <= place < len(forms) else ""

    def written(self, place: int) -> str:
        """The same as written."""
        words = self.around.words
        return words[place].form if 0 <= place < len(words) else ""

    def pos(self, place: int) -> str:
        """Its part of speech, or nothing."""
        words = self.around.words
        return words[place].pos if 0 <= place < len(words) else ""

    @property
    def label_mark(self) -> int:
        """Where the mark stands that makes a label of what is before it; -1 in a title and where there is none."""
        if self.place is None or self.first > LABEL_START:
            return -1
        for place in range(self.last + 1, min(self.last + 1 + LABEL_REACH, len(self.around.words))):
            if self.form(place) in COLONS or self.form(place) == "—":
                return place
            if self.pos(place) in {"VERB", "AUX"}:
                return -1
        return -1

    @property
    def whole(self) -> Word:
        """The first word, or the one that ends it where it is elliptic: «brann- og eksplosjonsvernloven»."""
        place, words = self.first, self.around.words
        while words[place].form.endswith("-") and place + 2 < len(words) and self.form(place + 1) in COORDINATION:
            place += 2
        return words[place]

    @property
    def senses(self) -> frozenset[str]:
        """What the word names by its last part, if it is one word."""
        if self.first != self.last:
            return frozenset()
        return senses_of(self.whole.lemma.lower()) | senses_of(self.whole.form.lower())

    @property
    def preposition(self) -> str:
        """The preposition of place before the word, over what describes it; nothing if there is none."""
        for place in range(self.first - 1, self.first - 1 - PREPOSITION_REACH, -1):
            if self.form(place) in PLACES:
                return self.form(place)
            if self.pos(place) not in {"ADJ", "PROPN", "DET", "NOUN"}:
                break
        return ""
