"""The clauses of a sentence, from the words' parts of speech: who, what verb, in which form, told how.

No parser is asked: Norwegian has its finite verb second, so the subject of a main clause stands right before the verb or
right after it, and that is enough to tell who is to do something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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


class Form(StrEnum):
    """How a clause tells its verb."""

    PRESENT = "present"
    SHALL = "shall"
    MUST = "must"
    MAY = "may"
    PAST = "past"
    PERFECT = "perfect"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    TAKES = "takes"


class Told(StrEnum):
    """How a clause stands in its sentence."""

    MAIN = "main"
    CONDITION = "condition"
    RELATIVE = "relative"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause: ``start`` and ``end`` are characters of the sentence; so is ``who``, the place of the one who acts.

    ``verb`` is the dictionary form of the act; ``asked`` says that somebody asks (``asker``), and ``who`` is the one asked.
    ``after`` is the word after the act, and ``opens`` says that the clause opens the sentence.
    """

    start: int
    end: int
    subject: Subject
    who: tuple[int, int] | None
    asker: tuple[int, int] | None = None
    after: str = ""
    opens: bool = False
    verb: str
    words: frozenset[str]
    form: Form
    told: Told = Told.MAIN
    passive: bool = False
    asked: bool = False
    negated: bool = False
    shared: bool = False
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A party as it stands in a sentence: words ``first`` to ``last`` (one past), and what sort it is."""

    first: int
    last: int
    kind: Subject


NounKind = Callable[[Sequence[Word], int], Subject]
"""What sort of subject the noun or name at a place is."""

_NOMINAL = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "DET", "NUM", "NOUN", "PROPN"})
_FAR = 7
_AFTER_VERB = 8
_NEAR_COLON = 2


def _is_finite(word: Word) -> bool:
    return word.pos in {"VERB", "AUX"} and "VerbForm=Fin" in word.feats and word.form[-1:] != "."


class ClauseReader:
    """Reads the clauses of one sentence after another, with one way to tell what sort a noun is."""

    def __init__(self, kind_of: NounKind) -> None:
        self._kind = kind_of
        self._words: VerbWords = verb_words()

    def read(self, words: Sequence[Word]) -> list[Clause]:
        """The clauses of a sentence in their order."""
        found: list[Clause] = []
        edge = 0
        verbs = [place for place, word in enumerate(words) if _is_finite(word)]
        if (bare := self._bare(words)) is not None:
            verbs = sorted({bare, *verbs})
        for number, place in enumerate(verbs):
            if place < edge:
                continue
            end = verbs[number + 1] if number + 1 < len(verbs) else len(words)
            clause, edge = self._clause(words, place, edge, end, found)
            found.append(clause)
        return found

    def _bare(self, words: Sequence[Word]) -> int | None:
        """An infinitive, or a passive without a subject, that opens the sentence: "Å ta kontakt ...", "Ringe NAV.", "Eva Vik: sjekke prisen"."""
        first = next((place for place, word in enumerate(words) if word.pos not in {"PUNCT", "SYM"}), None)
        if first is None:
            return None
        colon = next((place for place, word in enumerate(words[:-1]) if word.form == ":"), None)
        if colon is not None and all(word.pos in _INSIDE | {"CCONJ", "PUNCT"} for word in words[:colon]):
            first = colon + 1
        if words[first].form.lower() == "å" and first + 1 < len(words):
            first += 1
        return first if words[first].pos == "VERB" and "VerbForm=Inf" in words[first].feats else None

    def _clause(
        self, words: Sequence[Word], place: int, edge: int, end: int, before: Sequence[Clause]
    ) -> tuple[Clause, int]:
        start, told = self._opening(words, place, edge, first=not before)
        form, act, passive, after = self._predicate(words, place, end)
        noun, inverted, shared = self._subject(words, place, start, act, told)
        if passive and inverted and (thing := self._noun_before(words, place, start)) is not None:
            noun, inverted = thing, False
        who = noun
        asked = False
        lemma = words[act].lemma.lower()
        if lemma in self._words.asks:
            asked = True
            if not passive:
                who = self._noun_from(words, self._asked_at(words, act + 1), min(end, act + 7)) or (
                    None if form is Form.IMPERATIVE else noun
                )
            goal = self._goal(words, act + 1, len(words))
            act, after = (goal, goal + 1) if goal is not None else (act, after)
        elif form in {Form.PRESENT, Form.PAST} and (goal := self._taken(words, act, len(words))) is not None:
            form, act, after = Form.TAKES, goal, goal + 1
        elif not passive and (lemma in self._words.takes or self._takes_it(words, act)):
            form = Form.TAKES
        if noun is None and shared and before:
            last = before[-1]
            clause_who, kind = last.who, last.subject
        else:
            clause_who = (words[who.first].start, words[who.last - 1].end) if who else None
            kind = noun.kind if noun else self._no_noun(words, place, start)
        if passive and not asked:
            clause_who = self._agent(words, after, end)
        if asked and who is not noun:
            kind = who.kind if who else kind
        near = words[max(start, place) : min(max(end, act + 5), len(words), max(after, act + 1) + _AFTER_VERB)]
        begin = start
        if noun is not None and not inverted and before:
            begin = max(start, noun.first)
        while begin < place and words[begin].pos in {"CCONJ", "PUNCT"}:
            begin += 1
        if inverted and told is not Told.RELATIVE:
            told = Told.MAIN
        return Clause(
            start=words[begin].start,
            end=words[end - 1].end,
            subject=kind,
            who=clause_who,
            asker=(words[noun.first].start, words[noun.last - 1].end) if asked and noun and noun is not who else None,
            verb=words[act].lemma.lower(),
            words=frozenset(word.form.lower() for word in near),
            after=words[act + 1].form.lower() if act + 1 < len(words) else "",
            opens=begin == 0 or place <= 1,
            form=form,
            told=told,
            passive=passive,
            asked=asked,
            negated=any(
                word.form.lower() in self._words.negation for word in words[start : min(max(end, after), after + 3)]
            ),
            shared=shared,
            inverted=inverted,
        ), max(after, place + 1)

    def _told(self, form: str) -> Told | None:
        told = self._words.clauses.get(form)
        return Told(told) if told else None

    def _modal(self, lemma: str) -> Form | None:
        modal = self._words.modals.get(lemma)
        return Form(modal) if modal else None

    # ---- where a clause begins ------------------------------------------------------------------------------------

    def _opening(self, words: Sequence[Word], place: int, edge: int, *, first: bool) -> tuple[int, Told]:
        """The first word of the clause of a finite verb, and how it is told, by the last mark or conjunction before."""
        for at in range(place - 1, edge - 1, -1):
            form, pos = words[at].form.lower(), words[at].pos
            told = self._told(form) if pos in {"SCONJ", "PRON", "ADV", "DET"} else None
            if (
                told is not None
                and (pos != "ADV" or at == edge or words[at - 1].form == ",")
                and not (form == "om" and at + 1 < place and words[at + 1].form == "å")
            ):
                return at + 1, told
            if form in {";", ":", "–", "-", "->", "→", ">", "("} and not (
                form == "(" and any(word.form == ")" for word in words[at:place])
            ):
                return at + 1, Told.MAIN
            if form == "," and not first and at + 1 < len(words):
                inner = [word.pos for word in words[at + 1 : place]]
                if "CCONJ" not in inner or words[at + 1].pos == "CCONJ":
                    return at + 1, Told.MAIN
        return edge, Told.MAIN

    # ---- the verb ---------------------------------------------------------------------------------------------------

    def _predicate(self, words: Sequence[Word], place: int, end: int) -> tuple[Form, int, bool, int]:
        """The form, the place of the act, whether it is passive, and where what follows begins."""
        word = words[place]
        lemma = word.lemma.lower()
        passive = "Voice=Pass" in word.feats
        if "VerbForm=Inf" in word.feats:
            return Form.INFINITIVE, place, passive or _is_passive(word), place + 1
        if "Mood=Imp" in word.feats:
            return Form.IMPERATIVE, place, False, place + 1
        form = Form.PAST if "Tense=Past" in word.feats else Form.PRESENT
        modal = self._modal(lemma)
        if modal is not None and (act := self._next(words, place + 1, end, "VerbForm=Inf")) is not None:
            held = words[act].lemma.lower()
            if held in {"bli", "verte", "ha"} and (part := self._next(words, act + 1, end, "VerbForm=Part", near=3)):
                return (modal if form is Form.PRESENT else form), part, held != "ha", part + 1
            return (modal if form is Form.PRESENT else form), act, _is_passive(words[act]), act + 1
        if (
            lemma in {"bli", "verte"}
            and (act := self._next(words, place + 1, end, "VerbForm=Part", near=5)) is not None
        ):
            return form, act, True, act + 1
        if lemma in {"ha", "være", "vere"} and (act := self._next(words, place + 1, end, "VerbForm=Part", near=4)):
            return Form.PERFECT, act, lemma != "ha", act + 1
        return form, place, passive or (form is Form.PRESENT and _is_passive(word)), place + 1

    @staticmethod
    def _next(words: Sequence[Word], start: int, end: int, feature: str, *, near: int = _FAR) -> int | None:
        for at in range(start, min(end, start + near)):
            word = words[at]
            if feature in word.feats and word.pos in {"VERB", "AUX", "ADJ"}:
                return at
            if word.form in {".", ";", ":"} or (word.pos == "SCONJ" and word.form.lower() != "om"):
                return None
        return None

    @staticmethod
    def _asked_at(words: Sequence[Word], at: int) -> int:
        """Where the one who is asked stands: after "om at", or at once."""
        while at < len(words) and words[at].form.lower() in {"om", "at", "til"}:
            at += 1
        return at

    def _goal(self, words: Sequence[Word], start: int, end: int) -> int | None:
        """What somebody is asked to do: the next infinitive, or the verb of a clause with "at"."""
        for at in range(start, min(end, start + 14)):
            if words[at].pos == "VERB" and ("VerbForm=Inf" in words[at].feats or "VerbForm=Fin" in words[at].feats):
                return at
        return None

    def _taken(self, words: Sequence[Word], act: int, end: int) -> int | None:
        """The infinitive after a verb by which one takes a task on: "lover å ...", "tar på seg å ...", "har ansvar for å"."""
        lemma = words[act].lemma.lower()
        after = [word.form.lower() for word in words[act + 1 : act + 6]]
        takes = lemma in self._words.takes or (
            lemma in {"ta", "ha", "få"} and {"seg", "ansvar", "ansvaret", "oppdrag", "oppgave", "oppgåve"} & set(after)
        )
        if not takes or "å" not in after:
            return None
        goal = act + 1 + after.index("å") + 1
        return goal if goal < end and "VerbForm=Inf" in words[goal].feats else None

    @staticmethod
    def _takes_it(words: Sequence[Word], act: int) -> bool:
        """Whether somebody takes something on: "tok på seg det", "tar dette på seg", "er ansvarlig for brøytingen"."""
        after = [word.form.lower() for word in words[act + 1 : act + 5]]
        lemma = words[act].lemma.lower()
        if lemma in {"være", "vere", "ha"}:
            return bool({"ansvarlig", "ansvarleg", "ansvar", "ansvaret"} & set(after[:3])) and "for" in after
        return lemma == "ta" and any(pair == ("på", "seg") for pair in pairwise(after))

    # ---- the subject ------------------------------------------------------------------------------------------------

    def _subject(
        self, words: Sequence[Word], place: int, start: int, act: int, told: Told
    ) -> tuple[Noun | None, bool, bool]:
        """The subject, whether it stands after the verb, and whether it is that of the clause before."""
        if self._goes_on(words, place, start):
            return None, False, told is Told.MAIN
        before = self._noun_before(words, place, start)
        if before is None and start > 1 and words[start - 1].form == ":" and place - start < _NEAR_COLON:
            named = self._noun_to(words, start - 2, 0)
            if named is not None and named.first == 0 and named.kind in DOERS:
                return named, False, False
        after = self._noun_after(words, place, act)
        if before is not None and before.kind in DOERS:
            return before, False, False
        opened = any(words[at].pos in {"ADV", "ADP", "SCONJ"} for at in range(start, place))
        opened = opened or (place > 0 and words[place - 1].form == ",")
        if after is not None and after.kind in DOERS and (before is not None or opened):
            return after, True, False
        if before is not None:
            return before, False, False
        return None, False, False

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
            at = _opening_of(words, at, start) - 1
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
            at = _opening_of(words, first - 2, start)
            first, kind = self._phrase(words, at if at == first - 2 else at - 1, start)
            if kind is Subject.NONE:
                return None
        while first - 2 >= start and (words[first - 1].pos == "CCONJ" or words[first - 1].form in {",", "/"}):
            more, other = self._phrase(words, _opening_of(words, first - 2, start), start)
            if words[first - 2].form == ")":
                more, other = self._phrase(words, _opening_of(words, first - 2, start) - 1, start)
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
        while last < stop and (words[last].pos in _INSIDE or self._is_name(words, last)):
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

    def _no_noun(self, words: Sequence[Word], place: int, start: int) -> Subject:
        return Subject.NONE

    def _agent(self, words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
        """By whom a passive is done: "... av politiet"."""
        for at in range(start, min(len(words), max(end, start + 12)) - 1):
            if words[at].form.lower() == "av":
                noun = self._noun_from(words, at + 1, min(len(words), at + 7))
                if noun is not None and noun.kind in DOERS:
                    return words[noun.first].start, words[noun.last - 1].end
            if words[at].pos in {"SCONJ"}:
                return None
        return None


def _opening_of(words: Sequence[Word], at: int, start: int) -> int:
    """The place of the parenthesis that the one at a place closes; the place itself where none stands there."""
    if words[at].form != ")":
        return at
    return next((back for back in range(at, start - 1, -1) if words[back].form == "("), start)


def _is_passive(word: Word) -> bool:
    """Whether a form ends as a passive does, where the features do not say it: nynorsk "følgjast", "takast"."""
    return "Voice=Pass" in word.feats or (
        word.pos == "VERB" and word.form.lower().endswith("ast") and not word.lemma.lower().endswith("aste")
    )
