"""Splitting a Norwegian noun into the words it is made of: `trafikksikkerhetsplan` -> trafikk, sikkerhet, plan.

Give it lemmas: `trafikksikkerhetsplanen` must be lemmatised first. A split is made of words that Norsk ordbank or the
treebank know, and is scored by how many other compounds each word opens or closes; a word that only looks like a
compound (`voldgift`, `kartlegging`) stands on the refuse list. No foreign library is imported here.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARTS_FILE = Path(__file__).parent / "data" / "compound-parts.txt.gz"
LISTS_FILE = Path(__file__).parent / "data" / "compound-lists.txt"
LINKS = ("", "s", "e")
# What the shipped file has for a place where a word does not stand.
NO_WEIGHT = "."
SHORTEST_WORD = 5
SHORTEST_PART = 2
SHORTEST_COMPOUND = 7
# Parts this short are taken only from the closed lists: `is`, `ran`, `by` sit inside too many other words.
SHORT = 3
# Chosen on the tuning nouns (tests/models/compounds-tuning.txt): highest recall with precision at least .98.
LEAST_SCORE = 6.5
PER_LETTER = 0.25
COMBINING_WEIGHT = 4.0
# A part that is itself a compound, and none the lexicon has seen at that place.
INNER_COMPOUND_WEIGHT = 3.0
# When both readings are words (`busstopp`: buss + stopp, buss + topp), the one with the unwritten consonant is meant.
UNWRITTEN_CONSONANT = 1.5
LONGEST_COUNTED = 8
# No word of minutes is longer; a row of letters without blanks would be cut at every place of every part.
LONGEST = 80
CACHE_LIMIT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A word inside a compound: its dictionary form, and where it stands in the compound, its link included."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLexicon:
    """Weights of words as parts.

    `weights`: word to its weights as an opening with each of `LINKS` and as a head, as the shipped file has them;
    `short_openings`, `short_heads`: the closed lists; `not_heads`: suffixes that look like words; `not_openings`:
    particles and prefixes; `combining`: openings that are no words of their own; `refused`: words never split.
    """

    weights: Mapping[str, str]
    short_openings: frozenset[str]
    short_heads: frozenset[str]
    not_heads: frozenset[str]
    not_openings: frozenset[str]
    combining: frozenset[str]
    refused: frozenset[str]

    def opening(self, text: str) -> tuple[str, float] | None:
        """The word that an opening with its link stands for, `sikkerhets` for `sikkerhet`, and its weight: the heaviest."""
        best: tuple[str, float] | None = None
        for place, link in reversed(tuple(enumerate(LINKS))):
            word = text.removesuffix(link)
            if text.endswith(link) and word in self.weights:
                weight = self.weights[word].split(" ")[place]
                if weight != NO_WEIGHT and (best is None or int(weight) / 10 > best[1]):
                    best = word, int(weight) / 10
        return best

    def head(self, text: str) -> float | None:
        """The weight of a word as a head."""
        weight = self.weights[text].rpartition(" ")[2] if text in self.weights else NO_WEIGHT
        return None if weight == NO_WEIGHT else int(weight) / 10


class CompoundSplitter:
    """Splits lemmas by a `PartLexicon`."""

    def __init__(self, lexicon: PartLexicon) -> None:
        """Take the lexicon."""
        self._lexicon = lexicon
        self._compounds: dict[str, bool] = {}

    def split(self, lemma: str) -> tuple[Part, ...]:
        """The parts of a lemma, all the way down; empty when it is not a compound we are sure of."""
        lowered = lemma.lower()
        if len(lowered) > LONGEST:
            return ()
        if "-" in lowered.strip("-"):
            return self._split_at_hyphens(lowered)
        if not lowered.isalpha():
            return ()
        if len(self._compounds) > CACHE_LIMIT:
            self._compounds.clear()
        parts = self._split(lowered, 0)
        return parts if len(parts) > 1 else ()

    def knows(self, word: str) -> bool:
        """Whether the lexicon has it as a word, alone or in compounds."""
        return word in self._lexicon.weights

    def _split_at_hyphens(self, lemma: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        start = 0
        for piece in lemma.split("-"):
            if piece:
                whole = (Part(word=piece, start=start, end=start + len(piece)),)
                parts.extend(self._split(piece, start) if piece.isalpha() else whole)
            start += len(piece) + 1
        return tuple(parts) if len(parts) > 1 else ()

    def _split(self, word: str, offset: int) -> tuple[Part, ...]:
        whole = (Part(word=word, start=offset, end=offset + len(word)),)
        if len(word) < SHORTEST_WORD or word in self._lexicon.refused:
            return whole
        best = max(self._binary(word), default=None)
        if best is None or best[0] < LEAST_SCORE:
            return whole
        _, cut, head_start, opening = best
        left = self._split(opening, offset)
        # The link belongs to the last part of what stands before it.
        left = (*left[:-1], Part(word=left[-1].word, start=left[-1].start, end=offset + cut))
        return (*left, *self._split(word[head_start:], offset + head_start))

    def _cuts(self, word: str) -> range:
        """Where to try: never inside a refused word that the word begins or ends with (`vara-ordfører`)."""
        refused = self._lexicon.refused
        places = range(SHORTEST_WORD, len(word) - SHORTEST_PART + 1)
        first = max((end for end in places if word[:end] in refused), default=SHORTEST_PART)
        last = min((len(word) - length for length in places if word[-length:] in refused), default=len(word))
        return range(first, min(last, len(word) - SHORTEST_PART) + 1)

    def _binary(self, word: str) -> Iterator[tuple[float, int, int, str]]:
        for cut in self._cuts(word):
            opening = self._opening(word[:cut])
            if opening is None:
                continue
            yield from self._heads(word, cut, cut, opening)
            # `trafikkontroll` is trafikk + kontroll: of three equal consonants one is not written.
            if word[cut - 1] == word[cut - 2] and word[cut - 1] not in "aeiouyæøå":
                yield from self._heads(word, cut, cut - 1, (opening[0], opening[1] + UNWRITTEN_CONSONANT))

    def _heads(
        self, word: str, cut: int, head_start: int, opening: tuple[str, float]
    ) -> Iterator[tuple[float, int, int, str]]:
        head = self._head(word[head_start:])
        if head is not None:
            yield (opening[1] + head, cut, head_start, opening[0])

    def _opening(self, text: str) -> tuple[str, float] | None:
        lexicon = self._lexicon
        if text in lexicon.combining:
            return text, COMBINING_WEIGHT + PER_LETTER * min(len(text), LONGEST_COUNTED)
        found = lexicon.opening(text)
        if found is None:
            return self._compound_opening(text)
        if found[0] in lexicon.not_openings or text in lexicon.not_openings:
            return None
        if len(found[0]) <= SHORT and found[0] not in lexicon.short_openings:
            return None
        return found[0], found[1] + PER_LETTER * min(len(found[0]), LONGEST_COUNTED)

    def _compound_opening(self, text: str) -> tuple[str, float] | None:
        for link in LINKS:
            word = text.removesuffix(link)
            if text.endswith(link) and self._is_compound(word):
                return word, INNER_COMPOUND_WEIGHT + PER_LETTER * min(len(word), LONGEST_COUNTED)
        return None

    def _is_compound(self, word: str) -> bool:
        if len(word) < SHORTEST_COMPOUND:
            return False
        known = self._compounds.get(word)
        if known is None:
            known = self._compounds[word] = len(self._split(word, 0)) > 1
        return known

    def _head(self, text: str) -> float | None:
        lexicon = self._lexicon
        if text in lexicon.not_heads:
            return None
        weight = lexicon.head(text)
        if weight is None:
            return INNER_COMPOUND_WEIGHT + PER_LETTER * LONGEST_COUNTED if self._is_compound(text) else None
        if len(text) <= SHORT and text not in lexicon.short_heads:
            return None
        return weight + PER_LETTER * min(len(text), LONGEST_COUNTED)


def read_lists(path: Path = LISTS_FILE) -> dict[str, frozenset[str]]:
    """The closed lists: `[name]` lines head them, words follow, `#` begins a comment."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            words = found.setdefault(text.strip("[]"), set())
        else:
            words.update(text.split())
    return {name: frozenset(kept) for name, kept in found.items()}


def read_parts(path: Path = PARTS_FILE, lists: Path = LISTS_FILE) -> PartLexicon:
    """Read the shipped lexicon. A line: word, then its weight (tenths) bare, with -s, with -e, and as head; `.` is none."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    # The weights are parsed when a word is looked up: a search splits some hundred words, and must start at once.
    weights = dict(line.split(" ", 1) for line in lines if not line.startswith("#"))
    return PartLexicon(weights=weights, **read_lists(lists))


@cache
def splitter() -> CompoundSplitter:
    """The shipped splitter, read once a process."""
    return CompoundSplitter(read_parts())


@lru_cache(maxsize=100_000)
def split_compound(lemma: str) -> tuple[Part, ...]:
    """The parts of a lemma by the shipped splitter; empty when it is no compound."""
    return splitter().split(lemma)


def compound_terms(lemma: str) -> tuple[str, ...]:
    """What else to index a lemma under: each part, and each run of neighbouring parts that is not the whole.

    `trafikksikkerhetsplan` -> trafikk, sikkerhet, plan, trafikksikkerhet, sikkerhetsplan.
    """
    parts = split_compound(lemma)
    lowered = lemma.lower()
    runs = [
        lowered[parts[first].start : parts[last].end - (parts[last].end - parts[last].start - len(parts[last].word))]
        for length in range(2, len(parts))
        for first in range(len(parts) - length + 1)
        for last in (first + length - 1,)
    ]
    return tuple(dict.fromkeys((*(part.word for part in parts), *runs)))
