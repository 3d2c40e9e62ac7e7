"""What in a text answers a question: the tokens of ``Analysis.tokens`` that are asked for, found without making the others.

Most words of a text answer nothing, whatever stands beside them. That is decided once for each written form and question;
the words of the next text are then only looked at to see whether they are among those that were passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from index.compounds import keys_inside
from index.engine import Token, TokenKind
from index.inflection import keys_of, written_forms
from index.phrases import Phrases
from index.sought import DATE_TERM, compound_parts
from index.words import (
    KEPT_IN_CACHE,
    Word,
    WordKind,
    exact_form,
    find_words,
    is_run_of_years,
    kind_of,
    word_at,
    words_as_written,
)

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
        self._exact = frozenset(term for term, kind in terms if kind is TokenKind.EXACT)
        self._keys = frozenset(term for term, kind in terms if kind is TokenKind.INFLECTED) | phrases.beginnings(terms)
        self._asks_for_days = any(kind is TokenKind.CONCEPT and term.startswith(DATE_TERM) for term, kind in terms)
        self._passed: set[str] = set()

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text that answer, by position."""
        found = list(words_as_written(text))
        written = [match[0] for match in found]
        answering = self._answering(dict(zip(written, found, strict=True)))
        if not answering:
            return ()
        places: Sequence[Place] = found
        if any(map(is_run_of_years, answering)):
            places, written = _years_apart(found)
        unknown = (position for position, word in enumerate(written) if word in answering)
        return tuple(token for position in unknown for token in self._at(places, position, text))

    def _answering(self, words: Mapping[str, re.Match[str]]) -> set[str]:
        """Those of the words, as written, that may answer."""
        unknown = words.keys() - self._passed
        nothing = {written for written in unknown if self._answers_nothing(words[written])}
        self._passed |= nothing
        return unknown - nothing

    def _answers_nothing(self, found: re.Match[str]) -> bool:
        """Whether a word answers nothing whatever stands beside it."""
        exact, key = _known(found[0], kind_of(found))
        if key is None or (self._asks_for_days and exact[0].isdecimal()) or is_run_of_years(exact):
            return False
        if key in self._keys or exact in self._exact or (self._prefixes and exact.startswith(self._prefixes)):
            return False
        if not self._inside:
            return True
        if exact.isalpha():
            return not keys_inside(exact, self._inside)
        word = word_at(found)
        return not any(self._is_inside(*part) for part in compound_parts(word, found.string))

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


def _years_apart(places: Iterable[re.Match[str]]) -> tuple[list[Place], list[str]]:
    """The same places with runs of years as two words, and how each is written; the years as the run they are in."""
    apart: list[Place] = []
    written: list[str] = []
    for found in places:
        if is_run_of_years(found[0]):
            first = found.start()
            years = [w._replace(start=w.start + first, end=w.end + first) for w in find_words(found[0])]
            apart += years
            written += [found[0]] * len(years)
        else:
            apart.append(found)
            written.append(found[0])
    return apart, written


def _words(places: Sequence[Place]) -> Iterator[Word]:
    return (place if isinstance(place, Word) else word_at(place) for place in places)


@lru_cache(maxsize=KEPT_IN_CACHE)
def _known(written: str, kind: WordKind) -> tuple[str, str | None]:
    """The exact form of a written word, and its key; None where that depends on its neighbours."""
    exact = exact_form(written)
    if kind is WordKind.PLAIN and exact in written_forms().ambiguous:
        return exact, None
    return exact, keys_of((Word(exact, kind, 0, len(written)),))[0]
