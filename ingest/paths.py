"""A file as its name, its bytes and their fingerprint; nothing is understood of it here."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from minutes.errors import Reason, UnreadableFile, system_error_in_words


def path_text(path: Path) -> str:
    r"""The path as text that can be stored and shown; bytes that are not UTF-8 are written \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def digest_of(path: Path) -> str:
    """The sha256 of the file's bytes, in hexadecimal. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(path: Path) -> int:
    """How many bytes the file has.

    Raises:
        UnreadableFile: it is a folder, or is not there.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(
                Reason.UNSUPPORTED,
                "Dette er en mappe, ikke en fil.",
                way_out="Oppgi en fil i den, eller les inn hele mappen med «referatsok ingest».",
            )
        return path.stat().st_size
    except OSError as error:
        raise no_access(error) from error


def bytes_of(path: Path, most: int) -> bytes:
    """The file's bytes.

    Raises:
        UnreadableFile: it is a folder, cannot be opened, or has more than ``most`` bytes.
    """
    size = size_of(path)
    if size > most:
        raise UnreadableFile(
            Reason.TOO_LARGE,
            f"Filen er på {size // 2**20} MiB; grensen er {most // 2**20} MiB.",
            way_out="Del den opp og les inn delene.",
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise no_access(error) from error


def no_access(error: OSError) -> UnreadableFile:
    """The failure of a file that the system does not let us open."""
    return UnreadableFile(
        Reason.NO_ACCESS,
        f"Filen kan ikke åpnes: {system_error_in_words(error)}.",
        way_out="Sjekk at den finnes og at du har lesetilgang.",
    )
