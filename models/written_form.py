"""Is a paragraph bokmål or nynorsk? Counted words and endings that the two written forms do not share.

Names, figures and words of both forms say nothing. A heading of two words often says nothing at all: then the answer
is the caller's default, as a rule what the document around it is. No foreign library is imported here.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

WrittenForm = Literal["nb", "nn"]

SIGNS_FILE = Path(__file__).parent / "data" / "written-forms.txt.gz"
# A word of letters, apostrophes left out: `ikkje`, `kommunestyret`.
WORD = re.compile(r"[^\W\d_]+")
ENDING_LETTERS = 4
# One clear word (`ikkje`, `ikke`) is enough; one doubtful ending is not. In nats, chosen on dev.
LEAST_MARGIN = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSigns:
    """Words and word endings to log odds: above nought is nynorsk, below is bokmål."""

    words: Mapping[str, float]
    endings: Mapping[str, float]

    def score(self, text: str) -> float:
        """The summed log odds of a text; nought when nothing in it tells."""
        total = 0.0
        for match in WORD.finditer(text):
            word = match.group()
            # Capitalised words in a sentence are mostly names; in a heading in capitals they are words.
            if word[0].isupper() and not word.isupper() and match.start() > 0:
                continue
            lowered = word.lower()
            found = self.words.get(lowered)
            total += self.endings.get(lowered[-ENDING_LETTERS:], 0.0) if found is None else found
        return total


def read_signs(path: Path = SIGNS_FILE) -> FormSigns:
    """Read the shipped file: a line is a word (or `-` and an ending), a space, and log odds in tenths."""
    words: dict[str, float] = {}
    endings: dict[str, float] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            word, tenths = line.split()
            if word.startswith("-"):
                endings[word[1:]] = int(tenths) / 10
            else:
                words[word] = int(tenths) / 10
    return FormSigns(words=words, endings=endings)


@cache
def form_signs() -> FormSigns:
    """The shipped signs, read once a process."""
    return read_signs()


def detect_written_form(text: str, default: WrittenForm = "nb") -> WrittenForm:
    """`nn` or `nb`; `default` when the text does not tell."""
    score = form_signs().score(text)
    if abs(score) < LEAST_MARGIN:
        return default
    return "nn" if score > 0 else "nb"
