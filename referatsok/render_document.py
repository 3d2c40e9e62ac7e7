"""An item or a document as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import click

from index.copies import Copy, Neighbour
from minutes.kinds import NameKind, Origin
from minutes.model import ActionPoint, AgendaItem, Attendee, Document, Name
from referatsok.render import NARROW, date_in_words, shown_path, wrapped
from referatsok.render_themes import themes_in_words
from referatsok.render_votes import decisions_in_words

UNSURE = {
    Origin.INFERRED: " (sluttet fra teksten)",
    Origin.GUESS: " (gjettet)",
    Origin.FILE_NAME: " (fra filnavnet)",
    Origin.GIVEN: " (oppgitt ved innlesing)",
}


REASONS = {
    "same text": "samme tekst",
    "same case number": "samme saksnummer",
    "same title": "samme tittel",
    "nearly the same text": "nesten samme tekst",
    "version of the document": "annen utgave av dokumentet",
}
"""Why two papers of a meeting tell the same, by the word the catalogue has for it."""


def also_in_words(copies: Iterable[Copy]) -> str:
    """The other papers in which the same stands: «innkalling.docx, side 2»."""
    return "; ".join(_place(copy) for copy in copies)


def _place(copy: Copy) -> str:
    return f"{shown_path(copy.source)}{f', side {copy.page}' if copy.page else ''}"


def copies_in_words(copies: Iterable[Copy]) -> str:
    """The section of other papers in which the same stands, and why it is taken for the same; nothing if there is none."""
    lines = (
        f"{copy.kind or 'dokument'}: {_place(copy)} ({REASONS[copy.reason]})   [{copy.item_id}]" for copy in copies
    )
    return "\n".join(_section("Finnes også i", lines))


def neighbours_in_words(neighbours: Iterable[Neighbour]) -> str:
    """The section of other meetings that had the same case; nothing if there is none."""
    lines = (
        " · ".join(part for part in (found.body, _day(found.date), found.number, found.title) if part)
        + f"   [{found.item_id}]"
        for found in neighbours
    )
    return "\n".join(_section("Samme sak i andre møter", lines))


def _day(date: str | None) -> str:
    return date_in_words(dt.date.fromisoformat(date) if date else None)


def item_in_words(item: AgendaItem, document: Document, labels: Mapping[str, str]) -> str:
    """The item in its meeting: text, proposals, votes and decisions, action points, themes, names, place."""
    number = f"{item.number} " if item.number else ""
    title = wrapped(f"{number}{item.title}", indent="", width=NARROW)
    lines = [click.style(title, bold=True), *_meeting_lines(document), ""]
    lines.append(wrapped(item.text, indent="", width=NARROW))
    for heading, told in decisions_in_words(item):
        lines += _section(heading, told)
    lines += _section("Oppfølging", map(_action, item.actions))
    lines += _section("Temaer", themes_in_words(item.mentions, labels))
    lines += _section("Personer", map(_named_person, _of_kind(item, NameKind.PERSON)))
    others = (NameKind.ORGANISATION, NameKind.PARTY)
    lines += _section("Organisasjoner og partier", _in_one_line(name.name for name in _of_kind(item, *others)))
    lines += _section("Steder", _in_one_line(name.name for name in _of_kind(item, NameKind.PLACE)))
    page = f", side {item.page}" if item.page else ""
    return "\n".join([*lines, "", f"{shown_path(document.source.path)}{page}   [{item.id}]"])


def document_in_words(document: Document, labels: Mapping[str, str]) -> str:
    """The document: what meeting it is of, who was there, its items."""
    title = wrapped(document.title or "(uten tittel)", indent="", width=NARROW)
    lines = [click.style(title, bold=True), *_meeting_lines(document)]
    lines += _section("Til stede", map(_person, document.meeting.attendees))
    lines += _section("Forfall", map(_person, document.meeting.absent))
    lines += _section("Saker", (f"{item.number or '–'}  {item.title}   [{item.id}]" for item in document.items))
    if not document.items:
        lines += _section("Temaer", themes_in_words(document.mentions, labels))
    lines += _section("Merknader", (warning.message for warning in document.warnings))
    if not document.items:
        lines += ["", *(wrapped(page.text, indent="", width=NARROW) for page in document.pages)]
    return "\n".join([*lines, "", f"{shown_path(document.source.path)}   [{document.id}]"])


def _meeting_lines(document: Document) -> Iterator[str]:
    meeting = document.meeting
    place = UNSURE.get(document.municipality_origin, "") if document.municipality_origin else ""
    date = UNSURE.get(meeting.date_origin, "") if meeting.date_origin else ""
    municipality = f"{document.municipality}{place}" if document.municipality else "ukjent kommune"
    facts = [municipality, document.body, f"{date_in_words(meeting.date)}{date}", meeting.place, document.kind]
    yield wrapped(" · ".join(fact for fact in facts if fact), indent="", width=NARROW)


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    made = list(entries)
    if made:
        yield ""
        yield click.style(title, bold=True)
        yield from (_entry(entry) for entry in made)


def _entry(entry: str) -> str:
    """An entry, which may be set in deeper by blanks of its own, wrapped within its place."""
    deeper = " " * (len(entry) - len(entry.lstrip()))
    return wrapped(entry.lstrip(), indent=f"  {deeper}", width=NARROW, hanging="   " if entry[:1].isdigit() else "")


def _action(action: ActionPoint) -> str:
    who = f" Ansvarlig: {action.responsible}." if action.responsible else ""
    return f"{action.text}{who}{_due(action)}"


def _due(action: ActionPoint) -> str:
    if action.due is None:
        return f" Frist: {action.due_text}." if action.due_text else ""
    shown = date_in_words(action.due)
    written = f" («{action.due_text}»)" if action.due_text and shown not in action.due_text else ""
    return f" Frist: {shown}{written}."


def _of_kind(item: AgendaItem, *kinds: NameKind) -> Iterator[Name]:
    return (name for name in item.names if name.kind in kinds)


def _named_person(name: Name) -> str:
    return f"{name.name}, {name.role}" if name.role else name.name


def _in_one_line(names: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(names)
    if listed:
        yield listed


def _person(person: Attendee) -> str:
    facts = [person.name, f"({person.party})" if person.party else None]
    deputy = f"vara for {person.deputy_for}" if person.deputy_for else None
    return ", ".join(part for part in (" ".join(fact for fact in facts if fact), person.role, deputy) if part)
