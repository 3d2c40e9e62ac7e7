"""What a cue of change is: where it stands, which way it goes, and how it stands in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from minutes.kinds import Trend


class Kind(StrEnum):
    """How a cue stands in its sentence, which tells what it is said of."""

    NOUN = "noun"
    ATTRIBUTE = "attribute"
    PREDICATE = "predicate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``first`` to ``last`` say that something goes this way.

    ``firm``: a «not» before it is part of it; ``gap``: how many words after the first are not of it, as in «går nå
    tyveriene ned».
    """

    first: int
    last: int
    trend: Trend
    kind: Kind
    firm: bool = False
    gap: int = 0
