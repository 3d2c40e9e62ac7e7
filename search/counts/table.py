"""How often: items, mentions, meetings or documents, by any cross of theme, time, place, kind, responsible and trend.

What was counted is always said in words (search/counts/said.py). The module imports pandas and is itself imported only
when something is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from index.engine import And, DateBetween, Engine, Everything, Facet, FacetIs, Not, Or, Query
from minutes.errors import UsageError
from search.counted_once import Fact, facts
from search.counts.kinds import OF_THE_MEETING, TIMES, Dimension, Measure
from search.counts.lines import COLUMNS, at_top, lines_of, mainly
from search.counts.said import Movement, Said, movement, say_counted, times_of
from search.diagnostics import Diagnostic, each_once
from search.filters import Filters
from search.find import Question, remarks_on, understand

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.record import Record

MEETINGS_COLUMN = "meetings_held"
PER_MEETING_COLUMN = "per_meeting"

_COUNTED_COLUMN = {Measure.ITEMS: "item", Measure.MEETINGS: "meeting", Measure.DOCUMENTS: "document"}
"""The column of which different values are counted; mentions are added up."""

_MAY_BE_ABSENT = (Dimension.THEME, Dimension.RESPONSIBLE, Dimension.TREND)
"""Dimensions that much has no value of, which is left out where they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A table of counts and what it says.

    Attributes:
        columns: the dimensions, the measure, and with ``per_meeting`` also meetings held and the quotient.
        rows: cells in the order of the columns, sorted by the dimensions; a combination that does not occur has no row.
        counted: what was counted and what was left out, in bokmål.
        undated_left_out: how many of what is counted had no date where a time was asked for.
        total: how many there are in all, each once, those left out not included.
        duplicates_left_out: how many more there would have been if the same in several papers counted in each of them.
        held: where time is asked for, the meetings held at each time within what was asked, whatever they treated.
        movements: where time is asked for, whether each series goes up or down over it, the largest first.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    by: tuple[Dimension, ...]
    measure: Measure
    query: str
    interpreted: str
    diagnostics: tuple[Diagnostic, ...]
    counted: str
    undated_left_out: int
    total: int
    duplicates_left_out: int
    held: tuple[tuple[str, int], ...]
    movements: tuple[Movement, ...]


def count(
    record: Record,
    engine: Engine,
    analysis: Analysis,
    question: str = "",
    *,
    by: Sequence[Dimension],
    measure: Measure = Measure.ITEMS,
    filters: Filters | None = None,
    per_meeting: bool = False,
    duplicates: bool = False,
    every_mention: bool = False,
    level: int | None = None,
) -> Counts:
    """Counts over all that answers a question and filters.

    Args:
        record: the archive's catalogue.
        engine: the search index over it.
        analysis: the one the index was made with.
        question: any text of the query language; empty for everything.
        by: the dimensions, one column each.
        measure: what to count.
        filters: what else must hold.
        per_meeting: also divide by the meetings held in the same municipality, body, time and kind, as far as these
            are asked for, whatever was treated in them.
        duplicates: count what stands in several papers of one meeting in each of them.
        every_mention: themes are also those that are denied, only a heading, or named in passing.
        level: 1 counts a theme of the second level as the one above it; None counts each theme as itself.

    Raises:
        UsageError: no dimension, one twice, or a filter's value that the archive does not have.
    """
    if not by or len(set(by)) < len(by):
        raise UsageError(
            "Oppgi hva det skal telles etter, hvert valg én gang.", way_out="Skriv for eksempel --by theme --by year."
        )
    asked = understand(record, analysis, question, filters)
    known = facts(record, duplicates=duplicates, every_mention=every_mention)
    if asked.filters.main:
        known = tuple(mainly(fact) for fact in known)
    if level == 1:
        known = tuple(at_top(fact, analysis.vocabulary) for fact in known)
    rows = engine.rows(asked.tree)
    found = _frame(known, rows, measure, by)
    keys = [str(dimension) for dimension in by]
    cells = found.dropna(subset=keys)
    table = _table(cells, keys, measure)
    held = _frame(known, engine.rows(_circumstances(asked)), Measure.MEETINGS, ())
    labels = {theme.id: theme.label for theme in analysis.vocabulary.themes}
    movements = _movements(cells, held, tuple(by), measure, labels)
    if per_meeting:
        table = _per_meeting(table, held, tuple(by))
    left_out = _how_many(_each(cells), measure) - _how_many(cells, measure)
    timed = times_of(by)
    undated = _how_many(found[found[str(timed)].isna()], measure) if timed else 0
    said = Said(
        by=tuple(by),
        measure=measure,
        interpreted=asked.interpreted,
        total=_how_many(cells, measure),
        meetings=int(cells["meeting"].nunique()),
        documents=int(cells["document"].nunique()),
        without={dimension: _without(found, dimension, measure) for dimension in by if dimension in _MAY_BE_ABSENT},
        undated=undated,
        left_out=left_out,
        shared=sum(number > 1 for number in cells.groupby("meeting")["document"].nunique()),
        per_meeting=per_meeting,
        every_mention=every_mention,
        at_top=level == 1,
        duplicates=duplicates,
    )
    return Counts(
        columns=tuple(table.columns),
        rows=tuple(tuple(_plain(cell) for cell in row) for row in table.itertuples(index=False, name=None)),
        by=tuple(by),
        measure=measure,
        query=question,
        interpreted=asked.interpreted,
        diagnostics=each_once(
            (
                *asked.parsed.diagnostics,
                *remarks_on(engine, analysis, asked, len(rows), same={} if duplicates else record.same_rows()),
            )
        ),
        counted=say_counted(said),
        undated_left_out=undated,
        total=said.total,
        duplicates_left_out=left_out,
        held=tuple(_meetings_at(held, timed).items()) if timed else (),
        movements=movements,
    )


def _without(found: pd.DataFrame, dimension: Dimension, measure: Measure) -> int:
    """How many have nothing of a dimension; a mention always has a theme."""
    if measure is Measure.MENTIONS:
        return _how_many(found[found[str(dimension)].isna()], measure)
    return _how_many(found, measure) - _how_many(found.dropna(subset=[str(dimension)]), measure)


def _table(cells: pd.DataFrame, keys: list[str], measure: Measure) -> pd.DataFrame:
    """A row for each combination that occurs, sorted, with the measure in the last column."""
    if measure is Measure.MENTIONS:
        most = cells.groupby(list(dict.fromkeys([*keys, "theme", "item"])))["mentions"].max().reset_index()
        counted = most.groupby(keys, sort=True)["mentions"].sum()
    else:
        counted = cells.groupby(keys, sort=True)[_COUNTED_COLUMN[measure]].nunique()
    table = counted.reset_index(name=str(measure))
    return table[table[str(measure)] > 0]


def _plain(cell: object) -> str | int | float:
    if isinstance(cell, float):
        return round(cell, 4)
    return cell if isinstance(cell, str) else int(str(cell))


def _frame(known: Sequence[Fact], rows: Collection[int], measure: Measure, by: Sequence[Dimension]) -> pd.DataFrame:
    lines = lines_of(known, rows, measure, by)
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"year": "Int64", "mentions": "int64"})


def _how_many(lines: pd.DataFrame, measure: Measure) -> int:
    """What is counted, each once."""
    if measure is Measure.MENTIONS:
        return int(lines.groupby(["theme", "trend", "item"], dropna=False)["mentions"].max().sum())
    return int(lines[_COUNTED_COLUMN[measure]].nunique())


def _each(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines as they would be if nothing were the same as anything else."""
    return lines.assign(item=lines["own_item"], document=lines["own_document"])


_CIRCUMSTANCES = frozenset({Facet.MUNICIPALITY, Facet.BODY, Facet.KIND, Facet.LANGUAGE, Facet.YEAR})
"""Facets that a meeting has whatever is treated in it."""


def _circumstances(asked: Question) -> Query:
    """Of what was asked, the parts that say which meetings: where, when, whose; not what they treated."""
    tree = asked.tree
    parts = tree.parts if isinstance(tree, And) else (tree,)
    kept = tuple(part for part in parts if _is_circumstance(part))
    return And(parts=kept) if kept else Everything()


def _is_circumstance(query: Query) -> bool:
    if isinstance(query, And | Or):
        return all(_is_circumstance(part) for part in query.parts)
    if isinstance(query, Not):
        return _is_circumstance(query.part)
    return isinstance(query, DateBetween) or (isinstance(query, FacetIs) and query.facet in _CIRCUMSTANCES)


def _per_meeting(table: pd.DataFrame, held: pd.DataFrame, by: tuple[Dimension, ...]) -> pd.DataFrame:
    keys = [str(dimension) for dimension in by if dimension in OF_THE_MEETING]
    measure = str(table.columns[-1])
    if keys:
        meetings = held.groupby(keys)["meeting"].nunique().reset_index(name=MEETINGS_COLUMN)
        table = table.merge(meetings, on=keys, how="left")
    else:
        table = table.assign(**{MEETINGS_COLUMN: int(held["meeting"].nunique())})
    return table.assign(**{PER_MEETING_COLUMN: (table[measure] / table[MEETINGS_COLUMN]).astype(float)})


def _meetings_at(held: pd.DataFrame, timed: Dimension) -> Mapping[str, int]:
    """The meetings held at each time; a year between others without any has none."""
    counted = {str(time): int(number) for time, number in held.groupby(str(timed))["meeting"].nunique().items()}
    if timed is not Dimension.YEAR or not counted:
        return dict(sorted(counted.items()))
    years = range(int(min(counted)), int(max(counted)) + 1)
    return {str(year): counted.get(str(year), 0) for year in years}


def _movements(
    cells: pd.DataFrame,
    held: pd.DataFrame,
    by: tuple[Dimension, ...],
    measure: Measure,
    labels: Mapping[str, str],
) -> tuple[Movement, ...]:
    """Each series over time, held against the meetings of its own place; the largest series first."""
    timed = times_of(by)
    if timed is None or cells.empty or measure is Measure.MEETINGS:
        return ()
    others = [str(dimension) for dimension in by if dimension not in TIMES]
    places = [str(dimension) for dimension in by if dimension in OF_THE_MEETING and dimension not in TIMES]
    found = []
    for label, own in _parted(cells, others, labels):
        meetings = held
        for place in places:
            meetings = meetings[meetings[place] == own[place].iloc[0]]
        counted = {str(time): _how_many(part, measure) for time, part in own.groupby(str(timed))}
        moved = movement(label, counted, _meetings_at(meetings, timed), measure)
        if moved:
            found.append(moved)
    return tuple(sorted(found, key=lambda one: (-one.before - one.after, one.label)))


def _parted(cells: pd.DataFrame, others: list[str], labels: Mapping[str, str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """The series by what they are called: a theme by its label, anything else as it is."""
    if not others:
        yield "I alt", cells
        return
    for values, part in cells.groupby(others):
        said = (
            labels.get(str(value), str(value)) if name == "theme" else str(value)
            for name, value in zip(others, values, strict=True)
        )
        yield " / ".join(said), part
