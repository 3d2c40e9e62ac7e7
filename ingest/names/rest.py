"""Words with capitals inside a sentence that nothing else has read: what the words beside them make them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.heading.names import is_given, is_surname
from ingest.heading.person import is_role_word
from ingest.names.plain import CAPITALISED, UPPER, is_compound, is_made_of_words, is_plain, like_place, opens_sentence
from ingest.names.spots import Located, Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from models.gazetteer import name_kinds

# One to four words with capitals: "Grønn Vekst", "Máze".
_RUN = re.compile(rf"(?<![\w.«\"”/-]){CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}}(?![\w-])")

# Before a place: "i Máze", "langs Storvik"; "på" stands before much else too.
_IN_PLACE = re.compile(r"\b(?:i|langs|rundt|forbi|gjennom|utenfor|utanfor|nær)[ ]$")
_ON_PLACE = re.compile(r"\bpå[ ]$")

# Before an organisation by its letters: "brev fra ABCD", "representant for ABCD".
_FROM = re.compile(r"\b(?:fra|frå|hos|av)[ ]$")
_LETTERS = re.compile(rf"[{UPPER}]{{3,6}}")
_WORD_BEHIND = re.compile(r"[ ](?P<word>[\w-]+)")

# How farms end whose names are short: "Lia", "Nes".
_FARMS = (
    "Lia",
    "Nes",
    "lia",
    "rud",
    "Haug",
    "haug",
    "åsen",
    "Vik",
    "Bø",
    "Mo",
    "Moen",
    "Berg",
    "Dal",
    "Eid",
    "Sand",
    "Sund",
)

_LEAST_LETTERS = 4
"""Of a place that only its preposition shows; a shorter word is as often an abbreviation."""


def find_rest(text: str, spots: Sequence[Spot]) -> Iterator[Spot]:
    """The names among the words with capitals that are in none of the spots."""
    located = Located(spots)
    for found in _RUN.finditer(text):
        if located.within(*found.span()):
            continue
        written = found.group()
        if not _is_label(written) and (kind := _kind(text, found.start(), found.end(), written)):
            yield Spot(kind=kind, name=written, start=found.start(), end=found.end(), source=Source.REST)


def _is_label(written: str) -> bool:
    data = name_words()
    if written.endswith("-"):
        return True
    return any(word in data.not_names or word in data.openers or is_role_word(word) for word in written.split())


def _kind(text: str, start: int, end: int, written: str) -> NameKind | None:
    opens = opens_sentence(text, start)
    if " " in written:
        return NameKind.ORGANISATION if _is_called(written, opens=opens) else None
    if _LETTERS.fullmatch(written):
        return NameKind.ORGANISATION if _acts(text, start, end, opens=opens) else None
    before = text[max(0, start - 12) : start]
    on_place = _ON_PLACE.search(before) and (like_place(written) or written.endswith(_FARMS))
    if on_place or (len(written) >= _LEAST_LETTERS and _IN_PLACE.search(before)):
        return NameKind.PLACE if not opens and _is_no_word(written) else None
    return None


def _is_called(written: str, *, opens: bool) -> bool:
    """Whether words with capitals are what a firm or society is called: the last a plain word, none a person's."""
    words = written.split()
    if any(word.isupper() or is_given(word) or "F" in name_kinds(word) for word in words) or is_surname(words[-1]):
        return False
    return is_plain(words[-1]) and not (opens and is_plain(words[0]))


def _acts(text: str, start: int, end: int, *, opens: bool) -> bool:
    """Whether letters do what only people and organisations do, or are whom something comes from."""
    behind = _WORD_BEHIND.match(text, end)
    doing = name_words().organisations.acts
    return (behind is not None and behind["word"] in doing) or (
        not opens and _FROM.search(text[max(0, start - 6) : start]) is not None
    )


def _is_no_word(written: str) -> bool:
    """Whether a word is not one of the dictionary, nor made of such."""
    return not (written.isupper() or is_plain(written) or is_compound(written) or is_made_of_words(written))
