"""What a user means by an id: as it is shown, with the brackets it is shown in, or its beginning; or the path of a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referatsok.render import SHORT_ID

if TYPE_CHECKING:
    from index.record import Located, Record

AROUND = " \t\r\n[]"
"""What comes along when an id is copied from an answer: «[4d4015bd4a87.2]»."""


def copied_id(_: click.Context, __: click.Parameter, typed: str) -> str:
    """An id as it is kept, however it was copied: a callback for arguments that are nothing else."""
    return typed.strip(AROUND).lower()


def locate(record: Record, typed: str) -> Located:
    """The item or document that is meant. A document's short id also begins those of its items: it is the document's.

    Raises:
        NotFound: there is none, or more than one.
    """
    from index.record import Located
    from ingest.paths import path_text
    from minutes.errors import NotFound

    identity = typed.strip(AROUND).lower()
    if len(identity) >= SHORT_ID and "." not in identity:
        with suppress(NotFound):
            return Located(document=record.document(identity), item=None)
    try:
        return record.find(identity)
    except NotFound:
        files = record.query("SELECT document_id FROM files WHERE path = ?", path_text(Path(typed).absolute()))
        if not files:
            raise
        return Located(document=record.document(files[0][0]), item=None)
