"""An item in its meeting: which one it was, and what was treated right before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from minutes.model import AgendaItem, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The item before or after."""

    item_id: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InMeeting:
    """Where an item stands; ``previous`` and ``next`` are None at the ends of the agenda."""

    document_id: str
    title: str | None
    kind: str | None
    municipality: str | None
    body: str | None
    date: dt.date | None
    source: str
    order: int
    items: int
    previous: Beside | None
    next: Beside | None


def in_meeting(document: Document, item: AgendaItem) -> InMeeting:
    """Where an item of this document stands in it."""
    place = next(at for at, each in enumerate(document.items) if each.id == item.id)
    last = len(document.items) - 1
    return InMeeting(
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        municipality=document.municipality,
        body=document.body,
        date=document.meeting.date,
        source=document.source.path,
        order=place + 1,
        items=len(document.items),
        previous=_beside(document.items[place - 1]) if place > 0 else None,
        next=_beside(document.items[place + 1]) if place < last else None,
    )


def _beside(item: AgendaItem) -> Beside:
    return Beside(item_id=item.id, number=item.number, title=item.title)
