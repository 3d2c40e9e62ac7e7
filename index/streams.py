"""The words of units in their order, kept so that any question can be asked of some units without reading their text.

All terms that stand at one position of a text, exact form to concept, are one *stack*; there are few different ones, about
as many as words. A text is then an array of stacks' numbers, four bytes a word. What a question's word answers is a set of
stacks, and where it stands in any thousand units is one look into a table (numpy's ``take``).

The same turned round (index/postings.py) tells in which units a stack stands.

A part holds the units of one writing (or of several, joined), and has its own numbers of stacks; terms are known by 64 bits
of their digest, so that parts need no common dictionary.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array
from index.columns import Ints, distinct, first_of_each
from index.engine import TextField, Token, TokenKind
from index.nearness import POSITION_BITS
from index.postings import Postings, Signs, Times, Units, joined, joined_postings, postings_of

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]


@lru_cache(maxsize=1 << 20)
def hash_of(term: str, kind: TokenKind) -> int:
    """What a term of a kind is known by."""
    return int.from_bytes(hashlib.blake2b(f"{kind:d}{term}".encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """The stacks of a part and what they are made of.

    Attributes:
        stacks: digest of each stack, ascending; its place is its number. That of nothing is 0.
        terms: digest of each term, ascending.
        starts: where the stacks of each term begin in ``holders``.
        holders: numbers of stacks.
    """

    stacks: Hashes
    terms: Hashes
    starts: Ints
    holders: Codes

    def table(self, forms: Sequence[tuple[int, int]]) -> Signs | None:
        """For each stack the sign of the last of the forms (digest, sign) that is in it, else 0; None if none has any."""
        if not forms or not len(self.terms):
            return None
        digests = np.array([digest for digest, _ in forms], dtype=np.uint64)
        places = np.minimum(np.searchsorted(self.terms, digests), len(self.terms) - 1)
        known = np.flatnonzero(self.terms[places] == digests)
        if not len(known):
            return None
        first, last = self.starts[places[known]], self.starts[places[known] + 1]
        numbers = last - first
        within = np.arange(numbers.sum()) - np.repeat(np.cumsum(numbers) - numbers, numbers)
        signs = np.array([sign for _, sign in forms], dtype=np.uint8)
        table = np.zeros(len(self.stacks), dtype=np.uint8)
        table[self.holders[np.repeat(first, numbers) + within]] = np.repeat(signs[known], numbers)
        return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The texts of consecutive units: of unit i in a field ``codes[starts[i]:starts[i + 1]]``; and where each stack is."""

    stacks: Stacks
    starts: Mapping[TextField, Ints]
    codes: Mapping[TextField, Codes]
    postings: Mapping[TextField, Postings]

    @property
    def size(self) -> int:
        """Number of units."""
        return len(self.starts[TextField.TEXT]) - 1


class PartWriter:
    """Gathers the tokens of units for a part."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, TokenKind], int] = {}
        self._terms = {field: array("I") for field in TextField}
        self._places = {field: array("I") for field in TextField}
        self._ends = {field: [0] for field in TextField}

    def add(self, tokens: Mapping[TextField, Sequence[Token]]) -> None:
        """The next unit."""
        numbers = self._numbers
        for field in TextField:
            found = sorted(tokens.get(field, ()), key=_position)
            terms, places, ends = self._terms[field], self._places[field], self._ends[field]
            begin = ends[-1]
            for token in found:
                key = (token.term, token.kind)
                number = numbers.get(key)
                if number is None:
                    number = numbers[key] = len(numbers)
                terms.append(number)
                places.append(begin + token.position)
            ends.append(begin + found[-1].position + 1 if found else begin)

    def exact_words(self) -> list[str]:
        """The words of the texts as they stand."""
        return [term for term, kind in self._numbers if kind is TokenKind.EXACT]

    def part(self) -> Part:
        """What was added."""
        digests = np.array([hash_of(*key) for key in self._numbers], dtype=np.uint64)
        summed = {field: self._summed(field, digests) for field in TextField}
        stacks = distinct(np.concatenate([np.zeros(1, np.uint64), *summed.values()]))
        codes = {field: np.searchsorted(stacks, found).astype(np.uint32) for field, found in summed.items()}
        pairs = [self._pairs(field, codes[field], len(stacks)) for field in TextField]
        held = distinct(np.concatenate(pairs))
        terms, holders = held // np.int64(len(stacks)), held % np.int64(len(stacks))
        starts = {field: np.array(ends, dtype=np.int64) for field, ends in self._ends.items()}
        return Part(
            stacks=_stacks(stacks, digests[terms], holders),
            starts=starts,
            codes=codes,
            postings={field: postings_of(codes[field], starts[field], len(stacks)) for field in TextField},
        )

    def _summed(self, field: TextField, digests: Hashes) -> Hashes:
        """The digest of each position's stack: those of its terms added up."""
        summed = np.zeros(self._ends[field][-1], dtype=np.uint64)
        places = np.frombuffer(self._places[field], dtype=np.uint32) if self._places[field] else np.zeros(0, np.uint32)
        if len(places):
            begins = np.flatnonzero(np.concatenate([[True], places[1:] != places[:-1]]))
            terms = np.frombuffer(self._terms[field], dtype=np.uint32)
            summed[places[begins]] = np.add.reduceat(digests[terms], begins)
        return summed

    def _pairs(self, field: TextField, codes: Codes, stacks: int) -> Ints:
        """Which term is in which stack, each pair as one number."""
        if not self._places[field]:
            return np.zeros(0, dtype=np.int64)
        places = np.frombuffer(self._places[field], dtype=np.uint32)
        terms = np.frombuffer(self._terms[field], dtype=np.uint32)
        return distinct(terms.astype(np.int64) * stacks + codes[places])


def _position(token: Token) -> int:
    return token.position


def _stacks(stacks: Hashes, digests: Hashes, holders: Array) -> Stacks:
    """The stacks from pairs of a term's digest and the number of a stack it is in."""
    order = np.lexsort((holders, digests))
    ordered = digests[order]
    first = np.flatnonzero(first_of_each(ordered))
    return Stacks(
        stacks=stacks,
        terms=ordered[first],
        starts=np.append(first, len(digests)).astype(np.int64),
        holders=holders[order].astype(np.uint32),
    )


def joined_parts(parts: Sequence[Part]) -> Part:
    """The parts as one, units counted on from part to part."""
    stacks = distinct(np.concatenate([part.stacks.stacks for part in parts]))
    numbers = [np.searchsorted(stacks, part.stacks.stacks).astype(np.uint32) for part in parts]
    digests = np.concatenate([np.repeat(part.stacks.terms, np.diff(part.stacks.starts)) for part in parts])
    holders = np.concatenate([number[part.stacks.holders] for part, number in zip(parts, numbers, strict=True)])
    order = np.lexsort((holders, digests))
    digests, holders = digests[order], holders[order]
    new = np.ones(len(digests), dtype=bool)
    new[1:] = (digests[1:] != digests[:-1]) | (holders[1:] != holders[:-1])
    return Part(
        stacks=_stacks(stacks, digests[new], holders[new]),
        starts={field: _joined_starts([part.starts[field] for part in parts]) for field in TextField},
        codes={
            field: np.concatenate([number[part.codes[field]] for part, number in zip(parts, numbers, strict=True)])
            for field in TextField
        },
        postings={
            field: joined_postings(
                [part.postings[field] for part in parts], numbers, [part.size for part in parts], len(stacks)
            )
            for field in TextField
        },
    )


def _joined_starts(starts: Sequence[Ints]) -> Ints:
    ends = np.cumsum([0, *(int(each[-1]) for each in starts)])
    return np.concatenate([[0], *(each[1:] + end for each, end in zip(starts, ends, strict=False))])


# ---- looking ----------------------------------------------------------------------------------------------------------


def occurrences(
    parts: Sequence[Part], field: TextField, forms: Sequence[tuple[int, int]]
) -> tuple[Units, Signs, Times]:
    """In which units any of the forms (digest, sign from 1) stands, with the sign and how often; the later sign counts.

    A unit comes several times if different stacks have the forms.
    """
    units, signs, times = [], [], []
    first = 0
    for part in parts:
        table = part.stacks.table(forms)
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
        texts = {field: part.codes[field][starts[own] : starts[own + 1]] for field, starts in part.starts.items()}
        found.append(
            {}
            if table is None
            else {field: tuple(np.flatnonzero(table[codes]).tolist()) for field, codes in texts.items()}
        )
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
        self.units = units
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


def to_arrays(part: Part) -> dict[str, Array]:
    """The part as named arrays, for a file."""
    stacks = part.stacks
    arrays: dict[str, Array] = {
        "stacks": stacks.stacks,
        "terms": stacks.terms,
        "term-starts": stacks.starts,
        "term-holders": stacks.holders,
    }
    for field in TextField:
        arrays |= {f"text-starts-{field}": part.starts[field], f"text-{field}": part.codes[field]}
        held = part.postings[field]
        arrays |= {f"stack-starts-{field}": held.starts, f"stack-units-{field}": held.units}
        arrays[f"stack-times-{field}"] = held.times
    return arrays


def from_arrays(arrays: Mapping[str, Array]) -> Part:
    """The part that ``to_arrays`` took apart; KeyError where something is missing."""
    return Part(
        stacks=Stacks(
            stacks=arrays["stacks"],
            terms=arrays["terms"],
            starts=arrays["term-starts"],
            holders=arrays["term-holders"],
        ),
        starts={field: arrays[f"text-starts-{field}"] for field in TextField},
        codes={field: arrays[f"text-{field}"] for field in TextField},
        postings={
            field: Postings(
                starts=arrays[f"stack-starts-{field}"],
                units=arrays[f"stack-units-{field}"],
                times=arrays[f"stack-times-{field}"],
            )
            for field in TextField
        },
    )
