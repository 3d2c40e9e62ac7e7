"""The words that names are made of (names.toml), loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from minutes.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """What stands last in the names of places, between, behind and before them."""

    heads: tuple[str, ...]
    plurals: tuple[str, ...]
    between: tuple[str, ...]
    tails: tuple[str, ...]
    elements: tuple[str, ...]
    trailing: frozenset[str]
    directions: tuple[str, ...]
    prepositions: tuple[str, ...]
    apposed: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationWords:
    """What the names of organisations open with and end in."""

    heads: tuple[str, ...]
    companies: tuple[str, ...]
    last_words: tuple[str, ...]
    openers: tuple[str, ...]
    tails: tuple[str, ...]
    compound_heads: tuple[str, ...]
    not_heads: frozenset[str]
    trades: tuple[str, ...]
    apposed: tuple[str, ...]
    not_tails: tuple[str, ...]
    not_names: frozenset[str]
    letters: frozenset[str]
    acts: frozenset[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseWords:
    """What small words make a name of an organisation with."""

    openers_of_words: tuple[str, ...]
    lands: tuple[str, ...]
    society_tails: tuple[str, ...]
    seated: tuple[str, ...]
    sorts: tuple[str, ...]
    sorted: tuple[str, ...]
    units: tuple[str, ...]
    bare_units: tuple[str, ...]
    fields: tuple[str, ...]
    people: frozenset[str]
    not_fields: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """Offices of one person, and what people do."""

    offices: tuple[str, ...]
    bare_offices: frozenset[str]
    titles: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords:
    """What stands before lists of voters, of those who came, and of papers."""

    votes: tuple[str, ...]
    sides: tuple[str, ...]
    attendance: tuple[str, ...]
    papers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """All of names.toml."""

    places: PlaceWords
    organisations: OrganisationWords
    phrases: PhraseWords
    persons: PersonWords
    talk: TalkWords
    openers: frozenset[str]
    not_names: frozenset[str]
    common_tails: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """The words that names are made of."""
    data = read_table("ingest.names", "names.toml")
    words = data["words"]
    return NameWords(
        places=PlaceWords(**_tuples(data["places"], sets=("trailing",))),
        organisations=OrganisationWords(
            **_tuples(data["organisations"], sets=("not_names", "not_heads", "letters", "acts"))
        ),
        phrases=PhraseWords(**_tuples(data["phrases"], sets=("people",))),
        persons=PersonWords(**_tuples(data["persons"], sets=("bare_offices",))),
        talk=TalkWords(**_tuples(data["talk"], sets=("papers",))),
        openers=frozenset(words["openers"]),
        not_names=frozenset(words["not_names"]),
        common_tails=tuple(words["common_tails"]),
    )


def _tuples(data: dict[str, list[str]], *, sets: tuple[str, ...]) -> dict[str, Any]:
    """Lists as sets where order does not count, else as tuples with the longest first: the first that fits is meant."""
    return {
        key: frozenset(words) if key in sets else tuple(sorted(words, key=len, reverse=True))
        for key, words in data.items()
    }
