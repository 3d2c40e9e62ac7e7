"""Dates and times of day as minutes write them, in both written forms of Norwegian."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from minutes.months import MONTHS

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\b\.?"

# The second day of a meeting of two days stands between the first day and the month: "13. og 14. mars", "19. – 22.02.2002".
_SECOND_DAY = r"(?:\s*\.?\s*(?:og|til|[-–])\s*\d{1,2})?"

# In figures: "06.12.2021", "6.12.21", "06 - 12 - 2021", "24/4/2019". Damaged ones are none: "08.0306.054". Slashes want
# a year of four figures, so that the case number 12/3/21 is no date.
_IN_FIGURES = re.compile(
    rf"(?<![\d.,/:-])(?P<day>\d{{1,2}}){_SECOND_DAY}\s?(?P<sep>[.\-/])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?"
    r"(?P<year>(?:19|20)\d{2}|\d{2}(?!\d))(?!\d|[.,/]\d)"
)

# The day and the month with a slash and the year after a hyphen: "26/11-18", "3/5 – 2021".
_WITH_SLASH = re.compile(
    r"(?<![\d.,/:-])(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})\s?[-–]\s?(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/])"
)

# In words: "6. desember 2021", "tirsdag 6 Desember 2021", "6.des. 21", and without the year "6. desember".
_IN_WORDS = re.compile(
    rf"(?<![\d.,/:])(?P<day>\d{{1,2}}){_SECOND_DAY}\s*(?:\.|-)?\s*{_MONTH},?(?:\s*(?P<year>(?:19|20)\d{{2}}|'?\d{{2}}(?![\d:.])))?",
    re.IGNORECASE,
)

# The year first, as old minutes open: "År 2003, den 16. september".
_YEAR_FIRST = re.compile(
    rf"\bår\s+(?P<year>(?:19|20)\d{{2}}),?\s+(?:den\s+)?(?P<day>\d{{1,2}})\.?\s*{_MONTH}", re.IGNORECASE
)

# As machines write it: "2021-12-06", and in names of files "20211206".
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[-_.]?)(?P<month>\d{2})(?P=sep)(?P<day>\d{2})(?!\d)")

# In a file's name any of . - _ or a blank parts the figures: "referat_06-12-2021", "kst 25.04.02".
_IN_FILE_NAME = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<sep>[._ -])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2}|\d{2})(?!\d)"
)

# A clock time: "09:00", "17.30", "9.00", and after kl also "1400" and "18". Without kl four figures count only in a
# time's own field, where 2030 is half past eight.
_CLOCK = r"(?:[01]?\d|2[0-4])"
_TIME = re.compile(rf"(?<![\d.:,/])(?P<hour>{_CLOCK})\s?[:.]\s?(?P<minute>[0-5]\d)(?![\d]|[.:,/]\d)")
_AFTER_KL = re.compile(
    rf"\b(?:kl|klokka|klokken)\b\.?:?\s*(?P<hour>{_CLOCK})(?:\s?[.:]?\s?(?P<minute>[0-5]\d))?(?!\d)", re.IGNORECASE
)
_BARE = re.compile(r"(?<![\d.:,/])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\d.,/:])")
_BARE_HOURS = re.compile(rf"(?:^|,)\s*(?P<hour>{_CLOCK})\s*[-–]\s*(?P<hour2>{_CLOCK})(?:[.:](?P<minute2>[0-5]\d))?\s*$")

# The end of a range that began after kl: "kl. 12–14", "kl 0830 til 1000", "mellom kl. 9 og 11.30".
_TO_HOUR = re.compile(
    rf"\s*(?:-|–|—|til|og)\s*(?:ca\.?\s*)?(?P<hour>{_CLOCK})(?:\s?[.:]?\s?(?P<minute>[0-5]\d))?(?![\d%]|[.:,/]\d)"
)

# Between the two times of a range: "09:00 – 11:10", "fra kl. 9 til kl. 12", "0900-1500".
_RANGE = re.compile(r"\s*(?:-|–|—|til|og fram til|og)\s*(?:ca\.?\s*)?(?:kl\.?\s*)?(?:ca\.?\s*)?", re.IGNORECASE)

# Before a range whose times "og" joins: "mellom kl. 9 og kl. 11".
_BETWEEN = re.compile(r"\bmellom\b.{0,8}$", re.IGNORECASE)

# An end alone: "til kl. 12.00", "slutt kl. 14.30", "hevet kl 2115".
_END_WORD = re.compile(r"\b(?:til|slutt|slutta|sluttet|heva|hevet|ferdig|avslutta|avsluttet)\b.{0,12}$", re.IGNORECASE)

# Years of two figures from this one on are of the nineteen hundreds: no minutes on file are older than 1970.
PIVOT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date and its place in the text."""

    date: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTimes:
    """Start and end of a meeting and where they stand."""

    start_time: dt.time | None
    end_time: dt.time | None
    start: int
    end: int


def find_dates(text: str, *, year: int | None = None) -> list[FoundDate]:
    """All dates in a text, first to last; those of a meeting of several days give the first day.

    Args:
        text: any text.
        year: the year of dates written without one; None leaves these out.
    """
    found: list[FoundDate] = []
    taken: set[int] = set()
    for pattern in (_IN_FIGURES, _YEAR_FIRST, _IN_WORDS, _ISO, _WITH_SLASH):
        for match in pattern.finditer(text):
            made = _made(match, year)
            if made and taken.isdisjoint(range(made.start, made.end)):
                found.append(made)
                taken.update(range(made.start, made.end))
    return sorted(found, key=lambda each: each.start)


def find_file_date(name: str) -> dt.date | None:
    """The date in a file's name, if it holds just one."""
    dates = {
        made.date
        for pattern in (_IN_FILE_NAME, _ISO)
        for match in pattern.finditer(name)
        if (made := _made(match, None))
    }
    dates |= {found.date for found in find_dates(name.replace("_", " "))}
    return dates.pop() if len(dates) == 1 else None


def find_times(text: str, *, own_field: bool = False) -> FoundTimes | None:
    """The start and end of a meeting in a text; dates in it are no times.

    Args:
        text: a line or a value.
        own_field: whether the text is the value of a time's label, where "0900" is a time and "9-11" a range.
    """
    for date in find_dates(text, year=2000):
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    times = sorted(_times(text, own_field=own_field))
    if not times:
        return None
    start, end, value = times[0]
    between = text[end : times[1][0]] if len(times) > 1 else ""
    if _RANGE.fullmatch(between) and _is_range(text, start, between):
        return FoundTimes(start_time=value, end_time=times[1][2], start=start, end=times[1][1])
    if _END_WORD.search(text, 0, start):
        return FoundTimes(start_time=None, end_time=value, start=start, end=end)
    return FoundTimes(start_time=value, end_time=None, start=start, end=end)


def _clock(match: re.Match[str]) -> dt.time:
    return dt.time(int(match["hour"]) % 24, int(match["minute"] or 0))


def _is_range(text: str, start: int, between: str) -> bool:
    """Whether what stands between two times makes them a range: «og» only does after «mellom»."""
    return between.split()[:1] != ["og"] or bool(_BETWEEN.search(text, 0, start))


def _times(text: str, *, own_field: bool) -> Iterator[tuple[int, int, dt.time]]:
    taken: list[tuple[int, int]] = []
    hours = _BARE_HOURS.search(text) if own_field else None
    if hours:
        yield *hours.span("hour"), dt.time(int(hours["hour"]) % 24)
        yield hours.start("hour2"), hours.end(), dt.time(int(hours["hour2"]) % 24, int(hours["minute2"] or 0))
        return
    patterns = [_AFTER_KL, _TIME] + [_BARE] * (own_field or bool(re.search(r"\bkl\b", text, re.IGNORECASE)))
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span("hour")[0], match.end()
            if any(start < high and end > low for low, high in taken):
                continue
            taken.append((start, end))
            begun = _clock(match)
            yield start, end, begun
            ended = _TO_HOUR.match(text, end) if pattern is _AFTER_KL or own_field else None
            until = _clock(ended) if ended and _is_range(text, start, ended.group()) else begun
            if ended and until > begun:
                taken.append((ended.start("hour"), ended.end()))
                yield ended.start("hour"), ended.end(), until


def _made(match: re.Match[str], year: int | None) -> FoundDate | None:
    groups = match.groupdict()
    month = _MONTH_NUMBERS[groups["name"].casefold()] if groups.get("name") else int(groups["month"])
    written = (groups["year"] or "").lstrip("'")
    if written:
        year = int(written)
        if len(written) == 2:  # noqa: PLR2004  two figures
            year += 1900 if year >= PIVOT else 2000
    if year is None:
        return None
    try:
        date = dt.date(year, month, int(groups["day"]))
    except ValueError:
        return None
    return FoundDate(date=date, start=match.start(), end=match.end())
