"""pdfplumber's opinion on a page whose ruled lines make no grid: no standing lines, or gaps in the corners.

It costs about fifty milliseconds a page, so it is asked only then.
"""

from __future__ import annotations

import io
import logging

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from ingest.readers.pdf_marks import Box

# pdfminer says much about fonts that is nothing to the reader of minutes.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_SETTINGS = (
    {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 6, "intersection_tolerance": 8},
    {
        "vertical_strategy": "text",
        "horizontal_strategy": "lines",
        "snap_tolerance": 4,
        "intersection_tolerance": 10_000,
        "text_x_tolerance_ratio": 0.15,
        "min_words_vertical": 3,
    },
)
_LEAST_COLUMNS = 2
_LEAST_ROWS = 2


def find_tables(data: bytes, number: int) -> list[list[list[Box | None]]]:
    """The cell boxes of the tables on page ``number`` (from 1), row by row; empty when pdfplumber sees none either."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
            page = pdf.pages[0]
            try:
                for settings in _SETTINGS:
                    tables = [[list(row.cells) for row in table.rows] for table in page.find_tables(settings)]
                    tables = [
                        rows for rows in tables if len(rows) >= _LEAST_ROWS and max(map(len, rows)) >= _LEAST_COLUMNS
                    ]
                    if tables:
                        return tables
            finally:
                page.close()
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError, RecursionError):
        # A second opinion that cannot be had is no reason to lose the page.
        return []
    return []
