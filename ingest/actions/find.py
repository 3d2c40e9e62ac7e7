"""Action points: who is to do what, by when. Precision first: a sentence must say it, in one of a few ways.

In minutes in prose any sentence may hold one. In a protocol only the words of the decision do (of the recommendation,
where there is no decision or it only refers to it), and what somebody was asked to do in the treatment.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.actions.context import listed_places, stands_for
from ingest.actions.due import Due, find_due
from ingest.actions.names import short_names
from ingest.actions.patterns import Patterns, patterns_for
from ingest.actions.tasks import Task, asked_task, decided_task, followed_task, is_none, prose_task
from ingest.blocks import evidence_at
from ingest.decisions.labels import Part
from ingest.decisions.sections import split_sections
from ingest.layout.sentence_places import sentences
from minutes.model import ActionPoint, Decision, DecisionKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What the columns of a table say of a whole item: who follows it up, and by when, as written.

    ``pairs`` are the same line by line of the columns: the last of them belongs to the last line of the treatment.
    ``told`` are places in the item's text where the column tells tasks in sentences.
    """

    responsible: str | None = None
    due: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[int, int], ...] = ()


def find_actions(
    text: str,
    spans: tuple[Span, ...],
    *,
    decisions: Sequence[Decision],
    prose: bool,
    names: Iterable[str] = (),
    meeting: dt.date | None = None,
    following: Following | None = None,
) -> tuple[ActionPoint, ...]:
    """The action points of an item.

    Args:
        text: the item's text.
        spans: its offset map.
        decisions: what was found decided in it.
        prose: whether it is of minutes in prose, where any sentence may tell a task; in a protocol the decision's do.
        names: full names of those present; their first names are recognised alone.
        meeting: the day deadlines are counted from.
        following: what a table's columns say of the item.
    """
    patterns = patterns_for(short_names(names))
    following = following or Following()
    found: list[ActionPoint] = []
    treated = max(0, text.rfind("\n", 0, following.told[0][0])) if following.told else len(text)
    readers = [(place, decided_task) for place in _decided_places(text, decisions)]
    readers += [(place, prose_task if prose else asked_task) for place in _spoken_places(text[:treated], prose=prose)]
    readers += [(place, followed_task) for place in (*following.told, *listed_places(text, patterns, prose=prose))]
    for (start, end), read in readers:
        places = _with_labels(text, sentences(text, start, end), patterns)
        for place, after in zip_longest(places, places[1:]):
            for low, high in _parted(text, place, patterns):
                words = text[low:high]
                if _is_of_last(text, found, low, patterns) or _only_names(text, found, low, patterns):
                    continue
                task = read(words, patterns)
                if task is not None and patterns.pronoun.match(words):
                    task = Task(responsible=stands_for(text, sentences(text, 0, low), low, patterns))
                if task is None or any(words == action.text for action in found):
                    continue
                action = _action(words.strip(), task, meeting=meeting, following=following)
                action = replace(action, evidence=evidence_at(spans, text, low, high))
                found.append(_with_next(action, text, spans, after, meeting=meeting, patterns=patterns))
    found += _in_columns(text, spans, found, following=following, patterns=patterns, meeting=meeting)
    return tuple(sorted(found, key=lambda action: text.find(action.text)))


def _with_labels(text: str, places: Sequence[tuple[int, int]], patterns: Patterns) -> list[tuple[int, int]]:
    """Sentences, one that only says who is responsible made one with that before it on the line."""
    found: list[tuple[int, int]] = []
    for low, high in places:
        who = patterns.labelled_responsible.match(text[low:high])
        if who and found and "\n" not in text[found[-1][1] : low]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _is_of_last(text: str, found: Sequence[ActionPoint], low: int, patterns: Patterns) -> bool:
    """Whether a sentence only gives the deadline of the task before it on the line: "Sendes ut i uke 48."."""
    line = text.rfind("\n", 0, low) + 1
    before = text[line:low].rstrip()
    end = text.find("\n", low)
    words = text[low : end if end >= 0 else len(text)]
    return any(before.endswith(action.text) for action in found) and patterns.then_due.match(words) is not None


def _only_names(text: str, found: Sequence[ActionPoint], low: int, patterns: Patterns) -> bool:
    """Whether a line only says who is responsible, right below a task that has somebody: "Ansvar: Eva Vik"."""
    if not patterns.labelled_responsible.match(text[low:]):
        return False
    before = text[:low].rstrip()
    return any(action.responsible and before.endswith(action.text) for action in found)


def _in_columns(
    text: str,
    spans: tuple[Span, ...],
    found: Sequence[ActionPoint],
    *,
    following: Following,
    patterns: Patterns,
    meeting: dt.date | None,
) -> list[ActionPoint]:
    """The tasks that only a table's columns tell: the last sentence of the line that a name and a deadline stand beside."""
    lines = [place for place in _lines(text) if text[slice(*place)].strip()]
    if len(following.pairs) > len(lines):
        return []
    added = []
    for (start, end), (responsible, due) in zip(lines[-len(following.pairs) :], following.pairs, strict=False):
        low, high = sentences(text, start, end)[-1]
        words = text[low:high].strip()
        told = any(start <= text.find(action.text) < end for action in found)
        if told or not due or is_none(words, patterns) or patterns.not_words.search(words):
            continue
        action = _action(words, Task(), meeting=meeting, following=Following(responsible=responsible, due=due))
        added.append(replace(action, evidence=evidence_at(spans, text, low, high)))
    return added


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text are."""
    places, position = [], 0
    for line in text.split("\n"):
        places.append((position, position + len(line)))
        position += len(line) + 1
    return places


def _parted(text: str, place: tuple[int, int], patterns: Patterns) -> list[tuple[int, int]]:
    """A sentence in two when each half is a task of its own: "Per Vik sjekker prisen, og Eva Dal inviterer ..."."""
    low, high = place
    words = text[low:high]
    whos = (patterns.commits, patterns.officer_commits, patterns.tasks)
    first = next((found for pattern in whos if (found := pattern.match(words))), None)
    if first is None:
        return [place]
    for gap in patterns.joined.finditer(words, first.end()):
        if any(pattern.match(words, gap.end()) for pattern in whos):
            return [(low, low + gap.start()), (low + gap.end(), high)]
    return [place]


def _with_next(
    action: ActionPoint,
    text: str,
    spans: tuple[Span, ...],
    after: tuple[int, int] | None,
    *,
    meeting: dt.date | None,
    patterns: Patterns,
) -> ActionPoint:
    """The action with the deadline that the next sentence gives it: "Per Vik lager et utkast. Frist 1. mars."."""
    if action.due_text is not None or after is None or not patterns.then_due.match(text[slice(*after)]):
        return action
    due = find_due(text[slice(*after)], meeting)
    if due is None:
        return action
    return replace(
        action, due=due.date, due_text=due.text, evidence=(*action.evidence, *evidence_at(spans, text, *after))
    )


def _spoken_places(text: str, *, prose: bool) -> list[tuple[int, int]]:
    """Where the meeting itself speaks: all of minutes in prose but what is proposed, the treatment of a protocol."""
    silent = (Part.RECOMMENDATION, Part.PAPER, Part.DECISION)
    sections = split_sections(text)
    # What stands before the decision, where nothing is labelled as a case paper's, is said in the meeting.
    told = {Part.DECISION, Part.VOTING, None}.issuperset(section.part for section in sections)
    return [
        (section.start, section.end)
        for section in sections
        if (prose and section.part not in silent) or section.part is Part.TREATMENT or (told and section.part is None)
    ]


# A decision that only points at the recommendation: "Formannskapets innstilling tiltres."
_REFERS = re.compile(
    r"[^.\n]{0,80}\b(?:innstilling|forslag|framlegg|tilråding)\w*(?:\s+til\s+vedtak)?\s[^.\n]{0,40}\b(?:tiltres|vedtas|vedtatt|vedteke|godkjennes|tiltrås)\b[^.\n]*\.?",
    re.IGNORECASE,
)


# By-laws inside a decision say what anybody must do, not what somebody is to do now: "\n§ 1 Virkeområde".
_RULES = re.compile(r"^§\s*\d", re.MULTILINE)


def _decided_places(text: str, decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Where the words of the decision stand; of the last recommendation, when there is no decision or it only refers."""
    own = [decision for decision in decisions if decision.kind is DecisionKind.VEDTAK]
    proposed = [decision for decision in decisions if decision.kind is DecisionKind.INNSTILLING]
    chosen = [decision for decision in own if not _REFERS.fullmatch(decision.text.strip())]
    if not chosen and proposed:
        chosen = proposed[-1:]
    places = []
    for decision in chosen:
        start = text.rfind(decision.text)
        rules = _RULES.search(decision.text)
        places.append((start, start + (rules.start() if rules else len(decision.text))))
    return places


def _action(words: str, task: Task, *, meeting: dt.date | None, following: Following) -> ActionPoint:
    due: Due | None = find_due(words, meeting)
    if due is None and following.due:
        due = find_due(following.due, meeting) or Due(text=following.due, date=None)
    return ActionPoint(
        text=words,
        responsible=task.responsible or following.responsible,
        due=due.date if due else None,
        due_text=due.text if due else None,
    )
