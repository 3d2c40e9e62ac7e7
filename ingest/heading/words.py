"""The word lists of headings and names (heading.toml, names.toml), loaded once and checked for shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from minutes.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words of one label or kind; ``loose`` ones may stand without a colon. The examples are run as tests."""

    words: tuple[str, ...]
    loose: frozenset[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """How the names of bodies end, what only looks so, and what bodies do in sentences."""

    endings: tuple[str, ...]
    groups: tuple[str, ...]
    letters: tuple[str, ...]
    adjectives: tuple[str, ...]
    not_bodies: frozenset[str]
    not_body_endings: tuple[str, ...]
    definite: dict[str, str]
    councils: tuple[str, ...]
    of_protocols: tuple[str, ...]
    national: tuple[str, ...]
    meets: tuple[str, ...]
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Words for what people are, whether they came, and the heads of attendance tables."""

    words: frozenset[str]
    endings: tuple[str, ...]
    agents: tuple[str, ...]
    before: frozenset[str]
    absent: frozenset[str]
    deputy: frozenset[str]
    deputy_for: tuple[str, ...]
    columns: dict[str, str]
    staff: frozenset[str]
    present_marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """How words for houses and rooms end. The examples are run as tests."""

    endings: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """First names, surnames, their endings, and capitalised words that are no names; all casefolded."""

    given: frozenset[str]
    surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    honorifics: frozenset[str]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """All of heading.toml."""

    labels: dict[str, WordGroup]
    unlisted: dict[str, tuple[str, ...]]
    kinds: dict[str, WordGroup]
    bodies: BodyWords
    roles: RoleWords
    languages: dict[str, frozenset[str]]
    places: PlaceWords
    of_letters: frozenset[str]


def _group(data: dict[str, Any]) -> WordGroup:
    return WordGroup(
        words=tuple(data["words"]),
        loose=frozenset(data.get("loose", ())),
        examples=tuple(data["examples"]),
        counterexamples=tuple(data["counterexamples"]),
    )


_COLUMNS = ("name", "role", "party", "deputy_for", "deputy", "status", "absent")


@cache
def heading_words() -> HeadingWords:
    """The words of headings."""
    data = read_table("ingest.heading", "heading.toml")
    roles, bodies, places = data["roles"], data["bodies"], data["places"]
    columns = {word: column for column in reversed(_COLUMNS) for word in roles[f"columns_{column}"]}
    return HeadingWords(
        labels={name: _group(group) for name, group in data["labels"].items()},
        unlisted={name: tuple(words) for name, words in data["unlisted_labels"].items()},
        kinds={name: _group(group) for name, group in data["kinds"].items()},
        bodies=BodyWords(
            endings=tuple(bodies["endings"]),
            groups=tuple(sorted(bodies["groups"], key=len, reverse=True)),
            letters=tuple(bodies["letters"]),
            adjectives=tuple(bodies["adjectives"]),
            not_bodies=frozenset(bodies["not_bodies"]),
            not_body_endings=tuple(bodies["not_body_endings"]),
            definite=dict(bodies["definite"]),
            councils=tuple(bodies["councils"]),
            of_protocols=tuple(bodies["of_protocols"]),
            national=tuple(bodies["national"]),
            meets=tuple(bodies["meets"]),
            decides=tuple(bodies["decides"]),
        ),
        roles=RoleWords(
            words=frozenset(roles["words"]),
            endings=tuple(roles["endings"]),
            agents=tuple(roles["agents"]),
            before=frozenset(roles["before"]),
            absent=frozenset(roles["absent"]),
            deputy=frozenset(roles["deputy"]),
            deputy_for=tuple(sorted(roles["deputy_for"], key=len, reverse=True)),
            columns=columns,
            staff=frozenset(roles["staff"]),
            present_marks=frozenset(roles["present_marks"]),
        ),
        languages={name: frozenset(words) for name, words in data["languages"].items()},
        of_letters=frozenset(data["letters"]["labels"]),
        places=PlaceWords(
            endings=tuple(places["endings"]),
            examples=tuple(places["examples"]),
            counterexamples=tuple(places["counterexamples"]),
        ),
    )


@cache
def name_words() -> NameWords:
    """The words of names."""
    data = read_table("ingest.heading", "names.toml")

    def fold(words: str | list[str]) -> frozenset[str]:
        return frozenset(word.casefold() for word in (words.split() if isinstance(words, str) else words))

    return NameWords(
        given=fold(data["given"]),
        surnames=fold(data["surnames"]),
        surname_endings=tuple(data["surname_endings"]),
        honorifics=fold(data["honorifics"]),
        not_names=fold(data["not_names"]),
    )
