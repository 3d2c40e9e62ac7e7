"""A text as sentences with the vocabulary's words in them, and what each word stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.language_model import LanguageModel, Word
from ingest.themes.context import COORDINATION, clauses_of, context_of
from ingest.themes.denial import all_nothing, is_denied
from ingest.themes.matching import Match, Matcher, Rule, Way
from ingest.themes.standing import standings
from minutes.model import Standing

STOPS = frozenset(".!?…")
BULLETS = frozenset("•·*–-▪◦")
ENDS = frozenset(":;")

WRAPPED_LINE = 45
"""Characters of a line that may have been broken for its length; shorter ones are headings and points of lists."""

HEADING_WORDS = 5
"""Words of a heading that may stand in every meeting's minutes: «Vold i nære relasjoner»."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A theme's word in a sentence, and what keeps it from being a treatment, if anything.

    ``since`` is where the sentence before begins, if the hit rests on that one too.
    """

    match: Match
    standing: Standing
    written: str
    since: int | None = None

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
    """Characters ``start`` to ``end`` of a text, its words, its hits, and the cues in it.

    ``line`` counts the lines of the text: sentences of one line are of one paragraph or list point. ``sides`` are the
    words of rules for words side by side, as hits.
    """

    start: int
    end: int
    line: int
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    sides: tuple[Hit, ...]
    cues: tuple[Match, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether it is «intet nytt» and nothing else."""
        return all_nothing(self.words, 0, self.cues)

    @property
    def is_denial(self) -> bool:
        """Whether all it says is that there was nothing, or that nothing was treated: «Ingen kjente saker»."""
        if self.is_nothing or self.says("not_treated"):
            return True
        return self.says("absent") and not self.says("not_absent") and not any(clauses_of(self.words))

    def in_label(self, hit: Hit) -> bool:
        """Whether the hit is a label before a colon that more follows, alone or joined to others: «Trafikk: 88 saker»."""
        colon = next((place for place, word in enumerate(self.words) if word.form == ":"), 0)
        named = {place for own in self.hits for place in range(own.match.first, own.match.last + 1)}
        label = {place for place in range(colon) if self.words[place].form not in COORDINATION}
        return hit.match.last < colon < len(self.words) - 1 and label <= named

    def says(self, cue: str) -> bool:
        """Whether a cue of this list stands in the sentence."""
        return any(match.entry.key == cue for match in self.cues)


def read_sentences(text: str, model: LanguageModel, matcher: Matcher, *, heading: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a text, cut at full stops and line ends. In a heading a place or committee may be the subject."""
    sentences = []
    line, seen = 0, 0
    for words in _cut(text, model.words(text)):
        line += text.count("\n", seen, words[0].start)
        seen = words[0].start
        sentences.append(_sentence(text, words, matcher, line=line, heading=heading))
    for place, (sentence, following) in enumerate(pairwise(sentences)):
        if sentence.hits and following.is_nothing and len(sentence.words) <= HEADING_WORDS:
            headings = tuple(replace(hit, standing=Standing.HEADING_ONLY) for hit in sentence.hits)
            sentences[place] = replace(sentence, hits=headings)
    return tuple(sentences)


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
    if "\n" in between:
        return not (between.count("\n") == 1 and _runs_on(text, before, word))
    if word.form == "•":
        return True
    return before.form in STOPS and word.start > before.end and (word.capital or word.form in BULLETS)


def _runs_on(text: str, before: Word, word: Word) -> bool:
    """Whether a sentence goes on over a line end: a long line that nothing closes, and no list point or name after it."""
    line = before.end - (text.rfind("\n", 0, before.end) + 1)
    goes_on = word.form[0].isalpha() and not word.capital
    return goes_on and line >= WRAPPED_LINE and before.form not in STOPS | ENDS


def _sentence(text: str, words: list[Word], matcher: Matcher, *, line: int, heading: bool) -> Sentence:
    while len(words) > 1 and words[0].form in BULLETS:
        words = words[1:]
    matches = matcher.matches(words)
    cues = tuple(match for match in matches if match.entry.rule is Rule.CUE)
    excluded = [match for match in matches if match.entry.rule is Rule.EXCLUDE]
    context = context_of(words, cues, matcher.themes, heading=heading)
    found = [
        match
        for match in _clearest(matches)
        if not any(out.entry.key == match.entry.key and out.covers(match) for out in excluded)
    ]
    hits = zip(found, standings(context, found), strict=True)
    sides = (
        (match, Standing.NEGATED if is_denied(context, match) else Standing.COUNTS)
        for match in matches
        if match.entry.rule is Rule.TOGETHER
    )
    return Sentence(
        start=words[0].start,
        end=words[-1].end,
        line=line,
        words=tuple(words),
        hits=tuple(_hit(text, words, *judged) for judged in hits),
        sides=tuple(_hit(text, words, *judged) for judged in sides),
        cues=cues,
    )


def _hit(text: str, words: Sequence[Word], match: Match, standing: Standing) -> Hit:
    return Hit(match, standing, text[words[match.first].start : words[match.last].end])


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
