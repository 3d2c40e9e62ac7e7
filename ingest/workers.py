"""Reading many files in child processes, so that a hostile or broken file costs itself and nothing else.

The parent hands each child one path at a time and gets back a document as JSON, or the reason why there is none. A child
that dies, hangs or grows beyond its limits is replaced. Its file is tried once more if the child was killed by a signal
(a loaded machine may have done that). If it died while it read a page of a PDF, the file is then read without that page:
the document says which pages it lacks. Otherwise the file is a failure like any other.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from typing import Self

from ingest.worker_process import DOCUMENT, PRELOADED, READY, WORN, ParserFactory, default_parser, is_usual, run
from minutes.codec import document_from_json
from minutes.errors import Reason, UnreadableFile
from minutes.model import Document
from minutes.settings import Given, Limits

POLL_SECONDS = 0.5
_READERS = tuple(f"ingest.readers.{name}" for name in ("pdf", "ocr", "docx", "odt", "html", "text"))

# So many pages of a file may stop its reader before the file is given up.
MOST_FATAL_PAGES = 3

# What an answer may hold beside the document.
_ENVELOPE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: either ``document`` or ``failure``."""

    path: Path
    document: Document | None = None
    failure: UnreadableFile | None = None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    page: ctypes.c_int
    path: Path | None = None
    tries: int = 0
    skip: frozenset[int] = frozenset()
    ready: bool = False
    deadline: float = field(default=0.0)


class WorkerPool:
    """Children that parse; use as a context manager.

    Args:
        jobs: number of children.
        limits: what one file may cost.
        given: what the user says of all files.
        parser: makes the parsing function inside the child; must be importable there.
        loaded: modules that children find loaded; if it is not said, those that reading files takes.
    """

    def __init__(
        self,
        *,
        jobs: int,
        limits: Limits | None = None,
        given: Given | None = None,
        parser: ParserFactory = default_parser,
        loaded: Sequence[str] | None = None,
    ) -> None:
        self._jobs = max(1, jobs)
        self._limits = limits or Limits()
        self._arguments = (parser, given or Given(), self._limits)
        warm = parser is default_parser and is_usual(given or Given())
        self._context = _context(loaded or (*_READERS, PRELOADED if warm else "ingest.pipeline"))
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            self._stop(worker)
        self._workers.clear()

    def parse(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """An Outcome for every path, as they come. ``paths`` is taken from only as children fall idle."""
        waiting = iter(paths)
        while True:
            self._hand_out(waiting)
            busy = [worker for worker in self._workers if worker.path is not None]
            if not busy:
                return
            ready = set(wait([worker.connection for worker in busy], timeout=POLL_SECONDS))
            for worker in busy:
                outcome = self._collect(worker, heard=worker.connection in ready)
                if outcome is not None:
                    yield outcome

    def _hand_out(self, waiting: Iterator[Path]) -> None:
        while True:
            idle = next((worker for worker in self._workers if worker.path is None), None)
            if idle is None and len(self._workers) >= self._jobs:
                return
            path = next(waiting, None)
            if path is None:
                return
            if idle is None:
                idle = self._start()
                self._workers.append(idle)
            self._send(idle, path)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        page = RawValue(ctypes.c_int, 0)
        process = self._context.Process(target=run, args=(theirs, page, *self._arguments), daemon=True)
        _start_server(self._context)
        process.start()
        theirs.close()
        return _Worker(process=process, connection=ours, page=page)

    def _send(self, worker: _Worker, path: Path) -> None:
        worker.path = path
        worker.tries += 1
        worker.deadline = time.monotonic() + self._limits.wall_seconds
        # A child that is already gone is noticed by _collect: its pipe reads as closed.
        with contextlib.suppress(BrokenPipeError):
            worker.connection.send((str(path), tuple(worker.skip)))

    def _collect(self, worker: _Worker, *, heard: bool) -> Outcome | None:
        path = worker.path
        if path is None:
            return None
        if heard:
            try:
                message = worker.connection.recv_bytes(self._limits.output_bytes + _ENVELOPE)
            except (EOFError, OSError):
                return self._died(worker, path)
            if message == READY:
                worker.ready = True
                return None
            if message[:1] == WORN:
                self._replace(worker)
            worker.path, worker.tries, worker.skip = None, 0, frozenset()
            return _outcome(path, message[1:])
        if time.monotonic() > worker.deadline:
            return self._end(worker, path, _timed_out(f"{self._limits.wall_seconds} sekunder"))
        return None

    def _died(self, worker: _Worker, path: Path) -> Outcome | None:
        worker.process.join(timeout=POLL_SECONDS * 4)
        code = worker.process.exitcode
        if not worker.ready:
            # No file is to blame for a child that cannot even start: that is a defect of ours, and no run can go on.
            raise RuntimeError(f"a reading process could not start (exit code {code}); its own message stands above")
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return self._end(worker, path, _timed_out(f"{self._limits.cpu_seconds} sekunder regnetid"))
        if worker.tries == 1:
            self._try_again(worker, path, worker.skip)
            return None
        failure = UnreadableFile(
            Reason.CRASHED,
            f"Leseren stoppet {worker.tries} ganger på denne filen (kode {code}).",
            way_out="Åpne filen, lagre den på nytt som PDF eller .docx, og les den inn igjen.",
        )
        return self._end(worker, path, failure)

    def _end(self, worker: _Worker, path: Path, failure: UnreadableFile) -> Outcome | None:
        """The end of a file, or another try without the page that its reader stopped on."""
        page = worker.page.value
        if page and page not in worker.skip and len(worker.skip) < MOST_FATAL_PAGES:
            self._try_again(worker, path, worker.skip | {page})
            return None
        self._replace(worker)
        return Outcome(path=path, failure=failure)

    def _try_again(self, worker: _Worker, path: Path, skip: frozenset[int]) -> None:
        tries = worker.tries
        self._replace(worker)
        worker.tries, worker.skip = tries, skip
        self._send(worker, path)

    def _replace(self, worker: _Worker) -> None:
        self._stop(worker)
        fresh = self._start()
        worker.process, worker.connection, worker.page = fresh.process, fresh.connection, fresh.page
        worker.path, worker.tries, worker.skip, worker.ready = None, 0, frozenset(), False

    @staticmethod
    def _stop(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _context(loaded: Sequence[str]) -> SpawnContext | ForkServerContext:
    """Children start from a clean process that has already loaded these modules, where the platform can do that."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(loaded))
    return context


def _start_server(context: SpawnContext | ForkServerContext) -> None:
    """Start the process that children are forked from, if it is not there yet, deaf to Ctrl-C.

    It comes to ignore Ctrl-C by itself, but not before it has loaded all that it is to load, and says so at length; what
    is ignored when a process starts stays so. Only the main thread may say what is ignored, and only it is interrupted.
    """
    if isinstance(context, SpawnContext) or threading.current_thread() is not threading.main_thread():
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _timed_out(limit: str) -> UnreadableFile:
    return UnreadableFile(
        Reason.TIMED_OUT,
        f"Filen ble ikke ferdig lest på {limit}.",
        way_out="Del den opp, eller lagre den på nytt, og les den inn igjen.",
    )


def _outcome(path: Path, message: bytes) -> Outcome:
    """What a child says: a document, or a failure whose fields follow each other."""
    if message[:1] == DOCUMENT:
        return Outcome(path=path, document=document_from_json(message[1:]))
    reason, text, way_out = message[1:].decode().split("\x00")
    return Outcome(path=path, failure=UnreadableFile(Reason(reason), text, way_out=way_out))
