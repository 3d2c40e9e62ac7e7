"""A folder that is watched: what is dropped into it is taken in once it is whole, until the user says stop.

Nothing is removed: a file that goes away stays in the archive. The catalogue is written document by document, and the
archive's lock is held only while the search index is; other commands can work in between. The only module that imports
watchfiles, which comes with an extra.
"""

from __future__ import annotations

import importlib
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from minutes.errors import ReferatsokError, UsageError
from models.choice import model_label
from referatsok.files import Gathered, gather, is_taken_in
from referatsok.ingest_run import IngestReport, IngestRun, Tell, Wish
from referatsok.reading import given_by, index_new, say
from referatsok.settling import Settling
from referatsok.vocabularies import vocabulary_of
from referatsok.workspace import Workspace, open_workspace

LOOK_MILLISECONDS = 500
"""How often waiting files are looked at when nothing happens."""

RESCAN_SECONDS = 600.0
"""How often the whole folder is looked through, for what the system did not tell of."""

RETRY_SECONDS = 30.0
"""How long to wait after the archive could not be written."""


class _Stop:
    """Ctrl-C and SIGTERM: at once while files are waited for or read, after it while the index is written."""

    def __init__(self) -> None:
        self.asked = False
        self._held = False

    def __call__(self, *_: object) -> None:
        self.asked = True
        if not self._held:
            raise KeyboardInterrupt

    @contextmanager
    def hold(self) -> Iterator[None]:
        """What is done here is done to its end."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Be the one who hears the signals."""
        before = {number: signal.signal(number, self) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def watch_into(folder: Path, paths: Iterable[Path], wish: Wish, tell: Tell) -> IngestReport:
    """Take what is in these folders into the archive, and then whatever is dropped into them, until told to stop.

    Args:
        folder: the archive.
        paths: the folders (or files) to watch.
        wish: how files are to be read.
        tell: hears of every file what became of it.

    Returns:
        What was done in all.

    Raises:
        UsageError: a path does not exist, watchfiles is not installed, or the themes do not hold together.
    """
    watched = tuple(paths)
    present = gather(watched)
    watch = _watchfiles().watch
    if wish.given.model:
        model_label(wish.given.model)
    vocabulary_of(folder, wish.themes)
    with open_workspace(
        folder, create=True, model=wish.given.model, themes=wish.themes, engine=wish.engine
    ) as workspace:
        workspace.refuse_other_engine()
        watcher = _Watcher(workspace, watched, replace(wish, given=given_by(workspace, wish)), tell)
        say("Følger med; det som legges hit, leses inn. Stopp med Ctrl-C.")
        try:
            with watcher.stop.listening():
                watcher.settling.notice(present.files, time.monotonic())
                for changes in watch(
                    *watched, watch_filter=None, rust_timeout=LOOK_MILLISECONDS, yield_on_timeout=True
                ):
                    watcher.look(Path(path) for _, path in changes)
        except KeyboardInterrupt:
            watcher.finish()
    return watcher.report


class _Watcher:
    """What was taken in so far, and what is waited for."""

    def __init__(self, workspace: Workspace, watched: tuple[Path, ...], wish: Wish, tell: Tell) -> None:
        self.stop = _Stop()
        self.settling = Settling()
        self.report = IngestReport()
        self._workspace = workspace
        self._watched = watched
        self._wish = wish
        self._tell = tell
        self._rescan_at = time.monotonic() + RESCAN_SECONDS
        self._not_before = 0.0

    def look(self, changed: Iterable[Path]) -> None:
        """Note what has changed, and take in what is whole."""
        now = time.monotonic()
        self.settling.notice(self._files_of(changed), now)
        if now >= self._rescan_at:
            self._rescan_at = now + RESCAN_SECONDS
            self.settling.notice(self._files_of(self._watched), now)
        if now < self._not_before:
            return
        ready = self.settling.whole(now)
        if not ready:
            return
        try:
            self._take(ready)
        except (ReferatsokError, OSError) as error:
            say(f"Feil: {error} Prøver igjen om {RETRY_SECONDS:.0f} sekunder.")
            self._not_before = time.monotonic() + RETRY_SECONDS
            self.settling.put_back(ready, now)

    def finish(self) -> None:
        """Make searchable what was read before the stop."""
        with self.stop.hold():
            index_new(self._workspace)

    def _files_of(self, changed: Iterable[Path]) -> Iterator[Path]:
        """The documents among the paths and in those that are folders: a folder moved here is told of as one path."""
        for path in changed:
            if path.is_dir():
                yield from gather([path]).files if path in self._watched or is_taken_in(path, self._watched) else ()
            elif is_taken_in(path, self._watched):
                yield path

    def _take(self, files: tuple[Path, ...]) -> None:
        run = IngestRun(self._workspace.archive.catalogue, self._wish, tell=self._tell)
        try:
            run.take(Gathered(files=files, passed_over=()), lambda _: None)
        finally:
            _add(self.report, run.report)
        with self.stop.hold():
            index_new(self._workspace)
        if self.stop.asked:
            raise KeyboardInterrupt


def _add(whole: IngestReport, part: IngestReport) -> None:
    for name in ("files_seen", "new", "unchanged", "updated", "duplicates", "items"):
        setattr(whole, name, getattr(whole, name) + getattr(part, name))
    whole.failed += part.failed
    whole.seconds = round(whole.seconds + part.seconds, 2)


def _watchfiles() -> Any:
    try:
        return importlib.import_module("watchfiles")
    except ImportError as error:
        raise UsageError(
            "Å følge med på en mappe krever watchfiles, som ikke er installert.",
            way_out="Kjør «pip install 'referatsok[watch]'», eller bruk ingest uten --watch.",
        ) from error
