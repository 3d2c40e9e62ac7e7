"""Plots of counts as SVG or PNG: lines for a few series, small multiples for more. The only module that imports matplotlib.

The same chart gives the same bytes: no date, no program version, no random ids. Labels are Norwegian text as it is
written, and every series has its values beside it, so that nobody has to guess from a line.
"""

from __future__ import annotations

import importlib
import io
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from minutes.errors import UsageError

LINES_AT_MOST = 4
"""Series in one picture; more are drawn as small multiples."""

PANELS_ACROSS = 3
PANELS_AT_MOST = 12
"""Small multiples drawn; callers choose which, and say how many more there are."""

COLOURS = ("#1b4f72", "#b03a2e", "#1e8449", "#7d6608")
"""Told apart in print and by those who do not see red and green alike; each line also has a label at its end."""

MARKERS = ("o", "s", "^", "D")
INK = "#222222"
GRID = "#dddddd"
WIDTH_INCHES = 7.2
DOTS_PER_INCH = 200


class PlotFormat(StrEnum):
    """The forms a plot is written in."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A line: its label and a value for each place on the horizontal axis; None where there is nothing to count in."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn: ``places`` are the labels of the horizontal axis, ``measure`` is said of the vertical one."""

    title: str
    places: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str
    note: str = ""


def draw(chart: Chart, form: PlotFormat) -> bytes:
    """The chart as a file.

    Raises:
        UsageError: matplotlib is not installed.
    """
    figure_class = _matplotlib("matplotlib.figure").Figure
    style = _matplotlib("matplotlib").rc_context
    with style({"svg.hashsalt": "referatsok", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 9}):
        figure = _multiples(figure_class, chart) if len(chart.series) > LINES_AT_MOST else _lines(figure_class, chart)
        buffer = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form is PlotFormat.SVG else {"Software": None}
        figure.savefig(buffer, format=str(form), dpi=DOTS_PER_INCH, metadata=metadata, facecolor="white")
    return buffer.getvalue()


def _matplotlib(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(
            "Figurer krever matplotlib, som ikke er installert.",
            way_out="Kjør «pip install 'referatsok[plot]'», eller utelat figuren.",
        ) from error


def _lines(figure_class: Any, chart: Chart) -> Any:
    figure = figure_class(figsize=(WIDTH_INCHES, 3.6), layout="constrained")
    axes = figure.add_subplot()
    _headed(figure, chart)
    for number, series in enumerate(chart.series):
        _line(axes, chart, series, number)
    _dress(axes, chart, top=_highest(chart.series))
    axes.set_ylabel(chart.measure)
    if len(chart.series) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return figure


def _multiples(figure_class: Any, chart: Chart) -> Any:
    drawn = chart.series[:PANELS_AT_MOST]
    rows = math.ceil(len(drawn) / PANELS_ACROSS)
    figure = figure_class(figsize=(WIDTH_INCHES, 0.6 + 1.7 * rows), layout="constrained")
    _headed(figure, chart)
    grid = figure.subplots(rows, PANELS_ACROSS, sharey=True, squeeze=False)
    top = _highest(drawn)
    for number, axes in enumerate(grid.flat):
        if number >= len(drawn):
            axes.set_visible(False)
            continue
        _line(axes, chart, drawn[number], 0)
        _dress(axes, chart, top=top)
        axes.set_title("\n".join(textwrap.wrap(drawn[number].label, 28)), fontsize=9, loc="left", color=INK)
        if number % PANELS_ACROSS == 0:
            axes.set_ylabel(chart.measure, fontsize=8)
    return figure


def _headed(figure: Any, chart: Chart) -> None:
    figure.suptitle("\n".join(textwrap.wrap(chart.title, 80)), fontsize=11, x=0.01, ha="left", color=INK)
    if chart.note:
        figure.supxlabel("\n".join(textwrap.wrap(chart.note, 110)), fontsize=7.5, x=0.01, ha="left", color="#555555")


def _line(axes: Any, chart: Chart, series: Series, number: int) -> None:
    """A line with a gap where there is nothing to count in, and each value written at its point."""
    points = [math.nan if value is None else value for value in series.values]
    colour = COLOURS[number % len(COLOURS)]
    axes.plot(
        range(len(chart.places)),
        points,
        color=colour,
        marker=MARKERS[number % len(MARKERS)],
        markersize=4,
        linewidth=1.6,
        label="\n".join(textwrap.wrap(series.label, 24)),
    )
    if len(chart.series) == 1 or len(chart.series) > LINES_AT_MOST:
        for place, value in enumerate(series.values):
            if value is not None:
                axes.annotate(
                    _said(value), (place, value), textcoords="offset points", xytext=(0, 4), ha="center", fontsize=7
                )


def _dress(axes: Any, chart: Chart, *, top: float) -> None:
    every = max(1, math.ceil(len(chart.places) / (8 if len(chart.series) > LINES_AT_MOST else 16)))
    shown = range(0, len(chart.places), every)
    axes.set_xticks(list(shown), [chart.places[place] for place in shown])
    axes.set_xlim(-0.4, len(chart.places) - 0.6)
    axes.set_ylim(0, max(top * 1.2, 1))
    axes.yaxis.get_major_locator().set_params(integer=_is_whole(chart.series))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}".replace(".", ","))
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8, colors=INK)


def _highest(series: Sequence[Series]) -> float:
    return max((value for one in series for value in one.values if value is not None), default=0.0)


def _is_whole(series: Sequence[Series]) -> bool:
    return all(float(value).is_integer() for one in series for value in one.values if value is not None)


def _said(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.2f}".replace(".", ",")
