"""What the lines of a title tell of the meeting: «Politirådet – møte måndag 20. november 2017 kl 1400 på rådhuset»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.blocks import BlockKind
from ingest.heading.bodies import FoundBody, find_bodies, sole_body
from ingest.heading.dates import FoundDate, FoundTimes, find_dates, find_times
from ingest.heading.kind import DATED_TITLE
from ingest.heading.lines import Line
from ingest.heading.places import is_place, place_before_date
from ingest.heading.words import heading_words
from minutes.kinds import Origin
from minutes.model import Evidence

# A title is no longer than this, an addressee's line above a notice («Formannskapets medlemmer») either.
_LONGEST_TITLE = 110

# A date and time without a label stand under the title, that near the top.
_MOST_TITLE_LINES = 10

# A body's name on a line of its own and «Møte 3. mai kl. 10» under it stand at the very top.
_MOST_NAME_LINES = 5

# Finds dates whose year is left out, for their place in the line alone.
_ANY_YEAR = 2000

_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag(?:en)?"

# Dates of other things: "Referat fra forrige møte 6.9.", "innkalling datert 04.04.02", "Neste møte: 4. mai".
OTHER_DATE = re.compile(
    r"\b(?:neste|forrige|førre|tidligere|datert|dagsett|godkjenning|godkjent|godkjend|publisert|oppdatert|endret|endra|utsendt|frist|brev|vedtatt|innen|jf\.?|jfr\.?|journal\w*|utskriftsdato)\b",
    re.IGNORECASE,
)

# A room after the house that it is in: "Rådhuset, møterom 2", "i kommunehuset, peisestova".
_ROOM = r"(?:,\s*(?:(?:møte)?rom|[\wæøå]*(?:sal|salen|rommet|stova|stua)|\d\. etasje)\b[^.,;:]*?)?"

# Where the place stands after the date: "… den 08.03.2005 på møterommet på teknisk etat."
PLACE = re.compile(
    r"^(?:\s*,)?(?:\s+(?:fra\s+|frå\s+)?kl\.?\s*[\d.:\s–-]*(?:\d|\b)(?:\s*til\s+(?:kl\.?\s*)?[\d.:]+\b)?)?\s*,?\s*(?:på|i|ved)\s+"
    r"(?P<place>[^.,;:]+?" + _ROOM + r")(?=\s*(?:[.,;:]|$|\bjfr?\b|\bjf\b|\bkl\b|\bfra\b|\bfrå\b|\bmed\b|\better\b))"
)

# A place without a preposition ends the title after a comma or a dash: "… 3. mai 2021 kl. 10–12, rådhuset".
_PLACE_LAST = re.compile(
    r"^\s*[,–-]\s*(?:på\s+|i\s+|ved\s+)?(?P<place>[^\W\d_][^.;:\d]{2,50}?(?:(?<=rom)\s\d{1,4})?)\s*$"
)

# A case's table of meetings: "0056/99 Kommunestyret 02.12.99", cells or not.
CASE_ROW = re.compile(r"^\s*(?:[A-ZÆØÅ]{2,3}\s*-?\s*)?\d{1,4}/\d{2,4}\s+(?P<rest>\S.{3,80})$")

# A date by itself under the title: "Tirsdag 14. oktober 2014 kl. 18.00 - 20.00".
WEEKDAY_LINE = re.compile(rf"^\W*{_WEEKDAY}\s+(?:den\s+)?\d.{{0,80}}$", re.IGNORECASE)

# A place and a time of day under a title that has the date: "Rådhuset kl. 10.00 - 11.30", "Rådhuset, 08.15 til 09.45".
_PLACE_AND_TIME = re.compile(
    r"^\W*(?P<place>(?!møte|vi\b|me\b|det\b|de\b|referat|protokoll|kl\b)[^\W\d_][^.;:\d]{2,50}?)[,\s–-]+(?:fra\s+|frå\s+)?(?:kl\.?\s*[\d.:]+(?:\s*(?:-|–|til)\s*(?:kl\.?\s*)?[\d.:]+)?|\d\d?[.:]\d\d\s*(?:-|–|til)\s*\d\d?[.:]\d\d)\W*$",
    re.IGNORECASE,
)

# What may stand before a date and time without a label: a place, "Rådhuset, 3. mai 2021 kl. 10", or the word for a
# meeting, "Møte nr. 2 fredag 3. mai", "frå møte den 3. mai".
_BEFORE_DATE = re.compile(
    rf"^\W*(?:(?:(?:fra|frå|til)\s+)?(?:(?:av)?(?:holdt|halde)\s+)?(?:ordinært\s+|ekstraordinært\s+)?møtet?\s+(?:nr\.?\s*\d+\S*\s+)?,?\s*|(?:på\s+|i\s+|ved\s+)?(?P<place>[^\W\d_][^.;:\d,–]{{2,40}}?)(?:\s*[,–-]\s*|\s+(?=den\b)))?"
    rf"(?:{_WEEKDAY}\s+)?(?:den\s+)?$",
    re.IGNORECASE,
)

# Between a body and the date of its meeting: "Politirådet – møte nr. 2, tysdag 3. september".
_BODY_TO_DATE = re.compile(
    rf"[\s,–:(-]*(?:(?:ordinært\s+|ekstraordinært\s+|ekstra\s+)?(?:møtet?|referat|møtereferat|protokoll)\b)?"
    rf"\s*(?:nr\.?\s*)?(?:\d{{1,2}}(?:[/-]\d{{2,4}})?(?!\s*\.))?[\s,–:(-]*(?:{_WEEKDAY})?\s*(?:den\s+)?",
    re.IGNORECASE,
)

# A title that calls a meeting a meeting: "Møte i politirådet", "Politirådsmøte".
_MEETING = re.compile(r"møtet?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told, each None where it was not."""

    body: str | None = None
    date: dt.date | None = None
    date_origin: Origin | None = None
    place: str | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    date_evidence: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def read_titles(head: Sequence[Line]) -> Iterator[Told]:
    """What each line that is a title tells: one with the word of a kind, or a body's name and little else, or a date.

    Args:
        head: the lines of the heading.
    """
    for position, line in enumerate(head):
        text = line.text
        dates = find_dates(text)
        if WEEKDAY_LINE.match(text) and dates:
            yield _told(line, None, dates)
        elif WEEKDAY_LINE.match(text) and find_dates(text, year=_ANY_YEAR):
            yield _without_date(line)
        if not _may_be_title(text):
            continue
        if position < _MOST_TITLE_LINES and is_date_line(text):
            yield _told(line, None, dates) if dates else _without_date(line)
        under = position < _MOST_TITLE_LINES and not dates and line.kind is not BlockKind.LIST_ITEM
        if under and (where := _PLACE_AND_TIME.match(text)):
            yield at_place(where["place"], text)
        body = _titled_body(text, dates)
        if body is None and position < _MOST_TITLE_LINES and dates and find_times(text):
            body = next(find_bodies(text), None)
        if body or _a_kind().search(text):
            yield _told(line, body, dates)


def at_place(place: str | None, text: str) -> Told:
    """The place and the times of day that a text without a date gives."""
    times = find_times(text)
    return Told(
        place=place.strip() if place else None,
        start=times.start_time if times else None,
        end=times.end_time if times else None,
    )


def read_bare_dates(head: Sequence[Line]) -> Iterator[Told]:
    """Lines near the top that are a date and nothing else; they may be a letter's, so they are asked last."""
    for line in head[:_MOST_TITLE_LINES]:
        dates = find_dates(line.text)
        if dates and not re.search(r"\w", line.text[: dates[0].start] + line.text[dates[0].end :]):
            yield _told(line, None, dates)


def titles_a_meeting(head: Sequence[Line], *, has_attendance: bool) -> bool:
    """Whether the title names a meeting by its body and date: «Møte i politirådet 3. mai 2021».

    Args:
        head: the lines of the heading.
        has_attendance: whether it has a list of those present; if so a date is enough.
    """
    top = head[:_MOST_TITLE_LINES]
    if has_attendance:
        return any(told.date for told in read_titles(top))
    one_line = any(
        _MEETING.search(line.text) and any(told.body and told.date for told in read_titles([line])) for line in top
    )
    dated = any(_MEETING.search(line.text) and is_date_line(line.text) for line in top[:_MOST_NAME_LINES])
    return one_line or (dated and any(sole_body(line.text) for line in top[:_MOST_NAME_LINES]))


def _may_be_title(text: str) -> bool:
    return not (
        len(text) > _LONGEST_TITLE
        or CASE_ROW.match(text)
        or OTHER_DATE.search(text)
        or (re.search(r"[a-zæøå]\.\s*$", text) and not DATED_TITLE.match(text))
    )


@cache
def _a_kind() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word) for group in heading_words().kinds.values() for word in group.words)
    return re.compile(rf"(?<!\w)[\wæøå]*?(?:{kinds})(?!\w)", re.IGNORECASE)


def _titled_body(text: str, dates: Sequence[FoundDate]) -> FoundBody | None:
    """The body that a title names."""
    sole = sole_body(text)
    if sole:
        return sole
    bodies = list(find_bodies(text))
    if not bodies:
        return None
    leads = bool(dates) and not text[: bodies[0].start].strip() and dates[0].start >= bodies[0].end
    leads = leads and bool(_BODY_TO_DATE.fullmatch(text, bodies[0].end, dates[0].start))
    return bodies[0] if leads or _a_kind().search(text) or _names_meeting(text) else None


def _names_meeting(text: str) -> bool:
    return bool(
        re.search(r"\bmøte(?:t)?\s+(?:i|for)\b|møte\b|^(?:møte)?(?:behandling|handsaming)\s+i\b", text, re.IGNORECASE)
    )


def is_date_line(text: str) -> bool:
    """Whether a line holds the date, with its year or without, and the time of day of the meeting, and at most a place."""
    dates = find_dates(text, year=_ANY_YEAR)
    return bool(dates) and bool(_BEFORE_DATE.match(text[: dates[0].start])) and find_times(text) is not None


def _without_date(line: Line) -> Told:
    """The place and the times of a line whose date has no year."""
    told = _told(line, None, find_dates(line.text, year=_ANY_YEAR))
    return replace(told, date=None, date_origin=None, date_evidence=())


def _told(line: Line, body: FoundBody | None, dates: Sequence[FoundDate]) -> Told:
    if not dates:
        return Told(body=body.name if body else None, evidence=_evidence(line, body))
    times = find_times(line.text)
    return Told(
        body=body.name if body else None,
        date=dates[0].date,
        date_origin=Origin.HEADING,
        place=_place(line.text, dates[0], times, named=body is not None),
        start=times.start_time if times else None,
        end=times.end_time if times else None,
        date_evidence=line.evidence(dates[0].start, dates[0].end),
        evidence=_evidence(line, body),
    )


def _evidence(line: Line, body: FoundBody | None) -> tuple[Evidence, ...]:
    return line.evidence(body.start, body.end) if body else ()


def _place(text: str, date: FoundDate, times: FoundTimes | None, *, named: bool) -> str | None:
    """The place in a title, after its date and time; before them only where no body is named."""
    after = PLACE.match(text[date.end :])
    if after is None and times and times.start > date.start:
        after = _PLACE_LAST.match(text[times.end :])
    if after is None and times and not named:
        after = _BEFORE_DATE.match(text[: date.start])
    if after and after["place"]:
        return after["place"].strip()
    rest = (
        text[date.end :]
        if times is None or times.start < date.end
        else f"{text[date.end : times.start]}, {text[times.end :]}"
    )
    parts = (part.strip(" .") for part in re.split(r"\s*[,;]\s*|\s+[–-]\s+", rest))
    place = next((part for part in parts if is_place(part) and not find_times(part)), None)
    return place or place_before_date(text[: date.start])
