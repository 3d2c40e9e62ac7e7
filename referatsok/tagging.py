"""Documents of the catalogue tagged again, as many at a time as there are cores. No file is read.

What is tagged is read from the catalogue by the processes that read files in an ingest, and under the same limits; they
send what is new about a document, and this one only stores, some documents at a time. A run that is cut short has lost
nothing that counts: each document says what tagged it, and the next run goes on with those that are left.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from index.catalogue import Catalogue
from index.record import Record
from ingest.worker_process import is_usual
from ingest.workers import WorkerPool
from minutes.model import Document, Meeting
from minutes.settings import Given, Limits

MOST_AT_ONCE = 50
"""Documents stored together: the disk is waited for once for all of them."""

MOST_SECONDS = 1.0
"""How long what is tagged may wait for others to be stored with."""


def tag_again(
    catalogue: Catalogue,
    documents: Sequence[str],
    given: Given,
    *,
    unnamed: frozenset[str],
    progress: Callable[[int, int], None],
    jobs: int | None = None,
) -> None:
    """Store these documents with the themes and by the language model that are given.

    Args:
        catalogue: where they are; the caller holds the archive's lock.
        documents: their ids.
        given: names the language model and the vocabulary.
        unnamed: those whose names are to be found anew too.
        progress: hears how many are done, and of how many.
        jobs: number of processes; as many as there are cores if it is not said.
    """
    factory = partial(tagger, catalogue.path, unnamed)
    jobs = min(jobs or os.cpu_count() or 1, len(documents))
    # The model and the themes; what reads files is not needed.
    loaded = ("ingest.tagger_ready" if is_usual(given) else "ingest.tagger",)
    keeper = _Keeper(catalogue, unnamed)
    with WorkerPool(jobs=jobs, given=given, parser=factory, loaded=loaded) as pool:
        try:
            for done, outcome in enumerate(pool.parse(map(Path, documents)), start=1):
                # Too much for a process with limits, or the system stopped it: it is tagged all the same.
                keeper.keep(outcome.document or factory(given, Limits())(outcome.path))
                if done == len(documents):
                    keeper.store()
                progress(done, len(documents))
        finally:
            keeper.store()


class _Keeper:
    """Gathers what is tagged, and stores it when there is enough of it or it has waited long enough."""

    def __init__(self, catalogue: Catalogue, unnamed: frozenset[str]) -> None:
        self._catalogue = catalogue
        self._unnamed = unnamed
        self._gathered: list[Document] = []
        self._since = time.monotonic()

    def keep(self, tagged: Document) -> None:
        """Store it, now or soon."""
        if tagged.id in self._unnamed:
            self._catalogue.store(tagged)
            return
        self._gathered.append(tagged)
        if len(self._gathered) >= MOST_AT_ONCE or time.monotonic() - self._since > MOST_SECONDS:
            self.store()

    def store(self) -> None:
        """Store what is gathered."""
        gathered, self._gathered = self._gathered, []
        self._since = time.monotonic()
        if gathered:
            self._catalogue.tag_again(gathered)


def tagger(catalogue: Path, unnamed: frozenset[str], given: Given, _: Limits) -> Callable[[Path], Document]:
    """What a process tags with: a function from a document's id, in the place of a path, to the document tagged.

    Of a document whose names are not to be found anew it gives what tagging has changed, and nothing else.
    """
    from ingest.tagger import tagger_in_child  # loads the language model, which this process has no use for

    own = tagger_in_child(given)
    record = Record(catalogue)

    def tag(path: Path) -> Document:
        id_ = str(path)
        before = record.document(id_)
        tagged = own.tag_again(before, names=id_ in unnamed)
        return tagged if id_ in unnamed else changed(tagged, before)

    return tag


def changed(tagged: Document, before: Document) -> Document:
    """A document with the items whose mentions are others than before, and of them and of itself nothing else."""
    items = (now for now, then in zip(tagged.items, before.items, strict=True) if now.mentions != then.mentions)
    return replace(
        tagged,
        meeting=Meeting(),
        pages=(),
        items=tuple(
            replace(item, text="", spans=(), points=(), decisions=(), proposals=(), actions=(), names=())
            for item in items
        ),
        warnings=(),
    )
