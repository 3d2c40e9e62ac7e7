"""Archives and mails to files that can be read like any other: opened in a child process, into a private folder.

A parcel is known by its first bytes, without being parsed. What is in it gets names of ours on the disk; the names of the
parcel's own are only shown: ``papirer.zip!2021/referat.pdf``. A parcel in a parcel is opened too, to a depth.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

from ingest.readers.parcel import DEEPEST, MOST_BYTES_OF_ONE, Budget, Piece, file_name
from minutes.errors import Reason, UnreadableFile
from minutes.settings import Limits

if sys.platform != "win32":
    import resource

SEPARATOR = "!"

_HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")

# A ZIP that is a document begins with one of these: Word and its kin, OpenDocument. The name is 30 bytes into the file.
_OF_A_DOCUMENT = (
    b"[Content_Types].xml",
    b"mimetype",
    b"_rels/",
    b"word/",
    b"docProps/",
    b"xl/",
    b"ppt/",
    b"customXml/",
)
_NAME_AT = 30

# The first line of a mail: "Return-Path: <...>", "From: ...", "MIME-Version: 1.0".
_MAIL_LINE = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|To|Date|Subject|X-[\w-]+|DKIM-Signature"
    rb"|Authentication-Results|ARC-[\w-]+|Thread-Topic|Content-Type): ?",
    re.IGNORECASE,
)

# What every mail with attachments has in its heading, and no other text: "MIME-Version: 1.0".
_MIME_LINE = re.compile(rb"^MIME-Version: ?1\.0", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A file out of a parcel: how it is shown, and where it lies or why it does not."""

    shown: str
    path: Path | None = None
    failure: UnreadableFile | None = None


def is_parcel(path: Path) -> bool:
    """Whether a file is an archive or a mail, by its first bytes; False for one that cannot be opened."""
    try:
        with path.open("rb") as file:
            return kind_of(file.read(_HEAD), path.name) is not None
    except OSError:
        return False


def kind_of(data: bytes, name: str) -> str | None:
    """The module that opens this parcel: zip_pieces, mail or msg; None for a file that is no parcel.

    Args:
        data: the file, or its first 4096 bytes.
        name: its name; it decides between the kinds of old Office files.
    """
    if data.startswith(_ZIP):
        return None if data[_NAME_AT:].startswith(_OF_A_DOCUMENT) else "zip_pieces"
    low = name.lower()
    if data.startswith(_OLE):
        return "msg" if low.endswith(".msg") or _OUTLOOK in data else None
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _MAIL_LINE.match(head) and (low.endswith(".eml") or _MIME_LINE.search(head)):
        return "mail"
    return None


def unpack(path: Path, shown: str, folder: Path, limits: Limits) -> Iterator[Unpacked]:
    """The files in a parcel, as a child process takes them out.

    Args:
        path: the parcel.
        shown: how it is shown; the names in it come after this and an exclamation mark.
        folder: where they are put; private, and the caller's to remove.
        limits: what opening it may cost.

    Raises:
        UnreadableFile: the parcel cannot be opened, or no further; what came before that stands.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, str(path), str(folder), limits), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            if not ours.poll(limits.wall_seconds):
                raise _gave_up("ble ikke ferdig pakket ut i tide")
            try:
                message = json.loads(ours.recv_bytes())
            except EOFError as error:
                raise _gave_up("stoppet utpakkingen") from error
            if message is None:
                return
            found = _told(message, shown)
            if found.failure is not None and not message["name"]:
                raise found.failure
            yield found
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _context() -> SpawnContext | ForkServerContext:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("forkserver")


def _told(message: dict[str, str], shown: str) -> Unpacked:
    name = f"{shown}{SEPARATOR}{message['name']}"
    if "reason" in message:
        failure = UnreadableFile(Reason(message["reason"]), message["message"], way_out=message["way_out"])
        return Unpacked(shown=name, failure=failure)
    return Unpacked(shown=name, path=Path(message["path"]))


def _gave_up(what: str) -> UnreadableFile:
    return UnreadableFile(Reason.CRASHED, f"Arkivet {what}.", way_out="Pakk det ut selv, og les inn filene i det.")


# ---- in the child -----------------------------------------------------------------------------------------------------


def _child(connection: Connection, path: str, folder: str, limits: Limits) -> None:
    _hold_back(limits)
    try:
        for number, piece in enumerate(_pieces(Path(path), limits), start=1):
            connection.send_bytes(json.dumps(_placed(piece, Path(folder, str(number)))).encode())
    except UnreadableFile as failure:
        connection.send_bytes(json.dumps(_failed("", failure)).encode())
    except MemoryError:
        way_out = "Pakk det ut selv, og les inn filene."
        too_large = UnreadableFile(Reason.OUT_OF_MEMORY, "Arkivet krever for mye minne.", way_out=way_out)
        connection.send_bytes(json.dumps(_failed("", too_large)).encode())
    connection.send_bytes(b"null")


def _pieces(path: Path, limits: Limits) -> Iterator[Piece]:
    if path.stat().st_size > limits.parcel_bytes:
        raise UnreadableFile(
            Reason.TOO_LARGE,
            f"Arkivet er større enn {limits.parcel_bytes // 2**20} MiB.",
            way_out="Pakk det ut, og les inn mappen.",
        )
    data = path.read_bytes()
    kind = kind_of(data, path.name)
    found = 0
    for piece in _opened(data, kind or "zip_pieces", Budget(), 1):
        found += 1
        yield piece
    if not found:
        raise UnreadableFile(
            Reason.NO_TEXT,
            "Arkivet er tomt."
            if kind == "zip_pieces"
            else "Meldingen har ingen vedlegg, og teksten er ikke et referat.",
            way_out="Se etter at det er riktig fil.",
        )


def _opened(data: bytes, kind: str, budget: Budget, depth: int) -> Iterator[Piece]:
    """The files of a parcel and of those in it; two of one name are told apart by a number."""
    names: dict[str, int] = {}
    for piece in _reader(kind)(data, budget):
        names[piece.name] = names.get(piece.name, 0) + 1
        count = names[piece.name]
        name = piece.name if count == 1 else f"{piece.name} ({count})"
        inner = None if piece.failure is not None else kind_of(piece.data, piece.name)
        if inner is None:
            yield Piece(name=name, data=piece.data, failure=piece.failure)
        elif depth >= DEEPEST:
            yield Piece(name=name, failure=_too_deep())
        else:
            yield from _inner(piece.data, inner, name, budget, depth + 1)


def _inner(data: bytes, kind: str, name: str, budget: Budget, depth: int) -> Iterator[Piece]:
    try:
        for piece in _opened(data, kind, budget, depth):
            yield Piece(name=f"{name}{SEPARATOR}{piece.name}", data=piece.data, failure=piece.failure)
    except UnreadableFile as failure:
        if budget.files < 0 or budget.bytes < 0:
            raise
        yield Piece(name=name, failure=failure)


def _reader(kind: str) -> Callable[[bytes, Budget], Iterator[Piece]]:
    if kind == "zip_pieces":
        from ingest.readers.zip_pieces import pieces
    elif kind == "mail":
        from ingest.readers.mail import pieces
    else:
        from ingest.readers.msg import pieces
    return pieces


def _too_deep() -> UnreadableFile:
    return UnreadableFile(
        Reason.UNSUPPORTED,
        f"Arkivet ligger mer enn {DEEPEST} arkiver dypt.",
        way_out="Pakk det ut selv, og les inn filene i det.",
    )


def _placed(piece: Piece, folder: Path) -> dict[str, str]:
    """Put a file in a folder of its own, and say where."""
    if piece.failure is not None:
        return _failed(piece.name, piece.failure)
    folder.mkdir(mode=0o700)
    path = folder / file_name(piece.name)
    with path.open("xb") as file:
        file.write(piece.data[:MOST_BYTES_OF_ONE])
    return {"name": piece.name, "path": str(path)}


def _failed(name: str, failure: UnreadableFile) -> dict[str, str]:
    return {"name": name, "reason": failure.reason, "message": failure.message, "way_out": failure.way_out}


def _hold_back(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    os.umask(0o077)
    for what, most in ((resource.RLIMIT_AS, limits.memory_bytes * 2), (resource.RLIMIT_CPU, limits.cpu_seconds)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(what, (most, hard))
