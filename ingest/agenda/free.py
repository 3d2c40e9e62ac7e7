"""Minutes in prose: items under numbered or bold headings (Sak 1, 1. Budsjett), without numbers of a year.

Numbers inside an item look like heads too: points of a decision, letters handed out, another meeting's agenda. A head
must carry on the count, or be set off (bold, a heading) where the others are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.agenda.counted import (
    LEAST_HEADS,
    MOST_TITLE,
    Head,
    find_alone,
    find_cases,
    find_lettered,
    find_numbered,
)
from ingest.agenda.drafts import SIGNATURE, Draft, Line, before_signature, cut, is_standing
from ingest.agenda.table import split_title
from ingest.agenda.words import agenda_words, plain
from ingest.blocks import Block, BlockKind
from ingest.decisions.labels import find_label
from ingest.layout.sentences import leads_in
from ingest.readers.markers import is_bullet

# Where and when it was written, over the signature: "Lia, 11.09.2019", "Øvre Dal, den 3. mai 2020", "Lia 11.09.19".
_WRITTEN = re.compile(
    r"[A-ZÆØÅ][\w ]{1,30}(?:,\s+(?:den\s+)?|\s+(?=[\d.]+$))\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]+)\s?\d{2,4}\.?$"
)

_MOST_BARE = 70
_MOST_FRONT = 40
_MOST_SIGNATURE = 14
_MOST_LABELLED = 0.7

# As much of a title as its place in the line is found by.
_ENOUGH = 20


def split_free(lines: Sequence[Line], *, start: int, title: str | None = None) -> list[Draft]:
    """The items of minutes in prose, from the line ``start`` on (after the heading); empty when nothing marks them.

    ``title`` is the document's own, which is no item's.
    """
    top = min(start, _below_front(lines))
    listed = any(line.block.kind is BlockKind.LIST_ITEM or line.block.cells for line in lines[top:start])
    front = _after_front(lines, start if listed or not top else top)
    families = (
        find_cases(lines, top),
        find_numbered(lines, start),
        find_lettered(lines, top),
        _headings(lines, front, title),
        _bulleted(lines, front),
        _coloned(lines, front),
        find_alone(lines, front),
        _labelled(lines, front),
        find_numbered(lines, start, any_list=True),
    )
    for heads in families:
        if len(heads) >= LEAST_HEADS:
            named = _are_named(lines, heads)
            return [_draft(lines, heads, position, named=named) for position in range(len(heads))]
    return _listed(lines, start)


def _listed(lines: Sequence[Line], start: int) -> list[Draft]:
    """The matters of an agenda that is a list without numbers, where nothing is treated."""
    words = agenda_words().agenda
    first = next((place + 1 for place in range(start, len(lines)) if plain(lines[place].text) in words), len(lines))
    listed = list(takewhile(lambda line: line.block.kind is BlockKind.LIST_ITEM, lines[first:]))
    return [Draft(number=None, title=line.block.text) for line in listed]


def _after_front(lines: Sequence[Line], start: int) -> int:
    """The line after the last label of the heading near the top (Til stede, Forfall), or ``start``."""
    pattern = agenda_words().front
    near = range(start, min(len(lines), start + _MOST_FRONT))
    return max((place + 1 for place in near if pattern.match(lines[place].text)), default=start)


def _below_front(lines: Sequence[Line]) -> int:
    """The line after the labels that stand together at the top, whatever comes below."""
    pattern = agenda_words().front
    labelled = [place for place, line in enumerate(lines[:_MOST_FRONT]) if pattern.match(line.text)]
    together = [place for number, place in enumerate(labelled) if place <= labelled[0] + 2 * number]
    return together[-1] + 1 if together else 0


def _headings(lines: Sequence[Line], start: int, title: str | None) -> list[Head]:
    """Lines that are set off; where more stand bare over their text than are set off, those too."""
    strong = [head for head in _set_off(lines, start) if not _is_of_document(head.title, title)]
    bare = [
        Head(line=position, number=None, title=lines[position].text, strong=False)
        for position in range(start, len(lines) - 1)
        if _is_bare(lines, position, start) and not _is_of_document(lines[position].text, title)
    ]
    return sorted((*strong, *bare), key=lambda head: head.line) if len(bare) > len(strong) else strong


def _coloned(lines: Sequence[Line], start: int) -> list[Head]:
    """Short lines that end in a colon, each over text of its own: "Skolevei:"; fewer than three may be anything."""
    found = [
        Head(line=position, number=None, title=line.text[:-1], strong=False)
        for position, line in enumerate(lines[:-1])
        if position >= start
        and line.text.endswith(":")
        and _is_bare([*lines[:position], replace(line, text=line.text[:-1]), *lines[position + 1 :]], position, start)
    ]
    return found if len(found) > LEAST_HEADS else []


# A matter and its treatment on one line: "Rus: Politiet orienterte.", "• Kino på dagtid: Vik ringer."
_LABELLED = re.compile(r"(?:[•*·–-]\s*)?(?P<title>[A-ZÆØÅ][^.:!?]{2,60}):\s+\S")


def _labelled(lines: Sequence[Line], start: int) -> list[Head]:
    """Lines that name their matter before a colon; they must be nearly all there is."""
    end = _end(lines, start)
    found = [
        Head(line=position, number=None, title=match["title"], strong=False)
        for position in range(start, end)
        if (match := _LABELLED.match(lines[position].text))
        and find_label(lines[position].text) is None
        and not agenda_words().front.match(lines[position].text)
    ]
    return found if len(found) > LEAST_HEADS and len(found) >= _MOST_LABELLED * (end - start) else []


def _bulleted(lines: Sequence[Line], start: int) -> list[Head]:
    """Bullets that name and say nothing, each over text that is no bullet: "• Skolene", and sentences below."""
    return [
        Head(line=position, number=None, title=lines[position].block.text, strong=False)
        for position in range(start, len(lines) - 1)
        if lines[position].block.kind is BlockKind.LIST_ITEM
        and is_bullet(lines[position].block.marker)
        and lines[position + 1].block.kind is BlockKind.PARAGRAPH
        and lines[position + 1].text[-1] in ".!?"
        and lines[position].text[-1].isalnum()
        and len(lines[position].text) <= _MOST_BARE
    ]


def _is_of_document(text: str, title: str | None) -> bool:
    """Whether a line is the document's own: its title, its letterhead ("Lia kommune"), where and when it was written."""
    return (
        _WRITTEN.match(text) is not None
        or plain(text) == plain(title or "")
        or plain(text).endswith((" kommune", " fylkeskommune"))
    )


def _is_bare(lines: Sequence[Line], position: int, start: int) -> bool:
    """Whether a short line without a full stop stands over a list or over sentences, after text that has ended."""
    line, following = lines[position], lines[position + 1]
    if line.strong or line.block.cells or line.block.marker or line.block.kind is BlockKind.LIST_ITEM:
        return False
    text = line.text
    if not text[0].isupper() or len(text) > _MOST_BARE or text[-1] in ".:;,!-–" or ":" in text or "\t" in text:
        return False
    if find_label(text) is not None or agenda_words().after.match(text) or leads_in(text):
        return False
    before = lines[position - 1] if position > start else None
    ended = before is None or before.block.kind is BlockKind.LIST_ITEM or before.text[-1] in ".!?)»"
    return ended and (following.block.kind is BlockKind.LIST_ITEM or following.text[-1] in ".!?:")


def _set_off(lines: Sequence[Line], start: int) -> list[Head]:
    """Headings and bold lines without numbers."""
    return [
        Head(line=position, number=None, title=lines[position].text, strong=True)
        for position in range(start, len(lines))
        if lines[position].strong
        and not lines[position].block.cells
        and lines[position].block.kind is not BlockKind.LIST_ITEM
        and len(lines[position].text) <= MOST_TITLE
        and not lines[position].text.endswith(".")
        and find_label(lines[position].text) is None
        and plain(lines[position].text) not in agenda_words().agenda
        and not agenda_words().after.match(lines[position].text)
    ]


def _are_named(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether most lines name their matter before a colon and treat it after: "3. Rus: Politiet orienterte."."""
    named = [head for head in heads if _LABELLED.match(_line_from(lines, head)) and lines[head.line].text[-1] in ".!?"]
    return 2 * len(named) > len(heads)


def _line_from(lines: Sequence[Line], head: Head) -> str:
    """The line of a head from its title on."""
    text = lines[head.line].block.text
    return text[max(0, text.find(head.title[:_ENOUGH])) :]


def _draft(lines: Sequence[Line], heads: Sequence[Head], position: int, *, named: bool) -> Draft:
    head = heads[position]
    end = heads[position + 1].line if position + 1 < len(heads) else _end(lines, head.line + 1)
    block = lines[head.line].block
    body = [line.block for line in lines[head.line + 1 : end]]
    title, first = _title_of(block, head, named=named)
    if not title and body:
        title, rest = split_title(body)
        return Draft(number=head.number, title=title, body=tuple(rest))
    return Draft(number=head.number, title=title or f"Sak {head.number}", body=(*first, *body))


def _title_of(block: Block, head: Head, *, named: bool) -> tuple[str, tuple[Block, ...]]:
    """The title on a head's line, and the rest of the line when the treatment begins on it."""
    if not head.title:
        return "", ()
    whole = cut(block, max(0, block.text.find(head.title[:_ENOUGH])))
    if named and (label := _LABELLED.match(whole.text)):
        rest = cut(whole, label.end() - 1)
        return label["title"], (replace(rest, kind=BlockKind.PARAGRAPH),)
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
