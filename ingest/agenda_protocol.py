"""The protocol and the case papers: items known by numbers with a year, agenda first and the treatment after it.

The heads of items come in styles. A document is printed in one of them; lines that look like heads in another style
(a case of another body among the papers handed out, a decision that names an earlier case) are not heads.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ingest.agenda import ARCHIVE, CASE, PREFIX, SIGNATURE, Draft, Key, Line, is_capitals, number_key, tidy_number
from ingest.agenda_list import AgendaList, find_agenda
from ingest.agenda_words import agenda_words, plain
from ingest.blocks import BlockKind
from ingest.decision_labels import core, find_label
from ingest.sentences import leads_in


class Style(IntEnum):
    """How a head is printed; where two are as common, the first is the document's."""

    TREATMENT_OF = 1
    CASE_LINE = 2
    TITLED = 3
    HISTORY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where an item begins: line number of its head, of the first line after it, number, title so far."""

    style: Style
    line: int
    after: int
    number: str
    title: str = ""
    strong: bool = False

    @property
    def key(self) -> Key | None:
        """The number in a form that compares."""
        return number_key(self.number)


# The word sak in another language before it: "Ášši/Sak 001/17".
_BILINGUAL = r"(?:[^\W\d_]{3,12}\s?/\s?(?=[Ss]ak))?"

# "Sak nr.: 0002/05", "Saksnr: PS 12/21": the number alone on a line of its own, with a label.
_CASE_LINE = re.compile(rf"{_BILINGUAL}[Ss]ak(?:s)?[\s-]*(?:nr|nummer)\.?\s*:?\s*(?P<prefix>[A-ZÆØÅ]{{2,4}}\s)?\s*(?P<number>{CASE.pattern})\s*(?P<title>.*)$")

# "PS 12/21 Godkjenning av protokoll", "Sak 45/12: Budsjett", "0013/02 TRAFIKKSIKKERHETSPLAN", "SAK 43/90 UTTALELSE".
_TITLED = re.compile(rf"{_BILINGUAL}(?:(?P<prefix>{PREFIX})\s*)?(?P<number>{CASE.pattern})(?:\s*[:.–-]+\s*|\s+|$)(?P<title>.*)$")

# "Formannskapets behandling av sak 24/2026 i møte den 02.09.2026:".
_TREATMENT_OF = re.compile(rf"[A-ZÆØÅ][^:\n]{{3,90}}?\b(?:behandling|handsaming)\s+av\s+(?:sak\s+)?(?P<number>{CASE.pattern})\s+i\s+møte")

# A day in a row of a case paper's history: "03.02.00", "26.06.2003".
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")

# A title that is a sentence is none: "Sak 15/02 ble utsatt til juni.", "Sak 05/02 innlemmes i årsbudsjettet."
_SENTENCE = re.compile(
    r"(?:ble|blir|vart|vert|er|var|innlemmes|tas|utsettes|behandles|trekkes|gjelder|gjeld|og|av|i|til|om|fra|ikke|under|den)\b", re.IGNORECASE
)

_MOST_TITLE = 240
_MOST_HISTORY = 12
_MOST_PREFACE = 14
_MOST_META = 5
_LEAST_ALIKE = 0.5
_PIVOT = 70


def split_protocol(lines: Sequence[Line], *, body: str | None, date: dt.date | None) -> list[Draft]:
    """The items of a protocol or of case papers: the treated ones in their order, those only on the agenda between them."""
    agenda = find_agenda(lines)
    entries = {number_key(entry.number): entry for entry in agenda.entries} if agenda else {}
    heads = _all_heads(lines, agenda, set(entries), _Meeting(body=body, date=date))
    treated = [_treated(lines, head, _end(lines, heads, position), entries.get(head.key)) for position, head in enumerate(heads)]
    return _merged(agenda, treated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    body: str | None
    date: dt.date | None


def _all_heads(lines: Sequence[Line], agenda: AgendaList | None, listed: set[Key | None], meeting: _Meeting) -> list[Head]:
    """The heads after the agenda; of what it lists and is not found there, those before it (pages in a wrong order)."""
    if agenda is None:
        return _heads(lines, 0, listed, meeting)
    after = _heads(lines, agenda.end, listed, meeting)
    missing = listed - {head.key for head in after}
    if not missing or len(missing) == len(listed):
        return after
    before = [head for head in _heads(lines[: agenda.start], 0, listed, meeting) if head.key in missing and head.title]
    return [*before, *after]


def _heads(lines: Sequence[Line], start: int, listed: set[Key | None], meeting: _Meeting) -> list[Head]:
    found: list[Head] = []
    position = start
    while position < len(lines):
        head = _head(lines, position, listed, meeting)
        if head is not None:
            found.append(head)
        position = max(position + 1, head.after if head and head.style is Style.HISTORY else 0)
    chosen = _one_style(found, listed)
    return _ascending(chosen, listed)


def _head(lines: Sequence[Line], position: int, listed: set[Key | None], meeting: _Meeting) -> Head | None:
    line = lines[position]
    text = re.sub(r"\s+", " ", line.text)
    if found := _TREATMENT_OF.match(text):
        number = re.sub(r"\s", "", found["number"])
        return Head(style=Style.TREATMENT_OF, line=position, after=position, number=number)
    if _is_history(line):
        return _history(lines, position, listed, meeting)
    if found := _CASE_LINE.match(text):
        number = tidy_number(found["prefix"] or "", found["number"])
        return Head(style=Style.CASE_LINE, line=position, after=position + 1, number=number, title=found["title"].strip(" :–-"))
    if (found := _TITLED.match(text)) and _is_title(line, found, listed):
        number = tidy_number(found["prefix"] or "", found["number"])
        return Head(style=Style.TITLED, line=position, after=position + 1, number=number, title=found["title"].strip(), strong=line.strong)
    return None


def _is_title(line: Line, found: re.Match[str], listed: set[Key | None]) -> bool:
    """Whether a line that begins with a number is a head and not a sentence, a sum, or a row of a table of numbers."""
    title = found["title"].strip()
    if len(title) > _MOST_TITLE or ARCHIVE.match(line.text):
        return False
    if title and not (title[0].isupper() or title[0] in "«”\"1234567890"):
        return False
    if not found["prefix"] and (not title or _DAY.search(title)):
        return False
    sentence = title.endswith((".", ";", ",")) or _SENTENCE.match(title)
    if line.strong or number_key(tidy_number(found["prefix"] or "", found["number"])) in listed:
        return not _SENTENCE.match(title)
    return found["prefix"] is not None and not sentence


def _one_style(heads: Sequence[Head], listed: set[Key | None]) -> list[Head]:
    """The heads in the document's own style; in another style only those of the agenda that it misses."""
    if not heads:
        return []

    def weight(style: Style) -> tuple[int, int, int]:
        keys = {head.key for head in heads if head.style is style}
        return len(keys & listed) if listed else 0, len(keys), -style

    style = max(Style, key=weight)
    own = {head.key for head in heads if head.style is style}
    return [head for head in heads if head.style is style or (head.key in listed and head.key not in own)]


def _ascending(heads: Sequence[Head], listed: set[Key | None]) -> list[Head]:
    """The heads without those that break the order of numbers and are not on the agenda, and without repeated ones."""
    kept: list[Head] = []
    for head in heads:
        if kept and head.key == kept[-1].key and not head.title:
            continue
        if any(head.key == other.key for other in kept) and head.style is not Style.HISTORY:
            continue
        if listed and head.key not in listed and not _fits(head, heads, listed):
            continue
        kept.append(head)
    return kept


def _fits(head: Head, heads: Sequence[Head], listed: set[Key | None]) -> bool:
    """Whether a number that is not on the agenda may be treated all the same: of the agenda's year, or not bare."""
    years = {key[2] for key in listed if key}
    if head.style in (Style.HISTORY, Style.CASE_LINE, Style.TREATMENT_OF):
        return True
    return head.key is not None and head.key[2] in years and (head.strong or head.key[0] != "")


# ---- a case paper's history ---------------------------------------------------------------------------------------


def _is_history(line: Line) -> bool:
    """Whether a line is the header over a case's history: "Saksnr.: Utvalg Møtedato"."""
    words = agenda_words().history_columns
    columns = [plain(cell) for cell in line.cells]
    if len(columns) == 1:
        columns = [plain(word) for word in line.text.split()]
    names = {column for column in columns if column}
    if not names or not names <= words or len(columns) < 2:  # noqa: PLR2004 - at least two columns
        return False
    bodies = {"utvalg", "utval", "organ", "behandlet av", "styre/råd/utvalg", "råd/utvalg", "politisk utvalg", "handsama av", "behandles i", "behandlet i"}
    return bool(names & bodies) and any("dato" in name or name == "møtedag" for name in names)


def _history(lines: Sequence[Line], position: int, listed: set[Key | None], meeting: _Meeting) -> Head | None:
    rows: list[tuple[str, str]] = []
    after = position + 1
    for line in lines[position + 1 : position + 1 + _MOST_HISTORY]:
        text = re.sub(r"\s+", " ", line.text)
        number = CASE.search(text)
        if number is None and not text.startswith("/"):
            break
        if number is not None:
            if agenda_words().meta.match(text) or len(text) > _MOST_TITLE / 2:
                break
            rows.append((number.group(), text))
        after += 1
    if not rows:
        return None
    number = max(rows, key=lambda row: _rank(row, listed, meeting))[0]
    return Head(style=Style.HISTORY, line=position, after=after, number=re.sub(r"\s", "", number))


def _rank(row: tuple[str, str], listed: set[Key | None], meeting: _Meeting) -> tuple[bool, bool, bool, dt.date]:
    """Which row of a history is this meeting's: on its agenda, of its body, on its day; else the latest."""
    number, text = row
    day = _day(text)
    own = bool(meeting.body) and core(meeting.body or "") in core(text)
    return number_key(number) in listed, own and day == meeting.date, own, day or dt.date.min


def _day(text: str) -> dt.date | None:
    if (found := _DAY.search(text)) is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if year < 100:  # noqa: PLR2004 - two figures
        year += 2000 if year < _PIVOT else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# ---- one item -----------------------------------------------------------------------------------------------------


def _end(lines: Sequence[Line], heads: Sequence[Head], position: int) -> int:
    """The line where an item ends: the next head, a banner before it, or what follows the last item."""
    start = heads[position].after
    end = heads[position + 1].line if position + 1 < len(heads) else len(lines)
    words = agenda_words()
    if position + 1 == len(heads):
        for number in range(start, end):
            if _is_after(lines, number, end):
                return number
    while end > start and plain(lines[end - 1].text) in words.dropped_alone:
        end -= 1
    return end


def _is_after(lines: Sequence[Line], number: int, end: int) -> bool:
    """Whether the signatures, the address, or the end of the meeting begin at this line."""
    text = lines[number].text
    words = agenda_words()
    if plain(text) in words.after_alone:
        return end - number <= _MOST_PREFACE
    return SIGNATURE.fullmatch(text) is not None or (words.after.match(text) is not None and len(text) < _MOST_TITLE)


def _treated(lines: Sequence[Line], head: Head, end: int, entry: Draft | None) -> Draft:
    """The draft of a head: its title found, the case paper's head left out, the rest its body."""
    body = list(lines[head.after : end])
    title, case_number = head.title, entry.case_number if entry else None
    if head.title and not leads_in(head.title) and not _is_number_only(head.title):
        rest = _drop_preface(body)
    elif head.style is Style.TREATMENT_OF:
        rest, title = body, entry.title if entry else f"Sak {head.number}"
    else:
        found, rest = _find_title(body, entry.title if entry else "")
        title = f"{title} {found}".strip() if head.title else found
    for line in body[: _MOST_PREFACE]:
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


# "Arkivsaksnr.: 02/00685", "ArkivsakID: 21/1234", "Saksnr: 2021/31".
_ARCHIVE_LINE = re.compile(rf"\b(?:[Aa]rkiv-?\s?sak(?:s)?[-/]?\s?(?:nr|id|ID|dok)?\.?|[Aa]rkivref|[Ss]aksmappe(?:nr)?|[Ss]aksnr)\.?\s*:?\s*(?P<number>{ARCHIVE.pattern})")


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
            if _is_history(line):
                history = True
                continue
            if history and CASE.search(line.text) and _DAY.search(line.text):
                continue
            history = False
            if agenda_words().meta.match(line.text) or (position < _MOST_META and agenda_words().meta_bare.match(line.text)):
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
    preface = _preface(body)
    if not preface:
        return "", list(body)
    first = _title_line(body, preface, listed)
    last = first
    title = body[first].text
    while last + 1 < len(body) and (last + 1 in preface or _is_title_rest(title, body[last + 1])) and _goes_on(title, body[last + 1]):
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
        if find_label(line.text) is not None or words.after.match(line.text):
            break
        found.append(position)
    return found


def _title_line(body: Sequence[Line], preface: Sequence[int], listed: str) -> int:
    """Which of the lines is the title: the one most like the agenda's, the first in capitals or bold, the first that is no list."""
    if listed:
        best = max(preface, key=lambda position: alike(body[position].text, listed))
        if alike(body[best].text, listed) >= _LEAST_ALIKE:
            return best
    tests: tuple[Callable[[Line], bool], ...] = (
        lambda line: is_capitals(line.text),
        lambda line: line.strong,
        lambda line: line.block.kind is not BlockKind.LIST_ITEM,
    )
    for test in tests:
        for position in preface:
            if test(body[position]):
                return position
    return preface[0]


def _goes_on(title: str, line: Line) -> bool:
    """Whether a title goes on in the next line: both in capitals, or its last word needs another."""
    if len(title) + len(line.text) > _MOST_TITLE:
        return False
    if is_capitals(title):
        return is_capitals(line.text)
    return leads_in(title) and find_label(line.text) is None


def _is_title_rest(title: str, line: Line) -> bool:
    return is_capitals(title) and is_capitals(line.text) and find_label(line.text) is None


def alike(one: str, other: str) -> float:
    """How many of the words of two titles are the same, 0 to 1."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)), len(second) / 2)


def _merged(agenda: AgendaList | None, treated: Sequence[Draft]) -> list[Draft]:
    """Agenda and treatment as one list: treated items in their order; the others after the one they follow on the agenda."""
    if agenda is None:
        return list(treated)
    keys = [number_key(draft.number) for draft in treated]
    merged = list(treated)
    previous: Key | None = None
    for entry in agenda.entries:
        key = number_key(entry.number)
        if key not in keys:
            place = next((position + 1 for position, draft in enumerate(merged) if number_key(draft.number) == previous), 0 if previous is None else len(merged))
            merged.insert(place, entry)
        previous = key
    return merged

