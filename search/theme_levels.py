"""Facets over two levels of themes: the number beside a theme is that of all found about it or about a theme under it.

So it is the number of hits when the theme is chosen. Among the themes of a hit, and in counts, each stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.engine import Engine, Facet, FacetIs, Query

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

ThemeCounts = Sequence[tuple[str, int]]
"""Themes and in how many of the found each stands, most first."""


def with_narrower(
    counted: ThemeCounts, *, engine: Engine, tree: Query, same: Mapping[int, int], vocabulary: Vocabulary
) -> ThemeCounts:
    """The counts with those of each upper theme taken over all that lies under it.

    Args:
        counted: in how many of the found each theme stands itself.
        engine: the search index that found them.
        tree: what was asked for.
        same: for rows that are told by several papers, the one that stands for them all.
        vocabulary: tells which theme lies under which.
    """
    numbers = dict(counted)
    upper = {vocabulary.top(theme) for theme in numbers} & {theme.broader for theme in vocabulary.themes}
    if not upper:
        return counted
    found = frozenset(engine.rows(tree))
    for theme in upper:
        covered = FacetIs(facet=Facet.THEME, values=(theme, *vocabulary.narrower(theme)))
        numbers[theme] = len({same.get(row, row) for row in engine.rows(covered) if row in found})
    return sorted(numbers.items(), key=lambda entry: (-entry[1], entry[0]))
