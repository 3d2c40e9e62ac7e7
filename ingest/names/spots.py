"""A stretch of a text that is a name, and which of two that share letters is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from minutes.kinds import NameKind


class Source(IntEnum):
    """Where a spot comes from; of two that overlap the surer is kept, of two as sure the longer."""

    FULL_NAME = 0
    HEAD_WORD = 1
    SHORT_NAME = 2
    PARTY = 3
    MODEL = 4
    GAZETTEER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """``text[start:end]`` names something; ``name`` is its whole name as far as it is known here."""

    kind: NameKind
    name: str
    start: int
    end: int
    source: Source
    role: str | None = None
    attendee: bool = False


def without_overlaps(spots: Iterable[Spot]) -> list[Spot]:
    """The spots of which no two share letters, in the order of the text."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.source, spot.start - spot.end, spot.start)):
        if all(spot.end <= other.start or other.end <= spot.start for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.start)
