"""Where words stand: in which units of an index, and at which places in some of them, by its streams of words.

Asked are forms: digests of terms (``streams.hash_of``), each with a sign from 1 by which the answer tells which it was.
Where several stand at one position the later of them counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array
from index.columns import Ints
from index.engine import TextField
from index.nearness import POSITION_BITS
from index.postings import Signs, Times, Units, joined
from index.streams import Codes, Part

Tables = Sequence[Signs | None]
"""For each part of an index the sign of each stack, 0 where none of the forms is in it; None where none is in any."""


def tables_of(parts: Sequence[Part], forms: Sequence[tuple[int, int]]) -> Tables:
    """In which stacks the forms are: what all fields are asked by."""
    return tuple(part.stacks.table(forms) for part in parts)


def occurrences(parts: Sequence[Part], field: TextField, tables: Tables) -> tuple[Units, Signs, Times]:
    """In which units any of the forms stands, with the sign and how often.

    A unit comes several times if different stacks have the forms.
    """
    units, signs, times = [], [], []
    first = 0
    for part, table in zip(parts, tables, strict=True):
        if table is not None:
            own, sign, often = part.postings[field].of(table)
            units.append(own + np.uint32(first) if first else own)
            signs.append(sign)
            times.append(often)
        first += part.size
    return joined(units), joined(signs).astype(np.uint8), joined(times).astype(np.uint16)


def positions(
    parts: Sequence[Part], units: Sequence[int], forms: Sequence[tuple[int, int]]
) -> list[dict[TextField, tuple[int, ...]]]:
    """For each of some units, by field the positions where any of the forms (digest, sign from 1) stands."""
    begins = list(accumulate((part.size for part in parts), initial=0))
    tables: dict[int, Signs | None] = {}
    found: list[dict[TextField, tuple[int, ...]]] = []
    for unit in units:
        number = bisect_right(begins, unit) - 1
        part, own = parts[number], unit - begins[number]
        if number not in tables:
            tables[number] = part.stacks.table(forms)
        table = tables[number]
        if table is None:
            found.append({})
            continue
        texts = {field: part.codes[field][starts[own] : starts[own + 1]] for field, starts in part.starts.items()}
        found.append({field: tuple(np.flatnonzero(table[codes]).tolist()) for field, codes in texts.items()})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a word stands in the units that are looked at: the unit's place among them, the position, the form's sign."""

    owners: Ints
    positions: Ints
    signs: NDArray[np.uint8]

    @property
    def places(self) -> Ints:
        """Ascending places."""
        return (self.owners << POSITION_BITS) | self.positions


class Selection:
    """Some units, to be asked where words stand in them.

    Args:
        parts: the parts of the index, in order.
        units: ascending numbers of units.
    """

    def __init__(self, parts: Sequence[Part], units: Ints) -> None:
        self._parts = parts
        self._bounds = np.cumsum([0, *(part.size for part in parts)])
        self._edges = np.searchsorted(units, self._bounds)
        edges = pairwise(zip(self._edges.tolist(), self._bounds.tolist(), strict=True))
        self._own = [units[first:last] - begin for (first, begin), (last, _) in edges]
        self._words: dict[TextField, int] = {}
        self._texts: dict[tuple[int, TextField], tuple[Codes, Ints]] = {}

    def words(self, field: TextField) -> int:
        """How many words their texts have."""
        if field not in self._words:
            self._words[field] = sum(
                int((part.starts[field][own + 1] - part.starts[field][own]).sum())
                for part, own in zip(self._parts, self._own, strict=True)
            )
        return self._words[field]

    def stand(self, field: TextField, forms: Sequence[tuple[int, int]]) -> Stand:
        """Where any of the forms (digest, sign from 1) stands; where several do, the later counts."""
        owners, positions, signs = [], [], []
        for number, part in enumerate(self._parts):
            first, last = self._edges[number], self._edges[number + 1]
            table = part.stacks.table(forms) if last > first else None
            if table is None:
                continue
            codes, ends = self._text(number, field)
            found = table[codes]
            at = np.flatnonzero(found)
            own = np.searchsorted(ends, at, side="right")
            owners.append(own + first)
            positions.append(at - np.concatenate([[0], ends])[own])
            signs.append(found[at])
        return Stand(owners=_all(owners), positions=_all(positions), signs=_all(signs).astype(np.uint8))

    def _text(self, number: int, field: TextField) -> tuple[Codes, Ints]:
        """The chosen texts of a part one after another, and where each ends."""
        known = self._texts.get((number, field))
        if known is None:
            part = self._parts[number]
            units, starts = self._own[number], part.starts[field]
            ends = np.cumsum(starts[units + 1] - starts[units])
            breaks = [0, *(np.flatnonzero(np.diff(units) != 1) + 1).tolist(), len(units)]
            begins, stops = starts[units].tolist(), starts[units + 1].tolist()
            runs = [part.codes[field][begins[a] : stops[b - 1]] for a, b in pairwise(breaks)]
            known = self._texts[number, field] = (runs[0] if len(runs) == 1 else np.concatenate(runs)), ends
        return known


def _all(found: Sequence[Array]) -> Array:
    if len(found) == 1:
        return found[0]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
