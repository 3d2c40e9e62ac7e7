"""The archive on disk: one folder with the catalogue, the search index derived from it, and a lock for writers.

::

    catalog.db            the record (index/catalogue.py)
    write.lock            held by the one who writes
    index/                the generations of the index (index/generations.py)

The index follows the catalogue: it is told what has changed there, or built anew. Whoever only reads takes no lock.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.catalogue import Catalogue
from index.engine import Analyser, Engine, Unit
from index.generations import STAMP_FILE, Generations, Stamp, load_engine
from index.record import Change, Pending
from index.units import units_of
from minutes.errors import ArchiveBusy, ArchiveError, ArchiveMissing, IndexOutOfDate, system_error_in_words
from minutes.settings import WHOOSH

if TYPE_CHECKING:
    from filelock import FileLock

BATCH_UNITS = 2000
"""Units in one commit of the index: some seconds' work, so that little is lost to a kill, and segments stay few."""

FACETS_IN_STORE = frozenset({WHOOSH})
"""Engines that keep facets nowhere but in the store (index/store.py), where they can be changed alone."""

LOCK_SECONDS = 600.0
"""How long a writer waits for another before it gives up."""

Progress = Callable[[int, int], None]
"""Called with the number of documents done, and of all."""


def _quiet(_done: int, _all: int) -> None:
    """No progress is shown."""


class Archive:
    """An open archive. Use it with ``with``, or ``close`` it; one per thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = Catalogue(folder / "catalog.db")
        self._generations = Generations(folder / "index")

    @cached_property
    def _lock(self) -> FileLock:
        """Reentrant, so there is one of it; made when it is first wanted, for a search takes none."""
        from filelock import FileLock

        return FileLock(self.folder / "write.lock")

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """The archive in this folder; with ``create``, made if it is not there.

        Raises:
            ArchiveMissing: it is not there.
            ArchiveTooNew: a newer version of the program made it.
            ArchiveError: the folder cannot be made or read.
        """
        if not create and not (folder / "catalog.db").is_file():
            raise ArchiveMissing(
                f"Det er ikke noe arkiv i «{folder}».", way_out="Lag et med «referatsok ingest MAPPE»."
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"Arkivmappen «{folder}» kan ikke lages ({system_error_in_words(error)}).",
                way_out="Velg en annen mappe med --archive.",
            ) from error
        return cls(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()

    @contextmanager
    def writing_lock(
        self, on_wait: Callable[[str], None] = lambda _: None, *, timeout: float = LOCK_SECONDS
    ) -> Iterator[None]:
        """Be the only writer; may be taken again by the one who has it. A process that dies lets go of it.

        Args:
            on_wait: told in a sentence if another writer has to be waited for.
            timeout: seconds to wait.

        Raises:
            ArchiveBusy: the other did not get done in time.
            ArchiveError: the folder cannot be written to.
        """
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            on_wait("En annen kjøring skriver til arkivet; venter på den.")
            try:
                self._lock.acquire(timeout=timeout)
            except Timeout as error:
                raise ArchiveBusy(
                    f"En annen kjøring har skrevet til arkivet «{self.folder}» i over {timeout:.0f} sekunder.",
                    way_out="Vent til den er ferdig, eller stopp den, og prøv igjen.",
                ) from error
        except OSError as error:
            raise ArchiveError(
                f"Arkivet «{self.folder}» kan ikke skrives til ({system_error_in_words(error)}).",
                way_out="Det kan søkes i; for å endre det, må du ha tilgang til mappen.",
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    # ---- the search index -------------------------------------------------------------------------------------------

    def stamp(self) -> Stamp | None:
        """What built the index in use; None if there is none, or it does not say."""
        return self._generations.stamp()

    def engine(self, stamp: Stamp, analyser: Analyser | None = None) -> Engine:
        """The engine on the index in use; with an analyser, also for writing.

        Raises:
            IndexOutOfDate: there is none, it is damaged, or something else than ``stamp`` built it.
        """
        return self._generations.engine(stamp, analyser)

    def bring_index_up_to_date(self, analyser: Analyser, stamp: Stamp, progress: Progress = _quiet) -> None:
        """Tell the index what has changed in the catalogue; make it if there is none. Takes the lock.

        Raises:
            IndexOutOfDate: it is damaged, or something else than ``stamp`` built it; only ``rebuild`` helps.
        """
        with self.writing_lock():
            self.catalogue.catch_up(progress)
            if self._generations.current() is None:
                self.rebuild(analyser, stamp, progress)
                return
            pending = self.catalogue.pending()
            engine = self.engine(stamp, analyser)
            try:
                self._tell(engine, pending, progress)
            finally:
                engine.close()

    def rebuild(
        self, analyser: Analyser, stamp: Stamp, progress: Progress = _quiet, *, only_themes: bool = False
    ) -> None:
        """Build a new index from the catalogue beside the old one, and put it in use.

        Args:
            analyser: makes the terms.
            stamp: of what builds it.
            progress: hears how many documents are done.
            only_themes: the index in use knew all the catalogue until themes changed, and nothing else has since. Then
                all the rest of it is taken over, if it has another stamp; else the old one is not opened.
        """
        with self.writing_lock():
            self.catalogue.catch_up(progress)
            folder = self._generations.new()
            # What is noted before the documents are listed is in the new index; what is noted later stays noted.
            pending = self.catalogue.pending()
            if not (only_themes and self._with_other_themes(folder, stamp)):
                self._from_nothing(folder, analyser, stamp, progress)
            self._generations.use(folder, stamp)
            self.catalogue.mark_indexed(pending)
            self._generations.remove_all(but=folder)

    def _from_nothing(self, folder: Path, analyser: Analyser, stamp: Stamp, progress: Progress) -> None:
        everything = [Pending(number=0, document_id=id_, change=Change.INDEX) for id_ in self.catalogue.document_ids()]
        module = load_engine(stamp.engine)
        module.create(folder)
        engine = module.open(folder, analyser)
        try:
            engine.write(self._units(everything, progress, 0, len(everything)))
        finally:
            engine.close()

    def _with_other_themes(self, folder: Path, stamp: Stamp) -> bool:
        """Fill a new generation from the one in use; False, and nothing in it, if that one does not fit or is damaged."""
        old, found = self._generations.current(), self.stamp()
        if old is None or found is None or stamp.engine not in FACETS_IN_STORE or found == stamp:
            return False
        if replace(found, vocabulary=stamp.vocabulary, model=stamp.model) != stamp:
            return False
        from index.retheme import with_other_themes

        try:
            if with_other_themes(old, folder, self.catalogue, but=STAMP_FILE):
                load_engine(stamp.engine).open(folder, None).close()
                return True
        except IndexOutOfDate:
            pass  # what was taken over is damaged
        shutil.rmtree(folder)
        folder.mkdir()
        return False

    def _tell(self, engine: Engine, pending: Sequence[Pending], progress: Progress) -> None:
        done = 0
        while done < len(pending):
            batch = self._batch(pending[done:])
            deleted = [change.document_id for change in batch]
            engine.write(self._units(batch, progress, done, len(pending)), delete_documents=deleted)
            self.catalogue.mark_indexed(batch)
            done += len(batch)
        progress(len(pending), len(pending))

    def _batch(self, pending: Sequence[Pending]) -> Sequence[Pending]:
        units = 0
        for number, change in enumerate(pending, start=1):
            units += len(self.catalogue.unit_rows(change.document_id))
            if units >= BATCH_UNITS:
                return pending[:number]
        return pending

    def _units(self, changes: Sequence[Pending], progress: Progress, done: int, total: int) -> Iterator[Unit]:
        for number, change in enumerate(changes):
            progress(done + number, total)
            found = self.catalogue.with_rows(change.document_id)
            if found is not None:  # else removed, now or meanwhile
                yield from units_of(*found)
