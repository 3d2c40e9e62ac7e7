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
    from collections.abc import Mapping

LEXICON_FILE = Path(__file__).parent / "data" / "word-classes.txt.gz"
# Two letters are the tail of almost anything; three letters class unseen words best (see the model card).
SHORTEST_TAIL = 3


class WordClasses:
    """Form to word class, such as `noun.m:en>` (a masculine noun whose ending -en falls off in the lemma)."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        """Take a mapping of lower-case forms to classes."""
        self._classes = classes

    def __len__(self) -> int:
        return len(self._classes)

    def look_up(self, form: str) -> str:
        """The class of a form or of its longest known tail; empty when not even three letters are known."""
        return self.look_up_tail(form)[1]

    def look_up_tail(self, form: str) -> tuple[int, str]:
        """The length of the longest known tail, and its class; nought and empty when none is known."""
        lowered = form.lower()
        for start in range(max(1, len(lowered) - SHORTEST_TAIL + 1)):
            found = self._classes.get(lowered[start:])
            if found is not None:
                return len(lowered) - start, found
        return 0, ""


def read_word_classes(path: Path = LEXICON_FILE) -> WordClasses:
    """Read the shipped file: a line is a class, a tab, and its forms parted by spaces."""
    classes: dict[str, str] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if not line.startswith("#"):
            name, _, forms = line.partition("\t")
            classes.update(dict.fromkeys(forms.split(" "), name))
    return WordClasses(classes)


@cache
def word_classes() -> WordClasses:
    """The shipped lexicon, read once a process."""
    return read_word_classes()
