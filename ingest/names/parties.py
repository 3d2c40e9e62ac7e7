"""Parties named in a text, by their usual letters: «Senterpartiet», «SP» and «Sp» are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.names.plain import UPPER, opens_sentence
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from ingest.parties import party_of, party_words
from minutes.kinds import NameKind


@cache
def _pattern() -> re.Pattern[str]:
    words = party_words()
    names = sorted((re.escape(name) for name in words.written - words.never), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?=[{UPPER}])(?P<party>(?i:{'|'.join(names)}))s?(?![\w-])(?!\s\d)")


def find_parties(text: str) -> Iterator[Spot]:
    """The parties that a text names; one that is a plain word too only where other words say that a party is meant."""
    found = [match for match in _pattern().finditer(text) if _written_as_name(match["party"])]
    sure = [match for match in found if _is_sure(text, match)]
    while more := [
        match for match in found if match not in sure and any(_are_partners(text, match, other) for other in sure)
    ]:
        sure += more
    for match in sure:
        letters = party_of(match["party"])
        if letters:
            yield Spot(kind=NameKind.PARTY, name=letters, start=match.start(), end=match.end(), source=Source.PARTY)


def party_named(word: str) -> str | None:
    """The letters of a party that a word alone is a usual name of: «Høyre» -> «H»; None for other words."""
    match = _pattern().fullmatch(word)
    return party_of(match["party"]) if match else None


def _written_as_name(party: str) -> bool:
    """Whether a party is written as one: not a small word that a sentence opens with."""
    return party[0].isupper() and (len(party) == 1 or not party.isupper() or len(party) <= 5)  # noqa: PLR2004  not a heading in capitals


def _is_sure(text: str, match: re.Match[str]) -> bool:
    words = party_words()
    if match["party"].casefold() not in words.ambiguous:
        return True
    before = text[max(0, match.start() - 40) : match.start()].rstrip().casefold()
    behind = text[match.end() : match.end() + 20].strip().casefold()
    if len(match["party"]) == 1:
        return before.endswith((" fra", " frå", "vegne av", "vegner av", "(")) and not re.match(
            r"[.\d]?\s*(?:til\b|\d)", behind
        )
    acts = (*words.behind, *name_words().persons.acts)
    led = before.endswith(words.before) and not opens_sentence(text, match.start())
    return led or re.match(rf"(?:{'|'.join(map(re.escape, acts))})\b", behind) is not None or before.endswith("(")


def _are_partners(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = sorted((one, other), key=re.Match.start)
    return re.fullmatch(r"\s*(?:,|og|samt|/|\+|, og)\s*", text[first.end() : second.start()]) is not None
