"""What a reading process does: parse one file after another within limits, and say what came of each.

Nothing here runs in the parent. The limits are the operating system's own where it has them: address space, processor
time, no core file, no network. How far a PDF has come stands in memory that the parent sees too, so that it knows what a
process died of.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.no_network import forbid_network
from minutes.codec import document_to_json
from minutes.errors import Reason, UnreadableFile
from minutes.model import Document
from minutes.settings import MEBIBYTE, Given, Limits
from models.choice import OWN_NAME

if TYPE_CHECKING:
    from ingest.pipeline import Parser

if sys.platform != "win32":
    import resource

ParserFactory = Callable[[Given, Limits], Callable[[Path], Document]]

PRELOADED = "ingest.preload"
"""The module that holds a parser ready, where the process has been forked from one that imported it."""

READY = b"R"
DOCUMENT = b"D"
FAILURE = b"F"

# Stands before an answer: the process has grown too large for the next file and ends now.
WORN = b"W"
WHOLE = b" "

DEBUG_VARIABLE = "REFERATSOK_DEBUG"

# The share of a file's processor time that its pages may take; the rest is for what is made of them.
_FOR_PAGES = 0.6

# New objects between two rounds of the collector of garbage: a paper is read with few rings and many objects, and the
# usual 700 cost a twentieth of the whole reading.
_SELDOM = 50_000

# A process that has kept so much memory after a file would fail the next one for want of room.
_MOST_KEPT = 256 * MEBIBYTE


def default_parser(given: Given, limits: Limits) -> Callable[[Path], Document]:
    """What a child parses with."""
    return parser_in_child(given, limits).parse


def parser_in_child(given: Given, limits: Limits) -> Parser:
    """The parser of a child, the one held ready where it is of use; imported there only: it loads the language model."""
    warm = sys.modules.get(PRELOADED)
    if warm is not None and is_usual(given):
        ready: Parser = warm.PARSER
        return ready.for_wishes(given, limits)
    from ingest.pipeline import Parser

    return Parser(given=given, limits=limits)


def is_usual(given: Given) -> bool:
    """Whether documents are read with our language model, which is all that takes long to load."""
    return given.model in {None, OWN_NAME}


def run(connection: Connection, page: ctypes.c_int, factory: ParserFactory, given: Given, limits: Limits) -> None:
    """Answer for every path that comes, until none comes.

    Args:
        connection: gives pairs of a path and the pages to leave out of it; takes the answers.
        page: where the page being read is told; 0 when it is none.
        factory: makes the parsing function.
        given: what the user says of all files.
        limits: what one file may cost.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    forbid_network()
    gc.set_threshold(_SELDOM)
    parse = factory(given, limits)
    idle = _limit_process(limits)
    # It ends when nobody is left to answer: a parent that was stopped may be gone before its children are up.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(READY)
        worn = False
        while not worn:
            path, skip = connection.recv()
            _limit_cpu(limits)
            message = _answer(_under_watch(parse, page, frozenset(skip), limits), Path(path))
            if len(message) > limits.output_bytes:
                message = _failure(_too_long())
            worn = idle > 0 and _memory("statm", 1) > idle + _MOST_KEPT
            connection.send_bytes((WORN if worn else WHOLE) + message)


def _under_watch(
    parse: Callable[[Path], Document], page: ctypes.c_int, skip: frozenset[int], limits: Limits
) -> Callable[[Path], Document]:
    from ingest.readers.pdf_watch import Watch, watched

    def tell(number: int) -> None:
        page.value = number

    def parse_watched(path: Path) -> Document:
        until = time.process_time() + _FOR_PAGES * limits.cpu_seconds
        with watched(Watch(tell=tell, skip=skip, cpu_until=until)):
            return parse(path)

    page.value = 0
    return parse_watched


def _answer(parse: Callable[[Path], Document], path: Path) -> bytes:
    try:
        return DOCUMENT + document_to_json(parse(path)).encode()
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
    fields = (failure.reason, failure.message.replace("\0", ""), failure.way_out.replace("\0", ""))
    return FAILURE + "\0".join(fields).encode("utf-8", "backslashreplace")


def _too_long() -> UnreadableFile:
    return UnreadableFile(
        Reason.TOO_LARGE,
        "Det ble for mye tekst av filen.",
        way_out="Del den opp i mindre filer og les dem inn på nytt.",
    )


def _memory(name: str, place: int) -> int:
    """A figure of the kernel's about this process, in bytes; 0 where there is none."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self", name).read_text(encoding="ascii").split()[place]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit_process(limits: Limits) -> int:
    """Bound the address space and forbid core files; returns the memory in use when idle, in bytes."""
    if sys.platform == "win32":
        return 0
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = _memory("statm", 0)
    most = used + limits.memory_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if used and (hard == resource.RLIM_INFINITY or most < hard):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    return _memory("statm", 1)


def _limit_cpu(limits: Limits) -> None:
    """The limit counts the whole life of the process, so it moves with every file."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
