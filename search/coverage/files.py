"""Coverage as CSV, XLSX and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutes.codec import to_plain
from search.coverage.gaps import GapReason
from search.table_files import Cell, TableFormat, made_with, table_to_csv, write_tables, write_text, writing

if TYPE_CHECKING:
    from search.coverage.survey import Coverage

REASONS = {
    GapReason.APPROVED: "referatet er godkjent, men ikke i arkivet",
    GapReason.NO_MINUTES: "bare innkalling eller sakspapirer i arkivet",
    GapReason.NUMBERING: "nummereringen hopper",
    GapReason.RHYTHM: "uvanlig langt mellom møtene",
}

COLUMNS = (
    *("municipality", "body", "year", "meetings", "with_minutes", "only_called", "gaps", "guessed_dates"),
    *("date_origins", "documents", "pages", "pages_without_text", "pages_by_recognition"),
)
GAP_COLUMNS = (
    *("municipality", "body", "date", "after", "before", "reasons", "told", "explained", "source", "page", "quote"),
)


def year_rows(covered: Coverage) -> Iterator[tuple[Cell, ...]]:
    """A row for each body and year, in the order of ``COLUMNS``."""
    for year in covered.years:
        yield (
            *(year.municipality, year.body, year.year, year.meetings, year.with_minutes),
            *(year.meetings - year.with_minutes, year.gaps, year.guessed_dates),
            "; ".join(f"{origin}: {count}" for origin, count in year.date_origins),
            *(year.documents, year.pages, year.pages_without_text, year.pages_by_recognition),
        )


def gap_rows(covered: Coverage) -> Iterator[tuple[Cell, ...]]:
    """A row for each gap, in the order of ``GAP_COLUMNS``."""
    for gap in covered.gaps:
        days = (day.isoformat() if day else None for day in (gap.date, gap.after, gap.before))
        reasons = "; ".join(REASONS[reason] for reason in gap.reasons)
        yield gap.municipality, gap.body, *days, reasons, gap.told, gap.explained, gap.source, gap.page, gap.quote


def coverage_to_plain(covered: Coverage) -> dict[str, Any]:
    """The whole of it as JSON."""
    plain: dict[str, Any] = to_plain(covered)
    return plain


def write_coverage(covered: Coverage, path: Path) -> None:
    """Write it by the file's ending: CSV (and the gaps in ``FILE.gaps.csv``), XLSX or JSON; beside it ``FILE.meta.json``.

    Raises:
        UsageError: the file cannot be written, has an ending of none of these, or openpyxl is not installed.
    """
    form = TableFormat(path.suffix.lower().lstrip("."))
    about = {
        "file": path.name,
        "gaps": len(covered.gaps),
        "undated": covered.undated,
        "guessed": covered.guessed,
        "without_text": covered.without_text,
        "unread": to_plain(covered.unread),
        **made_with(None),
    }
    sheets = {"Møter": [COLUMNS, *year_rows(covered)], "Hull": [GAP_COLUMNS, *gap_rows(covered)]}
    write_tables(path, form, sheets, plain=lambda: coverage_to_plain(covered), about=about, about_title="Om tabellen")
    if form is TableFormat.CSV:
        with writing(path):
            write_text(path.with_suffix(".gaps.csv"), table_to_csv(GAP_COLUMNS, gap_rows(covered)))
