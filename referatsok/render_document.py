"""An item or a document as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import click

from index.copies import Copy, Neighbour
from minutes.model import ActionPoint, AgendaItem, Attendee, Decision, Document, Name, NameKind, Origin, Vote
from referatsok.render import date_in_words, shown_path, wrapped

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
    """The item in its meeting: text, decisions, action points, themes, names, place."""
    number = f"{item.number} " if item.number else ""
    lines = [click.style(f"{number}{item.title}", bold=True), *_meeting_lines(document), ""]
    lines.append(wrapped(item.text, indent=""))
    lines += _section("Innstilling og vedtak", map(_decision, item.decisions))
    lines += _section("Oppfølging", map(_action, item.actions))
    lines += _section("Temaer", (labels.get(theme, theme) for theme in item.themes))
    lines += _section("Personer", map(_named_person, _of_kind(item, NameKind.PERSON)))
    others = (NameKind.ORGANISATION, NameKind.PARTY)
    lines += _section("Organisasjoner og partier", _in_one_line(name.name for name in _of_kind(item, *others)))
    lines += _section("Steder", _in_one_line(name.name for name in _of_kind(item, NameKind.PLACE)))
    page = f", side {item.page}" if item.page else ""
    return "\n".join([*lines, "", f"{shown_path(document.source.path)}{page}   [{item.id}]"])


def document_in_words(document: Document) -> str:
    """The document: what meeting it is of, who was there, its items."""
    lines = [click.style(document.title or "(uten tittel)", bold=True), *_meeting_lines(document)]
    lines += _section("Til stede", map(_person, document.meeting.attendees))
    lines += _section("Forfall", map(_person, document.meeting.absent))
    lines += _section("Saker", (f"{item.number or '–'}  {item.title}   [{item.id}]" for item in document.items))
    lines += _section("Merknader", (warning.message for warning in document.warnings))
    if not document.items:
        lines += ["", *(wrapped(page.text, indent="") for page in document.pages)]
    return "\n".join([*lines, "", f"{shown_path(document.source.path)}   [{document.id}]"])


def _meeting_lines(document: Document) -> Iterator[str]:
    meeting = document.meeting
    place = UNSURE.get(document.municipality_origin, "") if document.municipality_origin else ""
    date = UNSURE.get(meeting.date_origin, "") if meeting.date_origin else ""
    municipality = f"{document.municipality}{place}" if document.municipality else "ukjent kommune"
    facts = [municipality, document.body, f"{date_in_words(meeting.date)}{date}", meeting.place, document.kind]
    yield " · ".join(fact for fact in facts if fact)


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    made = list(entries)
    if made:
        yield ""
        yield click.style(title, bold=True)
        yield from (wrapped(entry, indent="  ") for entry in made)


def _decision(decision: Decision) -> str:
    facts = [decision.kind.capitalize(), decision.outcome, _vote(decision.vote)]
    return f"{', '.join(fact for fact in facts if fact)}: {decision.text}"


def _vote(vote: Vote | None) -> str | None:
    if vote is None:
        return None
    if vote.unanimous:
        return "enstemmig"
    if vote.votes_for is not None or vote.votes_against is not None:
        return f"{_or_unknown(vote.votes_for)} for, {_or_unknown(vote.votes_against)} mot"
    return None


def _or_unknown(number: int | None) -> str:
    return "ukjent antall" if number is None else str(number)


def _action(action: ActionPoint) -> str:
    who = f" Ansvarlig: {action.responsible}." if action.responsible else ""
    due = (
        f" Frist: {date_in_words(action.due)}."
        if action.due
        else f" Frist: {action.due_text}."
        if action.due_text
        else ""
    )
    return f"{action.text}{who}{due}"


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
