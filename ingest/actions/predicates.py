"""The verb of a clause: in which form it is told, which word is the act, and what somebody is asked or takes on to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from ingest.actions.subjects import SubjectReader
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
    WOULD = "would"
    PERFECT = "perfect"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    TAKES = "takes"


_FAR = 7


class PredicateReader(SubjectReader):
    """Reads predicates, with one way to tell what sort a noun is."""

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
            if form is Form.PAST and lemma in {"ville", "vilje"}:
                form = Form.WOULD
            held = plain(words[act].lemma.lower())
            if held in {"bli", "verte", "ha"} and (part := self._next(words, act + 1, end, "VerbForm=Part", near=3)):
                return (modal if form is Form.PRESENT else form), part, held != "ha", part + 1
            told = modal if form is Form.PRESENT else form
            if held == "få" and (part := self._got(words, act, end)) is not None:
                return told, part, False, part + 1
            return told, act, _is_passive(words[act]), act + 1
        if (
            lemma in {"bli", "verte"}
            and (act := self._next(words, place + 1, end, "VerbForm=Part", near=5)) is not None
        ):
            return form, act, True, act + 1
        if lemma in {"ha", "være", "vere"} and (act := self._next(words, place + 1, end, "VerbForm=Part", near=4)):
            return Form.PERFECT, act, lemma != "ha", act + 1
        return form, place, passive or (form is Form.PRESENT and _is_passive(word)), place + 1

    def _got(self, words: Sequence[Word], act: int, end: int) -> int | None:
        """What somebody has done: "skal få dette rettet". What he is given stands right behind: "får tilsendt"."""
        part = self._next(words, act + 1, end, "VerbForm=Part", near=5)
        return part if part is not None and part > act + 1 else None

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

    def _task_taken_on(self, words: Sequence[Word], form: Form, act: int, after: int) -> tuple[Form, int, int]:
        """The form, the act and what follows, where the verb only takes a task on that is told behind it."""
        if form in {Form.PRESENT, Form.PAST, Form.PERFECT}:
            if (goal := self._taken(words, act, len(words))) is not None:
                return Form.TAKES, goal, goal + 1
            if form is Form.PERFECT:
                return form, act, after
            if plain(words[act].lemma.lower()) in self._words.takes or self._takes_it(words, act):
                return Form.TAKES, act, after
        if form is Form.IMPERATIVE and words[act].lemma.lower() in self._words.reminds:
            goal = self._next(words, act + 1, len(words), "VerbForm=Inf", near=3)
            return (form, goal, goal + 1) if goal is not None else (form, act, after)
        return form, act, after

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

    def _modal(self, lemma: str) -> Form | None:
        modal = self._words.modals.get(lemma)
        return Form(modal) if modal else None


def _is_passive(word: Word) -> bool:
    """Whether a form ends as a passive does, where the features do not say it: nynorsk "følgjast", "takast"."""
    return "Voice=Pass" in word.feats or (
        word.pos == "VERB" and word.form.lower().endswith("ast") and not word.lemma.lower().endswith("aste")
    )
