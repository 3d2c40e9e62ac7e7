"""Who a clause is about: the noun, name or pronoun before its finite verb, or right after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.actions.verbs import VerbWords, verb_words
from models.pipeline import Word


class Subject(StrEnum):
    """What sort of subject a clause has."""

    PERSON = "person"
    OFFICER = "officer"
    BODY = "body"
    PRONOUN = "pronoun"
    SPEAKER = "speaker"
    WE = "we"
    THING = "thing"
    IT = "it"
    NONE = "none"


DOERS = frozenset({Subject.PERSON, Subject.OFFICER, Subject.BODY, Subject.PRONOUN, Subject.SPEAKER, Subject.WE})
"""Subjects that can have a task."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A party as it stands in a sentence: words ``first`` to ``last`` (one past), and what sort it is."""

    first: int
    last: int
    kind: Subject


NounKind = Callable[[Sequence[Word], int], Subject]
"""What sort of subject the noun or name at a place is."""

_NOMINAL = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"ADJ", "DET", "NUM", "NOUN", "PROPN"})
_NEAR_COLON = 2


class SubjectReader:
    """Finds subjects, with one way to tell what sort a noun is."""

    def __init__(self, kind_of: NounKind) -> None:
        self._kind = kind_of
        self._words: VerbWords = verb_words()

    def _subject(
        self, words: Sequence[Word], place: int, start: int, act: int, *, main: bool
    ) -> tuple[Noun | None, bool, bool]:
        """The subject, whether it stands after the verb, and whether it is that of the clause before."""
        if self._goes_on(words, place, start):
            return None, False, main
        before = self._noun_before(words, place, start)
        if before is None and start > 1 and words[start - 1].form == ":" and place - start < _NEAR_COLON:
            named = self._noun_to(words, start - 2, 0)
            if named is not None and named.first == 0 and named.kind in DOERS:
                return named, False, False
        after = self._noun_after(words, place, act)
        if before is not None and before.kind in DOERS:
            return before, False, False
        opened = any(words[at].pos in {"ADV", "ADP", "SCONJ", "DET", "ADJ"} for at in range(start, place))
        opened = opened or (place > 0 and words[place - 1].form == ",")
        if after is not None and after.kind in DOERS and (before is not None or opened):
            return after, True, False
        if before is None and place > 1 and words[place - 1].form == "," and self._is_name(words, place - 2):
            # "Plakat - Eva Vik, skal henge på butikken".
            before = self._noun_to(words, place - 2, 0)
        return before, False, False

    def _goes_on(self, words: Sequence[Word], place: int, start: int) -> bool:
        """Whether a verb goes on with the subject of the one before: "... og melder tilbake"."""
        at = place - 1
        while at > start and words[at].pos in {"ADV", "PART"} and not self._is_name(words, at):
            at -= 1
        return at > 0 and words[at].pos == "CCONJ"

    def _noun_before(self, words: Sequence[Word], place: int, start: int) -> Noun | None:
        at = place - 1
        while (
            at >= start and not self._is_name(words, at) and (words[at].pos in {"ADV", "PART"} or words[at].form == ")")
        ):
            at = opening_of(words, at, start) - 1
        return self._noun_to(words, at, start) if at >= start else None

    def _noun_to(self, words: Sequence[Word], last: int, start: int) -> Noun | None:
        """The party that ends with the word at ``last``, others joined to it before: "Skolen, politiet og legen"."""
        first, kind = self._phrase(words, last, start)
        if kind is Subject.NONE:
            return None
        end = last + 1
        while first > start and words[first - 1].pos == "ADP":
            # A noun with what it belongs to: "rektor ved skolen"; nothing before it: no subject, "Til jul ringer ...".
            if first - 2 < start:
                return None
            at = opening_of(words, first - 2, start)
            first, kind = self._phrase(words, at if at == first - 2 else at - 1, start)
            if kind is Subject.NONE:
                return None
        while first - 2 >= start and (words[first - 1].pos == "CCONJ" or words[first - 1].form in {",", "/"}):
            more, other = self._phrase(words, opening_of(words, first - 2, start), start)
            if words[first - 2].form == ")":
                more, other = self._phrase(words, opening_of(words, first - 2, start) - 1, start)
            if other not in DOERS:
                break
            first = more
        return Noun(first, end, kind)

    def _phrase(self, words: Sequence[Word], last: int, start: int) -> tuple[int, Subject]:
        """The first word and the sort of the phrase that ends with a noun, name or pronoun."""
        word = words[last]
        if self._is_name(words, last):
            return self._first_of(words, last, start), Subject.PERSON
        if word.pos in {"PRON", "DET"} or word.form.lower() in self._words.all:
            return last, self._pronoun(word, opens=last == start)
        if word.pos not in _NOMINAL and not (word.form[:1].isupper() and word.pos in {"ADJ", "X", "NUM"}):
            return last, Subject.NONE
        kind = self._kind(words, last)
        first = self._first_of(words, last, start)
        if kind not in DOERS:
            # "Kommunalsjef oppvekst"; but "Fjellheim hotell" is no person.
            titles = (self._kind(words, at) for at in range(first, last))
            kind = next((found for found in titles if found in {Subject.OFFICER, Subject.BODY}), kind)
        return first, kind

    def _first_of(self, words: Sequence[Word], last: int, start: int) -> int:
        first = last
        while first - 1 >= start and (self._belongs(words[first - 1], words[first]) or self._is_name(words, first - 1)):
            first -= 1
        return first

    def _is_name(self, words: Sequence[Word], place: int) -> bool:
        """Whether the document knows the word as a name, whatever part of speech the model gives it: "Jo", "Liv"."""
        return words[place].form[:1].isupper() and self._kind(words, place) is Subject.PERSON

    @staticmethod
    def _belongs(before: Word, word: Word) -> bool:
        return before.pos in {"PROPN", "ADJ", "DET", "NUM"} or (before.pos == "NOUN" and word.pos in {"PROPN", "NOUN"})

    def _pronoun(self, word: Word, *, opens: bool) -> Subject:
        form = word.form.lower()
        if form in self._words.third:
            return Subject.PRONOUN if opens or form not in {"de", "dei"} or word.pos == "PRON" else Subject.NONE
        if form in self._words.first:
            return Subject.SPEAKER
        if form in self._words.all:
            return Subject.WE
        return Subject.IT if word.pos == "PRON" else Subject.NONE

    def _noun_after(self, words: Sequence[Word], place: int, act: int) -> Noun | None:
        """The party right after the verb, where something else stands first: "Før jul kaller rektor inn ..."."""
        stop = act if act > place else min(len(words), place + 7)
        at = place + 1
        while at < stop and words[at].pos in {"ADV", "PART"} and not self._is_name(words, at):
            at += 1
        return self._noun_from(words, at, stop) if at < stop else None

    def _noun_from(self, words: Sequence[Word], start: int, stop: int) -> Noun | None:
        """The party that begins at a word, with those joined to it."""
        at = start
        if at < stop and words[at].pos == "PRON" and not self._is_name(words, at):
            return Noun(at, at + 1, self._pronoun(words[at], opens=False))
        last = at
        while last < stop and (words[last].pos in INSIDE or self._is_name(words, last)):
            last += 1
        if last == at:
            return None
        kinds = [self._kind(words, place) for place in range(at, last)]
        kind = next((found for found in kinds if found in DOERS), Subject.THING)
        if kind in DOERS:
            # What follows the title and is no name is another phrase: the verb's object.
            last = self._end_of_title(words, at, last)
        if last + 1 < stop and words[last].pos == "CCONJ" and self._kind(words, last + 1) in DOERS:
            last += 2
            while last < stop and words[last].pos == "PROPN":
                last += 1
        return Noun(at, last, kind)

    def _end_of_title(self, words: Sequence[Word], first: int, last: int) -> int:
        for at in range(first, last):
            if self._kind(words, at) in DOERS:
                end = at + 1
                while end < last and (words[end].pos == "PROPN" or self._is_name(words, end)):
                    end += 1
                return end
        return last

    def _agent(self, words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
        """By whom a passive is done: "... av politiet"."""
        for at in range(start, min(len(words), max(end, start + 12)) - 1):
            if words[at].form.lower() == "av":
                noun = self._noun_from(words, at + 1, min(len(words), at + 7))
                if noun is not None and noun.kind in DOERS:
                    return words[noun.first].start, words[noun.last - 1].end
            if words[at].pos == "SCONJ":
                return None
        return None


def opening_of(words: Sequence[Word], at: int, start: int) -> int:
    """The place of the parenthesis that the one at a place closes; the place itself where none stands there."""
    if words[at].form != ")":
        return at
    return next((back for back in range(at, start - 1, -1) if words[back].form == "("), start)
