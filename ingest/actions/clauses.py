"""The clauses of a sentence, from the words' parts of speech: who, what verb, in which form, told how.

No parser is asked: Norwegian has its finite verb second, so the subject of a main clause stands right before the verb or
right after it, and that is enough to tell who is to do something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ingest.actions.subjects import DOERS, INSIDE, Noun, Subject, SubjectReader
from ingest.actions.verbs import plain
from models.pipeline import Word


class Form(StrEnum):
    """How a clause tells its verb."""

    PRESENT = "present"
    SHALL = "shall"
    MUST = "must"
    MAY = "may"
    SHOULD = "should"
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


_FAR = 7
_AFTER_VERB = 8


def _is_finite(word: Word) -> bool:
    return word.pos in {"VERB", "AUX"} and "VerbForm=Fin" in word.feats and word.form[-1:] != "."


class ClauseReader(SubjectReader):
    """Reads the clauses of one sentence after another, with one way to tell what sort a noun is."""

    def read(self, words: Sequence[Word]) -> list[Clause]:
        """The clauses of a sentence in their order."""
        found: list[Clause] = []
        edge = 0
        words = self._with_verb(words)
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

    def _with_verb(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words, the first verb of the act as one where the model takes it for a noun: "Tveito avklarar med ..."."""
        for place, word in enumerate(words):
            if _is_finite(word) or word.pos == "SCONJ":
                return words
            lemma = self._words.present.get(word.form) if place else None
            if lemma is not None and (self._kind(words, place - 1) in DOERS or words[place - 1].form == ")"):
                told = replace(word, pos="VERB", lemma=lemma, feats="Mood=Ind|Tense=Pres|VerbForm=Fin")
                return [*words[:place], told, *words[place + 1 :]]
        return words

    def _bare(self, words: Sequence[Word]) -> int | None:
        """An infinitive that opens the sentence, or follows a name: "Å ta kontakt ...", "Eva Vik: sjekke prisen"."""
        first = next((place for place, word in enumerate(words) if word.pos not in {"PUNCT", "SYM"}), None)
        if first is None:
            return None
        colon = next((place for place, word in enumerate(words[:-1]) if word.form == ":"), None)
        if colon is not None and all(word.pos in INSIDE | {"CCONJ", "PUNCT"} for word in words[:colon]):
            first = colon + 1
        if words[first].form.lower() == "å" and first + 1 < len(words):
            first += 1
        return first if words[first].pos == "VERB" and "VerbForm=Inf" in words[first].feats else None

    def _clause(
        self, words: Sequence[Word], place: int, edge: int, end: int, before: Sequence[Clause]
    ) -> tuple[Clause, int]:
        start, told = self._opening(words, place, edge, first=not before)
        form, act, passive, after = self._predicate(words, place, end)
        noun, inverted, shared = self._subject(words, place, start, act, main=told is Told.MAIN)
        if passive and inverted and (thing := self._noun_before(words, place, start)) is not None:
            noun, inverted = thing, False
        lemma = plain(words[act].lemma.lower())
        asked = lemma in self._words.asks
        who = noun
        if asked:
            if not passive:
                behind = noun.last if noun is not None and inverted else act + 1
                named = self._noun_from(words, self._asked_at(words, behind), min(end, behind + 6))
                who = named or (None if form is Form.IMPERATIVE else noun)
            goal = self._goal(words, act + 1, len(words))
            act, after = (goal, goal + 1) if goal is not None else (act, after)
        else:
            form, act, after = self._task_taken_on(words, form, act, after)
        kind, place_of_who = self._acting(words, noun, who, before if shared else ())
        if passive and not asked:
            place_of_who = self._agent(words, after, end)
        near = words[max(start, place) : min(max(end, act + 5), len(words), max(after, act + 1) + _AFTER_VERB)]
        begin = max(start, noun.first) if noun is not None and not inverted and before else start
        begin = next((at for at in range(begin, place) if words[at].pos not in {"CCONJ", "PUNCT"}), place)
        if inverted and told is not Told.RELATIVE:
            told = Told.MAIN
        elif told is Told.MAIN and start == edge and not shared and before and self._only_tells(before[-1]):
            # "Politiet mener kommunen anmelder for lite": "at" is left out.
            told = Told.CONTENT
        return Clause(
            start=words[begin].start,
            end=words[end - 1].end,
            subject=kind,
            who=place_of_who,
            asker=(words[noun.first].start, words[noun.last - 1].end) if asked and noun and noun is not who else None,
            verb=plain(words[act].lemma.lower()),
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

    def _only_tells(self, clause: Clause) -> bool:
        """Whether a clause tells what somebody says or thinks, and nothing more."""
        return clause.verb in (self._words.states | self._words.reports) - self._words.acts and not clause.asked

    def _task_taken_on(self, words: Sequence[Word], form: Form, act: int, after: int) -> tuple[Form, int, int]:
        """The form, the act and what follows, where the verb only takes a task on that is told behind it."""
        if form in {Form.PRESENT, Form.PAST}:
            if (goal := self._taken(words, act, len(words))) is not None:
                return Form.TAKES, goal, goal + 1
            if plain(words[act].lemma.lower()) in self._words.takes or self._takes_it(words, act):
                return Form.TAKES, act, after
        if form is Form.IMPERATIVE and words[act].lemma.lower() in self._words.reminds:
            goal = self._next(words, act + 1, len(words), "VerbForm=Inf", near=3)
            return (form, goal, goal + 1) if goal is not None else (form, act, after)
        return form, act, after

    @staticmethod
    def _acting(
        words: Sequence[Word], noun: Noun | None, who: Noun | None, before: Sequence[Clause]
    ) -> tuple[Subject, tuple[int, int] | None]:
        """What sort the one who acts is, and its place; that of the clause before, where the subject is shared."""
        if noun is None and who is None and before:
            return before[-1].subject, before[-1].who
        if who is None:
            return (noun.kind if noun else Subject.NONE), None
        return who.kind, (words[who.first].start, words[who.last - 1].end)

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

    def _predicate(  # noqa: PLR0911 - one for each way to tell a verb
        self, words: Sequence[Word], place: int, end: int
    ) -> tuple[Form, int, bool, int]:
        """The form, the place of the act, whether it is passive, and where what follows begins."""
        word = words[place]
        lemma = plain(word.lemma.lower())
        passive = "Voice=Pass" in word.feats
        if "VerbForm=Inf" in word.feats:
            return Form.INFINITIVE, place, passive or _is_passive(word), place + 1
        if "Mood=Imp" in word.feats:
            return Form.IMPERATIVE, place, False, place + 1
        form = Form.PAST if "Tense=Past" in word.feats else Form.PRESENT
        modal = self._modal(lemma)
        if form is Form.PAST and modal is Form.SHALL:
            modal, form = Form.SHOULD, Form.PRESENT
        if modal is not None and (act := self._next(words, place + 1, end, "VerbForm=Inf")) is not None:
            held = plain(words[act].lemma.lower())
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
        """The infinitive after a verb by which one takes a task on: "lover å ...", "tar på seg å ..."."""
        lemma = plain(words[act].lemma.lower())
        after = [word.form.lower() for word in words[act + 1 : act + 6]]
        takes = lemma in self._words.takes or (
            lemma in {"ta", "ha", "få", "sitte", "sitje"} and self._words.charge & set(after)
        )
        if not takes or "å" not in after:
            return None
        goal = act + 1 + after.index("å") + 1
        return goal if goal < end and "VerbForm=Inf" in words[goal].feats else None

    @staticmethod
    def _takes_it(words: Sequence[Word], act: int) -> bool:
        """Whether somebody takes something on: "tok på seg det", "tar dette på seg", "er ansvarlig for brøytingen"."""
        after = [word.form.lower() for word in words[act + 1 : act + 5]]
        lemma = plain(words[act].lemma.lower())
        if lemma in {"være", "vere", "ha"}:
            return bool({"ansvarlig", "ansvarleg", "ansvar", "ansvaret"} & set(after[:3])) and after[-1] in {"for", "."}
        return lemma == "ta" and any(pair == ("på", "seg") for pair in pairwise(after))


def _is_passive(word: Word) -> bool:
    """Whether a form ends as a passive does, where the features do not say it: nynorsk "følgjast", "takast"."""
    return "Voice=Pass" in word.feats or (
        word.pos == "VERB" and word.form.lower().endswith("ast") and not word.lemma.lower().endswith("aste")
    )
