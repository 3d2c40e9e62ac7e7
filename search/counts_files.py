"""Counts as CSV, JSON and XLSX, and beside a file what it holds (``FILE.meta.json``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutes.codec import to_plain
from search.table_files import (
    TableFormat,
    about_sheet,
    json_text,
    made_with,
    table_to_csv,
    write_about,
    write_text,
    write_xlsx,
    writing,
)

if TYPE_CHECKING:
    from search.counts import Counts


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
    about = {"file": path.name, **_about(counts), **made_with(stamp)}
    with writing(path):
        if form is TableFormat.XLSX:
            write_xlsx(path, {"Tall": [counts.columns, *counts.rows], "Om tallene": about_sheet(about)})
        elif form is TableFormat.CSV:
            write_text(path, counts_to_csv(counts, excel=excel))
        else:
            write_text(path, json_text(counts_to_plain(counts)))
        write_about(path, about)
