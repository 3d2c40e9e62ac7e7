"""Counts as CSV, JSON and XLSX, and beside a file what it holds (``FILE.meta.json``)."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutes import __version__
from minutes.codec import to_plain
from minutes.errors import UsageError, system_error_in_words

if TYPE_CHECKING:
    from search.counts import Counts

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""First signs that make a spreadsheet run a cell's text as a formula."""

BYTE_ORDER_MARK = "\ufeff"
"""What makes Norwegian Excel read a CSV file as UTF-8."""


class CountsFormat(StrEnum):
    """The forms counts are written in."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def defused(cell: str | float) -> str | float:
    """The cell so that no spreadsheet runs it: text that begins like a formula gets an apostrophe before it.

    >>> defused("=SUM(A1)"), defused(-3)
    ("'=SUM(A1)", -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def counts_to_csv(counts: Counts, *, excel: bool = False) -> str:
    """The table as CSV with a header row; for Norwegian Excel with semicolons, decimal comma and byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    writer.writerow(counts.columns)
    for row in counts.rows:
        writer.writerow([_decimal_comma(cell) if excel else defused(cell) for cell in row])
    return (BYTE_ORDER_MARK if excel else "") + buffer.getvalue()


def _decimal_comma(cell: str | float) -> str | float:
    return str(cell).replace(".", ",") if isinstance(cell, float) else defused(cell)


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


def write_counts(counts: Counts, path: Path, form: CountsFormat, *, excel: bool = False, stamp: Any = None) -> None:
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
    about = {"file": path.name, **_about(counts), "program": __version__, "stamp": stamp, "made": _now()}
    try:
        if form is CountsFormat.XLSX:
            _write_xlsx(counts, path, about)
        elif form is CountsFormat.CSV:
            path.write_text(counts_to_csv(counts, excel=excel), encoding="utf-8", newline="")
        else:
            path.write_text(_json(counts_to_plain(counts)), encoding="utf-8")
        path.with_name(path.name + ".meta.json").write_text(_json(about), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"Kan ikke skrive «{path}»: {system_error_in_words(error)}.",
            way_out="Velg en mappe som finnes og kan skrives i.",
        ) from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _write_xlsx(counts: Counts, path: Path, about: dict[str, Any]) -> None:
    """A sheet with the table, and one with what it holds. Text stays text, whatever it begins with."""
    try:
        openpyxl: Any = importlib.import_module("openpyxl")
    except ImportError as error:
        raise UsageError(
            "XLSX krever openpyxl, som ikke er installert.",
            way_out="Kjør «pip install 'referatsok[xlsx]'», eller bruk --format csv --excel.",
        ) from error
    book = openpyxl.Workbook()
    table = book.active
    table.title = "Tall"
    _fill(table, [counts.columns, *counts.rows])
    table.freeze_panes = "A2"
    described = book.create_sheet("Om tallene")
    _fill(described, [(key, _cell_text(value)) for key, value in about.items()])
    book.save(path)


def _cell_text(value: Any) -> str | float:
    if isinstance(value, int | float):
        return value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fill(sheet: Any, rows: list[tuple[str | int | float, ...]]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
