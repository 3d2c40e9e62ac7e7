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
from itertools import pairwise

from ingest.agenda.drafts import Line, is_capitals, is_standing
from ingest.agenda.words import agenda_words, alike, plain
from ingest.decisions.labels import find_label

# "Sak 1: Godkjenning", "SAK 3 Budsjett", "Sak 1-5", "Sak nr. 2 – Innbrudd", "Pkt. 4 Eventuelt", "Ad 1) Rus", "Ad sak 2".
_CASE = re.compile(
    r"(?:(?:Ad\.?\s+)?(?:[Ss]ak|SAK|[Pp]unkt|[Pp]kt\.?)|[Ss]akspunkt|Ad\.?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\s*[-–]\s*\d{1,3})?)(?![\d/])\s*[.:)–-]*\s*(?P<title>.*)$",
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
_MOST_START = 2
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
        if title and not (title[0].isupper() or title[0] in '«”"'):
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


def find_numbered(lines: Sequence[Line], start: int) -> list[Head]:
    """Numbered lines that count on; when some that begin a count are set off, only such are heads."""
    found: list[Head] = []
    for position in range(start, len(lines)):
        line = lines[position]
        if line.block.cells or (match := _NUMBERED.match(line.text)) is None:
            continue
        title = match["title"].strip()
        first = title.split("\n", 1)[0]
        if not title[0].isalnum() or len(first) > MOST_TITLE * 3 or find_label(title) is not None:
            continue
        found.append(
            Head(
                line=position,
                number=match["number"],
                title=title,
                strong=line.strong or is_short(title) or is_standing(title),
            )
        )
    strong = [head for head in found if lines[head.line].strong]
    if len(strong) >= LEAST_HEADS:
        found = strong
        if len({head.number for head in found}) == 1:
            return found
    counting = _counting(found)
    same = _all_alike(found)
    if len(same) > len(counting):
        return same
    return [*counting, *_begun_again(found, counting)]


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


def _begun_again(heads: Sequence[Head], counting: Sequence[Head]) -> list[Head]:
    """The count that begins again at 1 below the first, if its titles are others and set as the first's are."""
    if len(counting) < LEAST_HEADS or not all(head.strong for head in counting) or _is_agenda(counting):
        return []
    below = [head for head in heads if head.line > counting[-1].line + 1 and head.strong]
    run: list[Head] = []
    for head in below:
        if head.count == (run[-1].count or 0) + 1 if run else head.count == 1:
            run.append(head)
    known = [head.title for head in counting]
    own = [head for head in run if max(alike(head.title, title) for title in known) < _SAME_TITLE]
    apart = all(after.line > before.line + 1 for before, after in pairwise(run))
    set_alike = is_capitals(counting[0].title) <= all(is_capitals(head.title) for head in run)
    return run if len(run) >= LEAST_HEADS and own == run and apart and set_alike else []


def _counting(heads: Sequence[Head]) -> list[Head]:
    """The longest count among numbered lines that begins at 0, 1 or 2 and goes on by ones."""
    best: list[Head] = []
    nested = _nested(heads)
    for first, head in enumerate(heads):
        if head.count is None or head.count > _MOST_START or (best and head.line in nested):
            continue
        run = [head]
        for other in heads[first + 1 :]:
            if other.line in nested:
                continue
            if other.count == (run[-1].last or 0) + 1 and other.strong >= head.strong:
                run.append(other)
        if len(run) > len(best) or (
            len(run) == len(best) and run and best and run[0].line > best[0].line and _is_agenda(best)
        ):
            best = run
    return best


def _nested(heads: Sequence[Head]) -> set[int]:
    """Lines of numbered lists inside an item: they begin at 1 again and stand line by line."""
    found: set[int] = set()
    for position, head in enumerate(heads):
        if head.count != 1 or position == 0:
            continue
        run = [head]
        for other in heads[position + 1 :]:
            if other.count != (run[-1].count or 0) + 1 or other.line != run[-1].line + 1:
                break
            run.append(other)
        if len(run) >= LEAST_HEADS:
            found.update(other.line for other in run)
    return found


def _is_agenda(heads: Sequence[Head]) -> bool:
    """Whether heads stand line by line with nothing between them, as an agenda's do."""
    return all(after.line == before.line + 1 for before, after in pairwise(heads))


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
