"""The engine on tantivy, for large archives: it keeps which unit has which word and answers whole query trees by itself.

With index/tantivy_state.py, which imports it, the only module that knows tantivy; it comes with the extra ``fast``. Our
tokens go in as they are, position by position. All that is known of units besides (dates, facets, where words stand) lies
in the store (index/store.py) under the unit's number, and scores are those of every engine (index/scoring.py);
docs/decisions/0008-tantivy.md says why.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.asking import Asking
from index.columns import NO_DATE
from index.damage import damage_means_reindex
from index.engine import Analyser, TextField, Token, Unit
from index.ranking import RANKING, Ranking
from index.store import StoreWriter, join_parts
from index.sums import check_sums, keep_sums
from index.tantivy_state import (
    BITS,
    DAY,
    DOCUMENT,
    FACET,
    KEYWORD,
    NUMBER,
    SUMS,
    TantivyState,
    pair,
    stored_term,
    tantivy,
)
from minutes.errors import ArchiveBusy

MEMORY = 128 << 20
"""Bytes that the writer gathers before it writes a segment."""

LOCK_SECONDS = 20.0
"""How long to wait for another writer of the same index; the archive's own lock normally keeps them apart."""

LOCK_PAUSE = 0.1


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for field in TextField:
        builder.add_text_field(str(field), tokenizer_name="raw", index_option="position")
    for name in (DOCUMENT, KEYWORD, FACET):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(DAY, fast=True)
    builder.add_unsigned_field(NUMBER, fast=True)
    for place in range(SUMS):
        builder.add_float_field(f"bit{place}", fast=True)
    return builder.build()


def create_index(folder: Path) -> None:
    """Make an empty index in this folder."""
    with damage_means_reindex(folder):
        folder.mkdir(parents=True, exist_ok=True)
        tantivy.Index(_schema(), path=str(folder), reuse=False)
        keep_sums(folder)


class TantivyEngine(Asking):
    """See ``index.engine.Engine``. An analyser is needed for writing only."""

    name = "tantivy"

    def __init__(self, folder: Path, analyser: Analyser | None = None, ranking: Ranking = RANKING) -> None:
        self._folder = folder
        self._ranking = ranking
        self._analyser = analyser
        self._lock = threading.RLock()
        self._links: TemporaryDirectory[str] | None = None
        self._open()

    def _open(self) -> None:
        with damage_means_reindex(self._folder):
            check_sums(self._folder)
            self._links = None if os.access(self._folder, os.W_OK) else _linked(self._folder)
            index = tantivy.Index.open(self._links.name if self._links else str(self._folder))
            index.config_reader(reload_policy="manual")
            self._ask(TantivyState(index, self._folder, self._ranking), self._ranking)

    # ---- writing ----------------------------------------------------------------------------------------------------

    def write(self, units: Iterable[Unit], *, delete_documents: Sequence[str] = ()) -> None:
        """Add units and delete those of the named documents, in one commit; units of a document replace its old ones.

        Raises:
            ArchiveBusy: another process is writing to the index.
        """
        if self._analyser is None:
            raise ValueError("an engine opened without an analyser cannot write units")
        with self._lock, self._writer() as writer:
            with damage_means_reindex(self._folder):
                store = StoreWriter(self._folder, self._analyser)
            written = dict.fromkeys(delete_documents)
            for document in written:
                writer.delete_documents_by_term(DOCUMENT, document)
            for unit in units:
                with damage_means_reindex(self._folder):
                    if unit.document_id not in written:
                        written[unit.document_id] = None
                        writer.delete_documents_by_term(DOCUMENT, unit.document_id)
                    writer.add_document(_document(unit, *store.add(unit)))
            with damage_means_reindex(self._folder):
                store.flush()
                writer.commit()
                writer.wait_merging_threads()
                keep_sums(self._folder)
                join_parts(self._folder, everything=store.is_first)
        self._open()

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        """Tantivy's writer; what it was given and did not commit is forgotten with it."""
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                with damage_means_reindex(self._folder):
                    writer = self._locked()
                break
            except ArchiveBusy:
                if time.monotonic() > until:
                    raise
                time.sleep(LOCK_PAUSE)
        yield writer

    def _locked(self) -> Any:
        try:
            return tantivy.Index.open(str(self._folder)).writer(heap_size=MEMORY, num_threads=1)
        except ValueError as error:
            if "Lock" not in str(error):
                raise
            raise ArchiveBusy(
                "En annen kjøring skriver til søkeindeksen.", way_out="Vent til den er ferdig, og prøv igjen."
            ) from error

    def close(self) -> None:
        """Let go of the files: they are closed when nothing refers to them."""
        if self._links:
            self._links.cleanup()
            self._links = None


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """A folder of links to the files of an index that lies where nothing can be written.

    tantivy locks what it opens with a file beside it, also for reading, and asks for leave to write into it.
    """
    links = TemporaryDirectory(prefix="referatsok-")
    for path in folder.iterdir():
        if path.suffix not in {".lock", ".units"}:
            (Path(links.name) / path.name).symlink_to(path.resolve())
    return links


def _document(unit: Unit, number: int, tokens: Mapping[TextField, Sequence[Token]]) -> Any:
    document = tantivy.Document()
    for field, found in tokens.items():
        in_order = sorted(found, key=lambda token: token.position)
        stacked = [tantivy.Token(stored_term(t.term, t.kind), t.position, 0, 0) for t in in_order]
        document.add_pre_tokenized_text(str(field), tantivy.PreTokenizedString("", stacked))
    document.add_text(DOCUMENT, unit.document_id)
    for name, values in unit.keywords.items():
        for value in values:
            document.add_text(KEYWORD, pair(name, value))
    for facet, held in unit.facets.items():
        for value in held:
            document.add_text(FACET, pair(facet, value))
    document.add_unsigned(DAY, unit.date.toordinal() if unit.date else NO_DATE)
    document.add_unsigned(NUMBER, number)
    bucket, bit = divmod(number % (BITS * SUMS), BITS)
    document.add_float(f"bit{bucket}", float(1 << bit))
    return document
