"""Labels in lines: «Dato: 06.12.2021 Tid: 10:00», a label alone with its value below, three labels in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.heading.lines import Line
from ingest.heading.words import heading_words

ATTENDANCE = frozenset({"present", "absent", "deputies", "others"})

# Offices of the meeting that stand as labels of their own.
FIELD_ROLES = {"chair": "møteleder", "secretary": "sekretær", "writer": "referent"}

# An item of the agenda inside or at the start of a line: "PS 12/21 Godkjenning", "Sak 3: Budsjett", "0012/04 SØKNAD",
# and "Sak / Budsjett" where the figures are lost.
ITEM_START = re.compile(
    r"(?<!\S)(?:(?:PS|RS|DS|FO|OS|KS|FS|BU|SAK|Sak)\s*-?\s?\d{1,4}(?:\s?/\s?\d{2,4}|\s*:)(?=\W*(?:$|[A-ZÆØÅ]))|(?:PS|SAK|Sak)\s?/\s(?=[A-ZÆØÅ])|^\s*\d{1,4}/\d{2,4}\s+(?=[A-ZÆØÅ]))"
)

# After an attendance label: whose list it is, or how many: "Til stede fra politiet:", "Forfall (3):".
_TAIL = r"(?:\s+(?!med forfall)(?:fra|frå|på|i|av|under|for|ved|med)\s+[^\s:(][^:\n(]{1,40}?|\s*\([^)]{1,40}\))?"

# Beside any label: the same in another language, or a remark: "Møtedato / Beaivi:", "Møtested (digitalt):".
_ASIDE = r"(?:\s*/\s*(?![\d\s])[^:/\n\d]{2,40}?|\s*\([^)]{1,40}\))?"

# The first and the last of the matters, which is no agenda: "Saksnr.: 031/24 - 037/24", "Saker: 1–9/20".
_RANGE_OF_ITEMS = re.compile(r"\W*\d+(?:/\d+)?\s*(?:[-–—]|til|t\.?\s?o\.?\s?m\.?)\s*\d+(?:/\d+)?\W*")

# What a loose label must be followed by: a name, a figure, a weekday, the time, or
# a role and a name: "Tilstede Kari Lia", "Dato 6. mai", "Til stede var ordfører Kari Lia".
_AFTER_LOOSE = (
    r"(?=\s+(?:[A-ZÆØÅÁČĐŊŠŦŽ]|\d|(?:[a-zæøåSLT./-]+\s){1,3}[A-ZÆØÅ][a-zæøå]+\s[A-ZÆØÅ]"
    r"|(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tysdag|kl)\b))"
)


# A longer label that is not listed: up to eight words without figures before a colon.
_UNLISTED = re.compile(r"[\s•*·–_|-]*(?P<label>[A-ZÆØÅ][^\d:,;.()?]{3,70})[:?]+")
_MOST_LABEL_WORDS = 8

# The same after a sentence on its line: "… 15 representanter. Følgende var fraværende: Kari Lia".
_AFTER_SENTENCE = re.compile(r"(?<=[a-zæøå)]\.\s)(?P<label>[A-ZÆØÅ][^\d:,;.()?]{3,70}):+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A label and what follows it on its line, up to the next label; ``field`` is None for text before any label."""

    field: str | None
    label: str
    value: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    fields: dict[str, str]
    at_start: re.Pattern[str]
    within: re.Pattern[str]


def split_labels(line: Line) -> tuple[Segment, ...]:
    """A line as segments, in order; the text before the first label comes with the field None.

    The beginning of an agenda item counts as a label of the field "stop", whose value is the item itself.
    """
    text = line.text
    marks = _apart(sorted(_marks(text))) or _whole_cell(line)
    segments = []
    first = marks[0][0] if marks else len(text)
    if text[:first].strip():
        segments.append(Segment(field=None, label="", value=line.part(0, first)))
    for position, (start, end, field, label) in enumerate(marks):
        stop = marks[position + 1][0] if position + 1 < len(marks) else len(text)
        value = line.part(end if label else start, stop)
        only_range = field == "stop" and label and _RANGE_OF_ITEMS.fullmatch(value.text)
        segments.append(Segment(field="bookkeeping" if only_range else field, label=label, value=value))
    return tuple(segments)


def _apart(marks: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """The labels, those left out that begin inside the one before."""
    apart: list[tuple[int, int, str, str]] = []
    for mark in marks:
        if not apart or mark[0] >= apart[-1][1]:
            apart.append(mark)
    return apart


def _whole_cell(line: Line) -> list[tuple[int, int, str, str]]:
    """A first cell that would be a label if it had its colon: «Til stede fra skolen | Kari Lia»."""
    if line.cell != 0 or len(line.text.split()) > _MOST_LABEL_WORDS or line.text.count(":"):
        return []
    marks = [mark for mark in _marks(f"{line.text}:") if mark[1] > len(line.text)]
    return [(start, len(line.text), field, label) for start, _, field, label in marks if field in ATTENDANCE]


def find_labels(text: str) -> list[tuple[int, str]]:
    """Where each label of a text stands, and its field, in order."""
    return sorted((start, field) for start, _, field, _ in _marks(text))


def _marks(text: str) -> Iterator[tuple[int, int, str, str]]:
    patterns = _patterns()
    taken = 0
    found = patterns.at_start.match(text)
    unlisted = None if found else _UNLISTED.match(text)
    kinds = None if found else _body_kinds().match(text)
    if kinds:
        taken = kinds.end()
        yield kinds.start("label"), taken, "body", kinds["label"]
    elif unlisted and (named := _unlisted_field(unlisted["label"])):
        taken = unlisted.end()
        yield unlisted.start("label"), taken, named, unlisted["label"]
    if found:
        taken = found.end()
        yield found.start("label"), taken, patterns.fields[_fold(found["label"])], found["label"]
    for match in _AFTER_SENTENCE.finditer(text, taken):
        if field := _unlisted_field(match["label"]):
            yield match.start("label"), match.end(), field, match["label"]
    for match in patterns.within.finditer(text, taken):
        yield match.start("label"), match.end(), patterns.fields[_fold(match["label"])], match["label"]
    item = ITEM_START.search(text)
    if item:
        yield item.start(), item.start(), "stop", ""


def _unlisted_field(label: str) -> str | None:
    """The list that a longer label opens, by its words: «Medlemmer som hadde meldt forfall»."""
    folded = f" {' '.join(label.casefold().split())} "
    if len(folded.split()) > _MOST_LABEL_WORDS:
        return None
    groups = heading_words().unlisted.items()
    return next((name for name, words in groups if any(f" {word} " in folded for word in words)), None)


def _fold(label: str) -> str:
    return " ".join(label.casefold().replace("–", "-").split()).rstrip(".")


@cache
def _body_kinds() -> re.Pattern[str]:
    """Kinds of bodies in a row as one label: «Styre, utval, komite m.m.», «Råd/utvalg:»."""
    word = _alternatives(heading_words().labels["body"].words)
    return re.compile(
        rf"\W*(?P<label>(?:{word})(?:\s*[,/]\s*(?:{word}))+(?:\s*(?:m\.?\s?m|m\.?\s?v|o\.?\s?l)\b)?)\.?(?:\s*:+|\s*$)",
        re.IGNORECASE,
    )


@cache
def _patterns() -> _Patterns:
    fields: dict[str, str] = {}
    loose: list[str] = []
    for field, group in heading_words().labels.items():
        fields |= {_fold(word): field for word in (*group.words, *group.loose)}
        loose += group.loose
    tailed = [word for word, field in fields.items() if field in ATTENDANCE]
    word, tail_word = _alternatives(fields), _alternatives(tailed)
    # A label opens its line or cell: "Dato:", "Til stede", "Fra politiet -", "Møtested Rådhuset" (a loose one).
    at_start = re.compile(
        rf"[\s•*·–_|-]*(?P<label>(?:{tail_word})(?={_TAIL}\s*:)|(?:{word})(?=[.…]*(?:{_ASIDE}\s*:|\s*$|\s+[-–]\s))"
        rf"|(?:{_alternatives(loose)})(?-i:{_AFTER_LOOSE}))"
        rf"(?:{_TAIL}\s*:+|[.…]*{_ASIDE}\s*:+|\.?\s*$|\s+[-–]\s+|\s+)",
        re.IGNORECASE,
    )
    # A label further in begins with a capital and has its colon: "Møtedato: 25.04.2002 Tid: 09:00".
    within = re.compile(rf"(?<=[\s.,;)|])(?-i:(?=[A-ZÆØÅ]))(?P<label>{word})\.?{_ASIDE}\s*:+", re.IGNORECASE)
    return _Patterns(fields=fields, at_start=at_start, within=within)


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", "[-–]") for word in ordered)
