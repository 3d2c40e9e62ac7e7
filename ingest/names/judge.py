"""What the model calls a name, corrected by what words and document know: another kind, a shorter stretch, or no name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.heading.names import is_given, is_surname
from ingest.heading.person import is_role_word
from ingest.names.compounds import is_opener, kind_by_ending, opens_sentence
from ingest.names.known import People, Places, is_office
from ingest.names.parties import party_named
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from models.gazetteer import name_kinds
from models.lexicon import word_classes
from models.pipeline import Name as Named

KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}

_SHORTEST = 2
"""Letters of a name of one word; a single one is a party or a list mark."""

# A word of a name, or a label behind it that the model took along: "Kari Lia Leder", "Per Berg Frist:".
_WORD = re.compile(r"\S+")

# Before a single word that is a place rather than a person: "på Storåna".
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")
_WORD_BEHIND = re.compile(r"[ ](?P<word>[\w-]+)")


def judged(named: Named, text: str, people: People, places: Places) -> Spot | None:
    """The spot of a name that the model found in a line; None if it is none."""
    start, end = _without_labels(named, text)
    written = text[start:end]
    words = written.split()
    if len("".join(filter(str.isalpha, written))) < _SHORTEST or words[0].islower():
        return None
    kind = KINDS[named.kind]
    if len(words) == 1 and kind is NameKind.ORGANISATION and (letters := party_named(words[0])):
        return replace(_spot(NameKind.PARTY, text, start, end), name=letters)
    if len(words) == 1:
        single = _single(kind, text, (start, end), people=people, places=places)
        return None if single is None else _spot(single, text, start, end)
    if all(other.islower() for other in words[1:]) and is_plain(words[0]):
        return None
    if kind is NameKind.PERSON and not _may_be_person(words):
        place = places.is_known(words[-1]) or words[0] in name_words().places.directions
        kind = kind_by_ending(words[-1]) or (NameKind.PLACE if place else NameKind.ORGANISATION)
    return _spot(kind, text, start, end)


def _spot(kind: NameKind, text: str, start: int, end: int) -> Spot:
    name = " ".join(text[start:end].split())
    return Spot(kind=kind, name=name, start=start, end=end, source=Source.MODEL)


def _without_labels(named: Named, text: str) -> tuple[int, int]:
    """Where the name stands without what opens the sentence before it and the small words or labels behind it."""
    words = [(found.start() + named.start, found.end() + named.start) for found in _WORD.finditer(named.text)]
    data = name_words()

    def strip(fits: Callable[[str], bool], at: int) -> None:
        while words and fits(text[words[at][0] : words[at][1]]):
            words.pop(at)

    trailing = data.places.trailing
    strip(lambda word: len(words) > 1 and _is_verb(word.strip(".:,")), -1)
    strip(lambda word: word.strip(".:,") in trailing or word.strip(".:,") in data.not_names or is_label(word), -1)
    if words and opens_sentence(text, words[0][0]):
        strip(lambda word: len(words) > 1 and (is_opener(word) or is_role_word(word)) and not is_given(word), 0)
    strip(lambda word: word.strip(".:,") in data.not_names or (is_role_word(word) and len(words) > 1), 0)
    if not words:
        return named.start, named.start
    end = words[-1][1]
    while end > words[0][0] and text[end - 1] in ',;:»)"':
        end -= 1
    return words[0][0], end


def _is_verb(word: str) -> bool:
    length, known = word_classes().look_up_tail(word)
    return word.islower() and length == len(word) and known.startswith("verb")


def is_label(word: str) -> bool:
    """Whether a word behind a name is a label or a role with a capital: «Leder», «Frist:»."""
    return word.endswith(":") or (word[0].isupper() and is_role_word(word) and not is_given(word))


def _may_be_person(words: list[str]) -> bool:
    """Whether words are a person's: none ends like an office, a place or a company, and none is a number."""
    if any(char.isdigit() for word in words for char in word):
        return False
    organisations = name_words().organisations
    if words[0] in (*organisations.letters, *organisations.openers, *name_words().places.directions):
        return False
    if kind_by_ending(words[-1]) is NameKind.ORGANISATION or _is_kind_of_organisation(words[-1]):
        return False
    return is_given(words[0]) or is_surname(words[-1]) or "F" in name_kinds(words[0]) or not is_plain(words[0])


def _is_kind_of_organisation(word: str) -> bool:
    """Whether a word says what sort of organisation it is, and is no surname: «Sanitetsforening»."""
    organisations, folded = name_words().organisations, word.casefold()
    return (folded in organisations.heads or folded.endswith(tuple(organisations.compound_heads))) and not is_surname(
        word
    )


def is_plain(word: str) -> bool:
    """Whether a word is one of the dictionary and no name of the lists."""
    length, _ = word_classes().look_up_tail(word)
    return length == len(word) and not is_given(word) and not name_kinds(word)


def _single(kind: NameKind, text: str, place: tuple[int, int], *, people: People, places: Places) -> NameKind | None:
    """The kind of one word alone; None if it is a plain word with a capital."""
    start, end = place
    word = text[start:end]
    bare = word.removesuffix("s")
    if by_ending := kind_by_ending(word):
        return by_ending
    if _is_no_name(kind, text, start, word) and not people.named(bare):
        return None
    if places.is_known(word) or places.is_known(bare):
        return NameKind.PLACE
    if people.is_surname(bare) or people.named(bare):
        return NameKind.PERSON
    return _by_neighbours(kind, text, start, end)


def _by_neighbours(kind: NameKind, text: str, start: int, end: int) -> NameKind:
    """The kind of a word that nothing is known of: letters are no place, and whom an office stands before is a person."""
    if kind is NameKind.PLACE and text[start:end].isupper():
        return NameKind.ORGANISATION
    if kind is NameKind.PLACE and _is_told_office(text, start):
        return NameKind.PERSON
    return _person_or_place(text, start, end) if kind is NameKind.PERSON else kind


def _is_told_office(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    return before is not None and is_office(before["word"])


def _is_no_name(kind: NameKind, text: str, start: int, word: str) -> bool:
    """Whether a word that the model calls a name is a plain one, or only a part of a name."""
    data = name_words()
    if word in data.not_names or word in data.places.directions or _is_made_of_words(word):
        return True
    return is_plain(word) and (opens_sentence(text, start) or kind is NameKind.PERSON)


def _person_or_place(text: str, start: int, end: int) -> NameKind:
    """What one word is that nothing is known of, by the words beside it and by how it ends."""
    word = text[start:end]
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    behind = _WORD_BEHIND.match(text, end)
    if before and before["word"].casefold() in {"i", "på"}:
        return NameKind.PLACE
    if _is_told_office(text, start) or is_given(word) or (behind and behind["word"] in name_words().persons.acts):
        return NameKind.PERSON
    return NameKind.PLACE if _like_place(word.removesuffix("s")) else NameKind.PERSON


_LONG_TAIL = 6


def _is_made_of_words(word: str) -> bool:
    """Whether a word ends in a long one of the dictionary and like no place: «Handlingsprogram»."""
    length, _ = word_classes().look_up_tail(word)
    return length >= _LONG_TAIL and len(word) > length and not _like_place(word) and not name_kinds(word)


def _like_place(word: str) -> bool:
    """Whether a word ends like a farm or a village."""
    folded = word.casefold()
    return any(folded.endswith(tail) and len(folded) > len(tail) + 1 for tail in name_words().places.elements)
