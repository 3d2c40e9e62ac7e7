"""Who has a task, as papers write it in many ways: «SLT-koordinator», «SLT-koordinatoren», «Politiet og krisesenteret»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.inflection import keys_of
from index.words import find_words

# What stands between two who share a task: "Politiet og krisesenteret", "Rådmann/ordfører", "Eva, Per".
BETWEEN = re.compile(r"\s*(?:,|/|;|&|\bog\b|\bsamt\b)\s*")


def parties_of(responsible: str | None) -> tuple[frozenset[str], ...]:
    """Each who has a task, as the normal forms of their words; the whole first if it is several.

    >>> parties_of("Politiet og SLT-koordinator")[1] == parties_of("politiet")[0]
    True
    """
    if not responsible:
        return ()
    parts = [part for part in BETWEEN.split(responsible) if part]
    every = [responsible, *parts] if len(parts) > 1 else [responsible]
    return tuple(frozenset(keys_of(tuple(find_words(part)))) for part in every)


def group_key(responsible: str | None) -> tuple[str, ...]:
    """The same for everything that names the same: sorts and groups a list by who has the tasks."""
    return tuple(sorted(parties_of(responsible)[0])) if responsible else ()


def answers_for(responsible: str | None, wanted: Iterable[str], unwanted: Iterable[str]) -> bool:
    """Whether a task is of one of those wanted (anybody's where none is), and of none that is unwanted."""
    parties = parties_of(responsible)
    any_of = list(wanted)
    return (not any_of or _is_any(parties, any_of)) and not _is_any(parties, unwanted)


def _is_any(parties: tuple[frozenset[str], ...], names: Iterable[str]) -> bool:
    asked = [parties_of(name)[0] for name in names if name.strip()]
    return any(name <= party for name in asked for party in parties)
