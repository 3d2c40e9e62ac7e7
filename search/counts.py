"""How often: items, mentions, meetings or documents, by any cross of theme, year, municipality, body and kind.

What was counted is always said in words. The module imports pandas and is itself imported only when something is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from index.engine import And, DateBetween, Engine, Everything, Facet, FacetIs, Not, Or, Query
from minutes.errors import UsageError
from search.counted_once import Fact, facts
from search.diagnostics import Diagnostic
from search.filters import Filters
from search.find import Question, understand

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.record import Record
    from minutes.vocabulary import Vocabulary


class Dimension(StrEnum):
    """What counts can be spread over."""

    THEME = "theme"
    YEAR = "year"
    MUNICIPALITY = "municipality"
    BODY = "body"
    KIND = "kind"


class Measure(StrEnum):
    """What is counted.

    An item counts once in each cell; a mention is one place where a theme is named and counts as treated; a meeting is
    a municipality's body on a day (a document without a date is a meeting of its own). What several papers of one
    meeting tell counts once (search/counted_once.py).
    """

    ITEMS = "items"
    MENTIONS = "mentions"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"


UNKNOWN = "ukjent"
"""Stands for a municipality, body or kind that a document does not tell."""

MEETINGS_COLUMN = "meetings_held"
PER_MEETING_COLUMN = "per_meeting"

_COUNTED_COLUMN = {Measure.ITEMS: "item", Measure.MEETINGS: "meeting", Measure.DOCUMENTS: "document"}
"""The column of which different values are counted; mentions are added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A table of counts and what it says.

    Attributes:
        columns: the dimensions, the measure, and with ``per_meeting`` also meetings held and the quotient.
        rows: cells in the order of the columns, sorted by the dimensions; a combination that does not occur has no row.
        counted: what was counted and what was left out, in bokmål.
        undated_left_out: how many of what is counted had no date where years were asked for.
        total: how many there are in all, each once, those left out not included.
        duplicates_left_out: how many more there would have been if the same in several papers counted in each of them.
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
    duplicates_left_out: int = 0


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
        per_meeting: also divide by the meetings held in the same municipality, body, year and kind, as far as these
            are asked for, whatever was treated in them.
        duplicates: count what stands in several papers of one meeting in each of them.
        level: 1 counts a theme of the second level as the one above it; None counts each theme as itself.

    Raises:
        UsageError: no dimension, one twice, or a filter's value that the archive does not have.
    """
    if not by or len(set(by)) < len(by):
        raise UsageError(
            "Oppgi hva det skal telles etter, hvert valg én gang.", way_out="Skriv for eksempel --by theme --by year."
        )
    asked = understand(record, analysis, question, filters)
    known = facts(record, duplicates=duplicates)
    if asked.filters.main:
        known = tuple(_mainly(fact) for fact in known)
    if level == 1:
        known = tuple(_at_top(fact, analysis.vocabulary) for fact in known)
    found = _lines(known, engine.rows(asked.tree), measure)
    keys = [str(dimension) for dimension in by]
    cells = found.dropna(subset=keys)
    table = _table(cells, keys, measure)
    if per_meeting:
        held = _lines(known, engine.rows(_circumstances(asked)), Measure.MEETINGS)
        table = _per_meeting(table, held, tuple(by), measure)
    left_out = _how_many(_each(cells), measure) - _how_many(cells, measure)
    undated = _how_many(found[found["year"].isna()], measure) if Dimension.YEAR in by else 0
    return Counts(
        columns=tuple(table.columns),
        rows=tuple(tuple(_plain(cell) for cell in row) for row in table.itertuples(index=False, name=None)),
        by=tuple(by),
        measure=measure,
        query=question,
        interpreted=asked.interpreted,
        diagnostics=asked.parsed.diagnostics,
        counted=" ".join(
            [
                _statement(asked, found, cells, tuple(by), measure, undated=undated, per_meeting=per_meeting),
                *(("Undertemaer er talt som temaet over dem.",) if level == 1 else ()),
                *_about_duplicates(cells, by, measure, left_out, duplicates=duplicates),
            ]
        ),
        undated_left_out=undated,
        total=_how_many(cells, measure),
        duplicates_left_out=left_out,
    )


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


def _mainly(fact: Fact) -> Fact:
    """The fact with the themes that its unit is mainly about alone."""
    themes = tuple((theme, number) for theme, number in fact.unit.themes if theme in fact.unit.main_themes)
    return replace(fact, unit=replace(fact.unit, themes=themes))


def _at_top(fact: Fact, vocabulary: Vocabulary) -> Fact:
    """The fact with each theme counted as the one above it."""
    mentions: Counter[str] = Counter()
    for theme, count_ in fact.unit.themes:
        mentions[vocabulary.top(theme)] += count_
    return replace(fact, unit=replace(fact.unit, themes=tuple(mentions.items())))


def _lines(known: Sequence[Fact], rows: Collection[int], measure: Measure) -> pd.DataFrame:
    """A line for each found unit and theme in it, with what it can be counted by; without a theme one line."""
    lines = [
        (
            unit.row,
            unit.document_id,
            fact.item,
            fact.document,
            f"{unit.municipality}|{unit.body}|{unit.date}" if unit.date else fact.document,
            unit.year,
            unit.municipality or UNKNOWN,
            unit.body or UNKNOWN,
            unit.kind or UNKNOWN,
            theme,
            mentions,
        )
        for fact in known
        for unit in (fact.unit,)
        if unit.row in rows and (unit.is_item or measure is not Measure.ITEMS)
        for theme, mentions in (unit.themes or ((None, 0),))
    ]
    return pd.DataFrame(lines, columns=list(_COLUMNS)).astype({"year": "Int64", "mentions": "int64"})


_COLUMNS = (
    "own_item",
    "own_document",
    "item",
    "document",
    "meeting",
    "year",
    "municipality",
    "body",
    "kind",
    "theme",
    "mentions",
)


def _how_many(lines: pd.DataFrame, measure: Measure) -> int:
    """What is counted, each once."""
    if measure is Measure.MENTIONS:
        return int(lines.groupby(["theme", "item"])["mentions"].max().sum())
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


def _per_meeting(table: pd.DataFrame, held: pd.DataFrame, by: tuple[Dimension, ...], measure: Measure) -> pd.DataFrame:
    keys = [str(dimension) for dimension in by if dimension is not Dimension.THEME]
    if keys:
        meetings = held.groupby(keys)["meeting"].nunique().reset_index(name=MEETINGS_COLUMN)
        table = table.merge(meetings, on=keys, how="left")
    else:
        table = table.assign(**{MEETINGS_COLUMN: int(held["meeting"].nunique())})
    return table.assign(**{PER_MEETING_COLUMN: (table[str(measure)] / table[MEETINGS_COLUMN]).astype(float)})


def _about_duplicates(
    cells: pd.DataFrame, by: Sequence[Dimension], measure: Measure, left_out: int, *, duplicates: bool
) -> Iterator[str]:
    """What became of what stands in several papers of one meeting."""
    if left_out:
        yield (
            "Det som står i flere papirer fra samme møte, er talt én gang: "
            f"{_number(left_out, _NOUNS[measure])} er ikke talt om igjen (--duplicates teller alle)."
        )
        if Dimension.KIND in by:
            yield "Det som står i papirer av flere slag, er talt under hvert slag."
    shared = cells.groupby("meeting")["document"].nunique()
    if duplicates and measure in {Measure.ITEMS, Measure.MENTIONS} and (several := int((shared > 1).sum())):
        yield (
            f"{_number(several, _NOUNS[Measure.MEETINGS])} har flere dokumenter; det samme kan være talt i hvert av dem."
        )


_NOUNS = {
    Measure.ITEMS: ("sak", "saker"),
    Measure.MENTIONS: ("omtale", "omtaler"),
    Measure.MEETINGS: ("møte", "møter"),
    Measure.DOCUMENTS: ("dokument", "dokumenter"),
}
_DIMENSION_NOUNS = {
    Dimension.THEME: "tema",
    Dimension.YEAR: "år",
    Dimension.MUNICIPALITY: "kommune",
    Dimension.BODY: "utvalg",
    Dimension.KIND: "dokumentslag",
}


def _number(count: int, nouns: tuple[str, str]) -> str:
    return f"{count} {nouns[0] if count == 1 else nouns[1]}"


def _statement(
    asked: Question,
    found: pd.DataFrame,
    cells: pd.DataFrame,
    by: tuple[Dimension, ...],
    measure: Measure,
    *,
    undated: int,
    per_meeting: bool,
) -> str:
    """What was counted, in some sentences."""
    nouns = _NOUNS[measure]
    spread = " og ".join(_DIMENSION_NOUNS[dimension] for dimension in by)
    base = (
        f"{_number(int(cells['meeting'].nunique()), _NOUNS[Measure.MEETINGS])} og "
        f"{_number(int(cells['document'].nunique()), _NOUNS[Measure.DOCUMENTS])}"
    )
    said = [
        f"Talt er {_number(_how_many(cells, measure), nouns)} fra {base}, fordelt på {spread}.",
        f"Spørsmål: {asked.interpreted}.",
    ]
    if measure is Measure.MENTIONS:
        said.append("En omtale er et sted der et tema er behandlet; avkreftede og faste overskrifter er ikke med.")
    elif Dimension.THEME in by:
        said.append(
            f"Det som har flere temaer, er talt under hvert av dem, så summen kan være større enn antall {nouns[1]}."
        )
        themeless = _how_many(found, measure) - _how_many(found.dropna(subset=["theme"]), measure)
        if themeless:
            said.append(f"{_number(themeless, nouns)} uten tema er utelatt.")
    if undated:
        said.append(f"{_number(undated, nouns)} uten dato er utelatt.")
    if per_meeting:
        said.append(
            "Per møte: delt på alle møter i arkivet med samme sted og tid, også dem der dette ikke ble behandlet."
        )
    return " ".join(said)
