"""The agenda at the front of a notice or protocol: numbers and titles, in any of the ways they are printed.

One entry a line, a title on the line after its number, a title broken over lines, several entries run together on a line,
a row of a table, or one cell a line. An entry ends where the next number stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agenda.drafts import (
    ARCHIVE,
    CASE,
    PREFIX,
    RUNNING,
    SUFFIX,
    Draft,
    Key,
    Line,
    is_capitals,
    is_standing,
    known_suffix,
    next_keys,
    number_key,
    tidy_number,
)
from ingest.agenda.words import agenda_words, plain
from ingest.layout.sentences import leads_in

# The first and the last of the matters, which is no entry: "Sak 01/02 - 15/02 i henhold til saksliste".
_RANGE = re.compile(
    rf"(?:{PREFIX}\s*)?\d{{1,5}}\s?/\s?\d{{2,4}}\s*(?:[-–—]|til|t\.?o\.?m\.?)\s*(?:{PREFIX}\s*)?{CASE.pattern}"
)

# An entry at the start of a line: "PS 12/21 Godkjenning", "0013/02 Trafikksikkerhetsplan", "Sak 3/10: Budsjett".
_ENTRY = re.compile(rf"{RUNNING}(?:(?P<prefix>{PREFIX})\s*)?(?P<number>{CASE.pattern}){SUFFIX}[\s:.–-]*")

# The page that an entry is found on, out in the margin: the 7 of "Plansjefen orienterer          7".
_MARGIN_PAGE = re.compile(r"(?:[ .]{4,}|\t)\d{1,3}$")

# A number inside a line of entries run together: "0017/04 REGNSKAP 2003 0018/04 ÅRSMELDING".
_INNER = re.compile(rf"(?:(?<=\s)|(?<=\d\.))(?:(?P<prefix>[A-ZÆØÅ]{{2,4}})\s+)?(?P<number>{CASE.pattern})\s+(?=\S)")

# The word sak in front of a number: the case is only named.
_NAMED = re.compile(r"\bsak(?:en|s)?\.?\s*$", re.IGNORECASE)
_NEAR = 24

_MOST_TITLE = 300
_MOST_CONTINUED = 3
_MOST_BETWEEN = 12
_LEAST_BARE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaList:
    """The entries of an agenda and the places (line numbers) where it starts and ends."""

    entries: tuple[Draft, ...]
    start: int
    end: int


def find_agenda(lines: Sequence[Line]) -> AgendaList | None:
    """The agenda among the lines, with an additional one soon after it; None when there is none with numbers."""
    found = _first_agenda(lines, 0, len(lines))
    if found is None:
        return _bare_agenda(lines)
    more = _first_agenda(lines, found.end, found.end + _MOST_BETWEEN)
    keys = {number_key(entry.number) for entry in found.entries}
    if more is None or any(number_key(entry.number) in keys for entry in more.entries):
        return found
    return AgendaList(entries=(*found.entries, *more.entries), start=found.start, end=more.end)


def treated_there(lines: Sequence[Line], agenda: AgendaList) -> set[Key | None]:
    """The numbers of an agenda that has text between its entries, so that the matters are treated where they are listed.

    Empty when the entries stand together, as agendas do.
    """
    below = [(place, number_key(_number_of(line.text))) for place, line in enumerate(lines) if place >= agenda.start]
    keys = [key for _, key in below if key is not None]
    last = number_key(agenda.entries[-1].number)
    after = next((key for place, key in below if place >= agenda.end and key is not None), None)
    if after not in next_keys(last) or len(set(keys)) < len(keys):
        return set()
    return set(keys)


def _bare_agenda(lines: Sequence[Line]) -> AgendaList | None:
    """An agenda without a word over it: entries line by line, each of which comes again further down."""
    numbers = [_number_of(line.text) for line in lines]
    last = {number: place for place, number in enumerate(numbers)}
    seen: set[str | None] = set()
    end = 0
    for start, number in enumerate(numbers):
        end = max(end, start)
        while end < len(lines) and numbers[end] is not None and numbers[end] not in seen:
            seen.add(numbers[end])
            end += 1
        seen.discard(number)
        if (
            number
            and end - start >= _LEAST_BARE
            and all(last[entry] >= end for entry in numbers[start:end])
            and _one_year(numbers[start:end])
        ):
            texts = [lines[place].text for place in range(start, end)]
            if titles := _titles_below(texts, lines[end:]):
                texts = [f"{text} {title}" for text, title in zip(texts, titles, strict=True)]
            return AgendaList(entries=tuple(_entry(text) for text in texts), start=start, end=end + len(titles))
    return None


def _one_year(numbers: Sequence[str | None]) -> bool:
    """Whether numbers share the year, last or first, as those of one meeting do; houses and plots do not."""
    keys = [key for number in numbers if (key := number_key(number)) is not None]
    return len({key[2] for key in keys}) == 1 or len({key[1] for key in keys}) == 1


def _first_agenda(lines: Sequence[Line], start: int, end: int) -> AgendaList | None:
    for position, line in enumerate(lines[start:end], start=start):
        if plain(line.text) in agenda_words().agenda or _is_header(line):
            entries, after = _entries(lines, position + 1)
            if entries:
                return AgendaList(entries=tuple(_entry(text) for text in entries), start=position, end=after)
    return None


def _is_header(line: Line) -> bool:
    """Whether a line is an agenda's header: at least two columns, one for numbers and one for titles."""
    columns = _columns(line)
    return len(columns) > 1 and any(column in agenda_words().matter_column and column != "sak" for column in columns)


def _columns(line: Line) -> list[str]:
    """The column headings a line is made of; empty when anything else stands on it."""
    parts = line.cells if len(line.cells) > 1 else tuple(line.text.split())
    columns = [column for part in parts if (column := plain(part))]
    return columns if all(column in agenda_words().agenda_columns for column in columns) else []


def _entries(lines: Sequence[Line], start: int) -> tuple[list[str], int]:
    """The texts of the entries from ``start`` on, each with its number, and the line after the last of them."""
    texts: list[str] = []
    seen: set[Key | None] = set()
    end, continued = start, 0
    for position in range(start, len(lines)):
        line = lines[position]
        raw = line.text if line.block.cells else f"{line.block.marker} {line.block.text}".strip()
        text = re.sub(r"\s+", " ", _MARGIN_PAGE.sub("", raw))
        if _columns(line) or position < end:
            continue
        if _ENTRY.match(text) is not None:
            if _RANGE.match(text) or number_key(_number_of(text)) in seen:
                break
            texts.append(text)
            continued = 0
        elif is_standing(text) and texts and not _untitled(texts):
            continue
        elif titles := _titles_below(texts, lines[position:]):
            texts[-len(titles) :] = [
                f"{entry} {title}" for entry, title in zip(texts[-len(titles) :], titles, strict=True)
            ]
            end = position + len(titles)
            continue
        elif (
            texts
            and continued < _MOST_CONTINUED
            and (_continues(texts[-1], text) or _is_between(texts, lines, position))
        ):
            texts[-1] += "\n" + text
            continued += 1
        else:
            break
        end = position + 1
        parted = _run_together(texts[-1])
        continued = continued if len(parted) == 1 else 0
        texts[-1:] = parted
        seen.update(number_key(_number_of(entry)) for entry in texts)
    return texts, end


def _untitled(texts: Sequence[str]) -> int:
    """How many of the last entries are numbers without titles; one is nothing but a title on the line below."""
    count = next((place for place, entry in enumerate(reversed(texts)) if _entry(entry).title), len(texts))
    return count if count > 1 else 0


def _titles_below(texts: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """The titles of a block of numbers, where they stand as a block of their own below it; empty when they do not."""
    titles = [line.text for line in lines[: _untitled(texts)]] if texts else []
    fits = all(title[0].isupper() and ":" not in title and len(title) < _MOST_TITLE for title in titles)
    return titles if fits and len(titles) == _untitled(texts) and not any(map(_ENTRY.match, titles)) else []


def _is_between(texts: Sequence[str], lines: Sequence[Line], position: int) -> bool:
    """Whether a short line stands between an entry and the next one, so that it can only be the entry's rest."""
    key = number_key(_number_of(texts[-1]))
    following = number_key(_number_of(lines[position + 1].text)) if position + 1 < len(lines) else None
    banner = plain(lines[position].text) in agenda_words().agenda | agenda_words().banners
    return following in next_keys(key) and ":" not in lines[position].text and not banner


def _continues(entry: str, text: str) -> bool:
    """Whether a line belongs to the entry above it: its missing title, its archive number, or the rest of its title."""
    title = _entry(entry).title
    if ARCHIVE.fullmatch(text) or not title:
        return True
    if _INNER.search(text) and not text.endswith("."):
        return True
    if agenda_words().withheld.match(text):
        return True
    if len(title) + len(text) > _MOST_TITLE or ":" in text:
        return False
    last = entry.rsplit("\n", 1)[-1]
    return (
        text[0].islower()
        or leads_in(last)
        or last.endswith(("-", "–", "/"))
        or (is_capitals(title) and is_capitals(text))
    )


def _run_together(entry: str) -> list[str]:
    """The entries in a line: a number inside is one of its own when it is the next one and no sak is named before it."""
    key = number_key(_number_of(entry))
    parted: list[str] = []
    opened = 0
    for found in _INNER.finditer(entry):
        start = found.start() if plain(found["prefix"] or "") in agenda_words().prefixes else found.start("number")
        if start <= opened or _NAMED.search(entry[max(opened, start - _NEAR) : start]):
            continue
        following = number_key(_number_of(entry[start : found.end() + _NEAR]))
        if following in next_keys(key):
            parted.append(entry[opened:start].rstrip())
            opened, key = start, following
    return [*parted, entry[opened:]]


def _number_of(entry: str) -> str | None:
    found = _ENTRY.match(entry)
    return _tidy(found) if found else None


def _tidy(found: re.Match[str]) -> str:
    return tidy_number(found["prefix"] or "", found["number"], known_suffix(found["suffix"]))


def _entry(text: str) -> Draft:
    found = _ENTRY.match(text)
    if found is None:
        return Draft(number=None, title=text)
    rest = (
        text[found.end() :] if known_suffix(found["suffix"]) or not found["suffix"] else text[found.start("suffix") :]
    )
    case_number = None
    if (archive := ARCHIVE.match(rest)) or (archive := re.search(rf"\s({ARCHIVE.pattern})$", rest)):
        case_number = archive.group().strip()
        rest = (rest[: archive.start()] + " " + rest[archive.end() :]).strip()
    rest = agenda_words().withheld.sub(" ", rest)
    while (standing := re.search(r"\s(\S+)$", rest)) and is_standing(standing.group(1)):
        rest = rest[: standing.start()]
    return Draft(
        number=_tidy(found),
        title=re.sub(r"\s+", " ", rest).strip(" :–"),
        case_number=case_number,
    )
