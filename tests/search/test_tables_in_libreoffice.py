"""What LibreOffice makes of our CSV for Norwegian Excel and of our XLSX: letters, dates and numbers kept, nothing run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from search.table_files import table_to_csv, write_text, write_xlsx

COLUMNS = ("kommune", "dato", "saker", "per møte", "farlig")
ROWS = (
    ("Sørøya – «Ærø»", "06.12.2021", 12, 0.5, "=cmd|' /C calc'!A0"),
    ("Å", "01.02.2022", 3, 1.25, "+47 912 34 567"),
    ("Østre", "31.12.2022", -4, 0.0, "@SUM(A1:A9)"),
)

SOFFICE = shutil.which("soffice")
NORWEGIAN_CSV = "CSV:59,34,76,1,,1044"
"""Semicolons, quotes, UTF-8, from the first line, Norwegian: what a double click gives in Norway."""

HAS_CALC = SOFFICE is not None and bool(shutil.which("localc") or shutil.which("scalc"))

pytestmark = pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc er ikke installert")


def opened(path: Path, folder: Path, *options: str) -> list[tuple[object, ...]]:
    """The cells as LibreOffice has them, by way of the XLSX it saves."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        [
            str(SOFFICE),
            profile,
            "--headless",
            *options,
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "ut"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(folder / "ut" / f"{path.stem}.xlsx")
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_csv_for_excel_keeps_letters_dates_and_numbers_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tall.csv"
    write_text(path, table_to_csv(COLUMNS, ROWS, excel=True))
    head, *rows = opened(path, tmp_path, f"--infilter={NORWEGIAN_CSV}")
    assert head == COLUMNS
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert [(row[2], row[3]) for row in rows] == [(row[2], row[3]) for row in ROWS]
    assert [_day(row[1]) for row in rows] == [row[1] for row in ROWS]
    assert all(str(row[4]).lstrip("'") == told[4] for row, told in zip(rows, ROWS, strict=True))


def test_xlsx_keeps_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    write_xlsx(path, {"Tall": [COLUMNS, *ROWS]})
    head, *rows = opened(path, tmp_path)
    assert head == COLUMNS
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert [row[2:4] for row in rows] == [row[2:4] for row in ROWS]
    assert [row[4] for row in rows] == [row[4] for row in ROWS]


def _day(value: object) -> str:
    """A cell that LibreOffice took for a date, as Norwegians write it; text as it is."""
    return value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else str(value)
