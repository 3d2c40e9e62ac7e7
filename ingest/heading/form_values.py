"""Values of a form that hold a date, a time and a place at once, or stand without a label."""

from __future__ import annotations

import re

from ingest.heading.dates import find_dates, find_times
from ingest.heading.lines import Line

# A time of day without a label: "Kl. 0900 - 1445", "09.00–11.30", "fra kl. 10".
_BARE_TIME = re.compile(
    r"(?=.*(?:\bkl|\d\s*[-–—]\s*\d))(?:[\s.,:–—-]|\b(?:kl|klokka|klokken|fra|frå|til|ca)\b|\b\d{1,2}(?:[.:]?\d{2})?\b)+",
    re.IGNORECASE,
)


def is_bare_time(text: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return bool(_BARE_TIME.fullmatch(text))


def is_own(label: str) -> bool:
    """Whether a date's label says that the date is the meeting's: «Møtedato», not «Dato»."""
    return "møte" in label.casefold()


def before_time(value: Line) -> Line:
    """What stands before the date and the time in a value: «Rådhuset, kl. 9–11»."""
    starts = [found.start for found in find_dates(value.text, year=2000)]
    times = find_times(value.text, own_field=True)
    end = min([*starts, times.start if times else len(value.text)], default=0)
    skipped = re.search(r"[\s,;:–-]*(?:\b(?:kl|klokka|klokken|fra|frå|den|\w+dag)\b\.?\s*)*$", value.text[:end])
    return value.part(0, skipped.start() if skipped else end)


def after_time(value: Line) -> Line:
    """What follows the date and the time in a value."""
    ends = [found.end for found in find_dates(value.text, year=2000)]
    times = find_times(value.text, own_field=True)
    start = max([*ends, times.end if times else 0], default=0)
    skipped = re.match(r"[\s,;:–-]*(?:(?:på|i|ved)\s+)?", value.text[start:])
    return value.part(start + (skipped.end() if skipped else 0), len(value.text))
