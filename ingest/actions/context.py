"""Tasks told by where they stand or by the sentence before: behind an arrow, after a name that a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.actions.patterns import Patterns

# An arrow to what was agreed, at the start of a line or inside it: "-> Per Vik ringer NAV", "Lys mangler → Vik ringer".
_ARROW = re.compile(r"(?:^|\s)(?:[-–=]{1,2}>|[→⇒➔])\s*")

# The thing a task is about, before a colon: the "Skilt" of "Skilt: Eva Vik spør veivesenet".
_ABOUT = re.compile(r"[A-ZÆØÅ][^:.!?\n]{2,40}:\s+")

# Somebody by first name alone, in a column that is for tasks: "Ida spør teknisk avdeling."
_SOMEBODY = re.compile(
    r"(?P<who>[A-ZÆØÅ][a-zæøå-]+(?:\s+og\s+[A-ZÆØÅ][a-zæøå-]+)?)\s+(?!er\b|har\b|blir\b|var\b)[a-zæøå]+r\s"
)

_MOST_BACK = 3


def behind_arrow(words: str) -> str | None:
    """What stands behind an arrow in a sentence; None when there is none."""
    found = list(_ARROW.finditer(words))
    return words[found[-1].end() :] if found else None


def acts_there(words: str, patterns: Patterns) -> str | None:
    """Who does something, where the place alone makes a task of it: any verb will do, and a thing may stand before."""
    about = _ABOUT.match(words)
    starts = (0, about.end()) if about else (0,)
    found = next((found for start in starts if (found := patterns.acts.match(words, start))), None)
    if found is None or patterns.not_words.search(words[: found.end()]):
        return None
    return found["who"]


def somebody(words: str) -> str | None:
    """Who begins a sentence of a column for tasks by doing something, whoever it is."""
    found = _SOMEBODY.match(words)
    return found["who"] if found else None


def listed_places(text: str, patterns: Patterns, *, prose: bool) -> list[tuple[int, int]]:
    """The lines of a list under a word for tasks, in minutes in prose: "Tiltak:", and bullets below it."""
    places: list[tuple[int, int]] = []
    position, inside = 0, False
    for line in text.split("\n"):
        bullet = line.startswith("• ")
        if inside and bullet:
            places.append((position + 2, position + len(line)))
        inside = patterns.task_list.fullmatch(line) is not None or (inside and bullet)
        position += len(line) + 1
    return places if prose else []


def stands_for(text: str, places: Sequence[tuple[int, int]], low: int, patterns: Patterns) -> str | None:
    """Whom a pronoun at ``low`` stands for: who begins one of the sentences before, else who is named first in it."""
    before = [place for place in places if place[1] <= low][-_MOST_BACK:]
    for start, end in reversed(before):
        words = text[start:end]
        if found := patterns.who.match(words) or patterns.who.search(words):
            return found["who"]
    return None
