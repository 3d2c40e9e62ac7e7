"""What speaks for a theme going a way, as named signals: its cues, the numbers set against each other, and the wording.

A cue's way after what denies it is told alone, with what it is said of (bearers.py), whether it is told as a fact
(facts.py), how it stands, and whether it is near. A signal of the sentence after is named with ``next`` before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ingest.themes.sentences import Sentence
from ingest.themes.trend.bearers import Borne, borne_by, counts_theme, is_aloof
from ingest.themes.trend.clauses import GOES_ON
from ingest.themes.trend.compared import Comparison, compared_in
from ingest.themes.trend.facts import is_real, turned
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.view import View, view_of
from ingest.themes.trend.wording import APART, classes_in, kinds_of, may_tell, wording_of
from minutes.kinds import Trend

Signals = dict[str, float]

WAY = {Trend.UP: "up", Trend.DOWN: "down", Trend.UNCHANGED: "same", None: "none"}
LISTED = {"up": Trend.UP, "down": Trend.DOWN, "unchanged": Trend.UNCHANGED}

SHORT = 18
"""Words of a sentence in which what goes up or down belongs to what it is about."""

REACH = 8
"""Words between a cue and the theme in a longer one."""


def cues_of(sentence: Sentence, view: View) -> tuple[Cue, ...]:
    """The cues of a sentence, and those of the vocabulary that none of ours stands in."""
    listed = (
        Cue(match.first, match.last, LISTED[match.entry.key], Kind.WEAK)
        for match in sentence.cues
        if match.entry.key in LISTED
        and match.last > match.first
        and not any(cue.first <= match.last and match.first <= cue.last for cue in view.cues)
    )
    return (*view.cues, *listed)


def signals_of(sentence: Sentence, theme: frozenset[int], following: Sentence | None) -> Signals:
    """All that speaks for a theme going a way in a sentence, and in the next if that goes on about it."""
    found = _signals(sentence, theme)
    if following is not None:
        found |= {f"next {name}": value for name, value in _signals(following, frozenset()).items()}
        together = compared_in((*sentence.words, *following.words))
        found |= {f"both {name}": 1.0 for one in together for name in _of_comparison(one)}
    return found


def _signals(sentence: Sentence, theme: frozenset[int]) -> Signals:
    view = view_of(sentence.words)
    scene = view.scene(theme)
    cues = cues_of(sentence, view)
    classes = classes_in(sentence.words, theme, cues)
    kinds = tuple(kinds_of(sentence.words, theme))
    told = [list(_of_cue(sentence, scene, cue)) for cue in cues]
    numbers = list(_of_numbers(view, scene))
    names = [name for kind in kinds for name in (f"theme {kind}", *(f"theme {kind} {WAY[cue.trend]}" for cue in cues))]
    names += [*chain.from_iterable(told), *numbers]
    if APART.isdisjoint(classes) and APART.isdisjoint(kinds):
        names += [f"{name} plainly" for name in (*(of_cue[-1] for of_cue in told), *numbers)]
    if is_aloof(scene):
        names.append("aloof")
    return dict.fromkeys(names, 1.0) | wording_of(sentence.words, theme, classes)


def _of_cue(sentence: Sentence, scene: Scene, cue: Cue) -> Iterator[str]:
    way, borne, real = WAY[turned(scene, cue)], borne_by(scene, cue), is_real(scene, cue)
    near = _is_near(scene, cue, borne)
    spoiled = _is_spoiled(sentence, scene, cue) or (borne is not Borne.THEME and is_aloof(scene))
    holds = real and near and borne is not Borne.OTHER and not spoiled
    yield from (way, f"raw {WAY[cue.trend]}", f"{way} of {borne.name.lower()}", f"{way} as {cue.kind}")
    fact = "real" if real else "unreal"
    yield from (f"{way} {fact} of {borne.name.lower()}", f"{way} {fact}", f"{way} {'near' if near else 'far'}")
    yield f"{way} {'holds' if holds else 'fails'}"


def _of_numbers(view: View, scene: Scene) -> Iterator[str]:
    numbers = view.numbers
    if numbers is not None:
        way = WAY[numbers.trend]
        counted = counts_theme(scene, numbers.place(view.words))
        yield from (f"numbers {way}", f"numbers {way} {'bound' if numbers.bound else 'loose'}")
        yield f"numbers {way} {'of theme' if counted else 'of other'}"
    for comparison in view.compared:
        yield from _of_comparison(comparison)


def _of_comparison(one: Comparison) -> Iterator[str]:
    name = f"{'far ' if one.apart else ''}counts {one.way}"
    yield from (
        name,
        f"{name} by {one.how}",
        f"{name} {one.sorts}",
        f"{name} {one.times}",
        f"{name} after «{one.link}»",
    )
    yield f"{name} {one.sorts} by {one.how}"


def _is_spoiled(sentence: Sentence, scene: Scene, cue: Cue) -> bool:
    """Whether the vocabulary says that what changes in its clause is no theme: money, a rate."""
    clause = scene.clauses.of[cue.first]
    return any(
        match.entry.key == "no_trend"
        and scene.clauses.of[match.first] == clause
        and scene.words[match.first].pos not in {"AUX", "PART", "SCONJ"}
        and scene.words[match.first - 1].form.lower() != "enn"
        for match in sentence.cues
    )


def _is_near(scene: Scene, cue: Cue, borne: Borne) -> bool:
    """Whether grammar binds the cue to the theme, or they stand close; in a short sentence they may be anywhere."""
    clause = scene.clauses.of[cue.first]
    if not scene.theme or len(scene.words) <= SHORT or borne is Borne.THEME:
        return True
    if borne is Borne.SOMEBODY:
        return any(clause in scene.clauses.chain(place) for place in scene.theme)
    if scene.clauses.openers[clause] in GOES_ON:
        return True
    if borne is Borne.KIN and any(scene.clauses.root(place) == scene.clauses.root(cue.first) for place in scene.theme):
        return True
    near = [place for place in scene.theme if scene.clauses.of[place] == clause]
    return any(min(abs(cue.first - place), abs(cue.last - place)) <= REACH for place in near)


def may_move(sentence: Sentence) -> bool:
    """A cheap first look: whether a word may tell of change or another time, or counts stand beside each other."""
    view = view_of(sentence.words)
    told = any(may_tell(word.form, word.lemma) for word in sentence.words)
    return told or bool(cues_of(sentence, view)) or bool(view.compared)
