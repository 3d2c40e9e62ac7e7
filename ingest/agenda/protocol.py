"""The protocol and the case papers: items known by numbers with a year, agenda first and the treatment after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.agenda.case_titles import MOST_PREFACE, find_title, is_dropped, leads_on, title_near, with_rest
from ingest.agenda.drafts import (
    ARCHIVE,
    CASE,
    SIGNATURE,
    Draft,
    Line,
    before_signature,
    is_standing,
    item_kind,
    number_key,
)
from ingest.agenda.heads import find_heads, is_misprinted
from ingest.agenda.history import opens_history
from ingest.agenda.listed import AgendaList, find_agenda, treated_there
from ingest.agenda.marks import DAY, DAY_IN_FIGURES, MOST_TITLE, Head, Meeting, Style
from ingest.agenda.words import agenda_words, plain
from ingest.blocks import Block, BlockKind
from ingest.decisions.labels import find_label
from minutes.kinds import ItemKind

_MOST_NUMBER = 20
_MOST_META = 5

# A row of a case paper's history: a number, a day, or both: "Formannskapet   18.09.2018   18/77".
CASE_OR_DAY = re.compile(rf"{CASE.pattern}|{DAY_IN_FIGURES.pattern}")


def split_protocol(lines: Sequence[Line], *, body: str | None, date: dt.date | None) -> list[Draft]:
    """The items of a protocol or of case papers: the treated ones in their order, those only on the agenda between them."""
    agenda = find_agenda(lines)
    if agenda and (listed := treated_there(lines, agenda)):
        heads = find_heads(lines[agenda.start :], None, listed, Meeting(body=body, date=date))
        below = lines[agenda.start :]
        return _with_last(
            [_treated(below, head, _end(below, heads, position), None) for position, head in enumerate(heads)]
        )
    entries = {number_key(entry.number): entry for entry in agenda.entries} if agenda else {}
    heads = find_heads(lines, agenda, set(entries), Meeting(body=body, date=date, titles=_untreated(lines, agenda)))
    treated = [
        _treated(lines, head, _end(lines, heads, position), entries.get(head.key))
        for position, head in enumerate(heads)
    ]
    return _merged(agenda, _with_last(treated))


def _untreated(lines: Sequence[Line], agenda: AgendaList | None) -> tuple[str, ...]:
    """The titles of the agenda whose numbers open no line below it."""
    if agenda is None:
        return ()
    below = {
        number_key(found.group()) for line in lines[agenda.end :] if (found := CASE.search(line.text[:_MOST_NUMBER]))
    }
    return tuple(entry.title for entry in agenda.entries if number_key(entry.number) not in below | {None})


def _with_last(treated: Sequence[Draft]) -> list[Draft]:
    """The items with the last parted where a standing matter without a number begins, alone on its line: "Eventuelt"."""
    if not treated:
        return []
    *others, last = treated
    for place, block in enumerate(last.body[:-1]):
        title = _alone(block)
        if place and is_standing(title) and item_kind(None, title) is ItemKind.EVENTUELT:
            rest = last.body[place + 1 :]
            return [*others, replace(last, body=last.body[:place]), Draft(number=None, title=title, body=rest)]
    return list(treated)


def _alone(block: Block) -> str:
    """What a line or a row says that is nothing but a heading: no list, no sentence, one cell."""
    filled = [
        " ".join(inner.text for inner in cell) for cell in block.cells if any(inner.text.strip() for inner in cell)
    ]
    text = block.text if not block.cells else filled[0] if len(filled) == 1 else ""
    return "" if block.kind is BlockKind.LIST_ITEM or text.rstrip().endswith(".") else text.strip(" .:")


def split_paper(lines: Sequence[Line]) -> list[Draft]:
    """The one matter of a case paper that names no number of its own: the title after its history, and all below."""
    start = next((place for place in range(len(lines)) if opens_history(lines, place)), None)
    if start is None:
        return []
    body = list(lines[start + 1 :])
    while body and CASE_OR_DAY.search(body[0].text):
        body.pop(0)
    title, rest = find_title(body, "")
    if not title or not any(find_label(line.text) for line in rest):
        return []
    return [Draft(number=None, title=title, body=tuple(line.block for line in rest if not is_dropped(line)))]


def _end(lines: Sequence[Line], heads: Sequence[Head], position: int) -> int:
    """The line where an item ends: the next head, a banner before it, or what follows the last item."""
    start = heads[position].after
    end = heads[position + 1].line if position + 1 < len(heads) else len(lines)
    words = agenda_words()
    if position + 1 == len(heads):
        for number in range(max(start, heads[position].line + 1), end):
            if _is_after(lines, number, end):
                return before_signature(lines, start, number)
        end = before_signature(lines, start, end, role=True)
    while end > start and plain(lines[end - 1].text) in words.dropped_alone | words.banners:
        end -= 1
    return end


def _is_after(lines: Sequence[Line], number: int, end: int) -> bool:
    """Whether the signatures, the address, or the end of the meeting begin at this line."""
    text = lines[number].text
    words = agenda_words()
    if plain(text) in words.after_alone:
        return end - number <= MOST_PREFACE
    return SIGNATURE.fullmatch(text) is not None or (words.after.match(text) is not None and len(text) < MOST_TITLE)


def _treated(lines: Sequence[Line], head: Head, end: int, entry: Draft | None) -> Draft:
    """The draft of a head: its title found, the case paper's head left out, the rest its body."""
    body = list(lines[head.after : end])
    title, case_number = head.title, entry.case_number if entry else None
    if head.title and not leads_on(head.title) and not _is_number_only(head.title):
        title, body = with_rest(title, body, entry.title if entry else "")
        rest = _drop_preface(body)
    elif head.style is Style.TREATMENT_OF:
        rest, title = body, entry.title if entry else title_near(lines, head, end)
    else:
        found, rest = find_title(body, entry.title if entry else "")
        title = f"{title} {found}".strip() if head.title else found
        if entry and entry.title and agenda_words().withheld.match(title) and title.endswith("."):
            rest, title = list(body), entry.title
    for line in body[:MOST_PREFACE]:
        if case_number is None and (found_case := _ARCHIVE_LINE.search(line.text)):
            case_number = found_case["number"]
    title = agenda_words().withheld.sub("", title).strip() or (entry.title if entry else "")
    if (archive := re.search(rf"\s({ARCHIVE.pattern})$", title)) and case_number is None:
        case_number = archive.group(1)
    title = re.sub(rf"\s{ARCHIVE.pattern}$", "", title)
    return Draft(
        number=head.number,
        title=re.sub(r"\s+", " ", title).strip() or f"Sak {head.number}",
        case_number=case_number,
        body=tuple(line.block for line in rest if not is_dropped(line)),
    )


# "Arkivsaksnr.: 02/00685", "ArkivsakID: 21/1234", "Saksnr: 2021/31".
_ARCHIVE_LINE = re.compile(
    rf"\b(?:[Aa]rkiv-?\s?sak(?:s)?[-/]?\s?(?:nr|id|ID|dok)?\.?|[Aa]rkivref|[Ss]aksmappe(?:nr)?|[Ss]aksnr)\.?\s*:?\s*(?P<number>{ARCHIVE.pattern})"
)


def _is_number_only(title: str) -> bool:
    return not any(character.isalpha() for character in title)


def _drop_preface(body: Sequence[Line]) -> list[Line]:
    """The body without the case paper's head: who wrote it, where it is filed, its history in the bodies."""
    kept: list[Line] = []
    history = recipients = False
    for position, line in enumerate(body):
        if position < MOST_PREFACE:
            if opens_history(body, position):
                history = True
                continue
            if history and CASE.search(line.text) and DAY.search(line.text) and find_label(line.text) is None:
                continue
            history = False
            if agenda_words().meta.match(line.text) or (
                position < _MOST_META and agenda_words().meta_bare.match(line.text)
            ):
                continue
            if agenda_words().recipients.match(line.text):
                recipients = True
                continue
            if recipients and line.block.kind is BlockKind.LIST_ITEM:
                continue
            recipients = False
        kept.append(line)
    return kept


def _merged(agenda: AgendaList | None, treated: Sequence[Draft]) -> list[Draft]:
    """Agenda and treatment as one list: treated items in their order; the others after the one they follow on the agenda."""
    if agenda is None:
        return list(treated)
    keys = [number_key(draft.number) for draft in treated]
    merged = list(treated)
    previous = None
    listed = {number_key(entry.number) for entry in agenda.entries}
    for entry in agenda.entries:
        key = number_key(entry.number)
        if key not in keys and not any(
            is_misprinted(draft.number or "", draft.title, listed, [entry.title]) for draft in treated
        ):
            place = next(
                (position + 1 for position, draft in enumerate(merged) if number_key(draft.number) == previous),
                0 if previous is None else len(merged),
            )
            merged.insert(place, entry)
        previous = key
    return merged
