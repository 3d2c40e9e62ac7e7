"""Documents of the catalogue tagged again, as many at a time as there are cores. No file is read.

What is tagged is read from the catalogue by the processes that read files in an ingest, and under the same limits; this
one only stores. Each document is stored whole before the next, with what tagged it, so a run that is cut short has lost
nothing: the next one goes on with those that are left.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from index.catalogue import Catalogue
from index.record import Record
from ingest.worker_process import PRELOADED, is_usual, parser_in_child
from ingest.workers import WorkerPool
from minutes.model import Document
from minutes.settings import Given, Limits


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
    loaded = (PRELOADED if is_usual(given) else "ingest.pipeline",)
    with WorkerPool(jobs=jobs, given=given, parser=factory, loaded=loaded) as pool:
        for done, outcome in enumerate(pool.parse(map(Path, documents)), start=1):
            document = outcome.document
            if document is None:
                # Too much for a process with limits, or the system stopped it; it is tagged all the same.
                document = factory(given, Limits())(outcome.path)
            catalogue.store(document)
            progress(done, len(documents))


def tagger(catalogue: Path, unnamed: frozenset[str], given: Given, limits: Limits) -> Callable[[Path], Document]:
    """What a process tags with: a function from a document's id, in the place of a path, to the document tagged."""
    parser = parser_in_child(given, limits)
    record = Record(catalogue)

    def tag(path: Path) -> Document:
        id_ = str(path)
        return parser.tag_again(record.document(id_), names=id_ in unnamed)

    return tag
