"""Tables as CSV and XLSX, so that a spreadsheet shows them and runs nothing in them, and JSON beside them."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from minutes import __version__
from minutes.errors import UsageError, system_error_in_words

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""First signs that make a spreadsheet run a cell's text as a formula."""

BYTE_ORDER_MARK = "\ufeff"
"""What makes Norwegian Excel read a CSV file as UTF-8."""

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold; openpyxl refuses more."""

CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), " ")
"""Signs that XML, and so XLSX, cannot hold."""

Cell = str | int | float | None


class TableFormat(StrEnum):
    """The forms tables are written in."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def format_of(path: Path | None) -> TableFormat:
    """The form a file's ending asks for; CSV where it asks for none."""
    ending = path.suffix.lower().lstrip(".") if path else ""
    return TableFormat(ending) if ending in set(TableFormat) else TableFormat.CSV


def defused(cell: str | float) -> str | float:
    """The cell so that no spreadsheet runs it: text that begins like a formula gets an apostrophe before it.

    >>> defused("=SUM(A1)"), defused(-3)
    ("'=SUM(A1)", -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def table_to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool = False) -> str:
    """The table with a header row; for Norwegian Excel with semicolons, decimal comma and byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    writer.writerow([defused(column) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell, excel=excel) for cell in row])
    return (BYTE_ORDER_MARK if excel else "") + buffer.getvalue()


def _csv_cell(cell: Cell, *, excel: bool) -> str | float:
    if cell is None:
        return ""
    return str(cell).replace(".", ",") if excel and isinstance(cell, float) else defused(cell)


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """A workbook with these sheets, the first row of the first one kept in sight. Text stays text, whatever it begins with.

    Raises:
        UsageError: openpyxl is not installed.
    """
    book = spreadsheets().Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                _fill(sheet.cell(row=number, column=place), value)
    book.worksheets[0].freeze_panes = "A2"
    book.save(path)


def spreadsheets() -> Any:
    """The library openpyxl.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module("openpyxl")
    except ImportError as error:
        raise UsageError(
            "XLSX krever openpyxl, som ikke er installert.",
            way_out="Kjør «pip install 'referatsok[xlsx]'», eller bruk --format csv --excel.",
        ) from error


def _fill(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = value.translate(CONTROL)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value


def json_text(plain: Any) -> str:
    """JSON as it is written to files."""
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    """The text as UTF-8, line ends as they are."""
    path.write_text(text, encoding="utf-8", newline="")


def write_about(path: Path, about: Mapping[str, Any]) -> None:
    """Beside a file of results ``FILE.meta.json``: what it holds, and with what it was made."""
    write_text(path.with_name(f"{path.name}.meta.json"), json_text(about))


def made_with(stamp: Any) -> dict[str, Any]:
    """What every such description ends with: the program, the stamp of the archive's index, and the moment."""
    moment = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {"program": __version__, "stamp": stamp, "made": moment}


def about_sheet(about: Mapping[str, Any]) -> list[tuple[Cell, ...]]:
    """The description as rows of a sheet."""
    return [(key, _about_cell(value)) for key, value in about.items()]


def _about_cell(value: Any) -> Cell:
    return value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def write_tables(
    path: Path,
    form: TableFormat,
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    *,
    plain: Callable[[], Any],
    about: Mapping[str, Any],
    about_title: str,
    excel: bool = False,
) -> None:
    """Write tables to a file, and beside it what they hold (``FILE.meta.json``).

    Args:
        path: the file; its folder must be there.
        form: XLSX has all sheets and one with ``about``, CSV has the first, JSON what ``plain`` gives.
        sheets: each with its header row.
        plain: the same and more, as JSON.
        about: what the tables hold, and with what they were made.
        about_title: of the sheet with it.
        excel: CSV for Norwegian Excel.

    Raises:
        UsageError: the file cannot be written, or XLSX is asked for and openpyxl is not installed.
    """
    with writing(path):
        if form is TableFormat.XLSX:
            write_xlsx(path, {**sheets, about_title: about_sheet(about)})
        elif form is TableFormat.CSV:
            columns, *rows = next(iter(sheets.values()))
            write_text(path, table_to_csv([str(column) for column in columns], rows, excel=excel))
        else:
            write_text(path, json_text(plain()))
        write_about(path, about)


def must_be_writable(path: Path) -> None:
    """Before long work whose result is to be written to this file.

    Raises:
        UsageError: it cannot be.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise _cannot_write(path, "mappen finnes ikke")
    if path.is_dir():
        raise _cannot_write(path, "det er en mappe")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise _cannot_write(path, "du har ikke tilgang")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around the writing of a file that the user named.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise _cannot_write(path, system_error_in_words(error)) from error


def _cannot_write(path: Path, why: str) -> UsageError:
    return UsageError(f"Kan ikke skrive «{path}»: {why}.", way_out="Velg en mappe som finnes og kan skrives i.")
