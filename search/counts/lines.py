"""The facts of an archive as lines to be counted: one for each unit, theme, trend and responsible, as far as asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.overview import UnitRow
from search.counted_once import Fact
from search.counts.kinds import Dimension, Measure

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

UNKNOWN = "ukjent"
"""Stands for a municipality, body or kind that a document does not tell."""

COLUMNS = (
    "own_item",
    "own_document",
    "item",
    "document",
    "meeting",
    "year",
    "quarter",
    "municipality",
    "body",
    "kind",
    "responsible",
    "theme",
    "trend",
    "mentions",
)
"""What a line is made of, in order."""

Line = tuple[str | int | None, ...]


def mainly(fact: Fact) -> Fact:
    """The fact with the themes that its unit is mainly about alone."""
    unit = fact.unit
    themes = tuple((theme, number) for theme, number in unit.themes if theme in unit.main_themes)
    trends = tuple((theme, trend, number) for theme, trend, number in unit.trends if theme in unit.main_themes)
    return replace(fact, unit=replace(unit, themes=themes, trends=trends))


def at_top(fact: Fact, vocabulary: Vocabulary) -> Fact:
    """The fact with each theme counted as the one above it."""
    mentions: Counter[str] = Counter()
    for theme, number in fact.unit.themes:
        mentions[vocabulary.top(theme)] += number
    trends: Counter[tuple[str, str]] = Counter()
    for theme, trend, number in fact.unit.trends:
        trends[vocabulary.top(theme), trend] += number
    ways = tuple((theme, trend, number) for (theme, trend), number in trends.items())
    return replace(fact, unit=replace(fact.unit, themes=tuple(mentions.items()), trends=ways))


def lines_of(known: Sequence[Fact], rows: Collection[int], measure: Measure, by: Sequence[Dimension]) -> list[Line]:
    """A line for each found unit and theme in it, with what it can be counted by; without a theme one line.

    Where trend or responsible is asked for, a line for each of these too.
    """
    return [
        (
            unit.row,
            unit.document_id,
            fact.item,
            fact.document,
            f"{unit.municipality}|{unit.body}|{unit.date}" if unit.date else fact.document,
            unit.year,
            _quarter(unit.date),
            unit.municipality or UNKNOWN,
            unit.body or UNKNOWN,
            unit.kind or UNKNOWN,
            responsible,
            theme,
            trend,
            mentions,
        )
        for fact in known
        for unit in (fact.unit,)
        if unit.row in rows and (unit.is_item or measure is not Measure.ITEMS)
        for responsible in (unit.responsible or (None,) if Dimension.RESPONSIBLE in by else (None,))
        for theme, trend, mentions in _named(unit, by_trend=Dimension.TREND in by)
    ]


def _quarter(date: str | None) -> str | None:
    """«2021-12-06» -> «2021-K4»."""
    return f"{date[:4]}-K{(int(date[5:7]) + 2) // 3}" if date else None


def _named(unit: UnitRow, *, by_trend: bool) -> Iterator[tuple[str | None, str | None, int]]:
    """Theme, trend and number of a unit's mentions; those of a theme without a trend are a line of their own."""
    if not unit.themes:
        yield None, None, 0
    for theme, number in unit.themes:
        if not by_trend:
            yield theme, None, number
            continue
        left = number
        for named, trend, times in unit.trends:
            if named == theme:
                yield theme, trend, times
                left -= times
        if left:
            yield theme, None, left
