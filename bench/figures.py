"""A measured figure and what it is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure and the floor it must not fall under, if it has one."""

    name: str
    value: float
    floor: float | None

    @property
    def fails(self) -> bool:
        """Whether the figure lies under its floor."""
        return self.floor is not None and self.value < self.floor
