"""Counts as CSV, JSON and XLSX, and beside a file what it holds (``FILE.meta.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutes.codec import to_plain
from search.table_files import Cell, TableFormat, made_with, table_to_csv, write_about, write_tables, writing

if TYPE_CHECKING:
    from search.counts.table import Counts


def counts_to_csv(counts: Counts, *, excel: bool = False) -> str:
    """The table as CSV with a header row; for Norwegian Excel with semicolons, decimal comma and byte order mark."""
    return table_to_csv(counts.columns, counts.rows, excel=excel)


def counts_to_plain(counts: Counts) -> dict[str, Any]:
    """The table as JSON: the rows as objects, with what was counted."""
    return {
        **_about(counts),
        "rows": [dict(zip(counts.columns, row, strict=True)) for row in counts.rows],
    }


def _about(counts: Counts) -> dict[str, Any]:
    return {
        "query": counts.query,
        "interpreted": counts.interpreted,
        "diagnostics": to_plain(counts.diagnostics),
        "by": [str(dimension) for dimension in counts.by],
        "measure": str(counts.measure),
        "counted": counts.counted,
        "total": counts.total,
        "undated_left_out": counts.undated_left_out,
        "duplicates_left_out": counts.duplicates_left_out,
        "meetings_held": dict(counts.held),
        "movements": to_plain(counts.movements),
    }


def write_counts(counts: Counts, path: Path, form: TableFormat, *, excel: bool = False, stamp: Any = None) -> None:
    """Write the table to a file, and beside it ``FILE.meta.json`` with question, what was counted, and versions.

    Args:
        counts: the table.
        path: the file; its folder must be there.
        form: how to write it.
        excel: CSV for Norwegian Excel.
        stamp: the stamp of the archive's index, as plain JSON.

    Raises:
        UsageError: the file cannot be written, or XLSX is asked for and openpyxl is not installed.
    """
    write_tables(
        path,
        form,
        {"Tall": [counts.columns, *counts.rows], **_movements(counts)},
        plain=lambda: counts_to_plain(counts),
        about={"file": path.name, **_about(counts), **made_with(stamp)},
        about_title="Om tallene",
        excel=excel,
    )


def _movements(counts: Counts) -> dict[str, list[tuple[Cell, ...]]]:
    """A sheet with what goes up or down, where time was asked for."""
    head = ("hva", "utvikling", "før", "møter før", "etter", "møter etter", "i ord")
    rows = [
        (one.label, one.way, one.before, one.meetings_before, one.after, one.meetings_after, one.words)
        for one in counts.movements
    ]
    return {"Utvikling": [head, *rows]} if rows else {}


def write_plot(counts: Counts, path: Path, labels: Mapping[str, str], stamp: Any = None) -> None:
    """Draw the table to a file, SVG or PNG by its ending, with the table itself in ``FILE.meta.json`` beside it.

    Raises:
        UsageError: it cannot be drawn or written, or matplotlib is not installed.
    """
    from search.counts.plot import chart_of, plot_format
    from search.plots import draw

    drawn = draw(chart_of(counts, labels), plot_format(path))
    with writing(path):
        path.write_bytes(drawn)
        write_about(path, {"file": path.name, **counts_to_plain(counts), **made_with(stamp)})
