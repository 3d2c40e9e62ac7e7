"""A case paper's history: a row for each body that has had the case, among them this meeting's own number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.agenda.drafts import CASE, Key, Line, number_key, tidy_number
from ingest.agenda.marks import CASE_LINE, DAY, MOST_TITLE, Head, Meeting, Style
from ingest.agenda.words import agenda_words, plain
from ingest.decisions.labels import core
from minutes.months import MONTHS

_MOST_HISTORY = 12

_PIVOT = 70


# Columns by their words, whatever else the header says: "Sak nr Styre, råd, utvalg Møtedato".
_NUMBER_COLUMN = re.compile(r"\b(?:ut)?(?:v(?:algs?|als?))?-?saks?(?:-?nr|nummer)?\b", re.IGNORECASE)
_DAY_COLUMN = re.compile(r"\b(?:møte)?(?:dato|dag)\b", re.IGNORECASE)
_MOST_HEADER = 70

# A history of one cell a line has at least number, body and day.
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 5


def opens_history(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is the header over a case's history: "Saksnr.: Utvalg Møtedato", or words like it over such a row."""
    if _has_history_words(lines[position]) or _columns_below(lines, position):
        return True
    below = lines[position + 1].text if position + 1 < len(lines) else ""
    return _is_over_row(lines[position].text, re.sub(r"\s+", " ", below))


def _columns_below(lines: Sequence[Line], position: int) -> int:
    """How many names of a history's columns stand from here on, a line each, over a number, a body and a day; else 0."""
    known = agenda_words().history_columns
    if plain(lines[position].text) not in known:
        return 0
    names = [
        plain(line.text) for line in takewhile(lambda line: plain(line.text) in known, lines[position:][:_MOST_COLUMNS])
    ]
    if len(names) < _LEAST_COLUMNS or not set(names) & agenda_words().history_bodies:
        return 0
    row = " ".join(line.text for line in lines[position + len(names) : position + 2 * len(names)])
    return len(names) if CASE.search(row) and DAY.search(row) and len(row) <= MOST_TITLE / 2 else 0


def _is_over_row(header: str, row: str) -> bool:
    """Whether a line names a number and a day, and has none, and the one below has both and little else."""
    if len(header) > _MOST_HEADER or any(letter.isdigit() for letter in header) or header.endswith("."):
        return False
    if not (_NUMBER_COLUMN.search(header) and _DAY_COLUMN.search(header)) or len(row) > MOST_TITLE / 2:
        return False
    return CASE.search(row) is not None and DAY.search(row) is not None and not agenda_words().meta.match(row)


def _has_history_words(line: Line) -> bool:
    columns = [plain(cell) for cell in line.cells]
    if len(columns) == 1:
        columns = [plain(word) for word in line.text.split()]
    names = {column for column in columns if column}
    if not names or not names <= agenda_words().history_columns or len(columns) < 2:  # noqa: PLR2004 - at least two columns
        return False
    return bool(names & agenda_words().history_bodies) and any("dato" in name or name == "møtedag" for name in names)


def case_history(lines: Sequence[Line], position: int, listed: set[Key | None], meeting: Meeting) -> Head | None:
    """The head that the rows below a history's header make; None where there are none."""
    rows: list[tuple[str, str]] = []
    height = _columns_below(lines, position) or 1
    after = position + height
    for start in range(after, min(after + height * _MOST_HISTORY, len(lines)), height):
        text = re.sub(r"\s+", " ", " ".join(line.text for line in lines[start : start + height]))
        found = CASE.search(text)
        if found is None and not text.startswith("/"):
            break
        if found is not None:
            if agenda_words().meta.match(text) or DAY.search(text) is None or len(text) > MOST_TITLE / 2:
                break
            rows.append((_written(text, found), text))
        after += height
    if not rows:
        return None
    number = max(rows, key=lambda row: _rank(row, listed, meeting))[0]
    return Head(style=Style.HISTORY, line=position, after=after, number=number)


def case_rows(lines: Sequence[Line], position: int, listed: set[Key | None], meeting: Meeting) -> Head | None:
    """The head that rows with a number, a body and a day make, one for each body that has had the case."""
    rows: list[tuple[str, str]] = []
    for line in lines[position : position + _MOST_HISTORY]:
        text = re.sub(r"\s+", " ", line.text)
        found = CASE_LINE.match(text)
        if found is None or DAY.search(found["title"]) is None or _LABELLED.match(found["title"]) is None:
            break
        rows.append((tidy_number(found["prefix"] or "", found["number"]), text))
    if not rows:
        return None
    number = max(rows, key=lambda row: _rank(row, listed, meeting))[0]
    return Head(style=Style.CASE_LINE, line=position, after=position + len(rows), number=number)


# What follows a number in such a row: "Utval: Formannskapet - Dato: 03.03.2009".
_LABELLED = re.compile(r"\W*(?:[Uu]tval(?:g)?|[Oo]rgan|[Mm]øtedato|[Dd]ato|[Mm]øte|[Bb]ehandlet i|[Hh]andsama i)\b")


def _written(row: str, number: re.Match[str]) -> str:
    """The number of a row with the letters before it, if the row begins with them: "PS 31/22"."""
    letters = re.match(r"([A-ZÆØÅ]{2,4})\s+$", row[: number.start()])
    return tidy_number(letters[1] if letters else "", number.group())


def _rank(row: tuple[str, str], listed: set[Key | None], meeting: Meeting) -> tuple[bool, bool, bool, dt.date]:
    """Which row of a history is this meeting's: on its agenda, of its body, on its day; else the latest."""
    number, text = row
    day = _day(text)
    own = bool(meeting.body) and core(meeting.body or "") in core(text)
    return number_key(number) in listed, own and day == meeting.date, own, day or dt.date.min


def _day(text: str) -> dt.date | None:
    """The day that a row tells, in figures or with the name of its month."""
    if (found := DAY.search(text)) is None:
        return None
    parts = [int(part) for part in re.findall(r"\d+", found.group())]
    if name := re.search(r"[a-z]+", found.group().casefold()):
        parts.insert(1, MONTHS.index(name.group()) + 1)
    day, month, year = parts[::-1] if parts[0] > 31 else parts  # noqa: PLR2004 - the year first
    if year < 100:  # noqa: PLR2004 - two figures
        year += 2000 if year < _PIVOT else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
