"""The engine on Whoosh: it keeps words, posting lists, segments and deletions; all judgement is index/scoring.py's.

The only module that imports Whoosh. Our tokens go in as they are (no analyzer, stop list or parser of Whoosh's runs);
whole posting lists come out as numpy arrays, since stepping through them with Whoosh's matchers costs a microsecond a
posting and its own facets scan every document. docs/decisions/0001-whoosh3.md says why this library, and which of its
parts not to use.

A term is stored with its kind as the first character (``0`` exact, ``1`` inflected ...), so that a quoted word is one
lookup, and with the positions it has in the unit. Beside each segment lies a file of columns (index/columns.py), named
so that Whoosh removes it with the segment; where it is missing it is made again from what is stored with the units.
"""

from __future__ import annotations

import errno
import math
import threading
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence, Format
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from index.columns import (
    Bools,
    Columns,
    Entry,
    Ints,
    columns_of,
    entry_from_plain,
    entry_to_plain,
    from_bytes,
    joined,
    to_bytes,
)
from index.engine import Analyser, Facet, Found, Query, Sort, TextField, Token, TokenKind, Unit
from index.nearness import Postings, encode_positions
from index.ranking import RANKING, Ranking
from index.scoring import Evaluation
from index.suggestions import WordList, bytes_of, nearest_words
from minutes.errors import ArchiveBusy, ArchiveError, IndexOutOfDate, system_error_in_words

BLOCK_POSTINGS = 1024
"""Postings in a block: whole lists are read, so larger blocks than Whoosh's 128 are faster and smaller."""

MEMORY_MB = 128
"""How much the writer gathers in memory before it writes a run to disk."""

MERGE_TOGETHER = 8
"""Segments of like size that are merged into one: few enough to keep a search quick, and each unit is merged about
log8(n) times only, since merging in Whoosh costs about as much as indexing."""

LOCK_SECONDS = 20.0
"""How long to wait for another writer of the same index; the archive's own lock normally keeps them apart."""

CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}
"""What the system says when it is the disk and not the index that is at fault."""

_DOCUMENT = "document"
_KEYWORD = "keyword"
_ENTRY = "entry"


class _Positions(Format):
    """Values of any length, encoded by ``encode_positions``."""

    posting_size = -1

    def fixed_value_size(self) -> None:
        return None


class _TokenField(FieldType):
    """A field whose value is our tokens."""

    def __init__(self) -> None:
        self.format = _Positions()  # and nothing else: no analyzer, no lengths, nothing stored

    def index(self, value: Sequence[Token], **_: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        places: dict[str, list[int]] = defaultdict(list)
        for token in value:
            places[_stored_term(token.term, token.kind)].append(token.position)
        for term, found in places.items():
            positions = sorted(set(found))
            yield term.encode(), len(positions), float(len(positions)), encode_positions(positions)


class _ValueField(FieldType):
    """A field whose value is whole strings, to be found as they are."""

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: Iterable[str], **_: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        for found in dict.fromkeys(value):
            yield found.encode(), 1, 1.0, b""


def _schema() -> Schema:
    texts = {str(field): _TokenField() for field in TextField}
    return Schema(**texts, **{_DOCUMENT: _ValueField(), _KEYWORD: _ValueField(), _ENTRY: STORED()})


def _stored_term(term: str, kind: TokenKind) -> str:
    return f"{int(kind)}{term}"


def _keyword_term(name: str, value: str) -> str:
    return f"{name}:{value}"


@contextmanager
def _damage_means_reindex(folder: Path) -> Iterator[None]:
    """Around Whoosh's reading of its files: bytes that are not what they should be can raise nearly anything there."""
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in CANNOT_WRITE:
            raise ArchiveError(
                f"Søkeindeksen i «{folder}» kan ikke skrives ({system_error_in_words(error)}).",
                way_out="Sjekk at disken ikke er full, og at du har tilgang til mappen.",
            ) from error
        raise IndexOutOfDate(
            f"Søkeindeksen i «{folder}» mangler eller er skadet.",
            way_out="Kjør «referatsok reindex»; filene leses ikke på nytt.",
        ) from error


def create_index(folder: Path) -> None:
    """Make an empty index in this folder."""
    with _damage_means_reindex(folder):
        folder.mkdir(parents=True, exist_ok=True)
        FileIndex.create(FileStorage(str(folder)), _schema())


class WhooshEngine:
    """See ``index.engine.Engine``. An analyser is needed for writing only."""

    name = "whoosh"

    def __init__(self, folder: Path, analyser: Analyser | None = None, ranking: Ranking = RANKING) -> None:
        self._folder = folder
        self._ranking = ranking
        self._analyser = analyser
        self._lock = threading.RLock()  # Whoosh seeks in files that its readers share
        with _damage_means_reindex(folder):
            self._index = FileIndex(FileStorage(str(folder)), _schema())
            self._state = _State(self._index, folder)
        self._evaluation = Evaluation(self._state, self._ranking)

    # ---- writing ----------------------------------------------------------------------------------------------------

    def write(self, units: Iterable[Unit], *, delete_documents: Sequence[str] = ()) -> None:
        """Add units and delete those of the named documents, in one commit; units of a document replace its old ones.

        Raises:
            ArchiveBusy: another process is writing to the index.
        """
        with self._lock, self._writer() as writer:
            written = dict.fromkeys(delete_documents)
            for unit in units:
                written[unit.document_id] = None
                self._add(writer, unit)
            with _damage_means_reindex(self._folder):
                for document in written:
                    for number in self._state.numbers_of(_DOCUMENT, document).tolist():
                        writer.delete_document(number)
                writer.commit(mergetype=_merge_tiers)
            self._reopen()
            self._state.keep_columns()

    @contextmanager
    def _writer(self) -> Iterator[SegmentWriter]:
        codec = W3Codec(blocklimit=BLOCK_POSTINGS)
        with _damage_means_reindex(self._folder):
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

    def _add(self, writer: SegmentWriter, unit: Unit) -> None:
        if self._analyser is None:
            raise ValueError("an engine opened without an analyser cannot write units")
        tokens = {field: self._analyser.tokens(text) for field, text in unit.texts.items() if text}
        lengths = {field: len({token.position for token in found}) for field, found in tokens.items()}
        entry = Entry(row=unit.row, date=unit.date, lengths=lengths, facets=unit.facets)
        keywords = [_keyword_term(name, value) for name, values in unit.keywords.items() for value in values]
        with _damage_means_reindex(self._folder):
            writer.add_document(
                **{str(field): found for field, found in tokens.items()},
                **{_DOCUMENT: (unit.document_id,), _KEYWORD: keywords, _ENTRY: (unit.item_id, *entry_to_plain(entry))},
            )

    def _reopen(self) -> None:
        with _damage_means_reindex(self._folder):
            self._state.close()
            self._state = _State(self._index, self._folder)
        self._evaluation = Evaluation(self._state, self._ranking)

    # ---- asking -----------------------------------------------------------------------------------------------------

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        facets: Sequence[Facet] = (),
        same: Mapping[int, int] | None = None,
        facet_queries: Mapping[Facet, Query] | None = None,
        covering: Mapping[Facet, Mapping[str, Sequence[str]]] | None = None,
    ) -> Found:
        """The units that answer the query; those that are the same as one hit."""
        with self._lock:
            return self._evaluation.answer(
                query,
                limit=limit,
                offset=offset,
                sort=sort,
                facets=facets,
                same=same,
                facet_queries=facet_queries,
                covering=covering,
            )

    def rows(self, query: Query) -> frozenset[int]:
        """The row numbers of all units that answer the query, for counts."""
        with self._lock:
            return self._evaluation.rows(query)

    def words_like(self, word: str, *, limit: int) -> tuple[str, ...]:
        """Words of the index spelled nearly so: the nearest first, of those the most frequent, then by letter."""
        with self._lock:
            return nearest_words(word, self._state.word_lists(), frequency=self._state.frequency, limit=limit)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._state.close()


class _State:
    """One state of the index, open for reading: its segments with their columns, as a ``PostingSource``."""

    def __init__(self, index: FileIndex, folder: Path) -> None:
        self._folder = folder
        self._reader = index.reader()
        self._leaves: list[tuple[SegmentReader, int]] = [
            (leaf, start) for leaf, start in self._reader.leaf_readers() if isinstance(leaf, SegmentReader)
        ]
        self._made: dict[Path, Columns] = {}
        self._lists: tuple[WordList, ...] | None = None
        self.columns = joined([self._columns_of(leaf) for leaf, _ in self._leaves] or [columns_of(())])
        self.live: Bools = np.ones(self.columns.size, dtype=bool)
        for leaf, start in self._leaves:
            self.live[[start + number for number in _segment(leaf).deleted_docs()]] = False

    def _columns_of(self, leaf: SegmentReader) -> Columns:
        path = self._folder / f"{_segment(leaf).segment_id()}.columns"
        try:
            kept = from_bytes(path.read_bytes())
        except (OSError, ValueError, KeyError, BadZipFile):
            kept = None
        if leaf.doc_count_all():
            leaf.stored_fields(0)  # opens the file, so that the index may be replaced while this one is read
        if kept is not None and kept.size == leaf.doc_count_all():
            return kept
        stored = (leaf.stored_fields(number)[_ENTRY] for number in range(leaf.doc_count_all()))
        self._made[path] = columns_of(entry_from_plain(plain) for _, *plain in stored)
        return self._made[path]

    def keep_columns(self) -> None:
        """Write the files of columns and words that were missing; for the one who holds the index for writing."""
        for path, columns in self._made.items():
            _put(path, to_bytes(columns))
        self._made.clear()
        for leaf, _ in self._leaves:
            path = self._words_path(leaf)
            if not path.exists():
                _put(path, bytes_of(self._words_in(leaf)))

    def item_id(self, document: int) -> str:
        """The item's id stored with a unit."""
        with _damage_means_reindex(self._folder):
            found: str = self._reader.stored_fields(document)[_ENTRY][0]
            return found

    def postings(self, field: TextField, term: str, kind: TokenKind) -> Postings | None:
        """The posting list of a term; None where it does not occur."""
        return self._list(str(field), _stored_term(term, kind))

    def keyword(self, name: str, value: str) -> Ints:
        """The documents with this keyword."""
        return self.numbers_of(_KEYWORD, _keyword_term(name, value))

    def numbers_of(self, field: str, value: str) -> Ints:
        """The documents with this value in a field of whole values."""
        found = self._list(field, value)
        return np.zeros(0, dtype=np.int64) if found is None else found.documents

    def words(self, field: TextField, prefix: str, limit: int) -> Sequence[str]:
        """Exact words that begin so; of more than ``limit`` those in most documents."""
        number: dict[bytes, int] = {}
        with _damage_means_reindex(self._folder):
            for leaf, _ in self._leaves:
                for term in leaf.expand_prefix(str(field), _stored_term(prefix, TokenKind.EXACT).encode()):
                    number.setdefault(term, 0)
            if len(number) > limit:
                for leaf, _ in self._leaves:
                    number = {term: so_far + leaf.doc_frequency(str(field), term) for term, so_far in number.items()}
        most = sorted(number, key=lambda term: (-number[term], term))[:limit]
        return tuple(term.decode()[1:] for term in most)

    def word_lists(self) -> Sequence[WordList]:
        """The exact words of each segment."""
        if self._lists is None:
            self._lists = tuple(self._word_list(leaf) for leaf, _ in self._leaves)
        return self._lists

    def _word_list(self, leaf: SegmentReader) -> WordList:
        try:
            return WordList.from_bytes(self._words_path(leaf).read_bytes())
        except (OSError, ValueError, KeyError, BadZipFile):
            return WordList.of(self._words_in(leaf))

    def _words_path(self, leaf: SegmentReader) -> Path:
        return self._folder / f"{_segment(leaf).segment_id()}.words"

    def _words_in(self, leaf: SegmentReader) -> Iterator[str]:
        with _damage_means_reindex(self._folder):
            for field in TextField:
                for term in leaf.expand_prefix(str(field), _stored_term("", TokenKind.EXACT).encode()):
                    yield term.decode()[1:]

    def frequency(self, word: str) -> int:
        """In how many units, none of them deleted, a word stands as written."""
        lists = (self._list(str(field), _stored_term(word, TokenKind.EXACT)) for field in TextField)
        found = [each.documents for each in lists if each is not None]
        return int(self.live[np.unique(np.concatenate(found))].sum()) if found else 0

    def _list(self, field: str, term: str) -> Postings | None:
        parts = []
        for leaf, start in self._leaves:
            with _damage_means_reindex(self._folder):
                part = _whole_list(leaf, field, term.encode(), start)
            if part is not None:
                parts.append(part)
        if len(parts) < 2:  # noqa: PLR2004 nothing to join
            return parts[0] if parts else None
        return Postings(
            documents=np.concatenate([part.documents for part in parts]),
            frequencies=np.concatenate([part.frequencies for part in parts]),
            positions=[value for part in parts for value in part.positions],
        )

    def close(self) -> None:
        """Let go of the files."""
        if self._leaves and not self._reader.is_closed:
            self._reader.close()


def _put(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _segment(leaf: SegmentReader) -> Any:
    return leaf.segment()


def _whole_list(leaf: SegmentReader, field: str, term: bytes, start: int) -> Postings | None:
    """A posting list of a segment, block by block; deleted documents are in it.

    Uses what is private to Whoosh's reader of blocks (the version is pinned): its public way is one posting at a time.
    """
    try:
        matcher = leaf._terms.matcher(field, term, leaf.schema[field].format)  # noqa: SLF001 as said above
    except TermNotFound:
        return None
    assert isinstance(matcher, W3LeafMatcher)
    documents, frequencies = [], []
    positions: list[bytes] = []
    while matcher.is_active():
        matcher._read_data()  # noqa: SLF001 as said above
        block: Any = matcher._data  # noqa: SLF001 as said above
        steps, weights, values = block
        documents.append(np.cumsum(np.array(steps, dtype=np.int64)) + start)
        frequencies.append(np.broadcast_to(np.array(1.0 if weights is None else weights, np.float32), len(steps)))
        positions.extend(values or ())
        matcher._next_block()  # noqa: SLF001 as said above
    return Postings(documents=np.concatenate(documents), frequencies=np.concatenate(frequencies), positions=positions)


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
