"""Themes that two words speak of near each other, where neither says it alone.

A rule of the vocabulary names words of two kinds, «hærverk» and «mindreårige», that stand side by side: in a sentence or
in two of one point. Traces are of one kind: two different ones, or one and a hint, within some sentences of one point
(«knyttneve» and «innlagt»); of faint ones it takes more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.themes.matching import Entry, Match, Pairing, Rule, Side
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.standing import Reason
from minutes.kinds import Standing

WORTH = {Rule.HINT: 4, Rule.TRACE: 4, Rule.FAINT: 2}
ENOUGH = 8
"""What traces are worth, and what is enough: two traces, a trace and two faint ones, or four faint ones. With three faint
ones a fifth more of the themes of tests/gold/themes/dev-2 are found, but two false ones for each in papers."""

FEWEST, FEWEST_FAINT = 2, 4
"""Traces that can be enough, and faint ones."""

_Placed = tuple[int, Entry, int, int]
"""A trace: the number of its sentence, its entry, its first and last word."""

TRACE_REACH = 2
"""Sentences back from one trace to the other; a point of a list seldom speaks of one matter in more than three."""


def join_sides(sentences: Sequence[Sentence], pairings: Sequence[Pairing]) -> tuple[Sentence, ...]:
    """The sentences with the hits of words side by side; a hit stands in the later sentence of two."""
    present = {hit.match.entry.key for sentence in sentences for hit in sentence.sides}
    joined = list(sentences)
    for pairing in pairings:
        if pairing.key(Side.OF) not in present or pairing.key(Side.BESIDE) not in present:
            continue
        for place, hit in _hits(sentences, pairing):
            if not any(_says_as_much(own, hit.theme) for own in joined[place].hits):
                joined[place] = replace(joined[place], hits=(*joined[place].hits, hit))
    for place, hit in _joined_traces(sentences):
        if not any(_says_as_much(own, hit.theme) for own in joined[place].hits):
            joined[place] = replace(joined[place], hits=(*joined[place].hits, hit))
    return tuple(joined)


def _joined_traces(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Hit]]:
    """The hits of traces that are enough together; a hit stands in the sentence of the last."""
    near: defaultdict[str, list[_Placed]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        if place and sentences[place - 1].line != sentence.line:
            near.clear()
        hints = [
            hit.match for hit in sentence.hits if hit.match.entry.rule is Rule.HINT and hit.standing is Standing.COUNTS
        ]
        own = [*sentence.traces, *((match.entry, match.first, match.last) for match in hints)]
        for trace in own:
            near[trace[0].key].append((place, *trace))
        for theme in dict.fromkeys(entry.key for entry, _, _ in own):
            found = near[theme]
            if len(found) < FEWEST or (len(found) < FEWEST_FAINT and all(one[1].rule is Rule.FAINT for one in found)):
                continue  # as nearly always
            if (joined := _enough(found)) and not _is_explained(sentences, joined):
                yield place, _joined(sentences, joined)


def _enough(near: Sequence[_Placed]) -> list[_Placed]:
    """The fewest of the last traces of a theme that say it, each another word of the text; [] if they do not."""
    latest = sorted(near, key=_by_place, reverse=True)
    taken: list[_Placed] = []
    worth = 0
    for one in latest:
        if latest[0][0] - one[0] > TRACE_REACH:
            break
        if any(_is_same(one, other) for other in taken):
            continue
        taken.append(one)
        worth += WORTH[one[1].rule]
        if worth >= ENOUGH and any(entry.rule is not Rule.HINT for _, entry, _, _ in taken):
            return taken[::-1]
    return []


def _by_place(trace: _Placed) -> tuple[int, int]:
    return trace[0], trace[2]


def _is_same(one: _Placed, other: _Placed) -> bool:
    """Whether two traces are of one entry, or of the same words of the text."""
    return one[1] == other[1] or (one[0] == other[0] and one[2] <= other[3] and other[2] <= one[3])


def _is_explained(sentences: Sequence[Sentence], joined: Sequence[_Placed]) -> bool:
    """Whether faint traces stand where sure words of another theme do, which then is what they are of."""
    if all(entry.rule is not Rule.FAINT for _, entry, _, _ in joined):
        return False
    theme = joined[0][1].key
    return any(
        hit.theme != theme and hit.standing is Standing.COUNTS and hit.match.entry.rule is not Rule.HINT
        for place in {place for place, _, _, _ in joined}
        for hit in sentences[place].hits
    )


def _joined(sentences: Sequence[Sentence], traces: Sequence[_Placed]) -> Hit:
    """The hit of words that say a theme together."""
    place, last, first_word, last_word = traces[-1]
    entry = Entry(last.key, Rule.TOGETHER, " + ".join(entry.text for _, entry, _, _ in traces))
    written = [" ".join(word.form for word in sentences[at].words[first : end + 1]) for at, _, first, end in traces]
    since = sentences[traces[0][0]].start if traces[0][0] < place else None
    return Hit(Match(entry, first_word, last_word), Reason.COUNTS, " + ".join(written), since)


def _says_as_much(own: Hit, theme: str) -> bool:
    return own.theme == theme and own.standing is Standing.COUNTS and own.match.entry.rule is not Rule.HINT


def _hits(sentences: Sequence[Sentence], pairing: Pairing) -> Iterator[tuple[int, Hit]]:
    for place, sentence in enumerate(sentences):
        if not sentence.sides:
            continue
        if (hit := _hit((sentence,), pairing)) is not None:
            yield place, hit
        elif place and sentences[place - 1].line == sentence.line:
            before = sentences[place - 1]
            if _hit((before,), pairing) is None and (hit := _hit((before, sentence), pairing)) is not None:
                yield place, replace(hit, since=before.start)


def _hit(sentences: tuple[Sentence, ...], pairing: Pairing) -> Hit | None:
    """The hit of a sentence, or of two: what is done in the first, and who it is beside it in the last."""
    of = [hit for hit in _sides(sentences[:1], pairing.key(Side.OF)) if hit.standing is Standing.COUNTS]
    beside = _sides(sentences[-1:], pairing.key(Side.BESIDE))
    if not of or not beside or _sides(sentences, pairing.key(Side.UNLESS)):
        return None
    entry = Entry(pairing.theme, Rule.TOGETHER, f"{of[0].match.entry.text} + {beside[0].match.entry.text}")
    match = Match(entry, beside[0].match.first, beside[0].match.last)
    return Hit(match, Reason.COUNTS, f"{of[0].written} + {beside[0].written}")


def _sides(sentences: Sequence[Sentence], key: str) -> list[Hit]:
    return [hit for sentence in sentences for hit in sentence.sides if hit.match.entry.key == key]
