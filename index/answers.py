"""What in a text answers a question: the tokens of ``Analysis.tokens`` that are asked for, found without making the others.

An index knows where in a text the terms stand that are asked for; only the words at these places are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from index.engine import Token, TokenKind
from index.inflection import is_ambiguous, keys_of
from index.phrases import Phrases
from index.words import Word, find_words, has_run_of_years, is_run_of_years, word_at, words_as_written

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
        self._beginnings = phrases.beginnings(terms)

    def tokens(self, text: str, places: Sequence[int]) -> tuple[Token, ...]:
        """The tokens of a text that answer, by position.

        Args:
            text: any.
            places: the positions where something answers, ascending.
        """
        if not places:
            return ()
        found = islice(words_as_written(text), places[-1] + self._longest + 1)
        words: Sequence[Place] = list(_years_apart(found) if has_run_of_years(text) else found)
        return tuple(token for place in places if place < len(words) for token in self._at(words, place, text))

    def _at(self, words: Sequence[Place], position: int, text: str) -> Iterator[Token]:
        word = _word(words[position])
        start, end = position, position + 1
        if self._depends_on_neighbours(word):
            start, end = max(position - 1, 0), position + self._longest + 1
        near = tuple(map(_word, words[start:end]))
        every = self._tokens_at(near, keys_of(near), position - start, text, self._inside, position=position)
        return (token for token in every if self._is_asked_for(token))

    def _depends_on_neighbours(self, word: Word) -> bool:
        """Whether what stands beside it can change what it answers: it is two words, or the first of a date or a phrase."""
        if word.exact[0].isdecimal() or is_ambiguous(word.exact):
            return True
        return keys_of((word,))[0] in self._beginnings

    def _is_asked_for(self, token: Token) -> bool:
        begins = token.kind is TokenKind.EXACT and self._prefixes and token.term.startswith(self._prefixes)
        return bool(begins) or (token.term, token.kind) in self._terms


def _years_apart(places: Iterable[re.Match[str]]) -> Iterator[Place]:
    """The same places with runs of years as two words."""
    for found in places:
        if is_run_of_years(found[0]):
            first = found.start()
            yield from (w._replace(start=w.start + first, end=w.end + first) for w in find_words(found[0]))
        else:
            yield found


def _word(place: Place) -> Word:
    return place if isinstance(place, Word) else word_at(place)
