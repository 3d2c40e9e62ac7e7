"""What titles, sentences and case tables tell of the meeting, where the form at the head says nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.blocks import BlockKind
from ingest.heading.bodies import FoundBody, find_bodies, name_body
from ingest.heading.dates import PIVOT, find_dates, find_file_date, find_times
from ingest.heading.kind import CALLS, is_title
from ingest.heading.lines import Line, sentences_of
from ingest.heading.places import TELLS_OF_MEETING, place_before_date, place_within
from ingest.heading.titles import (
    CASE_ROW,
    OTHER_DATE,
    PLACE,
    WEEKDAY_LINE,
    Told,
    at_place,
    is_date_line,
    read_bare_dates,
    read_titles,
)
from ingest.heading.words import heading_words
from minutes.kinds import Origin
from minutes.model import Evidence

# A sentence that names its meeting: "… i møte den 24.06.2026", "Møtet ble holdt tirsdag 3. mai", "møte 12. mai 2010".
_IN_MEETING = re.compile(
    r"\b(?:i|på|fra|frå)?\s*møte(?:t)?\s+(?:nr\.?\s*\d+\S*\s+)?(?:ble\s+|vart\s+)?(?:holdt\s+|halde\s+|avholdt\s+)?(?:den\s+|(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag\s+(?:den\s+)?)?$",
    re.IGNORECASE,
)

# A sentence that is the heading: "Møte i Solvik viltnemnd tysdag …", "Protokoll frå møte i eldrerådet den …".
_HEADS_MEETING = re.compile(
    r"^\W*(?:\w+\s+(?:fra|frå|av|for)\s+)?(?:ordinært\s+|ekstraordinært\s+)?møtet?\s+(?:i|for)\s+[^.]{3,80}$",
    re.IGNORECASE,
)
_MOST_HEADING_BLOCKS = 10

# A sentence that has the date first: "År 2003, den 16. september, holdt valgstyret møte på rådhuset".
_HELD_IT = re.compile(r"\b(?:holdt|heldt|hadde)\s+[\wæøå-]+(?:\s+[\wæøå-]+)?\s+(?:ordinært\s+)?møte\b")

# A sentence that presents the minutes: "Her er referatet fra AMU torsdag 5. september 2013".
_MINUTES_OF = re.compile(
    r"\b(?:her|vedlagt)\b.{0,20}\b(?:referat|protokoll|møtebok)\w*\s+(?:fra|frå|av)\b", re.IGNORECASE
)


def find_told(head: Sequence[Line], texts: Sequence[Line], *, file_name: str) -> Told:
    """Body, date, place and times from the title, else a sentence, else the case tables; each from the first that has it.

    Args:
        head: the lines of the heading.
        texts: the mended paragraphs of the document.
        file_name: its date chooses among the meetings of case tables.
    """
    tables = [*_case_tables(texts, file_name)] or [*_course_table(texts)]
    sources = [*read_titles(head), *_sentences(texts), *tables, *read_bare_dates(head)]

    def first(name: str) -> Told:
        return next((told for told in sources if getattr(told, name) is not None), Told())

    body, date = first("body"), first("date")
    return Told(
        body=body.body,
        date=date.date,
        date_origin=date.date_origin,
        date_evidence=date.date_evidence,
        place=first("place").place,
        start=first("start").start,
        end=first("end").end,
        evidence=body.evidence,
    )


def tells_date(head: Sequence[Line]) -> bool:
    """Whether a sentence of the heading tells when its meeting was."""
    return any(told.date for told in _sentences(head))


def find_dayless(head: Sequence[Line]) -> Line | None:
    """A line under the title that dates the meeting without a year: «Tirsdag 14. oktober kl. 18», else the title itself."""
    dayless = [line for line in head if find_dates(line.text, year=2000)]
    under = next((line for line in dayless if WEEKDAY_LINE.match(line.text) or is_date_line(line.text)), None)
    return under or next((line for line in dayless if is_title(line) and not OTHER_DATE.search(line.text)), None)


# Years that a document shows: of its cases ("Sak 5/14", "PS 12/2021") and its file's name ("referat_2014").
_CASE_YEAR = re.compile(r"(?<![\d/.])\d{1,4}/(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/.])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def guess_date(text: str, texts: Sequence[Line], *, file_name: str) -> dt.date | None:
    """The date in a text without a year, in the year the document shows; a weekday in the text must fit.

    Args:
        text: «tirsdag 14. oktober kl. 18».
        texts: the paragraphs of the document.
        file_name: a year in it comes first.
    """
    whole = "\n".join(line.text for line in texts)
    cases = Counter(_full_year(match["year"]) for match in _CASE_YEAR.finditer(whole))
    dated = Counter(found.date.year for found in find_dates(whole))
    years = [int(year) for year in _YEAR.findall(file_name)]
    years += [year for year, _ in cases.most_common()] + [year for year, _ in dated.most_common()]
    dates = [found[0].date for year in dict.fromkeys(years) if (found := find_dates(text, year=year))]
    weekday = _WEEKDAY.search(text)
    if weekday:
        dates = [date for date in dates if date.weekday() == _WEEKDAYS[weekday.group()[:3].casefold()]]
    return dates[0] if dates else None


_WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag", re.IGNORECASE)
_WEEKDAYS = {
    "man": 0,
    "mån": 0,
    "tir": 1,
    "tys": 1,
    "ons": 2,
    "tor": 3,
    "fre": 4,
    "lør": 5,
    "lau": 5,
    "søn": 6,
    "sun": 6,
}


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004  two figures
        return year
    return year + (1900 if year >= PIVOT else 2000)


def _sentences(texts: Sequence[Line]) -> Iterator[Told]:
    for line in texts:
        for sentence in sentences_of(line):
            dates = find_dates(sentence.text)
            tells = line.block < _MOST_HEADING_BLOCKS and bool(TELLS_OF_MEETING.match(sentence.text))
            if not dates:
                if tells and not OTHER_DATE.search(sentence.text):
                    yield at_place(place_within(sentence.text), sentence.text)
                continue
            before, after = sentence.text[: dates[0].start], sentence.text[dates[0].end :]
            near_top = line.block < _MOST_HEADING_BLOCKS
            if not (_is_of_meeting(before) or (near_top and (tells or _opens_minutes(before, after)))):
                continue
            if OTHER_DATE.search(before):
                continue
            yield _told(sentence, before)


def _is_of_meeting(before: str) -> bool:
    """Whether what stands before a date makes it a meeting's, wherever in the document it stands."""
    meets = re.compile(rf"\b(?:{'|'.join(map(re.escape, heading_words().bodies.meets))})\b", re.IGNORECASE)
    in_meeting = _IN_MEETING.search(before) and re.search(r"behandling|holdt|halde|møtt|kall", before)
    return bool(meets.search(before) or CALLS.search(before) or in_meeting)


def _opens_minutes(before: str, after: str) -> bool:
    """Whether what stands around a date near the top makes it the meeting's."""
    return bool(_MINUTES_OF.search(before) or _HEADS_MEETING.search(before) or _HELD_IT.search(after))


def _told(sentence: Line, before: str) -> Told:
    dates = find_dates(sentence.text)
    held = _HELD_IT.search(sentence.text, dates[0].end)
    body = next(find_bodies(held.group() if held else before), None)
    place = PLACE.match(sentence.text[dates[0].end :])
    where = place["place"].strip() if place else place_before_date(before)
    where = where or (place_within(sentence.text[held.end() :]) if held else None)
    times = find_times(sentence.text[dates[0].end :])
    return Told(
        body=body.name if body else None,
        date=dates[0].date,
        date_origin=Origin.TEXT,
        place=where,
        start=times.start_time if times else None,
        end=times.end_time if times else None,
        date_evidence=sentence.evidence(dates[0].start, dates[0].end),
        evidence=_evidence(sentence, body, held.start() if held else 0),
    )


def _evidence(sentence: Line, body: FoundBody | None, offset: int) -> tuple[Evidence, ...]:
    return sentence.evidence(offset + body.start, offset + body.end) if body else ()


def _case_tables(texts: Sequence[Line], file_name: str) -> Iterator[Told]:
    """The meeting that most of the cases' tables name last, or the one whose date the file's name has."""
    rows = [made for line in texts for piece in _rows(line) if (made := _case_row(piece))]
    if not rows:
        return
    in_name = find_file_date(file_name)
    of_file = [row for row in rows if row.date == in_name]
    counts = Counter((row.body, row.date) for row in of_file or rows)
    body, date = max(counts, key=lambda pair: (counts[pair], pair[1] or dt.date.min))
    yield next(row for row in rows if (row.body, row.date) == (body, date))


def _rows(line: Line) -> Iterator[Line]:
    if line.kind is BlockKind.TABLE_ROW:
        yield replace(line, text=line.text.replace("\n", " "))
        return
    start = 0
    for piece in line.text.split("\n"):
        yield line.part(start, start + len(piece))
        start += len(piece) + 1


def _case_row(line: Line) -> Told | None:
    match = CASE_ROW.match(line.text)
    if not match:
        return None
    dates = find_dates(line.text)
    body = next(find_bodies(match["rest"]), None)
    if len(dates) != 1 or body is None or line.text[dates[0].end :].strip():
        return None
    between = match["rest"][: body.start].strip()
    name = name_body(body.name)
    if between or name is None:
        return None
    start = match.start("rest") + body.start
    return Told(
        body=name,
        date=dates[0].date,
        date_origin=Origin.TEXT,
        date_evidence=line.evidence(dates[0].start, dates[0].end),
        evidence=line.evidence(start, start + body.end - body.start),
    )


# A case paper opens with its course; later tables are of other things.
_MOST_COURSE_LINES = 40

# The heads of a table of the meetings that a case goes through: "Saksgang Møtedato Saksnr.", "Utvalg Møtedato Saksnummer".
_COURSE_HEAD = re.compile(
    r"^\W*(?:saksgang|utvalg|utval|organ|behandles i|handsamast i|instans)\b.{0,60}?\bmøtedato\b", re.IGNORECASE
)

# After the date of such a meeting: its number of the case, or nothing yet.
_AFTER_COURSE = re.compile(r"\s*(?:(?:[A-ZÆØÅ]{2,3}\s*)?\d{1,4}/\d{1,4})?\s*")


def _course_table(texts: Sequence[Line]) -> Iterator[Told]:
    """The last meeting of the table that a case paper opens with: a body and a date a row."""
    rows: list[Told] = []
    opened = False
    for piece in (piece for line in texts[:_MOST_COURSE_LINES] for piece in _rows(line)):
        row = _course_row(piece) if opened else None
        if rows and row is None:
            break
        rows += [row] if row else []
        opened = opened or bool(_COURSE_HEAD.match(piece.text))
    dated = [row for row in rows if row.date]
    if dated:
        yield max(reversed(dated), key=lambda row: row.date or dt.date.min)


def _course_row(line: Line) -> Told | None:
    dates = find_dates(line.text)
    body = next(find_bodies(line.text), None)
    if len(dates) != 1 or body is None or line.text[: body.start].strip() or body.end > dates[0].start:
        return None
    if line.text[body.end : dates[0].start].strip() or not _AFTER_COURSE.fullmatch(line.text, dates[0].end):
        return None
    return Told(
        body=body.name,
        date=dates[0].date,
        date_origin=Origin.TEXT,
        date_evidence=line.evidence(dates[0].start, dates[0].end),
        evidence=line.evidence(body.start, body.end),
    )
