"""What the model calls a name, corrected by what words and document know: another kind, a shorter stretch, or no name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.heading.names import is_given, is_surname
from ingest.heading.person import is_role_word
from ingest.names.compounds import kind_by_ending
from ingest.names.known import People, Places
from ingest.names.offices import is_office
from ingest.names.parties import party_named
from ingest.names.plain import is_compound, is_made_of_words, is_opener, is_plain, is_verb, like_place, opens_sentence
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from models.gazetteer import name_kinds
from models.pipeline import Name as Named

KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}

_LONGEST_LETTERS = 8
"""Letters of a name in capitals of more than one word: «BANE NOR»."""

_SHORTEST = 2
"""Letters of a name of one word; a single one is a party or a list mark."""

# A word of a name, or a label behind it that the model took along: "Kari Lia Leder", "Per Berg Frist:".
_WORD = re.compile(r"\S+")

# Marks that no name has, as character recognition leaves them: "l.!!~~M:.Q.]".
_NOISE = re.compile(r"[^\w\s.,&'’´`/()+«»\"–-]|\.\.|\d[^\W\d]|[^\W\d]\d\d|\w[\"(«]+\w|\\")

# Before a single word that is a place rather than a person: "på Storåna".
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")
_WORD_BEHIND = re.compile(r"[ ](?P<word>[\w-]+)")


def judged(named: Named, text: str, people: People, places: Places) -> Spot | None:
    """The spot of a name that the model found in a line; None if it is none."""
    start, end = _without_labels(named, text)
    written = text[start:end]
    words = written.split()
    if len("".join(filter(str.isalpha, written))) < _SHORTEST or words[0].islower() or _is_noise(written):
        return None
    kind = KINDS[named.kind]
    if len(words) == 1 and kind is NameKind.ORGANISATION and (letters := party_named(words[0])):
        return replace(_spot(NameKind.PARTY, text, start, end), name=letters)
    if len(words) == 1:
        single = _single(kind, text, (start, end), people=people, places=places)
        return None if single is None else _spot(single, text, start, end)
    if all(other.islower() for other in words[1:]) and is_plain(words[0]):
        return None
    if kind is NameKind.ORGANISATION and (len(words[0]) == 1 or _is_cut(words)):
        return None
    if kind is NameKind.ORGANISATION and is_given(words[0]) and not is_plain(words[-1]) and _may_be_person(words):
        kind = NameKind.PERSON
    if kind is NameKind.PERSON and not _may_be_person(words):
        place = places.is_known(words[-1]) or words[0] in name_words().places.directions
        kind = kind_by_ending(words[-1]) or (NameKind.PLACE if place else NameKind.ORGANISATION)
    return _spot(kind, text, start, end)


def _is_cut(words: list[str]) -> bool:
    """Whether words are a pair, "gang- og sykkelvei", of which the last is no kind of organisation."""
    return (
        words[0].endswith("-") and not _is_kind_of_organisation(words[-1]) and kind_by_ending(words[-1].title()) is None
    )


def _is_noise(written: str) -> bool:
    """Whether no name is written so: with marks, cut at a hyphen, or a heading of several words in capitals."""
    return (
        _NOISE.search(written) is not None
        or written.endswith(("-", "/"))
        or (" " in written and written.isupper() and len(written) > _LONGEST_LETTERS)
    )


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
    strip(lambda word: len(words) > 1 and is_verb(word.strip(".:,")), -1)
    strip(lambda word: word.strip(".:,") in trailing or word.strip(".:,") in data.not_names or is_label(word), -1)
    if words and opens_sentence(text, words[0][0]):
        strip(lambda word: len(words) > 1 and (is_opener(word) or is_role_word(word)) and not is_given(word), 0)
    strip(lambda word: word.strip(".:,") in data.not_names or (is_role_word(word) and len(words) > 1), 0)
    strip(lambda word: len(words) > 1 and word in data.openers, 0)
    # A year or a number of a house behind it.
    strip(lambda word: len(words) > 1 and word.strip(".,:)").isdigit(), -1)
    if not words:
        return named.start, named.start
    end = words[-1][1]
    while end > words[0][0] and text[end - 1] in ',;:»)"':
        end -= 1
    return words[0][0], end


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
    if is_given(words[0]) or is_surname(words[-1]) or "F" in name_kinds(words[0]):
        return True
    return not is_plain(words[0]) and not is_plain(words[-1]) and not is_made_of_words(words[-1])


def _is_kind_of_organisation(word: str) -> bool:
    """Whether a word says what sort of organisation it is, and is no surname: «Sanitetsforening»."""
    organisations, folded = name_words().organisations, word.casefold().removesuffix("s")
    return (folded in organisations.heads or folded.endswith(tuple(organisations.compound_heads))) and not is_surname(
        word
    )


def _single(kind: NameKind, text: str, place: tuple[int, int], *, people: People, places: Places) -> NameKind | None:
    """The kind of one word alone; None if it is a plain word with a capital."""
    start, end = place
    word = text[start:end]
    bare = word.removesuffix("s")
    sure = kind_by_ending(word) or (NameKind.PLACE if places.is_sure(word) else None)
    if sure:
        return sure
    if kind is NameKind.PLACE and is_compound(word) and not places.is_known(bare):
        return None
    if _is_no_name(kind, text, start, word) and not people.named(bare):
        return None
    if places.is_known(word) or places.is_known(bare):
        return NameKind.PLACE
    if people.is_surname(bare) or people.named(bare):
        return NameKind.PERSON
    return _by_neighbours(kind, text, start, end)


def _by_neighbours(kind: NameKind, text: str, start: int, end: int) -> NameKind | None:
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
    bare = word.removesuffix("s")
    if word in data.places.directions or not {word, bare}.isdisjoint(data.not_names | data.organisations.not_names):
        return True
    if bare.endswith(data.common_tails):
        return True
    if is_made_of_words(word):
        return True
    opens = opens_sentence(text, start)
    if (opens or kind is NameKind.PLACE) and _is_plain_genitive(word):
        return True
    numbered = _NUMBER.match(text, start + len(word)) is not None
    return is_plain(word) and (opens or numbered or kind is NameKind.PERSON or _has_article(text, start))


def _is_plain_genitive(word: str) -> bool:
    """Whether a word is a common one in the genitive, and no name: «Russens», «Grunnlovens»; not «Troms», «Stortingets»."""
    bare = word.removesuffix("s")
    return bare != word and is_plain(bare) and not name_kinds(word) and kind_by_ending(bare) is None


# An article, a number or "hver" before a word: then it is a common noun, "et Ungdomsråd".
_ARTICLE = re.compile(r"\b(?:en|ei|et|ein|eit|den|det|denne|dette|hver|kvar|ny|nytt|hvert|alle|noen|nokre|\d+)[ ]$")


def _has_article(text: str, start: int) -> bool:
    return _ARTICLE.search(text[max(0, start - 10) : start]) is not None


# A number behind a plain word: "Klubb 17", "Plan 2025".
_NUMBER = re.compile(r"[ ]\d")


def _person_or_place(text: str, start: int, end: int) -> NameKind | None:
    """What one word is that nothing is known of, by the words beside it and by how it ends; None if nothing tells."""
    word = text[start:end]
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    behind = _WORD_BEHIND.match(text, end)
    if before and before["word"].casefold() in {"i", "på"}:
        return NameKind.PLACE
    if _is_told_office(text, start) or is_given(word) or (behind and behind["word"] in name_words().persons.acts):
        return NameKind.PERSON
    if like_place(word.removesuffix("s")):
        return NameKind.PLACE
    return NameKind.PERSON if is_surname(word.removesuffix("s")) or name_kinds(word) else None
