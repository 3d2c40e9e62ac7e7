"""The compound splitter's lexicon: how often each word opens or closes other words of Norsk ordbank and the treebank.

Run as `python -m models.recipe.parts ARCHIVE`; writes models/data/compound-parts.txt.gz.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from models.compounds import (
    LINKS,
    NO_WEIGHT,
    PARTS_FILE,
    SHORT,
    SHORTEST_PART,
    CompoundSplitter,
    PartLexicon,
    read_lists,
)
from models.recipe.corpus import read_training
from models.recipe.ordbank import read_ordbank
from models.recipe.packing import write_packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADER = (
    "# Norsk ordbank (CC BY 4.0) and lemmas of the Norwegian Dependency Treebank (CC0): "
    "weights as opening (bare -s -e), as head\n"
)
PARTS_OF_COMPOUNDS = frozenset({"NOUN", "VERB", "ADJ"})
# A lemma of the treebank seen once may be a slip of the pen.
LEAST_SEEN = 2
# Shorter verbs in -e are as often nouns, and their -ing is a piece of other words (-ging, -dring).
LONG_VERB = 8
# Shorter nouns are too often pieces of other words to be taken on no evidence.
SIMPLE_NOUN, SIMPLE_NOUN_WEIGHT = 5, 1.0


def read_lemmas(archive: Path) -> tuple[Counter[str], set[str]]:
    """Treebank counts of every lemma that may be a part, and the noun lemmas of both sources."""
    counts: Counter[str] = Counter()
    nouns: set[str] = set()
    training, _ = read_training(archive)
    for sentence in training:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if token.tag in PARTS_OF_COMPOUNDS and lemma.isalpha():
                counts[lemma] += 1
                if token.tag == "NOUN":
                    nouns.add(lemma)
    return counts, nouns


def weigh(lemmas: Iterable[str], nouns: Iterable[str], counts: Counter[str]) -> dict[str, list[float]]:
    """Word to four weights (bare, -s, -e, head): the log of how many lemmas it opens or closes, and of its own count."""
    words, heads = set(lemmas), set(nouns)
    opened: dict[str, Counter[str]] = {link: Counter() for link in LINKS}
    closed: Counter[str] = Counter()
    for lemma in words:
        for cut in range(SHORTEST_PART, len(lemma) - SHORTEST_PART + 1):
            tail = lemma[cut:]
            if tail not in heads or len(tail) < SHORT:
                continue
            for link in LINKS:
                opening = lemma[:cut].removesuffix(link) if lemma[:cut].endswith(link) else ""
                if len(opening) >= SHORTEST_PART and opening in words:
                    opened[link][opening] += 1
                    closed[tail] += 1
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for word in words:
        own = 0.5 * math.log1p(counts[word])
        for index, link in enumerate(LINKS):
            if opened[link][word]:
                weights[word][index] = math.log1p(opened[link][word]) + own
        if word in heads and (closed[word] or counts[word] >= LEAST_SEEN):
            weights[word][3] = math.log1p(closed[word]) + own
    return weights


def as_shipped(weights: Mapping[str, Iterable[float]]) -> dict[str, str]:
    """The weights of each word in tenths, as the shipped file has them."""
    return {
        word: " ".join(str(round(10 * value)) if value else NO_WEIGHT for value in weights[word])
        for word in sorted(weights)
    }


def add_simple_nouns(weights: dict[str, list[float]], nouns: Iterable[str]) -> None:
    """Give nouns that no compound of the sources opens with a small weight as openings, if they are not compounds."""
    splitter = CompoundSplitter(PartLexicon(weights=as_shipped(weights), **read_lists()))
    for noun in sorted(nouns):
        if len(noun) >= SIMPLE_NOUN and not splitter.split(noun):
            values = weights[noun]
            if not any(values[:3]):
                values[0] = SIMPLE_NOUN_WEIGHT
            if not values[3]:
                values[3] = SIMPLE_NOUN_WEIGHT


def write_parts(archive: Path, path: Path = PARTS_FILE) -> int:
    """Write the shipped file and return the number of words in it."""
    ordbank = read_ordbank()
    counts, treebank_nouns = read_lemmas(archive)
    nouns = {lemma for lemma in ordbank["noun"].values() if lemma.isalpha()} | treebank_nouns
    # A verb makes a noun in -ing: nynorsk `førebyggje`, `førebygging` (bokmål ones are in Norsk ordbank).
    nouns |= {f"{verb[:-1].removesuffix('j')}ing" for verb in counts if len(verb) >= LONG_VERB and verb[-1] in "ea"}
    others = {lemma for pos in ("verb", "adj") for lemma in ordbank[pos].values() if lemma.isalpha()} | set(counts)
    weights = weigh(nouns | others, nouns, counts)
    add_simple_nouns(weights, nouns)
    lines = [f"{word} {values}\n" for word, values in as_shipped(weights).items()]
    write_packed(path, HEADER + "".join(lines))
    return len(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    print(write_parts(parser.parse_args().archive))
