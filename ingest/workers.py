"""Reading many files in child processes, so that a hostile or broken file costs itself and nothing else.

The parent hands each child one path at a time and gets back a document as JSON, or the reason why there is none. A child
that dies, hangs or grows beyond its limits is replaced; its file is tried once more if the child was killed by a signal
(a loaded machine may have done that), and is otherwise a failure like any other.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

from minutes.codec import document_from_json, document_to_json
from minutes.errors import Reason, UnreadableFile
from minutes.model import Document
from minutes.settings import Given, Limits

if sys.platform != "win32":
    import resource

POLL_SECONDS = 0.5
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
"""What numpy's BLAS asks when it is first imported. A child is one core's work: with more threads each, children would take
the cores from each other."""
READY = b"R"
DEBUG_VARIABLE = "REFERATSOK_DEBUG"
ParserFactory = Callable[[Given, Limits], Callable[[Path], Document]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: either ``document`` or ``failure``."""

    path: Path
    document: Document | None = None
    failure: UnreadableFile | None = None


def default_parser(given: Given, limits: Limits) -> Callable[[Path], Document]:
    """What a child parses with; imported in the child only, because it loads spaCy."""
    from ingest.pipeline import Parser

    return Parser(given=given, limits=limits).parse


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    path: Path | None = None
    tries: int = 0
    ready: bool = False
    deadline: float = field(default=0.0)


class WorkerPool:
    """Children that parse; use as a context manager.

    Args:
        jobs: number of children.
        limits: what one file may cost.
        given: what the user says of all files.
        parser: makes the parsing function inside the child; must be importable there.
    """

    def __init__(
        self,
        *,
        jobs: int,
        limits: Limits | None = None,
        given: Given | None = None,
        parser: ParserFactory = default_parser,
    ) -> None:
        self._jobs = max(1, jobs)
        self._limits = limits or Limits()
        self._arguments = (parser, given or Given(), self._limits)
        self._context = _context()
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
        process = self._context.Process(target=_child, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, connection=ours)

    def _send(self, worker: _Worker, path: Path) -> None:
        worker.path = path
        worker.tries += 1
        worker.deadline = time.monotonic() + self._limits.wall_seconds
        # A child that is already gone is noticed by _collect: its pipe reads as closed.
        with contextlib.suppress(BrokenPipeError):
            worker.connection.send(str(path))

    def _collect(self, worker: _Worker, *, heard: bool) -> Outcome | None:
        path = worker.path
        if path is None:
            return None
        if heard:
            try:
                message = worker.connection.recv_bytes()
            except (EOFError, OSError):
                return self._died(worker, path)
            if message == READY:
                worker.ready = True
                return None
            worker.path, worker.tries = None, 0
            return _outcome(path, message)
        if time.monotonic() > worker.deadline:
            self._replace(worker)
            return Outcome(path=path, failure=_timed_out(f"{self._limits.wall_seconds} sekunder"))
        return None

    def _died(self, worker: _Worker, path: Path) -> Outcome | None:
        tries = worker.tries
        worker.process.join(timeout=POLL_SECONDS * 4)
        code = worker.process.exitcode
        if not worker.ready:
            # No file is to blame for a child that cannot even start: that is a defect of ours, and no run can go on.
            raise RuntimeError(f"a reading process could not start (exit code {code}); its own message stands above")
        self._replace(worker)
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return Outcome(path=path, failure=_timed_out(f"{self._limits.cpu_seconds} sekunder regnetid"))
        if tries < 2:  # noqa: PLR2004 - one retry
            worker.tries = tries
            self._send(worker, path)
            return None
        failure = UnreadableFile(
            Reason.CRASHED,
            f"Leseren stoppet to ganger på denne filen (kode {code}).",
            way_out="Åpne filen, lagre den på nytt som PDF eller .docx, og les den inn igjen.",
        )
        return Outcome(path=path, failure=failure)

    def _replace(self, worker: _Worker) -> None:
        self._stop(worker)
        fresh = self._start()
        worker.process, worker.connection = fresh.process, fresh.connection
        worker.path, worker.tries, worker.ready = None, 0, False

    @staticmethod
    def _stop(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _context() -> SpawnContext | ForkServerContext:
    """Children start from a clean process that has already loaded what parsing needs, where the platform can do that."""
    for variable in ONE_THREAD:
        os.environ.setdefault(variable, "1")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.pipeline"])
    return context


def _timed_out(limit: str) -> UnreadableFile:
    return UnreadableFile(
        Reason.TIMED_OUT,
        f"Filen ble ikke ferdig lest på {limit}.",
        way_out="Del den opp, eller lagre den på nytt, og les den inn igjen.",
    )


def _outcome(path: Path, message: bytes) -> Outcome:
    """First byte: D for a document, F for a failure whose fields follow, one a line."""
    if message[:1] == b"D":
        return Outcome(path=path, document=document_from_json(message[1:]))
    reason, text, way_out = message[1:].decode().split("\x00")
    return Outcome(path=path, failure=UnreadableFile(Reason(reason), text, way_out=way_out))


# ---- in the child -----------------------------------------------------------------------------------------------------


def _child(connection: Connection, factory: ParserFactory, given: Given, limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    parse = factory(given, limits)
    _limit_memory(limits)
    connection.send_bytes(READY)
    while True:
        try:
            path = Path(connection.recv())
        except EOFError:
            return
        _limit_cpu(limits)
        message = _answer(parse, path)
        try:
            connection.send_bytes(message)
        except BrokenPipeError:
            return


def _answer(parse: Callable[[Path], Document], path: Path) -> bytes:
    try:
        return b"D" + document_to_json(parse(path)).encode()
    except UnreadableFile as failure:
        return _failure(failure)
    except MemoryError:
        return _failure(
            UnreadableFile(
                Reason.OUT_OF_MEMORY, "Filen krever for mye minne.", way_out="Del den opp og les inn delene."
            )
        )
    except RecursionError:
        return _failure(UnreadableFile(Reason.DAMAGED, "Filen er nøstet for dypt.", way_out="Lagre den på nytt."))
    except Exception as error:  # noqa: BLE001 - the outermost wall: one file's surprise is that file's failure, on record
        if os.environ.get(DEBUG_VARIABLE):
            traceback.print_exc()
        return _failure(
            UnreadableFile(
                Reason.CRASHED,
                f"Leseren feilet ({type(error).__name__}: {str(error)[:200]}).",
                way_out="Lagre filen på nytt som PDF eller .docx; meld gjerne fra om feilen.",
            )
        )


def _failure(failure: UnreadableFile) -> bytes:
    return b"F" + f"{failure.reason}\x00{failure.message}\x00{failure.way_out}".encode("utf-8", "backslashreplace")


def _limit_memory(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    used = 0
    with contextlib.suppress(OSError), open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a kernel file
        used = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = used + limits.memory_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if used and (hard == resource.RLIM_INFINITY or most < hard):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _limit_cpu(limits: Limits) -> None:
    """The limit counts the whole life of the process, so it moves with every file."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
