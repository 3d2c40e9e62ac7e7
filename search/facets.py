"""How what was found is spread: for each value, how many would be found if it were chosen.

Values of one facet are alternatives, facets restrict each other; so a facet is counted without what was chosen of it,
and what was chosen is marked. The number beside a theme is that of all found about it or about a theme under it; among
the themes of a hit, and in counts, each stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engine import DateBetween, Facet, Found, Or, Query
from search.dates import YEAR
from search.filters import UNDATED_VALUE, FilterQuery

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

SHOWN_FACETS = (Facet.YEAR, Facet.MUNICIPALITY, Facet.BODY, Facet.THEME, Facet.KIND, Facet.PLACE)
"""The facets of an answer, in the order they are shown. Persons are searched for by name, never listed."""

MOST_PLACES = 10
"""Places listed in an answer: an archive has thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many are found with a value, and whether it was chosen in a filter."""

    value: str
    count: int
    chosen: bool = False


def facet_queries(question: Query, filters: FilterQuery) -> Mapping[Facet, Query]:
    """What the facets with chosen values are counted over: question and filters without what was chosen of it."""
    return {
        counted_as(facet, filters): filters.without(facet).restrict(question)
        for facet in filters.own
        if facet in SHOWN_FACETS
    }


def counted_as(facet: Facet, filters: FilterQuery) -> Facet:
    """The facet that is counted for one that is shown: where only main themes are meant, those."""
    return Facet.MAIN_THEME if facet is Facet.THEME and filters.main else facet


def themes_above(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """For each theme that others lie under, those."""
    under: dict[str, list[str]] = defaultdict(list)
    for theme in vocabulary.themes:
        if theme.broader:
            under[theme.broader].append(theme.id)
    return under


def facet_counts(found: Found, filters: FilterQuery) -> Mapping[str, tuple[FacetCount, ...]]:
    """The facets that are shown: each value with its number, most first; chosen ones even where nothing has them."""
    return {str(facet): tuple(_counts(facet, found, filters)) for facet in SHOWN_FACETS}


def _counts(facet: Facet, found: Found, filters: FilterQuery) -> Iterator[FacetCount]:
    counted = dict(found.facets.get(counted_as(facet, filters), ()))
    chosen = frozenset(filters.chosen.get(facet, ()))
    if facet is Facet.YEAR:
        asked = (*counted, UNDATED_VALUE, *(year for year in chosen if YEAR.fullmatch(year)))
        chosen = frozenset(year for year in asked if _is_among(year, filters.own.get(facet)))
        undated = found.without.get(facet, 0)
        if undated or UNDATED_VALUE in chosen:
            counted[UNDATED_VALUE] = undated
    for value in sorted(chosen - counted.keys()):
        counted[value] = 0
    most = MOST_PLACES if facet is Facet.PLACE else len(counted)
    for place, (value, count) in enumerate(counted.items()):
        if place < most or value in chosen:
            yield FacetCount(value=value, count=count, chosen=value in chosen)


def _is_among(year: str, asked: Query | None) -> bool:
    """Whether all of a year, or what has none, is among the asked-for spans."""
    if isinstance(asked, Or):
        return any(_is_among(year, part) for part in asked.parts)
    if not isinstance(asked, DateBetween):
        return False
    if asked.undated or year == UNDATED_VALUE:
        return asked.undated and year == UNDATED_VALUE
    first, last = asked.first or dt.date.min, asked.last or dt.date.max
    return first.year <= int(year) <= last.year
