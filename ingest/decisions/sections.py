"""The labelled parts of an item's text, and whose decisions count in a document."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.decisions.introductions import find_introduction, introduced_at
from ingest.decisions.labels import Part, core, find_label, is_body, is_chair
from ingest.decisions.votes import is_roll_call
from minutes.kinds import DocumentKind

# A date in a label: "Formannskapets behandling 17.11.99:".
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")

# A decision's label inside a line, after a sentence that has ended: "Alle var enige. Vedtak: Ja."
_INLINE = re.compile(r"(?<=[.!?])[ ](?=(?:Vedtak|Enstemmig vedtak|Samrøystes vedtak)\s*:\s*\S)")

# What a template calls the body that meets, whichever it is: "Utvalgets vedtak:" (as ``core`` gives it).
_GENERIC = frozenset({"utvalg", "utval", "organ"})

_NOTICES = frozenset({DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER, DocumentKind.SAKSFRAMLEGG})
_CENTURY = 2000
_PIVOT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """Whose decisions count in a document: the names (cores) of its body, its date, and whether it holds any at all."""

    own: frozenset[str]
    date: dt.date | None
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A labelled part of an item's text: from ``label`` on, its content from ``start`` to ``end``."""

    part: Part | None
    owner: str = ""
    tail: str = ""
    label: int
    start: int
    end: int


def make_court(texts: Iterable[str], *, kind: DocumentKind | None, body: str | None, date: dt.date | None) -> Court:
    """Learn from all items of a document whose decisions are its own: the heading's body, else the one named most."""
    owners = Counter(
        core(section.owner)
        for text in texts
        for section in split_sections(text)
        if section.part is Part.DECISION and section.owner and is_body(section.owner)
    )
    own = {owner for owner in owners if body and same_body(owner, core(body))}
    if not own and body is None and owners:
        own = {owners.most_common(1)[0][0]}
    if not own and owners and all(owner in _GENERIC for owner in owners):
        own = set(owners)
    if not own and body:
        own = {core(body)}
    return Court(own=frozenset(own), date=date, decides=kind not in _NOTICES)


def split_sections(text: str) -> list[Section]:
    """The labelled parts of an item's text, in order; the first may be unlabelled."""
    sections = [Section(part=None, label=0, start=0, end=len(text))]
    lines = _broken(text).split("\n")
    position = 0
    for number, line in enumerate(lines):
        bullet = len(line) - len(line.removeprefix("• "))
        label = None if is_roll_call(line[bullet:]) else find_label(line[bullet:])
        introduced = label is None and _may_introduce(text, sections[-1], position)
        if introduced:
            label = find_introduction(line[bullet:], within=sections[-1].part in _TEXTS)
        if label is not None and is_chair(label.owner) and any(s.part is Part.TREATMENT for s in sections):
            label = replace(label, part=Part.MOTION)
        if label is not None and not (bullet and label.part is not Part.MOTION):
            sections[-1] = replace(sections[-1], end=position)
            start = position + bullet + label.end
            sections.append(
                Section(part=label.part, owner=label.owner, tail=label.tail, label=position, start=start, end=len(text))
            )
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if introduced and line[bullet + label.end :].strip() and not _LISTED.match(following):
                close = min(position + len(line) + 1, len(text))
                sections[-1] = replace(sections[-1], end=close)
                sections.append(Section(part=None, label=close, start=close, end=len(text)))
        position += len(line) + 1
    return sections


# Parts whose own text is a proposal or a decision.
_TEXTS = frozenset({Part.RECOMMENDATION, Part.DECISION, Part.MOTION})


def _may_introduce(text: str, last: Section, position: int) -> bool:
    """Whether a sentence can bring in a decision here: not in a case paper, nor as the first words under a label."""
    if last.part is Part.PAPER:
        return False
    return last.part not in (Part.RECOMMENDATION, Part.DECISION) or bool(text[last.start : position].strip())


# A point of a list: "2. ", "b) ", "• ".
_LISTED = re.compile(r"\s*(?:\d{1,2}[.)]|[a-zæøå]\)|[•–-])\s")


def _broken(text: str) -> str:
    """The text with a line's end where a decision is labelled or brought in inside a paragraph; places stay the same."""
    lines = _INLINE.sub("\n", text).split("\n")
    for number, line in enumerate(lines):
        at = introduced_at(line)
        if at:
            lines[number] = f"{line[: at - 1]}\n{line[at:]}"
    return "\n".join(lines)


def is_labelled(sections: Sequence[Section]) -> bool:
    """Whether an item tells its decisions by labels, as protocols do, and not in sentences."""
    return any(section.part in (Part.RECOMMENDATION, Part.DECISION, Part.TREATMENT, Part.PAPER) for section in sections)


def is_own(section: Section, court: Court) -> bool:
    """Whether a labelled decision is of this meeting: no owner, or the document's body; and no other day."""
    if (day := _day(section.tail)) and court.date and day != court.date:
        return False
    if not section.owner or not is_body(section.owner) or not court.own:
        return True
    return any(same_body(core(section.owner), name) for name in court.own)


def same_body(one: str, other: str) -> bool:
    """Whether two names of bodies, as ``core`` gives them, are of one body."""
    return bool(one) and bool(other) and (one in other or other in one)


def _day(text: str) -> dt.date | None:
    if (found := _DATE.search(text)) is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if year < _CENTURY // 20:
        year += _CENTURY if year < _PIVOT else _CENTURY - 100
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
