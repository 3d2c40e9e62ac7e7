"""Names that the words beside them tell the kind of: «gården Søre Lia», and one of a row of names of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.heading.names import is_given
from ingest.heading.person import is_role_word
from ingest.names.plain import CAPITALISED, is_plain
from ingest.names.spots import Located, Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind

# Words with capitals that are one name: "Søre Lia", "Glommen Skog".
_RUN = rf"{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}}"

# What stands between the names of a row: "Lia, Hegg og Tangen", "Lia - Hegg", "Lia–Hegg".
_GLUE = r"(?:,[ ](?:og[ ]|samt[ ])?|[ ](?:og|samt)[ ]|[ ]?[–-][ ]|–)"
_ROW = re.compile(rf"(?<![\w-]){_RUN}(?:{_GLUE}{_RUN})+(?![\w-])")
_NAME = re.compile(rf"(?<![\w-]){_RUN}(?![\w-])")
_IN = re.compile(r"\bi[ ]$")


# The word before a name, with a blank behind it.
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")
_LONGEST_BEFORE = 30


@cache
def _apposed() -> tuple[tuple[tuple[str, ...], NameKind], ...]:
    words = name_words()
    return ((words.places.apposed, NameKind.PLACE), (words.organisations.apposed, NameKind.ORGANISATION))


def find_apposed(text: str) -> Iterator[Spot]:
    """The names that stand right behind the word for what they are: «kommunen Granvik», «konsulentfirmaet Solvik»."""
    for found in _NAME.finditer(text):
        name, start = found.group(), found.start()
        before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        kind = _told_by(before["word"] if before else "")
        head, _, rest = name.partition(" ")
        # «Eiendommen Fjellheim»: the word for what it is opens the sentence.
        if kind is None and rest and (kind := _told_by(head)):
            name, start = rest, start + len(head) + 1
        first = name.split()[0]
        if kind and not (is_given(first) or first in name_words().not_names or is_role_word(first)):
            yield Spot(kind=kind, name=name, start=start, end=found.end(), source=Source.ENDING)


def _told_by(noun: str) -> NameKind | None:
    """What a word says that the name behind it is of: «nabokommunen», «firmaet»."""
    folded = noun.casefold()
    return next((kind for nouns, kind in _apposed() if folded.endswith(nouns)), None)


def with_kin(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """The spots, and those of a row with them: where some are surely organisations or places, the others are too."""
    located = Located(spots)
    joined: list[Spot] = []
    for row in _ROW.finditer(text):
        members = [(row.start() + found.start(), row.start() + found.end()) for found in _NAME.finditer(row.group())]
        kind = _kind_of_row(located.within(*row.span()))
        kinds = [kind] * len(members)
        if _IN.search(text, max(0, row.start() - 4), row.start()):
            # «i Granvik og Fylkesmannen har»: the first is a place, whatever the others are.
            kinds = [NameKind.PLACE, *kinds[1:]] if kind else [NameKind.PLACE] * len(members)
        for (start, end), its_kind in zip(members, kinds, strict=True):
            if its_kind and _may_join(text[start:end]):
                joined += _joined(text, (start, end), located.within(start, end), its_kind)
    taken = {spot.start for spot in joined}
    return sorted([*(spot for spot in spots if spot.start not in taken), *joined], key=lambda spot: spot.start)


def _kind_of_row(spots: Iterable[Spot]) -> NameKind | None:
    """The one kind of those in a row that rules tell the kind of; None if they tell persons, several kinds or nothing."""
    sure = {spot.kind for spot in spots if spot.source is not Source.MODEL}
    kind = sure.pop() if len(sure) == 1 else None
    return kind if kind in {NameKind.ORGANISATION, NameKind.PLACE} else None


def _joined(text: str, place: tuple[int, int], there: Sequence[Spot], kind: NameKind) -> Iterator[Spot]:
    """One of a row as of its kind: where nothing is read yet, or the model reads a person that nothing else knows."""
    start, end = place
    if not there:
        yield Spot(kind=kind, name=text[start:end], start=start, end=end, source=Source.MODEL)
    elif [(spot.kind, spot.source) for spot in there] == [(NameKind.PERSON, Source.MODEL)]:
        yield replace(there[0], kind=kind)


def _may_join(written: str) -> bool:
    """Whether words in a row may be a name of its kind: no person, no office, no plain word alone."""
    words, data = written.split(), name_words()
    if written.endswith("-") or (len(words) > 1 and written.isupper()):
        return False
    if is_given(words[0]) or is_role_word(words[0]) or words[0] in data.not_names or words[0] in data.openers:
        return False
    return len(words) > 1 or not is_plain(words[0])
