"""Whether a sentence is a task, and whose: in minutes in prose, in a protocol's treatment, in a decision, in a column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.actions.context import acts_there, behind_arrow, somebody
from ingest.actions.due import find_due
from ingest.actions.patterns import Patterns
from ingest.decisions.labels import is_body

# Who is set up to do it: "Det nedsettes en arbeidsgruppe ... som skal utarbeide ...".
_SET_UP = re.compile(
    r"(?:nedsettes|opprettes|setjast ned|opprettast)\s+(?:en|et|ei|ein|eit)\s+"
    r"(?P<who>[\w-]*(?:gruppe|utvalg|utval|komite|komité|nemnd))\b.*\bsom\s+skal\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence that is a task: who has it, as written, if it says so."""

    responsible: str | None = None


def is_none(words: str, patterns: Patterns) -> bool:
    """Whether a sentence is a question or a condition, which is no task however it sounds."""
    return words.rstrip().endswith("?") or patterns.not_opens.match(words) is not None


def prose_task(words: str, patterns: Patterns) -> Task | None:
    """The task a sentence of minutes in prose tells."""
    if (behind := behind_arrow(words)) is not None and (who := acts_there(behind, patterns)) is not None:
        return Task(responsible=who)
    if is_none(words, patterns) or (patterns.habits.search(words) and not patterns.tasks.match(words)):
        return None
    named = _labelled_who(words, patterns)
    said = _named_task(words, patterns)
    if said is None and (named or _nameless(words, patterns)):
        said = Task()
    return said if said is None or named is None else Task(responsible=named)


def _named_task(words: str, patterns: Patterns) -> Task | None:
    """A task with somebody named: who takes it on, who is asked, by whom it is done."""
    if (task := _taken_on(words, patterns)) is not None:
        return task
    if (task := _joined(words, patterns)) is not None:
        return task
    if (found := patterns.asks.search(words)) and not patterns.not_words.search(words[: found.start()]):
        asker = words[: found.start()].strip()
        return Task(responsible=found["who"] if not asker or is_body(asker) else asker)
    if (found := patterns.follows.search(words)) and not _only_told(words[: found.end()], patterns):
        by = patterns.by.search(words, found.end())
        return Task(responsible=by["who"] if by else None)
    return None


def _taken_on(words: str, patterns: Patterns) -> Task | None:
    """A task that begins with the one who has it."""
    if patterns.noted.search(words):
        return None
    told = (
        patterns.pronoun,
        patterns.commits,
        patterns.tasks,
        patterns.asked,
        patterns.officer_commits,
        patterns.joined_task,
    )
    for pattern in (*told, patterns.assigned, patterns.inverted):
        if (found := pattern.match(words)) and not patterns.not_words.search(words[: found.end()]):
            return Task(responsible=found["who"])
    for pattern in (patterns.acts, patterns.shall, patterns.joined_commits, patterns.told_shall):
        found = pattern.search(words) if pattern is patterns.told_shall else pattern.match(words)
        if found and find_due(words[found.end() :], None) and not patterns.not_words.search(words[: found.end()]):
            return Task(responsible=found["who"])
    found = patterns.inverted_parted.match(words)
    if found and f"{found['verb']} {found['rest']}".casefold() in patterns.parted_verbs:
        return Task(responsible=found["who"])
    return None


def _joined(words: str, patterns: Patterns) -> Task | None:
    """A task in a clause of its own after a conjunction: "Planen skal revideres, og Kari Lia sender utkast."."""
    for gap in patterns.joined.finditer(words):
        clause = words[gap.end() :]
        for pattern in (patterns.commits, patterns.officer_commits, patterns.tasks):
            if (found := pattern.match(clause)) and not patterns.not_words.search(found.group()):
                return Task(responsible=found["who"])
    return None


def _only_told(before: str, patterns: Patterns) -> bool:
    """Whether a passive is denied, past, or only told about in a clause."""
    return patterns.not_words.search(before) is not None or patterns.not_clauses.search(before) is not None


def _nameless(words: str, patterns: Patterns) -> bool:
    """A task by its form alone: a point for the next meeting, "Skal utarbeide ...", what stands after "Tiltak:"."""
    openings = (patterns.labelled, patterns.following, patterns.alone, patterns.tasks_alone)
    return any(pattern.match(words) for pattern in openings) or patterns.on_agenda.search(words) is not None


def _labelled_who(words: str, patterns: Patterns) -> str | None:
    found = patterns.labelled_responsible.search(words)
    return found["who"].strip() if found else None


def asked_task(words: str, patterns: Patterns) -> Task | None:
    """The task that somebody is asked to do, or takes on, in the treatment of a protocol."""
    if is_none(words, patterns):
        return None
    if (found := patterns.asks.search(words)) and is_body(words[: found.start()]):
        return Task(responsible=found["who"])
    return _taken_on(words, patterns)


def decided_task(words: str, patterns: Patterns) -> Task | None:
    """The task a sentence of a decision tells."""
    if is_none(words, patterns):
        return None
    for pattern in (patterns.asks, patterns.asked):
        if found := pattern.search(words):
            return Task(responsible=found["who"])
    if (task := _taken_on(words, patterns)) is not None:
        return task
    if (found := patterns.orders.search(words)) and not _only_told(words[: found.end()], patterns):
        by = _SET_UP.search(words) or patterns.by.search(words, found.end())
        return Task(responsible=by["who"] if by else None)
    named = _labelled_who(words, patterns)
    found = patterns.due_orders.search(words)
    ordered = found and find_due(words[found.end() :], None) and not _only_told(words[: found.end()], patterns)
    return Task(responsible=named) if named or ordered else None


def followed_task(words: str, patterns: Patterns) -> Task | None:
    """The task a column of the table tells in a sentence: any verb will do there."""
    task = prose_task(words, patterns)
    if task is None and (who := acts_there(words, patterns) or somebody(words)) is not None:
        return Task(responsible=who)
    return task
