"""The groups of words around nouns in a sentence, and the noun that each is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from ingest.language_model import Word
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.words import among, ends_in, is_in

NOUNS = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON"})
"""Parts of speech that a group of words around a noun is made of."""

APART = frozenset({"det", "seg", "enn", "som"})
"""Words of these parts of speech that no group holds."""

OF_TIME = frozenset({"etter", "siden", "sidan", "før", "grunnet", "ifølge", "ifølgje"})
"""Prepositions that tell more of the verb than of the noun before them."""

PARTICLES = frozenset({"inn", "ut", "opp", "ned", "fram", "frem"})
"""Small words of a verb's, before what it is said of: «kommer inn meldinger»."""


def groups_in(words: Sequence[Word], places: Iterable[int]) -> list[list[int]]:
    """Runs of words around nouns; those of when something is are left out."""
    groups: list[list[int]] = []
    for place in places:
        joins = (
            words[place].pos in INSIDE
            or is_in(words[place], among("nouns_of", "other"))
            or (words[place].pos == "CCONJ" or words[place].form == "/")
            or _is_counted_participle(words, place)
        )
        if not joins or words[place].form.lower() in APART or _is_particle(words, place):
            groups.append([])
        elif groups and groups[-1] and groups[-1][-1] == place - 1 and not _new_group(words, place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [kept for group in groups if (kept := without_time(words, group))]


def head_of(scene: Scene, group: Sequence[int]) -> int | None:
    """The noun that a group is about; a word of amount gives way to the next: «antallet stillinger»."""
    words = scene.words
    nouns = [
        place
        for place in group
        if words[place].pos in NOUNS
        or _as_noun(words, group, place)
        or (place in scene.theme and words[place].pos == "ADJ")
    ]
    for place, following in zip_longest(nouns, nouns[1:]):
        owner = "Case=Gen" in words[place].feats and following is not None  # «utestedenes omsetning»
        if not owner and not is_in(words[place], among("nouns_of", "amount")):
            return place
    return nouns[0] if nouns else None


def _as_noun(words: Sequence[Word], group: Sequence[int], place: int) -> bool:
    """«unge», «skadde» that no noun follows."""
    somebody = is_in(words[place], among("nouns_of", "people") | among("nouns_of", "other"))
    alone = place + 1 not in group or words[place + 1].pos not in NOUNS | {"ADJ"}
    counted = place > group[0] and (
        words[place - 1].pos == "NUM" or is_in(words[place - 1], among("nouns_of", "amount"))
    )
    return words[place].pos in {"ADJ", "VERB"} and alone and (somebody or counted)


def _is_counted_participle(words: Sequence[Word], place: int) -> bool:
    """«antall | anmeldte | saker»: an adjective, whatever the model says."""
    counted = place > 0 and is_in(words[place - 1], among("nouns_of", "amount"))
    return counted and words[place].pos == "VERB" and place + 1 < len(words) and words[place + 1].pos in NOUNS


def _is_particle(words: Sequence[Word], place: int) -> bool:
    """«kommer | inn | meldinger»: a word of the verb's."""
    return place > 0 and words[place - 1].pos == "VERB" and words[place].form.lower() in PARTICLES


def _new_group(words: Sequence[Word], place: int) -> bool:
    """A group ends before a determiner after a noun, and before when it was: «i år | den volden», «flere | etter jul»."""
    if words[place].form.lower() in OF_TIME and words[place].pos == "ADP":
        return True
    return words[place].pos == "DET" and words[place - 1].pos in NOUNS


def without_time(words: Sequence[Word], group: Sequence[int]) -> list[int]:
    """A group without what says when; nothing if it says nothing else."""
    nouns = [place for place in group if words[place].pos in NOUNS or _as_noun(words, group, place)]
    if not nouns or all(ends_in(words[place], among("nouns_of", "time")) for place in nouns):
        return []
    start = group[0]
    if words[start].pos == "ADJ" and len(group) > 1 and words[group[1]].pos == "ADP" and start not in nouns:
        return without_time(words, group[1:])  # «raskt i barnehagene»
    if words[start].pos == "ADP" and ends_in(words[nouns[0]], among("nouns_of", "time")):
        return [place for place in group if place > nouns[0]]
    return list(group)
