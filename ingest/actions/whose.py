"""The tasks of a sentence that tells any: where each stands, and who has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actions import labels
from ingest.actions.clauses import Clause, Told
from ingest.actions.judge import SURE, Judged, Weighed
from ingest.actions.predicates import Form
from ingest.actions.subjects import DOERS, Subject
from ingest.decisions.labels import is_body

_MOST_BACK = 3
"""Sentences before a pronoun in which the one it stands for is sought."""

# What is left at the end of a first half when a sentence is parted: "undersøker prisen, og".
_JOINT = re.compile(r"[\s,;–-]*(?:\b(?:og|men|så)\b)?[\s,;–-]*$")
# Who is set up to do it: "Det nedsettes en arbeidsgruppe ... som skal utarbeide ...".
_SET_UP = re.compile(
    r"(?:nedsettes|opprettes|setjast ned|opprettast)\s+(?:en|et|ei|ein|eit)\s+"
    r"(?P<who>[\w-]*(?:gruppe|utvalg|utval|komite|komité|nemnd))\b.*\bsom\s+skal\b",
    re.IGNORECASE,
)


def tasks_of(text: str, weighed: Sequence[Weighed], number: int) -> Iterator[tuple[int, int, str | None]]:
    """The tasks of a sentence: where each stands and who has it. Two clauses with a doer each are two tasks."""
    one = weighed[number].candidate
    sure = [found for found in weighed[number].judged if found.likely >= SURE]
    named = labels.responsible_label().search(text[one.start : one.end])
    label = named["who"].strip() if named else _named(text[one.read_from : one.end], sure)
    if label is None and any("named_task" in found.features for found in sure):
        behind = labels.named_last().search(text[one.start : one.end])
        label = str(behind["inside"] or behind["colon"]) if behind else None
    own = [found for found in sure if found.clause is not None and _stands_alone(found.clause)]
    cuts = [one.read_from + found.clause.start for found in own[1:] if found.clause is not None]
    if label is not None or not cuts:
        best = max(sure, key=lambda found: (found.clause is not None and found.clause.who is not None, found.likely))
        yield one.start, one.end, label or _responsible(text, weighed, number, best.clause)
        return
    edges = [one.start, *cuts, one.end]
    for place, found in enumerate(own):
        low, high = edges[place], edges[place + 1]
        if place + 1 < len(own):
            high = low + len(_JOINT.sub("", text[low:high]))
        yield low, high, _responsible(text, weighed, number, found.clause)


def _named(words: str, sure: Sequence[Judged]) -> str | None:
    """Those whose names stand behind a task without a verb: "Kaffe: Eva og Per"."""
    named = labels.named_behind().fullmatch(words.strip())
    told = any("named_behind" in found.features for found in sure)
    return (named["who"] or named["before"]).strip(" .") if named is not None and told else None


def _stands_alone(clause: Clause) -> bool:
    """Whether a clause has a subject of its own, not told by a pronoun, who can have a task."""
    return (
        clause.subject in DOERS - {Subject.PRONOUN, Subject.WE}
        and not clause.shared
        and clause.told is Told.MAIN
        and not clause.passive
    )


def _responsible(text: str, weighed: Sequence[Weighed], number: int, clause: Clause | None) -> str | None:
    if clause is None:
        return None
    start = weighed[number].candidate.read_from
    if clause.subject in {Subject.PRONOUN, Subject.SPEAKER} and not clause.asked and not clause.passive:
        return _stands_for(text, weighed, number, clause)
    place = clause.who
    if place is None and clause.passive and (group := _SET_UP.search(text, start, weighed[number].candidate.end)):
        return group["who"]
    if clause.asked and clause.asker is not None and clause.form is not Form.PAST:
        asker = text[start + clause.asker[0] : start + clause.asker[1]]
        place = clause.who if is_body(asker) else clause.asker
    return text[start + place[0] : start + place[1]] if place is not None else None


def _stands_for(text: str, weighed: Sequence[Weighed], number: int, clause: Clause) -> str | None:
    """Whom a pronoun stands for: the last person or officer who was the subject of a clause before it."""
    for one in reversed(weighed[max(0, number - _MOST_BACK) : number + 1]):
        for judged in one.judged:
            before = judged.clause
            if before is None or before.who is None or (one is weighed[number] and before.start >= clause.start):
                continue
            if before.subject in {Subject.PERSON, Subject.OFFICER}:
                start = one.candidate.read_from
                return text[start + before.who[0] : start + before.who[1]]
    return None
