"""What an index knows of each unit besides its words: row, date, field lengths and facet values, as numpy arrays.

Facets are counted over matched document numbers with one ``bincount`` a facet. The arrays of a part of the index that
never changes (a Whoosh segment) are one file; those of several parts are joined when the index is opened.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import Facet, TextField

NO_DATE = 0
"""Stands for a unit without a date; ordinals of real dates begin at 1."""

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCounts:
    """Each value with how many of the found have it (most first, then by value), and how many have none."""

    values: tuple[tuple[str, int], ...]
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetColumn:
    """Which document number has which value: ``values[codes[i]]`` belongs to document ``owners[i]``."""

    owners: Ints
    codes: Ints
    values: tuple[str, ...]

    def counts(self, found: Bools, groups: Ints, covering: Mapping[str, Collection[str]]) -> FacetCounts:
        """How many of the found documents, those of one group as one, have each value.

        Args:
            found: which documents were found.
            groups: of every document the number of its group.
            covering: values that others lie under, and which: such a one counts what has it or any of those.
        """
        here = found[self.owners]
        owned, codes = groups[self.owners[here]], self.codes[here]
        numbers = np.bincount(_distinct(owned, codes, len(self.values)), minlength=len(self.values))
        counted = dict(zip(self.values, numbers.tolist(), strict=True))
        for value, under in covering.items():
            wanted = self._among({value, *under})[codes]
            counted[value] = _number_of_groups(owned[wanted])
        return FacetCounts(
            values=tuple(sorted(((v, n) for v, n in counted.items() if n), key=lambda pair: (-pair[1], pair[0]))),
            without=_number_of_groups(groups[found]) - _number_of_groups(owned),
        )

    def _among(self, values: Collection[str]) -> Bools:
        return np.fromiter((value in values for value in self.values), dtype=bool, count=len(self.values))

    def having(self, values: Collection[str], size: int) -> Bools:
        """The documents, of ``size`` in all, with any of these values."""
        having = np.zeros(size, dtype=bool)
        having[self.owners[self._among(values)[self.codes]]] = True
        return having


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The arrays, one entry a document number (deleted ones included); ``days`` are proleptic ordinals."""

    rows: Ints
    days: Ints
    lengths: Mapping[TextField, Ints]
    facets: Mapping[Facet, FacetColumn]

    @property
    def size(self) -> int:
        """Number of documents."""
        return len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One unit's entry, as an engine stores it with the unit."""

    row: int
    date: dt.date | None
    lengths: Mapping[TextField, int]
    facets: Mapping[Facet, tuple[str, ...]]


def standing_of(same: Mapping[int, int]) -> tuple[Ints, Ints]:
    """Rows of units that are the same as others, in order, and beside each the row of the one that stands for it."""
    stands = np.fromiter(same.values(), dtype=np.int64, count=len(same))
    themselves = np.unique(stands)
    rows = np.concatenate([np.fromiter(same.keys(), dtype=np.int64, count=len(same)), themselves])
    order = np.argsort(rows)
    return rows[order], np.concatenate([stands, themselves])[order]


def leaders_of(columns: Columns, found: Bools, scores: NDArray[np.float32], standing: tuple[Ints, Ints]) -> Ints:
    """For every document number that of its leader: itself, or one of those found whose rows are the same as its own.

    That is the one that stands for them all if it is found, else the best of them.

    Args:
        columns: the arrays.
        found: which documents were found.
        scores: how well.
        standing: what ``standing_of`` made of what is the same.
    """
    leaders = np.arange(columns.size, dtype=np.int64)
    rows, stands = standing
    if not len(rows):
        return leaders
    documents = np.flatnonzero(found)
    place = np.minimum(np.searchsorted(rows, columns.rows[documents]), len(rows) - 1)
    is_same = rows[place] == columns.rows[documents]
    documents, groups = documents[is_same], stands[place[is_same]]
    if not len(documents):
        return leaders
    order = np.lexsort((documents, -scores[documents], columns.rows[documents] != groups, groups))
    documents, groups = documents[order], groups[order]
    _, first, number = np.unique(groups, return_index=True, return_inverse=True)
    leaders[documents] = documents[first][number]
    return leaders


def groups_of(columns: Columns, standing: tuple[Ints, Ints]) -> Ints:
    """For every document number that of its group: one of those whose rows are the same, its own for others.

    Args:
        columns: the arrays.
        standing: what ``standing_of`` made of what is the same.
    """
    groups = np.arange(columns.size, dtype=np.int64)
    rows, stands = standing
    if not len(rows):
        return groups
    place = np.minimum(np.searchsorted(rows, columns.rows), len(rows) - 1)
    members = np.flatnonzero(rows[place] == columns.rows)
    _, first, number = np.unique(stands[place[members]], return_index=True, return_inverse=True)
    groups[members] = members[first][number]
    return groups


def _distinct(groups: Ints, codes: Ints, values: int) -> Ints:
    """The codes, each once for a group."""
    keys = np.sort(groups * np.int64(values) + codes)
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    distinct: Ints = keys[first] % np.int64(max(values, 1))
    return distinct


def _number_of_groups(groups: Ints) -> int:
    return len(np.unique(groups))


def entry_to_plain(entry: Entry) -> tuple[object, ...]:
    """An entry in builtin types only, so that files it is pickled into outlive our classes."""
    lengths = {str(field): length for field, length in entry.lengths.items()}
    return entry.row, entry.date, lengths, {str(facet): tuple(values) for facet, values in entry.facets.items()}


def entry_from_plain(plain: Sequence[Any]) -> Entry:
    """The entry that ``entry_to_plain`` took apart."""
    row, date, lengths, facets = plain
    return Entry(
        row=row,
        date=date,
        lengths={TextField(field): length for field, length in lengths.items()},
        facets={Facet(facet): values for facet, values in facets.items()},
    )


def columns_of(entries: Iterable[Entry]) -> Columns:
    """The arrays of these entries, in their order."""
    rows: list[int] = []
    days: list[int] = []
    lengths: dict[TextField, list[int]] = {field: [] for field in TextField}
    pairs: dict[Facet, list[tuple[int, int]]] = {facet: [] for facet in Facet}
    values: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for document, entry in enumerate(entries):
        rows.append(entry.row)
        days.append(entry.date.toordinal() if entry.date else NO_DATE)
        for field in TextField:
            lengths[field].append(entry.lengths.get(field, 0))
        for facet, own in entry.facets.items():
            known = values[facet]
            pairs[facet].extend((document, known.setdefault(value, len(known))) for value in dict.fromkeys(own))
    return Columns(
        rows=_ints(rows),
        days=_ints(days),
        lengths={field: _ints(found) for field, found in lengths.items()},
        facets={
            facet: FacetColumn(
                owners=_ints([owner for owner, _ in found]),
                codes=_ints([code for _, code in found]),
                values=tuple(values[facet]),
            )
            for facet, found in pairs.items()
        },
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """The parts as one, document numbers counted on from part to part."""
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(part.size for part in parts)])
    return Columns(
        rows=_concatenated([part.rows for part in parts]),
        days=_concatenated([part.days for part in parts]),
        lengths={field: _concatenated([part.lengths[field] for part in parts]) for field in TextField},
        facets={facet: _joined_facet([part.facets[facet] for part in parts], starts) for facet in Facet},
    )


def _joined_facet(parts: Sequence[FacetColumn], starts: Ints) -> FacetColumn:
    values: dict[str, int] = {}
    codes = []
    for part in parts:
        code_of = _ints([values.setdefault(value, len(values)) for value in part.values])
        codes.append(code_of[part.codes])
    owners = [part.owners + start for part, start in zip(parts, starts, strict=False)]
    return FacetColumn(owners=_concatenated(owners), codes=_concatenated(codes), values=tuple(values))


def to_bytes(columns: Columns) -> bytes:
    """The arrays as the bytes of a file (numpy's own format, nothing pickled)."""
    arrays: dict[str, Any] = {"rows": columns.rows, "days": columns.days}
    arrays |= {f"length-{field}": found for field, found in columns.lengths.items()}
    for facet, column in columns.facets.items():
        arrays[f"owners-{facet}"] = column.owners
        arrays[f"codes-{facet}"] = column.codes
    values = json.dumps({facet: column.values for facet, column in columns.facets.items()}, ensure_ascii=False)
    arrays["values"] = np.frombuffer(values.encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def from_bytes(content: bytes) -> Columns:
    """The arrays in these bytes.

    Raises:
        ValueError, KeyError, OSError, zipfile.BadZipFile: the bytes are not such a file.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        values = json.loads(arrays["values"].tobytes())
        return Columns(
            rows=arrays["rows"],
            days=arrays["days"],
            lengths={field: arrays[f"length-{field}"] for field in TextField},
            facets={
                facet: FacetColumn(
                    owners=arrays[f"owners-{facet}"], codes=arrays[f"codes-{facet}"], values=tuple(values[facet])
                )
                for facet in Facet
            },
        )


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


def _concatenated(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else _ints(())
