"""Organisations whose names small words hold together: «Seksjon for barn og unge», «Helse og omsorg», «Teknisk etat»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from ingest.names.plain import CAPITALISED, UPPER, is_plain
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from models.lexicon import word_classes

# The first word of such a name, and what follows it at once.
_FIRST = re.compile(rf"(?<![\w-])[{UPPER}][\w-]*(?=,?[ ])")


def find_phrases(text: str) -> Iterator[Spot]:
    """The organisations in a text that are called by a phrase."""
    for found in _FIRST.finditer(text):
        ends = [way(text, found.start()) for way in _ways(found.group())]
        if any(ends):
            yield _spot(text, found.start(), max(ends))


@lru_cache(maxsize=8192)
def _ways(word: str) -> tuple[Callable[[str, int], int], ...]:
    """The ways in which a name may go on that this word begins: each tells where one ends, 0 if none does."""
    words, folded = name_words().phrases, word.casefold()
    ways: list[Callable[[str, int], int]] = []
    if word.endswith(words.society_tails):
        ways.append(_matched(_societies()))
    if word in words.seated:
        ways.append(_matched(_seats()))
    if word in {opener.partition(" ")[0] for opener in (*words.openers_of_words, *words.lands)}:
        ways.append(_matched(_opened_words()))
    if word in {sort.partition(" ")[0] for sort in words.sorts}:
        ways.append(_matched(_of_sort()))
    if folded.removesuffix("et").removesuffix("en").removesuffix("a").endswith((*words.units, *words.bare_units)):
        ways.append(_unit_end)
    if word.endswith("-"):
        ways.append(_joined_end)
    if word in words.fields:
        ways.append(_fields_end)
    return tuple(ways)


def _matched(pattern: re.Pattern[str]) -> Callable[[str, int], int]:
    def end(text: str, start: int) -> int:
        found = pattern.match(text, start)
        return found.end() if found else 0

    return end


def _unit_end(text: str, start: int) -> int:
    found = _units().match(text, start)
    return _phrase_end(text, found.end()) if found else 0


def _joined_end(text: str, start: int) -> int:
    found = _JOINED.match(text, start)
    return found.end() if found and found["last"].endswith(name_words().organisations.tails) else 0


def _fields_end(text: str, start: int) -> int:
    found = _AND_MORE.match(text, text.index(" ", start)) if _INTO.search(text, max(0, start - 8), start) else None
    return _phrase_end(text, found.end()) if found else 0


def _spot(text: str, start: int, end: int) -> Spot:
    name = " ".join(text[start:end].split())
    last = name.rpartition(" ")[2]
    if last.endswith("s") and last.islower() and not is_plain(last) and _is_noun(last[:-1]):
        name = name[:-1]
    return Spot(kind=NameKind.ORGANISATION, name=name, start=start, end=end, source=Source.HEAD_WORD)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


@cache
def _societies() -> re.Pattern[str]:
    """A society of this sort, and then its own name: "Ungdomslaget Fram", "Advokatfirmaet Lund & Co"."""
    words = name_words().phrases
    tails = _any(words.society_tails)
    return re.compile(
        rf"(?<![\w-])[{UPPER}][a-zæøå]+(?:{tails})[ ]{CAPITALISED}(?:[ ]{CAPITALISED})?(?:[ ]&[ ]{CAPITALISED})?(?![\w-])"
    )


@cache
def _seats() -> re.Pattern[str]:
    """An institution by where it sits: "Universitetet i Bergen", "Høgskulen på Vestlandet"."""
    return re.compile(rf"(?<![\w-])(?:{_any(name_words().phrases.seated)})[ ](?:i|på)[ ]{CAPITALISED}(?![\w-])")


@cache
def _opened_words() -> re.Pattern[str]:
    """What opens such a name and small words: "Statens vegvesen", "Noregs vassdrags- og energidirektorat"."""
    words = name_words().phrases
    joined = r"\w[\w-]*-(?:,[ ]\w[\w-]*-)*[ ]og[ ]\w[\w-]*\w"
    state = rf"(?:{_any(words.openers_of_words)})[ ](?!(?:{_any(words.not_fields)})\b)(?:{joined}|\w[\w-]*\w)"
    return re.compile(rf"(?<![\w-])(?:{state}|(?:{_any(words.lands)})[ ]{joined})(?![\w-])")


@cache
def _of_sort() -> re.Pattern[str]:
    """A sort and a unit: "Teknisk etat", "Pedagogisk-psykologisk teneste", "Norsk kulturråd"."""
    words = name_words().phrases
    return re.compile(rf"(?<![\w-])(?:{_any(words.sorts)})[ ]\w?[a-zæøå]*(?i:{_any(words.sorted)})(?![\w-])")


@cache
def _units() -> re.Pattern[str]:
    """What opens the name of a unit by what it works with: "Seksjon for ", "Hovedutvalg " before "helse og omsorg"."""
    words = name_words().phrases
    compound = rf"[{UPPER}][a-zæøå]*"
    heads = "|".join(rf"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words.units)
    bare = _any(word.capitalize() for word in words.bare_units)
    return re.compile(rf"(?=[{UPPER}])(?:(?:{compound})?(?:{heads})(?:et|en|a)?[ ]for|(?:{bare}))(?=[ ][a-zæøå])")


# "Kommunal- og distriktsdepartementet", "Barne-, ungdoms- og familieetaten", "Plan- og bygningsavdelingen".
_JOINED = re.compile(rf"(?<![\w-])[{UPPER}][\w-]+-(?:,\s+[a-zæøå]+-)*\s+og\s+(?P<last>\w[a-zæøå-]+)(?![\w-])")


# Right before a department and behind its first field: "til Helse og omsorg".
_INTO = re.compile(r"\b(?:til|i|ved|fra|frå|av|hos|med|innen)[ ]$")
_AND_MORE = re.compile(r"(?<=\w)[ ]og(?=[ ][a-zæøå])(?![ ]\w+-)")

# A word in small letters, and what holds two of them together.
_SMALL = re.compile(r"[ ](?P<word>[a-zæøå][a-zæøå-]*[a-zæøå])(?![\w-])")
_COMMA = re.compile(r",(?=[ ][a-zæøå-]+(?:,[ ][a-zæøå-]+)*[ ]og[ ])")
_AND = re.compile(r"[ ]og(?=[ ])")
_WITH = re.compile(r"[ ]med(?=[ ])")


_SURE_TAIL = 5
"""Letters of a word's end that tell its class where the whole is not in the dictionary: «frivillig»."""


def _phrase_end(text: str, start: int) -> int:
    """Where words like "barn og unge", "eldre og personer med nedsatt syn" end; 0 if there is none of them."""
    end = at = _element_end(text, start)
    while at and (comma := _COMMA.match(text, at)) and (at := _element_end(text, comma.end())):
        end = at
    for glue in (_AND, _WITH):
        if end and (found := glue.match(text, end)) and (at := _element_end(text, found.end())):
            end = at
    return end


def _element_end(text: str, start: int) -> int:
    """Where a noun, an adjective and a noun, or "eldre" ends; 0 if a verb or a word of another kind stands there."""
    first = _SMALL.match(text, start)
    if first is None or first["word"] in name_words().phrases.not_fields:
        return 0
    if _is_noun(first["word"]):
        return first.end()
    if not _is_adjective(first["word"]):
        return 0
    second = _SMALL.match(text, first.end())
    if second and _is_noun(second["word"]):
        return second.end()
    return first.end() if first["word"] in name_words().phrases.people else 0


def _is_adjective(word: str) -> bool:
    length, known = word_classes().look_up_tail(word)
    return length >= min(len(word), _SURE_TAIL) and known.startswith("adj")


def _is_noun(word: str) -> bool:
    """Whether a word is a noun, and no verb in the present: «etablerer» is in the dictionary as both."""
    if word in name_words().phrases.people:
        return True
    known = {word_classes().look_up_tail(form)[1] for form in (word, word.removesuffix("s"))}
    return any(each.startswith("noun") and "verb:r>" not in each for each in known)
