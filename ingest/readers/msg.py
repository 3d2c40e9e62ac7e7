"""The one module that speaks with olefile: a mail as Outlook saves it (.msg), to its attachments and its text.

The properties of a message are streams named for their number and type ([MS-OXMSG] 2.2.3): 0037 the subject, 1000 the
text, 1013 the text with markup; 3701 the bytes of an attachment, 3707 and 3704 its name; type 001F is text in UTF-16,
001E in the sender's code page, 0102 bytes, 000D a message in the message.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import olefile

from ingest.readers.mail import body_pieces, is_decoration
from ingest.readers.parcel import MOST_BYTES_OF_ONE, Budget, Piece, shown_name
from minutes.errors import Reason, UnreadableFile

_SUBJECT, _TEXT, _MARKUP = "0037", "1000", "1013"
_CONTENT, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_ATTACHMENT = "__attach_version1.0_"
_MESSAGE_TYPE = "000D"
_DEEPEST = 3
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}


def pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """The files that a mail brings, one after the other.

    Raises:
        UnreadableFile: damaged, or more in it than a parcel may hold.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as storage:
            yield from _of_message(_Message(storage, ()), budget, 0)
    except (OSError, ValueError, IndexError, KeyError, TypeError) as error:
        raise UnreadableFile(
            Reason.DAMAGED,
            "Meldingen er skadet eller bare delvis lastet ned.",
            way_out="Lagre den på nytt fra Outlook, eller lagre vedleggene for seg og les inn dem.",
        ) from error


class _Message:
    """The properties under one storage of the file."""

    def __init__(self, storage: olefile.OleFileIO, under: tuple[str, ...]) -> None:
        self._storage, self._under = storage, under

    def text(self, number: str) -> str:
        """A property that is text; empty when it is not there."""
        wide = self.bytes(number, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self.bytes(number, "001E").decode("cp1252", "replace").rstrip("\0")

    def bytes(self, number: str, kind: str) -> bytes:
        """A property as it stands; empty when it is not there."""
        path = [*self._under, f"__substg1.0_{number}{kind}"]
        if not self._storage.exists(path) or self._storage.get_type(path) != olefile.STGTY_STREAM:
            return b""
        if self._storage.get_size(path) > MOST_BYTES_OF_ONE:
            raise UnreadableFile(
                Reason.TOO_LARGE, "Vedlegget er for stort.", way_out="Lagre det for seg, og les inn det."
            )
        with self._storage.openstream(path) as stream:
            content: bytes = stream.read()
        return content

    def attachments(self) -> list[_Message]:
        """The storages of the attachments, in order."""
        depth = len(self._under)
        names = {
            entry[depth]
            for entry in self._storage.listdir(streams=False, storages=True)
            if tuple(entry[:depth]) == self._under and len(entry) == depth + 1 and entry[depth].startswith(_ATTACHMENT)
        }
        return [_Message(self._storage, (*self._under, name)) for name in sorted(names)]

    def inner(self) -> _Message | None:
        """The message that is attached here as a message."""
        path = (*self._under, f"__substg1.0_{_CONTENT}{_MESSAGE_TYPE}")
        return _Message(self._storage, path) if self._storage.exists(list(path)) else None


def _of_message(message: _Message, budget: Budget, depth: int) -> Iterator[Piece]:
    markup = message.bytes(_MARKUP, "0102").decode("utf-8", "replace")
    yield from body_pieces(message.text(_SUBJECT), message.text(_TEXT), "" if message.text(_TEXT) else markup, budget)
    for number, attachment in enumerate(message.attachments(), start=1):
        name = attachment.text(_LONG_NAME) or attachment.text(_SHORT_NAME) or f"vedlegg {number}"
        shown = shown_name(name.replace("/", "_").replace("\\", "_"))
        inner = attachment.inner()
        if inner is not None and depth < _DEEPEST:
            for piece in _of_message(inner, budget, depth + 1):
                yield Piece(name=f"{shown}!{piece.name}", data=piece.data, failure=piece.failure)
            continue
        try:
            content = attachment.bytes(_CONTENT, "0102")
        except UnreadableFile as failure:
            yield Piece(name=shown, failure=failure)
            continue
        kind = _PICTURES.get(shown[-4:].lower(), "")
        if content and not is_decoration(shown, kind, len(content)):
            budget.take(len(content))
            yield Piece(name=shown, data=content)
