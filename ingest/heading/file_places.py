"""The municipality in a document's file name, where its text does not say: «elvenes_fsk_110303.txt»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.heading.lines import Line
from ingest.heading.municipalities import NAME, Found, load_places, spelled
from ingest.heading.places import is_place
from ingest.heading.words import heading_words, name_words
from minutes.kinds import Origin

# A name cut short in a file's name, as «porsan» for Porsanger: that many letters that only one name begins with.
_LEAST_LETTERS = 6


def find_in_file_name(file_name: str, texts: Sequence[Line] = ()) -> Found | None:
    """A municipality in a file's name, whole, or cut short but like no other's; the last resort.

    Args:
        file_name: the name of the file.
        texts: the paragraphs of the document; a name that no list has must stand in these too.
    """
    places = load_places()
    stem = file_name.rsplit(".", 1)[0].casefold()
    words = [word for word in re.split(r"[\W\d_]+", stem) if word]
    addresses = {spelled(name): told for name, told in places.municipalities.items()}
    for word in map(spelled, words):
        if word in addresses and addresses[word] not in places.common:
            return Found(name=addresses[word], origin=Origin.FILE_NAME, evidence=())
    for word in map(spelled, words):
        begun = {told for name, told in addresses.items() if name.startswith(word)}
        if len(word) >= _LEAST_LETTERS and len(begun) == 1:
            return Found(name=begun.pop(), origin=Origin.GUESS, evidence=())
    return _begins_file_name(words[0], texts) if words else None


# What files are named after besides places has shorter words too: "kst", "sak", "moter".
_LEAST_OWN_LETTERS = 5


def _begins_file_name(word: str, texts: Sequence[Line]) -> Found | None:
    """A name that the file's name begins with and the text has with a capital: «elvenes_fsk.txt» with «Elvenes skule»."""
    if len(word) < _LEAST_OWN_LETTERS:
        return None
    for line in texts:
        for match in re.finditer(NAME, line.text):
            if spelled(match.group()) == spelled(word) and not _is_plain(match.group()):
                name = match.group().capitalize() if match.group().isupper() else match.group()
                return Found(name=name, origin=Origin.GUESS, evidence=line.evidence(*match.span()))
    return None


def _is_plain(word: str) -> bool:
    """Whether a word is one of minutes, and no name of a place: «Politiråd», «Referat»."""
    folded = word.casefold()
    words = heading_words()
    kinds = {each for group in words.kinds.values() for each in group.words}
    return folded in kinds | name_words().not_names or folded.endswith(words.bodies.endings) or is_place(word)
