"""One run of ingest: gather, recognise what is known, read the rest in children, store, index.

Every file ends in exactly one of: new, unchanged, updated (a known path with new bytes), duplicate (known bytes at a new
path), failed. A document is stored before the next is asked for, so a run that is cut short has lost only what its
children held in their hands.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.catalogue import Catalogue
from index.catalogue import Outcome as Stored
from ingest.parcels import SEPARATOR
from ingest.paths import digest_of, no_access, path_text
from ingest.workers import Outcome, WorkerPool
from minutes import __version__
from minutes.errors import Reason, UnreadableFile
from minutes.settings import Given
from referatsok.files import Gathered
from referatsok.intake import Intake

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
    """How the files are to be read; ``themes`` is the vocabulary that the user named: a file, or «referatsok»."""

    jobs: int | None = None
    again: bool = False
    themes: str | None = None
    engine: str | None = None
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
        self._shown: dict[Path, Path] = {}
        self.report = IngestReport()

    def take(self, gathered: Gathered, progress: Progress) -> None:
        """Read and store all files; ``progress`` hears how many are finished."""
        self.report.passed_over = dict(gathered.passed_over)
        jobs = self._wish.jobs or os.cpu_count() or 1
        begun = time.monotonic()
        finished = 0
        try:
            with Intake() as intake, WorkerPool(jobs=jobs, given=self._given(intake)) as pool:
                for outcome in pool.parse(intake.made_over(self._unknown(intake, gathered.files))):
                    self._keep(outcome)
                    intake.done_with(outcome.path)
                    progress(self.report.files_seen - finished)
                    finished = self.report.files_seen
        finally:
            progress(self.report.files_seen - finished)
            self.report.seconds = round(time.monotonic() - begun, 2)
            self._catalogue.end_run(self._run, self.report.counts())

    # ---- before reading ------------------------------------------------------------------------------------------

    def _given(self, intake: Intake) -> Given:
        return replace(self._wish.given, converted=intake.converted)

    def _unknown(self, intake: Intake, files: tuple[Path, ...]) -> Iterator[Path]:
        """The files whose bytes must be read by a child; the others are counted on the way."""
        for candidate in intake.candidates(files):
            path, shown = candidate.path, candidate.shown
            if candidate.failure is not None:
                self._fail(shown, None, candidate.failure)
                continue
            try:
                digest = digest_of(path)
            except OSError as error:
                self._fail(shown, None, no_access(error))
                continue
            if self._is_settled(shown, digest) or self._is_in_hand(shown, digest):
                intake.done_with(path)
                continue
            self._digests[path], self._shown[path] = digest, shown
            self._same_bytes[digest] = []
            yield path
        self._forget_what_left(intake)

    def _is_in_hand(self, path: Path, digest: str) -> bool:
        """Whether a child is reading the same bytes already."""
        if digest not in self._same_bytes:
            return False
        self._same_bytes[digest].append(path)
        return True

    def _forget_what_left(self, intake: Intake) -> None:
        """Take away what was in a parcel before and is no longer, and the failure of one that now opens."""
        self.report.passed_over |= {
            ending: self.report.passed_over.get(ending, 0) + count for ending, count in intake.passed_over.items()
        }
        for parcel, inside in intake.opened.items():
            for path in self._known:
                if path == parcel or (path.startswith(f"{parcel}{SEPARATOR}") and path not in inside):
                    self._catalogue.forget(path)

    def _is_settled(self, path: Path, digest: str) -> bool:
        """Whether the catalogue already says all there is to say of this file."""
        if self._wish.again:
            return False
        text = path_text(path)
        known = self._known.get(text)
        if known is not None and known.failed and known.sha256 == digest and known.program == __version__:
            failure = self._catalogue.failure(text)
            # A program that was missing may have been installed since.
            if failure is not None and failure.reason is not Reason.MISSING_PROGRAM:
                self._count_failure(path, failure)
                return True
        outcome = self._catalogue.add_path(text, digest)
        if outcome is None:
            return False
        self._count(path, outcome)
        return True

    # ---- after reading -------------------------------------------------------------------------------------------

    def _keep(self, outcome: Outcome) -> None:
        path, document = self._shown[outcome.path], outcome.document
        digest = self._digests[outcome.path]
        others = self._same_bytes.pop(digest)
        if document is None:
            assert outcome.failure is not None
            for failed in (path, *others):
                self._fail(failed, digest, outcome.failure)
            return
        document = replace(document, source=replace(document.source, path=path_text(path)))
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
