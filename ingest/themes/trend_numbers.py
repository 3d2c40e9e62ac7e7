"""Numbers that a sentence sets against each other, and when they were: «14 saker i 2020, mot 9 i 2021»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from minutes.kinds import Trend

SMALL = (
    "null|ingen en|én|ett|ein|éin|eitt to tre fire fem seks sju|syv åtte ni ti elleve tolv tretten fjorten femten seksten "
    "sytten atten nitten tjue|tyve"
)
"""The small numbers in order from null; forms of one are set apart by a bar."""

WRITTEN = {form: value for value, forms in enumerate(SMALL.split()) for form in forms.split("|")}
WRITTEN |= {"tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90, "hundre": 100}

# The parts of the patterns below: a number by figures or letters, a time, and the few words that may stand between.
NUMBER = "(?P<{0}>\\d{{1,4}}|" + "|".join(sorted(WRITTEN, key=len, reverse=True)) + ")"
YEAR = r"(?:19|20)\d\d"
SEASON = r"(?:hittil )?i (?:år|vår|høst|haust|sommer|sommar|vinter)|så langt i år"
NOW = rf"{SEASON}|nå|no|denne gangen|denne gongen|dette året"
THEN = (
    r"(?:samme periode |same periode |på samme tid |på same tid |hele |heile )?"
    r"i (?:fjor|forfjor)(?: (?:høst|haust|vår|sommer|sommar|vinter))?|året før|forrige \w+|førre \w+|sist|"
    r"(?:måneden|månaden|kvartalet|halvåret|uka) før"
)
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
MONTH = "i (?:" + "|".join(MONTHS) + ")"
WHEN = rf"(?P<{{0}}>(?:i )?{YEAR}|{MONTH}|{NOW}|{THEN})"
WORDS = r"(?: (?!mot |til |og )[^\W\d]+){0,4}?"

FROM_TO = re.compile(
    rf"\b(?:fra|frå) {NUMBER.format('first')}{WORDS} til {NUMBER.format('second')}\b"
    r"(?! ?(?:år|prosent|kroner|klasse|trinn|steg|%))"
)
"""«fra 14 til 9 saker»; what it is of is asked for by a word of change beside it."""

GOES = re.compile(r"(?:går|gått|gikk|gjekk|gjeng) $")
"""«har gått fra 20 til 12»: a change without more."""

ASIDE = re.compile(rf"\b{NUMBER.format('first')}\b{WORDS} \( ?{NUMBER.format('second')}\b{WORDS} {WHEN.format('then')}")
"""«12 (8 i fjor)»."""

BY_YEAR = re.compile(
    rf"\b(?P<when>{YEAR}) ?: {NUMBER.format('first')}\b{WORDS} ?[,;–]? (?P<then>{YEAR}) ?: {NUMBER.format('second')}\b"
)
"""«2021: 12, 2022: 8»."""

TO_FROM = re.compile(
    rf"\b(?:til )?{NUMBER.format('second')}{WORDS} ?,? (?:ned|opp) (?:fra|frå) {NUMBER.format('first')}\b"
)
"""«9 saker, ned fra 14»."""

LINK = r"(?P<link>mot|imot|og|sammenlignet med|samanlikna med|men|,|;|–)(?: (?:bare|berre|kun|hele|heile))?"
PAIR = re.compile(
    rf"\b{NUMBER.format('first')}\b{WORDS} {WHEN.format('when')}{WORDS} ?(?:,? ?{LINK}) "
    rf"{NUMBER.format('second')}\b{WORDS}(?: {WHEN.format('then')})?"
)
"""«sju saker i 2020 og tolv i 2021», «11 i vår, 4 i fjor høst»."""

AGAINST = re.compile(
    rf"\b{NUMBER.format('first')}\b{WORDS} ?,? (?:mot|imot) {NUMBER.format('second')}\b{WORDS} {WHEN.format('then')}"
)
"""«ni saker, mot fire i fjor»."""

SAME = re.compile(
    rf"\b{NUMBER.format('first')}\b[^.]{{0,30}}?(?:det samme|det same|samme antall|same tal|like mange) som\b"
)
"""«9 i år, det samme som i fjor»."""

BOTH = re.compile(rf"\b{NUMBER.format('first')}\b{WORDS} både {WHEN.format('when')} og {WHEN.format('then')}")
"""«fire innbrudd både i år og i fjor»."""

STILL = re.compile(rf"\b(?:fortsatt|framleis|fremdeles) {NUMBER.format('first')}\b(?! (?:del|utfordring|problem))")
"""«fortsatt to saker»."""

UNITS = re.compile(
    r"\b(?:kr|kroner|mill|millioner|millionar|prosent|%|km|meter|stemmer|røyster|stillinger|stillingar|årsverk|kl)\b"
)
"""Numbers of these are not counts of what happened."""

PERIODS = re.compile(
    rf"\b(?:(?:siden|sidan|etter|før) (?:{YEAR}|nyttår|jul|påske|sommeren|sommaren|pandemien|sist|i fjor|\w+ møte)"
    r"|(?:fra|frå) (?:forrige|førre) \w+|(?:i )?(?:første|andre|tredje|fjerde|siste) (?:halvår|kvartal)"
    r"|det siste året|de siste \w+(?: årene| månedene| ukene)?|på \w+ år|for (?:hvert|kvart) år|i det siste"
    rf"|{SEASON}|i (?:fjor|forfjor)(?: høst| vår| haust)?|{YEAR})\b",
    re.IGNORECASE,
)
"""When something changed: «siden 2019», «i fjor», «på to år»."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """From how many to how many, and when, as the sentence says it."""

    change: tuple[int, int]
    start: int
    bound: bool

    @property
    def trend(self) -> Trend:
        """The way from the first to the second."""
        before, after = self.change
        return Trend.UP if after > before else Trend.DOWN if after < before else Trend.UNCHANGED


def numbers_in(words: Sequence[Word]) -> Numbers | None:
    """The numbers that a sentence sets against each other; None if there are none, or they count something else."""
    numbered = any(word.form[0].isdigit() or WRITTEN.get(word.form.lower(), 0) > 1 for word in words)
    text = _plain(words) if numbered else ""
    if not numbered or UNITS.search(text):
        return None
    for pattern in (PAIR, AGAINST, ASIDE, BY_YEAR, TO_FROM, FROM_TO, SAME, BOTH, STILL):
        for found in pattern.finditer(text):
            values = found.groupdict()
            first = _value(values["first"])
            if pattern in {SAME, BOTH, STILL}:
                return Numbers((first, first), found.start(), bound=True)
            second = _value(values["second"])
            if pattern in {FROM_TO, TO_FROM} and not all(
                re.fullmatch(YEAR, values[name]) for name in ("first", "second")
            ):
                return Numbers(
                    (first, second),
                    found.start(),
                    bound=pattern is TO_FROM or GOES.search(text[: found.start()]) is not None,
                )
            if pattern in {AGAINST, ASIDE} or (pattern is PAIR and _later(values)):
                return Numbers((second, first), found.start(), bound=True)
            if pattern in {PAIR, BY_YEAR} and _earlier(values):
                return Numbers((first, second), found.start(), bound=True)
    return None


def period_in(words: Sequence[Word]) -> str | None:
    """When it changed, as written; the first and the second time where two are set against each other."""
    text = " ".join(word.form for word in words)
    found = list(dict.fromkeys(match.group() for match in PERIODS.finditer(text)))
    years = [one for one in found if one.isdigit()]
    if len(years) > 1:
        return "–".join((min(years), max(years)))
    if not found:
        return None
    return " mot ".join(found[:2]) if numbers_in(words) else found[0]


def _plain(words: Sequence[Word]) -> str:
    text = " ".join(word.form.lower() for word in words)
    return re.sub(r"(\d)\.(?= |$)", r"\1", text)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else WRITTEN[written]


def _rank(when: str) -> int:
    year = re.search(YEAR, when)
    if year:
        return int(year.group())
    if when.removeprefix("i ") in MONTHS:
        return MONTHS.index(when.removeprefix("i "))
    return 9000 if re.fullmatch(THEN, when) else 9999


def _later(values: dict[str, str | None]) -> bool:
    """Whether the first number is of the later time, as after «mot» where nothing says otherwise."""
    when, then = values["when"] or "", values["then"]
    if then is None:
        return values["link"] in {"mot", "imot"}
    if re.search(YEAR, when) and re.fullmatch(THEN, then):
        return True
    return _rank(when) > _rank(then)


def _earlier(values: dict[str, str | None]) -> bool:
    then = values["then"]
    return then is not None and _rank(values["when"] or "") < _rank(then)
