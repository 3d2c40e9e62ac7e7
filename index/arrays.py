"""Files of named arrays that are looked into where they lie: opening one reads its head, not what it holds.

A file is a mark, the length of its head, the head (JSON: place, type and length of each array, and lists of strings), and
the arrays one after another. It is written beside its place and moved there, and never changed afterwards. What is cut
short, overwritten or of another make is told from its size and from sums over its head and over samples of the rest:
whole sums of large files would cost every search a second.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MARK = b"referatsok arrays 1\n"
ALIGNED = 64
SAMPLED = 1 << 20
"""Bytes at either end of a file that its sum is taken over; a file of no more than twice that is summed whole."""

Array = NDArray[Any]


class DamagedFile(Exception):
    """The file is not what was written there."""


def write_arrays(path: Path, arrays: Mapping[str, Array], texts: Mapping[str, Sequence[str]]) -> None:
    """Write a file of arrays (one-dimensional) and lists of strings, whole or not at all."""
    held = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    places, at = {}, 0
    for name, array in held.items():
        places[name] = (array.dtype.str, len(array), at)
        at += _padded(array.nbytes)
    body_sum = _sum_of_parts(_padded_bytes(array) for array in held.values()) if at <= 2 * SAMPLED else None
    head = json.dumps({"arrays": places, "texts": texts, "size": at, "sum": body_sum}, ensure_ascii=False).encode()
    begun = MARK + len(head).to_bytes(8, "little") + zlib.crc32(head).to_bytes(4, "little") + head
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(begun.ljust(_padded(len(begun)), b"\0"))
        for array in held.values():
            file.write(_padded_bytes(array))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def open_arrays(path: Path) -> tuple[dict[str, Array], dict[str, list[str]]]:
    """The arrays, which stay on disk until they are looked at, and the lists of strings.

    Raises:
        DamagedFile: the file is not what was written there.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        try:
            content: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedFile(f"{path} is empty") from error
    after = len(MARK) + 12
    length = int.from_bytes(content[len(MARK) : len(MARK) + 8], "little")
    raw = content[after : after + length]
    if content[: len(MARK)] != MARK or zlib.crc32(raw) != int.from_bytes(content[after - 4 : after], "little"):
        raise DamagedFile(f"{path} does not begin as it should")
    head = json.loads(raw)
    begin = _padded(after + length)
    if len(content) != begin + head["size"] or (
        head["sum"] is not None and zlib.crc32(memoryview(content)[begin:]) != head["sum"]
    ):
        raise DamagedFile(f"{path} is not as it was written")
    arrays = {
        name: np.frombuffer(content, dtype=np.dtype(kind), count=count, offset=begin + at)
        for name, (kind, count, at) in head["arrays"].items()
    }
    return arrays, head["texts"]


def sum_of(path: Path) -> tuple[int, int]:
    """Size of a file, and a sum over its ends (over all of it where it is small)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        found = zlib.crc32(file.read(2 * SAMPLED if size <= 2 * SAMPLED else SAMPLED))
        if size > 2 * SAMPLED:
            file.seek(size - SAMPLED)
            found = zlib.crc32(file.read(SAMPLED), found)
    return size, found


def _padded(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED


def _padded_bytes(array: Array) -> bytes:
    return array.tobytes().ljust(_padded(array.nbytes), b"\0")


def _sum_of_parts(parts: Any) -> int:
    found = 0
    for part in parts:
        found = zlib.crc32(part, found)
    return found
