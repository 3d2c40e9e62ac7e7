"""What a cue of change is said of, and whether that is the theme, and a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.trend_clauses import Clauses
from ingest.themes.trend_cues import Cue, Kind
from ingest.themes.trend_words import among, ends_in, is_in
from minutes.kinds import Trend

NOUNS = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON"})
"""Parts of speech that a group of words around a noun is made of."""

NOT = frozenset({"ikke", "ikkje", "ingen", "inga", "intet", "uten", "utan", "verken", "korkje", "hverken", "neppe"})
ONLY = frozenset({"bare", "berre", "ubetydelig", "ubetydeleg", "uventet", "uventa", "liten", "lita", "minst"})
DOUBT = frozenset({"tvil", "tvile", "nekte", "skjule", "skjul", "uenighet", "overraskende"})
"""«Ingen tvil om at» denies nothing."""

AWAITED = frozenset({"vente", "forvente", "frykte", "ønske", "ønskje"})
"""Said after the change too: «en økning ventes»."""

QUITE = 4
"""Words before a cue among which a «not» turns it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its clauses, and the places of the theme's words in it."""

    words: Sequence[Word]
    clauses: Clauses
    theme: frozenset[int]

    def within(self, place: int) -> list[int]:
        """The places of the words of the same clause."""
        return [near for near, number in enumerate(self.clauses.of) if number == self.clauses.of[place]]


def is_said_of_theme(scene: Scene, cue: Cue) -> bool:
    """Whether what rises or falls by this cue is the theme."""
    groups = list(_bearers(scene, cue))
    for group in groups:
        head = _head(scene.words, group)
        if head is None:
            continue
        return _fits(scene, group, head)
    return True


def _fits(scene: Scene, group: Sequence[int], head: int) -> bool:
    word = scene.words[head]
    named = head in scene.theme
    if ends_in(word, among("nouns_of", "other")) and not (named and ends_in(word, among("nouns_of", "carrier"))):
        return False
    if ends_in(word, among("nouns_of", "fear")) or _counts_other(word):
        return False
    told = [place for place in group if place < min(scene.theme, default=0) and scene.words[place].pos in NOUNS]
    if any(ends_in(scene.words[place], among("nouns_of", "other")) for place in told):
        return False
    if (
        named
        or scene.theme & set(group)
        or any(is_in(scene.words[place], among("nouns_of", "amount")) for place in group)
    ):
        return True
    return any(ends_in(word, among("nouns_of", name)) for name in ("carrier", "people", "trouble", "calm", "amount"))


def _counts_other(word: Word) -> bool:
    """«deltakerantall»: how many there are of something else."""
    lemma = word.lemma.lower()
    counted = next(
        (lemma.removesuffix(end) for end in ("antall", "antal", "tall", "tal", "mengde") if lemma.endswith(end)), ""
    )
    return bool(counted) and any(counted.startswith(other) for other in among("nouns_of", "other"))


def _head(words: Sequence[Word], group: Sequence[int]) -> int | None:
    """The noun that a group is about; a word of amount gives way to the next: «antallet stillinger»."""
    nouns = [place for place in group if words[place].pos in NOUNS or _as_noun(words, group, place)]
    for place in nouns:
        if not is_in(words[place], among("nouns_of", "amount")):
            return place
    return nouns[0] if nouns else None


def _as_noun(words: Sequence[Word], group: Sequence[int], place: int) -> bool:
    """«unge», «eldre» that no noun follows."""
    somebody = is_in(words[place], among("nouns_of", "people") | among("nouns_of", "other"))
    return words[place].pos in {"ADJ", "VERB"} and somebody and place + 1 not in group


def _bearers(scene: Scene, cue: Cue) -> Iterator[list[int]]:
    """The groups of words that the cue may be said of, the likeliest first."""
    own = scene.within(cue.first)
    before = _groups(scene.words, [place for place in own if place < cue.first])
    after = _groups(scene.words, [place for place in own if place > cue.last])
    bare = [group for group in before if scene.words[group[0]].pos != "ADP"]
    if cue.kind is Kind.NOUN:
        yield from (group for group in after if group[0] == cue.last + 1 and scene.words[group[0]].pos == "ADP")
        yield from (group for group in after if scene.theme & set(group))
        yield from reversed([group for group in before if scene.theme & set(group)])
        yield from bare
    elif cue.kind is Kind.ATTRIBUTE:
        yield from (group for group in after if group[0] == cue.last + 1)
        yield from reversed(bare)
    elif cue.kind is Kind.PREDICATE:
        active = "VerbForm=Part" not in scene.words[cue.first].feats or _has(scene, cue)
        if active:
            yield from (
                group
                for group in after
                if group[0] == cue.last + 1 and scene.words[group[0]].pos in {"NOUN", "DET", "ADJ", "PROPN"}
            )
        yield from bare
        yield from (group for group in after if scene.words[group[0]].pos != "ADP")
        yield from before


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
        )
        if not joins or words[place].form.lower() in {"det", "seg", "enn", "som"}:
            groups.append([])
        elif groups and groups[-1] and groups[-1][-1] == place - 1 and not _new_group(words, place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [kept for group in groups if (kept := _without_time(words, group))]


def _new_group(words: Sequence[Word], place: int) -> bool:
    """A group ends before a determiner that follows a noun: «i år | den volden»."""
    return words[place].pos == "DET" and words[place - 1].pos in NOUNS


def _without_time(words: Sequence[Word], group: Sequence[int]) -> list[int]:
    nouns = [place for place in group if words[place].pos in NOUNS or _as_noun(words, group, place)]
    if not nouns or all(ends_in(words[place], among("nouns_of", "time")) for place in nouns):
        return []
    start = group[0]
    if words[start].pos == "ADP" and ends_in(words[nouns[0]], among("nouns_of", "time")):
        return [place for place in group if place > nouns[0]]
    return list(group)


def is_real(scene: Scene, cue: Cue) -> bool:
    """Whether the change is told as a fact: not wished, planned, feared, foretold, asked or on a condition."""
    words = scene.words
    if words[-1].form == "?":
        return False
    for number in scene.clauses.chain(cue.first):
        places = [place for place, own in enumerate(scene.clauses.of) if own == number]
        opener = scene.clauses.openers[number]
        if opener in among("unreal", "conditions") or (opener == "om" and words[places[0]].pos == "SCONJ"):
            return False
        if _unreal_words(words, places, cue):
            return False
    said = " ".join(words[place].form.lower() for place in scene.within(cue.first)) + " "
    return not any(f" {phrase} " in said for phrase in among("unreal", "phrases"))


def _unreal_words(words: Sequence[Word], places: Sequence[int], cue: Cue) -> bool:
    before = [place for place in places if place < cue.first]
    reports = any(is_in(words[place], among("unreal", "reports")) and words[place].pos == "VERB" for place in before)
    for place in before:
        word = words[place]
        if words[place - 1].form.lower() == "enn" if place else False:
            continue
        if word.pos in {"VERB", "ADJ"} and is_in(word, among("unreal", "verbs")) and word.pos != "ADJ":
            return True
        if word.pos == "NOUN" and is_in(word, among("nouns_of", "fear")):
            return True
        if word.form == "Faren":
            return True
        if word.pos == "AUX" and is_in(word, among("unreal", "modals")) and not reports:
            return True
        if word.form.lower() == "å" and not any(
            is_in(words[near], among("unreal", "aspects")) for near in range(max(0, place - 5), place)
        ):
            return True
    late = [place for place in places if place > cue.last]
    return any(
        words[place].pos == "VERB" and is_in(words[place], AWAITED) and words[place - 1].form.lower() != "enn"
        for place in late
    )


def denials(scene: Scene, cue: Cue) -> int:
    """How many words of the clause turn the cue; two of them turn it back."""
    words = scene.words
    found = 0
    for number in scene.clauses.chain(cue.first):
        places = [place for place, own in enumerate(scene.clauses.of) if own == number]
        if number != scene.clauses.of[cue.first] and scene.clauses.openers[scene.clauses.of[cue.first]] != "at":
            continue
        said = [
            place for place in places if place < cue.first or (place == cue.last + 1 and cue.kind is Kind.PREDICATE)
        ]
        for place in said:
            if words[place].form.lower() not in NOT:
                continue
            following = words[place + 1].form.lower() if place + 1 < len(words) else ""
            found += following not in ONLY
        found += any(is_in(words[place], DOUBT) for place in said) and found > 0
    return found


def turned(scene: Scene, cue: Cue) -> Trend | None:
    """The way of a cue after what denies it."""
    if cue.firm or denials(scene, cue) % 2 == 0:
        return cue.trend
    return None if cue.trend is Trend.UNCHANGED else Trend.UNCHANGED
