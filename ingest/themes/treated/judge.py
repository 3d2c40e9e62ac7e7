"""Whether the words of a theme in a sentence treat it, or only name it: a logistic sum of named features.

Only words that no rule is against are weighed. The features (features.py) say what the word is, what stands under a heading
or beside a word, what the sentence does, and which words stand around. Their weights stand in weights.tsv; they are learned
from items and papers marked by hand (``python -m bench.treated_weights``) and measured on writers left out when learning.
What does not count keeps the reason that weighs most against it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.themes.learned import read_learned
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.standing import Reason
from ingest.themes.treated.around import Around
from ingest.themes.treated.features import BY_RULE, Features, features_of
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings

WEIGHTS = "treated/weights.tsv"

LEAST = -0.3
"""The sum from which a theme is treated: below 0, since a treatment that is lost costs more than a false alarm."""

MOST_WORDS, TELLING, FAINT, SHORTEST = 3, 0.3, -0.05, 4
"""Of words against a treatment: how many are told, what each must weigh, from which weight it is looked at, its letters."""

PUT_OFF_UNDER = frozenset({"under_off", "under_moved"})
"""Features of a heading that say more of it than that little stands there."""


def judge(item: Surroundings) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """The sentences of the title and of the text, with the reason against each hit that is found too light."""
    return (
        tuple(_judged(item, around, None) if around.hits else around.sentence for around in item.title),
        tuple(
            _judged(item, around, place) if around.hits else around.sentence for place, around in enumerate(item.body)
        ),
    )


def named_words(item: Surroundings) -> Iterator[Named]:
    """The words of themes in an item that there is something to judge by."""
    for around in item.title:
        yield from (Named(hit=hit, around=around, place=None) for hit in around.hits if item.body)
    for place, around in enumerate(item.body):
        yield from (Named(hit=hit, around=around, place=place) for hit in around.hits)


def weigh(features: Features) -> float:
    """How surely they tell of a treatment: a logit, more the surer."""
    return read_learned(WEIGHTS).sums(features)[0]


def why_not(features: Features) -> Reason:
    """The reason that weighs most against a treatment; a heading with «utsatt» under it is put off, short as that is."""
    if not PUT_OFF_UNDER.isdisjoint(features):
        return Reason.PUT_OFF
    weights = read_learned(WEIGHTS).weights
    against: defaultdict[Reason, float] = defaultdict(float)
    for name, value in features.items():
        if name in _REASONS and name in weights:
            against[_REASONS[name]] += weights[name][0] * value
    reason = min(against, key=lambda reason: against[reason], default=Reason.PASSING)
    return reason if against[reason] < 0 else Reason.PASSING


def words_against(features: Features) -> tuple[str, ...]:
    """The words around that weigh most against a treatment, as lemmas; at most MOST_WORDS."""
    known = read_learned(WEIGHTS).weights.get
    against: defaultdict[str, float] = defaultdict(float)
    for name in features:
        row = known(name)
        if row is None or row[0] >= FAINT or ":" not in name or name.startswith(BY_RULE):
            continue
        shown = [word for word in name.partition(":")[2].split() if len(word) >= SHORTEST and word.isalpha()]
        for word in dict.fromkeys(shown):
            against[word] -= row[0] / len(shown)
    heaviest = sorted(against, key=lambda word: -against[word])[:MOST_WORDS]
    return tuple(word for word in heaviest if against[word] >= TELLING)


def _judged(item: Surroundings, around: Around, place: int | None) -> Sentence:
    """A theme counts in a sentence if one of its words there does; a title that nothing stands under is not weighed."""
    if place is None and not item.body:
        return around.sentence
    likeliest: dict[str, tuple[float, Features]] = {}
    for hit in around.hits:
        if hit.reason is not Reason.COUNTS or likeliest.get(hit.theme, (-math.inf,))[0] >= LEAST:
            continue
        features = features_of(item, Named(hit=hit, around=around, place=place))
        weight = weigh(features)
        if hit.theme not in likeliest or weight > likeliest[hit.theme][0]:
            likeliest[hit.theme] = weight, features
    light = {theme: features for theme, (weight, features) in likeliest.items() if weight < LEAST}
    return (
        replace(around.sentence, hits=tuple(_with_reason(hit, light) for hit in around.hits))
        if light
        else around.sentence
    )


def _with_reason(hit: Hit, light: Mapping[str, Features]) -> Hit:
    """The hit, with what speaks against it if its theme is found too light and no rule is against it already."""
    if hit.theme not in light or hit.reason is not Reason.COUNTS:
        return hit
    return replace(hit, reason=why_not(light[hit.theme]), against=words_against(light[hit.theme]))


_REASONS = {
    name: reason
    for reason, names in {
        Reason.DENIED: "denied_before denied_right_before denied_after denied_asked denied_agenda denied_off denied_told "
        "asked_anyone next_denies next_points_denies subject_denied",
        Reason.PUT_OFF: "off agenda off_agenda moved subject_off next_off instead_next under_off under_agenda under_moved",
        Reason.EMPTY_HEADING: "under_nothing under_short under_denied under_denied_at_once under_asked under_came "
        "under_first_empty under_all_empty denied_elsewhere fixed_title under_other under_own_empty",
        Reason.ROLE: "first_person whole_person person_title person_named before_person under_role before_slash",
        Reason.ACTOR: "beside_name first_body first_office came came_verbless parenthesis listed",
        Reason.SCENE: "first_venue whole_venue venue_at venue_held when",
        Reason.STREET: "first_street street_name",
        Reason.LAW: "first_law law_ref paragraph",
        Reason.NAME: "name capital firm club_before first_event",
        Reason.PAPER: "first_form quoted paper_near paper_after under_paper reference title_paper",
        Reason.MONEY: "first_fund money money_head from_fund behind_number",
        Reason.FORMAL: "title_formal formal_title leave attended not_ours theirs",
        Reason.FIGURE: "like article_of verb_form",
    }.items()
    for name in names.split()
}
"""What each feature speaks of when it speaks against; the others only say that the theme is named in passing."""
