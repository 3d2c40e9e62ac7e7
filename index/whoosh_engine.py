"""The engine on Whoosh: it keeps which unit has which word, in segments, with deletions; all judgement is elsewhere.

The only module that imports Whoosh. Our tokens go in as they are (no analyzer, stop list or parser of Whoosh's runs);
whole posting lists come out as numpy arrays, since stepping through them with Whoosh's matchers costs a microsecond a
posting and its own facets scan every document. docs/decisions/0001-whoosh3.md says why this library, and which of its
parts not to use.

A term is stored with its kind as the first character (``0`` exact, ``1`` inflected ...), so that a quoted word is one
lookup. Where it stands in a unit is not Whoosh's business: that, and all else that is known of units, lies in the store
(index/store.py) under the unit's number. Beside each segment lies a file that says which numbers its documents have, named
so that Whoosh removes it with the segment; where it is missing it is made again from what is stored with the documents.
"""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from index.arrays import DamagedFile, open_arrays, write_arrays
from index.asking import Asking
from index.columns import Bools, Ints
from index.damage import damage_means_reindex
from index.engine import Analyser, Keyword, Near, TextField, TokenKind, Unit
from index.ranking import RANKING, Ranking
from index.store import StoreWriter, join_parts, open_store
from minutes.errors import ArchiveBusy

BLOCK_POSTINGS = 8192
"""Postings in a block: whole lists are read, so larger blocks than Whoosh's 128 are faster and smaller."""

MEMORY_MB = 128
"""How much the writer gathers in memory before it writes a run to disk."""

MERGE_TOGETHER = 8
"""Segments of like size that are merged into one: few enough to keep a search quick, and each unit is merged about
log8(n) times only, since merging in Whoosh costs about as much as indexing."""

LOCK_SECONDS = 20.0
"""How long to wait for another writer of the same index; the archive's own lock normally keeps them apart."""

_DOCUMENT = "document"
_KEYWORD = "keyword"
_NUMBER = "number"


class _ValueField(FieldType):
    """A field whose value is whole strings, to be found as they are."""

    def __init__(self) -> None:
        self.format = Existence()  # and nothing else: no analyzer, no lengths, no positions, nothing stored

    def index(self, value: Iterable[str], **_: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        for found in dict.fromkeys(value):
            yield found.encode(), 1, 1.0, b""


def _schema() -> Schema:
    fields = {name: _ValueField() for name in (*map(str, TextField), _DOCUMENT, _KEYWORD)}
    return Schema(**fields, **{_NUMBER: STORED()})


def _stored_term(term: str, kind: TokenKind) -> str:
    return f"{int(kind)}{term}"


def _keyword_term(name: str, value: str) -> str:
    return f"{name}:{value}"


def create_index(folder: Path) -> None:
    """Make an empty index in this folder."""
    with damage_means_reindex(folder):
        folder.mkdir(parents=True, exist_ok=True)
        FileIndex.create(FileStorage(str(folder)), _schema())


class WhooshEngine(Asking):
    """See ``index.engine.Engine``. An analyser is needed for writing only."""

    name = "whoosh"

    def __init__(self, folder: Path, analyser: Analyser | None = None, ranking: Ranking = RANKING) -> None:
        self._folder = folder
        self._ranking = ranking
        self._analyser = analyser
        self._lock = threading.RLock()  # Whoosh seeks in files that its readers share
        with damage_means_reindex(folder):
            self._index = FileIndex(FileStorage(str(folder)), _schema())
            self._state = _State(self._index, folder, ranking)
        self._ask(self._state, ranking)

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
            for unit in units:
                written[unit.document_id] = None
                self._add(writer, store, unit)
            with damage_means_reindex(self._folder):
                store.flush()
                for document in written:
                    for number in self._state.places_of(_DOCUMENT, document).tolist():
                        writer.delete_document(number)
                writer.commit(mergetype=_merge_tiers)
                join_parts(self._folder, everything=store.is_first)
            self._reopen()
            self._state.keep_numbers()

    @contextmanager
    def _writer(self) -> Iterator[SegmentWriter]:
        codec = W3Codec(blocklimit=BLOCK_POSTINGS)
        with damage_means_reindex(self._folder):
            try:
                writer = SegmentWriter(
                    self._index, timeout=LOCK_SECONDS, limitmb=MEMORY_MB, codec=codec, compound=False
                )
            except LockError as error:
                raise ArchiveBusy(
                    "En annen kjøring skriver til søkeindeksen.", way_out="Vent til den er ferdig, og prøv igjen."
                ) from error
        try:
            # The index may have moved on since it was opened; numbers of documents to delete must be of this state.
            self._reopen()
            yield writer
        finally:
            if not writer.is_closed:
                writer.cancel()

    def _add(self, writer: SegmentWriter, store: StoreWriter, unit: Unit) -> None:
        with damage_means_reindex(self._folder):
            number, tokens = store.add(unit)
            texts = {str(field): [_stored_term(t.term, t.kind) for t in found] for field, found in tokens.items()}
            keywords = [_keyword_term(name, value) for name, values in unit.keywords.items() for value in values]
            values = {_DOCUMENT: (unit.document_id,), _KEYWORD: keywords, _NUMBER: number}
            writer.add_document(**texts, **values)

    def _reopen(self) -> None:
        with damage_means_reindex(self._folder):
            self._state.close()
            self._state = _State(self._index, self._folder, self._ranking)
        self._ask(self._state, self._ranking)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._state.close()


class _State:
    """One state of the index, open for reading: a ``Source``. Places are Whoosh's numbers, units those of the store."""

    def __init__(self, index: FileIndex, folder: Path, ranking: Ranking) -> None:
        self._folder = folder
        self._ranking = ranking
        self._reader = index.reader()
        self._leaves: list[tuple[SegmentReader, int]] = [
            (leaf, start) for leaf, start in self._reader.leaf_readers() if isinstance(leaf, SegmentReader)
        ]
        self._made: dict[Path, Ints] = {}
        numbers = [self._numbers_of(leaf) for leaf, _ in self._leaves]
        self._store = open_store(folder)  # after the segments: what these have was in the store before
        self.columns, self.parts = self._store.columns, self._store.parts
        self.word_lists, self.item_id = self._store.word_lists, self._store.item_id
        self.units: Ints = np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.int64)
        deleted = [start + place for leaf, start in self._leaves for place in _segment(leaf).deleted_docs()]
        self.live: Bools = np.zeros(self.columns.size, dtype=bool)
        self.live[np.delete(self.units, deleted)] = True

    def _numbers_of(self, leaf: SegmentReader) -> Ints:
        path = self._folder / f"{_segment(leaf).segment_id()}.numbers"
        try:
            kept = open_arrays(path)[0].get(_NUMBER)
        except (OSError, DamagedFile):
            kept = None
        if kept is not None and len(kept) == leaf.doc_count_all():
            return kept
        stored = (leaf.stored_fields(place)[_NUMBER] for place in range(leaf.doc_count_all()))
        self._made[path] = np.fromiter(stored, dtype=np.int64, count=leaf.doc_count_all())
        return self._made[path]

    def keep_numbers(self) -> None:
        """Write the files of numbers that were missing; for the one who holds the index for writing."""
        for path, numbers in self._made.items():
            write_arrays(path, {_NUMBER: numbers}, {})
        self._made.clear()

    # ---- what a Source tells ----------------------------------------------------------------------------------------

    def find(self, query: Keyword | Near) -> Bools | None:
        """The units with a keyword; where words stand near each other is looked up elsewhere."""
        if isinstance(query, Near):
            return None
        found = np.zeros(self.columns.size, dtype=bool)
        found[self.units[self.places_of(_KEYWORD, _keyword_term(query.name, query.value))]] = True
        return found

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most documents."""
        number: dict[bytes, int] = {}
        with damage_means_reindex(self._folder):
            for leaf, _ in self._leaves:
                for term in leaf.expand_prefix(str(field), _stored_term(prefix, TokenKind.EXACT).encode()):
                    number.setdefault(term, 0)
            if len(number) > limit:
                for leaf, _ in self._leaves:
                    number = {term: so_far + leaf.doc_frequency(str(field), term) for term, so_far in number.items()}
        most = sorted(number, key=lambda term: (-number[term], term))[:limit]
        return tuple(term.decode()[1:] for term in most)

    def places_of(self, field: str, value: str) -> Ints:
        """The places of documents with this value in a field, deleted ones among them."""
        with damage_means_reindex(self._folder):
            found = [_whole_list(leaf, field, value.encode(), start) for leaf, start in self._leaves]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def close(self) -> None:
        """Let go of the files."""
        if self._leaves and not self._reader.is_closed:
            self._reader.close()


def _segment(leaf: SegmentReader) -> Any:
    return leaf.segment()


def _whole_list(leaf: SegmentReader, field: str, term: bytes, start: int) -> Ints:
    """A posting list of a segment, block by block; deleted documents are in it.

    Uses what is private to Whoosh's reader of blocks (the version is pinned): its public way is one posting at a time.
    """
    try:
        matcher = leaf._terms.matcher(field, term, leaf.schema[field].format)  # noqa: SLF001 as said above
    except TermNotFound:
        return np.zeros(0, dtype=np.int64)
    assert isinstance(matcher, W3LeafMatcher)
    places = []
    while matcher.is_active():
        matcher._read_data()  # noqa: SLF001 as said above
        block: Any = matcher._data  # noqa: SLF001 as said above
        places.append(np.cumsum(np.array(block[0], dtype=np.int64)) + start)
        matcher._next_block()  # noqa: SLF001 as said above
    return np.concatenate(places)


def _merge_tiers(writer: SegmentWriter, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's hook at a commit: take small or mostly deleted segments into the new one; return those that stay."""
    tiers: dict[int, list[Any]] = defaultdict(list)
    merged: list[Any] = []
    kept: list[Any] = []
    for segment in segments:
        everything, live = segment.doc_count_all(), segment.doc_count()
        if live * 2 < everything:
            merged += [segment] if live else []
        else:
            tiers[int(math.log(live, MERGE_TOGETHER))].append(segment)
    for alike in tiers.values():
        (merged if len(alike) >= MERGE_TOGETHER else kept).extend(alike)
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept
