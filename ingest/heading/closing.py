"""When the meeting began and ended, told in a sentence: «Møtet starta kl. 14 og var ferdig kl. 15», «Møtet slutt kl 16»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.heading.dates import find_times
from ingest.heading.lines import Line
from minutes.model import Evidence

# The words before the time: "Møtet slutt kl", "Møtet vart heva", "Møtet ble satt kl. 9 og hevet kl. 14". A pause is no
# end.
_CLOSED = re.compile(
    r"(?<![\w-])(?:møteslutt\b|(?:møtet|møte|formannskapsmøtet|kommunestyremøtet)\s+(?:(?:ble|blei|vart|var|er|blir)\s+)?"
    r"(?:(?:satt|sett|åpnet|opna)\b[^\n]{0,25}?\bog\s+(?:(?:ble|vart)\s+)?)?"
    r"(?:slutt|slutta|sluttet|slutter|sluttar|hevet|heva|avsluttet|avslutta|ferdig|over)\b)"
    r"(?P<until>[^.\n]{0,25}?(?:\bkl\b\.?|\bklokk[ae]n?\b|:|(?=\d))[^\n]{0,14})",
    re.IGNORECASE,
)

# The beginning and the end in one sentence: "Møtet starta kl. 14.00 og var ferdig kl. 15.20".
_WHOLE = re.compile(
    r"(?<![\w-])møtet\s+(?:(?:ble|blei|vart)\s+)?(?:startet|starta|begynte|byrja|åpnet|opna|satt|sett|åpna)\b(?:[^.\n\d]|(?<=kl)\.){0,20}?"
    r"(?P<from>\d[\d.:]{0,4})(?:[^.\n\d]|(?<=kl)\.){0,30}?\b(?:slutt|slutta|sluttet|hevet|heva|avsluttet|avslutta|ferdig|over)\b"
    r"(?:[^.\n\d]|(?<=kl)\.){0,10}(?P<until>\d[\d.:]{0,4})(?![\d%])",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"\b(?:lunsj|pause|middag|neste|før)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The end of the meeting, its beginning if the same sentence tells it, and where; None if nothing tells them."""

    start: dt.time | None = None
    time: dt.time | None = None
    evidence: tuple[Evidence, ...] = ()


def find_closing(texts: Sequence[Line]) -> Closing:
    """The end of the meeting, from the last sentence that tells it.

    Args:
        texts: the mended paragraphs of the document.
    """
    for line in texts:
        if (whole := _WHOLE.search(line.text)) and (both := _both(whole, line)):
            return both
    for line in reversed(texts):
        for match in reversed(list(_CLOSED.finditer(line.text))):
            times = find_times(match["until"], own_field=True)
            until = times and (times.end_time or times.start_time)
            if times and until and not _PAUSE.search(match["until"][: times.start]):
                start = match.start("until")
                return Closing(time=until, evidence=line.evidence(start + times.start, start + times.end))
    return Closing()


def _both(match: re.Match[str], line: Line) -> Closing | None:
    start, end = (find_times(f"kl. {match[name].rstrip('.:')}") for name in ("from", "until"))
    if start is None or end is None:
        return None
    return Closing(
        start=start.start_time, time=end.start_time, evidence=line.evidence(match.start("from"), match.end())
    )
