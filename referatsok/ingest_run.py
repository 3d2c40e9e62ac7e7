"""One run of ingest: gather, recognise what is known, read the rest in children, store, index.

Every file ends in exactly one of: new, unchanged, updated (a known path with new bytes), duplicate (known bytes at a new
path), failed. A document is stored before the next is asked for, so a run that is cut short has lost only what its
children held in their hands.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.catalogue import Catalogue
from index.catalogue import Outcome as Stored
from ingest.paths import digest_of, no_access, path_text
from ingest.workers import Outcome, WorkerPool
from minutes import __version__
from minutes.errors import UnreadableFile
from minutes.settings import Given
from referatsok.files import Gathered

Progress = Callable[[int], None]
Tell = Callable[[Path, Stored | UnreadableFile], None]
"""Called with each file and what it came to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFile:
    """A file that could not be read, and why."""

    path: str
    reason: str
    message: str


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """What a run did; the fields are the JSON of ``ingest --json``."""

    files_seen: int = 0
    new: int = 0
    unchanged: int = 0
    updated: int = 0
    duplicates: int = 0
    failed: list[FailedFile] = field(default_factory=list)
    items: int = 0
    seconds: float = 0.0
    passed_over: dict[str, int] = field(default_factory=dict)

    def add(self, stored: Stored) -> None:
        """Count one file by what storing it came to."""
        self.files_seen += 1
        match stored:
            case Stored.NEW:
                self.new += 1
            case Stored.UNCHANGED:
                self.unchanged += 1
            case Stored.UPDATED:
                self.updated += 1
            case Stored.DUPLICATE:
                self.duplicates += 1

    def counts(self) -> dict[str, int]:
        """The numbers alone, for the record of runs."""
        names = ("files_seen", "new", "unchanged", "updated", "duplicates", "items")
        return {name: getattr(self, name) for name in names} | {"failed": len(self.failed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the files are to be read."""

    jobs: int | None = None
    again: bool = False
    given: Given = field(default_factory=Given)


class IngestRun:
    """Takes files into a catalogue; ``report`` grows as it goes and is true at any moment."""

    def __init__(self, catalogue: Catalogue, wish: Wish, *, tell: Tell = lambda _path, _came_to: None) -> None:
        self._tell = tell
        self._catalogue = catalogue
        self._wish = wish
        self._known = catalogue.known_files()
        self._run = catalogue.start_run(__version__)
        self._digests: dict[Path, str] = {}
        self._same_bytes: dict[str, list[Path]] = {}
        self.report = IngestReport()

    def take(self, gathered: Gathered, progress: Progress) -> None:
        """Read and store all files; ``progress`` hears how many are finished."""
        self.report.passed_over = dict(gathered.passed_over)
        jobs = min(self._wish.jobs or os.cpu_count() or 1, max(1, len(gathered.files)))
        begun = time.monotonic()
        finished = 0
        try:
            with WorkerPool(jobs=jobs, given=self._wish.given) as pool:
                for outcome in pool.parse(self._unknown(gathered.files)):
                    self._keep(outcome)
                    progress(self.report.files_seen - finished)
                    finished = self.report.files_seen
        finally:
            progress(self.report.files_seen - finished)
            self.report.seconds = round(time.monotonic() - begun, 2)
            self._catalogue.end_run(self._run, self.report.counts())

    # ---- before reading ------------------------------------------------------------------------------------------

    def _unknown(self, files: tuple[Path, ...]) -> Iterator[Path]:
        """The files whose bytes must be read by a child; the others are counted on the way."""
        for path in files:
            try:
                digest = digest_of(path)
            except OSError as error:
                self._fail(path, None, no_access(error))
                continue
            if self._is_settled(path, digest):
                continue
            self._digests[path] = digest
            if digest in self._same_bytes:
                self._same_bytes[digest].append(path)
                continue
            self._same_bytes[digest] = []
            yield path

    def _is_settled(self, path: Path, digest: str) -> bool:
        """Whether the catalogue already says all there is to say of this file."""
        if self._wish.again:
            return False
        text = path_text(path)
        known = self._known.get(text)
        if known is not None and known.failed and known.sha256 == digest and known.program == __version__:
            failure = self._catalogue.failure(text)
            if failure is not None:
                self._count_failure(path, failure)
                return True
        outcome = self._catalogue.add_path(text, digest)
        if outcome is None:
            return False
        self._count(path, outcome)
        return True

    # ---- after reading -------------------------------------------------------------------------------------------

    def _keep(self, outcome: Outcome) -> None:
        path, document = outcome.path, outcome.document
        digest = self._digests[path]
        others = self._same_bytes.pop(digest)
        if document is None:
            assert outcome.failure is not None
            for failed in (path, *others):
                self._fail(failed, digest, outcome.failure)
            return
        stored = self._catalogue.store(document, run=self._run)
        self._count(path, stored)
        if stored is not Stored.UNCHANGED:
            self.report.items += len(document.items)
        for other in others:
            again = self._catalogue.add_path(path_text(other), document.id)
            assert again is not None
            self._count(other, again)

    def _fail(self, path: Path, digest: str | None, failure: UnreadableFile) -> None:
        self._catalogue.record_failure(path_text(path), failure, sha256=digest, program=__version__, run=self._run)
        self._count_failure(path, failure)

    def _count(self, path: Path, stored: Stored) -> None:
        self.report.add(stored)
        self._tell(path, stored)

    def _count_failure(self, path: Path, failure: UnreadableFile) -> None:
        self.report.files_seen += 1
        self.report.failed.append(FailedFile(path=path_text(path), reason=failure.reason, message=str(failure)))
        self._tell(path, failure)
