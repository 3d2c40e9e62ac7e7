"""Which of many lines that might open a matter do: the series of numbers that fits together best.

No line is judged alone. Each candidate has a weight, what speaks for it less what speaks against it; going from one to the
next costs or gains by how their numbers follow each other. The matters are the candidates on the best way through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.agenda.drafts import Key

# The weight of a number with a title that nothing else speaks for: three that count on carry each other, two do not.
BARE = -0.75

# What going on costs or gains; set on papers of many layouts, see tests/gold/kinds.
NEXT = 1.2
NEAR = 0.3
FAR = 0.0
BACK = -1.0
OTHER_YEAR = -0.6
_NEAR = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line that might open a matter: its number in a form that compares, and its weight."""

    key: Key | None
    weight: float


# A step past more numbers than this is not looked for: papers have a few hundred at most.
_MOST_BETWEEN = 300


def best_series(candidates: Sequence[Candidate]) -> list[int]:
    """The positions of the candidates on the best way through, in order; empty when none is worth its weight.

    Each series of letters (PS, RS, none) has a way of its own: they may stand between one another.

    >>> number = lambda serial, weight: Candidate(key=("", serial, 24), weight=weight)
    >>> best_series([number(3, -0.5), number(17, -0.5), number(4, -0.5), number(5, -0.5)])
    [0, 2, 3]
    """
    series: dict[str, list[int]] = {}
    for position, candidate in enumerate(candidates):
        series.setdefault(candidate.key[0] if candidate.key else "", []).append(position)
    return sorted(places[at] for places in series.values() for at in _best_way([candidates[place] for place in places]))


def _best_way(candidates: Sequence[Candidate]) -> list[int]:
    year_first = is_year_first([candidate.key for candidate in candidates])
    totals: list[float] = []
    before: list[int | None] = []
    # Of all that have one number, the best way to any of them; the number met last stands last.
    best: dict[Key | None, tuple[float, int]] = {}
    for position, candidate in enumerate(candidates):
        ways = (
            (total + _step(key, candidate.key, year_first=year_first), other)
            for key, (total, other) in islice(reversed(best.items()), _MOST_BETWEEN)
        )
        gain, other = max(ways, default=(0.0, -1))
        totals.append(candidate.weight + max(gain, 0.0))
        before.append(other if gain > 0 else None)
        here = (totals[-1], position)
        best[candidate.key] = max(here, best.pop(candidate.key, here))
    last = max(range(len(totals)), key=totals.__getitem__)
    if totals[last] <= 0:
        return []
    found = [last]
    while (previous := before[found[-1]]) is not None:
        found.append(previous)
    return found[::-1]


def _step(one: Key | None, other: Key | None, *, year_first: bool) -> float:
    """What it gains or costs to go from one number to a later one."""
    if one is None or other is None:
        return FAR
    serial, year = (2, 1) if year_first else (1, 2)
    if one[year] != other[year]:
        return OTHER_YEAR
    ahead = int(other[serial]) - int(one[serial])
    if ahead <= 0:
        return BACK
    return NEXT if ahead == 1 else NEAR if ahead <= _NEAR else FAR


def is_year_first(keys: Sequence[Key | None]) -> bool:
    """Whether numbers are written with the year first (21/4, 21/5): the first part stays and the second counts on."""
    known = {key for key in keys if key is not None}
    firsts, seconds = Counter(key[1] for key in known), Counter(key[2] for key in known)
    return max(firsts.values(), default=0) > max(seconds.values(), default=0)
