"""Which way a sentence says that its theme goes, from how many to how many, and when: a judge that has learned it.

Named signals (signals.py) of cues, of numbers and of the wording are weighed for each way, and for none; the weights stand
in going.tsv, learned from marked texts (``python -m bench.trend_weights``). A way is told if it is likelier than none by
a margin: one told wrongly is worse than one not told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.language_model import Word
from ingest.themes.learned import Learned, read_learned
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.trend.facts import turned
from ingest.themes.trend.numbers import Numbers, in_parentheses
from ingest.themes.trend.signals import Signals, cues_of, may_move, signals_of
from ingest.themes.trend.times import period_in
from ingest.themes.trend.view import view_of
from ingest.themes.trend.wording import name_of
from minutes.kinds import Trend

MARGIN = 2.0
"""How many times likelier than none a way must be: on writers left out 1 finds a hundredth more, and tells more wrongly."""

NO_WAY = "ingen"
"""The class of sentences that tell none."""

MOST_REASONS, TELLING, SHORTEST = 3, 0.2, 4
"""Of words that say it: how many are told, what each must weigh if it is no cue, its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Which way a theme goes, from how many to how many, and when, as far as the sentence says.

    ``why`` are the words that say it.
    """

    trend: Trend | None = None
    change: tuple[int, int] | None = None
    period: str | None = None
    why: tuple[str, ...] = ()


def going_of(sentence: Sentence, hits: Sequence[Hit], following: Sentence | None) -> Going:
    """Which way the sentence says its theme goes; the next is asked too if it names no theme."""
    theme = places_of(hits)
    following = going_on(following)
    if following is None and not may_move(sentence):
        return Going()
    signals = signals_of(sentence, theme, following)
    trend = likeliest(signals, _weights())
    if trend is None:
        return Going()
    numbers = next((one for one in _numbers(sentence, following) if _tells(one, trend)), None)
    return Going(
        trend=trend,
        change=numbers.change if numbers else None,
        period=period_in(sentence.words, against=numbers is not None),
        why=tuple(dict.fromkeys(_reasons(sentence, theme, trend, by_words=numbers is None)))[:MOST_REASONS],
    )


def places_of(hits: Sequence[Hit]) -> frozenset[int]:
    """The places of the theme's words."""
    return frozenset(place for hit in hits for place in range(hit.match.first, hit.match.last + 1))


def going_on(following: Sentence | None) -> Sentence | None:
    """The sentence after, if it may go on about the same thing: it names no theme, and may tell of change."""
    named = following is None or not following.words or following.hits
    return None if named or following is None or not may_move(following) else following


def likelihoods(signals: Signals, learned: Learned) -> dict[str, float]:
    """How likely each way is, and none, by what speaks for them."""
    sums = learned.sums(signals)
    most = max(sums)
    parts = [math.exp(one - most) for one in sums]
    return {name: part / sum(parts) for name, part in zip(learned.classes, parts, strict=True)}


def likeliest(signals: Signals, learned: Learned) -> Trend | None:
    """The way that is likeliest, if it is likelier than none by a margin."""
    found = likelihoods(signals, learned)
    way = Trend(max((name for name in found if name != NO_WAY), key=lambda name: found[name]))
    return way if found[way] >= MARGIN * found[NO_WAY] else None


def _weights() -> Learned:
    return read_learned("trend/going.tsv")


def _numbers(sentence: Sentence, following: Sentence | None) -> Iterator[Numbers]:
    """The numbers set against each other that may be what is told, the surest first."""
    own = view_of(sentence.words)
    yield from (found for found in (own.numbers, in_parentheses(sentence.words)) if found)
    if following is not None and (both := view_of((*sentence.words, *following.words)).numbers):
        yield both


def _tells(numbers: Numbers, trend: Trend) -> bool:
    return numbers.trend is trend or (trend is Trend.UNCHANGED and numbers.are_close)


def _reasons(sentence: Sentence, theme: frozenset[int], trend: Trend, *, by_words: bool) -> Iterator[str]:
    """The words that say it, as written: cues that go this way, else, where no numbers do, those that weigh most for it."""
    view = view_of(sentence.words)
    scene = view.scene(theme)
    own = [cue for cue in cues_of(sentence, view) if turned(scene, cue) is trend]
    yield from (" ".join(word.form for word in sentence.words[cue.first : cue.last + 1]) for cue in own)
    learned = _weights()
    place, none = learned.classes.index(trend), learned.classes.index(NO_WAY)
    weighed = {
        word.form: weights[place] - weights[none]
        for word in sentence.words
        if by_words and not own and _may_be_told(word) and (weights := learned.weights.get(name_of(word)))
    }
    yield from sorted((form for form, weight in weighed.items() if weight >= TELLING), key=lambda form: -weighed[form])


def _may_be_told(word: Word) -> bool:
    return word.pos != "PROPN" and word.form.isalpha() and len(word.form) >= SHORTEST
