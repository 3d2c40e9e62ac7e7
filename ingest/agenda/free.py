"""Minutes in prose: items under numbered or bold headings (Sak 1, 1. Budsjett), without numbers of a year.

Numbers inside an item look like heads too: points of a decision, letters handed out, another meeting's agenda. A head
must carry on the count, or be set off (bold, a heading) where the others are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.agenda.drafts import SIGNATURE, Draft, Line, before_signature, cut, is_standing
from ingest.agenda.table import split_title
from ingest.agenda.words import agenda_words, plain
from ingest.blocks import Block, BlockKind
from ingest.decisions.labels import find_label
from ingest.layout.sentences import leads_in
from ingest.readers.markers import is_bullet

# "Sak 1: Godkjenning", "SAK 3 Budsjett", "Sak 1-5", "Sak nr. 2 – Innbrudd", "Pkt. 4 Eventuelt", "Ad 1) Rus".
_CASE = re.compile(
    r"(?:[Ss]ak|SAK|[Pp]unkt|[Pp]kt\.?|Ad\.?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\s*[-–]\s*\d{1,3})?)(?![\d/])\s*[.:)–-]*\s*(?P<title>.*)$",
    re.DOTALL,
)

# "1. Godkjenning av referat", "2) Status", "3 Eventuelt", "4 - Ymse".
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s*(?:[.)]\s*|(?:\s[-–])?\s+(?=[A-ZÆØÅ]))(?P<title>\S.*)$", re.DOTALL)

# "SAK: Godkjenning av referat", without a number.
_UNNUMBERED = re.compile(r"(?:SAK|Sak)\s*[:–-]\s*(?P<title>[A-ZÆØÅ«].*)$", re.DOTALL)

# "II. Status", "III) Eventuelt".
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})[.)]\s+(?P<title>[A-ZÆØÅ«].*)$", re.DOTALL)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")

# Where and when it was written, over the signature: "Lia, 11.09.2019", "Øvre Dal, den 3. mai 2020", "Lia 11.09.19".
_WRITTEN = re.compile(r"[A-ZÆØÅ][\w ]{1,30}(?:,\s+(?:den\s+)?|\s+(?=[\d.]+$))\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]+)\s?\d{2,4}\.?$")

_MOST_TITLE = 140
_MOST_BARE = 70
_MOST_FRONT = 40
_LEAST_HEADS = 2
_MOST_START = 2
_MOST_SIGNATURE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
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


def split_free(lines: Sequence[Line], *, start: int, title: str | None = None) -> list[Draft]:
    """The items of minutes in prose, from the line ``start`` on (after the heading); empty when nothing marks them.

    ``title`` is the document's own, which is no item's.
    """
    front = _after_front(lines, start)
    families = (
        _cases(lines, start),
        _numbered(lines, start),
        _lettered(lines, start),
        _headings(lines, front, title),
        _bulleted(lines, front),
        _coloned(lines, front),
        _alone(lines, front),
    )
    for heads in families:
        if len(heads) >= _LEAST_HEADS:
            return [_draft(lines, heads, position) for position in range(len(heads))]
    return _listed(lines, start)


def _lettered(lines: Sequence[Line], start: int) -> list[_Head]:
    """Lines that begin with the word sak and no number, or with Roman numbers that count from I."""
    named = [
        _Head(line=position, number=None, title=found["title"].strip(), strong=True)
        for position in range(start, len(lines))
        if (found := _UNNUMBERED.match(lines[position].text))
    ]
    roman: list[_Head] = []
    for position in range(start, len(lines)):
        found = _ROMAN.match(lines[position].text)
        if found and len(roman) < len(_ROMANS) and found["number"] == _ROMANS[len(roman)]:
            roman.append(_Head(line=position, number=found["number"], title=found["title"].strip(), strong=True))
    return max(named, roman, key=len)


def _alone(lines: Sequence[Line], start: int) -> list[_Head]:
    """Numbers alone on a line, counting from 1, each over a short title: a table printed one cell a line."""
    found: list[_Head] = []
    for position in range(start, len(lines) - 1):
        text, title = lines[position].text, lines[position + 1].text
        if re.fullmatch(rf"{len(found) + 1}[.)]?", text) and title[0].isupper() and _is_short(title):
            found.append(_Head(line=position, number=str(len(found) + 1), title="", strong=False))
    return found if len(found) > _LEAST_HEADS else []


def _listed(lines: Sequence[Line], start: int) -> list[Draft]:
    """The matters of an agenda that is a list without numbers, where nothing is treated."""
    words = agenda_words().agenda
    first = next((place + 1 for place in range(start, len(lines)) if plain(lines[place].text) in words), len(lines))
    listed = list(takewhile(lambda line: line.block.kind is BlockKind.LIST_ITEM, lines[first:]))
    return [Draft(number=None, title=line.block.text) for line in listed]


def _cases(lines: Sequence[Line], start: int) -> list[_Head]:
    """Lines that begin with the word sak and a number; the agenda's repeat of them is left out."""
    found: dict[str, _Head] = {}
    for position in range(start, len(lines)):
        if match := _CASE.match(lines[position].text):
            title = match["title"].strip()
            if title and not (title[0].isupper() or title[0] in '«”"'):
                continue
            number = re.sub(r"\s", "", match["number"])
            found[number] = _Head(line=position, number=number, title=title, strong=lines[position].strong)
    return sorted(found.values(), key=lambda head: head.line)


def _numbered(lines: Sequence[Line], start: int) -> list[_Head]:
    """Numbered lines that count on; when some that begin a count are set off, only such are heads."""
    found: list[_Head] = []
    for position in range(start, len(lines)):
        line = lines[position]
        if line.block.cells or (match := _NUMBERED.match(line.text)) is None:
            continue
        title = match["title"].strip()
        first = title.split("\n", 1)[0]
        if not title[0].isalnum() or len(first) > _MOST_TITLE * 3 or find_label(title) is not None:
            continue
        found.append(_Head(line=position, number=match["number"], title=title, strong=line.strong or _is_short(title)))
    strong = [head for head in found if lines[head.line].strong]
    if len(strong) >= _LEAST_HEADS:
        found = strong
        if len({head.number for head in found}) == 1:
            return found
    return _counting(found)


def _is_short(title: str) -> bool:
    return len(title) <= _MOST_TITLE and not title.endswith((".", ";", ","))


def _counting(heads: Sequence[_Head]) -> list[_Head]:
    """The longest count among numbered lines that begins at 0, 1 or 2 and goes on by ones."""
    best: list[_Head] = []
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


def _nested(heads: Sequence[_Head]) -> set[int]:
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
        if len(run) >= _LEAST_HEADS:
            found.update(other.line for other in run)
    return found


def _is_agenda(heads: Sequence[_Head]) -> bool:
    """Whether heads stand line by line with nothing between them, as an agenda's do."""
    return all(after.line == before.line + 1 for before, after in pairwise(heads))


def _after_front(lines: Sequence[Line], start: int) -> int:
    """The line after the last label of the heading near the top (Til stede, Forfall), or ``start``."""
    pattern = agenda_words().front
    near = range(start, min(len(lines), start + _MOST_FRONT))
    return max((place + 1 for place in near if pattern.match(lines[place].text)), default=start)


def _headings(lines: Sequence[Line], start: int, title: str | None) -> list[_Head]:
    """Lines that are set off; where more stand bare over their text than are set off, those too."""
    strong = [head for head in _set_off(lines, start) if not _is_of_document(head.title, title)]
    bare = [
        _Head(line=position, number=None, title=lines[position].text, strong=False)
        for position in range(start, len(lines) - 1)
        if _is_bare(lines, position, start) and not _is_of_document(lines[position].text, title)
    ]
    return sorted((*strong, *bare), key=lambda head: head.line) if len(bare) > len(strong) else strong


def _coloned(lines: Sequence[Line], start: int) -> list[_Head]:
    """Short lines that end in a colon, each over text of its own: "Skolevei:"; fewer than three may be anything."""
    found = [
        _Head(line=position, number=None, title=line.text[:-1], strong=False)
        for position, line in enumerate(lines[:-1])
        if position >= start
        and line.text.endswith(":")
        and _is_bare([*lines[:position], replace(line, text=line.text[:-1]), *lines[position + 1 :]], position, start)
    ]
    return found if len(found) > _LEAST_HEADS else []


def _bulleted(lines: Sequence[Line], start: int) -> list[_Head]:
    """Bullets that name and say nothing, each over text that is no bullet: "• Skolene", and sentences below."""
    return [
        _Head(line=position, number=None, title=lines[position].block.text, strong=False)
        for position in range(start, len(lines) - 1)
        if lines[position].block.kind is BlockKind.LIST_ITEM
        and is_bullet(lines[position].block.marker)
        and lines[position + 1].block.kind is BlockKind.PARAGRAPH
        and lines[position + 1].text[-1] in ".!?"
        and lines[position].text[-1].isalnum()
        and len(lines[position].text) <= _MOST_BARE
    ]


def _is_of_document(text: str, title: str | None) -> bool:
    """Whether a line is the document's own title or its letterhead: "Lia kommune"."""
    return plain(text) == plain(title or "") or plain(text).endswith((" kommune", " fylkeskommune"))


def _is_bare(lines: Sequence[Line], position: int, start: int) -> bool:
    """Whether a short line without a full stop stands over a list or over sentences, after text that has ended."""
    line, following = lines[position], lines[position + 1]
    if line.strong or line.block.cells or line.block.marker or line.block.kind is BlockKind.LIST_ITEM:
        return False
    text = line.text
    if not text[0].isupper() or len(text) > _MOST_BARE or text[-1] in ".:;,!?-–" or ":" in text or "\t" in text:
        return False
    if find_label(text) is not None or agenda_words().after.match(text) or leads_in(text):
        return False
    before = lines[position - 1] if position > start else None
    ended = before is None or before.block.kind is BlockKind.LIST_ITEM or before.text[-1] in ".!?)»"
    return ended and (following.block.kind is BlockKind.LIST_ITEM or following.text[-1] in ".!?")


def _set_off(lines: Sequence[Line], start: int) -> list[_Head]:
    """Headings and bold lines without numbers."""
    return [
        _Head(line=position, number=None, title=lines[position].text, strong=True)
        for position in range(start, len(lines))
        if lines[position].strong
        and not lines[position].block.cells
        and lines[position].block.kind is not BlockKind.LIST_ITEM
        and len(lines[position].text) <= _MOST_TITLE
        and not lines[position].text.endswith(".")
        and find_label(lines[position].text) is None
        and plain(lines[position].text) not in agenda_words().agenda
        and not agenda_words().after.match(lines[position].text)
    ]


def _draft(lines: Sequence[Line], heads: Sequence[_Head], position: int) -> Draft:
    head = heads[position]
    end = heads[position + 1].line if position + 1 < len(heads) else _end(lines, head.line + 1)
    block = lines[head.line].block
    body = [line.block for line in lines[head.line + 1 : end]]
    title, first = _title_of(block, head)
    if not title and body:
        title, rest = split_title(body)
        return Draft(number=head.number, title=title, body=tuple(rest))
    return Draft(number=head.number, title=title or f"Sak {head.number}", body=(*first, *body))


def _title_of(block: Block, head: _Head) -> tuple[str, tuple[Block, ...]]:
    """The title on a head's line, and the rest of the line when the treatment begins on it."""
    if not head.title:
        return "", ()
    offset = block.text.find(head.title[: min(len(head.title), 20)])
    whole = cut(block, max(0, offset))
    return split_title((Block(kind=BlockKind.PARAGRAPH, runs=whole.runs, bold=block.bold),))


def _end(lines: Sequence[Line], start: int) -> int:
    words = agenda_words()
    for position in range(start, len(lines)):
        text = lines[position].text
        near_end = len(lines) - position <= _MOST_SIGNATURE
        if (
            SIGNATURE.fullmatch(text)
            or ((plain(text) in words.after_alone or _WRITTEN.match(text)) and near_end)
            or (words.after.match(text) and not is_standing(text))
        ):
            return before_signature(lines, start, position)
    return len(lines)
