"""The way on from an item: what was treated before and after it in its meeting."""

from __future__ import annotations

from collections.abc import Iterator

import click

from referatsok.render import NARROW, SHORT_ID, wrapped
from search.beside import Beside, InMeeting


def in_meeting_in_words(place: InMeeting) -> str:
    """The section of the item's meeting: «Sak 2 av 7», the one before, the one after, the document."""
    return "\n".join(["", click.style("I møtet", bold=True), *_lines(place)])


def _lines(place: InMeeting) -> Iterator[str]:
    yield f"  Sak {place.order} av {place.items} i dokumentet   [{place.document_id[:SHORT_ID]}]"
    for label, item in (("Forrige", place.previous), ("Neste", place.next)):
        if item is not None:
            yield wrapped(f"{label}: {_named(item)}", indent="  ", width=NARROW, hanging="  ")


def _named(item: Beside) -> str:
    number = f"{item.number} " if item.number else ""
    return f"{number}{' '.join(item.title.split()) or '(uten tittel)'}   [{item.item_id}]"
