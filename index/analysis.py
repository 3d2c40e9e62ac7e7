"""The one analysis of Norwegian text into terms, the same for documents and questions and for every engine.

At each position stand, marked by kind so that quotes mean exact and ranking can weigh them:

* EXACT: the word in lower case (NFC), nothing taken away;
* INFLECTED: its normal form (index/inflection.py), where inflections, bokmål and nynorsk meet; of a case number the
  plain form («0013/02» is 13/02);
* COMPOUND: the normal forms of the words inside it (index/compounds.py), and of what hyphens part;
* SYNONYM: the name of each synonym set of the vocabulary it belongs to, over the whole phrase if it is one;
* CONCEPT: the id of each concept it names («under 18», «mindreårige»), likewise, and the day of a date.

A question is read the same way: ``Analysis.question`` gives for each of its words the terms that answer it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.answers import Answers
from index.compounds import keys_inside
from index.engine import Keyword, Term, TextField, Token, TokenKind
from index.inflection import keys_of, written_forms
from index.kin import is_known
from index.phrases import Meaning, Phrases
from index.sought import (
    Sought,
    compound_parts,
    day_at,
    each_word,
    quoted_case,
    seek,
    spellings,
    words_akin,
    words_inside,
)
from index.words import Word, WordKind, find_words
from models.compounds import SHORTEST_WORD

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

RULES_VERSION = "4"
"""Raised when a rule of index/words, index/inflection, index/compounds, index/phrases or this module, or a table of
models/, changes what tokens come out."""


class Analysis:
    """The analysis with one vocabulary. Making one costs some milliseconds; it may be shared between threads.

    Args:
        vocabulary: gives the synonyms and concepts.

    Attributes:
        vocabulary: the same.
        version: changes when the tokens of some text may; an index of another version is out of date.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._phrases = Phrases(vocabulary)
        known = (
            *(entry.words for entry in vocabulary.synonyms),
            *((entry.id, *entry.phrases) for entry in vocabulary.concepts),
        )
        digest = hashlib.sha256(repr(known).encode()).hexdigest()[:12]
        self.version = f"{RULES_VERSION}.{written_forms().version}+{digest}"

    def tokens(self, text: str, among: frozenset[str] | None = None) -> tuple[Token, ...]:
        """The tokens of a text by position, and at one position from exact to concept. Offsets are into ``text``.

        Args:
            text: any.
            among: of the words inside solid compounds, the only ones that matter; all if not given.
        """
        words = tuple(find_words(text))
        keys = keys_of(words)
        return tuple(
            token
            for place in range(len(words))
            for token in self.tokens_at(words, keys, place, text, among, position=place)
        )

    def tokens_at(
        self,
        words: Sequence[Word],
        keys: Sequence[str],
        place: int,
        text: str,
        among: frozenset[str] | None,
        *,
        position: int,
    ) -> list[Token]:
        """The tokens of the word at a place among some words, which stands at a position of the text."""
        word = words[place]
        tokens = [
            Token(word.exact, TokenKind.EXACT, position, word.start, word.end),
            Token(keys[place], TokenKind.INFLECTED, position, word.start, word.end),
        ]
        if len(word.exact) >= SHORTEST_WORD or not word.exact.isalpha():
            tokens.extend(_compound(word, position, text, among))
        for meaning in sorted(self._phrases.at(keys, place), key=_kind_of):
            end = words[place + meaning.length - 1].end
            tokens.append(Token(meaning.term, meaning.kind, position, word.start, end))
        day = day_at(words, place) if word.exact[0].isdecimal() else None
        if day is not None:
            end = words[place + day.length - 1].end
            tokens.append(Token(day.term, TokenKind.CONCEPT, position, word.start, end))
        return tokens

    def answers(self, terms: frozenset[tuple[str, TokenKind]], prefixes: Sequence[str] = ()) -> Answers:
        """What finds, in text after text, the tokens that are among these terms or begin so."""
        return Answers(self.tokens_at, self._phrases, terms, tuple(prefixes))

    def question(self, text: str, field: TextField | None = None) -> tuple[Sought, ...]:
        """What the words of a question ask for, in order; an age, a date or a phrase of the vocabulary is one thing."""
        return seek(text, self._phrases, field)

    def inside(self, entry: Sought) -> tuple[Term, ...]:
        """The words inside what a question asks for, each of which answers a part of it; the compound tables are read."""
        return words_inside(entry, self._phrases)

    def akin(self, entry: Sought) -> tuple[Term, ...]:
        """The other inflections of what a question asks for, and what is derived from it; the lemma tables are read."""
        return words_akin(entry)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is known to the lexicon; one that is may be absent, but is not misspelt."""
        return is_known(word)

    def quoted(self, text: str, field: TextField | None = None) -> tuple[Term, ...]:
        """The words of a quotation, exactly as written; a typed ö or ä may stand for ø or æ."""
        return tuple(
            Term(terms=tuple((form, TokenKind.EXACT) for form in spellings(word.exact)), field=field)
            for word in find_words(text)
        )

    def quoted_case(self, text: str) -> Keyword | None:
        """The case a quotation names, if that is all it is: «sak 13/02»."""
        return quoted_case(tuple(find_words(text)))

    def near(self, text: str, field: TextField | None = None) -> tuple[Term, ...]:
        """The words of a text that are to stand near each other, each in all its forms."""
        return each_word(text, self._phrases, field)

    def prefixes(self, text: str) -> tuple[str, ...]:
        """The beginnings of words that ``text`` may be; none if it is not one word."""
        words = tuple(find_words(text))
        return spellings(words[0].exact) if len(words) == 1 else ()


def _kind_of(meaning: Meaning) -> TokenKind:
    return meaning.kind


def _compound(word: Word, position: int, text: str, among: frozenset[str] | None) -> Iterator[Token]:
    """The words inside a word: what hyphens part where it stands, what is written solid over the whole of it."""
    if word.kind is WordKind.PLAIN:
        for key in keys_inside(word.exact, among):
            yield Token(key, TokenKind.COMPOUND, position, word.start, word.end)
    for part, place in compound_parts(word, text):
        yield Token(part, TokenKind.COMPOUND, position, place.start, place.end)
        for key in keys_inside(place.exact, among):
            yield Token(key, TokenKind.COMPOUND, position, place.start, place.end)
