"""How likely a sentence is to tell a task: the features that hold, weighed; the weights are data (weights.toml)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from ingest.actions import labels
from ingest.actions.clauses import Clause
from ingest.actions.due import find_due
from ingest.actions.features import Setting, Where, features_of
from ingest.actions.gather import Candidate
from ingest.actions.paper import Paper, last_word
from ingest.actions.parties import Parties
from ingest.actions.verbs import verb_words
from ingest.decisions.labels import is_body
from minutes.tables import read_table

SURE = 0.45
"""How likely a clause must be to be called a task; of those left out one at a time, nine in ten then are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A clause with what speaks for and against it being a task; ``clause`` is None where a label alone may tell one."""

    clause: Clause | None
    features: Mapping[str, float]

    @property
    def likely(self) -> float:
        """How likely it is that this is a task, from 0 to 1."""
        known = weights()
        total = known["bias"] + sum(known.get(name, 0.0) * value for name, value in self.features.items())
        return 1 / (1 + math.exp(-total))

    @property
    def why(self) -> tuple[tuple[str, float], ...]:
        """The features that hold with their weights, the weightiest first."""
        known = weights()
        held = ((name, known.get(name, 0.0) * value) for name, value in self.features.items())
        return tuple(sorted(held, key=lambda one: -abs(one[1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A sentence of an item with the judgement of each of its clauses."""

    candidate: Candidate
    judged: tuple[Judged, ...]

    @property
    def likely(self) -> float:
        """How likely it is that the sentence tells a task."""
        return max((one.likely for one in self.judged), default=0.0)


@cache
def weights() -> dict[str, float]:
    """The weights by the names of the features, and the ``bias``."""
    data = read_table("ingest.actions", "weights.toml")
    return {name: float(value) for name, value in data["weights"].items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a paper when its sentences are judged.

    ``own`` are words, in lower case, for the body whose decisions these are; empty where the paper does not tell.
    """

    parties: Parties
    own: frozenset[str] = frozenset()
    paper: Paper = field(default_factory=Paper)


def judge(candidate: Candidate, text: str, clauses: Sequence[Clause], known: Known) -> list[Judged]:
    """Each clause of a candidate with its features; one judgement without a clause where only a label may tell.

    Args:
        candidate: the sentence.
        text: the item's text.
        clauses: the clauses of ``text[candidate.read_from:candidate.end]``.
        known: the people of the paper, the body that decides, and how the paper tells.
    """
    setting = replace(
        setting_of(candidate, text),
        named_task=named_last(text[candidate.start : candidate.end], known.parties) is not None,
    )
    parties, paper = known.parties, known.paper
    read = text[candidate.read_from : candidate.end]
    found = []
    for clause in clauses:
        who = read[slice(*clause.who)] if clause.who is not None else ""
        last = last_word(read, clause)
        told = replace(
            setting,
            known=parties.knows(who),
            council=bool(who) and not clause.asked and _is_council(who, candidate, known.own),
            present=bool(who) and (parties.knows(who) or any(paper.has(word) for word in who.split())),
            spoke=last in paper.spoke,
            usual=last in verb_words().usual,
            attended=bool(paper.offices),
            anyone=last in verb_words().anyone,
            past=paper.past,
        )
        found.append(Judged(clause=clause, features=features_of(clause, told)))
    named = labels.named_behind().fullmatch(read.strip()) if candidate.where is Where.PROSE else None
    if named is not None and parties.knows_all(labels.names_in(named)) and not labels.is_role(named):
        found.append(Judged(clause=None, features={**features_of(None, setting), "named_behind": 1.0}))
    only_name = labels.responsible_label().match(text[candidate.start : candidate.end]) is not None
    bare = (
        setting.named_task
        or (setting.responsible_label and not only_name)
        or setting.agenda_label
        or setting.task_label
    )
    if bare or candidate.where.is_list:
        found.append(Judged(clause=None, features=features_of(None, setting)))
    return found


def named_last(words: str, parties: Parties) -> str | None:
    """Those who have a task by their names in brackets or after a colon behind it, where the paper knows them all."""
    named = labels.named_last().search(words)
    if named is None:
        return None
    who = str(named["inside"] or named["colon"])
    return who if who.lower() in verb_words().all or parties.knows_all(labels.split_names(who)) else None


def setting_of(candidate: Candidate, text: str) -> Setting:
    """What is known of a candidate besides its clauses."""
    words = text[candidate.start : candidate.end]
    due = find_due(words, None)
    known = verb_words()
    plain = frozenset(word.strip(".,;:()") for word in words.lower().split())
    return Setting(
        where=candidate.where,
        due=due is not None and due.text.lower() != "i dag",
        next_meeting=due is not None and "møte" in due.text.lower(),
        responsible_label=labels.responsible_label().search(words) is not None,
        task_label=candidate.task_label,
        agenda_label=labels.on_agenda().search(words) is not None or labels.next_meeting().match(words) is not None,
        arrow=candidate.arrow,
        question=words.rstrip().endswith("?"),
        last=candidate.last,
        opens_next=labels.opens_next().match(words) is not None,
        habit=bool(known.habit & plain) or (bool(known.every & plain) and bool(known.times & plain)),
        condition=labels.opens_condition().match(words) is not None,
        procedure=bool(known.procedure & plain),
        money=bool(known.money & plain),
        power=bool(known.power & plain),
        every=bool(known.every & plain),
        by_rule=labels.by_rule().search(words) is not None,
        opens_by=words.lower().startswith("ved "),
        rule_item=_is_of_rules(text),
    )


@lru_cache(maxsize=1)
def _is_of_rules(text: str) -> bool:
    """Asked of the same item for each of its sentences."""
    return labels.of_rules().search(text) is not None


def _is_council(who: str, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether the one who acts is the body that decides, or the municipality for which it does: its act is the decision."""
    if candidate.where not in {Where.DECISION, Where.TREATMENT}:
        return False
    last = who.rsplit(maxsplit=1)[-1].lower()
    return (is_body(who) and (last in own or not own)) or (
        candidate.where is Where.DECISION and last in {"kommune", "kommunen", "kommuna"}
    )
