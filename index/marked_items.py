"""Items that somebody has marked for a dossier, in a named collection, with a note. Never derived: no reading touches it.

A marked item is kept by its id, and by its meeting, number and title, so that the mark is found again on a new version
of the paper. The table stands in ``catalog.db`` beside what was read and refers to no row of it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from index.verdicts import now, transaction_of

if TYPE_CHECKING:
    from index.record import Record
    from minutes.model import AgendaItem, Document

_TABLE = "marked_items"
_MADE = f"""
CREATE TABLE IF NOT EXISTS {_TABLE} (
    collection TEXT NOT NULL,
    item_id TEXT NOT NULL,
    note TEXT NOT NULL,                        -- '' where there is none
    municipality TEXT NOT NULL,                -- of the meeting; '' where unknown, likewise the next two
    body TEXT NOT NULL,
    date TEXT NOT NULL,
    number TEXT NOT NULL,                      -- of the item, as written; '' where it has none
    title TEXT NOT NULL,
    marked TEXT NOT NULL,                      -- when
    PRIMARY KEY (collection, item_id)
) STRICT
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedItem:
    """A mark, in the order of the table's columns."""

    collection: str
    item_id: str
    note: str
    municipality: str
    body: str
    date: str
    number: str
    title: str
    marked: str


def mark(record: Record, collection: str, document: Document, item: AgendaItem, note: str) -> MarkedItem:
    """Mark an item, in place of the mark it had in the collection."""
    date = document.meeting.date
    made = MarkedItem(
        collection=collection,
        item_id=item.id,
        note=note,
        municipality=document.municipality or "",
        body=document.body or "",
        date=date.isoformat() if date else "",
        number=item.number or "",
        title=item.title,
        marked=now(),
    )
    keep(record, made)
    return made


def keep(record: Record, marked: MarkedItem) -> None:
    """Write a mark as it is, as when one that was taken away is brought back."""
    with transaction_of(record) as write:
        write(_MADE, ())
        write(f"INSERT OR REPLACE INTO {_TABLE} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(marked))  # noqa: S608 a name of ours


def unmark(record: Record, collection: str, item_id: str) -> bool:
    """Take a mark away; whether there was one."""
    with transaction_of(record) as write:
        write(_MADE, ())
        return write(f"DELETE FROM {_TABLE} WHERE collection = ? AND item_id = ?", (collection, item_id)) > 0  # noqa: S608 a name of ours


def marked_items(record: Record, collection: str | None = None) -> tuple[MarkedItem, ...]:
    """The marks of a collection, or of all, in the order they were made."""
    if not record.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", _TABLE):
        return ()
    names = [field.name for field in fields(MarkedItem)]
    found = record.query(
        f"SELECT {', '.join(names)} FROM {_TABLE}"  # noqa: S608 names of ours
        " WHERE ? IS NULL OR collection = ? ORDER BY collection, marked, item_id",
        collection,
        collection,
    )
    return tuple(MarkedItem(**dict(zip(names, row, strict=True))) for row in found)


def item_now(record: Record, marked: MarkedItem) -> str | None:
    """The id under which a marked item is in the archive now; None if it is no longer there.

    An item whose paper came in a new version has a new id: then it is the one of the same meeting with the same number
    and title, or the same title alone.
    """
    if record.query("SELECT 1 FROM items WHERE id = ?", marked.item_id):
        return marked.item_id
    found = record.query(
        "SELECT items.id FROM items JOIN documents ON documents.id = items.document_id"
        " WHERE coalesce(municipality, '') = ? AND coalesce(body, '') = ? AND coalesce(date, '') = ? AND items.title = ?"
        " ORDER BY coalesce(items.number, '') <> ?, items.row DESC LIMIT 1",
        marked.municipality,
        marked.body,
        marked.date,
        marked.title,
        marked.number,
    )
    return str(found[0][0]) if found else None
