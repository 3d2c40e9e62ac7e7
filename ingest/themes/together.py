"""Themes that two words speak of side by side: «hærverk» and «mindreårige», in a sentence or in two of one point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.themes.matching import Entry, Match, Pairing, Rule, Side
from ingest.themes.sentences import Hit, Sentence
from ingest.themes.standing import Reason
from minutes.kinds import Standing


def join_sides(sentences: Sequence[Sentence], pairings: Sequence[Pairing]) -> tuple[Sentence, ...]:
    """The sentences with the hits of words side by side; a hit stands in the later sentence of two."""
    joined = list(sentences)
    for pairing in pairings:
        for place, hit in _hits(sentences, pairing):
            if not any(_says_as_much(own, hit.theme) for own in joined[place].hits):
                joined[place] = replace(joined[place], hits=(*joined[place].hits, hit))
    return tuple(joined)


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
