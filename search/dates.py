"""Dates and spans of dates as people type them in questions and options."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from index.engine import DateBetween
from minutes.months import MONTHS

YEAR = re.compile(r"\d{4}")
"""«2021»."""

MONTH = re.compile(r"(\d{4})-(\d{1,2})")
"""«2021-12»."""

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
"""«2021-12-06»."""

NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""«06.12.2021»."""

YEARS_WITH_DASH = re.compile(r"(\d{4})[-–](\d{4})")
"""«2018-2022», which can only be years."""

UNDATED = frozenset({"uten", "utan", "uten dato", "utan dato", "ukjent", "udatert"})
"""Values of ``dato:`` and ``år:`` that ask for what has no date."""


def date_span(text: str) -> DateBetween | None:
    """The span meant by a year, month, day, or two of them with ``..`` between; None if it is no date.

    >>> date_span("2021-12") == date_span("2021-12-01..2021-12-31")
    True
    """
    if text.lower() in UNDATED:
        return DateBetween(undated=True)
    years = YEARS_WITH_DASH.fullmatch(text)
    first, dots, last = (years[1], "..", years[2]) if years else text.partition("..")
    if not dots:
        found = _period(text)
        return DateBetween(first=found[0], last=found[1]) if found else None
    if not first and not last:
        return None
    low, high = _period(first) if first else None, _period(last) if last else None
    if (first and low is None) or (last and high is None):
        return None
    if low and high and high < low:
        low, high = high, low
    return DateBetween(first=low[0] if low else None, last=high[1] if high else None)


def year_span(text: str) -> DateBetween | None:
    """The span meant by a year, ``2021``, or several, ``2018..2022``, ``2018..``, ``2018-2022``, or by «uten dato».

    None if it is none of these.
    """
    if text.lower() in UNDATED:
        return date_span(text)
    parts = [text] if YEARS_WITH_DASH.fullmatch(text) else text.split("..")
    if all(not part or YEAR.fullmatch(part) or YEARS_WITH_DASH.fullmatch(part) for part in parts):
        return date_span(text)
    return None


def _period(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a year, a month or a day."""
    try:
        if YEAR.fullmatch(text):
            return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
        if month := MONTH.fullmatch(text):
            year, number = int(month[1]), int(month[2])
            return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])
        if day := ISO_DAY.fullmatch(text):
            date = dt.date(int(day[1]), int(day[2]), int(day[3]))
            return date, date
        if day := NORWEGIAN_DAY.fullmatch(text):
            date = dt.date(int(day[3]), int(day[2]), int(day[1]))
            return date, date
    except ValueError:  # month 13, 31. februar, year 0
        return None
    return None


def say_date(date: dt.date) -> str:
    """«6. desember 2021»."""
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}"


def say_span(span: DateBetween) -> str:
    """The span in bokmål: «år 2018–2022», «desember 2021», «fra 1. mars 2020», «uten dato».

    >>> say_span(DateBetween(first=dt.date(2021, 12, 1), last=dt.date(2021, 12, 31)))
    'desember 2021'
    """
    if span.undated:
        return "uten dato"
    first, last = span.first, span.last
    if first is None or last is None:
        return f"til og med {say_date(last)}" if last else f"fra {say_date(first)}" if first else "alle datoer"
    if first == last:
        return say_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"år {first.year}" if first.year == last.year else f"år {first.year}–{last.year}"
    if (
        first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and (last + dt.timedelta(days=1)).day == 1
    ):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{say_date(first)} – {say_date(last)}"
