"""The protocol and the case papers: items known by numbers with a year, agenda first and the treatment after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.agenda.drafts import (
    ARCHIVE,
    CASE,
    SIGNATURE,
    Draft,
    Line,
    before_signature,
    is_capitals,
    is_standing,
    item_kind,
    number_key,
)
from ingest.agenda.heads import DAY, MOST_TITLE, Head, Meeting, Style, find_heads, is_history, is_misprinted
from ingest.agenda.listed import AgendaList, find_agenda, treated_there
from ingest.agenda.words import agenda_words, alike, plain
from ingest.blocks import Block, BlockKind
from ingest.decisions.labels import Label, find_label
from ingest.decisions.votes import is_roll_call
from ingest.layout.sentences import is_finished, leads_in
from minutes.model import ItemKind

_MOST_PREFACE = 14
_MOST_NUMBER = 20
_MOST_META = 5
_LEAST_ALIKE = 0.5

# A row of a case paper's history: a number, a day, or both: "Formannskapet   18.09.2018   18/77".
CASE_OR_DAY = re.compile(rf"{CASE.pattern}|{DAY.pattern}")


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
    start = next((place for place, line in enumerate(lines) if is_history(line)), None)
    if start is None:
        return []
    body = list(lines[start + 1 :])
    while body and CASE_OR_DAY.search(body[0].text):
        body.pop(0)
    title, rest = _find_title(body, "")
    if not title or not any(find_label(line.text) for line in rest):
        return []
    return [Draft(number=None, title=title, body=tuple(line.block for line in rest if not _is_dropped(line)))]


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
        return end - number <= _MOST_PREFACE
    return SIGNATURE.fullmatch(text) is not None or (words.after.match(text) is not None and len(text) < MOST_TITLE)


def _treated(lines: Sequence[Line], head: Head, end: int, entry: Draft | None) -> Draft:
    """The draft of a head: its title found, the case paper's head left out, the rest its body."""
    body = list(lines[head.after : end])
    title, case_number = head.title, entry.case_number if entry else None
    if head.title and not _leads_on(head.title) and not _is_number_only(head.title):
        title, body = _with_rest(title, body, entry.title if entry else "")
        rest = _drop_preface(body)
    elif head.style is Style.TREATMENT_OF:
        rest, title = body, entry.title if entry else _title_near(lines, head, end)
    else:
        found, rest = _find_title(body, entry.title if entry else "")
        title = f"{title} {found}".strip() if head.title else found
        if entry and entry.title and agenda_words().withheld.match(title) and title.endswith("."):
            rest, title = list(body), entry.title
    for line in body[:_MOST_PREFACE]:
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
        body=tuple(line.block for line in rest if not _is_dropped(line)),
    )


def _with_rest(title: str, body: list[Line], listed: str) -> tuple[str, list[Line]]:
    """A title with the lines below that are its rest: in capitals as it is, or as the agenda has it."""
    while body:
        longer = f"{title} {body[0].text}"
        on_agenda = listed and _plain_words(listed).startswith(_plain_words(longer))
        if not on_agenda and not _is_title_rest(title, body[0]) and not _is_broken_off(title, body[0]):
            break
        title, body = longer, body[1:]
    return title, body


def _is_broken_off(title: str, line: Line) -> bool:
    """Whether a line right under a title is its rest: it begins in small letters, is short, and ends no sentence."""
    text = line.text
    if line.block.kind is BlockKind.LIST_ITEM:
        return False
    return text[0].islower() and len(text) <= _MOST_REST and not is_finished(title) and text[-1] not in ".:;"


def _plain_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


# "Tittel: SAKSPROTOKOLL: Plan for frivillighet", "Sakstittel: Gebyr for 2024".
_TITLE_LABEL = re.compile(
    r"(?:[Ss]aks?)?-?[Tt]ittel\s*:\s*(?:(?i:saksprotokoll|særutskrift|møtebok)\s*[:–-]\s*)?(?P<title>\S.*)$"
)
_MOST_UNDER = 3
_MOST_REST = 60
_LEAST_OWNER = 3
_LEAST_TITLE = 8


def _title_near(lines: Sequence[Line], head: Head, end: int) -> str:
    """The title of a case that is printed alone: labelled under or over its head, or with its number over it."""
    under = lines[head.line + 1 : min(end, head.line + 1 + _MOST_UNDER)]
    above = lines[: head.line] if head.line <= _MOST_PREFACE else ()
    for line in (*under, *above):
        if labelled := _TITLE_LABEL.match(line.text):
            return labelled["title"]
    for line in lines[max(0, head.line - _MOST_PREFACE) : head.line]:
        found = CASE.search(line.text)
        if found and number_key(found.group()) == number_key(CASE.search(head.number).group()):  # type: ignore[union-attr] # a head's number is one
            title = line.text[found.end() :].strip(" :.–-")
            if len(title) >= _LEAST_TITLE:
                return title
    for line in under:
        text = line.text.strip()
        if find_label(text) is not None or agenda_words().meta.match(text):
            break
        if _is_short_title(line):
            return text
    return f"Sak {head.number}"


def _is_short_title(line: Line) -> bool:
    """Whether a line may be the title of the only case of a paper: a capital first, no sentence, no list."""
    text = line.text.strip()
    if not _LEAST_TITLE <= len(text) <= MOST_TITLE or line.block.kind is BlockKind.LIST_ITEM or line.cells[1:]:
        return False
    return text[0].isupper() and not text.endswith((".", ":", ",", ";")) and not is_roll_call(text)


# "Arkivsaksnr.: 02/00685", "ArkivsakID: 21/1234", "Saksnr: 2021/31".
_ARCHIVE_LINE = re.compile(
    rf"\b(?:[Aa]rkiv-?\s?sak(?:s)?[-/]?\s?(?:nr|id|ID|dok)?\.?|[Aa]rkivref|[Ss]aksmappe(?:nr)?|[Ss]aksnr)\.?\s*:?\s*(?P<number>{ARCHIVE.pattern})"
)


def _is_number_only(title: str) -> bool:
    return not any(character.isalpha() for character in title)


def _is_dropped(line: Line) -> bool:
    words = agenda_words()
    return words.dropped.match(line.text) is not None or plain(line.text) in words.dropped_alone


def _drop_preface(body: Sequence[Line]) -> list[Line]:
    """The body without the case paper's head: who wrote it, where it is filed, its history in the bodies."""
    kept: list[Line] = []
    history = recipients = False
    for position, line in enumerate(body):
        if position < _MOST_PREFACE:
            if is_history(line):
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


def _find_title(body: Sequence[Line], listed: str) -> tuple[str, list[Line]]:
    """The title among the lines before the first label, and the lines after it."""
    for position, line in enumerate(body[:_MOST_PREFACE]):
        if labelled := _TITLE_LABEL.match(line.text):
            return labelled["title"], list(body[position + 1 :])
    preface = _preface(body)
    if not preface:
        return "", list(body)
    first = _title_line(body, preface, listed)
    while first - 1 in preface and _leads_on(body[first - 1].text):
        first -= 1
    last = first
    title = body[first].text
    while (
        last + 1 < len(body)
        and (last + 1 in preface or _is_title_rest(title, body[last + 1]))
        and _goes_on(title, body[last + 1])
    ):
        last += 1
        title = f"{title} {body[last].text}"
    return title, list(body[last + 1 :])


def _preface(body: Sequence[Line]) -> list[int]:
    """The lines of a case paper's head that may be its title: before the first label, and no label themselves."""
    words = agenda_words()
    found: list[int] = []
    for position, line in enumerate(body[:_MOST_PREFACE]):
        if words.meta.search(line.text) or words.recipients.match(line.text) or _is_dropped(line):
            continue
        if words.after.match(line.text) or ((label := find_label(line.text)) and not _is_owned_by_title(label)):
            break
        found.append(position)
    return found


def _is_owned_by_title(label: Label) -> bool:
    """Whether what looks like whose treatment it is are words of a title: "Lov om hund - andre gangs behandling"."""
    return len(label.owner.split()) >= _LEAST_OWNER and re.search(r"\s[–-]\s|,\s", label.owner) is not None


def _title_line(body: Sequence[Line], preface: Sequence[int], listed: str) -> int:
    """Which line is the title: the one most like the agenda's, the first in capitals or bold, the first not in a list."""
    if listed:
        best = max(preface, key=lambda position: alike(body[position].text, listed))
        if alike(body[best].text, listed) >= _LEAST_ALIKE:
            return best
    tests: tuple[Callable[[Line], bool], ...] = (
        lambda line: is_capitals(line.text),
        lambda line: line.strong,
        lambda line: line.block.kind is not BlockKind.LIST_ITEM,
    )
    named = any(agenda_words().recipients.match(body[position].text) for position in range(preface[0]))
    for test in tests[:2] if named else tests:
        for position in preface:
            if test(body[position]):
                return position
    return preface[-1] if named else preface[0]


def _leads_on(text: str) -> bool:
    return leads_in(text) or text.endswith(("-", "–"))


# A label of whatever sort, its text in capitals or not: "Ášši: SÁMEGIELAT", "Vedlegg: KART".
_OTHER_LABEL = re.compile(r"[^\W\d_]*[^\W\d_A-ZÆØÅ][^\W\d_]*\s?:")


def _goes_on(title: str, line: Line) -> bool:
    """Whether a title goes on in the next line: both in capitals, or its last word needs another."""
    if len(title) + len(line.text) > MOST_TITLE:
        return False
    if is_capitals(title):
        return is_capitals(line.text) and _OTHER_LABEL.match(line.text) is None
    return _leads_on(title) and find_label(line.text) is None


def _is_title_rest(title: str, line: Line) -> bool:
    return is_capitals(title) and _goes_on(title, line) and find_label(line.text) is None


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
