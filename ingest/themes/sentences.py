"""A text as sentences with the vocabulary's words in them, and what each word stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.language_model import Reading, Word
from ingest.layout.sentence_places import sentences
from ingest.readings import Readings
from ingest.themes.context import COORDINATION, Context, context_of
from ingest.themes.denial import DENYING, all_nothing, denies_before, is_denied, says_nothing_treated
from ingest.themes.forms import Way
from ingest.themes.matching import Match, Matcher, Rule, Trace
from ingest.themes.standing import Reason, reasons
from minutes.kinds import Standing
from models.lemmas import possible_lemmas

STOPS = frozenset(".!?…")
BULLETS = frozenset("•·*–-▪◦")
ENDS = frozenset(":;")

FIRST_WORD = re.compile(r"[^\W\d_]+")
"""The word that a line begins with: «Skredet»."""

WRAPPED_LINE = 45
"""Characters of a line that may have been broken for its length; shorter ones are headings and points of lists."""

HEADING_WORDS = 5
"""Words of a heading that may stand in every meeting's minutes: «Vold i nære relasjoner»."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A theme's word in a sentence, and the reason that keeps it from being a treatment, if there is one.

    ``since`` is where the sentence before begins, if the hit rests on that one too; ``against`` are the words around it
    that tell most that its theme is only named.
    """

    match: Match
    reason: Reason
    written: str
    since: int | None = None
    against: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """What the word stands for."""
        return self.reason.standing

    @property
    def theme(self) -> str:
        """Id of the theme."""
        return self.match.entry.key

    @property
    def why(self) -> str:
        """The rule and the word, and what tells against it: «ord: narkotikasaker (narkotika + sak); imot: «utsette»»."""
        parts = f" ({' + '.join(self.match.parts)})" if self.match.parts and "-" not in self.match.parts else ""
        against = f"; imot: {', '.join(f'«{word}»' for word in self.against)}" if self.against else ""
        return f"{self.match.entry.rule}: {self.written}{parts}{against}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end`` of a text, its words, its hits, and the cues in it.

    ``line`` counts the lines of the text: sentences of one line are of one paragraph or list point. ``sides`` are the
    words of rules for words side by side, as hits; ``traces`` those that count.
    """

    start: int
    end: int
    line: int
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    sides: tuple[Hit, ...]
    cues: tuple[Match, ...]
    traces: tuple[Trace, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it is «intet nytt» and nothing else."""
        return all_nothing(self.words, 0, self.cues)

    @property
    def is_denial(self) -> bool:
        """Whether all it says is that there was nothing, or that nothing was treated: «Ingen kjente saker»."""
        return self.is_nothing or says_nothing_treated(self.words, self.cues)

    def in_label(self, hit: Hit) -> bool:
        """Whether the hit is a label before a colon that more follows, alone or joined to others: «Trafikk: 88 saker»."""
        colon = next((place for place, word in enumerate(self.words) if word.form == ":"), 0)
        named = {place for own in self.hits for place in range(own.match.first, own.match.last + 1)}
        label = {place for place in range(colon) if self.words[place].form not in COORDINATION}
        return hit.match.last < colon < len(self.words) - 1 and label <= named

    def says(self, cue: str) -> bool:
        """Whether a cue of this list stands in the sentence."""
        return any(match.entry.key == cue for match in self.cues)


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence before it is read: characters ``start`` to ``end`` of the text, on its ``line``."""

    start: int
    end: int
    line: int


@lru_cache(maxsize=4096)
def cut_sentences(text: str) -> tuple[Cut, ...]:
    """The sentences of a text, cut at full stops, line ends and list marks; a line broken for its length is no end."""
    cuts: list[Cut] = []
    for start, end in sentences(text):
        if not any(map(str.isalnum, text[start:end])):
            continue
        before = cuts[-1] if cuts else None
        if before and text[before.end : start] == "\n" and _runs_on(text, before, start):
            cuts[-1] = Cut(before.start, end, before.line)
        else:
            line = text.count("\n", before.start, start) + before.line if before else text.count("\n", 0, start)
            cuts.append(Cut(start, end, line))
    return tuple(cuts)


def words_to_read(text: str) -> str:
    """The text as the model is to read it; no character moves.

    A heading in capitals is read in small letters, and the first word of what is no whole sentence too if it is a known
    word: alone before no verb it would be taken for a name («Skredet ved Dal»).
    """
    small = text.lower()
    if len(small) != len(text):
        return text
    if text.isupper():
        return small
    first = FIRST_WORD.match(small)
    known = first is not None and text[-1:] not in STOPS and possible_lemmas(first.group())
    return small[0] + text[1:] if known else text


def texts_to_read(*texts: str) -> list[str]:
    """The sentences of some texts as the model is to read them, to have them read in one batch."""
    return [words_to_read(text[cut.start : cut.end]) for text in texts for cut in cut_sentences(text)]


def read_sentences(text: str, readings: Readings, matcher: Matcher, *, heading: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a text with their hits. In a heading a place or committee may be the subject."""
    cuts = cut_sentences(text)
    read = readings([words_to_read(text[cut.start : cut.end]) for cut in cuts])
    found = [_sentence(text, cut, reading, matcher, heading=heading) for cut, reading in zip(cuts, read, strict=True)]
    for place, (sentence, following) in enumerate(pairwise(found)):
        if sentence.hits and following.is_nothing and len(sentence.words) <= HEADING_WORDS:
            headings = tuple(replace(hit, reason=Reason.EMPTY_HEADING) for hit in sentence.hits)
            found[place] = replace(sentence, hits=headings)
        elif sentence.hits and not following.hits and denies_before(following.words, following.cues):
            denied = tuple(replace(hit, reason=Reason.DENIED) for hit in sentence.hits)
            found[place] = replace(sentence, hits=denied)
    return tuple(found)


def _runs_on(text: str, before: Cut, start: int) -> bool:
    """Whether a sentence goes on over a line end: a long line that nothing closes, and no list point or name after it."""
    line = before.end - (text.rfind("\n", 0, before.end) + 1)
    return line >= WRAPPED_LINE and text[start].islower() and text[before.end - 1] not in STOPS | ENDS


def _sentence(text: str, cut: Cut, reading: Reading, matcher: Matcher, *, heading: bool) -> Sentence:
    words = list(reading.words)
    while len(words) > 1 and words[0].form in BULLETS:
        words = words[1:]
    matches, traces = matcher.read(words)
    cues = tuple(match for match in matches if match.entry.rule is Rule.CUE)
    excluded = [match for match in matches if match.entry.rule is Rule.EXCLUDE]
    context = context_of(words, cues, matcher.themes, heading=heading)
    found = [match for match in _clearest(matches) if not _is_excluded(match, excluded)]
    written = text[cut.start : cut.end]
    hits = zip(found, reasons(context, found), strict=True)
    sides = (
        (match, Reason.DENIED if is_denied(context, match) else Reason.COUNTS)
        for match in matches
        if match.entry.rule is Rule.TOGETHER
    )
    return Sentence(
        start=cut.start + words[0].start,
        end=cut.start + words[-1].end,
        line=cut.line,
        words=tuple(words),
        hits=tuple(_hit(written, words, *judged) for judged in hits),
        sides=tuple(_hit(written, words, *judged) for judged in sides),
        cues=cues,
        traces=_counting_traces(context, traces, excluded),
    )


def _counting_traces(context: Context, traces: Sequence[Trace], excluded: Sequence[Match]) -> tuple[Trace, ...]:
    """The traces that nothing denies and that stand in nothing excluded; in most sentences all of them."""
    if not excluded and "spared" not in context.starts and DENYING.isdisjoint(context.forms):
        return tuple(traces)
    return tuple(
        trace for trace in traces if not _is_excluded(Match(*trace), excluded) and not is_denied(context, Match(*trace))
    )


def _hit(text: str, words: Sequence[Word], match: Match, reason: Reason) -> Hit:
    return Hit(match, reason, text[words[match.first].start : words[match.last].end])


def _is_excluded(match: Match, excluded: Sequence[Match]) -> bool:
    """Whether the match lies within what the vocabulary says is none of its theme."""
    return any(out.entry.key == match.entry.key and out.covers(match) for out in excluded)


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
