"""Names that show what they are of by a word of theirs: «Hegg skole», «Storvatnet», «Vårslepp AS», «Datatilsynet»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from ingest.heading.municipalities import load_places
from ingest.names.plain import CAPITALISED, UPPER, is_common, is_opener, opens_sentence
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind

_LEAST_BEFORE_TAIL = 3
"""Letters that must stand before the ending of a one-word name: «Elvegata», not «Gata»."""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


# One to four words with capitals: "Ytre Vikedal".
_PROPER = rf"(?P<proper>{CAPITALISED}(?:[ ](?:&[ ])?{CAPITALISED}){{0,3}})"

_LEAST_BEFORE_SHORT = 3
"""Letters of a small word that a compound must not end in, for so many verbs and other words do: ås, elv, bad."""


# The first letter of a word or of a part of one: "bonde- og småbrukarlag" has two that may be large, "og" none.
_FIRST_LETTER = re.compile(r"(?<![a-zæøå])[a-zæøå](?!g\\ )")


def _either_case(words: Iterable[str]) -> str:
    """The words with small or large first letters: [sS]kole, [bB]onde- og [sS]måbrukarlag."""
    return "|".join(
        _FIRST_LETTER.sub(lambda found: f"[{found.group()}{found.group().upper()}]", re.escape(word)) for word in words
    )


@cache
def _places() -> re.Pattern[str]:
    """A proper name, then a small word for what it is: "Hegg skole", "Nordlia videregående skole"."""
    words = name_words().places
    long = [head for head in words.heads if len(head) > _LEAST_BEFORE_SHORT or head == "hus"]
    small = rf"(?:[a-zæøå][a-zæøå-]*)?(?:{_any(long)})"
    return re.compile(
        rf"(?<![\w-]){_PROPER}(?P<rest>(?:[ ](?:&|{_any(words.between)}))?[ ](?:{small}|{_either_case(words.heads)}))"
        r"(?P<case>s?)(?![\w-])"
    )


@cache
def _organisations() -> re.Pattern[str]:
    """A proper name, then what sort of organisation it is: "Granvik kommune", "Granvik Røde Kors"."""
    words = name_words().organisations
    compounds = rf"\w[a-zæøå-]*(?:{_any(words.compound_heads)})"
    last = _any((*words.last_words, *words.trades))
    return re.compile(
        rf"(?<![\w-]){_PROPER}(?P<rest>[ ](?:{_either_case(words.heads)}|{compounds}|{last}))"
        r"(?P<case>s?)(?![\w-])"
    )


@cache
def _companies() -> re.Pattern[str]:
    """A company by what stands last: "Vårslepp AS", "Hardalen Brann og Redning IKS"; of two the forms part them."""
    forms = _any(name_words().organisations.companies)
    word = rf"(?!(?:{forms})(?![\w-])){CAPITALISED}"
    return re.compile(
        rf"(?<![\w-])(?P<proper>{word}(?:[ ](?:(?:og|&)[ ])?{word}){{0,4}})(?P<rest>[ ](?:{forms}))(?P<case>s?)(?![\w-])"
    )


@cache
def _opened() -> re.Pattern[str]:
    """What opens the name of an organisation, and the rest: "NAV Granvik", "Norsk Folkehjelp Granvik"."""
    words = name_words().organisations
    known = [name for name in words.letters if " " in name or name[0].isdigit()]
    named = rf"(?:{_any(words.openers)})[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?"
    return re.compile(rf"(?<![\w-])(?:{_any(known)}|{named})(?![\w-])")


@cache
def _directions() -> re.Pattern[str]:
    """A part of a place: "Ytre Vikedal", "Indre Hardalen"."""
    return re.compile(rf"(?<![\w-])(?:{_any(name_words().places.directions)})[ ]{CAPITALISED}(?![\w-])(?![ ][{UPPER}])")


@cache
def _of_two() -> re.Pattern[str]:
    """Two places and what both have: "Hegg og Solvik skoler", "Granvik og Solmark kommuner"."""
    plurals = _any(name_words().places.plurals)
    return re.compile(rf"(?<![\w-])(?P<one>{CAPITALISED})[ ]og[ ](?P<other>{CAPITALISED})[ ](?:{plurals})(?![\w-])")


# A house called after somebody: "Nils Berg-huset".
_HOUSE = re.compile(
    rf"(?<![\w-]){CAPITALISED}[ ][{UPPER}]\w*-(?:huset|hallen|salen|stua|stuen|senteret|parken|plassen)(?![\w-])"
)
_ONE_WORD = re.compile(rf"(?<![\w-]){CAPITALISED}(?![\w-])")


def find_compounds(text: str) -> Iterator[Spot]:
    """The names in a text that a word of theirs tells the kind of."""
    for pattern, kind in (
        (_places(), NameKind.PLACE),
        (_organisations(), NameKind.ORGANISATION),
        (_companies(), NameKind.ORGANISATION),
    ):
        for found in pattern.finditer(text):
            start = found.start() + _opening(text, found.start(), found["proper"])
            start += _another(text[start : found.end("proper")], found["rest"])
            if start < found.end("proper") and found["rest"].strip() not in name_words().organisations.not_heads:
                spot = _spot(kind, text, start, found.end("rest"), found.end())
                yield _spelled(spot, found["rest"]) if kind is NameKind.PLACE else spot
    for found in _opened().finditer(text):
        yield _spot(NameKind.ORGANISATION, text, found.start(), found.end(), found.end())
    for found in _of_two().finditer(text) if " og " in text else ():
        for group in ("one", "other"):
            yield _spot(NameKind.PLACE, text, found.start(group), found.end(group), found.end(group))
    for found in (*_directions().finditer(text), *(_HOUSE.finditer(text) if "-" in text else ())):
        yield _spot(NameKind.PLACE, text, found.start(), found.end(), found.end())
    yield from _single_words(text)


def _another(proper: str, head: str) -> int:
    """How many letters of a run are another's: «Avinor og Granvik Bygg», «Solmark Granvik lag»; not «Brann og Redning»."""
    before, glue, tail = proper.rpartition(" og ")
    if glue and not is_common(tail.partition(" ")[0]):
        return len(before) + len(glue)
    first, _, rest = proper.partition(" ")
    second, known = rest.partition(" ")[0], load_places().municipalities
    if rest and (kind_by_ending(first) is NameKind.ORGANISATION or first in known) and second in known:
        return len(first) + 1
    words = name_words()
    own = proper in (*words.places.directions, *words.organisations.openers, *words.phrases.sorts)
    # «Skolens parkeringsplass», «Videregående skole»: nothing of its own.
    return len(proper) if head.strip().islower() and not (rest or own) and is_opener(proper) else 0


def _spelled(spot: Spot, head: str) -> Spot:
    """A place with its last word in small letters: «Solvik Skole» and «Solvik skole» are one; «Norsk museum» is none."""
    words = name_words()
    if spot.name.split()[0] in (*words.organisations.openers, *words.phrases.sorts, *words.phrases.openers_of_words):
        return replace(spot, kind=NameKind.ORGANISATION)
    return replace(spot, name=spot.name[: len(spot.name) - len(head)] + head.lower())


def _single_words(text: str) -> Iterator[Spot]:
    letters = name_words().organisations.letters
    for found in _ONE_WORD.finditer(text):
        word = found.group()
        if word.endswith("s") and word[:-1] in letters and word[:-1].isupper():
            yield _spot(NameKind.ORGANISATION, text, found.start(), found.end() - 1, found.end())
            continue
        kind = kind_by_ending(word)
        if kind is NameKind.ORGANISATION or (kind is NameKind.PLACE and _is_place_inside(text, found)):
            spot = _spot(kind, text, found.start(), found.start() + len(_bare(word)), found.end())
            # A person who is known by this name goes before what it ends like.
            yield replace(spot, source=Source.ENDING) if kind is NameKind.PLACE else spot


# A word with a capital right before or behind another: then the two are one name.
_CAPITAL_BEFORE = re.compile(rf"(?:^|[^\w])[{UPPER}][\w'’-]*\.?[ ]$")
_CAPITAL_BEHIND = re.compile(rf"[ ][{UPPER}]")


def _is_place_inside(text: str, found: re.Match[str]) -> bool:
    """Whether a word that ends like a place stands inside a sentence, alone."""
    before = text[max(0, found.start() - 40) : found.start()]
    alone = not _CAPITAL_BEFORE.search(before) and not _CAPITAL_BEHIND.match(text, found.end())
    return alone and not opens_sentence(text, found.start())


def _spot(kind: NameKind, text: str, start: int, name_end: int, end: int) -> Spot:
    name = " ".join(text[start:name_end].split())
    return Spot(kind=kind, name=name, start=start, end=end, source=Source.HEAD_WORD)


@lru_cache(maxsize=16384)
def kind_by_ending(word: str) -> NameKind | None:
    """What one word with a capital is the name of by its ending, or as the letters of an organisation; None if neither.

    >>> kind_by_ending("Storvatnet"), kind_by_ending("Datatilsynet"), kind_by_ending("Kari")
    (<NameKind.PLACE: 'sted'>, <NameKind.ORGANISATION: 'organisasjon'>, None)
    """
    words = name_words()
    bare = _bare(word)
    if word in words.organisations.letters or bare in words.organisations.letters:
        return NameKind.ORGANISATION
    if word.isupper() or bare in words.organisations.not_names or bare in words.not_names:
        return None
    if bare.casefold().endswith(words.organisations.not_tails):
        return None
    longest = [
        (len(tail), kind)
        for tails, kind in ((words.organisations.tails, NameKind.ORGANISATION), (words.places.tails, NameKind.PLACE))
        for tail in (tails if bare.endswith(tails) else ())
        if bare.endswith(tail) and len(bare) - len(tail) >= _LEAST_BEFORE_TAIL
    ]
    return max(longest)[1] if longest else None


def _bare(word: str) -> str:
    """A definite noun without its genitive: «Datatilsynets» -> «Datatilsynet»."""
    return word[:-1] if word.endswith(("ets", "ens", "as")) and len(word) > _LEAST_BEFORE_TAIL else word


def _opening(text: str, start: int, proper: str) -> int:
    """How many letters of a run of words with capitals only open the sentence: «For Hegg» -> 4; all, if nothing is left."""
    if not opens_sentence(text, start):
        return 0
    at = 0
    for word in proper.split(" "):
        # «Nordre» opens the sentence, but the name too.
        if word in name_words().places.directions or not is_opener(word):
            return at
        at += len(word) + 1
    return at
