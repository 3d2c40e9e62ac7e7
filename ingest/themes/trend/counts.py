"""Numbers that may count what happens: what they look like in a text, and what else a number may be of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.language_model import Word
from ingest.themes.trend.times import YEAR

SMALL = (
    "null|ingen én|ett|éin|éitt|eitt to|tvo tre fire fem seks sju|syv åtte ni ti elleve tolv tretten fjorten femten seksten "
    "sytten atten nitten tjue|tyve"
)
"""The small numbers in order from null; forms of one are set apart by a bar."""

WRITTEN = {form: value for value, forms in enumerate(SMALL.split()) for form in forms.split("|")}
WRITTEN |= {"tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90, "hundre": 100}
ONE = "en|et|ein|eit"
"""One, after a word that shows it to be no article: «bare ett»."""

# The parts of patterns: a number by figures or letters, and the few words that may stand between.
NUMBER = "(?P<{0}>\\d{{1,4}}(?:,\\d)?|" + "|".join(sorted(WRITTEN, key=len, reverse=True)) + ")"
WORDS = r"(?: (?!mot |til |og )[^\W\d]+){0,4}?"

SHARE = re.compile(r" ?(?:prosent|prosentpoeng|%)(?!\w)")
"""After a number: it tells a share."""

UNITS = (
    "kr|kroner|mill|millioner|millionar|km|meter|stemmer|røyster|stillinger|stillingar|årsverk|kl|år|dager|dagar|døgn|timer|timar|"
    "minutter|minutt|måneder|månader|uker|veker|tonn|dekar|liter|trinn|steg|klasse"
)
LATEST = "foregående|føregåande|siste|seinaste|neste|første"
TIMES = rf"(?:{LATEST}) (?:år|måned|månad|uke|veke|vint|sommar|somre|gang|gong|møte)\w*"
UNIT = re.compile(rf" ?(?:{UNITS}|{TIMES}|av (?:\d|ti|tre|fire|fem))\b")
"""After a number these show that it counts no happenings: «14 år», «8 av 10»."""

NAMED = "kl|klokka|klokken|nr|sak|side|punkt|uke|veke|under|§|født|klasse|kapittel|tabell|riksvei|fylkesvei|rv|fv|e"
CHANGED = "økning|øking|auke|vekst|nedgang|reduksjon|økt|auka|redusert|minka|opp|ned"
NO_COUNT = re.compile(rf"(?:\b(?:{NAMED})[ .] ?|[/:.,]|(?:{CHANGED}) (?:på|med)(?: om lag| rundt)? )$")
"""Before a number these do: «uke 14», «under 18», «en økning på 20»."""
LONGEST = 30
"""Letters before a number that this is looked for in."""

PARTED = re.compile(r"[/.:]\d")
"""What follows the first part of a date, a case number or a time of the day."""

COUNT = re.compile(rf"(?<![\w,–-]){NUMBER.format('value')}(?!\w)|\b(?:bare|berre|kun|mot) (?P<one>{ONE})\b")
"""A number that may count something."""


NOT_ONE = re.compile(r"\b(?:ikke|ikkje) (?:en eneste|ein einaste|et eneste|eit einaste|ett eneste|noen|nokon|noko)\b")
"""«ikke en eneste brann»: none."""


def plain(words: Sequence[Word]) -> str:
    """The words in small letters with one space between; no full stop after a number."""
    text = " ".join(word.form.lower() for word in words)
    return re.sub(r"(\d)\.(?= |$)", r"\1", NOT_ONE.sub("ingen", text))


def may_count(words: Sequence[Word]) -> bool:
    """Whether there is a number at all."""
    return any(word.form[0].isdigit() or WRITTEN.get(word.form.lower(), 0) > 1 for word in words)


def counts(text: str, found: re.Match[str], name: str) -> bool:
    """Whether a number may count happenings, or tell the share of them: no money, ages, dates, weeks."""
    start, end = found.span(name)
    if re.fullmatch(YEAR, found[name]) or UNIT.match(text, end) or PARTED.match(text[end : end + 3]):
        return False
    if "," in found[name] and not SHARE.match(text, end):
        return False
    return NO_COUNT.search(text[max(0, start - LONGEST) : start]) is None


def value_of(written: str) -> float:
    """The number that a word is."""
    return WRITTEN[written] if written in WRITTEN else float(written.replace(",", "."))
