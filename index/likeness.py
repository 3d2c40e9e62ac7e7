"""How alike two texts are: shingles of three words, and keys that near-identical texts have in common (MinHash bands).

Exact where it decides (the share of common shingles), approximate only in whom it looks at: two texts that are four
fifths alike share one of the twelve keys with a chance of 99 % (Broder 1997; Leskovec, Rajaraman & Ullman, Mining of
Massive Datasets, section 3.4), so nobody has to be compared with everybody.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"[^\W_]+")
"""A word or a number: «PS 12/21, Årsregnskap» holds PS, 12, 21 and Årsregnskap."""

SOFT_HYPHEN = "\xad"
SHINGLE_WORDS = 3
BANDS = 12
BAND_ROWS = 5

LEAST_FOR_BANDS = 30
"""Shingles a text must have to be looked up by its keys: shorter ones («Innkallingen ble godkjent») stand everywhere."""

KEPT_SHINGLES = 512
"""Texts whose shingles are remembered: those of a large meeting or some small ones, some megabytes."""


def words_of(text: str) -> tuple[str, ...]:
    """The words in small letters, whatever stands between them."""
    plain = unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "").casefold()
    return tuple(WORD.findall(plain))


@lru_cache(maxsize=KEPT_SHINGLES)
def shingles_of(text: str) -> frozenset[int]:
    """Every three words in a row, each as a number of 32 bits; a shorter text is one shingle, an empty one none."""
    words = words_of(text)
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(zlib.crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode()) for at in runs)


def alike(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """The share of all their shingles that they have in common, 0 to 1."""
    common = len(one & other)
    every = len(one) + len(other) - common
    return common / every if every else 0.0


def contained(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """The share of the smaller one's shingles that the other has too, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def bands_of(shingles: AbstractSet[int]) -> tuple[int, ...]:
    """The keys under which a text is looked up, whole numbers of 63 bits; none for a short one."""
    if len(shingles) < LEAST_FOR_BANDS:
        return ()
    import numpy as np  # here: a command that only asks needs none of this

    numbers = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    factors, terms = _permutations()
    with np.errstate(over="ignore"):
        least = ((numbers[None, :] * factors[:, None] + terms[:, None]) >> np.uint64(32)).min(axis=1)
    rows = least.astype("<u4").reshape(BANDS, BAND_ROWS)
    return tuple(_number(bytes([band]) + row.tobytes()) for band, row in enumerate(rows))


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply, add and keep the upper half (Dietzfelbinger 1996); the constants are the same in every version."""
    import numpy as np

    def constants(name: str) -> Any:
        return np.array([_number(f"{name} {at}".encode()) for at in range(BANDS * BAND_ROWS)], dtype=np.uint64)

    return constants("factor") | np.uint64(1), constants("term")


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little") >> 1
