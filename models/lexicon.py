"""What a word may be, by Norsk ordbank: its part of speech, gender and ending, found by the longest known tail.

A Norwegian noun inflects as its last part does, so `trafikksikkerhetsplanen` is classed by the longest tail the
lexicon knows. For the same reason the shipped file leaves out every form whose tail already says the same.
No foreign library is imported here.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEXICON_FILE = Path(__file__).parent / "data" / "word-classes.txt.gz"
# Two letters are the tail of almost anything; three letters class unseen words best (see the model card).
SHORTEST_TAIL = 3
# Letters; the longest form of the shipped file has thirty. More of a word without end need not be looked through.
LONGEST_TAIL = 40


class WordClasses:
    """Form to word class, such as `noun.m:en>` (a masculine noun whose ending -en falls off in the lemma)."""

    def __init__(self, names: Sequence[str], groups: Mapping[str, str]) -> None:
        """Take the classes, and by the last three letters of forms the lines of the shipped file.

        A line is parsed when a word that ends so is looked up: reading all costs a tenth of a second, and a search
        needs a few.
        """
        self._names = names
        self._groups = groups
        self._parsed: dict[str, dict[str, str]] = {}

    def __len__(self) -> int:
        return sum(len(self._beginnings(tail)) for tail in self._groups)

    def look_up(self, form: str) -> str:
        """The class of a form or of its longest known tail; empty when not even three letters are known."""
        return self.look_up_tail(form)[1]

    def look_up_tail(self, form: str) -> tuple[int, str]:
        """The length of the longest known tail, and its class; nought and empty when none is known."""
        lowered = form.lower()
        beginning = lowered[-LONGEST_TAIL:-SHORTEST_TAIL]
        known = self._beginnings(lowered[-SHORTEST_TAIL:])
        for start in range(len(beginning) + 1):
            found = known.get(beginning[start:])
            if found is not None:
                return min(len(lowered), LONGEST_TAIL) - start, found
        return 0, ""

    def _beginnings(self, tail: str) -> dict[str, str]:
        """What stands before these three letters in known forms, to class."""
        parsed = self._parsed.get(tail)
        if parsed is None:
            parsed = {}
            for group in filter(None, self._groups.get(tail, "").split("\t")):
                number, *beginnings = group.split(" ")
                parsed.update(dict.fromkeys(beginnings, self._names[int(number)]))
            self._parsed[tail] = parsed
        return parsed


def read_word_classes(path: Path = LEXICON_FILE) -> WordClasses:
    """Read the shipped file.

    Its first line that is no comment names the classes, parted by tabs. Each other line is three letters (or a shorter
    form), then for each class a tab, its number, and what stands before these letters in its forms, parted by spaces.
    """
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    names, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    return WordClasses(names.split("\t"), dict(line.split("\t", 1) for line in lines))


@cache
def word_classes() -> WordClasses:
    """The shipped lexicon, read once a process."""
    return read_word_classes()
