"""Where the words of a text are, and what each of them is: a word, a case number, a date, a section of a law.

Positions count words from 0; offsets are into the text as given, whatever Unicode form it is in. Nothing is left out: no
stop list, one-letter words and numbers stay, because «under 18» and «sak 5» are made of what others throw away.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

_LETTER = r"[^\W_][\u0300-\u036f\u00ad]*"
"""A letter or digit with the combining marks and soft hyphens behind it; decomposed «å» is a and a ring."""

_HYPHEN = "[-\u2010\u2011]"

SECTION = r"§{1,2}[ \u00a0]?\d+[a-z]?(?:-\d+[a-z]?)*"
"""A section of a law, whole: «§ 27-3», «§13a»."""

ISO_DATE = r"\d{4}-\d{2}-\d{2}"
"""«2021-12-06»."""

DATE = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
"""«06.12.2021», «6.12.21»."""

CASE = r"(?:[^\W\d_]{1,5}-?)?\d{1,6}/\d{1,6}(?:-\d{1,4})?"
"""A case or item number with the prefix that is written against it: «13/02», «FS-12/21», «2021/1234-5»."""

NUMBER = r"\d+(?:[.,:]\d+)+"
"""A number with marks in it: «10:00», «1.200.000», «2,5»."""

WORD = rf"(?:{_LETTER})+(?:{_HYPHEN}(?:{_LETTER})+)*"
"""A word, hyphens and all: «e-post», «16-åringer»."""

LETTERS = r"[^\W\d_]+(?![\w\u0300-\u036f\u00ad\u2010\u2011-])"
"""Letters and nothing that may go on with them, as most words are: told at once from all of the above."""

_WHOLE = r"(?![^\W_]|[\u0300-\u036f])"
"""Nothing of a word goes on: neither a letter nor the mark of one («ō» may be an o and a bar)."""

_ANY = re.compile(
    rf"(?P<letters>{LETTERS})|(?P<section>{SECTION}{_WHOLE})|(?P<date>(?:{ISO_DATE}|{DATE}){_WHOLE})|(?P<case>{CASE}{_WHOLE})"
    rf"|(?P<number>{NUMBER}{_WHOLE})|(?P<word>{WORD})"
)
_PART = re.compile(rf"(?:{_LETTER})+")
_YEARS = re.compile(rf"(?:19|20)\d\d{_HYPHEN}(?:19|20)\d\d")
_CASE_PARTS = re.compile(r"(?P<prefix>[^\W\d_]*)-?(?P<left>\d+)/(?P<right>\d+)")
_DAY = re.compile(r"0?([1-9]|[12]\d|3[01])")
_CENTURY = 50
"""Two-digit years from here on are of the 1900s; the oldest minutes put in digital form are of the 1950s."""

KEPT_IN_CACHE = 200_000
"""Written forms kept: all that a large archive has but the rarest."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"),
            ("februar", "feb"),
            ("mars",),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}


class WordKind(Enum):
    """What a word of a text is."""

    PLAIN = auto()
    CASE = auto()
    DATE = auto()
    SECTION = auto()
    NUMBER = auto()


class Word(NamedTuple):
    """A word and its place: ``exact`` is ``text[start:end]`` in lower case, NFC, without soft hyphens and typed alike."""

    exact: str
    kind: WordKind
    start: int
    end: int


_KINDS = {
    "section": WordKind.SECTION,
    "date": WordKind.DATE,
    "case": WordKind.CASE,
    "number": WordKind.NUMBER,
    "word": WordKind.PLAIN,
    "letters": WordKind.PLAIN,
}


@lru_cache(maxsize=KEPT_IN_CACHE)
def exact_form(written: str) -> str:
    """Lower case, NFC, no soft hyphens, one kind of hyphen, no blank after §.

    >>> exact_form("§ 27-3"), exact_form("E\u2011post")
    ('§27-3', 'e-post')
    """
    if written.isascii():
        return written.lower()
    plain = written.replace("\u00ad", "").replace("\u2010", "-").replace("\u2011", "-")
    if plain.startswith("§"):
        plain = "§" + plain.lstrip("§ \u00a0")
    return unicodedata.normalize("NFC", plain.lower())


def find_words(text: str) -> Iterator[Word]:
    """The words of the text in order. A run of years, «2018-2022», is two words."""
    for found in _ANY.finditer(text):
        kind, written = _KINDS[found.lastgroup or "word"], found[0]
        if is_run_of_years(written):
            yield from parts_of(text, found.start(), found.end())
        else:
            yield Word(exact_form(written), kind, *found.span())


def words_as_written(text: str) -> Iterator[re.Match[str]]:
    """Where the words of the text stand; a run of years as one."""
    return _ANY.finditer(text)


def kind_of(found: re.Match[str]) -> WordKind:
    """What was found."""
    return _KINDS[found.lastgroup or "word"]


def word_at(found: re.Match[str]) -> Word:
    """The word that was found."""
    return Word(exact_form(found[0]), kind_of(found), *found.span())


def is_run_of_years(written: str) -> bool:
    """Whether it is two years with a hyphen between.

    >>> is_run_of_years("2018-2022"), is_run_of_years("2018/2022")
    (True, False)
    """
    return written[0].isdecimal() and _YEARS.fullmatch(written) is not None


def has_run_of_years(text: str) -> bool:
    """Whether there may be one in the text."""
    return _YEARS.search(text) is not None


def parts_of(text: str, start: int, end: int) -> Iterator[Word]:
    """The stretches between the hyphens of ``text[start:end]``."""
    for part in _PART.finditer(text, start, end):
        yield Word(exact_form(part[0]), WordKind.PLAIN, part.start(), part.end())


def plain_case(exact: str) -> str:
    """A case number without prefix, leading zeros, the century of a year, and the number of a paper in the case.

    >>> plain_case("0013/02"), plain_case("ps12/2021"), plain_case("2021/1234-5")
    ('13/02', '12/21', '2021/1234')
    """
    found = _CASE_PARTS.match(exact)
    if found is None:
        return exact
    left, right = found["left"].lstrip("0") or "0", found["right"]
    if len(right) == 4 and right[:2] in {"19", "20"} and len(left) < 4:  # noqa: PLR2004 - a year has four digits
        right = right[2:]
    elif len(right) > 2:  # noqa: PLR2004 - «02» is a year, «0012» a running number
        right = right.lstrip("0") or "0"
    return f"{left}/{right}"


def read_date(exact: str) -> dt.date | None:
    """The date that a word of kind DATE means; None if there is no such day.

    >>> read_date("6.12.21")
    datetime.date(2021, 12, 6)
    """
    if "-" in exact:
        year, month, day = (int(part) for part in exact.split("-"))
    else:
        day, month, year = (int(part) for part in exact.split("."))
    if year < 100:  # noqa: PLR2004 - written with two digits
        year += 1900 if year >= _CENTURY else 2000
    return _date(year, month, day)


def written_date(words: tuple[Word, ...]) -> dt.date | None:
    """The date that three words mean, «6. desember 2021»; None if they mean none."""
    day, month, year = words
    if month.exact not in MONTHS or not _DAY.fullmatch(day.exact) or len(year.exact) != 4 or not year.exact.isdecimal():  # noqa: PLR2004
        return None
    return _date(int(year.exact), MONTHS[month.exact], int(day.exact))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
