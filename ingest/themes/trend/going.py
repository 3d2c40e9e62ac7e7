"""Which way a sentence says that its theme goes, from how many to how many, and when.

Cues of change are found by lemma and part of speech (cues.py); a cue counts for a theme if what it is said of is
the theme or stands for it, and if it is told as a fact (bearers.py). Numbers set against each other go before
words (numbers.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.themes.sentences import Hit, Sentence
from ingest.themes.trend.bearers import Borne, borne_by, counts_theme, is_aloof, is_of_all_said
from ingest.themes.trend.clauses import GOES_ON
from ingest.themes.trend.facts import is_real, turned
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.numbers import Numbers, in_parentheses, numbers_in
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.times import period_in, starts_with_time
from ingest.themes.trend.view import view_of
from ingest.themes.trend.words import among, is_in
from minutes.kinds import Trend

TRENDS = {"up": Trend.UP, "down": Trend.DOWN, "unchanged": Trend.UNCHANGED}

CARRIES_ON = frozenset(
    {
        "har",
        "er",
        "dette",
        "det",
        "den",
        "disse",
        "desse",
        "dei",
        "de",
        "går",
        "gikk",
        "gjekk",
        "tallet",
        "talet",
        "antallet",
        "omfanget",
    }
)
"""First words of a sentence that speaks of the one before: «Har nå avtatt»."""

PARENTHESIS = "parentes"
"""A sentence with this word says what the numbers in parentheses are of: the time before."""

FAR = 100
"""What a cue that stands in another clause than the theme is worse by."""


LATELY = 3
"""Words before a cue that say when."""
AFTERWARDS = frozenset({"siden", "sidan", "nå", "no", "deretter"})

SHORT = 18
"""Words of a sentence in which what goes up or down belongs to what it is about."""

REACH = 8
"""Words between a cue and the theme in a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Which way a theme goes, from how many to how many, and when, as far as the sentence says."""

    trend: Trend | None = None
    change: tuple[int, int] | None = None
    period: str | None = None


def going_of(sentence: Sentence, hits: Sequence[Hit], following: Sentence | None) -> Going:
    """Which way the sentence says its theme goes; the next is asked too if it goes on about the same thing."""
    theme = frozenset(place for hit in hits for place in range(hit.match.first, hit.match.last + 1))
    own = _going(sentence, theme)
    if own.trend is not None or following is None or following.hits or not following.words:
        return own
    if any(word.lemma == PARENTHESIS for word in following.words) and (numbers := in_parentheses(sentence.words)):
        return Going(trend=numbers.trend, change=numbers.change, period=period_in(sentence.words, against=True))
    if _tells_of_other(sentence, theme):
        return own
    if following.words[0].form.lower() in CARRIES_ON or _stands_for_it(following):
        carried = _going(following, frozenset())
        if carried.trend is not None:
            return carried
    numbers = numbers_in((*sentence.words, *following.words)) if starts_with_time(following.words) else None
    if numbers is not None and _counts(sentence, theme, numbers):
        return Going(trend=numbers.trend, change=numbers.change, period=period_in(sentence.words, against=True))
    return own


def _stands_for_it(following: Sentence) -> bool:
    """Whether what goes up or down in a sentence stands for what was told before: «Antall saker har økt.»."""
    if len(following.words) > SHORT:
        return False
    view = view_of(following.words)
    return any(borne_by(view.scene(frozenset()), cue) is Borne.KIN for cue in view.cues)


def _counts(sentence: Sentence, theme: frozenset[int], numbers: Numbers) -> bool:
    view = view_of(sentence.words)
    return not view.cues and counts_theme(view.scene(theme), numbers.place(sentence.words))


def _tells_of_other(sentence: Sentence, theme: frozenset[int]) -> bool:
    """Whether something else goes up or down in a sentence, which the next may go on about."""
    view = view_of(sentence.words)
    return any(is_real(view.scene(theme), cue) and borne_by(view.scene(theme), cue) is Borne.OTHER for cue in view.cues)


def _going(sentence: Sentence, theme: frozenset[int]) -> Going:
    view = view_of(sentence.words)
    cues = (*view.cues, *_listed(sentence, view.cues))
    numbers = view.numbers
    if not cues and numbers is None:
        return Going()
    scene = view.scene(theme)
    real = _without_going_on(scene, [cue for cue in cues if _holds(sentence, scene, cue)])
    trend = _nearest(scene, real)
    if (
        numbers
        and (numbers.bound or trend is not None)
        and (real or (not cues and counts_theme(scene, numbers.place(sentence.words))))
    ):
        trend = trend if trend is Trend.UNCHANGED and numbers.are_close else numbers.trend
        return Going(trend=trend, change=numbers.change, period=period_in(sentence.words, against=True))
    return Going(trend=trend, period=period_in(sentence.words, against=numbers is not None) if trend else None)


def _without_going_on(scene: Scene, cues: Sequence[Cue]) -> list[Cue]:
    """«Nedgangen holder fram», «bølgen er over»: where a change goes on it counts, where it ends that it ends."""
    dropped: set[Cue] = set()
    for noun in cues:
        if noun.kind is not Kind.NOUN or noun.trend is Trend.UNCHANGED:
            continue
        for verb in cues:
            same = scene.clauses.of[verb.first] == scene.clauses.of[noun.first] and verb.first > noun.last
            if same and verb.kind is Kind.PREDICATE and scene.words[verb.first].pos in {"VERB", "AUX"}:
                dropped.add(verb if is_in(scene.words[verb.first], among("goes_on", "verbs")) else noun)
    return [cue for cue in cues if cue not in dropped]


def _listed(sentence: Sentence, own: Sequence[Cue]) -> list[Cue]:
    """Cues of the vocabulary that no cue of ours stands in."""
    return [
        Cue(match.first, match.last, TRENDS[match.entry.key], Kind.WEAK)
        for match in sentence.cues
        if match.entry.key in TRENDS
        and match.last > match.first
        and not any(cue.first <= match.last and match.first <= cue.last for cue in own)
    ]


def _holds(sentence: Sentence, scene: Scene, cue: Cue) -> bool:
    """Whether the cue is said of the theme, as a fact, and of no money in its clause."""
    clause = scene.clauses.of[cue.first]
    spoiled = any(
        match.entry.key == "no_trend"
        and scene.clauses.of[match.first] == clause
        and scene.words[match.first].pos not in {"AUX", "PART", "SCONJ"}
        and scene.words[match.first - 1].form.lower() != "enn"
        for match in sentence.cues
    )
    if spoiled:
        return False
    borne = borne_by(scene, cue)
    if borne is not Borne.THEME and is_aloof(scene):
        return False
    return borne is not Borne.OTHER and _is_near(scene, cue, borne) and is_real(scene, cue)


def _is_near(scene: Scene, cue: Cue, borne: Borne) -> bool:
    """Whether grammar binds the cue to the theme, or they stand close; in a short sentence they may be anywhere."""
    clause = scene.clauses.of[cue.first]
    if not scene.theme or len(scene.words) <= SHORT or borne is Borne.THEME:
        return True
    if borne is Borne.SOMEBODY:
        return any(clause in scene.clauses.chain(place) for place in scene.theme)
    if scene.clauses.openers[clause] in GOES_ON or (borne in {Borne.OPEN, Borne.KIN} and is_of_all_said(scene, cue)):
        return True
    if borne is Borne.KIN and any(scene.clauses.root(place) == scene.clauses.root(cue.first) for place in scene.theme):
        return True
    near = [place for place in scene.theme if scene.clauses.of[place] == clause]
    return any(min(abs(cue.first - place), abs(cue.last - place)) <= REACH for place in near)


def _is_latest(scene: Scene, cue: Cue) -> bool:
    """«toppet seg i 2022 og har siden falt»: of two ways that a theme went the later counts."""
    before = [scene.words[place] for place in range(max(0, cue.first - LATELY), cue.first)]
    return any(word.form.lower() in AFTERWARDS and word.pos == "ADV" for word in before)


def _nearest(scene: Scene, cues: Sequence[Cue]) -> Trend | None:
    """The way of the cue nearest to the theme, one of its own clause first; None if two that differ are equally near."""
    found: dict[int, set[Trend]] = {}
    places = scene.theme or frozenset({0})
    clauses = {scene.clauses.of[place] for place in places}
    for cue in cues:
        trend = turned(scene, cue)
        if trend is not None:
            distance = min(abs(cue.first - place) for place in places)
            distance += FAR * (scene.clauses.of[cue.first] not in clauses) + FAR * 2 * (cue.kind is Kind.WEAK)
            distance -= FAR // 2 * _is_latest(scene, cue)
            found.setdefault(distance, set()).add(trend)
    if not found:
        return None
    nearest = found[min(found)]
    return next(iter(nearest)) if len(nearest) == 1 else None
