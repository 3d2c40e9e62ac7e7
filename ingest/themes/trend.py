"""Which way a sentence says that its theme goes."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.themes.matching import Match
from ingest.themes.sentences import Hit, Sentence
from minutes.model import Trend

TRENDS = {"up": Trend.UP, "down": Trend.DOWN, "unchanged": Trend.UNCHANGED}
NO = frozenset({"ikke", "ikkje", "ingen", "inga", "lite"})
"""A word just before a cue that turns it: «ikke økt»."""

CARRIES_ON = frozenset(
    {"har", "er", "dette", "det", "den", "disse", "desse", "dei", "de", "går", "gikk", "gjekk", "tallet"}
)
"""First words of a sentence that speaks of the one before: «Har nå avtatt»."""

NEAR_CUE = 12
"""Words between a theme and the cue of its trend; farther off it is of something else in the sentence."""


def trend_of(sentence: Sentence, hits: Sequence[Hit], following: Sentence | None) -> Trend | None:
    """Which way the sentence says its theme goes; the next is asked too if it goes on about the same thing."""
    if sentence.says("no_trend"):
        return None
    place = hits[0].match.first
    own = _nearest_trend(sentence, place)
    if own is not None or following is None or following.hits or following.says("no_trend"):
        return own
    if following.words and following.words[0].form.lower() in CARRIES_ON:
        return _nearest_trend(following, 0)
    return None


def _nearest_trend(sentence: Sentence, place: int) -> Trend | None:
    """The trend of the cue nearest to a place; None if two that differ are equally near."""
    found: dict[int, set[Trend]] = {}
    for cue in _longest([match for match in sentence.cues if match.entry.key in TRENDS]):
        distance = min(abs(cue.first - place), abs(cue.last - place))
        trend: Trend | None = TRENDS[cue.entry.key]
        if trend is not Trend.UNCHANGED and _turned(sentence, cue):
            trend = Trend.UNCHANGED if trend is Trend.UP else None
        if trend is not None and distance <= NEAR_CUE:
            found.setdefault(distance, set()).add(trend)
    if not found:
        return None
    nearest = found[min(found)]
    return next(iter(nearest)) if len(nearest) == 1 else None


def _longest(cues: Sequence[Match]) -> list[Match]:
    """Cues that do not lie within another: «ingen endring» is one cue."""
    return [
        cue
        for cue in cues
        if not any(other is not cue and other.covers(cue) and not cue.covers(other) for other in cues)
    ]


def _turned(sentence: Sentence, cue: Match) -> bool:
    return any(word.form.lower() in NO for word in sentence.words[max(0, cue.first - 2) : cue.first])
