"""The meeting that a news article tells of: «Politirådet i Solvik brukte hele møtet mandag på skoleveien»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.heading.bodies import find_bodies
from ingest.heading.dates import find_dates
from ingest.heading.kind import acting_body
from ingest.heading.lines import Line
from ingest.heading.titles import OTHER_DATE, Told
from ingest.heading.written import find_written, infer_year
from minutes.kinds import Origin
from minutes.model import Evidence

# In «Fylkesutvalget vedtok tirsdag 5. april 2022 …» the date stands right after the verb.
_NEAR = 40

# Finds dates whose year is left out, for their place in the text alone; a leap year has them all.
_ANY_YEAR = 2000

# An article names the body that it is about at its head: in its title or its first paragraphs.
_MOST_LEAD = 6

# A body that is the subject of a sentence: "Politirådet i Solvik ser …". These words make it something else.
_SUBJECT = re.compile(
    r"(?:\s+i\s+[A-ZÆØÅ][\wæøå-]+(?:\s+kommune)?)?\s+(?!og\b|i\b|på\b|for\b|som\b|med\b|til\b|av\b|eller\b|der\b|om\b|frå\b|fra\b|ved\b|sin\b|sitt\b|sine\b)[a-zæøå]{2,}"
)

# A weekday of the past without a date; "neste mandag" and "hver mandag" are none.
_DAY = re.compile(
    r"(?<!neste )(?<!komande )(?<!kommende )(?<!hver )(?<!kvar )(?<!til )(?<!fra )(?<!frå )\b"
    r"(?P<day>man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?!\w|\s+(?:den\s+)?\d)"
)
_DAYS = {
    "man": 0, "mån": 0, "tirs": 1, "tys": 1, "ons": 2, "tors": 3, "fre": 4, "lør": 5, "laur": 5, "søn": 6, "sun": 6,
}  # fmt: skip
_YESTERDAY = re.compile(r"\bi (?P<which>går|dag)\b")
_WEEK = 7


def find_act(texts: Sequence[Line]) -> Told:
    """The body that an article says has acted, and the date: beside the verb, or by a weekday before its publication.

    Args:
        texts: the paragraphs of the article.
    """
    for line in texts:
        acting = acting_body(line.text)
        if acting:
            return _told(line, *acting, texts=texts)
    for line in texts[:_MOST_LEAD]:
        for body in find_bodies(line.text):
            starts = not line.text[: body.start].strip() or line.text[: body.start].rstrip().endswith((".", "!", "?"))
            if starts and _SUBJECT.match(line.text, body.end):
                return Told(body=body.name, evidence=line.evidence(body.start, body.end))
    return Told()


def _told(line: Line, name: str, start: int, end: int, *, texts: Sequence[Line]) -> Told:
    evidence = line.evidence(start, end)
    dates = [found for found in find_dates(line.text) if end < found.start < end + _NEAR]
    if dates and not OTHER_DATE.search(line.text[end : dates[0].start]):
        return Told(
            body=name,
            date=dates[0].date,
            date_origin=Origin.TEXT,
            date_evidence=line.evidence(dates[0].start, dates[0].end),
            evidence=evidence,
        )
    day = None if dates else (_dayless(line, end, texts) or _day_before_publication(line, end, texts))
    if day is None:
        return Told(body=name, evidence=evidence)
    return Told(body=name, date=day[0], date_origin=Origin.INFERRED, date_evidence=day[1], evidence=evidence)


def _dayless(line: Line, start: int, texts: Sequence[Line]) -> tuple[dt.date, tuple[Evidence, ...]] | None:
    """The date beside the verb whose year is left out, in the year of the publication."""
    for found in find_dates(line.text, year=_ANY_YEAR):
        if start < found.start < start + _NEAR and not OTHER_DATE.search(line.text[start : found.start]):
            dated = infer_year(line.text[start : found.end], texts)
            if dated:
                return dated.date, (*line.evidence(found.start, found.end), *dated.evidence)
    return None


def _day_before_publication(
    line: Line, start: int, texts: Sequence[Line]
) -> tuple[dt.date, tuple[Evidence, ...]] | None:
    """The date that a weekday in the sentence means, counted back from the day of publication."""
    written = find_written(texts)
    stop = re.search(r"[.!?](?:\s|$)", line.text[start:])
    end = start + stop.start() if stop else len(line.text)
    weekday, recent = _DAY.search(line.text, start, end), _YESTERDAY.search(line.text, start, end)
    found = weekday or recent
    if written is None or found is None:
        return None
    published, after = written
    dated = find_dates(published.text[after:])[0]
    if weekday:
        back = (dated.date.weekday() - _DAYS[weekday["day"]]) % _WEEK
    else:
        back = int(recent is not None and recent["which"] == "går")
    evidence = (*line.evidence(*found.span()), *published.evidence(after + dated.start, after + dated.end))
    return dated.date - dt.timedelta(days=back), evidence
