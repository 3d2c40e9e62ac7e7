"""What a noun tells of beside a theme: something else that may rise or fall, or what stands for the theme."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language_model import Word
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.words import among, ends_in, is_in

STANDS_FOR = ("carrier", "people", "trouble", "calm")
"""Classes of nouns that stand for the theme they are named with: «sakene», «problemet»."""

SHARES = frozenset({"del", "andel"})
"""How much of something, which tells nothing of how much there is of it."""


def is_other(scene: Scene, head: int) -> bool:
    """Whether a noun is of what may rise or fall instead of a theme: money, members, efforts, who does something."""
    word = scene.words[head]
    if any(ends_in(word, among("nouns_of", name)) for name in ("fear", "bodies")) or counts_other(word):
        return True
    named = head in scene.theme and ends_in(word, among("nouns_of", "carrier"))
    return ends_in(word, among("nouns_of", "other")) and not named


def stands(scene: Scene, group: Sequence[int], head: int) -> bool:
    """Whether a group may stand for the theme it is named with."""
    alone = is_in(scene.words[head], among("nouns_of", "amount")) and is_counted(scene, group)
    return alone or any(ends_in(scene.words[head], among("nouns_of", name)) for name in STANDS_FOR)


def is_counted(scene: Scene, group: Sequence[int]) -> bool:
    """Whether a group tells how much: «antallet saker», «bruk av hasj», but no «bruk» alone, which may be a farm."""
    for place in group:
        if is_in(scene.words[place], among("nouns_of", "amount")):
            following = scene.words[place + 1].form.lower() if place + 1 < len(scene.words) else ""
            if following == "av" or scene.words[place].lemma != "bruk":
                return True
    return False


def counts_other(word: Word) -> bool:
    """«deltakerantall», «oppklaringsprosent»: how many there are of something else."""
    lemma = word.lemma.lower()
    if any(lemma.startswith(first) and lemma != first for first in among("nouns_of", "measured")):
        return True
    counted = next((lemma.removesuffix(end) for end in among("nouns_of", "counts") if lemma.endswith(end)), "")
    return bool(counted) and begins_with_other(counted)


def counts_unknown(word: Word) -> bool:
    """«piggdekkandel»: a count of what is neither the theme nor stands for it; «sakstall» does."""
    lemma = word.lemma.lower()
    if is_in(word, among("nouns_of", "amount")):
        return False
    counted = next((lemma.removesuffix(end) for end in among("nouns_of", "tallies") if lemma.endswith(end)), "")
    known = among("nouns_of", "carrier") | among("nouns_of", "people") | among("nouns_of", "in_all")
    return bool(counted) and not any(counted.startswith(one) for one in known)


def is_share(scene: Scene, head: int) -> bool:
    """«utgjør en større del av meldingene»: beside other things, which may be fewer."""
    if scene.words[head].lemma not in SHARES:
        return False
    return any(is_in(scene.words[place], among("nouns_of", "makes_up")) for place in scene.within(head))


def begins_with_other(lemma: str) -> bool:
    """«prisøkning»: what rises is in the word itself."""
    return any(lemma.startswith(other) for other in among("nouns_of", "other") | among("nouns_of", "measured"))
