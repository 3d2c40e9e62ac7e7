"""What can be counted, and over what it can be spread."""

from __future__ import annotations

from enum import StrEnum


class Dimension(StrEnum):
    """What counts can be spread over. A quarter is written 2021-K4."""

    THEME = "theme"
    YEAR = "year"
    QUARTER = "quarter"
    MUNICIPALITY = "municipality"
    BODY = "body"
    KIND = "kind"
    RESPONSIBLE = "responsible"
    TREND = "trend"


TIMES = (Dimension.YEAR, Dimension.QUARTER)

OF_THE_MEETING = frozenset({*TIMES, Dimension.MUNICIPALITY, Dimension.BODY, Dimension.KIND})
"""Dimensions that a meeting has whatever was treated in it: per meeting is divided within these."""


class Measure(StrEnum):
    """What is counted.

    An item counts once in each cell; a mention is one place where a theme is named and counts as treated; a meeting is
    a municipality's body on a day (a document without a date is a meeting of its own). What several papers of one
    meeting tell counts once (search/counted_once.py).
    """

    ITEMS = "items"
    MENTIONS = "mentions"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
