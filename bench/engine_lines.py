"""The tokens of generated texts, line by line: the same as ``Analysis.tokens`` gives, without reading a line twice.

Generated texts are lines out of one stock. What a line's tokens are depends on the lines beside it only where a phrase of
the vocabulary or a date may run on from one to the other, or a word is read by its neighbours; lines with such a border
between them are read together, all others one by one and once for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.analysis import Analysis
from index.engine import Token
from index.inflection import keys_of, written_forms
from index.words import Word, find_words
from minutes.vocabulary import Vocabulary

KEPT_LINES = 100_000
"""Lines whose tokens are kept: more than there are in the stock."""

DATE_WORDS = 3
"""Words of «6. desember 2021»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line read by itself.

    Attributes:
        tokens: what they are if nothing stands beside it.
        words: how many.
        closed_before: what stands before it changes no token, here or there; ``closed_after`` likewise.
    """

    tokens: tuple[Token, ...]
    words: int
    closed_before: bool
    closed_after: bool


class LineAnalyser:
    """An ``index.engine.Analyser`` that gives the tokens of an analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.version = analysis.version
        phrases = {keys_of(tuple(find_words(phrase))) for phrase in _phrases(analysis.vocabulary)}
        self._begun = frozenset(phrase[:length] for phrase in phrases for length in range(1, len(phrase)))
        self._longest = max((DATE_WORDS, *map(len, phrases)))
        self._line = lru_cache(maxsize=KEPT_LINES)(self._read)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, by position."""
        if "\n" not in text:
            return self._analysis.tokens(text)
        tokens: list[Token] = []
        words = start = 0
        for stretch, line in self._stretches(text.split("\n")):
            tokens += [
                Token(term, kind, position + words, first + start, last + start)
                for term, kind, position, first, last in line.tokens
            ]
            words += line.words
            start += len(stretch) + 1
        return tuple(tokens)

    def _stretches(self, lines: list[str]) -> Iterator[tuple[str, Line]]:
        """The lines; those with a border between them that something may run over, as one."""
        held = [lines[0]]
        for before, line in pairwise(lines):
            if not (self._line(before).closed_after and self._line(line).closed_before):
                held.append(line)
                continue
            yield self._together(held)
            held = [line]
        yield self._together(held)

    def _together(self, lines: list[str]) -> tuple[str, Line]:
        text = "\n".join(lines)
        return text, self._line(text) if len(lines) == 1 else self._read(text)

    def _read(self, text: str) -> Line:
        words = tuple(find_words(text))
        # Of a short line, more than the last phrase of it may run on, and from further away than the line before it.
        is_long = len(words) >= self._longest
        return Line(
            tokens=self._analysis.tokens(text),
            words=len(words),
            closed_before=is_long and words[0].exact not in written_forms().ambiguous,
            closed_after=is_long and not self._may_run_on(words),
        )

    def _may_run_on(self, words: tuple[Word, ...]) -> bool:
        """Whether something at the end may go on in the next line, or is read by what stands there."""
        keys = keys_of(words)
        phrase = any(keys[-length:] in self._begun for length in range(1, self._longest))
        date = any(word.exact.isdecimal() for word in words[1 - DATE_WORDS :])
        return phrase or date or words[-1].exact in written_forms().ambiguous


def _phrases(vocabulary: Vocabulary) -> Iterator[str]:
    for entry in vocabulary.synonyms:
        yield from entry.words
    for concept in vocabulary.concepts:
        yield from concept.phrases
