"""A ZIP archive to the files in it. Nothing in it is trusted: not its names, not the sizes it states."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from ingest.readers.parcel import (
    MOST_BYTES_OF_ONE,
    MOST_FILES,
    MOST_RATIO,
    RATIO_COUNTS_FROM,
    Budget,
    Piece,
    shown_name,
    too_much,
)
from minutes.errors import Reason, UnreadableFile

_UNPACK = "Pakk ut arkivet selv, og les inn filen."
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """The files in an archive, one after the other.

    Raises:
        UnreadableFile: damaged, or more in it than an archive may hold.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            Reason.DAMAGED,
            "Arkivet er skadet eller bare delvis lastet ned.",
            way_out="Hent filen på nytt fra der den kom fra.",
        ) from error
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            raise too_much()
        for member in members:
            name = _name(member)
            try:
                yield Piece(name=shown_name(name), data=_unpacked(archive, member, name, budget))
            except UnreadableFile as failure:
                if budget.files < 0 or budget.bytes < 0:
                    raise
                yield Piece(name=shown_name(name), failure=failure)


def _name(member: zipfile.ZipInfo) -> str:
    """The name in the archive; old programs write Norwegian letters as DOS did, Windows' own as it does."""
    name = member.orig_filename.split("\0", 1)[0]
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp865", "replace")
    return name.replace("\\", "/")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise UnreadableFile(Reason.UNSAFE, "Filen har en sti som peker ut av arkivet.", way_out=_UNPACK)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableFile(
            Reason.UNSAFE,
            "Filen er en lenke til en annen fil, og lenker i arkiver følges ikke.",
            way_out="Les inn filen den viser til.",
        )
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableFile(Reason.ENCRYPTED, "Filen er beskyttet med passord.", way_out=_UNPACK)
    if member.file_size > MOST_BYTES_OF_ONE:
        raise _too_large()
    return _read(archive, member, budget)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    try:
        with archive.open(member) as file:
            data = file.read(min(MOST_BYTES_OF_ONE, max(budget.bytes, 0)) + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        if isinstance(error, NotImplementedError):
            raise UnreadableFile(
                Reason.UNSUPPORTED, "Filen er pakket på en måte som ikke kan leses.", way_out=_UNPACK
            ) from error
        raise UnreadableFile(
            Reason.DAMAGED, "Filen er skadet i arkivet.", way_out="Hent arkivet på nytt fra der det kom fra."
        ) from error
    budget.take(len(data))
    large = len(data) > RATIO_COUNTS_FROM and len(data) > MOST_RATIO * max(member.compress_size, 1)
    if large or len(data) > MOST_BYTES_OF_ONE:
        raise _too_large()
    return data


def _too_large() -> UnreadableFile:
    return UnreadableFile(Reason.TOO_LARGE, "Filen blir for stor når den pakkes ut.", way_out=_UNPACK)
