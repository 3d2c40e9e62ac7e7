"""How far the reading of a PDF has come, told to whoever watches, and what is to be left out of it.

A page can kill the process that reads it. The parent process then knows which page that was and has the file read once
more without it, so that everything else in the file is kept; a file that takes too long is kept as far as it was read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from ingest.readers.pdf_marks import Marks
from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning

# No paper of a meeting is so long; a page tree that says so is a trap. The rest is listed as unread.
MOST_PAGES = 5_000

_PARTIAL = "ufullstendig"


@dataclass(slots=True, kw_only=True)
class Watch:
    """What one reading may cost and how far it has come.

    Attributes:
        tell: hears the number of each page before it is read, and 0 when all are.
        skip: pages that are not to be read, for they have stopped a reader before.
        cpu_until: the processor time of this process (seconds) after which no further page is read.
        unread: the pages left out.
    """

    tell: Callable[[int], None] = lambda _: None
    skip: frozenset[int] = frozenset()
    cpu_until: float = float("inf")
    unread: list[int] = field(default_factory=list)

    def pages(self, count: int, read: Callable[[int], Marks | None]) -> Iterator[Marks | None]:
        """Every page from 1 to ``count``; None for those left out."""
        self.unread.clear()
        for number in range(1, count + 1):
            late = number > MOST_PAGES or time.process_time() > self.cpu_until
            if late or number in self.skip:
                self.unread.append(number)
                yield None
                continue
            self.tell(number)
            try:
                page = read(number)
            except MemoryError:
                self.unread.append(number)
                page = None
            yield page
        self.tell(0)

    def warnings(self, count: int) -> Iterator[ReadingWarning]:
        """What to say of the pages left out."""
        if not self.unread:
            return
        rest = count - len(self.unread)
        message = (
            f"Dokumentet er ufullstendig: {_in_words(self.unread)} av {count} kunne ikke leses uten at leseren stoppet "
            f"eller brukte for lang tid. {'Den andre siden' if rest == 1 else 'De andre sidene'} er lest."
        )
        yield ReadingWarning(code=_PARTIAL, message=message, page=self.unread[0])

    def refusal(self) -> UnreadableFile:
        """What to say when nothing is left."""
        return UnreadableFile(
            Reason.CRASHED if self.skip else Reason.TIMED_OUT,
            "Ingen side i PDF-filen kunne leses uten at leseren stoppet eller brukte for lang tid.",
            way_out="Åpne den i en PDF-leser, skriv den ut til en ny PDF, og les den inn igjen.",
        )


_CURRENT: ContextVar[Watch] = ContextVar("watch")


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """What is read within is watched."""
    token = _CURRENT.set(watch)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_watch() -> Watch:
    """The watch over this reading; one that sees nothing and forbids nothing where there is none."""
    return _CURRENT.get(None) or Watch()


def _in_words(pages: list[int]) -> str:
    """Pages as they are spoken of: «side 3», «sidene 2, 5–9»."""
    spans: list[list[int]] = []
    for number in pages:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
    return f"side {said}" if len(pages) == 1 else f"sidene {said}"
