"""What a cue of change is said of, and whether that is the theme or stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest

from ingest.language_model import Word
from ingest.themes.trend_clauses import Clauses
from ingest.themes.trend_kinds import Cue, Kind
from ingest.themes.trend_words import among, ends_in, is_in

NOUNS = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON"})
"""Parts of speech that a group of words around a noun is made of."""

APART = frozenset({"det", "seg", "enn", "som"})
"""Words of these parts of speech that no group holds."""

STANDS_FOR = ("carrier", "people", "trouble", "calm")
"""Classes of nouns that stand for the theme they are named with: «sakene», «problemet»."""

OF_TIME = frozenset({"etter", "siden", "sidan", "før", "grunnet", "ifølge", "ifølgje"})
"""Prepositions that tell more of the verb than of the noun before them."""
PARTICLES = frozenset({"inn", "ut", "opp", "ned", "fram", "frem"})
SHARES = frozenset({"del", "andel"})
BE = frozenset({"være", "vere", "bli", "verte"})

ALOOF = 4
"""Words before the theme among which what is done against it stands."""

QUITE = 4
"""Words before a participle among which «ha» makes it active."""


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


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its clauses, and the places of the theme's words in it."""

    words: Sequence[Word]
    clauses: Clauses
    theme: frozenset[int]

    def within(self, place: int) -> list[int]:
        """The places of the words of the same clause."""
        return [near for near, number in enumerate(self.clauses.of) if number == self.clauses.of[place]]

    def root_before(self, start: int) -> int:
        """The last word before a place that is of a clause which hangs on none."""
        roots = (place for place in range(start - 1, -1, -1) if self.clauses.root(place) == self.clauses.of[place])
        return next(roots, 0)

    def relative_after(self, place: int) -> list[int]:
        """The places of a clause with «som» that begins right after a word, a comma between or not."""
        start = place + 1
        if start < len(self.words) and self.words[start].form == ",":
            start += 1
        if start >= len(self.words) or self.words[start].form.lower() != "som":
            return []
        return self.within(start) if self.clauses.is_relative(self.clauses.of[start]) else []


def borne_by(scene: Scene, cue: Cue) -> Borne:
    """What rises or falls by this cue."""
    if cue.kind is Kind.NOUN and cue.first in scene.theme:
        return Borne.THEME  # «voldsøkning»
    if cue.kind is Kind.NOUN and _begins_with_other(scene.words[cue.first].lemma.lower()):
        return Borne.OTHER
    if cue.kind is Kind.PREDICATE and _is_somebody(scene, cue):
        return Borne.OTHER if _attends(scene, cue) else Borne.SOMEBODY
    for group, sure in _bearers(scene, cue):
        head = _head(scene, group)
        if head is not None:
            return _fits(scene, cue, group, head, sure=sure)
    # «De som ble stanset»: whom a clause with «som» tells of is no theme if it is no noun.
    return Borne.OTHER if scene.clauses.is_relative(scene.clauses.of[cue.first]) else Borne.OPEN


def _attends(scene: Scene, cue: Cue) -> bool:
    """Whether people come, take part, buy: «flere foreldre enn ventet møtte opp»."""
    after = [scene.words[place] for place in scene.within(cue.first) if place > cue.last]
    return any(word.pos == "VERB" and is_in(word, among("nouns_of", "attends")) for word in after)


def _is_somebody(scene: Scene, cue: Cue) -> bool:
    """«Stadig flere sier at»: people, where no noun says who."""
    following = scene.words[cue.last + 1] if cue.last + 1 < len(scene.words) else None
    form = scene.words[cue.last].form.lower()
    return form in among("comparatives", "of_people") and following is not None and "VerbForm=Fin" in following.feats


def _fits(scene: Scene, cue: Cue, group: Sequence[int], head: int, *, sure: bool) -> Borne:
    if _is_other(scene, head):
        return Borne.OTHER
    if head not in scene.theme and (_counts_unknown(scene.words[head]) or _is_share(scene, head)):
        return Borne.OTHER
    if any(_counts_other(scene.words[place]) for place in group if place < head):
        return Borne.OTHER  # «andelen oppklarte innbrudd»
    relative = scene.relative_after(group[-1])
    if relative and scene.words[group[0]].lemma in SHARES and not scene.theme & set(relative):
        return Borne.OTHER  # «andelen saker som ble ferdige i tide»
    whole = [*group, *relative]
    told = [place for place in whole if place < _theme_after(scene, group[0]) and scene.words[place].pos in NOUNS]
    if any(ends_in(scene.words[place], among("nouns_of", "other")) for place in told):
        return Borne.OTHER
    if scene.theme & set(whole):
        return Borne.THEME if sure else Borne.NEAR
    if not _stands(scene, group, head):
        return Borne.OTHER
    if not sure:
        return Borne.NEAR
    people = head not in scene.theme and ends_in(scene.words[head], among("nouns_of", "people"))
    if people and not _is_counted(scene, group):
        return Borne.OTHER if _attends(scene, cue) else Borne.SOMEBODY
    return Borne.KIN


def _is_counted(scene: Scene, group: Sequence[int]) -> bool:
    """Whether a group tells how much: «antallet saker», «bruk av hasj», but no «bruk» alone, which may be a farm."""
    for place in group:
        if is_in(scene.words[place], among("nouns_of", "amount")):
            following = scene.words[place + 1].form.lower() if place + 1 < len(scene.words) else ""
            if following == "av" or scene.words[place].lemma != "bruk":
                return True
    return False


def is_of_all_said(scene: Scene, cue: Cue) -> bool:
    """«..., og det er en dobling»: a change of what was told just before."""
    before = [scene.words[place] for place in scene.within(cue.first) if place < cue.first]
    named = any(word.form.lower() in {"det", "dette"} for word in before)
    return named and any(word.lemma in BE for word in before)


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
    groups = _groups(scene.words, own)
    said = next((group for group in groups if place in group or group[0] == place + 1), [])
    head = _head(scene, said)
    if head is not None and (_is_other(scene, head) or _stands(scene, said, head) or scene.theme & set(said)):
        return not _is_other(scene, head)
    subject = next((one for one in groups if one[-1] < place and scene.words[one[0]].pos != "ADP"), [])
    head = _head(scene, subject)
    return head is None or not _is_other(scene, head)


def _stands(scene: Scene, group: Sequence[int], head: int) -> bool:
    """Whether a group may stand for the theme it is named with."""
    alone = is_in(scene.words[head], among("nouns_of", "amount")) and _is_counted(scene, group)
    return alone or any(ends_in(scene.words[head], among("nouns_of", name)) for name in STANDS_FOR)


def _is_other(scene: Scene, head: int) -> bool:
    """Whether a noun is of what may rise or fall instead of a theme: money, members, efforts, who does something."""
    word = scene.words[head]
    if any(ends_in(word, among("nouns_of", name)) for name in ("fear", "bodies")) or _counts_other(word):
        return True
    named = head in scene.theme and ends_in(word, among("nouns_of", "carrier"))
    return ends_in(word, among("nouns_of", "other")) and not named


def _theme_after(scene: Scene, start: int) -> int:
    """The first word of the theme from a place on; the end of the sentence if there is none."""
    return min((place for place in scene.theme if place >= start), default=min(scene.theme, default=0))


def _counts_other(word: Word) -> bool:
    """«deltakerantall», «oppklaringsprosent»: how many there are of something else."""
    lemma = word.lemma.lower()
    if any(lemma.startswith(first) and lemma != first for first in among("nouns_of", "measured")):
        return True
    counted = next((lemma.removesuffix(end) for end in among("nouns_of", "counts") if lemma.endswith(end)), "")
    return bool(counted) and _begins_with_other(counted)


def _counts_unknown(word: Word) -> bool:
    """«piggdekkandel»: a count of what is neither the theme nor stands for it; «sakstall» does."""
    lemma = word.lemma.lower()
    if is_in(word, among("nouns_of", "amount")):
        return False
    counted = next((lemma.removesuffix(end) for end in among("nouns_of", "tallies") if lemma.endswith(end)), "")
    known = among("nouns_of", "carrier") | among("nouns_of", "people") | among("nouns_of", "in_all")
    return bool(counted) and not any(counted.startswith(one) for one in known)


def _is_share(scene: Scene, head: int) -> bool:
    """«utgjør en større del av meldingene»: beside other things, which may be fewer."""
    if scene.words[head].lemma not in SHARES:
        return False
    return any(is_in(scene.words[place], among("nouns_of", "makes_up")) for place in scene.within(head))


def _begins_with_other(lemma: str) -> bool:
    """«prisøkning»: what rises is in the word itself."""
    return any(lemma.startswith(other) for other in among("nouns_of", "other") | among("nouns_of", "measured"))


def _head(scene: Scene, group: Sequence[int]) -> int | None:
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


def _bearers(scene: Scene, cue: Cue) -> Iterator[tuple[list[int], bool]]:
    """The groups of words that the cue may be said of, the likeliest first, and whether grammar says so."""
    own = scene.within(cue.first)
    before = _groups(scene.words, [place for place in own if place < cue.first])
    after = _groups(scene.words, [place for place in own if place > cue.last])
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
        yield from ((group, True) for group in _groups(scene.words, range(cue.first + 1, cue.first + 1 + cue.gap)))
        yield from ((group, True) for group in after if _is_object(scene, cue, group))
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
    if group and words[group[0]].pos == "ADP" and (kept := _without_time(words, group)):
        yield kept


def _antecedent(scene: Scene, start: int) -> Iterator[list[int]]:
    """The group that a clause with «som» tells more of."""
    end = start - 1
    if not scene.clauses.is_relative(scene.clauses.of[start]):
        return
    end -= scene.words[end].form == ","
    yield from (group for group in _groups(scene.words, range(end + 1)) if group[-1] == end)


def _inherited(scene: Scene, start: int) -> Iterator[list[int]]:
    """The subject of the clause before, which one that begins with «men» or «og» and a verb has too: «men steg til åtte»."""
    opener = scene.words[start]
    verb = scene.words[start + 1] if start + 1 < len(scene.words) else opener
    if start and opener.pos == "CCONJ" and "VerbForm=Fin" in verb.feats:
        before = [place for place in scene.within(scene.root_before(start)) if place < start]
        yield from (group for group in _groups(scene.words, before) if scene.words[group[0]].pos != "ADP")


def _has(scene: Scene, cue: Cue) -> bool:
    return any(scene.words[place].lemma in {"ha", "få"} for place in range(max(0, cue.first - QUITE), cue.first))


def _groups(words: Sequence[Word], places: Sequence[int]) -> list[list[int]]:
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
    return [kept for group in groups if (kept := _without_time(words, group))]


def _is_counted_participle(words: Sequence[Word], place: int) -> bool:
    """«antall | anmeldte | saker»: an adjective, whatever the model says."""
    counted = place > 0 and is_in(words[place - 1], among("nouns_of", "amount"))
    return counted and words[place].pos == "VERB" and place + 1 < len(words) and words[place + 1].pos in NOUNS


def _is_particle(words: Sequence[Word], place: int) -> bool:
    """«kommer | inn | meldinger»: a word of the verb's."""
    return place > 0 and words[place - 1].pos == "VERB" and words[place].form.lower() in PARTICLES


def _new_group(words: Sequence[Word], place: int) -> bool:
    """A group ends before a determiner that follows a noun, and before when it was: «i år | den volden», «flere | etter jul»."""
    if words[place].form.lower() in OF_TIME and words[place].pos == "ADP":
        return True
    return words[place].pos == "DET" and words[place - 1].pos in NOUNS


def _without_time(words: Sequence[Word], group: Sequence[int]) -> list[int]:
    nouns = [place for place in group if words[place].pos in NOUNS or _as_noun(words, group, place)]
    if not nouns or all(ends_in(words[place], among("nouns_of", "time")) for place in nouns):
        return []
    start = group[0]
    if words[start].pos == "ADJ" and len(group) > 1 and words[group[1]].pos == "ADP" and start not in nouns:
        return _without_time(words, group[1:])  # «raskt i barnehagene»
    if words[start].pos == "ADP" and ends_in(words[nouns[0]], among("nouns_of", "time")):
        return [place for place in group if place > nouns[0]]
    return list(group)
