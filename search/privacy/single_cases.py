"""Passages that look like one private person's case: a person, named or described, with an offence, health or welfare.

A police council treats no single persons' cases, but minutes slip. Such a passage is shown to whoever makes an export,
to be kept or left out; until that is decided it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from search.privacy.identifiers import IdentifierKind, find_identifiers
from search.privacy.people import Person, office_of
from search.privacy.words import any_of, privacy_words


class Sensitive(StrEnum):
    """What a passage tells of somebody."""

    OFFENCE = "lovbrudd"
    HEALTH = "helse"
    WELFARE = "barnevern og sosiale forhold"


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCase:
    """A sentence ``text[start:end]`` that tells something sensitive of ``who`` (as written)."""

    start: int
    end: int
    quote: str
    who: str
    what: Sensitive
    word: str


# A sentence, or a line of a list.
SENTENCE = re.compile(r"[^\s](?:[^.!?\n]|[.](?=\d|[a-zæøå])|[.!?](?!\s))*[.!?]?")
# An age: "15", "38 år", "(14)"
AGE = re.compile(r"(?<![\d./])\d{1,2}(?![\d/:]|\.\d)")

_TABLES = {Sensitive.OFFENCE: "offences", Sensitive.HEALTH: "health", Sensitive.WELFARE: "welfare"}


@cache
def _sensitive() -> tuple[tuple[Sensitive, re.Pattern[str]], ...]:
    """A word that begins so: "anmeldt", "hasjen"; short ones must be the whole word ("ran", not "rand")."""
    found = []
    for what, table in _TABLES.items():
        words = privacy_words()["single_cases"][table]
        whole = any_of(word for word in words if len(word) <= len("ran"))
        begun = any_of(word for word in words if len(word) > len("ran"))
        pattern = rf"(?<!\w)(?:(?:{begun})\w*" + (rf"|(?:{whole})(?!\w))" if whole else ")")
        found.append((what, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


@cache
def _described() -> re.Pattern[str]:
    """A person without a name, as a whole word: "gutten"."""
    return re.compile(rf"(?<!\w)(?:{any_of(privacy_words()['single_cases']['described'])})(?!\w)", re.IGNORECASE)


def find_single_cases(text: str, people: Iterable[Person] = ()) -> Iterator[SingleCase]:
    """The sentences of a text that look like somebody's own case, in order; at most one finding a sentence.

    Args:
        text: any.
        people: those its document names. Who was at the meeting or holds an office is there on duty, and is no case.
    """
    private = [form for person in people if _is_private(person) for form in (person.name, *person.written)]
    named = re.compile(rf"(?<![\w-])(?:{any_of(private)})(?:s)?(?![\w-])") if private else None
    for sentence in SENTENCE.finditer(text):
        told = _told(sentence.group())
        who = told and _who(sentence.group(), named)
        if told and who:
            what, word = told
            yield SingleCase(
                start=sentence.start(), end=sentence.end(), quote=sentence.group(), who=who, what=what, word=word
            )


def _is_private(person: Person) -> bool:
    return not person.attendee and office_of(person.role) is None


def _told(sentence: str) -> tuple[Sensitive, str] | None:
    for what, pattern in _sensitive():
        found = pattern.search(sentence)
        if found:
            return what, found.group()
    return None


def _who(sentence: str, named: re.Pattern[str] | None) -> str | None:
    """The private person a sentence is about: by name, by what only one person has, or described with an age."""
    found = named.search(sentence) if named else None
    if found:
        return found.group()
    for one in find_identifiers(sentence):
        if one.kind in {IdentifierKind.BIRTH_NUMBER, IdentifierKind.BIRTH_DATE, IdentifierKind.ADDRESS}:
            return sentence[one.start : one.end]
    described = _described().search(sentence)
    return described.group() if described and AGE.search(sentence) else None
