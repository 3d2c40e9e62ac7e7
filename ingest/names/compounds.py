"""Names that show what they are of by a word of theirs: «Hegg skole», «Storvatnet», «Vårslepp AS», «Datatilsynet»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from models.lexicon import word_classes

UPPER = "A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ"
CAPITALISED = rf"[{UPPER}][\w'’-]*"
"""A word with a capital: «Hegg», «Sør-Vest»."""

_LEAST_BEFORE_TAIL = 3
"""Letters that must stand before the ending of a one-word name: «Elvegata», not «Gata»."""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


# One to four words with capitals: "Ytre Vikedal".
_PROPER = rf"(?P<proper>{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}})"
# The same with "og" inside, as companies are called: "Hardalen Brann og Redning".
_PROPER_OF_COMPANY = rf"(?P<proper>{CAPITALISED}(?:[ ](?:og[ ])?{CAPITALISED}){{0,4}})"


def _either_case(words: Iterable[str]) -> str:
    """The words with a small or a large first letter: (?:s|S)kole."""
    return "|".join(f"(?:{re.escape(word[0])}|{re.escape(word[0].upper())}){re.escape(word[1:])}" for word in words)


@cache
def _places() -> re.Pattern[str]:
    """A proper name, then a small word for what it is: "Hegg skole", "Nordlia videregående skole"."""
    words = name_words().places
    small = rf"(?:[a-zæøå][a-zæøå-]*)?(?:{_any(words.heads)})"
    return re.compile(
        rf"(?<![\w-]){_PROPER}(?P<rest>(?:[ ](?:{_any(words.between)}))?[ ](?:{small}|{_either_case(words.heads)}))"
        r"(?P<case>s?)(?![\w-])"
    )


@cache
def _organisations() -> re.Pattern[str]:
    """A proper name, then what sort of organisation it is: "Granvik kommune", "Granvik Røde Kors"."""
    words = name_words().organisations
    compounds = rf"\w[a-zæøå-]*(?:{_any(words.compound_heads)})"
    return re.compile(
        rf"(?<![\w-]){_PROPER}(?P<rest>[ ](?:{_either_case(words.heads)}|{compounds}|{_any(words.last_words)}))"
        r"(?P<case>s?)(?![\w-])"
    )


@cache
def _companies() -> re.Pattern[str]:
    """A company by what stands last: "Vårslepp AS", "Hardalen Brann og Redning IKS"."""
    return re.compile(
        rf"(?<![\w-]){_PROPER_OF_COMPANY}(?P<rest>[ ](?:{_any(name_words().organisations.companies)}))(?P<case>s?)"
        r"(?![\w-])"
    )


@cache
def _opened() -> re.Pattern[str]:
    """What opens the name of an organisation, and the rest: "NAV Granvik", "Statens vegvesen", "Den norske legeforening"."""
    words = name_words().organisations
    known = [name for name in words.letters if " " in name]
    named = rf"(?:{_any(words.openers)})[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?"
    return re.compile(rf"(?<![\w-])(?:{_any(known)}|{named}|(?:{_any(words.openers_of_words)})[ ]\w[\w-]*\w)(?![\w-])")


@cache
def _societies() -> re.Pattern[str]:
    """A society of this sort, and then its own name: "Ungdomslaget Fram", "Borettslaget Solsida"."""
    tails = _any(name_words().organisations.society_tails)
    return re.compile(rf"(?<![\w-])[{UPPER}][a-zæøå]+(?:{tails})[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?(?![\w-])")


@cache
def _directions() -> re.Pattern[str]:
    """A part of a place: "Ytre Vikedal", "Indre Hardalen"."""
    return re.compile(rf"(?<![\w-])(?:{_any(name_words().places.directions)})[ ]{CAPITALISED}(?![\w-])(?![ ][{UPPER}])")


# "Kommunal- og distriktsdepartementet", "Utval for oppvekst og kultur", "Rådet for eldre og personer".
_JOINED = re.compile(rf"(?<![\w-])[{UPPER}][\w-]+-\s+og\s+(?P<last>[a-zæøå-]+)(?![\w-])")
_FOR_SOMETHING = re.compile(
    r"(?<![\w-])(?:Hovedu|Hovudu|U)tval(?:g(?:et)?|et)? for [a-zæøå]+(?:, [a-zæøå]+)*(?: og [a-zæøå]+)?(?![\w-])"
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
            if start < found.end("proper"):
                end = found.end("rest")
                spot = _spot(kind, text, start, end, found.end())
                head = found["rest"] if kind is NameKind.PLACE else ""
                # «Solvik Skole» and «Solvik skole» are one place.
                yield replace(spot, name=spot.name[: len(spot.name) - len(head)] + head.lower())
    for found in (*_opened().finditer(text), *_societies().finditer(text), *_FOR_SOMETHING.finditer(text)):
        yield _spot(NameKind.ORGANISATION, text, found.start(), found.end(), found.end())
    for found in _JOINED.finditer(text):
        if found["last"].endswith(name_words().organisations.tails):
            yield _spot(NameKind.ORGANISATION, text, found.start(), found.end(), found.end())
    for found in _directions().finditer(text):
        yield _spot(NameKind.PLACE, text, found.start(), found.end(), found.end())
    yield from _single_words(text)


def _single_words(text: str) -> Iterator[Spot]:
    for found in _ONE_WORD.finditer(text):
        kind = kind_by_ending(found.group())
        if kind is NameKind.ORGANISATION or (kind is NameKind.PLACE and _is_place_inside(text, found)):
            bare = _bare(found.group())
            yield _spot(kind, text, found.start(), found.start() + len(bare), found.end())


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


def kind_by_ending(word: str) -> NameKind | None:
    """What one word with a capital is the name of by its ending, or as the letters of an organisation; None if neither.

    >>> kind_by_ending("Storvatnet"), kind_by_ending("Datatilsynet"), kind_by_ending("Kari")
    (<NameKind.PLACE: 'sted'>, <NameKind.ORGANISATION: 'organisasjon'>, None)
    """
    words = name_words()
    if word in words.organisations.letters:
        return NameKind.ORGANISATION
    bare = _bare(word)
    if word.isupper() or bare in words.organisations.not_names or bare in words.not_names:
        return None
    if bare.casefold().endswith(words.organisations.not_tails):
        return None
    for tails, kind in ((words.organisations.tails, NameKind.ORGANISATION), (words.places.tails, NameKind.PLACE)):
        if bare.endswith(tails) and any(
            bare.endswith(tail) and len(bare) - len(tail) >= _LEAST_BEFORE_TAIL for tail in tails
        ):
            return kind
    return None


def _bare(word: str) -> str:
    """A definite noun without its genitive: «Datatilsynets» -> «Datatilsynet»."""
    return word[:-1] if word.endswith(("ets", "ens", "as")) and len(word) > _LEAST_BEFORE_TAIL else word


# What a sentence, a line or a point begins after: nothing, a stop, a colon, a bullet, a number.
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:\n•*–»]|^\s*[-–o]|\d[.)])\s*$")


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word stands where any word would have a capital."""
    return _BEFORE_SENTENCE.search(text[max(0, start - 8) : start]) is not None


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


def is_opener(word: str) -> bool:
    """Whether a word at the beginning of a sentence is a plain one: «Ny», «Denne», «Kommunale», «Skolens»."""
    if word in name_words().openers:
        return True
    length, known = word_classes().look_up_tail(word)
    if length == len(word) and known.split(":")[0] in {"adj", "adv", "verb"}:
        return True
    if not word.endswith(("ens", "ets", "enes", "anes")):
        return False
    length, _ = word_classes().look_up_tail(word[:-1])
    return length == len(word) - 1
