"""What stands around a theme's word in the whole item: the sentences after it, its line, the title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice, pairwise

from ingest.themes.matching import Rule
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.standing import Reason
from ingest.themes.treated.around import Around
from minutes.vocabulary import Theme

FULL = 4
"""Words of a line that says something."""

UNDER_TITLE = 4
"""Sentences under a title that tell whether anything is treated there."""

EMPTY = frozenset({Reason.PUT_OFF, Reason.EMPTY_HEADING})


class Line:
    """The sentences of a line of the text, a paragraph or a point, and in how many of them each theme is named."""

    def __init__(self) -> None:
        self.sentences = 0
        self.named: Counter[str] = Counter()
        self.sure: Counter[str] = Counter()
        self._sentences: list[Around] = []

    def add(self, around: Around) -> None:
        """Put the next sentence in."""
        self._sentences.append(around)
        self.sentences += 1
        if around.hits:
            self.named.update({hit.theme for hit in around.hits})
            self.sure.update({hit.theme for hit in around.hits if is_sure(hit)})

    @property
    def length(self) -> int:
        """Words, marks left out."""
        return sum(around.length for around in self._sentences)


class Surroundings:
    """An item: its sentences, and where each theme is named in it.

    Args:
        title: the sentences of its title.
        body: those of its text.
        themes: the themes of the vocabulary by their ids.
        in_points: whether it is known to be a list of points, each a matter of its own.
    """

    def __init__(
        self,
        title: Sequence[Sentence],
        body: Sequence[Sentence],
        themes: Mapping[str, Theme],
        *,
        in_points: bool = False,
    ) -> None:
        self._themes = themes
        self._known_points = in_points
        self.title = tuple(map(Around, title))
        self.body = tuple(map(Around, body))
        self._lines: defaultdict[int, Line] = defaultdict(Line)
        for around in self.body:
            self._lines[around.sentence.line].add(around)
        named: defaultdict[str, list[set[str]]] = defaultdict(list)
        denied = set()
        for around in (*self.title, *self.body):
            own: defaultdict[str, set[str]] = defaultdict(set)
            for hit in around.hits:
                own[hit.theme].add(hit.written.lower())
            for theme, words in own.items():
                named[theme].append(words)
        for around in self.body:
            denied |= {hit.theme for hit in around.hits if hit.reason in EMPTY}
        self._named = named
        self.denied = frozenset(denied)

    @cached_property
    def titled(self) -> frozenset[str]:
        """Themes that the title names."""
        return frozenset(hit.theme for around in self.title for hit in around.hits)

    @cached_property
    def in_points(self) -> bool:
        """Whether several lines say something each, as the points of a list do."""
        telling = (line for line in self._lines.values() if line.length >= FULL)
        return self._known_points or len(tuple(islice(telling, 2))) > 1

    @cached_property
    def title_signals(self) -> frozenset[str]:
        """The lists that words of the title stand in."""
        return frozenset(name for around in self.title for name in around.signals)

    @cached_property
    def title_is_sure(self) -> bool:
        """Whether the title is sure to name a theme."""
        return any(is_sure(hit) for around in self.title for hit in around.hits)

    def is_varied(self, theme: str) -> bool:
        """Whether several sentences name the theme, and not all in the same words."""
        sets = self._named[theme]
        return len(sets) > 1 and any(words != other for words, other in pairwise(sets))

    def in_own_field(self, around: Around, theme: str) -> bool:
        """Whether the sentence is sure to name what falls under the theme: «smitte på sykehjemmet» is about the home."""
        return any(is_sure(hit) and self._themes[hit.theme].broader == theme for hit in around.hits)

    def line_of(self, around: Around) -> Line:
        """The line that a sentence of the text stands in."""
        return self._lines[around.sentence.line]

    def after(self, place: int) -> Around | None:
        """The sentence of the text after this one."""
        return self.body[place + 1] if place + 1 < len(self.body) else None

    def under_title(self) -> list[tuple[Around, int]]:
        """The first sentences of the text and where each begins, up to one that tells what came instead."""
        found: list[tuple[Around, int]] = []
        for around in self.body[:UNDER_TITLE]:
            if found and around.is_instead:
                break
            found.append((around, 0))
        return found

    def under_label(self, place: int, mark: int) -> list[tuple[Around, int]]:
        """What stands after the mark of a label, and the rest of its line."""
        around = self.body[place]
        line = self.body[place + 1 : place + UNDER_TITLE]
        rest = [(one, 0) for one in line if one.sentence.line == around.sentence.line]
        return [(around, mark + 1), *rest]


def is_sure(hit: Hit) -> bool:
    """Whether a hit counts so far, and is more than a hint."""
    return hit.reason is Reason.COUNTS and hit.match.entry.rule is not Rule.HINT
