"""What in a text answers a question: the tokens of ``Analysis.tokens`` that are asked for, found without making the others.

Most words of a text answer nothing, whatever stands beside them. That is decided once for each written form and question;
the words of the next text are then only looked at to see whether they are among those that were passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from index.compounds import keys_inside
from index.engine import Token, TokenKind
from index.inflection import keys_of, written_forms
from index.phrases import Phrases
from index.sought import DATE_TERM, compound_parts
from index.words import Word, WordKind, words_as_written, words_in

Place = Word | re.Match[str]
"""A word of a text, or where it stands, if it has not been looked at."""


class TokensAt(Protocol):
    """``index.analysis.Analysis.tokens_at``."""

    def __call__(
        self,
        words: Sequence[Word],
        keys: Sequence[str],
        place: int,
        text: str,
        among: frozenset[str] | None,
        *,
        position: int,
    ) -> Sequence[Token]:
        """The tokens of the word at a place among some words, which stands at a position of the text."""


class Answers:
    """Finds the tokens that answer one question in text after text.

    Args:
        tokens_at: gives the tokens of a word among its neighbours.
        phrases: of the vocabulary.
        terms: what is asked for.
        prefixes: beginnings of words that are asked for too.
    """

    def __init__(
        self, tokens_at: TokensAt, phrases: Phrases, terms: frozenset[tuple[str, TokenKind]], prefixes: tuple[str, ...]
    ) -> None:
        self._tokens_at = tokens_at
        self._longest = phrases.longest
        self._terms = terms
        self._prefixes = prefixes
        self._inside = frozenset(term for term, kind in terms if kind is TokenKind.COMPOUND)
        self._keys = frozenset(term for term, kind in terms if kind is TokenKind.INFLECTED) | phrases.beginnings(terms)
        self._asks_for_days = any(kind is TokenKind.CONCEPT and term.startswith(DATE_TERM) for term, kind in terms)
        self._passed: set[str] = set()

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text that answer, by position."""
        places: list[Place] = []
        looked_at: list[int] = []
        for found in words_as_written(text):
            if found[0] in self._passed:
                places.append(found)
                continue
            words = tuple(words_in(found))
            if len(words) == 1 and self._answers_nothing(words[0], text):
                self._passed.add(found[0])
            else:
                looked_at += range(len(places), len(places) + len(words))
            places += words
        return tuple(token for position in looked_at for token in self._at(places, position, text))

    def _answers_nothing(self, word: Word, text: str) -> bool:
        """Whether a word answers nothing whatever stands beside it."""
        exact = word.exact
        if exact in written_forms().ambiguous or (self._asks_for_days and exact[0].isdecimal()):
            return False
        if (exact, TokenKind.EXACT) in self._terms or (self._prefixes and exact.startswith(self._prefixes)):
            return False
        if keys_of((word,))[0] in self._keys:
            return False
        if word.kind is WordKind.PLAIN and keys_inside(exact, self._inside):
            return False
        return exact.isalpha() or not any(self._is_inside(*part) for part in compound_parts(word, text))

    def _is_inside(self, key: str, part: Word) -> bool:
        return key in self._inside or bool(keys_inside(part.exact, self._inside))

    def _at(self, places: Sequence[Place], position: int, text: str) -> Iterator[Token]:
        start = max(position - 1, 0)
        near = tuple(_words(places[start : position + self._longest + 1]))
        keys = keys_of(near)
        every = self._tokens_at(near, keys, position - start, text, self._inside, position=position)
        return (token for token in every if self._is_asked_for(token))

    def _is_asked_for(self, token: Token) -> bool:
        begins = token.kind is TokenKind.EXACT and self._prefixes and token.term.startswith(self._prefixes)
        return bool(begins) or (token.term, token.kind) in self._terms


def _words(places: Sequence[Place]) -> Iterator[Word]:
    for place in places:
        if isinstance(place, Word):
            yield place
        else:
            yield from words_in(place)
