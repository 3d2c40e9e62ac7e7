"""What the model calls a name, corrected by what words and document know: another kind, a shorter stretch, or no name."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.heading.names import is_given, is_surname
from ingest.heading.person import is_role_word
from ingest.names.compounds import is_opener, kind_by_ending, opens_sentence
from ingest.names.known import People, Places
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.model import NameKind
from models.gazetteer import name_kinds
from models.lexicon import word_classes
from models.pipeline import Name as Named

KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}

# A label behind a name in a row of a table, taken along by the model: "Kari Lia Leder", "Per Berg Frist".
_WORD = re.compile(r"\S+")

# Before a single word that is a place rather than a person: "på Storåna".
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")
_WORD_BEHIND = re.compile(r"[ ](?P<word>[\w-]+)")


def judged(named: Named, text: str, people: People, places: Places) -> Spot | None:
    """The spot of a name that the model found in a line; None if it is none."""
    start, end = _without_labels(named, text)
    written = text[start:end]
    if not written or not any(char.isalpha() for char in written) or written.islower():
        return None
    kind = KINDS[named.kind]
    words = written.split()
    if len(words) == 1:
        single = _single(kind, text, start, end, people, places)
        return None if single is None else _spot(single, text, start, end)
    if kind is NameKind.PERSON and not _may_be_person(words):
        kind = kind_by_ending(words[-1]) or (NameKind.PLACE if places.is_known(words[-1]) else NameKind.ORGANISATION)
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
    strip(lambda word: word.strip(".:,") in trailing or word.strip(".:,") in data.not_names or is_label(word), -1)
    if words and opens_sentence(text, words[0][0]):
        strip(lambda word: len(words) > 1 and (is_opener(word) or is_role_word(word)) and not is_given(word), 0)
    strip(lambda word: word.strip(".:,") in data.not_names or (is_role_word(word) and len(words) > 1), 0)
    if not words:
        return named.start, named.start
    end = words[-1][1]
    while end > words[0][0] and text[end - 1] in ",;:»)\"":
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
    if kind_by_ending(words[-1]) is NameKind.ORGANISATION or words[0] in (*organisations.letters, *organisations.openers):
        return False
    return is_given(words[0]) or is_surname(words[-1]) or "F" in name_kinds(words[0]) or not is_plain(words[0])


def is_plain(word: str) -> bool:
    """Whether a word is one of the dictionary and no name of the lists."""
    length, _ = word_classes().look_up_tail(word)
    return length == len(word) and not is_given(word) and not name_kinds(word)


def _single(kind: NameKind, text: str, start: int, end: int, people: People, places: Places) -> NameKind | None:
    """The kind of one word alone; None if it is a plain word with a capital."""
    word = text[start:end]
    bare = word.removesuffix("s")
    if by_ending := kind_by_ending(word):
        return by_ending
    if word in name_words().not_names or (opens_sentence(text, start) and is_plain(word)):
        return None
    if places.is_known(word) or places.is_known(bare):
        return NameKind.PLACE
    if kind is not NameKind.PERSON or people.named(word) or people.named(bare):
        return kind
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    behind = _WORD_BEHIND.match(text, end)
    if before and before["word"].casefold() in {"i", "på"}:
        return NameKind.PLACE
    if before and is_role_word(before["word"]):
        return kind
    if is_given(word) or (behind and behind["word"] in name_words().persons.acts):
        return kind
    return NameKind.PLACE if _like_place(bare) else kind


def _like_place(word: str) -> bool:
    """Whether a word ends like a farm or a village."""
    folded = word.casefold()
    return any(folded.endswith(tail) and len(folded) > len(tail) + 1 for tail in name_words().places.elements)
