"""Deadlines as they are written, and the day they mean, counted from the meeting."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
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

# "innen 15.08.2022", "senest 1.3.", "01.07.02", "innen 1/10", "til 20.11".
_NUMERIC = re.compile(
    rf"(?:{_BEFORE}\s+)+(?P<day>\d{{1,2}})(?:\.(?P<month>\d{{1,2}})(?:\.(?P<year>\d{{4}}|\d{{2}})?)?|/(?P<slashed>\d{{1,2}}))(?![\d/])(?!\s*(?:%|prosent|mill|kr))",
    re.IGNORECASE,
)

# The same without a word before it, where only a day can stand: "Neste møte: 3.5.2021".
_BARE_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})?(?!\d)")

# "i juni", "innen utgangen av mars", "i løpet av april", "slutten av januar", "i mai 2022".
_MONTH_ONLY = re.compile(
    rf"(?:(?:(?:til|i|på|før)\s+)?(?:\w*møtet\s+)?(?:i|innen|innan|til|før)\s+|(?:i\s+)?(?:løpet|slutten|utgangen|midten|begynnelsen|byrjinga|starten)\s+av\s+)+(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)

# "uke 29", "i veke 8", "uke 43 og 44": the last of them.
_WEEK = re.compile(
    r"(?:(?:i|innen|innan|før|løpet\s+av)\s+)*(?:uke(?:ne|n)?|veke(?:ne)?)\s+(?:\d{1,2}\s*(?:og|eller|[-–,])\s*)*(?P<week>\d{1,2})\b",
    re.IGNORECASE,
)

# "i dag", "same dag", "i morgon", "med en gang".
_AT_ONCE = re.compile(
    r"\b(?:(?P<today>i\s+dag|(?:samme|same)\s+dag)|(?P<tomorrow>i\s+mor(?:ge|go)n)|med\s+(?:en|ein)\s+g[ao]ng|med\s+det\s+sam(?:m)?e|i\s+kveld|i\s+romjul[ae]n?|i\s+(?:ettermiddag|formiddag|natt))\b",
    re.IGNORECASE,
)

# "innen to uker", "innan 14 dagar", "om ei veke": so long after the meeting.
_NUMBERS = {
    "en": 1, "ein": 1, "ei": 1, "et": 1, "eit": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "åtte": 8,
    "ti": 10, "fjorten": 14,
}  # fmt: skip
_AFTER = re.compile(
    rf"\b(?:innen|innan|om|i\s+løpet\s+av)\s+(?P<count>\d{{1,2}}|{alternatives(_NUMBERS)})\s+(?P<unit>dag(?:er|ar)?|uker?|veker?|måned(?:er)?|månad(?:er|ar)?)\b",
    re.IGNORECASE,
)

# "på fredag", "førstkommende mandag": the next such day.
_WEEKDAYS = ("mandag|måndag", "tirsdag|tysdag", "onsdag", "torsdag", "fredag", "lørdag|laurdag", "søndag|sundag")
_WEEKDAY = re.compile(
    rf"(?:(?:(?:innen|innan|før|på|til)\s+)?(?:neste|førstkommende|fyrstkomande|komande|kommende)|(?:innen|innan|før|på|til))\s+(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)

# "neste møte", "til neste gong": a day that the paper may tell elsewhere.
_NEXT_TIME = re.compile(
    r"(?:(?:til|på|i|før|innen|innan)\s+)?(?:neste|førstkommende|fyrstkomande|kommende|komande)\s+(?P<meeting>møtet?|gang|gong)\b",
    re.IGNORECASE,
)

# "før jul", "innen sommeren", "i haust", "neste ledersamling", "snarest": a time, but hardly a day of the calendar.
# What a deadline may be before: "før budsjettmøtet", "innen månedsskiftet", "til skolestart".
_EVENT = (
    r"\w+(?:møtet?|skiftet|start|starten|slutt|slutten|tida|tiden|sesong|sesongen|ferie|ferien|samling|samlinga|samlingen"
    r"|festen|dagen|valget|valet|salget|salet|fristen|oppstart|frokosten)"
)
_SEASON = r"(?:sommeren?|sommaren?|høsten?|hausten?|våren?|vinteren?)"
_OTHER = re.compile(
    r"(?:(?:til|på|i|før|innen|innan)\s+)?(?:neste|førstkommende|fyrstkomande|kommende|komande)\s+(?:\w*(?:møtet?|samling)|år|uke|veke|måned|månad|halvår)\b"
    rf"|(?:i\s+)?(?:utgangen|løpet|slutten)\s+av\s+(?:året|uken|uka|veka|dagen|måneden|månaden)\b"
    rf"|(?:før|innen|innan|over|etter|til|frå|fra|i)\s+(?:(?:neste|denne)\s+)?(?:sesong(?:en)?|jula?|påska?|påske|jonsok|olsok|ferien?|fristen|helga|skolestart|skulestart|17\.\s*mai|{_SEASON}|nyttår|årsskiftet|pinse|{_EVENT})\b(?:\s+(?:i\s+\w+\s+)?20\d{{2}})?"
    r"|(?:til|før|innen|innan|over)\s+(?:helg(?:a|en)|månedsskiftet|månadsskiftet)\b|(?:denne|neste|førstkommende)\s+(?:uk|vek)[ae]n?\b|(?:i|på)\s+(?:første|fyrste)\s+møte\w*(?:\s+(?:på|i|over|etter)\s+\w+)?|(?:første|fyrste)\s+møte\s+(?:på|i|over|etter)\s+\w+|(?:med|sammen\s+med|saman\s+med)\s+(?:neste\s+innkalling|referatet|innkallingen?a?|første\s+faktura)\b|i\s+løpet\s+av\s+(?:dagen|kvelden|kveld|natta|natten|helga|helgen|uka|ferien|måneden|månaden)\b|i\s+(?:uka|uken|veka|helga|helgen)(?:\s+etter)?\b|(?:dagen|uka|uken|veka)\s+(?:etter|før)\b|ved\s+(?:høve|anledning|første\s+anledning|fyrste\s+høve|leilighet)\b|(?:nå|no)\s+(?:i\s+)?(?:vinter|vår|sommer|sommar|høst|haust)\b|under\s+\w+(?:marknaden|markedet|dagen|dagene|dagane|festivalen|festen|stevnet|stemnet)\b|(?:på|ved)\s+\w+møtet\b|(?:i|innen|innan)\s+(?:haust|høst|vår|sommer|sommar|vinter)\b"
    r"|\b(?:straks|snarest(?:\s+(?:mulig|mogleg|råd))?|så\s+snart\s+(?:som\s+(?:mulig|mogleg)|råd\s+er)|i\s+løpet\s+av\s+(?:året|våren|høsten|hausten|sommeren|sommaren|vinteren|\d+\s+\w+)|utpå\s+\w+|\d+\s+dager|hvert\s+\d+\.\s+år|om\s+(?:\w+|\d+)\s+(?:uker|veker|måneder|månader|år))\b",
    re.IGNORECASE,
)

# What must come first: "Når svaret foreligger", "når snøen har gått", "før saka går til kommunestyret".
_WHEN = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:når|så\s+snart|før)\s+(?!møtet\b)(?=[^.,;\n]*\b(?:er|har|går|blir|vert|foreligger|ligg\s+føre|kommer|kjem|skilst|starter|startar|åpner|opnar)\b)[^.,;\n]{4,60}",
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


def find_due(text: str, meeting: dt.date | None, next_meeting: dt.date | None = None) -> Due | None:
    """The first deadline in a sentence; days without a year are the next such day after the meeting.

    Args:
        text: the sentence.
        meeting: the day deadlines are counted from.
        next_meeting: the day that "neste møte" is, where the paper tells it.
    """
    for pattern in (
        _NUMERIC,
        _DAY_MONTH,
        _WEEK,
        _MONTH_ONLY,
        _AFTER,
        _WEEKDAY,
        _NEXT_TIME,
        _OTHER,
        _YEAR,
        _AT_ONCE,
        _WHEN,
    ):
        if (found := pattern.search(text)) and not _is_past(found, meeting):
            if found.groupdict().get("meeting"):
                return Due(text=found.group().strip(), date=next_meeting)
            return Due(text=found.group().strip().rstrip("."), date=_day(found, meeting))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days that deadlines are counted from: the meeting's, and the next meeting's where the paper tells it."""

    meeting: dt.date | None
    following: dt.date | None

    def due(self, words: str) -> Due | None:
        """The first deadline in the words."""
        return find_due(words, self.meeting, self.following)


# What tells when the next meeting is: "Neste møte: 3. mai kl. 12", "Neste møte blir torsdag 3. mai".
_TELLS_NEXT = re.compile(r"\b(?:neste|næraste)\s+(?:\w*møtet?|gong|gang)\b(?P<rest>[^\n]{0,40})", re.IGNORECASE)


def find_next_meeting(texts: Iterable[str], meeting: dt.date | None) -> dt.date | None:
    """The day of the next meeting, where the texts of a paper tell it; None where they do not, or tell two."""
    days = set()
    for text in texts:
        for told in _TELLS_NEXT.finditer(text):
            for pattern in (_BARE_NUMERIC, _DAY_MONTH):
                if found := pattern.search(told["rest"]):
                    days.add(_day(found, meeting))
                    break
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and (meeting is None or day > meeting) else None


def _is_past(found: re.Match[str], meeting: dt.date | None) -> bool:
    """Whether a time is told of with a year that was over before the meeting: no deadline."""
    year = re.search(r"\b(?:19|20)\d{2}\b", found.group())
    return year is not None and meeting is not None and int(year.group()) < meeting.year


def _day(found: re.Match[str], meeting: dt.date | None) -> dt.date | None:
    groups = found.groupdict()
    if groups.keys() & {"today", "weekday", "count"}:
        return _counted(groups, meeting)
    if groups.get("whole"):
        return dt.date(int(groups["whole"]), 12, 31)
    if groups.get("week"):
        return _friday(int(groups["week"]), meeting)
    if told := groups.get("month") or groups.get("slashed"):
        month = told.casefold()
        number = int(month) if month.isdigit() else _MONTHS[month]
        day = int(groups["day"]) if groups.get("day") else None
        return _next(day, number, groups.get("year"), meeting)
    words = found.group().casefold().split()
    year = words.pop() if words[-1].isdigit() else None
    feast = _FEASTS.get(words[-1])
    return _next(feast[1], feast[0], year, meeting) if feast else None


def _counted(groups: dict[str, str | None], meeting: dt.date | None) -> dt.date | None:
    """The day that is so many days after the meeting, or the next such day of the week."""
    if meeting is None:
        return None
    if count := groups.get("count"):
        number, unit = (
            int(count) if count.isdigit() else _NUMBERS[count.casefold()],
            (groups.get("unit") or "").casefold(),
        )
        if unit.startswith("mån"):
            return None
        return meeting + dt.timedelta(days=number if unit.startswith("dag") else 7 * number)
    if weekday := groups.get("weekday"):
        number = next(at for at, names in enumerate(_WEEKDAYS) if weekday.casefold() in names.split("|"))
        return meeting + dt.timedelta(days=(number - meeting.weekday() - 1) % 7 + 1)
    if groups.get("today"):
        return meeting
    return meeting + dt.timedelta(days=1) if groups.get("tomorrow") else None


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
