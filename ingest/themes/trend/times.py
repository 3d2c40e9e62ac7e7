"""When something was, as a sentence says it, and what is earlier: «i fjor», «første halvår 2021»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from minutes.months import MONTHS

YEAR = r"(?:19|20)\d\d"
SEASONS = "vår|våren|høst|haust|høsten|hausten|sommer|sommar|sommeren|sommaren|vinter|vinteren|jul|jula|påske|påska"
ORDER = ("første", "andre", "tredje", "fjerde")
SPANS = "måneden|månaden|kvartalet|halvåret|uka|veka|vinteren|sommeren|sommaren|høsten|hausten|våren"
PARTS = "halvår|halvåret|kvartal|kvartalet|tertial|tertialet"
MEASURES = f"periode|perioden|tid|tida|tidsrom|tidsrommet|kvartal|kvartalet|{PARTS}|måned|månad|tidspunkt|tidspunktet"

# The times below are of the same kind: a pattern, and what it is of.
NOW = (
    rf"(?:hittil |så langt )?i (?:år|{SEASONS})(?! før)|så langt i år|hittil|nå|no|"
    "denne gangen|denne gongen|dette året|i dag"
)
"""This year, or now."""

SAME = rf"(?:i |på |for |den |det |de )?(?:samme|same|tilsvarende|tilsvarande) (?:{MEASURES})"
"""«på samme tid», before «i fjor»."""

YEAR_BEFORE = rf"(?:hele |heile )?i (?:fjor|forfjor)(?: (?:{SEASONS}))?|fjor(?:året|årets)?"
BEFORE = rf"(?:året|{SPANS}) (?:før|i forveien)|heile året før|(?:foregående|føregåande) \w+"
A_YEAR_AGO = r"(?:for )?(?:ett|et|eitt|eit) år (?:siden|sidan|tidligere|tidlegare)"
LAST = r"(?:ved |på |under |i )?(?:forrige|førre) \w+|sist"
USUAL = (
    "tidligere|tidlegare|vanligvis|vanlegvis|normalen|normalt|til vanlig|til vanleg|gjennomsnittet|snittet|"
    "et normalår|eit normalår"
)
THEN = rf"(?:{SAME} ?)?(?:{YEAR_BEFORE}|{BEFORE})|{LAST}|{SAME}|{A_YEAR_AGO}|{USUAL}"
"""An earlier time, or what is usual."""

ORDERED = "|".join(ORDER)
PART = rf"(?:i )?(?:{ORDERED}|[1-4]\.?) (?:og (?:{ORDERED}|[1-4]\.?) )?(?:{PARTS})(?: (?:i |av )?(?:{YEAR}|år|fjor))?"
MONTH = rf"i (?:{'|'.join(MONTHS)})(?: {YEAR})?"
WEEK = r"i (?:uke|veke) \d{1,2}"
SEASON = rf"(?:i )?(?:{SEASONS}) {YEAR}"
WHEN = rf"(?:{PART}|{SEASON}|{MONTH}|{WEEK}|(?:i )?{YEAR}|{THEN}|{NOW})"
"""When a number was: a part of a year, a season, a month, a week, a year, an earlier time, or now."""

_WHEN = re.compile(rf"(?<!\w){WHEN}(?!\w)")
_THEN = re.compile(THEN)

EARLIER = 90_000
"""The rank of what is only said to be earlier."""
YEARS_BACK = 5
"""How much earlier than «i fjor» «i forfjor» is; «året før» is between them."""
PRESENT = 99_900
"""The least rank of what is of this year."""
LATEST = 50
"""How much later than the year's seasons «nå» is."""

PERIODS = re.compile(
    rf"\b(?:(?:siden|sidan|etter|før) (?:{YEAR}|nyttår|jul|påske|sommeren|sommaren|pandemien|sist|i fjor|\w+ møte)"
    r"|(?:fra|frå) (?:forrige|førre) \w+|(?:i )?(?:første|andre|tredje|fjerde|siste) (?:halvår|kvartal)"
    r"|det siste året|de siste \w+(?: årene| månedene| ukene)?|på \w+ år|for (?:hvert|kvart) år|i det siste"
    r"|(?:hittil )?i (?:år|vår|høst|haust|sommer|sommar|vinter)|så langt i år"
    rf"|i (?:fjor|forfjor)(?: høst| vår| haust)?|{YEAR})\b",
    re.IGNORECASE,
)
"""When something changed: «siden 2019», «i fjor», «på to år»."""


@dataclass(frozen=True, slots=True)
class When:
    """Where a text says when, and how late that is beside others that it says."""

    start: int
    end: int
    rank: int

    @property
    def is_then(self) -> bool:
        """Whether it is only said to be earlier than what it is set against, as «året før» is."""
        return EARLIER - YEARS_BACK <= self.rank < EARLIER

    @property
    def is_now(self) -> bool:
        """Whether it is of this year: «i år», «i haust»."""
        return self.rank >= PRESENT


def whens_in(text: str) -> tuple[When, ...]:
    """The times that a text in small letters tells."""
    return tuple(When(found.start(), found.end(), _rank(found.group())) for found in _WHEN.finditer(text))


def period_in(words: Sequence[Word], *, against: bool) -> str | None:
    """When it changed, as written; the first and the second time where two are set ``against`` each other."""
    text = " ".join(word.form for word in words)
    found = list(dict.fromkeys(match.group() for match in PERIODS.finditer(text)))
    years = [one for one in found if one.isdigit()]
    if len(years) > 1:
        return "–".join((min(years), max(years)))
    if not found:
        return None
    return " mot ".join(found[:2]) if against else found[0]


def _rank(when: str) -> int:
    """A number that grows with time: years, and parts of a year within them."""
    year = re.search(YEAR, when)
    part = next((place for place, name in enumerate(ORDER, 1) if name in when), 0) or _figure(when)
    month = next((place for place, name in enumerate(MONTHS, 1) if name in when), 0)
    if year:
        return int(year.group()) * 40 + (part * 3 or month or _season(when))
    if _THEN.fullmatch(when):
        return EARLIER - (0 if when.endswith("i fjor") else YEARS_BACK if when.endswith("forfjor") else 1)
    if when.endswith("fjor"):
        return EARLIER + part
    if part or month:
        return EARLIER + 100 + (part * 3 or month)
    week = re.search(r"\d+", when)
    return EARLIER + 200 + int(week.group()) if week else PRESENT + (_season(when) or LATEST)


def _figure(when: str) -> int:
    found = re.match(r"(?:i )?([1-4])\.? (?:halv|kvart|tert)", when)
    return int(found[1]) if found else 0


def _season(when: str) -> int:
    return next((rank for rank, start in ((2, "vår"), (6, "som"), (9, "h")) if start in when), 0)
