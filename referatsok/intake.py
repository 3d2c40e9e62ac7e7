"""What is to be read, file by file: parcels opened, old Word files made over many at a time, all in one private folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ingest.parcels import SEPARATOR, is_parcel, unpack
from ingest.paths import path_text
from ingest.read import Format, detect
from ingest.readers.office import OldFile, make_over
from minutes.errors import UnreadableFile
from minutes.settings import Limits
from referatsok.files import is_document_name

# LibreOffice takes 2 s to start and 0.3 s a file; more than so many at a time make a run wait for its first document.
MOST_MADE_OVER = 25
_MOST_BYTES = 64 * 1024 * 1024
_HEAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file to be read: where it lies, and its name for the user; or a file out of a parcel that cannot be had."""

    path: Path
    shown: Path
    failure: UnreadableFile | None = None


@dataclass(slots=True)
class Intake:
    """Use as a context; the private folder goes with it. ``opened`` are the parcels seen, each with what is in it now."""

    opened: dict[str, set[str]] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)
    _folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="referatsok-", ignore_cleanup_errors=True)
        for name in ("converted", "parcels"):
            (self._root / name).mkdir(mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._folder is not None
        self._folder.cleanup()

    @property
    def _root(self) -> Path:
        assert self._folder is not None
        return Path(self._folder.name)

    @property
    def converted(self) -> Path:
        """Where files of old formats lie made over."""
        return self._root / "converted"

    def candidates(self, files: Iterable[Path]) -> Iterator[Candidate]:
        """The files themselves, and of each parcel the files in it."""
        for number, path in enumerate(files, start=1):
            if is_parcel(path):
                yield from self._of_parcel(path, self._root / "parcels" / str(number))
            else:
                yield Candidate(path=path, shown=path)

    def _of_parcel(self, path: Path, folder: Path) -> Iterator[Candidate]:
        folder.mkdir(mode=0o700)
        inside: set[str] = set()
        try:
            for found in unpack(path, str(path), folder, Limits()):
                shown = Path(found.shown)
                last = found.shown.rpartition(SEPARATOR)[2]
                if _is_hidden(last):
                    continue
                if not is_document_name(Path(last).name):
                    ending = Path(last).suffix.lower() or Path(last).name
                    self.passed_over[ending] = self.passed_over.get(ending, 0) + 1
                    continue
                inside.add(path_text(shown))
                yield Candidate(path=found.path or path, shown=shown, failure=found.failure)
        except UnreadableFile as failure:
            yield Candidate(path=path, shown=path, failure=failure)
            return
        self.opened[path_text(path)] = inside

    def made_over(self, paths: Iterable[Path]) -> Iterator[Path]:
        """The same paths, those of old formats held back until there are many of them to make over in one call."""
        waiting: list[tuple[Path, OldFile]] = []
        for path in paths:
            old = _old_file(path)
            if old is None:
                yield path
                continue
            waiting.append((path, old))
            if len(waiting) >= MOST_MADE_OVER or sum(len(each.data) for _, each in waiting) > _MOST_BYTES:
                yield from self._make_over(waiting)
                waiting = []
        yield from self._make_over(waiting)

    def _make_over(self, waiting: list[tuple[Path, OldFile]]) -> Iterator[Path]:
        # A single one is made over by the child that reads it.
        if len(waiting) > 1:
            make_over([old for _, old in waiting], self.converted)
        yield from (path for path, _ in waiting)

    def done_with(self, path: Path) -> None:
        """Remove a file that was taken out of a parcel; others are the user's own and are left alone."""
        if path.is_relative_to(self._root):
            path.unlink(missing_ok=True)


def _is_hidden(name: str) -> bool:
    """Whether a file in an archive is none of the user's: hidden, or what macOS lays beside each file."""
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in name.split("/"))


def _old_file(path: Path) -> OldFile | None:
    """The file, if it is of an old format that LibreOffice makes over."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not head.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")) or path.stat().st_size > _MOST_BYTES:
                return None
            data = head + file.read()
        return OldFile(data=data) if detect(data, name=path.name) is Format.OFFICE else None
    except (OSError, UnreadableFile):
        return None  # the child that reads it says what is wrong
