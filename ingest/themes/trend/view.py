"""What is found in a sentence whatever theme it is asked for: its cues, its numbers, its clauses, each found once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import cached_property

from ingest.language_model import Word
from ingest.themes.trend.clauses import Clauses, clauses_in
from ingest.themes.trend.compared import Comparison, compared_in
from ingest.themes.trend.cues import cues_in
from ingest.themes.trend.kinds import Cue
from ingest.themes.trend.numbers import Numbers, numbers_in
from ingest.themes.trend.scene import Scene

REMEMBERED = 4
"""Sentences that may be asked for again: one after another for each of its themes, and the one after it."""


class View:
    """A sentence's words, and what is found among them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Where it says that something changes, or does not."""
        return cues_in(self.words)

    @cached_property
    def numbers(self) -> Numbers | None:
        """The numbers that it sets against each other."""
        return numbers_in(self.words)

    @cached_property
    def compared(self) -> tuple[Comparison, ...]:
        """The counts that it sets against each other, whatever they are of."""
        return compared_in(self.words)

    @cached_property
    def clauses(self) -> Clauses:
        """Its clauses."""
        return clauses_in(self.words)

    def scene(self, theme: frozenset[int]) -> Scene:
        """The sentence with a theme's words in it."""
        return Scene(self.words, self.clauses, theme)


_lately: deque[View] = deque(maxlen=REMEMBERED)


def view_of(words: Sequence[Word]) -> View:
    """The view of a sentence; the same one if it was looked at just before."""
    for view in _lately:
        if view.words is words:
            return view
    view = View(words)
    _lately.append(view)
    return view
