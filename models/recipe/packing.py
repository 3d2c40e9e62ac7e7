"""Writing the shipped tables: the same text gives the same bytes."""

from __future__ import annotations

import gzip
from pathlib import Path


def write_packed(path: Path, text: str) -> None:
    """Write a text compressed, without the time of writing; `gzip.compress` has a header of its own in some Pythons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as packed:
        packed.write(text.encode())
