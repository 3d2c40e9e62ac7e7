"""Scoring the compound splitter on nouns judged by hand.

A line of such a file: the parts joined by `+` (alternatives parted by `|`), a tab, the noun; without `+` the noun is
not to be split. What counts is where the noun is cut, not what the parts are called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.compounds import split_compound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNoun:
    """A noun and the ways it may be cut, each as the places where parts after the first begin; none: not at all."""

    noun: str
    cuts: frozenset[tuple[int, ...]]
    compound: bool


def read_nouns(path: Path) -> Iterator[JudgedNoun]:
    """Read a file of judged nouns."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            judged, _, noun = line.partition("\t")
            ways = [way.split("+") for way in judged.split("|")]
            yield JudgedNoun(
                noun=noun, cuts=frozenset(_places(noun, parts) for parts in ways), compound=len(ways[0]) > 1
            )


def _places(noun: str, parts: list[str]) -> tuple[int, ...]:
    places: list[int] = []
    at = 0
    for part in parts[1:]:
        at = noun.index(part, at + 1)
        places.append(at)
    return tuple(places)


def score_nouns(path: Path) -> dict[str, float]:
    """Precision, recall and the number of nouns."""
    right = wrong = missed = nouns = 0
    for judged in read_nouns(path):
        nouns += 1
        cut = tuple(part.start for part in split_compound(judged.noun)[1:])
        hit = bool(cut) and judged.compound and cut in judged.cuts
        right += hit
        wrong += bool(cut) and not hit
        missed += judged.compound and not hit
    return {
        "precision": round(right / (right + wrong), DECIMALS),
        "recall": round(right / (right + missed), DECIMALS),
        "nouns": nouns,
    }
