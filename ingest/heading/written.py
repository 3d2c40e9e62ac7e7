"""The year of a date written without one, from the day the text was written or published.

«Referat frå politirådet 5. februar» over «Skrive av Kari Lia, 07.02.2020» is of 2020: minutes and news come after the
meeting, so the date is the last one of its kind on or before that day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.heading.dates import find_dates
from ingest.heading.lines import Line
from minutes.model import Evidence

# When a text was written or published: "Publisert 17.06.2022", "Lagt ut 3.5.2021", "Skrive av Kari Lia, 07.02.2020".
WRITTEN = re.compile(
    r"\b(?:publisert|lagt ut|publ\.|(?:skrevet|skrive|ført|referert)\s+(?:av|den)\b"
    r"|(?:referat|referatet)\s+(?:skrevet|skrive)\b)",
    re.IGNORECASE,
)

_WEEKDAY = re.compile(r"\b(?P<day>man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag", re.IGNORECASE)
_DAYS = {
    "man": 0, "mån": 0, "tirs": 1, "tys": 1, "ons": 2, "tors": 3, "fre": 4, "lør": 5, "laur": 5, "søn": 6, "sun": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date worked out, and where the day it was worked out from stands."""

    date: dt.date
    evidence: tuple[Evidence, ...]


def find_written(texts: Sequence[Line]) -> tuple[Line, int] | None:
    """The first paragraph that says when the text was written, and where those words begin.

    Args:
        texts: the paragraphs of the document.
    """
    for line in texts:
        said = WRITTEN.search(line.text)
        if said and find_dates(line.text[said.start() :]):
            return line, said.start()
    return None


def infer_year(text: str, texts: Sequence[Line]) -> Dated | None:
    """The date in a text without a year; None where nothing tells the year, or a weekday in the text does not fit it.

    Args:
        text: «torsdag 16. juni».
        texts: the paragraphs of the document.
    """
    written = find_written(texts)
    if written is None:
        return None
    line, start = written
    day = find_dates(line.text[start:])[0]
    dated = [found[0].date for year in (day.date.year, day.date.year - 1) if (found := find_dates(text, year=year))]
    date = next((date for date in dated if date <= day.date), None)
    weekday = _WEEKDAY.search(text)
    if date is None or (weekday and date.weekday() != _DAYS[weekday["day"].casefold()]):
        return None
    return Dated(date=date, evidence=line.evidence(start + day.start, start + day.end))
