"""The groups of words that a cue of change may be said of, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.themes.trend.groups import APART, INSIDE, groups_in, without_time
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.scene import Scene

BE = frozenset({"være", "vere", "bli", "verte"})

QUITE = 4
"""Words before a participle among which «ha» makes it active."""


def bearers_of(scene: Scene, cue: Cue) -> Iterator[tuple[list[int], bool]]:
    """The groups of words that the cue may be said of, the likeliest first, and whether grammar says so."""
    own = scene.within(cue.first)
    before = groups_in(scene.words, [place for place in own if place < cue.first])
    after = groups_in(scene.words, [place for place in own if place > cue.last])
    bare = [group for group in before if scene.words[group[0]].pos != "ADP"]
    named = [group for group in (*after, *reversed(before)) if scene.theme & set(group)]
    if cue.kind is Kind.NOUN:
        yield from ((group, True) for group in _complements(scene, cue))
        yield from ((group, False) for group in named)
        yield from ((group, False) for group in bare)
    elif cue.kind is Kind.ATTRIBUTE:
        if _is_nominal(scene, cue):
            yield from ((group, True) for group in bare[:1] if scene.theme & set(group))
        yield from ((group, True) for group in after if group[0] == cue.last + 1)
        yield from ((group, False) for group in reversed(bare))
    elif cue.kind is Kind.PREDICATE:
        yield from ((group, True) for group in groups_in(scene.words, range(cue.first + 1, cue.first + 1 + cue.gap)))
        yield from ((group, True) for group in after if _is_object(scene, cue, group))
        yield from ((group, True) for group in after if _is_of_phrase(scene, cue, group))
        yield from ((group, number == 0) for number, group in enumerate(bare))
        if not bare:
            yield from ((group, True) for group in (*_antecedent(scene, own[0]), *_inherited(scene, own[0])))
        yield from ((group, False) for group in after if scene.words[group[0]].pos != "ADP")
        yield from ((group, False) for group in before)


def _is_nominal(scene: Scene, cue: Cue) -> bool:
    """Whether the cue stands in what its subject is said to be: «tigging er et økende fenomen»."""
    before = range(max(0, cue.first - QUITE), cue.first)
    verb = next((place for place in before if scene.words[place].lemma in BE), None)
    return verb is not None and all(
        scene.words[place].pos in {"DET", "ADV", "ADJ", "AUX", "VERB"} for place in range(verb, cue.first)
    )


def _is_object(scene: Scene, cue: Cue, group: Sequence[int]) -> bool:
    """«har redusert antallet»: what follows an active verb at once."""
    verb = scene.words[cue.first]
    if verb.pos not in {"VERB", "AUX"}:
        return False
    if cue.first != cue.last and verb.lemma not in {"få", "ha"}:
        return False
    active = "VerbForm=Part" not in verb.feats or _has(scene, cue)
    return active and group[0] == cue.last + 1 and scene.words[group[0]].pos in {"NOUN", "DET", "ADJ", "PROPN"}


def _is_of_phrase(scene: Scene, cue: Cue, group: Sequence[int]) -> bool:
    """«er det slutt | på hærverket»: the theme after a phrase and a preposition, where «det» is all the subject there is."""
    own = [scene.words[place].form.lower() for place in scene.within(cue.first) if place < group[0]]
    follows = group[0] == cue.last + 1 and scene.words[group[0]].pos == "ADP"
    return cue.first < cue.last and follows and "det" in own and bool(scene.theme & set(group))


def _complements(scene: Scene, cue: Cue) -> Iterator[list[int]]:
    """What follows a noun of change to tell of what: «i byen på hendelser av vold og trusler utført av unge»."""
    words, group = scene.words, list[int]()
    for place in scene.within(cue.last):
        if place <= cue.last:
            continue
        if place != (group[-1] if group else cue.last) + 1:
            break
        word = words[place]
        joins = word.pos in INSIDE | {"CCONJ"} or word.form == "/" or "VerbForm=Part" in word.feats
        if not joins or word.form.lower() in APART:
            break
        group.append(place)
    if group and words[group[0]].pos == "ADP" and (kept := without_time(words, group)):
        yield kept


def _antecedent(scene: Scene, start: int) -> Iterator[list[int]]:
    """The group that a clause with «som» tells more of."""
    end = start - 1
    if not scene.clauses.is_relative(scene.clauses.of[start]):
        return
    end -= scene.words[end].form == ","
    yield from (group for group in groups_in(scene.words, range(end + 1)) if group[-1] == end)


def _inherited(scene: Scene, start: int) -> Iterator[list[int]]:
    """The subject of the clause before, which one that begins with «men» or «og» and a verb has too: «men steg til åtte»."""
    opener = scene.words[start]
    verb = scene.words[start + 1] if start + 1 < len(scene.words) else opener
    if start and opener.pos == "CCONJ" and "VerbForm=Fin" in verb.feats:
        before = [place for place in scene.within(scene.root_before(start)) if place < start]
        yield from (group for group in groups_in(scene.words, before) if scene.words[group[0]].pos != "ADP")


def _has(scene: Scene, cue: Cue) -> bool:
    return any(scene.words[place].lemma in {"ha", "få"} for place in range(max(0, cue.first - QUITE), cue.first))
