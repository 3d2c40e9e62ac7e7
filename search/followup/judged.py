"""The possible links of a series' tasks, with what a person has said of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.verdicts import StoredVerdict
from search.followup.likeness import Pair, Reading
from search.followup.link import Found, find_links, kept
from search.followup.model import Verdict
from search.followup.series import Item, Passage, Series, Task, fingerprint, title_of
from search.followup.signs import telling_of

NAME_LENGTH = 10
"""Hexadecimal digits of a name: a hundred thousand action points have two alike once in a hundred archives."""


def action_name(series: Series, task: Task) -> str:
    """The name of an action point: the same whenever its meeting and its words are."""
    meeting = task.item.date.isoformat() if task.item.date else task.item.item_id
    where = f"{series.municipality or ''}|{series.body or ''}".casefold() if task.item.date else ""
    return _name(f"{where}|{meeting}|{fingerprint(task.text)}")


def link_name(passage: Passage) -> str:
    """The name of a place in a later meeting."""
    return _name(f"{passage.item.date}|{fingerprint(passage.text)}")


def _name(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:NAME_LENGTH]


Said = Mapping[tuple[str, str], StoredVerdict]
"""Verdicts by the names of their sides, and by the items and words of these."""


def said_of(stored: Iterable[StoredVerdict]) -> dict[tuple[str, str], StoredVerdict]:
    """Verdicts by the names of their sides, and by the items and words of these."""
    found: dict[tuple[str, str], StoredVerdict] = {}
    for verdict in stored:
        found[verdict.action, verdict.link] = verdict
        found[_side(verdict.action_item, verdict.action_print), _side(verdict.link_item, verdict.link_print)] = verdict
    return found


def _side(item_id: str, words: str) -> str:
    return f"{item_id}|{words}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A possible link of a task with what a person has said of it."""

    found: Found
    name: str
    verdict: Verdict | None


def possible_links(series: Series, said: Said) -> list[list[Judged]]:
    """For each task of a series what may speak of it, the unlikely too, and what a person has confirmed, in order."""
    reading = Reading(series)
    found = find_links(reading)
    by_action: dict[str, set[str]] = {}
    for action, link in said:
        by_action.setdefault(action, set()).add(link)
    judged: list[list[Judged]] = []
    for task, own in zip(series.tasks, found, strict=True):
        mine = (action_name(series, task), _side(task.item.item_id, fingerprint(task.text)))
        told = frozenset(link for name in mine for link in by_action.get(name, ()))
        known = {one.pair.passage for one in own}
        missing = [one for one in _places(reading, told) if one.pair.passage not in known]
        every = sorted([*own, *missing], key=lambda one: (str(one.passage.item.date), one.pair.passage))
        judged.append([_judged(one, mine, said) for one in every])
    return judged


def _places(reading: Reading, told: AbstractSet[str]) -> Iterator[Found]:
    """The places that a person has spoken of, whatever the product makes of them."""
    for place, passage in enumerate(reading.passages if told else ()):
        if told & set(_names(passage)):
            yield _untested(passage, place)


def _names(passage: Passage) -> tuple[str, str]:
    return link_name(passage), _side(passage.item.item_id, fingerprint(passage.text))


def _judged(one: Found, mine: Iterable[str], said: Said) -> Judged:
    names = _names(one.passage)
    stored = next((said[action, link] for action in mine for link in names if (action, link) in said), None)
    return Judged(one, names[0], Verdict(stored.verdict) if stored else None)


def counted(judged: Iterable[Judged], last: dt.date | None) -> list[Judged]:
    """Those that count until a day: what a person has confirmed, and what is likely and not rejected."""
    until = [one for one in judged if last is None or (one.found.passage.item.date or last) <= last]
    open_ones = [one for one in until if one.verdict is not Verdict.REJECTED]
    sure = {id(found) for found in kept(one.found for one in open_ones)}
    return [one for one in open_ones if one.verdict is Verdict.CONFIRMED or id(one.found) in sure]


def whole_item(item: Item) -> Judged:
    """An item as a whole, by its title, as a place that may speak of any task."""
    passage = title_of(item)
    return Judged(_untested(passage, -1), link_name(passage), None)


def _untested(passage: Passage, place: int) -> Found:
    pair = Pair(task=-1, passage=place, shared=(), names_responsible=False, features={}, weight=0.0)
    return Found(pair=pair, passage=passage, likely=0.0, telling=telling_of(passage))
