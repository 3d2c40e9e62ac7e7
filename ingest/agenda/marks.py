"""What the head of a protocol's item is, and the patterns that more than one way of printing it shares."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.agenda.drafts import CASE, Key, number_key
from minutes.months import MONTHS


class Style(IntEnum):
    """How a head is printed; where two are as common, the first is the document's."""

    TREATMENT_OF = 1
    CASE_LINE = 2
    TITLED = 3
    HISTORY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where an item begins: line number of its head, of the first line after it, number, title so far.

    ``extra`` says that a banner stands over it (Sak utenom sakslista), so that it needs not be on the agenda. ``weight``
    is what speaks for a head that is nothing but a number and a title, less what speaks against it.
    """

    style: Style
    line: int
    after: int
    number: str
    title: str = ""
    extra: bool = False
    weight: float = 0.0

    @property
    def key(self) -> Key | None:
        """The number in a form that compares."""
        return number_key(self.number)


# The word sak in another language before it: "Ášši/Sak 001/17".
BILINGUAL = r"(?:[^\W\d_]{3,12}\s?/\s?(?=[Ss]ak))?"

# "Sak nr.: 0002/05", "Saksnr: PS 12/21": the number alone on a line of its own, with a label.
# "Sak: PS 27/24" is a row of a form.
CASE_LINE = re.compile(
    rf"{BILINGUAL}(?:[Uu]tval(?:g)?s-?)?[Ss]ak(?:s)?[\s-]*(?:(?:nr|nummer)\.?\s*:?|:(?=\s*[A-ZÆØÅ]{{2,4}}\s))\s*(?P<prefix>[A-ZÆØÅ]{{2,4}}\s)?\s*(?P<number>{CASE.pattern})\s*(?P<title>.*)$"
)

# A day in a row of a case paper's history: "03.02.00", "26.06.2003", "26-06-2003", "3. februar 2000", "2003-06-26".
DAY = re.compile(
    r"\b(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})|\d{1,2}[-/]\d{1,2}[-/]\d{4}|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}\.\s?(?:{'|'.join(MONTHS)})\s\d{{4}})\b",
    re.IGNORECASE,
)

# A day in figures: a title seldom has it, a line that names another meeting often.
DAY_IN_FIGURES = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b")

MOST_TITLE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What tells a meeting's own matters from others: its body and day over a case paper, the titles of its agenda."""

    body: str | None
    date: dt.date | None
    titles: tuple[str, ...] = ()
