"""The phrases of the vocabulary in running text: which synonym sets and concepts begin at a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.engine import TokenKind
from index.inflection import keys_of
from index.words import find_words

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

AGE = re.compile(r"\d|åri(?:g|ng)|^(?:under|over|yngre|fylt)\b")
"""What makes a phrase an age rather than a word for people of that age: «under 18», «mindreårige», «16-åring»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a phrase of the vocabulary stands for.

    Attributes:
        term: a concept's id, or the first phrase of a synonym set.
        kind: CONCEPT or SYNONYM.
        length: words in the phrase.
        label: a concept's name; empty for a synonym set.
        words: the phrases of a synonym set; empty for a concept.
        is_age: the phrase says an age, and so means the whole concept also when it stands in a question. «Ungdom» in a
            text answers «under 18», but who asks for «elev» wants that word.
    """

    term: str
    kind: TokenKind
    length: int
    label: str = ""
    words: tuple[str, ...] = ()
    is_age: bool = False


class Phrases:
    """All phrases of a vocabulary, by the normal form of their first word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for name, words in _named_sets([entry.words for entry in vocabulary.synonyms]):
            for phrase in words:
                self._add(phrase, Meaning(term=name, kind=TokenKind.SYNONYM, length=0, words=words))
        for concept in vocabulary.concepts:
            for phrase in concept.phrases:
                aged = AGE.search(phrase.lower()) is not None
                meaning = Meaning(term=concept.id, kind=TokenKind.CONCEPT, length=0, label=concept.label, is_age=aged)
                self._add(phrase, meaning)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._first_of: dict[tuple[str, TokenKind], set[str]] = {}
        for key, entries in self._by_first.items():
            for _, meaning in entries:
                self._first_of.setdefault((meaning.term, meaning.kind), set()).add(key)
        self._longest = max((len(entries[0][0]) for entries in self._by_first.values()), default=1)

    def at(self, keys: Sequence[str], position: int) -> tuple[Meaning, ...]:
        """What begins at this word, the longest phrase first; of one meaning only its longest phrase."""
        entries = self._by_first.get(keys[position])
        if entries is None:
            return ()
        found: dict[tuple[str, TokenKind], Meaning] = {}
        for sequence, meaning in entries:
            if tuple(keys[position : position + len(sequence)]) == sequence:
                found.setdefault((meaning.term, meaning.kind), meaning)
        return tuple(found.values())

    @property
    def longest(self) -> int:
        """Words in the longest phrase."""
        return self._longest

    def beginnings(self, terms: Collection[tuple[str, TokenKind]]) -> frozenset[str]:
        """The normal forms of the words with which phrases begin that mean any of these."""
        return frozenset(key for term in terms for key in self._first_of.get(term, ()))

    def _add(self, phrase: str, meaning: Meaning) -> None:
        sequence = keys_of(tuple(find_words(phrase)))
        if not sequence:
            return
        entries = self._by_first.setdefault(sequence[0], [])
        same = [
            (number, old) for number, (keys, old) in enumerate(entries) if keys == sequence and old.term == meaning.term
        ]
        known = next(((number, old) for number, old in same if old.kind is meaning.kind), None)
        if known is None:
            entries.append((sequence, replace(meaning, length=len(sequence))))
        elif meaning.is_age and not known[1].is_age:
            entries[known[0]] = (sequence, replace(meaning, length=len(sequence)))


def _named_sets(sets: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each synonym set with a name of its own: its first phrase, numbered if two sets begin alike."""
    seen: dict[str, int] = {}
    for words in sets:
        count = seen[words[0]] = seen.get(words[0], 0) + 1
        yield (words[0] if count == 1 else f"{words[0]} {count}"), words
