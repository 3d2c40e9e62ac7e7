"""Offices that one person has: how they are named, and who has them where the attendance list does not say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ingest.heading.person import is_role_word
from ingest.names.plain import CAPITALISED, UPPER
from ingest.names.words import name_words
from minutes.model import Attendee


def office_forms(role: str | None) -> Iterator[str]:
    """How an office is named that one person has: «rådmann» -> «rådmann», «rådmannen»."""
    for word in (role or "").casefold().split():
        plain = word.strip(".,()")
        base = plain.removesuffix("en") if plain.endswith(("mannen", "øren", "aren", "oren", "sjefen")) else plain
        if not base.endswith(name_words().persons.offices):
            continue
        yield f"{base}n" if base.endswith("e") else f"{base}en"
        if base in name_words().persons.bare_offices:
            yield base


def office_pattern(offices: Iterable[str]) -> re.Pattern[str] | None:
    """An office in the definite form, or bare before a small word; not another place's: "ordføreren i Nordlia"."""
    made = "|".join(re.escape(name) for name in sorted(offices, key=len, reverse=True))
    if not made:
        return None
    return re.compile(
        rf"(?<![\w-])(?P<office>(?i:{made}))s?(?![\w-])(?!\s+(?:i|på|fra|frå|for)\s+[{UPPER}])(?!,?\s+[{UPPER}]\w+)"
    )


def is_office(word: str) -> bool:
    """Whether a word before a name tells what somebody is: «rektor», «statsminister»."""
    return is_role_word(word) or word.casefold().endswith(name_words().persons.titles)


@cache
def _held() -> re.Pattern[str]:
    """An office and a name, or a name and an office below or behind it: "ordfører Kari Lia", "Kari Lia, rådmann"."""
    offices = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in name_words().persons.bare_offices)
    name = rf"{CAPITALISED}(?:[ ](?:{CAPITALISED}|[{UPPER}]\.)){{1,4}}"
    return re.compile(
        rf"\b(?P<office>{offices})(?:en)?[ ]+(?P<name>{name})"
        rf"|(?<![\w-])(?P<signed>{name})(?:[ ]\(\w+\))?,?\s+(?P<title>{offices})\b(?![ ]+[{UPPER}])"
    )


def with_offices(attendees: Iterable[Attendee], texts: Iterable[str]) -> tuple[Attendee, ...]:
    """The attendees, those without a role given the office that the texts call just one of them by."""
    listed = tuple(attendees)
    names = {person.name for person in listed if person.role is None}
    taken = {form for person in listed for form in office_forms(person.role)}
    held: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts if names else ():
        for found in _held().finditer(text):
            office = (found["office"] or found["title"]).casefold()
            words = (found["name"] or found["signed"]).split()
            # The run may go on over the name, or begin before it.
            parts = (
                " ".join(words[start:end]) for start in range(len(words)) for end in range(start + 2, len(words) + 1)
            )
            held[office] |= {part for part in parts if part in names}
    roles = {min(holders): office for office, holders in held.items() if len(holders) == 1 and office not in taken}
    return tuple(replace(person, role=person.role or roles.get(person.name)) for person in listed)
