"""A case paper's history: a row for each body that has had the case, among them this meeting's own number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.agenda.drafts import CASE, Key, Line, number_key, tidy_number
from ingest.agenda.marks import CASE_LINE, DAY, MOST_TITLE, Head, Meeting, Style
from ingest.agenda.words import agenda_words, plain
from ingest.decisions.labels import core

_MOST_HISTORY = 12

_PIVOT = 70


# Columns by their words, whatever else the header says: "Sak nr Styre, råd, utvalg Møtedato".
_NUMBER_COLUMN = re.compile(r"\b(?:ut)?(?:v(?:algs?|als?))?-?saks?(?:-?nr|nummer)?\b", re.IGNORECASE)
_DAY_COLUMN = re.compile(r"\b(?:møte)?(?:dato|dag)\b", re.IGNORECASE)
_MOST_HEADER = 70


def opens_history(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is the header over a case's history: "Saksnr.: Utvalg Møtedato", or words like it over such a row."""
    if _has_history_words(lines[position]):
        return True
    below = lines[position + 1].text if position + 1 < len(lines) else ""
    return _is_over_row(lines[position].text, re.sub(r"\s+", " ", below))


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
    after = position + 1
    for line in lines[position + 1 : position + 1 + _MOST_HISTORY]:
        text = re.sub(r"\s+", " ", line.text)
        found = CASE.search(text)
        if found is None and not text.startswith("/"):
            break
        if found is not None:
            if agenda_words().meta.match(text) or DAY.search(text) is None or len(text) > MOST_TITLE / 2:
                break
            rows.append((_written(text, found), text))
        after += 1
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
    if (found := DAY.search(text)) is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if year < 100:  # noqa: PLR2004 - two figures
        year += 2000 if year < _PIVOT else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
