"""Which files a run takes in: everything in the named folders that could be a document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from minutes.errors import UsageError

# What lies in a folder beside documents and is none: programs, data, the office programs' lock files. A file that is
# named on the command line itself is always tried, whatever it is called.
NOT_DOCUMENTS = frozenset(
    (
        *(".json", ".jsonl", ".csv", ".tsv", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".db", ".sqlite", ".sql"),
        *(".py", ".pyc", ".js", ".css", ".sh", ".exe", ".dll", ".lnk", ".log"),
    )
)
LOCK_PREFIX = "~$"
UNFINISHED = frozenset((".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp"))
"""Endings that browsers and copying programs give a file while it is being written."""
NOT_DOCUMENT_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files to read, in a stable order, and how many others lay beside them (by ending)."""

    files: tuple[Path, ...]
    passed_over: tuple[tuple[str, int], ...]


def gather(paths: Iterable[Path]) -> Gathered:
    """The files at and below these paths; links to folders are not followed, hidden files are left alone.

    Raises:
        UsageError: a path does not exist.
    """
    files: dict[Path, None] = {}
    passed_over: dict[str, int] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(
                f"Finner ikke «{path}».", way_out="Sjekk stien; med mellomrom i navnet må den stå i anførselstegn."
            )
        if not path.is_dir():
            files[_full(path)] = None
            continue
        for found in _below(_full(path)):
            if is_document_name(found.name):
                files[found] = None
            else:
                ending = found.suffix.lower() or found.name
                passed_over[ending] = passed_over.get(ending, 0) + 1
    return Gathered(files=tuple(files), passed_over=tuple(sorted(passed_over.items())))


def _full(path: Path) -> Path:
    """From the root and without «..», so that a file has one name however it was reached; links are kept as named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps «..», Path.resolve follows links


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(where, name)


def is_document_name(name: str) -> bool:
    """Whether a file of this name could be a document."""
    low = name.lower()
    is_temporary = low.startswith(LOCK_PREFIX) or low.endswith("~") or Path(low).suffix in UNFINISHED
    return not (is_temporary or low in NOT_DOCUMENT_NAMES or Path(low).suffix in NOT_DOCUMENTS)


def is_taken_in(path: Path, below: Iterable[Path]) -> bool:
    """Whether ``gather`` would take a file at this path when given these folders; a folder itself is never one."""
    for folder in map(_full, below):
        found = _full(path)
        if found == folder:
            return True
        if found.is_relative_to(folder):
            parts = found.relative_to(folder).parts
            return is_document_name(found.name) and not any(part.startswith(".") for part in parts)
    return False
