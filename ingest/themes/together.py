"""Themes that two words speak of near each other, where neither says it alone.

A rule of the vocabulary names words of two kinds, «hærverk» and «mindreårige», that stand side by side: in a sentence or
in two of one point. Traces are of one kind: two different ones, or one and a hint, within some sentences of one point
(«knyttneve» and «innlagt»).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.themes.matching import Entry, Match, Pairing, Rule, Side
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.standing import Reason
from minutes.kinds import Standing

TRACE_REACH = 2
"""Sentences back from one trace to the other; a point of a list seldom speaks of one matter in more than three."""


def join_sides(sentences: Sequence[Sentence], pairings: Sequence[Pairing]) -> tuple[Sentence, ...]:
    """The sentences with the hits of words side by side; a hit stands in the later sentence of two."""
    present = {hit.match.entry.key for sentence in sentences for hit in sentence.sides}
    if not present:
        return tuple(sentences)
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
    """The hits of two traces, or of a trace and a hint; a hit stands in the sentence of the later one."""
    near: deque[tuple[int, Hit]] = deque()
    for place, sentence in enumerate(sentences):
        while near and (place - near[0][0] > TRACE_REACH or sentences[near[0][0]].line != sentence.line):
            near.popleft()
        given: set[str] = set()
        for hit in sorted(_traces(sentence), key=lambda hit: hit.match.first):
            before = next((one for one in near if _are_two(one, (place, hit))), None)
            near.append((place, hit))
            if before is not None and hit.theme not in given:
                given.add(hit.theme)
                start = sentences[before[0]].start if before[0] < place else None
                yield place, _joined(before[1], hit, since=start)


def _traces(sentence: Sentence) -> list[Hit]:
    """The traces of themes in the sentence, and the hints that count."""
    return [
        hit
        for hit in (*sentence.sides, *sentence.hits)
        if hit.match.entry.rule in {Rule.TRACE, Rule.HINT} and hit.standing is Standing.COUNTS
    ]


def _are_two(one: tuple[int, Hit], other: tuple[int, Hit]) -> bool:
    """Whether these are two different entries of one theme, a trace among them, on different words."""
    first, second = one[1].match, other[1].match
    if first.entry.key != second.entry.key or first.entry == second.entry:
        return False
    if Rule.TRACE not in {first.entry.rule, second.entry.rule}:
        return False
    return one[0] != other[0] or first.last < second.first


def _joined(before: Hit, hit: Hit, *, since: int | None = None) -> Hit:
    """The hit of two words that say a theme together."""
    entry = Entry(hit.theme, Rule.TOGETHER, f"{before.match.entry.text} + {hit.match.entry.text}")
    match = Match(entry, hit.match.first, hit.match.last)
    return Hit(match, Reason.COUNTS, f"{before.written} + {hit.written}", since)


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
