"""pdfplumber's opinion on a page whose ruled lines make no grid: no standing lines, or gaps in the corners.

It costs about fifty milliseconds a page, so it is asked only then.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from typing import Any

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
        "intersection_tolerance": 10,
        "text_x_tolerance_ratio": 0.15,
        "min_words_vertical": 3,
    },
)
_LEAST_COLUMNS = 2
_LEAST_ROWS = 2
_MARGIN = 2.0

_Rows = list[list[Box | None]]


def find_tables(data: bytes, number: int, places: Sequence[Box]) -> list[_Rows]:
    """The cell boxes of tables on a page, row by row; empty when pdfplumber sees none either.

    Args:
        data: the whole PDF.
        number: the page, from 1.
        places: where on the page to look, in points from its top left.
    """
    tables: list[_Rows] = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
            page = pdf.pages[0]
            try:
                for place in places:
                    tables.extend(_tables_in(page, place))
            finally:
                page.close()
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        # A second opinion that cannot be had is no reason to lose the page: it is read without its tables.
        return tables
    return tables


def _tables_in(page: Any, place: Box) -> list[_Rows]:
    left, top = page.bbox[:2]
    x0, y0, x1, y1 = place
    region = page.crop((x0 + left - _MARGIN, y0 + top - _MARGIN, x1 + left + _MARGIN, y1 + top + _MARGIN), strict=False)
    for settings in _SETTINGS:
        tables: list[_Rows] = [
            [[_moved(cell, left, top) for cell in row.cells] for row in table.rows]
            for table in region.find_tables(settings)
        ]
        found = [rows for rows in tables if len(rows) >= _LEAST_ROWS and max(map(len, rows)) >= _LEAST_COLUMNS]
        if found:
            return [[_widened(row, place) for row in rows] for rows in found]
    return []


def _moved(cell: Box | None, left: float, top: float) -> Box | None:
    return None if cell is None else (cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top)


def _widened(row: list[Box | None], place: Box) -> list[Box | None]:
    """Outer cells reach to the ends of the ruled lines, not only to the ends of the text in them."""
    cells = list(row)
    first = cells[0]
    if first is not None:
        cells[0] = (min(first[0], place[0]), *first[1:])
    last = cells[-1]
    if last is not None:
        cells[-1] = (*last[:2], max(last[2], place[2]), last[3])
    return cells
