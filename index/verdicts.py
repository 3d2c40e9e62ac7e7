"""What a person has said of links between papers: confirmed or rejected. Never derived, so no reading touches it.

The table stands in ``catalog.db`` beside what was read and refers to no row of it: a verdict is kept by what its two sides
are (the names of both, the ids of their items, and fingerprints of their words), so it outlives a document that is read
again, replaced by a new version, or gone for a while.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from index.database import open_database, transaction

if TYPE_CHECKING:
    from index.record import Record

_TABLE = "followup_verdicts"
_MADE = f"""
CREATE TABLE IF NOT EXISTS {_TABLE} (
    action TEXT NOT NULL,                      -- the name of the action point
    link TEXT NOT NULL,                        -- the name of the place that speaks of it
    verdict TEXT NOT NULL,                     -- confirmed, rejected
    action_item TEXT NOT NULL,                 -- the item of the action point, and its words
    action_print TEXT NOT NULL,
    link_item TEXT NOT NULL,                   -- the item of the place, and its words
    link_print TEXT NOT NULL,
    said TEXT NOT NULL,                        -- when
    PRIMARY KEY (action, link)
) STRICT
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVerdict:
    """What was said of one link, in the order of the table's columns."""

    action: str
    link: str
    verdict: str
    action_item: str
    action_print: str
    link_item: str
    link_print: str
    said: str


def now() -> str:
    """This moment as the table has it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def verdicts(record: Record) -> tuple[StoredVerdict, ...]:
    """All that has been said, oldest first; empty for an archive where nobody has said anything."""
    if not record.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", _TABLE):
        return ()
    names = [field.name for field in fields(StoredVerdict)]
    found = record.query(f"SELECT {', '.join(names)} FROM {_TABLE} ORDER BY said, action, link")  # noqa: S608 names of ours
    return tuple(StoredVerdict(**dict(zip(names, row, strict=True))) for row in found)


@contextmanager
def transaction_of(record: Record) -> Iterator[Callable[[str, Sequence[object]], int]]:
    """One transaction on a connection of its own, whoever reads meanwhile; what it gives tells how many rows changed."""
    connection = open_database(record.path)
    try:
        with transaction(connection, record.path):
            yield lambda sql, values: connection.execute(sql, values).rowcount
    finally:
        connection.close()


def keep_verdict(record: Record, verdict: StoredVerdict) -> None:
    """Keep what a person says of a link, in place of what was said of it before."""
    with transaction_of(record) as write:
        write(_MADE, ())
        write(f"INSERT OR REPLACE INTO {_TABLE} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(verdict))  # noqa: S608 a name of ours


def take_back(record: Record, action: str, link: str) -> bool:
    """Forget what was said of a link; whether anything had been."""
    with transaction_of(record) as write:
        write(_MADE, ())
        return write(f"DELETE FROM {_TABLE} WHERE action = ? AND link = ?", (action, link)) > 0  # noqa: S608 a name of ours
