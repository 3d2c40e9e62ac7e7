"""Which passages of later meetings speak of which task: weighed, compared with each other, and the likely ones kept.

The weights were learnt from marked minutes (``python -m bench.followup_weights``); the choice is for precision: a link that
is missed leaves a task open for a person to look into, a wrong one hides that it was never done.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from search.followup.likeness import Pair, Reading
from search.followup.model import Telling
from search.followup.series import Passage
from search.followup.signs import telling_of

SURE = 0.4
"""How likely a link must be to be shown as one. Of 0.3 to 0.7 it had the best F1 with precision above 0.98 when each of the
marked bodies to develop on was judged by weights learnt from the others (bench/followup_weights.py)."""

WORTH_SHOWING = 0.1
"""How likely a link must be to be shown to a person who asks what else it might be."""

OUTDONE = 0.35
"""How much likelier the same passage must be of another task for a link to count half."""

SETTLING = frozenset({Telling.DONE, Telling.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pair with how likely it is that the passage speaks of the task, and what it then says of it."""

    pair: Pair
    passage: Passage
    likely: float
    telling: Telling


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, and under ``bias`` where the scale begins."""
    plain = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in plain["weights"].items()}


def compared(reading: Reading, pairs: Iterable[Pair]) -> list[tuple[Pair, dict[str, float]]]:
    """The pairs with all their features: their own, and how they stand beside the others of their task and passage."""
    pairs = list(pairs)
    of_meeting: dict[tuple[int, object], float] = defaultdict(float)
    of_passage: dict[int, float] = defaultdict(float)
    for pair in pairs:
        meeting = pair.task, reading.passages[pair.passage].item.date
        of_meeting[meeting] = max(of_meeting[meeting], pair.weight)
        of_passage[pair.passage] = max(of_passage[pair.passage], pair.weight)
    found = []
    for pair in pairs:
        beside_tasks = pair.weight / of_passage[pair.passage]
        more = {
            "best_of_meeting": pair.weight / of_meeting[pair.task, reading.passages[pair.passage].item.date],
            "best_of_tasks": beside_tasks,
            "listed_best": float(pair.features["listed"] > 0 and beside_tasks > NEARLY),
            CROWD: -math.log(reading.crowd[reading.passages[pair.passage].item.date] / USUAL_CROWD),
        }
        found.append((pair, {**pair.features, **more}))
    return found


NEARLY = 0.99

CROWD = "crowd"
"""The feature that is not learnt: that a meeting speaks of a task is about as likely in long papers as in short ones, so
each of n sentences is the one with a chance of 1/n of that."""

USUAL_CROWD = 20
"""Sentences in a meeting for which that is nought; any number would do, the bias is learnt beside it."""


def likelihood(features: Mapping[str, float], learnt: Mapping[str, float]) -> float:
    """How likely a pair is a link, from 0 to 1."""
    told = sum(weight * features.get(name, 0.0) for name, weight in learnt.items())
    return 1 / (1 + math.exp(-learnt["bias"] - told - features.get(CROWD, 0.0)))


def find_links(reading: Reading, learnt: Mapping[str, float] | None = None) -> list[list[Found]]:
    """For each task of a series the passages that may speak of it, by date and place: one an item, the likeliest.

    Those under ``SURE`` are among them (down to ``WORTH_SHOWING``): the caller decides what counts.
    """
    learnt = learnt or weights()
    best: dict[tuple[int, int], Found] = {}
    every = (pair for task in range(len(reading.series.tasks)) for pair in reading.pairs(task))
    for pair, features in compared(reading, every):
        likely = likelihood(features, learnt)
        passage = reading.passages[pair.passage]
        key = pair.task, passage.item.row
        if likely >= WORTH_SHOWING and (key not in best or likely > best[key].likely):
            best[key] = Found(pair=pair, passage=passage, likely=likely, telling=telling_of(passage))
    likeliest: dict[int, float] = defaultdict(float)
    for found in best.values():
        likeliest[found.pair.passage] = max(likeliest[found.pair.passage], found.likely)
    links: list[list[Found]] = [[] for _ in reading.series.tasks]
    for found in sorted(best.values(), key=lambda one: one.pair.passage):
        # What speaks surely of one task is weak evidence that it speaks of another too.
        likely = found.likely if likeliest[found.pair.passage] - found.likely < OUTDONE else found.likely / 2
        links[found.pair.task].append(replace(found, likely=likely))
    return links


def kept(links: Iterable[Found]) -> list[Found]:
    """Of a task's possible links those that count: sure ones, until the meeting that settles it."""
    settled = None
    found = []
    for one in links:
        day = one.passage.item.date
        if one.likely < SURE or (settled is not None and day != settled):
            continue
        found.append(one)
        if one.telling in SETTLING:
            settled = day
    return found
