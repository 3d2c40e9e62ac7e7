"""What a parcel of files (an archive, a mail) is opened into, and its limits: a small one can hold a very large one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from minutes.errors import Reason, UnreadableFile

# A whole year of a council's papers is about 500 MB; deflate cannot do better than 1:1032, and papers seldom 1:60.
MOST_FILES = 10_000
MOST_BYTES = 2 * 1024**3
MOST_BYTES_OF_ONE = 200 * 1024 * 1024
MOST_RATIO = 200
RATIO_COUNTS_FROM = 20 * 1024 * 1024
DEEPEST = 3

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of a parcel: its name as shown, and its bytes or why there are none."""

    name: str
    data: bytes = b""
    failure: UnreadableFile | None = None


@dataclass(slots=True, kw_only=True)
class Budget:
    """What may still be taken out of one parcel, the parcels in it included."""

    files: int = MOST_FILES
    bytes: int = MOST_BYTES
    names: set[str] = field(default_factory=set)

    def take(self, size: int) -> None:
        """Count a file of that many bytes.

        Raises:
            UnreadableFile: the parcel holds more than a parcel may.
        """
        self.files -= 1
        self.bytes -= size
        if self.files < 0 or self.bytes < 0:
            raise too_much()


def too_much() -> UnreadableFile:
    """The refusal of a parcel with too many files, or too large ones."""
    return UnreadableFile(
        Reason.TOO_LARGE,
        f"Arkivet inneholder for mye (grensen er {MOST_FILES} filer og {MOST_BYTES // 1024**3} GB utpakket).",
        way_out="Pakk det ut selv, og les inn mappen med det som er møtepapirer.",
    )


def shown_name(name: str) -> str:
    r"""A name from a parcel as it can be stored and shown: line breaks, direction marks and the like are written \u202e."""
    return "".join(
        letter if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else _escaped(letter)
        for letter in unicodedata.normalize("NFC", name)
    )


# A name told apart from its like: "a.txt (2)".
_COUNTED = re.compile(r"(\.\w{1,5}) \(\d+\)$")


def file_name(name: str) -> str:
    """A name that a file can have in any folder: the last part of the name, its ending kept."""
    last = shown_name(name).rpartition("!")[2].replace("\\", "/").rstrip("/").rpartition("/")[2]
    last = _COUNTED.sub(r"\1", last)
    safe = "".join("_" if letter in '<>:"|?*' else letter for letter in last).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    if dot and len(ending) <= len("xhtml"):
        return f"{stem[:_LONGEST_NAME].strip() or 'fil'}.{ending}"
    return safe[:_LONGEST_NAME] or "fil"


def _escaped(letter: str) -> str:
    code = ord(letter)
    if code < 0x100:  # noqa: PLR2004  two digits are enough
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004  the end of the first plane
