"""The clauses of a sentence, from the words' parts of speech: who, what verb, in which form, told how.

No parser is asked: Norwegian has its finite verb second, so the subject of a main clause stands right before the verb or
right after it, and that is enough to tell who is to do something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.actions.objects import Object, object_of
from ingest.actions.predicates import Form, PredicateReader
from ingest.actions.subjects import DOERS, INSIDE, Noun, Subject
from ingest.actions.verbs import plain
from models.pipeline import Word


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
    ``after`` is the word after the act, ``beside`` the few there, ``words`` all from the finite verb on; ``opens`` says that
    the clause opens the sentence.
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
    beside: frozenset[str]
    form: Form
    told: Told = Told.MAIN
    passive: bool = False
    asked: bool = False
    negated: bool = False
    shared: bool = False
    inverted: bool = False
    plural: bool = False
    agreed: bool = False
    said: bool = False
    goalless: bool = False
    conditional: bool = False
    object: Object = Object.NONE


_AFTER_VERB = 8
_AGREED_BACK = 6
_BESIDE = 5


def _is_finite(word: Word) -> bool:
    return word.pos in {"VERB", "AUX"} and "VerbForm=Fin" in word.feats and word.form[-1:] != "."


def _is_plural(words: Sequence[Word], noun: Noun) -> bool:
    """Whether several of a kind are spoken of, and no two by name: "Lærerne", "kommunane"."""
    return noun.last - noun.first == 1 and "Number=Plur" in words[noun.first].feats


class ClauseReader(PredicateReader):
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
            if place < edge or (number and verbs[number - 1] == place - 1 and words[place].pos == "VERB"):
                # "tok prøver": a noun of the same form as a verb stands right behind a verb.
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
        asked = plain(words[act].lemma.lower()) in self._words.asks
        who, goalless = noun, False
        if asked:
            behind = noun.last if noun is not None and inverted else act + 1
            named = noun if passive else self._noun_from(words, self._asked_at(words, behind), min(end, behind + 6))
            who = named or (None if form is Form.IMPERATIVE else noun)
            goal = self._goal(words, act + 1, len(words))
            goalless = goal is None and (named is None or named is noun)
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
        agreed = told is Told.CONTENT and self._agrees(words, start)
        return Clause(
            start=words[begin].start,
            end=words[end - 1].end,
            subject=kind,
            who=place_of_who,
            asker=(words[noun.first].start, words[noun.last - 1].end) if asked and noun and noun is not who else None,
            verb=plain(words[act].lemma.lower()),
            words=frozenset(word.form.lower() for word in near),
            beside=frozenset(word.form.lower() for word in words[act + 1 : act + 1 + _BESIDE]),
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
            plural=noun is not None and _is_plural(words, noun),
            agreed=agreed,
            said=told is Told.CONTENT and not agreed and bool(before) and self._says(before[-1]),
            goalless=goalless,
            conditional=any(word.form.lower() in self._words.conditions for word in words[after:]),
            object=object_of(words, act),
        ), max(after, place + 1)

    def _agrees(self, words: Sequence[Word], start: int) -> bool:
        """Whether what opens at a place is what was agreed: "Det ble avtalt at ...", "Vi vart samde om at ..."."""
        near = {word.form.lower() for word in words[max(0, start - _AGREED_BACK) : start]}
        return bool(near & self._words.agreed)

    def _says(self, clause: Clause) -> bool:
        """Whether a clause tells that something was said, so that what follows is somebody's report."""
        return clause.verb in self._words.reports and clause.form in {Form.PAST, Form.PERFECT} and not clause.asked

    def _only_tells(self, clause: Clause) -> bool:
        """Whether a clause tells what somebody says or thinks, and nothing more."""
        return clause.verb in (self._words.states | self._words.reports) - self._words.acts and not clause.asked

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
