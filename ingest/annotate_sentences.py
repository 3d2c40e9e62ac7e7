"""A text as sentences with the vocabulary's words in them, and what each sentence says of its themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.annotate_matching import Match, Matcher, Rule, Way
from ingest.language_model import LanguageModel, Word
from minutes.model import Standing, Trend

STOPS = frozenset(".!?…")
BULLETS = frozenset("•·*–-▪◦")

TRENDS = {"up": Trend.UP, "down": Trend.DOWN, "unchanged": Trend.UNCHANGED}
NO = frozenset({"ikke", "ikkje", "ingen", "inga", "lite"})
"""A word just before a cue that turns it: «ikke økt»."""

CARRIES_ON = frozenset(
    {"har", "er", "dette", "det", "den", "disse", "desse", "dei", "de", "går", "gikk", "gjekk", "tallet"}
)
"""First words of a sentence that speaks of the one before: «Har nå avtatt»."""

COLONS = frozenset(":–-")
COORDINATION = frozenset({"og", "eller", ",", "/"})
PLACE_WORDS = frozenset({"på", "ved", "i", "hos", "til", "fra", "frå"})
ROLE_LINKS = frozenset({"for", "i", "av", "ved", "–", "-", ","})

NAME_REACH = 2
"""Words of a place's name between the preposition and its kind: «på Nedre Berg skole»."""

HEADING_WORDS = 5
"""Words of a heading that may stand in every meeting's minutes: «Vold i nære relasjoner»."""

NEAR_CUE = 12
"""Words between a theme and the cue of its trend; farther off it is of something else in the sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A theme's word in a sentence, and what keeps it from being a treatment, if anything."""

    match: Match
    standing: Standing
    written: str

    @property
    def theme(self) -> str:
        """Id of the theme."""
        return self.match.entry.key

    @property
    def why(self) -> str:
        """The rule and the word: «ord: narkotikasaker (narkotika + sak)»."""
        parts = f" ({' + '.join(self.match.parts)})" if self.match.parts and "-" not in self.match.parts else ""
        return f"{self.match.entry.rule}: {self.written}{parts}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end`` of a text, its words' count, its hits, and the cues in it."""

    start: int
    end: int
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    cues: tuple[Match, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether it is «intet nytt» and nothing else."""
        return _all_nothing(self.words, 0, self.cues)

    def says(self, cue: str) -> bool:
        """Whether a cue of this list stands in the sentence."""
        return any(match.entry.key == cue for match in self.cues)


def read_sentences(text: str, model: LanguageModel, matcher: Matcher, *, heading: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a text, cut at full stops and line ends. In a heading a place or committee may be the subject."""
    sentences = [_sentence(text, words, matcher, heading=heading) for words in _cut(text, model.words(text))]
    for place, (sentence, following) in enumerate(pairwise(sentences)):
        if sentence.hits and following.is_nothing and len(sentence.words) <= HEADING_WORDS:
            headings = tuple(replace(hit, standing=Standing.HEADING_ONLY) for hit in sentence.hits)
            sentences[place] = replace(sentence, hits=headings)
    return tuple(sentences)


def trend_of(sentence: Sentence, hits: Sequence[Hit], following: Sentence | None) -> Trend | None:
    """Which way the sentence says its theme goes; the next is asked too if it goes on about the same thing."""
    if sentence.says("no_trend"):
        return None
    place = hits[0].match.first
    own = _nearest_trend(sentence, place)
    if own is not None or following is None or following.hits or following.says("no_trend"):
        return own
    if following.words and following.words[0].form in CARRIES_ON:
        return _nearest_trend(following, 0)
    return None


# ---- sentences ----------------------------------------------------------------------------------------------------------


def _cut(text: str, words: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is None or _starts_sentence(text, before, word):
            sentences.append([])
        sentences[-1].append(word)
    return sentences


def _starts_sentence(text: str, before: Word, word: Word) -> bool:
    between = text[before.end : word.start]
    if "\n" in between or word.form == "•":
        return True
    return before.form in STOPS and word.start > before.end and (word.capital or word.form in BULLETS)


def _sentence(text: str, words: list[Word], matcher: Matcher, *, heading: bool) -> Sentence:
    while len(words) > 1 and words[0].form in BULLETS:
        words = words[1:]
    matches = matcher.matches(words)
    cues = tuple(match for match in matches if match.entry.rule is Rule.CUE)
    excluded = [match for match in matches if match.entry.rule is Rule.EXCLUDE]
    context = _Context(words, cues, heading=heading)
    hits = [
        Hit(match, context.standing(match), text[words[match.first].start : words[match.last].end])
        for match in _clearest(matches)
        if not any(out.entry.key == match.entry.key and out.covers(match) for out in excluded)
    ]
    return Sentence(words[0].start, words[-1].end, tuple(words), tuple(hits), cues)


def _clearest(matches: Sequence[Match]) -> list[Match]:
    """One match a theme and first word: the surest rule, then the one that needs the least taking apart."""
    order = {Rule.PHRASE: 0, Rule.WORD: 1, Rule.HIDDEN: 2, Rule.HINT: 3}
    best: dict[tuple[str, int], Match] = {}
    for match in matches:
        if match.entry.rule in order:
            place = (match.entry.key, match.first)
            if place not in best or _rank(match, order) < _rank(best[place], order):
                best[place] = match
    return list(best.values())


def _rank(match: Match, order: dict[Rule, int]) -> tuple[int, bool, int]:
    return order[match.entry.rule], match.way is not Way.WHOLE, -len(match.entry.text)


# ---- what a hit stands for ----------------------------------------------------------------------------------------------


class _Context:
    """What stands around the hits of a sentence."""

    def __init__(self, words: Sequence[Word], cues: Sequence[Match], *, heading: bool) -> None:
        self._words = words
        self._heading = heading
        self._negated = any(cue.entry.key == "not_treated" for cue in cues)
        self._empty_heading = _empty_heading(words, cues)
        self._heads = {
            name: frozenset(cue.first for cue in cues if cue.entry.key == name)
            for name in ("committees", "persons", "units", "laws", "venues")
        }

    def standing(self, match: Match) -> Standing:
        if self._negated:
            return Standing.NEGATED
        if match.last < self._empty_heading:
            return Standing.HEADING_ONLY
        if match.first == match.last and (
            self._is_law(match)
            or self._is_person(match)
            or self._is_unit(match)
            or self._is_committee(match)
            or self._is_venue(match)
        ):
            return Standing.INCIDENTAL
        return Standing.COUNTS

    def _is_law(self, match: Match) -> bool:
        """A theme's word within the name of a law: «alkoholloven»."""
        return match.way is Way.FIRST and match.first in self._heads["laws"]

    def _is_person(self, match: Match) -> bool:
        """Within a person's title, or right after one: «skolesjefen», «kommunalsjef oppvekst», «leder for barnevernet»."""
        persons = self._heads["persons"]
        if match.way is Way.FIRST and match.first in persons:
            return True
        place = match.first - 1
        if place >= 0 and self._words[place].form in ROLE_LINKS:
            place -= 1
        return place in persons

    def _is_unit(self, match: Match) -> bool:
        """What a unit is for, in running text: «arbeidsgruppe kultur og idrett»."""
        place = match.first - 1
        if place > 0 and self._words[place].form in COORDINATION:
            place -= 2
        return not self._heading and place in self._heads["units"]

    def _is_committee(self, match: Match) -> bool:
        """A committee's name. A heading may be about a committee, but not about the subjects of several."""
        place = match.first
        committees = self._heads["committees"]
        if self._words[place].form.endswith("-"):
            return self._head_after(place) in committees
        return match.way is Way.FIRST and place in committees and (not self._heading or len(committees) > 1)

    def _head_after(self, place: int) -> int:
        """Where the word stands that ends an elliptic one: «helse- og sosialstyret»."""
        while place < len(self._words) and (
            self._words[place].form.endswith("-") or self._words[place].form in COORDINATION
        ):
            place += 1
        return place

    def _is_venue(self, match: Match) -> bool:
        """A named place where something was: «på Berg skole». A heading about it is about the place."""
        if self._heading or match.first not in self._heads["venues"]:
            return False
        place = match.first - 1
        for _ in range(NAME_REACH):
            if place < 0 or not self._words[place].capital:
                break
            place -= 1
        return place < match.first - 1 and place >= 0 and self._words[place].form in PLACE_WORDS


def _all_nothing(words: Sequence[Word], start: int, cues: Sequence[Match]) -> bool:
    """Whether all words from ``start`` on, and at least one, are «intet nytt»."""
    said = {place for cue in cues if cue.entry.key == "nothing_new" for place in range(cue.first, cue.last + 1)}
    told = [place for place in range(start, len(words)) if words[place].form[0].isalnum()]
    return bool(told) and said.issuperset(told)


def _empty_heading(words: Sequence[Word], cues: Sequence[Match]) -> int:
    """Where the colon or dash stands that nothing but «intet nytt» comes after; 0 if there is none."""
    colons = (place for place, word in enumerate(words) if word.form in COLONS and place)
    return next((place for place in colons if _all_nothing(words, place + 1, cues)), 0)


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
    return any(word.form in NO for word in sentence.words[max(0, cue.first - 2) : cue.first])
