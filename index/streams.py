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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array
from index.columns import Ints, distinct, first_of_each
from index.engine import TextField, Token, TokenKind
from index.postings import Postings, Signs, joined_postings, postings_of

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
