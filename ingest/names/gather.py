"""The spots of an item as names: forms of one name joined, genitives taken off, a quote for each place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.names.known import People, Places
from ingest.names.offices import is_office
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from minutes.model import Evidence, Name
from models.gazetteer import name_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A spot with the form as written and its places on the pages."""

    spot: Spot
    written: str
    evidence: tuple[Evidence, ...]


class Forms:
    """The names of a whole document: what kind each mostly is, and which is a genitive of which."""

    def __init__(self, spots: Iterable[Spot], people: People, places: Places) -> None:
        self._people = people
        self._places = places
        self._kinds: dict[str, Counter[NameKind]] = {}
        self._spellings: dict[str, Counter[str]] = {}
        for spot in spots:
            weight = 1 if spot.source >= Source.MODEL else 10
            self._kinds.setdefault(spot.name, Counter())[spot.kind] += weight
            if not spot.name.isupper():
                self._spellings.setdefault(spot.name.casefold(), Counter())[spot.name] += 1

    def settled(self, spot: Spot) -> Spot:
        """The spot by its whole name, of the kind that the document mostly gives it."""
        name = self._base(_without_capitals(spot.name), spot.kind)
        kind = spot.kind if spot.source < Source.MODEL else self._kind(name, spot.kind)
        if kind is NameKind.PERSON and not spot.attendee and (person := self._people.named(name)):
            return replace(spot, kind=kind, name=person.name, role=spot.role or person.role, attendee=person.attendee)
        if kind is NameKind.ORGANISATION and name in self._people.parties:
            kind = NameKind.PARTY
        return replace(spot, kind=kind, name=self._spelling(name))

    def _spelling(self, name: str) -> str:
        """The name as the document mostly spells it: «Statens Vegvesen» and «Statens vegvesen» are one."""
        spelt = self._spellings.get(name.casefold())
        return spelt.most_common(1)[0][0] if spelt and not name.isupper() else name

    def _kind(self, name: str, given: NameKind) -> NameKind:
        counts = self._kinds.get(name)
        if not counts:
            return given
        best = max(counts.values())
        return given if counts[given] == best else counts.most_common(1)[0][0]

    def _base(self, name: str, kind: NameKind) -> str:
        """The name without a genitive s, where the rest is a name by the document or by the lists."""
        if not name.endswith(("s", "s’", "s'")) or len(name) < 4:  # noqa: PLR2004  «Os», «Nes»
            return name
        base = name.rstrip("’'").removesuffix("s")
        known = base in self._kinds or self._people.named(base) or self._places.is_known(base)
        listed = " " not in base and name_kinds(name).endswith("'s")
        definite = kind is NameKind.ORGANISATION and base.endswith(("en", "et", "ene", "ane"))
        organisations, last = name_words().organisations, base.rpartition(" ")[2].casefold()
        kinds = (*organisations.compound_heads, *organisations.heads)
        sort = kind is NameKind.ORGANISATION and " " in base and last.endswith(kinds) and not last.endswith("s")
        return base if known or listed or definite or sort else name


_LONGEST_LETTERS = 5
"""Capitals that may be the letters of an organisation: «KOSTRA» is longer and is written as a name."""


def _without_capitals(name: str) -> str:
    """A name of a heading in capitals as running text has it: «UNGDOMSRÅDET» -> «Ungdomsrådet»."""
    if not name.isupper() or len(name) <= _LONGEST_LETTERS:
        return name
    heads = name_words().organisations.heads
    return " ".join(word.lower() if word.lower() in heads else word.title() for word in name.split())


# A role and the blank before a name: "lensmann Per Berg", "SLT-koordinator Kari Lia".
_ROLE_BEFORE = re.compile(r"(?P<role>[^\W\d][\w-]+)[ ]$")


def role_before(text: str, start: int) -> str | None:
    """The office that stands right before a name, in small letters but for its own letters: «SLT-koordinator»."""
    found = _ROLE_BEFORE.search(text[max(0, start - 40) : start])
    if found is None or not is_office(found["role"]):
        return None
    role = found["role"]
    return role if role[:2].isupper() else role[0].lower() + role[1:]


def gathered(placed: Sequence[Placed]) -> tuple[Name, ...]:
    """The names of an item, each once, in the order in which they first appear; those without a place on a page go."""
    grouped: dict[tuple[NameKind, str], list[Placed]] = {}
    for each in placed:
        if each.evidence:
            grouped.setdefault((each.spot.kind, each.spot.name), []).append(each)
    return tuple(
        Name(
            kind=kind,
            name=name,
            written=tuple(dict.fromkeys(each.written for each in found)),
            role=next((each.spot.role for each in found if each.spot.role), None),
            attendee=any(each.spot.attendee for each in found),
            evidence=tuple(evidence for each in found for evidence in each.evidence),
        )
        for (kind, name), found in grouped.items()
    )
