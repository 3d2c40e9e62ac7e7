"""Numbers that a sentence sets against each other: «14 saker i 2020, mot 9 i 2021». When they were: times.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.language_model import Word
from ingest.themes.trend.counts import COUNT, NUMBER, SHARE, UNIT, WORDS, counts, may_count, plain, value_of
from ingest.themes.trend.times import EARLIER, WHEN, YEAR, When, whens_in
from minutes.kinds import Trend

ABOUT = "(?:rundt |om lag |nær |over |under |bare |berre |kun |ned |opp )?"
FROM_TO = re.compile(
    rf"\b(?:fra|frå) {ABOUT}{NUMBER.format('first')}(?: ?%)?{WORDS} (?:ned |opp )?til {ABOUT}{NUMBER.format('second')}(?!\w)"
)
"""«fra 14 til 9 saker»; what it is of is asked for by a word of change beside it."""

GOES = re.compile(r"(?:går|gått|gikk|gjekk|gjeng|gått ned|gått opp) $")
"""«har gått fra 20 til 12»: a change without more."""

ASIDE = re.compile(
    rf"\b{NUMBER.format('first')}\b{WORDS} \( ?"
    rf"(?:(?:mot )?{NUMBER.format('second')}\b{WORDS} {WHEN}|{WHEN} ?:? {NUMBER.format('third')}) ?\)"
)
"""«12 (8 i fjor)», «12 (i fjor: 8)»."""

PARENTHESIS = re.compile(rf"\b{NUMBER.format('first')} \( ?{NUMBER.format('second')} ?\)")
"""«12 (8)», where the text says what stands in the parentheses."""

BY_YEAR = re.compile(
    rf"(?P<when>{YEAR}) ?[:=] ?{NUMBER.format('first')}\b|"
    rf"\b{NUMBER.format('second')}\b{WORDS} ?\(? ?(?:i |var i )?(?P<then>{YEAR})\b"
)
"""«2021: 12», «12 i 2021»: one of several."""

SERIES = re.compile(
    rf"\b{NUMBER.format('first')} ?[–,/→-] ?{NUMBER.format('second')} ?(?:[–,/→-]|og) ?(?:og )?{NUMBER.format('third')}\b"
    rf"(?= .*(?:siste|seinaste|senere|åra|årene|vintrene|vintrane|hver|kvar))"
)
"""«4 – 7 – 11 de siste årene»."""

TO_FROM = re.compile(
    rf"\b(?:til )?{NUMBER.format('second')}{WORDS} ?,? (?:ned|opp) (?:fra|frå) {NUMBER.format('first')}\b"
)
"""«9 saker, ned fra 14»."""

COMPARED = re.compile(
    r"\b(?:over|under|enn|passert?)(?: (?:de|dei|det|tallet|talet|på|fjorårets|fjoråret|forrige|førre)){1,3} "
    rf"{NUMBER.format('first')}\b(?! ?(?:prosent|%|år))"
)
"""«168, klart over de 121 i fjor»."""

PASSED = re.compile(
    rf"\b(?:fjorårets|fjoråret sitt?|forrige \w+) (?:\w+ )?(?:på )?{NUMBER.format('first')}\b[^,.]* passert\b"
)
"""«26 i år, og fjorårets tall på 19 er passert»."""

ALIKE = r"det samme|det same|(?:samme|same) (?:antall|tall|tal)(?:et)?|like mange|nøyaktig|akkurat"
SAME = re.compile(rf"\b{NUMBER.format('first')}\b[^.]{{0,40}}?(?:{ALIKE}) som\b")
"""«9 i år, det samme som i fjor»."""

BOTH = re.compile(rf"\b{NUMBER.format('first')}\b{WORDS} både (?:i |på )?{WHEN}")
"""«fire innbrudd både i år og i fjor»."""

STILL = re.compile(rf"\b(?:fortsatt|framleis|fremdeles) {NUMBER.format('first')}\b(?! (?:del|utfordring|problem))")
"""«fortsatt to saker»."""

STRONG = ("mot", "imot", "mens", "medan", "sammenlignet med", "sammenliknet med", "samanlikna med", ".")
"""Links after which the second number is of the earlier time where only that says when."""
LINK = re.compile(rf"(?:, )?\b(?:{'|'.join(STRONG[:-1])}|men|og|opp fra|ned fra)\b|(?<= )[,;–]| \.")
"""Between two numbers that are set against each other."""
END_OF_SIDE = re.compile(r" [,;]| \.| og | mens | medan | men ")

MANY = 20
"""From this number on, one more or less of so many is no change."""

CLOSE = 10
"""The part of a number by which another may differ and still be called the same."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """From how many to how many, as the sentence says it.

    ``start`` is where in the plain text, ``bound`` that it needs no word of change beside it, ``shares`` that they tell
    no counts.
    """

    before: float
    after: float
    start: int
    bound: bool = True
    shares: bool = False

    @property
    def change(self) -> tuple[int, int] | None:
        """From how many to how many; None of shares."""
        return None if self.shares else (int(self.before), int(self.after))

    @property
    def are_close(self) -> bool:
        """Whether one may call it the same: «24 i fjor og 25 i år»."""
        return abs(self.after - self.before) <= max(1, self.before // CLOSE)

    @property
    def trend(self) -> Trend:
        """The way from the first to the second; many that are one more or less are the same."""
        if self.before >= MANY and abs(self.after - self.before) <= self.before / MANY:
            return Trend.UNCHANGED
        return Trend.UP if self.after > self.before else Trend.DOWN if self.after < self.before else Trend.UNCHANGED

    def place(self, words: Sequence[Word]) -> int:
        """The word that the first of them is."""
        ends = accumulate(len(word.form) + 1 for word in words)
        return next((place for place, end in enumerate(ends) if self.start < end), 0)


@dataclass(frozen=True, slots=True)
class _Side:
    """A stretch of the sentence with one number that counts, and when that was."""

    start: int
    value: float
    share: bool
    when: When | None


def numbers_in(words: Sequence[Word]) -> Numbers | None:
    """The numbers that a sentence sets against each other; None if there are none, or they count something else."""
    if not may_count(words):
        return None
    text = plain(words)
    for find in (_same, _told, _by_years, _from_to, _sides, _series):
        for found in find(text):
            return found
    return None


def in_parentheses(words: Sequence[Word]) -> Numbers | None:
    """«12 (8)» in a text that says that the number in parentheses is the earlier one."""
    found = PARENTHESIS.search(plain(words)) if may_count(words) else None
    return Numbers(value_of(found["second"]), value_of(found["first"]), found.start()) if found else None


def _same(text: str) -> Iterator[Numbers]:
    for pattern in (SAME, BOTH, STILL):
        for found in pattern.finditer(text):
            if counts(text, found, "first"):
                value = value_of(found["first"])
                yield Numbers(value, value, found.start())


def _told(text: str) -> Iterator[Numbers]:
    """Those that the words around them tell the order of."""
    for found in ASIDE.finditer(text):
        then = found["second"] or found["third"]
        if counts(text, found, "first"):
            yield Numbers(value_of(then), value_of(found["first"]), found.start())
    for found in TO_FROM.finditer(text):
        if counts(text, found, "first") and counts(text, found, "second"):
            yield Numbers(value_of(found["first"]), value_of(found["second"]), found.start())
    for pattern in (COMPARED, PASSED):
        for found in pattern.finditer(text):
            now = _side(text, whens_in(text), 0, found.start(), last=True)
            if now is not None and counts(text, found, "first"):
                yield Numbers(value_of(found["first"]), now.value, now.start)


def _by_years(text: str) -> Iterator[Numbers]:
    """«12 i 2019, 9 i 2020, 7 i 2021»: from the first year to the last, if all go one way, else of the last two."""
    values: dict[int, float] = {}
    start = None
    for found in BY_YEAR.finditer(text):
        name = "first" if found["when"] else "second"
        if counts(text, found, name):
            values[int(found["when"] or found["then"])] = value_of(found[name])
            start = found.start() if start is None else start
    if len(values) > 1 and start is not None:
        ordered = [values[year] for year in sorted(values)]
        one_way = ordered in (sorted(ordered), sorted(ordered, reverse=True))
        yield Numbers(ordered[0] if one_way else ordered[-2], ordered[-1], start)


def _from_to(text: str) -> Iterator[Numbers]:
    for found in FROM_TO.finditer(text):
        if counts(text, found, "second") and not re.fullmatch(YEAR, found["first"]):
            bound = GOES.search(text[: found.start()]) is not None
            shares = SHARE.match(text, found.end("second")) is not None
            yield Numbers(value_of(found["first"]), value_of(found["second"]), found.start(), bound, shares)


def _sides(text: str) -> Iterator[Numbers]:
    """Numbers on both sides of a word like «mot», «mens», of which one is of an earlier time."""
    times = whens_in(text)
    for link in LINK.finditer(text):
        end = END_OF_SIDE.search(text, link.end() + 1)
        left = _side(text, times, 0, link.start(), last=True)
        right = _side(text, times, link.end(), end.start() if end else len(text), last=False)
        if left is None or right is None:
            continue
        change = _ordered(left, right, strong=link.group().strip(" ,") in STRONG)
        if change is not None:
            yield Numbers(*change, left.start, shares=left.share or right.share)


def _ordered(left: _Side, right: _Side, *, strong: bool) -> tuple[float, float] | None:
    """The earlier and the later value; None if nothing tells which is which."""
    falling, rising = (right.value, left.value), (left.value, right.value)
    if left.when is None or right.when is None:
        earlier = right.when is None or right.when.rank <= EARLIER
        known = right.when is not None or (left.when is not None and left.when.rank >= EARLIER)
        return falling if strong and known and earlier else None
    if left.when.rank == right.when.rank:
        return None
    if right.when.is_then != left.when.is_then and not (left.when.is_now or right.when.is_now):
        # «10 i 2022 mot 6 året før»; but «15 i 2022, 9 i fjor» goes on in time.
        return falling if right.when.is_then and strong else rising
    return falling if left.when.rank > right.when.rank else rising


def _side(text: str, times: Sequence[When], start: int, end: int, *, last: bool) -> _Side | None:
    """The number that counts in a stretch, the last one or the only one, and the time nearest to it."""
    found = [
        one
        for one in COUNT.finditer(text, start, end)
        if one["one"]
        or (counts(text, one, "value") and not any(when.start <= one.start() < when.end for when in times))
    ]
    if not found or (not last and len(found) > 1):
        return None
    number = found[-1]
    near = [when for when in times if start <= when.start and when.end <= end]
    when = min(near, key=lambda when: min(abs(when.start - number.end()), abs(number.start() - when.end)), default=None)
    value = 1.0 if number["one"] else value_of(number["value"])
    return _Side(number.start(), value, SHARE.match(text, number.end()) is not None, when)


def _series(text: str) -> Iterator[Numbers]:
    for found in SERIES.finditer(text):
        values = [value_of(found[name]) for name in ("first", "second", "third")]
        if values in (sorted(values), sorted(values, reverse=True)) and not UNIT.match(text, found.end()):
            yield Numbers(values[0], values[-1], found.start())
