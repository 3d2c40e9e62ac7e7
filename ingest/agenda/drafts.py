"""What every family of minutes shares: numbers of matters, lines of a reading, and an item before it is built.

A family (agenda_table, agenda_protocol, agenda_free, agenda_article) finds where items begin and end and hands over
Drafts; ``ingest.segment`` builds the items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.agenda.words import agenda_words, plain
from ingest.blocks import Block, BlockKind, Reading, Run
from minutes.kinds import ItemKind

# A number of a matter: "12/21", "0013/02", "1/ 2012", "91/2022", and with the year first "21/4". Not a date, a share or a
# part of a longer number.
CASE = re.compile(r"(?<![\d/.,-])(?P<serial>\d{1,5})\s?/\s?(?P<year>\d{4}|\d{2}|(?<=\d\d/)\d)(?![\d/]|[.,]\d)")

# Two years after each other are a period and no number: "1997/98", "2019/2020".
_PERIODS = "|".join(f"{year:02}/(?:19|20)?{(year + 1) % 100:02}" for year in range(100))

# A number of a case in the archive: year first, then a longer number: "2021/1234", "02/00123", "99/740".
ARCHIVE = re.compile(
    rf"(?<![\d/.,-])(?!(?:19|20)(?:{_PERIODS})(?!\d))"
    r"(?:(?:(?:19|20)\d{2}/\d{1,6}|\d{2}/(?!(?:19|20)\d{2}(?!\d))\d{3,6})(?:-\d{1,4})?|\d{1,5}/\d{2}-\d{1,4})(?![\d/])"
)

# Letters after a number that tell its sort or its series: the O of "1/25 O", not the OS of "4/25 OS 2/25".
SUFFIX = r"(?:\s(?P<suffix>[A-ZÆØÅ]{1,2})(?=\s|$)(?!\s+\d{1,4}/\d{2}(?!\d)))?"

# A row's own count before the number of the matter: the first 1 of "1  17/17  GODKJENNING".
RUNNING = r"(?:\d{1,3}[.)]?\s+)?"

# Letters before a number: "PS 12/21", "PS TEK 4/12", "FS-12/21", "AMU-sak 1/04", "F.sak 3/94", "Sak nr. 3/10".
PREFIX = (
    r"(?:(?:(?:[Uu]tval(?:g)?s|[Mm]øte)-?)?[Ss]ak(?:s)?[\s-]*(?:nr|nummer)?\.?\s*:?|SAK(?:S)?[\s-]*(?:NR)?\.?\s*:?"
    r"|[A-ZÆØÅ]{1,6}(?:[ -][A-ZÆØÅ]{2,6})?(?:[.-]?\s?[Ss]ak)?(?:[ -]nr\.?)?:?)"
)

# A number that a line begins with, whatever letters stand before it.
_OPENS = re.compile(rf"(?:[^\W\d_][\w.-]*\s+){{0,2}}(?P<number>{CASE.pattern})")

# A page's own count and the item it belongs to: "Side 3 av 26", "- 14 -", "Side 3".
PAGE_COUNT = re.compile(r"(?:[Ss]ide\s+\d+(?:\s+(?:av|of)\s+\d+)?|[-–]\s*\d+\s*[-–])$")

# What a running footer says of the item a page belongs to: "Sak 0015/05", "KST-sak 0021/03", "Sak 002 9 03".
PAGE_ITEM = re.compile(r"(?:[A-ZÆØÅ]+-?)?[Ss]ak\s+[\d\s/]+$")

# The line that signatures stand on: "_________   ________".
SIGNATURE = re.compile(r"(?:_{5,}\s*)+")

# A sign that adorns a heading: "✦ SAK 8", "■ Budsjett". Arrows are none: they tell who is to do what.
_ORNAMENT = re.compile(r"^(?:[\u2500-\u2bff\U0001f000-\U0001faff#*]+\ufe0f?\s+)(?=\w)")

# A rule that underlines a heading in plain text: "--------", "=====". It is as long as the heading, not as the page.
_RULE = re.compile(r"[-=~]{4,70}")
_RULE_SLACK = 4

# A person's name alone on a line, over the title it is signed with: "Kari Lia", "Jo Dahl Berg".
_SIGNER = re.compile(r"[A-ZÆØÅ][\w.-]+(?:\s+[A-ZÆØÅ][\w.-]*){1,3}(?:,\s+[a-zæøå][\w -]{2,40})?$")

_CAPS_SHARE = 0.8
_LEAST_CAPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block as one line of text, markers included; ``strong`` says it is a heading or bold, ``place`` counts blocks."""

    text: str
    block: Block
    strong: bool
    place: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of a table row's cells, or of a line's columns parted by tabs."""
        if self.block.cells:
            return tuple(" ".join(inner.text for inner in cell) for cell in self.block.cells)
        return tuple(part.strip() for part in self.text.split("\t") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An item before it is built: its own number and title as text, its treatment as blocks.

    ``body`` is empty for a matter that is only named on the agenda. ``responsible`` and ``due`` are what a table's
    columns say of the whole item, as written, with the blocks they stand in. ``sections`` are stretches of the body
    (first block, one past the last) that are points of a list without being written as one, each with its label.
    """

    number: str | None
    title: str
    body: tuple[Block, ...] = ()
    case_number: str | None = None
    responsible: tuple[Block, ...] = ()
    due: tuple[Block, ...] = ()
    sections: tuple[tuple[int, int, str], ...] = ()


Key = tuple[str, int, int]


def number_key(number: str | None) -> Key | None:
    """A number of a matter in a form that compares: "0013/02", "PS 13/02" and "Sak 13/2002" are one, "RS 13/02" another."""
    found = CASE.search(number) if number else None
    if number is None or found is None:
        return None
    letters = plain(number[: found.start()])
    kind = agenda_words().prefixes.get(letters)
    series = "" if kind in (None, ItemKind.POLITISK) else letters
    series += number[found.end() :].strip()
    return series, int(found["serial"]), int(found["year"]) % 100


def next_keys(key: Key | None, *, step: int = 1) -> set[Key | None]:
    """The numbers that may come next, with the year last or first: after 12/21 either 13/21 or 12/22; none after none."""
    return {(key[0], key[1] + step, key[2]), (key[0], key[1], key[2] + step)} if key else set()


def known_suffix(suffix: str | None) -> str:
    """The letters after a number, if they tell what sort of matter it is: the O of "1/25 O"."""
    return suffix if suffix in agenda_words().suffixes else ""


def tidy_number(prefix: str, serial: str, suffix: str = "") -> str:
    """The number as written, without the word sak: "PS 12/21", "0013/02", "1/2012", "1/25 O"."""
    word = prefix.strip(" .:-")
    serial = re.sub(r"\s", "", serial) + (f" {suffix}" if suffix else "")
    if not word or (plain(word) in agenda_words().prefixes and agenda_words().prefixes[plain(word)] is None):
        return serial
    if word.casefold().endswith(("sak", "sak nr", "saksnr")):
        return serial
    return f"{word} {serial}"


def item_kind(number: str | None, title: str) -> ItemKind | None:
    """What sort of item it is, by the letters before its number, else by a standing title."""
    words = agenda_words()
    if number and (letters := re.match(r"[^\W\d]+", number)):
        kind = words.prefixes.get(letters.group().casefold())
        if kind not in (None, ItemKind.POLITISK):
            return kind
    else:
        letters = None
    if number and (suffix := re.search(r"\d\s([A-ZÆØÅ]{1,2})$", number)):
        return words.suffixes.get(suffix[1])
    for kind, pattern in words.standing:
        if pattern.match(title.strip()):
            return kind
    return words.prefixes.get(letters.group().casefold()) if letters else None


def is_standing(title: str) -> bool:
    """Whether a line is a matter of every agenda and nothing more: "Eventuelt", "Referater"."""
    kinds = (ItemKind.EVENTUELT, ItemKind.REFERAT, ItemKind.INTERPELLASJON, ItemKind.ORIENTERING)
    return any(
        kind in kinds and (found := pattern.match(title)) and not title[found.end() :].strip(" .:")
        for kind, pattern in agenda_words().standing
    )


def lines_of(reading: Reading) -> list[Line]:
    """The blocks of a reading as lines, running headers and footers left out; a line that is ruled under is set off."""
    blocks = reading.blocks
    opening = _opening(blocks)
    found = [
        _line(block, place)
        for place, block in enumerate(blocks)
        if block.kind is not BlockKind.FURNITURE or place in opening
    ]
    ruled = {
        position - 1
        for position, line in enumerate(found)
        if position
        and _RULE.fullmatch(line.text)
        and abs(len(found[position - 1].text) - len(line.text)) <= _RULE_SLACK
    }
    return [
        replace(line, strong=True) if position in ruled else line
        for position, line in enumerate(found)
        if line.text and position - 1 not in ruled and (line.place in opening or not is_page_mark(found, position))
    ]


def _opening(blocks: Sequence[Block]) -> set[int]:
    """Numbers at the top of a page that a reader took for running ones and that open a matter there.

    Each is the first of its number below a page's count, with text below it, and no more than an agenda names it before.
    """
    named: dict[Key | None, int] = {}
    for block in blocks:
        if block.kind is not BlockKind.FURNITURE and (found := _OPENS.match(block.text)):
            named[number_key(found["number"])] = named.get(number_key(found["number"]), 0) + 1
    opening: dict[Key | None, int] = {}
    for place in range(1, len(blocks) - 1):
        before, block, after = blocks[place - 1 : place + 2]
        if block.kind is not BlockKind.FURNITURE or (found := PAGE_ITEM.match(block.text.strip())) is None:
            continue
        below_count = before.kind is BlockKind.FURNITURE and PAGE_COUNT.match(before.text.strip())
        key = number_key(found.group())
        if below_count and after.kind is not BlockKind.FURNITURE and after.text[:1].isupper() and named.get(key, 0) < 2:  # noqa: PLR2004 - the agenda and the head
            opening.setdefault(key, place)
    return set(opening.values())


def _line(block: Block, place: int) -> Line:
    text = _ORNAMENT.sub("", re.sub(r"[ \n]+", " ", block.text).strip())
    if block.marker:
        text = f"{block.marker} {text}".strip()
    return Line(text=text, block=block, strong=block.kind is BlockKind.HEADING or block.bold, place=place)


def is_page_mark(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is a page's own count, or the item that a running footer names over one."""
    text = lines[position].text
    if PAGE_COUNT.match(text):
        return True
    if not PAGE_ITEM.match(text):
        return False
    following = lines[position + 1].text if position + 1 < len(lines) else ""
    return position == 0 or PAGE_COUNT.match(following) is not None


def before_signature(lines: Sequence[Line], start: int, end: int, *, role: bool = False) -> int:
    """Where the text ends when signatures begin at ``end``: the name of the one who signed is left out.

    ``role``: whether only a name with a role after it will do, where nothing else says that it is a signature.
    """
    last = lines[end - 1].text if end - 1 > start else ""
    return end - 1 if _SIGNER.match(last) and ("," in last or not role) else end


def cut(block: Block, start: int, end: int | None = None) -> Block:
    """The block made of ``block.text[start:end]`` without blanks around it; a list item keeps its marker from the start."""
    end = len(block.text) if end is None else end
    end = start + len(block.text[start:end].rstrip())
    runs: list[Run] = []
    at = 0
    for position, run in enumerate(block.runs):
        at += len(run.glue) if position else 0
        low, high = max(start, at), min(end, at + len(run.text))
        if low < high:
            piece = run.text[low - at : high - at]
            lead = len(piece) - len(piece.lstrip()) if not runs else 0
            first = run.start + low - at + lead
            runs.append(
                replace(run, start=first, end=run.start + high - at, text=piece[lead:], glue=run.glue if runs else "")
            )
        at += len(run.text)
    kept = tuple(run for run in runs if run.text)
    return replace(block, runs=kept, marker=block.marker if start == 0 else "")


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals, as titles of old case papers are."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) >= _LEAST_CAPS and capitals >= _CAPS_SHARE * len(letters)


def unique(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, int]]:
    """Each draft with how many before it have the same number."""
    seen: dict[str | None, int] = {}
    for draft in drafts:
        count = seen.get(draft.number, 0)
        seen[draft.number] = count + 1
        yield draft, count
