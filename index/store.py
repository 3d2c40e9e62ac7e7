"""What an engine keeps of units besides its own files: columns and streams of words, in parts, under the units' numbers.

An engine's own files say which of the numbers are in use; whatever it commits, it writes the parts first. So a run that is
killed leaves at worst parts that nothing points to, and their numbers are passed over. A part is one file
(index/arrays.py), named for the numbers it holds, and never changed; small ones are joined when there are many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import columns as of_columns
from index import streams as of_streams
from index.arrays import Array, DamagedFile, open_arrays, write_arrays
from index.columns import Columns, Entry, columns_of, joined
from index.engine import Analyser, TextField, Token, Unit
from index.streams import Part, PartWriter, joined_parts
from index.suggestions import Letters, WordList, matrices

PART = re.compile(r"(?P<start>\d{10})-(?P<stop>\d{10})\.units")
"""The name of a part: «0000000000-0000050000.units»."""

PART_UNITS = 50_000
"""Units gathered in memory for a part: some hundred megabytes."""

JOIN_TOGETHER = 8
"""Parts of like size that are joined: a search looks into each part, and each unit is joined log8(n) times."""

ATTEMPTS = 5
"""How often a reader lists the parts anew when one was joined away before it was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The parts of an index as one; units are numbered through all of them."""

    columns: Columns
    parts: tuple[Part, ...]
    word_lists: tuple[WordList, ...]
    ids: tuple[tuple[Array, Array], ...]

    def item_id(self, number: int) -> str:
        """The id of the item that is this unit."""
        for starts, letters in self.ids:
            if number < len(starts) - 1:
                return bytes(letters[starts[number] : starts[number + 1]]).decode()
            number -= len(starts) - 1
        raise IndexError(number)


def open_store(folder: Path) -> Store:
    """What is kept in a folder.

    Raises:
        DamagedFile: a part is missing, or not what was written.
        OSError: it cannot be read.
    """
    for _ in range(ATTEMPTS):
        try:
            return _joined([open_arrays(path) for path, _ in _parts(folder)])
        except FileNotFoundError:
            continue
    raise DamagedFile(f"the parts in {folder} cannot be opened")


def _joined(opened: Sequence[tuple[dict[str, Array], dict[str, list[str]]]]) -> Store:
    try:
        columns = [of_columns.from_arrays(*part) for part in opened]
        return Store(
            columns=joined(columns or [columns_of(())]),
            parts=tuple(of_streams.from_arrays(arrays) for arrays, _ in opened),
            word_lists=tuple(WordList(_letters_of(arrays)) for arrays, _ in opened),
            ids=tuple((arrays["id-starts"], arrays["ids"]) for arrays, _ in opened),
        )
    except KeyError as error:
        raise DamagedFile(f"a part lacks {error}") from error


def _letters_of(arrays: Mapping[str, Array]) -> Callable[[int], Letters]:
    def read(length: int) -> Letters:
        found = arrays.get(f"words-{length}")
        return np.zeros((length, 0), dtype=np.uint16) if found is None else found.reshape(length, -1)

    return read


def _parts(folder: Path) -> list[tuple[Path, tuple[int, int]]]:
    """The files that together hold all numbers from 0, in order; what a larger one holds too is passed over."""
    named = ((path, PART.fullmatch(path.name)) for path in folder.iterdir())
    spans = sorted((int(name["start"]), -int(name["stop"]), path) for path, name in named if name)
    chosen: list[tuple[Path, tuple[int, int]]] = []
    at = 0
    for start, stop, path in spans:
        if start > at:
            raise DamagedFile(f"{folder} lacks the units {at} to {start}")
        if start == at and -stop > at:
            chosen.append((path, (start, -stop)))
            at = -stop
    return chosen


class StoreWriter:
    """Adds units to a store, for the one who holds the index for writing; ``is_first`` if nothing was there before."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._folder = folder
        self._analyser = analyser
        known = _parts(folder)
        self._start = known[-1][1][1] if known else 0
        self.is_first = not known
        self._clear()

    def _clear(self) -> None:
        self._words = PartWriter()
        self._entries: list[Entry] = []
        self._ids: list[bytes] = []

    def add(self, unit: Unit) -> tuple[int, Mapping[TextField, Sequence[Token]]]:
        """Keep a unit; gives its number and its tokens, for the engine's own files."""
        tokens = {field: self._analyser.tokens(text) for field, text in unit.texts.items() if text}
        lengths = {field: len({token.position for token in found}) for field, found in tokens.items()}
        number = self._start + len(self._entries)
        self._words.add(tokens)
        self._entries.append(Entry(row=unit.row, date=unit.date, lengths=lengths, facets=unit.facets))
        self._ids.append(unit.item_id.encode())
        if len(self._entries) >= PART_UNITS:
            self.flush()
        return number, tokens

    def flush(self) -> None:
        """Write what is gathered to disk; before the engine commits."""
        if not self._entries:
            return
        stop = self._start + len(self._entries)
        arrays, texts = of_columns.to_arrays(columns_of(self._entries))
        arrays |= of_streams.to_arrays(self._words.part())
        arrays |= _word_arrays(self._words.exact_words())
        arrays["id-starts"] = np.cumsum([0, *map(len, self._ids)])
        arrays["ids"] = np.frombuffer(b"".join(self._ids), dtype=np.uint8)
        write_arrays(_path(self._folder, self._start, stop), arrays, texts)
        self._start = stop
        self._clear()


def _word_arrays(words: Sequence[str]) -> dict[str, Array]:
    return {f"words-{length}": letters.ravel() for length, letters in matrices(words).items()}


def _path(folder: Path, start: int, stop: int) -> Path:
    return folder / f"{start:010}-{stop:010}.units"


def join_parts(folder: Path, *, everything: bool = False) -> None:
    """Join the last parts while there are many of like size, or all there are; after the engine has committed."""
    while True:
        known = _parts(folder)
        alike = _last_alike([stop - start for _, (start, stop) in known])
        if everything and len(known) > 1:
            alike = len(known)
        elif alike < JOIN_TOGETHER:
            break
        _join(folder, known[-alike:])
    kept = {path for path, _ in known}
    for path in folder.iterdir():
        if PART.fullmatch(path.name) and path not in kept:
            path.unlink(missing_ok=True)


def _last_alike(sizes: Sequence[int]) -> int:
    """How many of the last parts are no larger, by powers of ``JOIN_TOGETHER``, than the last one."""
    tiers = [(size.bit_length() - 1) // (JOIN_TOGETHER.bit_length() - 1) for size in sizes]
    return next((place for place, tier in enumerate(reversed(tiers)) if tier > tiers[-1]), len(tiers))


def _join(folder: Path, known: Sequence[tuple[Path, tuple[int, int]]]) -> None:
    opened = [open_arrays(path) for path, _ in known]
    store = _joined(opened)
    arrays, texts = of_columns.to_arrays(store.columns)
    arrays |= of_streams.to_arrays(joined_parts(store.parts))
    arrays |= _word_arrays([word for held, _ in opened for word in _words_in(held)])
    ends = np.cumsum([0, *(int(starts[-1]) for starts, _ in store.ids)])
    shifted = [starts[1:] + end for (starts, _), end in zip(store.ids, ends, strict=False)]
    arrays["id-starts"] = np.concatenate([[0], *shifted])
    arrays["ids"] = np.concatenate([letters for _, letters in store.ids])
    write_arrays(_path(folder, known[0][1][0], known[-1][1][1]), arrays, texts)


def _words_in(arrays: Mapping[str, Array]) -> Iterator[str]:
    for name, found in arrays.items():
        if name.startswith("words-"):
            length = int(name.removeprefix("words-"))
            signs = np.ascontiguousarray(found.reshape(length, -1).T.astype(np.uint32))
            yield from signs.view(f"U{length}").ravel().tolist()
