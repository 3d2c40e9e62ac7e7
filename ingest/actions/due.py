"""Deadlines as they are written, and the day they mean, counted from the meeting."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ingest.agenda.words import alternatives
from minutes.months import MONTHS

_LONGEST_WHOLE = 4

_MONTHS = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    # "jul" is Christmas and "mai", "juni" are short enough.
    **{name[:3]: number for number, name in enumerate(MONTHS, start=1) if len(name) > _LONGEST_WHOLE},
    "sept": 9,
}

_MONTH = alternatives(_MONTHS)
_BEFORE = (
    r"(?:innen|innan|før|seinest|senest|til|fra|frå|på|i|etter|den|med\s+frist|frist:?|fra\s+og\s+med|"
    r"(?:innen\s+|innan\s+)?(?:utgangen|løpet)\s+av|i\s+løpet\s+av(?:\s+(?:uke|veke))?)"
)

# "innen 15. august 2022", "frist 1. mai", "fra 1. juni".
_DAY_MONTH = re.compile(
    rf"(?:{_BEFORE}\s+)*(?P<day>\d{{1,2}})\.?\s*(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE
)

# "innen 15.08.2022", "senest 1.3.", "01.07.02".
_NUMERIC = re.compile(
    rf"(?:{_BEFORE}\s+)+(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}|\d{{2}})?(?!\d)", re.IGNORECASE
)

# "i juni", "innen utgangen av mars", "i løpet av april", "slutten av januar", "i mai 2022".
_MONTH_ONLY = re.compile(
    rf"(?:(?:(?:til|i|på|før)\s+)?(?:\w*møtet\s+)?(?:i|innen|innan|til|før)\s+|(?:i\s+)?(?:løpet|slutten|utgangen|midten|begynnelsen|byrjinga|starten)\s+av\s+)+(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)

# "uke 29", "i veke 8".
_WEEK = re.compile(r"(?:(?:i|innen|innan|før|løpet\s+av)\s+)*(?:uke|veke)\s+(?P<week>\d{1,2})\b", re.IGNORECASE)

# "før jul", "innen sommeren", "til våren", "neste møte", "snarest": a time, but no day of the calendar, but for some feasts.
# What a deadline may be before: "før budsjettmøtet", "innen månedsskiftet", "til skolestart".
_EVENT = (
    r"\w+(?:møtet?|skiftet|start|starten|slutt|slutten|tida|tiden|sesong|sesongen|ferie|ferien|samling|samlinga|samlingen"
    r"|festen|dagen|valget|valet|salget|salet|fristen|oppstart|frokosten)"
)
_SEASON = r"(?:sommeren?|sommaren?|høsten?|hausten?|våren?|vinteren?)"
_DAY = r"(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag)"
_OTHER = re.compile(
    r"(?:(?:til|på|i|før|innen|innan)\s+)?(?:neste|førstkommende|fyrstkomande|kommende|komande)\s+(?:\w*(?:møtet?|samling)|gang|gong|år|uke|veke|måned|månad|halvår)\b"
    rf"|(?:i\s+)?(?:utgangen|løpet|slutten)\s+av\s+(?:året|uken|uka|veka|dagen|måneden|månaden)\b"
    rf"|(?:før|innen|innan|over|etter|til|frå|fra|i)\s+(?:(?:neste|denne)\s+)?(?:sesong(?:en)?|jula?|påska?|påske|{_SEASON}|nyttår|årsskiftet|pinse|{_EVENT})\b(?:\s+(?:i\s+\w+\s+)?20\d{{2}})?"
    rf"|(?:(?:innen|innan|før|på|til)\s+)?(?:neste|førstkommende|komande|kommende)\s+{_DAY}\b|(?:innen|innan|før|på|til)\s+{_DAY}\b"
    r"|\b(?:straks|snarest(?:\s+(?:mulig|mogleg|råd))?|så\s+snart\s+(?:som\s+(?:mulig|mogleg)|råd\s+er)|i\s+løpet\s+av\s+(?:året|våren|høsten|hausten|sommeren|sommaren|vinteren|\d+\s+\w+)|utpå\s+\w+|innen\s+\w+\s+(?:uker|veker|dager|dagar|måneder|månader)|\d+\s+dager|hvert\s+\d+\.\s+år|om\s+(?:\w+|\d+)\s+(?:uker|veker|måneder|månader|år))\b",
    re.IGNORECASE,
)

_FEASTS = {"året": (12, 31), "jul": (12, 24), "jula": (12, 24), "nyttår": (12, 31), "årsskiftet": (12, 31)}
# "i 2023": the whole of a year that is to come.
_YEAR = re.compile(r"(?:i|innen|innan|i\s+løpet\s+av)\s+(?P<whole>20\d{2})\b(?!\s*[-–/])", re.IGNORECASE)

_FRIDAY = 5
_LAST_WEEK = 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline: as written, and the last day it means, where it means one."""

    text: str
    date: dt.date | None


def find_due(text: str, meeting: dt.date | None) -> Due | None:
    """The first deadline in a sentence; days without a year are the next such day after the meeting."""
    for pattern in (_NUMERIC, _DAY_MONTH, _WEEK, _MONTH_ONLY, _OTHER, _YEAR):
        if (found := pattern.search(text)) and not _is_past(found, meeting):
            return Due(text=found.group().strip().rstrip("."), date=_day(found, meeting))
    return None


def _is_past(found: re.Match[str], meeting: dt.date | None) -> bool:
    """Whether a time is told of with a year that was over before the meeting: no deadline."""
    year = re.search(r"\b(?:19|20)\d{2}\b", found.group())
    return year is not None and meeting is not None and int(year.group()) < meeting.year


def _day(found: re.Match[str], meeting: dt.date | None) -> dt.date | None:
    groups = found.groupdict()
    if groups.get("whole"):
        return dt.date(int(groups["whole"]), 12, 31)
    if groups.get("week"):
        return _friday(int(groups["week"]), meeting)
    if groups.get("month"):
        month = groups["month"].casefold()
        number = int(month) if month.isdigit() else _MONTHS[month]
        day = int(groups["day"]) if groups.get("day") else None
        return _next(day, number, groups.get("year"), meeting)
    words = found.group().casefold().split()
    year = words.pop() if words[-1].isdigit() else None
    feast = _FEASTS.get(words[-1])
    return _next(feast[1], feast[0], year, meeting) if feast else None


def _next(day: int | None, month: int, year: str | None, meeting: dt.date | None) -> dt.date | None:
    """The day in the year given, or the next time it comes round; the last of the month when no day is named."""
    if year is None and meeting is None:
        return None
    first = int(year) if year else meeting.year if meeting else 0
    if first < 100:  # noqa: PLR2004 - two figures
        first += 2000
    for number in (first, first + 1):
        try:
            found = dt.date(number, month, day or calendar.monthrange(number, month)[1])
        except ValueError:
            return None
        if year or meeting is None or found >= meeting:
            return found
    return None


def _friday(week: int, meeting: dt.date | None) -> dt.date | None:
    if meeting is None or not 1 <= week <= _LAST_WEEK:
        return None
    for year in (meeting.year, meeting.year + 1):
        try:
            found = dt.date.fromisocalendar(year, week, _FRIDAY)
        except ValueError:
            continue
        if found >= meeting:
            return found
    return None
