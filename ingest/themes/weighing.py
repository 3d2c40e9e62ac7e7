"""How much an item is about a theme: a weight from 0 to 1, from where and how often its words stand.

The signs of a theme in an item are weighed by a logistic sum. Its coefficients stand in weights.toml; they are learned
from the papers marked by hand (``python -m bench.theme_weights``), and measured on papers left out when learning.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from ingest.themes.matching import Entry, Rule
from ingest.themes.sentences import Hit, Sentence
from minutes.kinds import Standing
from minutes.tables import read_table

HINT = 0.5
"""A sentence with nothing but a hint is worth half a sentence."""

SMALLEST_SHARE = 0.02
"""Added to a share before its logarithm is taken: one sentence in fifty is hardly more than none."""

MOST_WORDS = 3
"""Different words of a theme that make it surer; more add nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for an item being about a theme, each a number that a coefficient is for.

    Attributes:
        title: a word of the theme counts in the title; ``title_hint``: only a hint does.
        elsewhere: another theme is named in the title, and this is not; ``elsewhere_in_prose``: in a text without points.
        share: logarithm of the share of sentences with it, if it is not in the title; ``case_share``: in a case paper.
        sentences: logarithm of their number; ``case_sentences``: in a case paper.
        decided: share of the decision's sentences with it.
        label: it is the label of a line.
        words: different words of it.
        foremost: its sentences against those of the theme that has most.
        length: logarithm of the number of sentences; ``case_length``: of a case paper.
    """

    title: float
    title_hint: float
    elsewhere: float
    elsewhere_in_prose: float
    share: float
    case_share: float
    sentences: float
    case_sentences: float
    decided: float
    label: float
    words: float
    foremost: float
    length: float
    case_length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of the item: a case paper, or a text in points; the sentences of its decisions by their places."""

    is_case: bool
    in_points: bool
    decided: frozenset[int]


@dataclass(slots=True)
class _Seen:
    """What the sentences of an item show of one theme."""

    sentences: float = 0.0
    decided: float = 0.0
    label: bool = False
    words: frozenset[Entry] = frozenset()
    hints: frozenset[Entry] = frozenset()

    @property
    def is_clear(self) -> bool:
        """Whether more than one hint speaks for it."""
        return self.label or bool(self.words) or len(self.hints) > 1


def counted(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """The hits that count, by theme."""
    themes: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.standing is Standing.COUNTS:
            themes[hit.theme].append(hit)
    return themes


def signs_of(title: Sequence[Sentence], body: Sequence[Sentence], setting: Setting) -> dict[str, Signs]:
    """The signs of each theme that counting hits name clearly; ``title`` is empty where the title does not count.

    A theme is clear in the title, as a label, by a word that is more than a hint, or by two different hints.
    """
    sure: dict[str, bool] = {}
    for sentence in title:
        for theme, hits in counted(sentence.hits).items():
            sure[theme] = sure.get(theme, False) or any(not _is_hint(hit) for hit in hits)
    seen = _seen(body, setting)
    most = max((one.sentences for one in seen.values()), default=0.0)
    named = {theme for theme, whole in sure.items() if whole}
    return {
        theme: _signs(
            seen.get(theme, _Seen()),
            setting,
            in_title=sure.get(theme),
            other=bool(named - {theme}),
            most=most,
            length=len(body),
        )
        for theme in dict.fromkeys((*sure, *seen))
        if theme in sure or seen[theme].is_clear
    }


def weight(signs: Signs) -> float:
    """How much the item is about the theme, from 0 to 1."""
    coefficients = _coefficients()
    total = sum(coefficients[field.name] * getattr(signs, field.name) for field in fields(Signs))
    return 1 / (1 + math.exp(-coefficients["constant"] - total))


def least_weight() -> float:
    """The weight from which an item is said to be about a theme."""
    return _coefficients()["least"]


def _is_hint(hit: Hit) -> bool:
    return hit.match.entry.rule is Rule.HINT


def _seen(body: Sequence[Sentence], setting: Setting) -> dict[str, _Seen]:
    found: defaultdict[str, _Seen] = defaultdict(_Seen)
    for place, sentence in enumerate(body):
        for theme, hits in counted(sentence.hits).items():
            one = found[theme]
            strong = {hit.match.entry for hit in hits if not _is_hint(hit)}
            full = bool(strong) or len({hit.match.entry for hit in hits}) > 1
            worth = 1.0 if full else HINT
            one.sentences += worth
            one.decided += worth * (place in setting.decided)
            one.label |= not setting.is_case and any(sentence.in_label(hit) for hit in hits)
            one.words |= strong
            one.hints |= {hit.match.entry for hit in hits} - strong
    return found


def _signs(seen: _Seen, setting: Setting, *, in_title: bool | None, other: bool, most: float, length: int) -> Signs:
    absent = in_title is None
    share = math.log(seen.sentences / max(1, length) + SMALLEST_SHARE) if absent else 0.0
    case = float(setting.is_case)
    number = math.log1p(seen.sentences)
    long = math.log(max(1, length))
    return Signs(
        title=float(in_title is True),
        title_hint=float(in_title is False),
        elsewhere=float(absent and other),
        elsewhere_in_prose=float(absent and other and not setting.in_points),
        share=share,
        case_share=case * share,
        sentences=number,
        case_sentences=case * number,
        decided=seen.decided / max(1, len(setting.decided)),
        label=float(seen.label),
        words=float(min(MOST_WORDS, len(seen.words))),
        foremost=seen.sentences / most if most else 0.0,
        length=long,
        case_length=case * long,
    )


@cache
def _coefficients() -> Mapping[str, float]:
    return read_table("ingest.themes", "weights.toml")
