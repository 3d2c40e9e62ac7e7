"""A sentence as the judge of trends reads it: its words, and the classes of words in their order, by ones, twos and threes.

What rises or falls, and whether it is so, is mostly said by the words around: classes of words (words.toml) let a word that
was in no text learned from speak as the others of its class. Words of nynorsk are put as those they are in bokmål.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from ingest.language_model import Word
from ingest.themes.sisters import sister
from ingest.themes.trend.kinds import Cue
from ingest.themes.trend.words import among, ends_in_one, names_of, table
from minutes.kinds import Trend

WAYS = {Trend.UP: "UP", Trend.DOWN: "DOWN", Trend.UNCHANGED: "SAME"}
THEME, NUMBER, NAME, STOP = "T", "#", "N", ","
MARKS = {":": ":", "?": "?", "(": "(", **dict.fromkeys((",", ";", ".", ")", "–", "-", "→"), STOP)}

WORTH_OF_WORDS, WORTH_OF_CLASSES = 0.5, 0.5
"""How much one word or class says beside a signal (signals.py): there are many."""

SHORT = 6
"""Classes of a sentence that are known as a whole: «T : DOWN part»."""

Classes = tuple[str | None, ...]


def classes_in(words: Sequence[Word], theme: frozenset[int], cues: Sequence[Cue]) -> Classes:
    """For each word its class; none for what is in none, and for all but the first of those of a cue or of the theme."""
    found: list[str | None] = [_class_at(words, place) for place in range(len(words))]
    for place in theme:
        found[place] = None if place - 1 in theme else THEME
    for cue in cues:
        for place in range(cue.first, cue.last + 1):
            found[place] = THEME if place in theme and place != cue.first else None
        found[cue.first] = WAYS[cue.trend]
    return tuple(found)


def _class_at(words: Sequence[Word], place: int) -> str | None:
    word = words[place]
    if word.form.lower() == "lag" and place and words[place - 1].form.lower() == "om":
        return None  # «om lag», which is no team
    return _class_of(word.form, word.lemma, word.pos, past="Tense=Past" in word.feats)


def wording_of(words: Sequence[Word], theme: frozenset[int], classes: Classes) -> dict[str, float]:
    """The features of a sentence's wording, by name, and how much each says."""
    bases = [_base(word.form, word.lemma, word.pos) for word in words]
    first = {place for place in theme if place - 1 not in theme}
    own = (
        THEME if place in first else base for place, base in enumerate(bases) if place in first or place not in theme
    )
    plain = ["^", *own, "$"]
    told = ["^", *(name if name in KEPT else base for name, base in zip(classes, bases, strict=True)), "$"]
    names = [f"w:{one}" for one in plain[1:-1] if one != THEME]
    for sign, run in (("w", plain), ("m", told)):
        names += [f"{sign}:{one} {two}" for one, two in pairwise(run)]
        names += [f"{sign}:{one} _ {two}" for one, two in zip(run, run[2:], strict=False)]
    of_classes = _of_classes([one for one in classes if one])
    return dict.fromkeys(names, WORTH_OF_WORDS) | dict.fromkeys(of_classes, WORTH_OF_CLASSES)


def name_of(word: Word) -> str:
    """The feature of a word by itself."""
    return f"w:{_base(word.form, word.lemma, word.pos)}"


KEPT = frozenset({"UP", "DOWN", "SAME", THEME, NUMBER, NAME})
"""Classes that stand for their words beside words of other classes."""


def kinds_of(words: Sequence[Word], theme: frozenset[int]) -> Iterator[str]:
    """What the theme's own words are by their last parts: «trafikksikkerhetsbudsjettet» is money."""
    for place in theme:
        word = words[place]
        yield from (name for name in OF_LAST_PART if ends_in_one(word.lemma.lower(), _classes()[name]))


def _of_classes(classes: Sequence[str]) -> list[str]:
    ordered = list(classes)
    while ordered and ordered[-1] == STOP:
        ordered.pop()
    tight = [one for one in ordered if one != STOP]
    names = [f"whole:{' '.join(tight)}"] if len(tight) <= SHORT else []
    for sign, run in (("k", ["^", *tight, "$"]), ("c", ["^", *ordered, "$"])):
        names += [f"{sign}:{one}" for one in run[1:-1] if one != THEME]
        names += [f"{sign}:{one} {two}" for one, two in pairwise(run)]
        names += [f"{sign}:{one} {two} {three}" for one, two, three in zip(run, run[1:], run[2:], strict=False)]
    for place, one in enumerate(ordered):
        if one in {"UP", "DOWN", "SAME"}:
            start = max((near + 1 for near in range(place) if ordered[near] == STOP), default=0)
            end = next((near for near in range(place, len(ordered)) if ordered[near] == STOP), len(ordered))
            names += [f"side:{near}<{one}" for near in ordered[start:place]]
            names += [f"side:{one}>{near}" for near in ordered[place + 1 : end]]
    return names


@lru_cache(maxsize=50_000)
def _base(form: str, lemma: str, pos: str) -> str:
    """What a word is put as: its lemma in bokmål, or that it is a number or a name."""
    if pos == "NUM" or form[0].isdigit():
        return NUMBER
    if pos == "PROPN":
        return NAME
    small = lemma.lower()
    return _bokmal().get(small) or sister(small)


@lru_cache(maxsize=50_000)
def _class_of(form: str, lemma: str, pos: str, *, past: bool) -> str | None:
    if pos == "NUM" or form[0].isdigit():
        return NUMBER
    if form in MARKS:
        return MARKS[form]
    names = names_of(form, lemma)
    for name, words in _classes().items():
        if not names.isdisjoint(words):
            return name
    if pos in {"NOUN", "ADJ", "PROPN"}:
        for name in OF_LAST_PART:
            if ends_in_one(lemma.lower(), _classes()[name]):
                return name
    return "past" if past and pos in {"VERB", "AUX"} else None


@lru_cache(maxsize=50_000)
def may_tell(form: str, lemma: str) -> bool:
    """Whether a word may tell of change or of another time by itself; two sentences of three have none."""
    return _class_of(form, lemma, "", past=False) in TELLING


TELLING = frozenset({"then", "since", "still", "same", "part", "often", "more_up", "more_down"})
"""Classes of which one is in nearly all sentences that tell of change, without a cue."""

OF_LAST_PART = ("fear", "bodies", "carrier", "other", "people")
"""Classes that the last part of a compound is of too."""

APART = frozenset({"other", "bodies", "fear", "attends", "aloof", "future", "modals", "verbs", "means", "conditions"})
"""Classes of what else may rise or fall, and of what is no fact: a sentence with none of them is plain."""

_LISTED = (
    *(
        ("classes", name)
        for name in (
            "not",
            "than",
            "against",
            "then",
            "now",
            "since",
            "still",
            "same",
            "only",
            "many",
            "few",
            "part",
            "often",
        )
    ),
    *(("unreal", name) for name in ("conditions", "modals", "verbs", "future", "reports", "means", "values")),
    *(
        ("nouns_of", name)
        for name in ("fear", "aloof", "attends", "bodies", "calm", "trouble", "carrier", "other", "amount", "people")
    ),
    ("nouns", "change"),
    *(("comparatives", name) for name in ("up", "down")),
)
"""The classes of words.toml in the order in which they are asked for."""


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    return {(f"more_{name}" if group == "comparatives" else name): among(group, name) for group, name in _LISTED}


@cache
def _bokmal() -> Mapping[str, str]:
    return {word: base for base, words in table()["bokmal"].items() for word in words}
