"""The title of a case in a protocol: on its head's line, below it among the case paper's head, or near it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.agenda.drafts import CASE, Line, is_capitals, number_key
from ingest.agenda.marks import MOST_TITLE, Head
from ingest.agenda.words import agenda_words, alike, plain
from ingest.blocks import BlockKind
from ingest.decisions.labels import Label, find_label
from ingest.decisions.votes import is_roll_call
from ingest.layout.sentences import is_finished, leads_in

MOST_PREFACE = 14

_LEAST_ALIKE = 0.5


def with_rest(title: str, body: list[Line], listed: str) -> tuple[str, list[Line]]:
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


def title_near(lines: Sequence[Line], head: Head, end: int) -> str:
    """The title of a case that is printed alone: labelled under or over its head, or with its number over it."""
    under = lines[head.line + 1 : min(end, head.line + 1 + _MOST_UNDER)]
    above = lines[: head.line] if head.line <= MOST_PREFACE else ()
    for line in (*under, *above):
        if labelled := _TITLE_LABEL.match(line.text):
            return labelled["title"]
    for line in lines[max(0, head.line - MOST_PREFACE) : head.line]:
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


def is_dropped(line: Line) -> bool:
    """Whether a line belongs to no text: a template's, or a printed protocol's banner."""
    words = agenda_words()
    return words.dropped.match(line.text) is not None or plain(line.text) in words.dropped_alone


def find_title(body: Sequence[Line], listed: str) -> tuple[str, list[Line]]:
    """The title among the lines before the first label, and the lines after it."""
    for position, line in enumerate(body[:MOST_PREFACE]):
        if labelled := _TITLE_LABEL.match(line.text):
            return labelled["title"], list(body[position + 1 :])
    preface = _preface(body)
    if not preface:
        return "", list(body)
    first = _title_line(body, preface, listed)
    while first - 1 in preface and leads_on(body[first - 1].text):
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
    for position, line in enumerate(body[:MOST_PREFACE]):
        if words.meta.search(line.text) or words.recipients.match(line.text) or is_dropped(line):
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


def leads_on(text: str) -> bool:
    """Whether a title needs the next line: its last word needs another, or it ends in a dash."""
    return leads_in(text) or text.endswith(("-", "–"))


# A label of whatever sort, its text in capitals or not: "Ášši: SÁMEGIELAT", "Vedlegg: KART".
_OTHER_LABEL = re.compile(r"[^\W\d_]*[^\W\d_A-ZÆØÅ][^\W\d_]*\s?:")


def _goes_on(title: str, line: Line) -> bool:
    """Whether a title goes on in the next line: both in capitals, or its last word needs another."""
    if len(title) + len(line.text) > MOST_TITLE:
        return False
    if is_capitals(title):
        return is_capitals(line.text) and _OTHER_LABEL.match(line.text) is None
    return leads_on(title) and find_label(line.text) is None


def _is_title_rest(title: str, line: Line) -> bool:
    return is_capitals(title) and _goes_on(title, line) and find_label(line.text) is None
