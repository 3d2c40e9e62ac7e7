"""A table of counts over time as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from minutes.errors import UsageError
from search.counts.kinds import TIMES, Dimension
from search.counts.said import DIMENSION_NOUNS, NOUNS
from search.counts.table import PER_MEETING_COLUMN, Counts
from search.plots import PANELS_AT_MOST, Chart, PlotFormat, Series


def plot_format(path: Path) -> PlotFormat:
    """The form that a file's ending asks for.

    Raises:
        UsageError: neither of the two.
    """
    try:
        return PlotFormat(path.suffix.lower().lstrip("."))
    except ValueError:
        raise UsageError(
            f"«{path.name}» har en endelse som figuren ikke kan skrives som.", way_out="Velg .svg eller .png."
        ) from None


def chart_of(counts: Counts, labels: Mapping[str, str]) -> Chart:
    """The chart of a table: time along, a line or a panel for each value of the other dimension, the largest first.

    At a time without meetings there is a gap; where meetings were held and nothing was counted there is a zero.

    Args:
        counts: by year or quarter, and at most one dimension more.
        labels: what themes are called, by their ids.

    Raises:
        UsageError: there is no time, or too many other dimensions, or nothing was counted.
    """
    timed = next((dimension for dimension in counts.by if dimension in TIMES), None)
    others = [dimension for dimension in counts.by if dimension not in TIMES]
    if timed is None or len(others) > 1 or len(others) + 1 < len(counts.by):
        raise UsageError(
            "En figur trenger tid og høyst én ting til.",
            way_out="Skriv for eksempel --by theme --by year --plot temaer.svg.",
        )
    if not counts.rows:
        raise UsageError("Det er ingenting å tegne: ingenting er talt.", way_out="Prøv et videre spørsmål.")
    places = tuple(place for place, _ in counts.held)
    series = _series(counts, timed, others[0] if others else None, labels)
    more = len(series) - PANELS_AT_MOST
    rest = f" De {PANELS_AT_MOST} største av {len(series)} er tegnet; resten står i tabellen." if more > 0 else ""
    nouns = NOUNS[counts.measure][1]
    per = " per møte" if PER_MEETING_COLUMN in counts.columns else ""
    over = f" etter {DIMENSION_NOUNS[others[0]]}" if others else ""
    return Chart(
        title=f"{nouns.capitalize()}{per}{over}, {DIMENSION_NOUNS[timed]} for {DIMENSION_NOUNS[timed]}",
        places=places,
        series=series[:PANELS_AT_MOST],
        measure=f"{nouns}{per}",
        note=counts.counted.partition(" Spørsmål:")[0] + f" Spørsmål: {counts.interpreted}.{rest}",
    )


def _series(counts: Counts, timed: Dimension, other: Dimension | None, labels: Mapping[str, str]) -> tuple[Series, ...]:
    value = PER_MEETING_COLUMN if PER_MEETING_COLUMN in counts.columns else str(counts.measure)
    columns = {column: place for place, column in enumerate(counts.columns)}
    found: dict[str, dict[str, float]] = {}
    totals: dict[str, float] = {}
    for row in counts.rows:
        name = str(row[columns[str(other)]]) if other else "I alt"
        found.setdefault(name, {})[str(row[columns[str(timed)]])] = float(row[columns[value]])
        totals[name] = totals.get(name, 0.0) + float(row[columns[str(counts.measure)]])
    return tuple(
        Series(
            label=labels.get(name, name) if other is Dimension.THEME else name,
            values=tuple(found[name].get(place, 0.0 if meetings else None) for place, meetings in counts.held),
        )
        for name in sorted(found, key=lambda name: (-totals[name], name))
    )
