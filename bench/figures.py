"""A measured figure and what it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure and the floor it must not fall under, if it has one.

    ``at_most`` says that less is better, as of errors: then ``floor`` is what the figure must not rise above.
    """

    name: str
    value: float
    floor: float | None
    at_most: bool = False

    @property
    def fails(self) -> bool:
        """Whether the figure lies on the wrong side of what it is held against."""
        if self.floor is None:
            return False
        return self.value > self.floor if self.at_most else self.value < self.floor


Floors = Mapping[str, Mapping[str, float]]
"""What the figures of each set are held against, by the set's name (floors.toml)."""


def held_figures(name: str, values: Mapping[str, float], floors: Floors) -> tuple[str, list[Figure]]:
    """A set's name and its figures, each with its floor if it has one."""
    own = floors.get(name, {})
    return name, [Figure(name=column, value=value, floor=own.get(column)) for column, value in values.items()]
