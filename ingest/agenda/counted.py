"""Matters of minutes in prose that are counted: Sak 1, 1., II, A), or numbers alone on a line.

Numbers inside an item look like heads too: points of a decision, letters handed out, another meeting's agenda. The matters
are one count through the paper; a count that begins again belongs to it when its titles are others and set as the first's
are, and is the same agenda printed twice when its titles are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agenda.drafts import Line, is_capitals, is_standing
from ingest.agenda.series import Candidate, best_series
from ingest.agenda.words import agenda_words, alike, plain
from ingest.decisions.labels import find_label

# "Sak 1: Godkjenning", "SAK 3 Budsjett", "Sak 1-5", "Sak nr. 2 – Innbrudd", "Pkt. 4 Eventuelt", "Ad 1) Rus", "Ad sak 2".
_CASE = re.compile(
    r"(?:(?:Ad\.?\s+)?(?:[Ss]ak|SAK|[Pp]unkt|[Pp]kt\.?)|[Ss]akspunkt|Ad\.?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:[-–]\d{1,3}|\s+[-–]\s+\d{1,3}(?!\d|\.\s*[a-zæøå]))?)(?![\d/])\s*[.:)–-]*\s*(?P<title>.*)$",
    re.DOTALL,
)

# Any other word that is counted, with something between number and title: "Tema 1: Rus", "Post 2 – Økonomi".
_WORD = re.compile(
    r"(?P<word>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{2,20})\s+(?:nr\.?\s*)?(?P<number>\d{1,2})\s*(?:[.:)]|\s[–-])\s*(?P<title>[^\s\d].*)$",
    re.DOTALL,
)

# "1. Godkjenning av referat", "2) Status", "3 Eventuelt", "4 - Ymse". Not "1.2 Underpunkt".
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s*(?:[.)](?!\d)\s*|(?:\s[-–])?\s+(?=[A-ZÆØÅ]))(?P<title>\S.*)$", re.DOTALL)

# "SAK: Godkjenning av referat", without a number.
_UNNUMBERED = re.compile(r"(?:SAK|Sak)\s*[:–-]\s*(?P<title>[A-ZÆØÅ«].*)$", re.DOTALL)

# "II. Status", "III) Eventuelt"; "B. Status", "C) Eventuelt".
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})[.)]\s+(?P<title>[A-ZÆØÅ«].*)$", re.DOTALL)
_LETTER = re.compile(r"(?P<number>[A-ZÆØÅ])[.)]\s+(?P<title>[A-ZÆØÅ«].*)$", re.DOTALL)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRST")

MOST_TITLE = 140
LEAST_HEADS = 2
_LEAST_SAME = 3
_SAME_TITLE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where an item begins: line number, number as written, title so far (empty when it stands below), whether set off."""

    line: int
    number: str | None
    title: str
    strong: bool

    @property
    def count(self) -> int | None:
        """The number as a number; of a range, its first."""
        return int(re.match(r"\d+", self.number).group()) if self.number else None  # type: ignore[union-attr]

    @property
    def last(self) -> int | None:
        """The number to count on from; of a range, its last."""
        return int(re.findall(r"\d+", self.number)[-1]) if self.number else None


def is_short(title: str) -> bool:
    """Whether a text may be a title by its length and end."""
    return len(title) <= MOST_TITLE and not title.endswith((".", ";", ","))


# ---- a word and a number ------------------------------------------------------------------------------------------


def find_cases(lines: Sequence[Line], start: int) -> list[Head]:
    """Lines that begin with the word sak and a number, or with another word that is counted; an agenda's are left out."""
    cases = _worded(lines, start, _CASE)
    if len(cases) >= LEAST_HEADS:
        return cases
    numbers: dict[str, set[int]] = {}
    for line in lines[start:]:
        if (match := _WORD.match(line.text)) and find_label(line.text) is None:
            numbers.setdefault(plain(match["word"]), set()).add(int(match["number"]))
    counted = [word for word, those in numbers.items() if {1, 2, 3} <= those and word not in agenda_words().no_matter]
    return _worded(lines, start, _WORD, word=counted[0]) if counted else cases


def _worded(lines: Sequence[Line], start: int, pattern: re.Pattern[str], *, word: str | None = None) -> list[Head]:
    """The lines of a pattern with a number and a title; of two with one number and one title, the later."""
    found: list[Head] = []
    for position in range(start, len(lines)):
        match = pattern.match(lines[position].text)
        if match is None or (word is not None and plain(match["word"]) != word):
            continue
        title = match["title"].strip()
        if title and not (title[0].isupper() or title[0] in '«”"0123456789'):
            continue
        number = re.sub(r"\s", "", match["number"])
        found.append(Head(line=position, number=number, title=title, strong=lines[position].strong))
    return [head for place, head in enumerate(found) if not any(_same(head, later) for later in found[place + 1 :])]


def _same(head: Head, later: Head) -> bool:
    """Whether a later line opens the same matter: one number, and the titles alike or one of them missing."""
    if head.number != later.number:
        return False
    one, other = (re.split(r"\n|(?<=[^\W\d]{2}[.:])\s", title, maxsplit=1)[0] for title in (head.title, later.title))
    return not one or not other or alike(one, other) >= _SAME_TITLE


# ---- numbers alone ------------------------------------------------------------------------------------------------


def find_numbered(lines: Sequence[Line], start: int, *, any_list: bool = False) -> list[Head]:
    """Numbered lines that are one count through the paper; when some are set off, only such are heads.

    ``any_list``: whether a list of sentences will do, where nothing else marks the matters.
    """
    found: list[Head] = []
    for position in range(start, len(lines)):
        line = lines[position]
        if line.block.cells or (match := _NUMBERED.match(line.text)) is None:
            continue
        title = match["title"].strip()
        first = title.split("\n", 1)[0]
        if not title[0].isalnum() or len(first) > MOST_TITLE * 3 or find_label(title) is not None:
            continue
        strong = line.strong or is_short(title) or is_standing(title)
        found.append(Head(line=position, number=match["number"], title=title, strong=strong))
    set_off = [head for head in found if lines[head.line].strong]
    if len(set_off) >= LEAST_HEADS:
        found = set_off
        if len({head.number for head in found}) == 1:
            return found
    counting = _counting(found, lines, any_list=any_list)
    same = _all_alike(found)
    loose = any(not is_capitals(head.title) for head in counting)
    set_alike = loose and all(is_capitals(head.title) for head in same)
    return same if same and (len(same) > len(counting) or set_alike) else counting


def _all_alike(heads: Sequence[Head]) -> list[Head]:
    """Short titles that all have the same number, each over text of its own: a list whose count was lost."""
    lines = {head.line for head in heads}
    short = [head for head in heads if head.strong and head.line + 1 not in lines]
    if not short:
        return []
    number, _ = Counter(head.number for head in short).most_common(1)[0]
    same = [head for head in short if head.number == number]
    capitals = [head for head in same if is_capitals(head.title)]
    same = capitals if 2 * len(capitals) > len(same) else same
    return same if len(same) >= _LEAST_SAME else []


# What speaks for and against a numbered line as the head of a matter; a list of sentences inside an item comes to less
# than nothing even though it counts on, an agenda line by line does not.
_SHORT, _LONG, _SET_OFF, _SMALL, _IN_LIST, _OVER_TEXT, _LIST = 0.3, -0.5, 0.7, -0.8, -0.6, 0.2, 0.8


def _counting(heads: Sequence[Head], lines: Sequence[Line], *, any_list: bool) -> list[Head]:
    """The counts that fit together best; a matter that its agenda names before is taken where it stands last."""
    places = {head.line: head.last for head in heads}
    candidates = [
        Candidate(key=("", head.count or 0, 0), weight=_weight(head, lines, places) + (_LIST if any_list else 0))
        for head in heads
    ]
    found = [heads[place] for place in best_series(candidates)]
    return [head for place, head in enumerate(found) if not any(_same(head, later) for later in found[place + 1 :])]


def _weight(head: Head, lines: Sequence[Line], places: dict[int, int | None]) -> float:
    count = head.count or 0
    in_list = places.get(head.line + 1) == count + 1 or places.get(head.line - 1) == count - 1
    first = _FIRST.match(head.title)
    reasons = (
        (_SHORT, head.strong or first is not None),
        (_LONG, not head.strong and first is None),
        (_SET_OFF, lines[head.line].strong or is_capitals(head.title)),
        (_SMALL, head.title[0].islower()),
        (_IN_LIST, in_list),
        (_OVER_TEXT, head.line + 1 < len(lines) and head.line + 1 not in places),
    )
    return sum(weight for weight, holds in reasons if holds)


# A short title with its treatment on the same line: "Rus. Politiet orienterte.", "Rus: ingenting nytt."
_FIRST = re.compile(r"[^.:!?\n]{3,70}[.:]\s+\S|[^\n]{3,140}\n")


# ---- other marks --------------------------------------------------------------------------------------------------


def find_lettered(lines: Sequence[Line], start: int) -> list[Head]:
    """Lines that begin with the word sak and no number, with Roman numbers that count from I, or with letters from A."""
    named = [
        Head(line=position, number=None, title=found["title"].strip(), strong=True)
        for position in range(start, len(lines))
        if (found := _UNNUMBERED.match(lines[position].text))
    ]
    letters = _in_turn(lines, start, _LETTER, _LETTERS)
    families = (named, _in_turn(lines, start, _ROMAN, _ROMANS), letters if len(letters) > LEAST_HEADS else [])
    return max(families, key=len)


def _in_turn(lines: Sequence[Line], start: int, pattern: re.Pattern[str], count: Sequence[str]) -> list[Head]:
    heads: list[Head] = []
    for position in range(start, len(lines)):
        found = pattern.match(lines[position].text)
        if found and len(heads) < len(count) and found["number"] == count[len(heads)]:
            heads.append(Head(line=position, number=found["number"], title=found["title"].strip(), strong=True))
    return heads


def find_alone(lines: Sequence[Line], start: int) -> list[Head]:
    """Numbers alone on a line, counting from 1, each over a short title: a table printed one cell a line."""
    found: list[Head] = []
    for position in range(start, len(lines) - 1):
        text, title = lines[position].text, lines[position + 1].text
        if re.fullmatch(rf"{len(found) + 1}[.)]?", text) and title[0].isupper() and is_short(title):
            found.append(Head(line=position, number=str(len(found) + 1), title="", strong=False))
    return found if len(found) > LEAST_HEADS else []
