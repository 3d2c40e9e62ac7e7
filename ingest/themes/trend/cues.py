"""Where a sentence says that something changes, or that it does not, and how it says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ingest.language_model import Word
from ingest.themes.sisters import sister
from ingest.themes.trend.idioms import idiom_openers, idioms
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.words import among, ends_in, ends_in_one, is_in, phrase_end, phrases, table
from minutes.kinds import Trend

COMPARED = among("comparatives", "up") | among("comparatives", "down")
WAYS = {"up": Trend.UP, "down": Trend.DOWN, "steady": Trend.UNCHANGED}

PARTICLE_GAP = 3
"""Words between a verb and its particle: «går heldigvis kraftig ned»."""

BEST = 4
"""Words before «lavere» among which a «not» makes it the lowest there was: «ikke vært lavere på ti år»."""

SEES = frozenset({"VERB", "AUX"})


def cues_in(words: Sequence[Word]) -> tuple[Cue, ...]:
    """The cues of a sentence; of those that overlap the longest."""
    found = sorted(_all(words), key=lambda cue: (cue.kind is Kind.WEAK, cue.first - cue.last))
    kept: list[Cue] = []
    for cue in found:
        if not any(other.first <= cue.last and cue.first <= other.last for other in kept):
            kept.append(cue)
    return tuple(sorted((cue for cue in kept if not _is_measure(words, cue, kept)), key=lambda cue: cue.first))


def _is_measure(words: Sequence[Word], cue: Cue, others: Sequence[Cue]) -> bool:
    """«dobbelt så mange som i fjor»: what something is compared with says nothing of its own."""
    if cue.trend is not Trend.UNCHANGED or words[cue.first].form.lower() != "som":
        return False
    ways = [other.last for other in others if other.trend is not Trend.UNCHANGED and other.last < cue.first]
    return any(all(word.form not in {",", ";", "og"} for word in words[last : cue.first]) for last in ways)


def _all(words: Sequence[Word]) -> Iterator[Cue]:
    for place, word in enumerate(words):
        if not may_begin(word.form, word.lemma):
            continue
        yield from _phrases(words, place)
        yield from idioms(words, place)
        for name, trend in _ways(word.form, word.lemma):
            yield from _single(words, place, name, trend)
        if word.form.lower() in COMPARED:
            yield from _compared(words, place)


@lru_cache(maxsize=50_000)
def may_begin(form: str, lemma: str) -> bool:
    """Whether a cue may begin with such a word, whatever stands beside it; most words need not be looked at closer."""
    names = {form.lower(), lemma.lower(), sister(lemma.lower())}
    return not names.isdisjoint(_openers()) or any(ends_in_one(lemma.lower(), among("nouns", name)) for name in WAYS)


@lru_cache(maxsize=50_000)
def _ways(form: str, lemma: str) -> tuple[tuple[str, Trend], ...]:
    """The ways of which a word may be a cue alone."""
    names = {form.lower(), lemma.lower(), sister(lemma.lower())}
    return tuple(
        (name, trend)
        for name, trend in WAYS.items()
        if any(not names.isdisjoint(among(group, name)) for group in ("adjectives", "verbs"))
        or (name != "steady" and not names.isdisjoint(among("nouns", f"alone_{name}")))
        or not names.isdisjoint(among("nouns", name))
        or ends_in_one(lemma.lower(), among("nouns", name))
    )


@cache
def _openers() -> frozenset[str]:
    """All words that a cue may begin with; nouns of change also as the last part of a compound."""
    alone = frozenset().union(
        *(words for group in ("nouns", "adjectives", "verbs") for words in table()[group].values())
    )
    return alone | phrases().keys() | COMPARED | idiom_openers()


def _phrases(words: Sequence[Word], place: int) -> Iterator[Cue]:
    word = words[place]
    lemma = word.lemma.lower()
    for first in dict.fromkeys((lemma, word.form.lower(), sister(lemma))):
        for way, rest in phrases().get(first, ()):
            gap = PARTICLE_GAP if word.pos in SEES or word.lemma == "verte" else 0
            end = phrase_end(words, place, rest, gap) if rest else None
            if end is not None and not _spoils(words, first, rest, end):
                inside = next(near for near in range(place + 1, end + 1) if words[near].form.lower() == rest[0])
                yield _phrase(words, Cue(place, end, WAYS[way], Kind.PREDICATE, gap=inside - place - 1))


def _phrase(words: Sequence[Word], cue: Cue) -> Cue:
    """A phrase as a cue; one that measures what follows is its attribute: «like mange saker», «dobbelt så mye bråk»."""
    if words[cue.first].form.lower() not in among("phrases", "measures"):
        return cue
    last = cue.last
    if last + 1 < len(words) and words[last + 1].form.lower() in among("idioms", "amounts"):
        last += 1
    named = last + 1 < len(words) and words[last + 1].pos in {"NOUN", "PROPN", "ADJ"}
    return Cue(cue.first, last, cue.trend, Kind.ATTRIBUTE if named else Kind.PREDICATE)


def _spoils(words: Sequence[Word], first: str, rest: Sequence[str], end: int) -> bool:
    """Phrases that mean another thing here: «ned til elva» (not «ned til 9»), «holdt seg unna», «tatt opp av elevrådet»."""
    following = words[end + 1] if end + 1 < len(words) else None
    if first == "som" and following is not None and "VerbForm=Fin" in following.feats:
        return True  # «de som før samlet seg»
    if first in {"ned", "opp"}:
        return following is None or following.pos != "NUM"
    if tuple(rest) == ("over",):
        return following is not None and following.pos != "PUNCT"  # «er bekymret over at»
    if (first, *rest) == ("ta", "av"):
        return words[end - 1].pos in {"ADP", "PRON"}  # «tatt opp av elevrådet», «tok seg av»
    if first in {"holde", "halde"} and rest == ("seg",):
        return (
            following is None
            or following.pos not in {"ADJ", "ADP", "ADV", "SCONJ"}
            or following.form in {"unna", "borte", "til", "i", "hjemme"}
        )
    return False


def _single(words: Sequence[Word], place: int, name: str, trend: Trend) -> Iterator[Cue]:
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    modifies = following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}
    after_have = before is not None and (before.pos == "AUX" or before.lemma in {"ikke", "ikkje"})
    if word.pos == "NOUN" and not after_have:
        alone = among("nouns", f"alone_{name}") if name != "steady" else frozenset()
        linked = following is not None and following.form.lower() in {"i", "av", "på", "fra", "frå"}
        changes = ends_in(word, among("nouns", name)) and not ends_in(word, among("nouns", "no_change"))
        past = (
            place > 1
            and before is not None
            and before.form == "med"
            and ends_in(words[place - 2], among("nouns_of", "time"))
        )
        if past:
            return  # «etter flere år med økning»
        if changes or (linked and is_in(word, alone) and "Definite=Def" not in word.feats):
            yield Cue(place, place, trend, Kind.NOUN)
    elif is_in(word, among("adjectives", name)) or (
        is_in(word, among("verbs", name)) and word.pos == "ADJ" and not _is_another_verb(words, place)
    ):
        yield Cue(place, place, trend, Kind.ATTRIBUTE if modifies and not after_have else Kind.PREDICATE)
    elif is_in(word, among("verbs", name)) and not _is_another_verb(words, place):
        yield Cue(place, place, trend, Kind.PREDICATE)


def _is_another_verb(words: Sequence[Word], place: int) -> bool:
    """With these words after it the verb means another thing: «vokse opp», «bestå av», «falle inn under», «fortsette å»."""
    following = [word.form.lower() for word in words[place + 1 : place + 3]]
    if following[:1] == ["å"]:
        return True
    lemma = words[place].lemma.lower()
    if lemma in among("verbs", "last"):
        return place + 1 < len(words) and words[place + 1].pos != "PUNCT"
    if following[:1] == ["til"] and place + 2 < len(words) and words[place + 2].pos == "NUM":
        return False
    return bool(following) and following[0] in table()["particles"].get(sister(lemma), ())


def _compared(words: Sequence[Word], place: int) -> Iterator[Cue]:
    form = words[place].form.lower()
    following = words[place + 1] if place + 1 < len(words) else None
    after = [word.form.lower() for word in words[place + 1 : place + 9]]
    if after[:1] == ["enn"] and place + 2 < len(words) and words[place + 2].pos in {"NUM", "VERB", "ADJ"}:
        return
    if after[:2] == ["til", "å"] or _is_of_degree(words, place) or (place and words[place - 1].form == "eller"):
        return  # «50 prosent eller mindre»
    noun = following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}
    plural = following is not None and "Number=Plur" in following.feats
    by_far = "enn" in after and place > 0 and is_in(words[place - 1], among("comparatives", "degree"))
    if noun and plural and form in among("comparatives", "size") and not by_far:
        return
    if form in among("comparatives", "doubtful"):
        near = words[max(0, place - 3) : place]
        shown = "enn" in after or any(
            is_in(word, among("comparatives", "degree") | among("comparatives", "witness")) for word in near
        )
        shown = shown or after[:2] == ["og", form] or any(word.form.lower() == "færre" for word in words)
        if not shown or (
            place and words[place - 1].form.lower() in among("idioms", "no") | {"med"} and "enn" not in after
        ):
            return
    trend = Trend.UP if form in among("comparatives", "up") else Trend.DOWN
    never = any(word.form.lower() in among("idioms", "no") for word in words[max(0, place - BEST) : place])
    firm = never and "enn" not in after and (after[:1] == ["på"] or not among("idioms", "ever").isdisjoint(after))
    yield Cue(place, place, trend, Kind.ATTRIBUTE if noun else Kind.PREDICATE, firm=firm)


def _is_of_degree(words: Sequence[Word], place: int) -> bool:
    """«mer effektiv»: how something is, not how much of it there is; «mer utbredt» is both."""
    if words[place].form.lower() not in among("comparatives", "grading") or place + 1 >= len(words):
        return False
    following = words[place + 1]
    positive = following.pos == "ADJ" and "Degree=Cmp" not in following.feats
    return positive and not is_in(following, among("comparatives", "extent"))
