"""What a cue of change is said of, and whether that is the theme or stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from ingest.themes.trend.groups import NOUNS, groups_in, head_of
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.nouns import (
    SHARES,
    begins_with_other,
    counts_other,
    counts_unknown,
    is_counted,
    is_other,
    is_share,
    stands,
)
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.subjects import bearers_of
from ingest.themes.trend.words import among, ends_in, is_in

ALOOF = 4
"""Words before the theme among which what is done against it stands."""


class Borne(IntEnum):
    """What a cue is said of."""

    OTHER = 0
    """Something that is not the theme."""
    OPEN = 1
    """Nothing that is named."""
    NEAR = 2
    """The theme, or what stands for it, stands near, but grammar does not say that the cue is of it."""
    SOMEBODY = 3
    """People: they bear the theme if what they do or say is of it."""
    KIN = 4
    """What stands for the theme."""
    THEME = 5
    """The theme."""


def borne_by(scene: Scene, cue: Cue) -> Borne:
    """What rises or falls by this cue."""
    if cue.kind is Kind.NOUN and cue.first in scene.theme:
        return Borne.THEME  # «voldsøkning»
    if cue.kind is Kind.NOUN and begins_with_other(scene.words[cue.first].lemma.lower()):
        return Borne.OTHER
    if cue.kind is Kind.PREDICATE and _is_somebody(scene, cue):
        return Borne.OTHER if _attends(scene, cue) else Borne.SOMEBODY
    for group, sure in bearers_of(scene, cue):
        head = head_of(scene, group)
        if head is not None:
            return _fits(scene, cue, group, head, sure=sure)
    # «De som ble stanset»: whom a clause with «som» tells of is no theme if it is no noun.
    return Borne.OTHER if scene.clauses.is_relative(scene.clauses.of[cue.first]) else Borne.OPEN


def _fits(scene: Scene, cue: Cue, group: Sequence[int], head: int, *, sure: bool) -> Borne:
    if _is_of_other(scene, group, head):
        return Borne.OTHER
    whole = [*group, *scene.relative_after(group[-1])]
    if scene.theme & set(whole):
        return Borne.THEME if sure else Borne.NEAR
    if not stands(scene, group, head):
        return Borne.OTHER
    people = ends_in(scene.words[head], among("nouns_of", "people")) and not is_counted(scene, group)
    if people and _attends(scene, cue):
        return Borne.OTHER
    if not sure:
        return Borne.NEAR
    return Borne.SOMEBODY if people else Borne.KIN


def _is_of_other(scene: Scene, group: Sequence[int], head: int) -> bool:
    """Whether a group is about something else, whatever theme it names."""
    relative = scene.relative_after(group[-1])
    if is_other(scene, head) or (
        head not in scene.theme and (counts_unknown(scene.words[head]) or is_share(scene, head))
    ):
        return True
    if relative and scene.words[group[0]].lemma in SHARES and not scene.theme & set(relative):
        return True  # «andelen saker som ble ferdige i tide»
    if any(counts_other(scene.words[place]) for place in group if place < head):
        return True  # «andelen oppklarte innbrudd»
    first = _theme_after(scene, group[0])
    told = [place for place in (*group, *relative) if place < first and scene.words[place].pos in NOUNS]
    return any(ends_in(scene.words[place], among("nouns_of", "other")) for place in told)


def _attends(scene: Scene, cue: Cue) -> bool:
    """Whether people come, take part, buy: «flere foreldre enn ventet møtte opp»."""
    after = [scene.words[place] for place in scene.within(cue.first) if place > cue.last]
    return any(word.pos == "VERB" and is_in(word, among("nouns_of", "attends")) for word in after)


def _is_somebody(scene: Scene, cue: Cue) -> bool:
    """«Stadig flere sier at»: people, where no noun says who."""
    following = scene.words[cue.last + 1] if cue.last + 1 < len(scene.words) else None
    form = scene.words[cue.last].form.lower()
    return form in among("comparatives", "of_people") and following is not None and "VerbForm=Fin" in following.feats


def _theme_after(scene: Scene, start: int) -> int:
    """The first word of the theme from a place on; the end of the sentence if there is none."""
    return min((place for place in scene.theme if place >= start), default=min(scene.theme, default=0))


def is_aloof(scene: Scene) -> bool:
    """Whether something is only done against the theme, or feared of it: «voksne ute for å forebygge mobbing»."""
    first = min(scene.theme, default=0)
    before = range(max(0, first - ALOOF), first)
    return any(
        scene.clauses.of[place] == scene.clauses.of[first] and is_in(scene.words[place], among("nouns_of", "aloof"))
        for place in before
    )


def counts_theme(scene: Scene, place: int) -> bool:
    """Whether a number at a place may count the theme: no subject of its clause, nor what it counts, is something else."""
    own = scene.within(place)
    groups = groups_in(scene.words, own)
    said = next((group for group in groups if place in group or group[0] == place + 1), [])
    head = head_of(scene, said)
    if head is not None and (is_other(scene, head) or stands(scene, said, head) or scene.theme & set(said)):
        return not is_other(scene, head)
    subject = next((one for one in groups if one[-1] < place and scene.words[one[0]].pos != "ADP"), [])
    head = head_of(scene, subject)
    return head is None or not is_other(scene, head)
