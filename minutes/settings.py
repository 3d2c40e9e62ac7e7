"""Settings with a reason: the limits that every file is read under, and the names of the environment variables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

WHOOSH, TANTIVY = "whoosh", "tantivy"

ENGINES = (WHOOSH, TANTIVY)
"""The search engines there are; an archive has one of them. Tantivy comes with the extra ``fast``."""

ARCHIVE_VARIABLE = "REFERATSOK_ARCHIVE"
MEBIBYTE = 1024 * 1024

NAMING = 2
"""The version of the method that finds names (ingest/names): raised when it may find others in the same document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost before its reader is stopped; the other files of the run are not touched.

    Attributes:
        cpu_seconds: processor time, not wall time: a loaded machine must not lose good files. The longest real
            document at hand (240,000 characters) takes under 5 s.
        wall_seconds: a reader that waits instead of computing is stopped after this.
        memory_bytes: address space of the reading process above what it had when idle.
        file_bytes: a larger file is not opened.
        output_bytes: a document that is larger than this as JSON is not taken in.
        parcel_bytes: a larger archive or mail is not opened.
    """

    cpu_seconds: int = 120
    wall_seconds: int = 900
    memory_bytes: int = 832 * MEBIBYTE
    file_bytes: int = 200 * MEBIBYTE
    output_bytes: int = 128 * MEBIBYTE
    parcel_bytes: int = 600 * MEBIBYTE


class Ocr(StrEnum):
    """Which pages are read as pictures: those without usable text, none, or all."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of all files of a run; it wins over what the files say.

    ``model`` is the name of the language model, ours if there is none; ``vocabulary`` the file of the themes, the one that
    comes with the program if there is none. ``converted`` is a folder where files of old formats
    may lie made over already, each named for its bytes' sha256.
    """

    municipality: str | None = None
    body: str | None = None
    ocr: Ocr = Ocr.AUTO
    converted: Path | None = None
    model: str | None = None
    vocabulary: Path | None = None
