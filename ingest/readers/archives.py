"""Zip archives that documents come in, opened with limits: a small file can hold a very large one."""

from __future__ import annotations

import io
import zipfile
import zlib

from minutes.errors import Reason, UnreadableFile

# The largest real document seen unpacks to 60 MB of XML; deflate cannot do better than 1:1032, and XML seldom 1:60.
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_RATIO = 400
_RATIO_COUNTS_FROM = 20 * 1024 * 1024
_MOST_MEMBERS = 10_000


def check_archive(data: bytes) -> None:
    """Look at an archive's table of contents before anything in it is unpacked.

    Raises:
        UnreadableFile: damaged, encrypted, or larger unpacked than a document can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED:
        raise _too_large()
    if unpacked > _RATIO_COUNTS_FROM and unpacked > _MOST_RATIO * len(data):
        raise _too_large()
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(
            Reason.ENCRYPTED,
            "Filen er beskyttet med passord.",
            way_out="Fjern passordet, lagre, og les den inn på nytt.",
        )


def read_member(data: bytes, name: str) -> bytes | None:
    """One member of an archive that ``check_archive`` has let through; None when it is not there.

    Raises:
        UnreadableFile: the member is damaged, or larger than it says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if name not in archive.namelist():
                return None
            with archive.open(name) as member:
                content = member.read(_MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    if len(content) > _MOST_UNPACKED:
        raise _too_large()
    return content


def damaged() -> UnreadableFile:
    """The refusal of a file that is broken inside."""
    return UnreadableFile(
        Reason.DAMAGED,
        "Filen er skadet eller bare delvis lastet ned.",
        way_out="Hent filen på nytt fra der den kom fra.",
    )


def _too_large() -> UnreadableFile:
    return UnreadableFile(
        Reason.TOO_LARGE,
        "Filen blir for stor når den pakkes ut.",
        way_out="Åpne den der den ble laget, og lagre den som PDF.",
    )
