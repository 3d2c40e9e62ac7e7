"""A sentence as its words, the cues among them, and the clauses it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.matching import Match, Rule
from minutes.vocabulary import Theme

COLONS = frozenset(":–-")

COORDINATION = frozenset({"og", "eller", ",", "/"})

CONTRASTS = frozenset({"men", "mens", "medan", "imens", ";"})
"""A clause of its own begins here, comma or not: «bruk av snus, men ikke om narkotika»."""

JOINED = frozenset({"og", "så", "for"})
"""After a comma these join main clauses; without one they join words: «skadeverk, vold og narkotika»."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the words of themes in a sentence.

    ``clauses`` says for each word the number of its clause, ``starts`` at which words a cue of a list begins, ``forms``
    are the words in small letters.
    """

    words: Sequence[Word]
    cues: Sequence[Match]
    themes: Mapping[str, Theme]
    heading: bool
    clauses: tuple[int, ...]
    starts: Mapping[str, frozenset[int]]
    forms: tuple[str, ...]

    def form(self, place: int) -> str:
        """The word at this place, or nothing before the first and after the last."""
        return self.forms[place] if 0 <= place < len(self.forms) else ""

    def pos(self, place: int) -> str:
        """The part of speech of the word at this place, or nothing."""
        return self.words[place].pos if 0 <= place < len(self.words) else ""

    def is_name(self, place: int) -> bool:
        """Whether the word at this place is written as a name."""
        return 0 <= place < len(self.words) and self.words[place].form[:1].isupper()

    def is_given(self, place: int) -> bool:
        """Whether the word at this place is a first name, which alone of names has a gender to the model."""
        return self.pos(place) == "PROPN" and "Gender=" in self.words[place].feats

    def has(self, name: str, place: int) -> bool:
        """Whether a cue of this list begins at this word."""
        return place in self.starts.get(name, ())

    def happens(self, match: Match) -> bool:
        """Whether the match names something that happens somewhere: «hærverk», «brann»."""
        theme = self.themes.get(match.entry.key)
        return match.entry.rule is Rule.TOGETHER or (theme is not None and theme.incidents)

    def is_definite(self, match: Match) -> bool:
        """Whether a word stands in the definite form: «kommunelegen»; what the model takes for a name is in another."""
        feats = self.words[match.first].feats
        return "Definite=Def" in feats or ("Definite" not in feats and self.form(match.first) != match.entry.word)


def context_of(words: Sequence[Word], cues: Sequence[Match], themes: Mapping[str, Theme], *, heading: bool) -> Context:
    """The context of a sentence with these words and cues."""
    names = {cue.entry.key for cue in cues}
    starts = {name: frozenset(cue.first for cue in cues if cue.entry.key == name) for name in names}
    forms = tuple(word.form.lower() for word in words)
    return Context(words, cues, themes, heading, clauses_of(words), starts, forms)


def clauses_of(words: Sequence[Word]) -> tuple[int, ...]:
    """For each word the number of the clause it stands in, from 0. A label before a colon is a clause."""
    numbers = []
    number = 0
    for place, word in enumerate(words):
        before = words[place - 1].form if place else ""
        form = word.form.lower()
        if place and (form in CONTRASTS or before in COLONS or (before == "," and form in JOINED)):
            number += 1
        numbers.append(number)
    return tuple(numbers)
