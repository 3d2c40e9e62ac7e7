"""A sentence with its clauses and a theme in it, as the trends look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.trend.clauses import Clauses


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its clauses, and the places of the theme's words in it."""

    words: Sequence[Word]
    clauses: Clauses
    theme: frozenset[int]

    def within(self, place: int) -> list[int]:
        """The places of the words of the same clause."""
        return [near for near, number in enumerate(self.clauses.of) if number == self.clauses.of[place]]

    def root_before(self, start: int) -> int:
        """The last word before a place that is of a clause which hangs on none."""
        roots = (place for place in range(start - 1, -1, -1) if self.clauses.root(place) == self.clauses.of[place])
        return next(roots, 0)

    def relative_after(self, place: int) -> list[int]:
        """The places of a clause with «som» that begins right after a word, a comma between or not."""
        start = place + 1
        if start < len(self.words) and self.words[start].form == ",":
            start += 1
        if start >= len(self.words) or self.words[start].form.lower() != "som":
            return []
        return self.within(start) if self.clauses.is_relative(self.clauses.of[start]) else []
