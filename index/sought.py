"""What the words of a question ask for: for each, the terms of the index that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.compounds import keys_inside
from index.engine import And, Keyword, Near, Or, Query, Term, TextField, TokenKind
from index.inflection import keys_of
from index.kin import kin_of
from index.phrases import Meaning, Phrases
from index.units import CASE_WORDS, case_forms
from index.words import Word, WordKind, find_words, parts_of, read_date, written_date

CASE_PREFIX = re.compile(r"[A-ZÆØÅ]{2,4}")
"""Letters before a case number that are part of it: «PS 12/21», «FO 3/20»."""

SMALL_NUMBER = re.compile(r"\d{1,3}")
"""An item's number in an agenda: «sak 5»."""

DATE_TERM = "dato:"
"""Before the ISO form of a date, so that it is no concept of a vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a stretch ``question[start:end]`` asks for.

    Attributes:
        query: what answers it.
        written: the stretch as typed.
        also: the other words of its synonym sets.
        concept: name of the concept it was read as, if it was.
        inside: the words inside it, each of which answers a part of it; given only where that is asked for.
        akin: what comes near it, likewise.
    """

    query: Query
    written: str
    start: int
    end: int
    also: tuple[str, ...] = ()
    concept: str | None = None
    inside: tuple[Term, ...] = ()
    akin: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the text: its term, and how many words it takes."""

    term: str
    length: int


def day_at(words: Sequence[Word], position: int) -> Day | None:
    """The date that begins at this word, «06.12.2021» or «6. desember 2021»."""
    word = words[position]
    if word.kind is WordKind.DATE:
        date = read_date(word.exact)
        return Day(f"{DATE_TERM}{date.isoformat()}", 1) if date else None
    three = tuple(words[position : position + 3])
    if len(three) == 3 and word.exact.isdecimal():  # noqa: PLR2004 - day, month, year
        date = written_date(three)
        return Day(f"{DATE_TERM}{date.isoformat()}", 3) if date else None
    return None


def compound_parts(word: Word, text: str) -> Iterator[tuple[str, Word]]:
    """The normal forms of a hyphened compound's parts and where they stand; of a section of a law, its number."""
    if word.kind is WordKind.SECTION:
        bare = word.exact.removeprefix("§")
        yield bare, word._replace(start=word.end - len(bare))
    elif word.kind is WordKind.PLAIN and "-" in word.exact and not word.exact.replace("-", "").isdecimal():
        parts = tuple(parts_of(text, word.start, word.end))
        yield from zip(keys_of(parts), parts, strict=True)


def spellings(exact: str) -> tuple[str, ...]:
    """The word as typed, and with ø and æ if it was typed with ö or ä."""
    if "ö" in exact or "ä" in exact:
        return exact, exact.replace("ö", "ø").replace("ä", "æ")
    return (exact,)


def seek(text: str, phrases: Phrases, field: TextField | None) -> tuple[Sought, ...]:
    """What the words of ``text`` ask for, in order, in one field or any."""
    words = tuple(find_words(text))
    reader = _Reader(text, words, phrases, field)
    sought = []
    position = 0
    while position < len(words):
        length, entry = reader.phrase(position) or (1, reader.word(position))
        sought.append(entry)
        position += length
    return tuple(sought)


def quoted_case(words: Sequence[Word]) -> Keyword | None:
    """The case that a quotation names, «sak 13/02»; None if it says anything more or else."""
    if not words or words[-1].kind is not WordKind.CASE or not {word.exact for word in words[:-1]} <= CASE_WORDS:
        return None
    forms = case_forms(words[-1].exact)
    return Keyword(name="case", value=forms[0]) if forms else None


def each_word(text: str, phrases: Phrases, field: TextField | None) -> tuple[Term, ...]:
    """The words of ``text`` one by one, in all their forms, for asking that they stand near each other."""
    words = tuple(find_words(text))
    reader = _Reader(text, words, phrases, field)
    return tuple(reader.term(position) for position in range(len(words)))


def words_inside(entry: Sought, phrases: Phrases) -> tuple[Term, ...]:
    """What answers a part of an entry: of a compound the words in it, of a phrase its words; of a concept nothing."""
    words = tuple(find_words(entry.written))
    if entry.concept is not None or any(word.kind is not WordKind.PLAIN for word in words):
        return ()
    if len(words) > 1:
        return each_word(entry.written, phrases, None)
    parts = (part for part, _ in compound_parts(words[0], entry.written)) if words else ()
    keys = (key for word in words for key in keys_inside(word.exact))
    return tuple(
        Term(terms=((key, TokenKind.INFLECTED), (key, TokenKind.COMPOUND))) for key in dict.fromkeys((*parts, *keys))
    )


def words_akin(entry: Sought) -> tuple[Term, ...]:
    """The other inflections of an entry's word and what is derived from it; of more than one word, or a concept, nothing."""
    words = tuple(find_words(entry.written))
    if entry.concept is not None or len(words) != 1 or words[0].kind is not WordKind.PLAIN:
        return ()
    keys = kin_of(words[0].exact)
    return (Term(terms=tuple((key, TokenKind.INFLECTED) for key in keys)),) if keys else ()


class _Reader:
    """Reads one question."""

    def __init__(self, text: str, words: tuple[Word, ...], phrases: Phrases, field: TextField | None) -> None:
        self._text = text
        self._words = words
        self._keys = keys_of(words)
        self._phrases = phrases
        self._field = field

    def phrase(self, position: int) -> tuple[int, Sought] | None:
        """The case, date, age or phrase of several words that begins here, and how many; the longest if several do."""
        case = self._case(position)
        if case is not None:
            return case
        day = day_at(self._words, position)
        if day is not None and day.length > 1:
            return day.length, self._sought(position, day.length, ((day.term, TokenKind.CONCEPT),))
        fitting = [
            meaning
            for meaning in self._phrases.at(self._keys, position)
            if meaning.length > 1 and (meaning.is_age or meaning.kind is TokenKind.SYNONYM)
        ]
        if not fitting:
            return None
        length = max(meaning.length for meaning in fitting)
        meanings = [meaning for meaning in fitting if meaning.length == length]
        ages = [meaning for meaning in meanings if meaning.is_age]
        whole = self._sought(position, length, _terms(ages or meanings), meanings=ages or meanings)
        if ages:
            return length, self._or_as_typed(whole, position, length)
        return length, self._or_all_words(whole, position, length)

    def term(self, position: int) -> Term:
        """One word: as typed, in its inflections, as part of a compound, and by its synonyms; an age also as concept."""
        word, key = self._words[position], self._keys[position]
        day = day_at((word,), 0)
        terms = (
            *((form, TokenKind.EXACT) for form in spellings(word.exact)),
            (key, TokenKind.INFLECTED),
            (key, TokenKind.COMPOUND),
            *_terms(self._meanings(key)),
            *(((day.term, TokenKind.CONCEPT),) if day else ()),
        )
        return Term(terms=terms, field=self._field)

    def word(self, position: int) -> Sought:
        """One word as ``term`` says; one with hyphens is also answered by its parts as words of their own."""
        word, term = self._words[position], self.term(position)
        entry = self._sought(position, 1, term.terms, meanings=self._meanings(self._keys[position]))
        if word.kind is not WordKind.PLAIN:
            return entry
        parts = tuple(
            Term(terms=((part, TokenKind.INFLECTED),), field=self._field)
            for part, _ in compound_parts(word, self._text)
        )
        return replace(entry, query=Or(parts=(term, Near(parts=parts, field=self._field)))) if parts else entry

    def _meanings(self, key: str) -> list[Meaning]:
        """What a word alone stands for in a question."""
        meanings = self._phrases.at((key,), 0)
        return [meaning for meaning in meanings if meaning.is_age or meaning.kind is TokenKind.SYNONYM]

    def _case(self, position: int) -> tuple[int, Sought] | None:
        """«13/02», «sak 13/02», «PS 13/02» or «sak 5»: the number in a text, or the case so numbered."""
        if self._field:
            return None
        first = self._words[position]
        if first.kind is WordKind.CASE:
            return 1, self._numbered(position, 1, self.term(position))
        following = self._words[position + 1] if position + 1 < len(self._words) else None
        if following is None:
            return None
        says_case = first.exact in CASE_WORDS
        if following.kind is WordKind.CASE and says_case:
            return 2, self._numbered(position, 2, self.term(position + 1))
        is_prefix = CASE_PREFIX.fullmatch(self._text[first.start : first.end]) is not None
        is_small = says_case and SMALL_NUMBER.fullmatch(following.exact) is not None
        if is_small or (following.kind is WordKind.CASE and is_prefix):
            return 2, self._numbered(position, 2, Near(parts=(self.term(position), self.term(position + 1))))
        return None

    def _numbered(self, position: int, length: int, in_text: Term | Near) -> Sought:
        entry = replace(self._sought(position, length, ()), query=in_text)
        forms = case_forms(entry.written)
        return replace(entry, query=Or(parts=(in_text, Keyword(name="case", value=forms[0])))) if forms else entry

    def _or_as_typed(self, whole: Sought, position: int, length: int) -> Sought:
        """An age in words is found by its meaning; where it stands as typed, it answers twice and so comes first."""
        typed = tuple(self.term(place) for place in range(position, position + length))
        return replace(whole, query=Or(parts=(whole.query, Near(parts=typed, field=self._field))))

    def _or_all_words(self, whole: Sought, position: int, length: int) -> Sought:
        """A phrase with synonyms is also answered by its own words, wherever they stand."""
        words = tuple(self.word(place) for place in range(position, position + length))
        return replace(whole, query=Or(parts=(And(parts=tuple(word.query for word in words)), whole.query)))

    def _sought(
        self, position: int, length: int, terms: tuple[tuple[str, TokenKind], ...], meanings: Sequence[Meaning] = ()
    ) -> Sought:
        start, end = self._words[position].start, self._words[position + length - 1].end
        words = (word for meaning in meanings for word in meaning.words)
        by_key = {keys_of(tuple(find_words(word))): word for word in reversed(tuple(words))}
        by_key.pop(self._keys[position : position + length], None)
        return Sought(
            query=Term(terms=terms, field=self._field),
            written=self._text[start:end],
            start=start,
            end=end,
            also=tuple(reversed(by_key.values())),
            concept=next((meaning.label for meaning in meanings if meaning.label), None),
        )


def _terms(meanings: Sequence[Meaning]) -> tuple[tuple[str, TokenKind], ...]:
    return tuple((meaning.term, meaning.kind) for meaning in meanings)
