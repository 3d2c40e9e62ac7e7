"""Counts that a sentence sets against each other, whatever links them: «daglig nå, ukentlig i vår».

A sentence is cut where one side may end; what a side counts, and when that was, are then looked for in it. Which of two
sides is the earlier one is told by their times, by the word between them, or by nothing but their order: `how` says which.
What all this is worth the judge has learned (going.py); from how many to how many is numbers.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.language_model import Word
from ingest.themes.trend.counts import COUNT, SHARE, counts, plain, value_of
from ingest.themes.trend.times import EARLIER, PRESENT, When, whens_in
from ingest.themes.trend.words import among, table
from minutes.months import MONTHS

CUT = re.compile(r"[,;:.()]| [–-] |→|\b(?:men|mens|medan|mot|imot|enn|og|fra|frå|til|der|som|da|då)\b")
"""Where a side may end: «14 saker | mot 9 i fjor»."""

WORD = re.compile(r"[^\W\d_]+")
AGO = re.compile(r"for (\w+) (?:år|månader|måneder|uker|veker) (?:siden|sidan)")
"""«for tre år siden»: no count, but a time."""

DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})\b")
"""«1 september», as the words are put with one space between."""

EVERY = frozenset({"hver", "kvar", "hvert", "kvart"})
"""Before a stretch of time they tell how often: «hver uke»."""

LATER_FIRST = frozenset({"mot", "imot", "(", "enn", "fra", "frå"})
"""After these the earlier number comes last."""
EARLIER_FIRST = frozenset({"til", "→"})

LONG_AGO, TOLD_AS_PAST, NO_TIME = EARLIER - 10_000, EARLIER + 5_000, EARLIER + 7_000
"""Ranks beside those of times.py: «for tre år siden»; «var det» and no more; no time at all."""

AMOUNTS = {"many": 40.0, "few": 2.0, "not": 0.0, "only": 1.0}
"""About how many the words of a class are, beside one another: «mye i fjor, nesten ingenting i år»."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the counts that a sentence tells: «count», «share», «often» or «amount», and when, by rank."""

    link: str
    sort: str
    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two counts: which way it goes from the earlier to the later, how one knows which that is, and what links them."""

    way: str
    how: str
    link: str
    sorts: str
    times: str
    apart: bool


def compared_in(words: Sequence[Word]) -> tuple[Comparison, ...]:
    """The counts of a sentence, each with the next and the next but one."""
    sides = _sides(plain(words))
    return tuple(
        _compare(side, other, apart=other is not sides[place + 1])
        for place, side in enumerate(sides)
        for other in sides[place + 1 : place + 3]
        if _go_together(side, other)
    )


def _go_together(first: Side, second: Side) -> bool:
    """Whether two counts are of one kind; none of something goes with any count."""
    if first.sort == second.sort:
        return True
    return "share" not in {first.sort, second.sort} and 0.0 in {first.value, second.value}


def _compare(first: Side, second: Side, *, apart: bool) -> Comparison:
    if first.rank != second.rank and NO_TIME not in {first.rank, second.rank}:
        how, in_order = "times", first.rank < second.rank
    elif first.rank != second.rank and min(first.rank, second.rank) <= TOLD_AS_PAST:
        how, in_order = "past", first.rank < second.rank
    elif second.link in LATER_FIRST | EARLIER_FIRST:
        how, in_order = "link", second.link in EARLIER_FIRST
    elif first.rank != second.rank:
        how, in_order = "present", first.rank < second.rank
    else:
        how, in_order = "order", True
    before, after = (first, second) if in_order else (second, first)
    way = "up" if after.value > before.value else "down" if after.value < before.value else "same"
    times = f"{_time(first.rank)}-{_time(second.rank)}"
    return Comparison(way, how, second.link, f"{first.sort}-{second.sort}", times, apart)


def _time(rank: int) -> str:
    if rank == NO_TIME:
        return "none"
    if rank >= PRESENT:
        return "now"
    return "was" if rank == TOLD_AS_PAST else "then" if LONG_AGO <= rank <= EARLIER else "date"


def _sides(text: str) -> list[Side]:
    """The counts of a text in small letters; one without a time has that of a side beside it that tells no count."""
    whens = whens_in(text)
    cuts = list(CUT.finditer(text))
    starts = [0, *(cut.start() for cut in cuts)]
    links = ["", *(cut.group().strip() for cut in cuts)]
    ends = [*starts[1:], len(text)]
    counted = [_count(text, start, end, whens) for start, end in zip(starts, ends, strict=True)]
    ranks = [_rank(text[start:end], start, whens) for start, end in zip(starts, ends, strict=True)]
    found = []
    for place, count in enumerate(counted):
        if count is None:
            continue
        rank = ranks[place]
        for near in (place + 1, place - 1):
            if rank is None and 0 <= near < len(counted) and counted[near] is None:
                rank = ranks[near]
        found.append(Side(links[place], *count, NO_TIME if rank is None else rank))
    return found


def _count(text: str, start: int, end: int, whens: Sequence[When]) -> tuple[str, float] | None:
    """What a stretch counts: a number, a share, how often, or about how many."""
    ago = AGO.search(text, start, end)
    for found in COUNT.finditer(text, start, end):
        place = found.start()
        if found["one"]:
            return "count", 1.0
        in_time = any(when.start <= place < when.end for when in whens) or DAY.match(text, place)
        if in_time or (ago and ago.start() <= place < ago.end()) or not counts(text, found, "value"):
            continue
        return ("share" if SHARE.match(text, found.end()) else "count"), value_of(found["value"])
    words = WORD.findall(text, start, end)
    for before, word in zip(["", *words], words, strict=False):
        if word in _often() and (word in among("classes", "often") or before in EVERY):
            return "often", _often()[word]
    return next((("amount", _amounts()[word]) for word in words if word in _amounts()), None)


def _rank(side: str, start: int, whens: Sequence[When]) -> int | None:
    """How late a stretch is: by its times, or by words that only say that it was, or is."""
    if AGO.search(side):
        return LONG_AGO
    own = [when.rank for when in whens if start <= when.start < start + len(side)]
    if own:
        return own[0]
    words = set(WORD.findall(side))
    then, now = bool(words & among("classes", "then")), bool(words & among("classes", "now"))
    if then != now:
        return EARLIER - 1 if then else PRESENT
    return TOLD_AS_PAST if words & among("classes", "was") else None


@cache
def _often() -> dict[str, float]:
    return {word: float(worth) for worth, words in table()["worth"].items() for word in words}


@cache
def _amounts() -> dict[str, float]:
    return {word: worth for name, worth in AMOUNTS.items() for word in among("classes", name)}
