"""Action points: who is to do what, by when. Precision first.

The sentences where the meeting speaks or decides are read by the language model; each clause is weighed by its grammar and
by where it stands (judge.py), and those that weigh enough are tasks. In minutes in prose any sentence may hold one. In a
protocol only the words of the decision do (of the recommendation, where there is no decision or it only refers to it), and
what is said in the treatment. A document's sentences go to the model together; one without any never loads it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.actions import labels
from ingest.actions.clauses import ClauseReader
from ingest.actions.due import Calendar, Due, find_next_meeting
from ingest.actions.gather import Candidate, gather, may_tell
from ingest.actions.judge import SURE, Known, Weighed, judge
from ingest.actions.names import full_names, initials, own_bodies, short_names
from ingest.actions.paper import read_paper
from ingest.actions.parties import Parties
from ingest.actions.whose import tasks_of
from ingest.blocks import evidence_at
from ingest.layout.sentence_places import sentences
from minutes.model import ActionPoint, Decision, Span
from models.pipeline import Reading

Reader = Callable[[Sequence[str]], Iterable[Reading]]
"""What reads sentences with the language model, in their order."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """An item whose action points are wanted: its text with its offset map, what was decided, what its columns say.

    ``prose`` says that it is of minutes in prose, where any sentence may tell a task.
    """

    text: str
    spans: tuple[Span, ...]
    decisions: tuple[Decision, ...] = ()
    prose: bool
    following: Following = field(default_factory=Following)


def find_actions(
    items: Sequence[Treated],
    *,
    read: Reader,
    names: Iterable[str] = (),
    roles: Iterable[str] = (),
    meeting: dt.date | None = None,
) -> list[tuple[ActionPoint, ...]]:
    """The action points of each item of a document.

    Args:
        items: the items of one document.
        read: reads sentences with the language model; called once, or not at all when no sentence may tell a task.
        names: full names of those present; their first names are recognised alone.
        roles: what each of those present is, as the heading has it; empty where it does not say.
        meeting: the day deadlines are counted from.
    """
    names = tuple(names)
    weighed = weigh(items, read=read, names=names, roles=roles)
    calendar = Calendar(meeting=meeting, following=find_next_meeting((item.text for item in items), meeting))
    called = full_names(names)
    found = [_points(item, one, calendar) for item, one in zip(items, weighed, strict=True)]
    return [tuple(_with_full_name(action, called) for action in points) for points in found]


def _with_full_name(action: ActionPoint, called: Mapping[str, str]) -> ActionPoint:
    """The action with the full name of the one who has it, where the paper knows only one so called."""
    return replace(action, responsible=called.get(action.responsible or "", action.responsible))


def weigh(
    items: Sequence[Treated], *, read: Reader, names: Iterable[str] = (), roles: Iterable[str] = ()
) -> list[list[Weighed]]:
    """The sentences of each item that may tell a task, weighed."""
    names = tuple(names)
    parties = Parties(short_names(names) | initials(names).keys())
    own = own_bodies([decision.text for item in items for decision in item.decisions], [item.text for item in items])
    gathered = [_candidates(item) for item in items]
    texts = [item.text[one.read_from : one.end] for item, found in zip(items, gathered, strict=True) for one in found]
    reader = ClauseReader(parties.kind)
    clauses = [reader.read(reading.words) for reading in (read(texts) if texts else ())]
    known = Known(parties=parties, own=own, paper=read_paper(zip(texts, clauses, strict=True), roles))
    following = iter(clauses)
    return [
        [Weighed(candidate=one, judged=tuple(judge(one, item.text, next(following), known))) for one in candidates]
        for item, candidates in zip(items, gathered, strict=True)
    ]


def _candidates(item: Treated) -> list[Candidate]:
    found = gather(item.text, decisions=item.decisions, prose=item.prose, told=item.following.told)
    return [one for one in found if may_tell(item.text[one.start : one.end])]


def _points(item: Treated, weighed: Sequence[Weighed], calendar: Calendar) -> tuple[ActionPoint, ...]:
    found: list[ActionPoint] = []
    for number, one in enumerate(weighed):
        if one.likely < SURE or _only_adds(item.text, found, one.candidate.start):
            continue
        parts = list(tasks_of(item.text, weighed, number))
        for place, (low, high, responsible) in enumerate(parts):
            words = item.text[low:high].strip()
            if any(words == action.text for action in found):
                continue
            action = _action(words, responsible, calendar=calendar, following=_beside(item, words, low))
            action = replace(action, evidence=evidence_at(item.spans, item.text, low, high))
            last = place + 1 == len(parts)
            found.append(_with_next(action, item, high, calendar) if last else action)
    found += _in_columns(item, found, calendar)
    return tuple(sorted(found, key=lambda action: item.text.find(action.text)))


# ---- one sentence -------------------------------------------------------------------------------------------------


def _only_adds(text: str, found: Sequence[ActionPoint], low: int) -> bool:
    """Whether a sentence only gives the deadline of the task before it on the line, or below it who is responsible."""
    end = text.find("\n", low)
    words = text[low : end if end >= 0 else len(text)]
    before = text[text.rfind("\n", 0, low) + 1 : low].rstrip()
    if labels.then_due().match(words) and any(before.endswith(action.text) for action in found):
        return True
    above = text[:low].rstrip()
    named = labels.responsible_label().match(words)
    return named is not None and any(action.responsible and above.endswith(action.text) for action in found)


def _action(words: str, responsible: str | None, *, calendar: Calendar, following: Following) -> ActionPoint:
    due: Due | None = calendar.due(words)
    if due is None and following.due:
        due = calendar.due(following.due) or Due(text=following.due, date=None)
    return ActionPoint(
        text=words,
        responsible=responsible or following.responsible,
        due=due.date if due else None,
        due_text=due.text if due else None,
    )


def _with_next(action: ActionPoint, item: Treated, end: int, calendar: Calendar) -> ActionPoint:
    """The action with the deadline that the next sentence gives it: "Per Vik lager et utkast. Frist 1. mars."."""
    line = item.text.find("\n", end + 1)
    after = next(iter(sentences(item.text, end, line if line >= 0 else len(item.text))), None)
    after = after if after is None or item.text[slice(*after)].strip() else None
    if action.due_text is not None or after is None or not labels.then_due().match(item.text[slice(*after)].strip()):
        return action
    due = calendar.due(item.text[slice(*after)])
    if due is None:
        return action
    more = evidence_at(item.spans, item.text, *after)
    return replace(action, due=due.date, due_text=due.text, evidence=(*action.evidence, *more))


# ---- columns of a table -------------------------------------------------------------------------------------------

# A line that is not blank, whole.
_LINE = re.compile(r"^.*\S.*$", re.MULTILINE)

# What a column's name and deadline do not make a task of: what has been, and what is not.
_NO_TASK = re.compile(r"(?<!\w)(?:ikke|ikkje|ble|vart|blei|var|hadde|har\s+blitt)(?!\w)", re.IGNORECASE)


def _in_columns(item: Treated, found: Sequence[ActionPoint], calendar: Calendar) -> list[ActionPoint]:
    """The tasks that only a table's columns tell: the last sentence of the line that a name and a deadline stand beside."""
    added: list[ActionPoint] = []
    for start, end, responsible, due in _columns(item):
        low, high = sentences(item.text, start, end)[-1]
        words = item.text[low:high].strip()
        told = any(start <= item.text.find(action.text) < end for action in found)
        if told or not due or words.endswith("?") or _NO_TASK.search(words):
            continue
        action = _action(words, None, calendar=calendar, following=Following(responsible=responsible, due=due))
        added.append(replace(action, evidence=evidence_at(item.spans, item.text, low, high)))
    return added


def _beside(item: Treated, words: str, low: int) -> Following:
    """What the columns say of the line that a task ends: the name and the deadline that stand beside it."""
    for start, end, responsible, due in _columns(item):
        if start <= low < end and item.text[low:end].strip() == words:
            return Following(responsible=responsible, due=due)
    return item.following


def _columns(item: Treated) -> Iterator[tuple[int, int, str, str]]:
    """Where the lines are that a name and a deadline stand beside, and those; none where they are more than the lines."""
    lines = [line.span() for line in _LINE.finditer(item.text)]
    pairs = item.following.pairs
    if pairs and len(pairs) <= len(lines):
        for (start, end), (responsible, due) in zip(lines[-len(pairs) :], pairs, strict=True):
            yield start, end, responsible, due
