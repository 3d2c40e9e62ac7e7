"""Words broken at the end of a line: which hyphens belong to the word, and which only to the line.

A hyphen stays before a capital (Tor-André, Nord-Norge), after a capital or figure (SLT-koordinator, 4-5), after a single
letter (e-post) or an abbreviation (edb-system), and where the document writes the word so elsewhere; before «og» it is the
shared end of a compound (plan- og bygningsloven). Otherwise it goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from ingest.blocks import Run

HYPHENS = "-‐‑"

# First parts that are always written with a hyphen, being abbreviations in small letters: "edb-system", "ikt-plan".
_HYPHENATED = frozenset(
    ["edb", "ikt", "it", "pc", "tv", "pr", "sms", "gps", "hms", "slt", "nav", "ks", "kst", "fsk", "ppt", "ikke"]
)

# A shorter word than this is not cut to fit a cell.
_LEAST_BROKEN = 8
_LONGEST_WORD = 100

# Words as written, with the hyphens inside them: "e-post", "områdereguleringsplan".
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")

_LAST_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*$")

# What a shared end is followed by: "plan- og bygningsloven", "barne-, ungdoms- og familie".
_SHARED_END = re.compile(r"(?:og|eller|samt|og/eller|eller|til|men|såvel)\b")


class _Words(Mapping[str, int]):
    """Counts when it is first asked: a document that breaks no words never pays for it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text.lower()))

    def __getitem__(self, word: str) -> int:
        return self._counted[word]

    def __contains__(self, word: object) -> bool:
        return word in self._counted

    def __iter__(self) -> Iterator[str]:
        return iter(self._counted)

    def __len__(self) -> int:
        return len(self._counted)


def words_of(text: str) -> Mapping[str, int]:
    """The words of a document in lower case and how often it has them, as evidence for how it writes them."""
    return _Words(text)


def is_broken_word(line: str, following: str, words: Mapping[str, int]) -> bool:
    """Whether a word was cut without a hyphen because it alone was too long for a narrow cell: "Kommunedire", "ktøren".

    Args:
        line: the text of a line that leaves no room for another letter in its cell.
        following: the next line.
        words: the words of the document (``words_of``), those of these two lines included.
    """
    head = _WORD.match(following)
    if head is None or not line.isalpha() or not head.group()[0].islower():
        return False
    if f"{line}{head.group()}".lower() in words:
        return True
    return words.get(line.lower(), 0) <= 1 and len(line) >= _LEAST_BROKEN


def join_words(left: Run, right: Run, words: Mapping[str, int]) -> tuple[Run, Run]:
    """Two runs of one paragraph, ``right`` beginning a new line: mended, with the right glue between.

    Args:
        left: ends where its line ends.
        right: the next line; its glue is replaced.
        words: the words of the document (``words_of``).
    """
    if not left.text or not right.text or left.text[-1] not in HYPHENS:
        return left, replace(right, glue=" ")
    stem = _LAST_WORD.search(left.text[-_LONGEST_WORD:-1])
    head = _WORD.match(right.text)
    if stem is None or head is None or _SHARED_END.match(right.text):
        return left, replace(right, glue=" ")
    if _hyphen_stays(stem.group(), head.group(), words):
        return left, replace(right, glue="")
    return replace(left, end=left.end - 1, text=left.text[:-1]), replace(right, glue="")


def _hyphen_stays(stem: str, head: str, words: Mapping[str, int]) -> bool:
    if f"{stem}{head}".lower() in words:
        return False
    if f"{stem}-{head}".lower() in words:
        return True
    last = re.split(f"[{HYPHENS}]", stem)[-1]
    return len(last) == 1 or last.lower() in _HYPHENATED or not head[0].islower() or not last[-1].islower()
