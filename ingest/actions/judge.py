"""How likely a sentence is to tell a task: the features that hold, weighed; the weights are data (weights.toml)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.actions import labels
from ingest.actions.clauses import Clause, ClauseReader
from ingest.actions.due import find_due
from ingest.actions.features import Setting, Where, features_of
from ingest.actions.gather import Candidate
from ingest.actions.parties import Parties
from ingest.actions.verbs import verb_words
from ingest.decisions.labels import is_body
from minutes.tables import read_table
from models.pipeline import Word

SURE = 0.4
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


@cache
def weights() -> dict[str, float]:
    """The weights by the names of the features, and the ``bias``."""
    data = read_table("ingest.actions", "weights.toml")
    return {name: float(value) for name, value in data["weights"].items()}


def judge(
    candidate: Candidate, text: str, words: Sequence[Word], parties: Parties, own: frozenset[str] = frozenset()
) -> list[Judged]:
    """Each clause of a candidate with its features; one judgement without a clause where only a label may tell.

    Args:
        candidate: the sentence.
        text: the item's text.
        words: the words of ``text[candidate.read_from:candidate.end]``.
        parties: who may have a task.
        own: words for the body whose decisions these are, in lower case; empty where they do not tell.
    """
    setting = setting_of(candidate, text)
    clauses = ClauseReader(parties.kind).read(words)
    read = text[candidate.read_from : candidate.end]
    found = []
    for clause in clauses:
        known = clause.who is not None and parties.knows(read[slice(*clause.who)])
        council = not clause.asked and clause.who is not None and _is_council(read[slice(*clause.who)], candidate, own)
        told = replace(setting, known=known, council=council)
        found.append(Judged(clause=clause, features=features_of(clause, told)))
    named = labels.named_behind().fullmatch(read.strip()) if candidate.where is Where.PROSE else None
    if named is not None and parties.knows_all(labels.names_in(named)) and not labels.is_role(named):
        found.append(Judged(clause=None, features={**features_of(None, setting), "named_behind": 1.0}))
    only_name = labels.responsible_label().match(text[candidate.start : candidate.end]) is not None
    bare = (setting.responsible_label and not only_name) or setting.agenda_label or setting.task_label
    if bare or candidate.where.is_list:
        found.append(Judged(clause=None, features=features_of(None, setting)))
    return found


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
    )


def _is_council(who: str, candidate: Candidate, own: frozenset[str]) -> bool:
    """Whether the one who acts is the body that decides, or the municipality for which it does: its act is the decision."""
    if candidate.where not in {Where.DECISION, Where.TREATMENT}:
        return False
    last = who.rsplit(maxsplit=1)[-1].lower()
    return (is_body(who) and (last in own or not own)) or (
        candidate.where is Where.DECISION and last in {"kommune", "kommunen", "kommuna"}
    )
