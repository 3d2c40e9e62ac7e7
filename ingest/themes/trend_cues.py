"""Where a sentence says that something changes, or that it does not, and how it says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ingest.language_model import Word
from ingest.themes.sisters import sister
from ingest.themes.trend_words import among, ends_in, ends_in_one, is_in, phrase_end, phrases, table
from minutes.kinds import Trend

COMPARED = among("comparatives", "up") | among("comparatives", "down")
WAYS = {"up": Trend.UP, "down": Trend.DOWN, "steady": Trend.UNCHANGED}

PARTICLE_GAP = 3
"""Words between a verb and its particle: «går heldigvis kraftig ned»."""

STILL = frozenset({"fortsatt", "framleis", "fremdeles", "enno", "ennå", "stadig"})
NEW = frozenset({"ny", "flere", "fleire"})
NO = frozenset({"ingen", "inga", "ikke", "ikkje", "intet", "null"})
HOW_MUCH = frozenset(
    {
        "mye",
        "mykje",
        "mange",
        "noe",
        "noko",
        "noen",
        "nokre",
        "en",
        "ein",
        "et",
        "eit",
        "lite",
        "få",
        "litt",
        "høyt",
        "høgt",
        "lavt",
        "lågt",
        "stor",
        "store",
        "stort",
    }
)
LATELY = frozenset({"siste", "seinare", "senere"})
AMOUNTS = frozenset(
    {
        "mange",
        "mye",
        "mykje",
        "ofte",
        "stor",
        "stort",
        "store",
        "ille",
        "vanlig",
        "vanleg",
        "høyt",
        "høgt",
        "utbredt",
        "utbreidd",
        "aktuelt",
    }
)
MOST = {
    Trend.UP: frozenset({"høyeste", "høgaste", "flest", "fleste", "største", "verste"}),
    Trend.DOWN: frozenset({"laveste", "lågaste", "færrest", "minste", "beste"}),
}
NEVER = frozenset({"aldri"})
UP_OR_DOWN = frozenset({"opp", "ned"})
CHANGES = frozenset({"endre", "forandre", "variere", "endra"})
ALIKE = frozenset({"samme", "same"})
SINCE = frozenset({"siden", "sidan", "år", "noensinne", "nokosinne", "noen gang", "nokon", "gang"})
SEES = frozenset({"VERB", "AUX"})


class Kind(StrEnum):
    """How a cue stands in its sentence, which tells what it is said of."""

    NOUN = "noun"
    ATTRIBUTE = "attribute"
    PREDICATE = "predicate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``first`` to ``last`` say that something goes this way; ``firm``: a «not» before it is part of it."""

    first: int
    last: int
    trend: Trend
    kind: Kind
    firm: bool = False


def cues_in(words: Sequence[Word]) -> tuple[Cue, ...]:
    """The cues of a sentence; of those that overlap the longest."""
    found = sorted(_all(words), key=lambda cue: (cue.kind is Kind.WEAK, cue.first - cue.last))
    kept: list[Cue] = []
    for cue in found:
        if not any(other.first <= cue.last and cue.first <= other.last for other in kept):
            kept.append(cue)
    return tuple(sorted(kept, key=lambda cue: cue.first))


def _all(words: Sequence[Word]) -> Iterator[Cue]:
    for place, word in enumerate(words):
        if not _may_begin(word.form, word.lemma):
            continue
        yield from _phrases(words, place)
        yield from _fixed(words, place)
        for name, trend in WAYS.items():
            yield from _single(words, place, name, trend)
        if word.form.lower() in COMPARED:
            yield from _compared(words, place)


@lru_cache(maxsize=50_000)
def _may_begin(form: str, lemma: str) -> bool:
    """Whether a cue may begin with such a word, whatever stands beside it; most words need not be looked at closer."""
    names = {form.lower(), lemma.lower(), sister(lemma.lower())}
    return not names.isdisjoint(_openers()) or any(ends_in_one(lemma.lower(), among("nouns", name)) for name in WAYS)


@cache
def _openers() -> frozenset[str]:
    """All words that a cue may begin with; nouns of change also as the last part of a compound."""
    alone = frozenset().union(
        *(words for group in ("nouns", "adjectives", "verbs") for words in table()[group].values())
    )
    most = frozenset().union(*MOST.values())
    return alone | most | phrases().keys() | COMPARED | NO | STILL | LATELY | NEVER | UP_OR_DOWN | CHANGES | ALIKE


def _phrases(words: Sequence[Word], place: int) -> Iterator[Cue]:
    word = words[place]
    lemma = word.lemma.lower()
    for first in dict.fromkeys((lemma, word.form.lower(), sister(lemma))):
        for way, rest in phrases().get(first, ()):
            gap = PARTICLE_GAP if word.pos in SEES or word.lemma == "verte" else 0
            end = phrase_end(words, place, rest, gap) if rest else None
            if end is not None and not _spoils(words, first, rest, end):
                yield Cue(place, end, WAYS[way], Kind.PREDICATE)


def _spoils(words: Sequence[Word], first: str, rest: Sequence[str], end: int) -> bool:
    """Phrases that mean another thing here: «ned til elva» (not «ned til 9»), «holdt seg unna», «tatt opp av elevrådet»."""
    following = words[end + 1] if end + 1 < len(words) else None
    if first in {"ned", "opp"}:
        return following is None or following.pos != "NUM"
    if (first, *rest) == ("ta", "av"):
        return words[end - 1].pos == "ADP"  # «tatt opp av elevrådet»
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
        changes = ends_in(word, among("nouns", name)) and not is_in(word, among("nouns", "no_change"))
        if changes or (linked and is_in(word, alone)):
            yield Cue(place, place, trend, Kind.NOUN)
    elif is_in(word, among("adjectives", name)) or (is_in(word, among("verbs", name)) and word.pos == "ADJ"):
        yield Cue(place, place, trend, Kind.ATTRIBUTE if modifies and not after_have else Kind.PREDICATE)
    elif is_in(word, among("verbs", name)) and not (
        following and (following.form == "å" or (following.form == "opp" and word.lemma in {"vokse", "vekse"}))
    ):
        yield Cue(place, place, trend, Kind.PREDICATE)


def _compared(words: Sequence[Word], place: int) -> Iterator[Cue]:
    form = words[place].form.lower()
    following = words[place + 1] if place + 1 < len(words) else None
    after = [word.form.lower() for word in words[place + 1 : place + 9]]
    if after[:1] == ["enn"] and place + 2 < len(words) and words[place + 2].pos in {"NUM", "VERB", "ADJ"}:
        return
    if after[:2] == ["til", "å"]:
        return
    noun = following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}
    plural = following is not None and "Number=Plur" in following.feats
    if noun and plural and form in among("comparatives", "size"):
        return
    if form in among("comparatives", "doubtful"):
        near = words[max(0, place - 3) : place]
        shown = "enn" in after or any(
            is_in(word, among("comparatives", "degree") | among("comparatives", "witness")) for word in near
        )
        shown = shown or after[:2] == ["og", form] or any(word.form.lower() == "færre" for word in words)
        if not shown or (place and words[place - 1].form.lower() in NO | {"med"} and "enn" not in after):
            return
    trend = Trend.UP if form in among("comparatives", "up") else Trend.DOWN
    yield Cue(place, place, trend, Kind.ATTRIBUTE if noun else Kind.PREDICATE)


def _fixed(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """What takes more than a word: «ingen endring», «ikke problemer nå», «fortsatt to», «i det siste en del»."""
    form = words[place].form.lower()
    rest = words[place + 1 : place + 6]
    if form in NO:
        for far, word in enumerate(rest, place + 1):
            if word.pos == "NOUN" and is_in(word, among("nouns", "change")):
                yield Cue(place, far, Trend.UNCHANGED, Kind.NOUN, firm=True)
            elif word.form.lower() in {"lenger", "lengre", "lengur"}:
                yield Cue(place, far, Trend.DOWN, Kind.WEAK, firm=True)
            elif is_in(word, NEW) and far == place + 1:
                yield Cue(place, far, Trend.UNCHANGED, Kind.ATTRIBUTE, firm=True)
            elif ends_in(word, among("nouns_of", "trouble")) and any(
                near.form.lower() in {"nå", "no", "lenger", "lengre", "nå.", "dag"} for near in words[far + 1 :]
            ):
                yield Cue(place, far, Trend.DOWN, Kind.WEAK, firm=True)
    yield from _beyond(words, place)
    if (
        form in STILL
        and rest
        and (
            rest[0].pos == "NUM"
            or rest[0].form.lower() in HOW_MUCH
            or ends_in(rest[0], among("nouns_of", "trouble"))
            or _is_there(words, place)
        )
    ):
        yield Cue(place, place + 1, Trend.UNCHANGED, Kind.WEAK)
    if form in LATELY and place and words[place - 1].form.lower() in {"det", "den", "dei", "de"}:
        after = [word.form.lower() for word in words]
        if {"del", "mye", "mykje", "mange", "flere", "fleire"} & set(after) and not (rest and rest[0].lemma == "år"):
            yield Cue(place - 1, place, Trend.UP, Kind.WEAK)


def _is_there(words: Sequence[Word], place: int) -> bool:
    """«Framleis hærverk», «det er framleis hærverk»: something is still there."""
    begins = place == 0 or words[place - 1].lemma in {"være", "vere", "finnes", "finne", "finnast"}
    return begins and words[place + 1].pos == "NOUN"


def _beyond(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«ikke så mange som før», «opp 30 prosent», «det høyeste tallet siden 2015», «endrer seg lite», «samme antall»."""
    form = words[place].form.lower()
    rest = words[place + 1 : place + 7]
    forms = [word.form.lower() for word in rest]
    if form in NO and forms[:1] and forms[0] in {"så", "like"} and len(forms) > 1 and forms[1] in AMOUNTS:
        yield Cue(place, place + 2, Trend.DOWN, Kind.ATTRIBUTE, firm=True)
    if (
        form in NO | NEVER
        and "så" in forms[:3]
        and {"på", "siden", "sidan", "før"} & set(forms[forms.index("så") + 2 :])
    ):
        amount = forms[forms.index("så") + 1]
        few = amount in {"få", "lite", "lav", "lavt", "lave", "låg", "lågt", "låge", "rolig", "roleg"}
        if few or amount in AMOUNTS:
            yield Cue(place, place + 2 + forms.index("så"), Trend.DOWN if few else Trend.UP, Kind.PREDICATE, firm=True)
    if form in UP_OR_DOWN and rest and rest[0].pos == "NUM":
        yield Cue(place, place + 1, Trend.UP if form == "opp" else Trend.DOWN, Kind.PREDICATE)
    for trend, most in MOST.items():
        if form in most and SINCE & set(forms):
            yield Cue(place, place, trend, Kind.PREDICATE)
    if words[place].lemma in CHANGES and words[place].pos != "NOUN":
        near = {word.form.lower() for word in words[max(0, place - 3) : place + 4]}
        if near & (NO | {"lite", "knapt"}):
            yield Cue(place, place, Trend.UNCHANGED, Kind.PREDICATE, firm=True)
    if (
        form in ALIKE
        and rest
        and rest[0].pos == "NOUN"
        and any(is_in(rest[0], among("nouns_of", name)) for name in ("amount", "carrier"))
    ):
        yield Cue(place, place + 1, Trend.UNCHANGED, Kind.PREDICATE)
