"""Where the items of a protocol begin: the heads, in the style the document is printed in.

Lines that look like heads in another style (a case of another body among the papers handed out, a decision that names an
earlier case) are not heads. Over a case paper stands its history, a row for each body that has had it: the meeting's own
number must be picked among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.agenda.drafts import (
    ARCHIVE,
    CASE,
    PREFIX,
    RUNNING,
    SUFFIX,
    Key,
    Line,
    is_capitals,
    is_standing,
    item_kind,
    known_suffix,
    next_keys,
    number_key,
    tidy_number,
)
from ingest.agenda.history import case_history, case_rows, opens_history
from ingest.agenda.listed import AgendaList
from ingest.agenda.marks import BILINGUAL, CASE_LINE, DAY, DAY_IN_FIGURES, MOST_TITLE, Head, Meeting, Style
from ingest.agenda.series import BARE, Candidate, best_series
from ingest.agenda.words import agenda_words, alike, plain
from ingest.decisions.labels import Part, find_label
from minutes.kinds import ItemKind

# Such as "PS 12/21 Godkjenning av protokoll", "Sak 45/12: Budsjett", "0013/02 TRAFIKKSIKKERHETSPLAN", "SAK 43/90 UTTALELSE",
# "1/25 O Plansjefen orienterer", "2  17/18  REVISJONSRAPPORT" with the row's own count before the number.
_TITLED = re.compile(
    rf"{RUNNING}{BILINGUAL}(?:(?P<prefix>{PREFIX})\s*)?(?P<number>{CASE.pattern}){SUFFIX}(?:\s*[:.–-]+\s*|\s+|$)(?P<title>.*)$"
)

# The number behind the title, on a line that is set off: "BRØYTING AV FORTAU (SAK 12/05)", "Budsjett – PS 3/15".
_BEHIND = re.compile(
    rf"(?P<title>[A-ZÆØÅ«][^.:;]{{3,140}}?)(?:\s+\((?:[Ss]ak|SAK)?\s*|\s*[–-]\s(?:[Ss]ak\s|SAK\s)?\s*)(?P<prefix>[A-ZÆØÅ]{{2,4}}\s)?(?P<number>{CASE.pattern})\)?$"
)

# "Formannskapets behandling av sak 7/2020 i møte den 04.06.2020:".
_TREATMENT_OF = re.compile(
    rf"[A-ZÆØÅ][^:\n]{{3,90}}?\b(?:behandling|handsaming)\s+av\s+(?:sak\s+)?(?P<number>{CASE.pattern})\s+i\s+møte"
)

# The paper of one case alone: "Behandling i Kommunestyret 20.06.2023 sak 45/23", "Særutskrift frå møte i Formannskapet
# 17.02.2022, sak 012/22", "Saksprotokoll i Formannskapet - 14.03.2024 Sak 27/24". Such lines stand inside items too.
_ALONE = re.compile(
    rf"(?:[Mm]øte)?(?:[Bb]ehandling|[Hh]andsaming|[Ss]aksprotokoll|[Ss]ærutskrift|[Uu]tskrift)\s+(?:(?:fra|frå|av)\s+)?(?:møte\s+)?i\s+[^:\n]{{3,90}}?"
    rf"[Ss]ak(?:snr)?\.?:?\s+(?P<prefix>[A-ZÆØÅ]{{2,4}}\s)?(?P<number>{CASE.pattern})\s*[.:]?$"
)
_MOST_ABOVE = 6


# A title that is a sentence is none: "Sak 15/02 ble utsatt til juni.", "Sak 05/02 innlemmes i årsbudsjettet."
_SENTENCE = re.compile(
    r"(?:ble|blir|vart|vert|er|var|innlemmes|tas|utsettes|behandles|trekkes|gjelder|gjeld|og|av|i|til|om|fra|ikke|under|den)\b",
    re.IGNORECASE,
)

_SAME_TITLE = 0.75

# Papers have a hundred matters or two; beyond that no misprint is looked for.
_MOST_MISPRINTED = 300
_LEAST_WORDS = 2


def find_heads(
    lines: Sequence[Line], agenda: AgendaList | None, listed: set[Key | None], meeting: Meeting
) -> list[Head]:
    """The heads after the agenda; of what it lists and is not found there, those before it (pages in a wrong order)."""
    if agenda is None:
        return _heads(lines, 0, listed, meeting)
    after = _heads(lines, agenda.end, listed, meeting)
    missing = listed - {head.key for head in after}
    if not missing or len(missing) == len(listed):
        return after
    before = [head for head in _heads(lines[: agenda.start], 0, listed, meeting) if head.key in missing and head.title]
    return [*before, *after]


def is_of_case_papers(lines: Sequence[Line]) -> bool:
    """Whether the matters of a document stand under their history or under a number with its label, as case papers do."""
    return any(CASE_LINE.match(line.text) or opens_history(lines, position) for position, line in enumerate(lines))


def _heads(lines: Sequence[Line], start: int, listed: set[Key | None], meeting: Meeting) -> list[Head]:
    found: list[Head] = []
    position = start
    while position < len(lines):
        head = _head(lines, position, listed, meeting)
        if head is not None:
            found.append(head)
        position = max(position + 1, head.after if head else 0)
    return _distinct(_one_style(_in_series(found), listed), listed)


def _in_series(heads: Sequence[Head]) -> list[Head]:
    """The heads without those that are nothing but a number and a title and stand in no series with the others."""
    titled = [head for head in heads if head.style is Style.TITLED]
    chosen = best_series([Candidate(key=head.key, weight=head.weight) for head in titled])
    kept = {titled[place].line for place in chosen}
    return [head for head in heads if head.style is not Style.TITLED or head.line in kept]


def _head(lines: Sequence[Line], position: int, listed: set[Key | None], meeting: Meeting) -> Head | None:
    line = lines[position]
    text = re.sub(r"\s+", " ", line.text)
    if found := _TREATMENT_OF.match(text):
        number = re.sub(r"\s", "", found["number"])
        return Head(style=Style.TREATMENT_OF, line=position, after=position, number=number)
    if position < _MOST_ABOVE and (found := _ALONE.match(text)):
        number = tidy_number(found["prefix"] or "", found["number"])
        return Head(style=Style.TREATMENT_OF, line=position, after=position, number=number)
    if opens_history(lines, position):
        return case_history(lines, position, listed, meeting)
    if found := CASE_LINE.match(text):
        return case_rows(lines, position, listed, meeting) or Head(
            style=Style.CASE_LINE,
            line=position,
            after=position + 1,
            number=tidy_number(found["prefix"] or "", found["number"]),
            title=found["title"].strip(" :–-"),
        )
    return _titled(lines, position, text, listed, meeting)


def _titled(lines: Sequence[Line], position: int, text: str, listed: set[Key | None], meeting: Meeting) -> Head | None:
    found = _TITLED.match(text)
    if found is None and (behind := _BEHIND.match(text)) and (lines[position].strong or is_capitals(text)):
        number = tidy_number(behind["prefix"] or "", behind["number"])
        return Head(
            style=Style.TITLED,
            line=position,
            after=position + 1,
            number=number,
            title=behind["title"],
            weight=_NAMED + BARE,
        )
    if found is None or not _may_open(found, text):
        return None
    title = _titled_title(found)
    extra = position > 0 and plain(lines[position - 1].text) in agenda_words().banners
    if not title and not found["prefix"] and not extra and not _stands_over_title(lines, position):
        return None
    head = Head(
        style=Style.TITLED, line=position, after=position + 1, number=_titled_number(found), title=title, extra=extra
    )
    return replace(head, weight=_weight(lines, head, found, listed, meeting))


def _stands_over_title(lines: Sequence[Line], position: int) -> bool:
    """Whether a number alone on its line has a title below: no number or day there, nor in the cells of a history's row."""
    below = [line.text for line in lines[position + 1 : position + 3]]
    if not below or not below[0][0].isupper() or _TITLED.match(below[0]) or find_label(below[0]) is not None:
        return False
    return not any(DAY.match(text) or ARCHIVE.match(text) for text in below)


def _titled_number(found: re.Match[str]) -> str:
    return tidy_number(found["prefix"] or "", found["number"], known_suffix(found["suffix"]))


def _titled_title(found: re.Match[str]) -> str:
    """The title after a number; letters that are no suffix we know are its first word."""
    suffix = found["suffix"] or ""
    return (found["title"] if known_suffix(suffix) else f"{suffix} {found['title']}").strip()


_MOST_BETWEEN = 3


def _is_treated(lines: Sequence[Line], position: int) -> bool:
    """Whether a recommendation, a treatment or a decision follows close below."""
    for line in lines[position + 1 : position + 1 + _MOST_BETWEEN]:
        label = find_label(line.text)
        if label is not None:
            return label.part is not Part.PAPER
        if CASE.search(line.text):
            return False
    return False


def _may_open(found: re.Match[str], text: str) -> bool:
    """Whether a line that begins with a number may be a head at all, and is no sentence, sum, or archive's number."""
    title = _titled_title(found)
    if len(title) > MOST_TITLE or ARCHIVE.match(text) or _SENTENCE.match(title):
        return False
    return not title or title[0].isupper() or title[0] in '«”"1234567890'


# What speaks for and against a number with a title as the head of a matter, before its neighbours are asked.
_LISTED, _EXTRA, _STRONG, _NAMED, _TREATED, _PARTED = 2.0, 1.5, 1.0, 1.0, 0.8, 0.5
_UNLISTED, _DATED, _ENDED, _DIGITS = -1.5, -1.0, -1.5, -1.0


def _weight(
    lines: Sequence[Line], head: Head, found: re.Match[str], listed: set[Key | None], meeting: Meeting
) -> float:
    line = lines[head.line]
    is_listed = head.key in listed or is_misprinted(head.number, head.title, listed, meeting.titles)
    reasons = (
        (BARE, True),
        (_LISTED, is_listed),
        (_UNLISTED, bool(listed) and not is_listed and not (head.key and _follows(head.key, listed))),
        (_EXTRA, head.extra),
        (_STRONG, line.strong),
        (_NAMED, found["prefix"] is not None),
        (_TREATED, _is_treated(lines, head.line)),
        (_PARTED, _PARTING.search(line.text, found.end("number"), found.start("title")) is not None),
        (_DATED, DAY_IN_FIGURES.search(head.title) is not None),
        (_ENDED, head.title.endswith((".", ";", ",")) and not line.strong and not is_listed),
        (_DIGITS, head.title[:1].isdigit()),
    )
    return sum(weight for weight, holds in reasons if holds)


# What parts a number from its title when it is a head: "031/24: Vegar", "20/21 – Vegar", a tab, two blanks.
_PARTING = re.compile(r"\s*[:–-]|\t|\s{2}")


def _follows(key: Key, listed: set[Key | None]) -> bool:
    """Whether a number stands next to one of the agenda: a matter that it misses, or one taken up in the meeting."""
    return bool((next_keys(key) | next_keys(key, step=-1)) & listed)


def is_misprinted(number: str, title: str, listed: set[Key | None], titles: Sequence[str]) -> bool:
    """Whether a title is the agenda's though the number is not: one of the two is misprinted or misread."""
    key = number_key(number)
    if key is None or key in listed or len(title.split()) < _LEAST_WORDS:
        return False
    near = any(other and (other[1] == key[1] or other[2] == key[2]) for other in listed)
    return near and any(alike(title, other) >= _SAME_TITLE for other in titles[:_MOST_MISPRINTED])


def _one_style(heads: Sequence[Head], listed: set[Key | None]) -> list[Head]:
    """The heads in the document's own style; in another style only those of the agenda that it misses."""
    if not heads:
        return []

    def weight(style: Style) -> tuple[int, int, int]:
        keys = {head.key for head in heads if head.style is style}
        return len(keys & listed) if listed else 0, len(keys), -style

    style = max(Style, key=weight)
    own = {head.key for head in heads if head.style is style}
    return [
        head for head in heads if head.style is style or ((head.key in listed or head.extra) and head.key not in own)
    ]


def _distinct(heads: Sequence[Head], listed: set[Key | None]) -> list[Head]:
    """The heads without repeated ones, and without letters laid before the meeting.

    Of two with one number the first is kept, unless it is no more than a line of a list.
    """
    kept: dict[int, Head] = {}
    places: defaultdict[Key | None, list[int]] = defaultdict(list)
    for place, head in enumerate(heads):
        latest = next(reversed(kept), None)
        if latest is not None and listed and head.key not in listed and _is_letter(head, kept[latest]):
            continue
        same = places[head.key]
        if same and not (head.style is Style.HISTORY and same[0] != latest):
            first = kept[same[0]]
            titled = same[0] == latest and head.title and not first.title and head.line <= first.after + 1
            roomier = _room(heads, same[0]) < min(_LEAST_ROOM, _room(heads, place)) and head.style is not Style.HISTORY
            if not (titled or roomier):
                continue
            del kept[same.pop(0)]
        kept[place] = head
        same.append(place)
    return list(kept.values())


_LEAST_ROOM = 2


def _room(heads: Sequence[Head], place: int) -> int:
    """How many lines stand between a head and the next one; after the last there are enough."""
    return heads[place + 1].line - heads[place].after if place + 1 < len(heads) else _LEAST_ROOM


def _is_letter(head: Head, above: Head) -> bool:
    """Whether a head only names a letter laid before the meeting, under a matter that is called Referatsaker or the like."""
    return is_standing(above.title) and item_kind(head.number, "") is ItemKind.REFERAT
