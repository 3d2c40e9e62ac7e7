"""Decisions told in sentences, where nothing is labelled: minutes in prose, web articles."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.agenda_words import alternatives
from ingest.blocks import evidence_at
from ingest.decision_labels import decision_words
from ingest.decision_votes import decided, read_vote, vote_events
from ingest.sentence_places import sentences
from minutes.model import Decision, DecisionKind, Span, Vote


@cache
def _told_patterns() -> tuple[re.Pattern[str], ...]:
    words = decision_words()
    endings = alternatives(words["bodies"]["endings"])
    verbs = alternatives(words["prose"]["verbs"])
    return (
        # "Godkjent med merknad fra ...", "Referatet ble godkjent."
        re.compile(rf"(?:{alternatives(words['prose']['opens'])})(?!\w)", re.IGNORECASE),
        # "Politirådet beslutter at ...", "Fylkesutvalget vedtok tirsdag å ...", "Rådet har vedtatt ...".
        re.compile(rf"\w*(?:{endings})\s+(?:har\s+)?(?:{verbs})\b", re.IGNORECASE),
        # "Innkalling og referat godkjent uten merknader.", "Protokollen frå 5. mai vart godkjend."
        re.compile(
            rf"(?:{alternatives(words['prose']['subjects'])})(?!\w)[^.\n]{{0,30}}?(?:\d[\d.\s]*(?:\w+\s+)?)?[^.\n]{{0,40}}?(?<!\w)(?:{alternatives(words['prose']['states'])})(?!\w)",
            re.IGNORECASE,
        ),
    )


def tells_decision(text: str) -> bool:
    """Whether a text tells of a decision in a sentence."""
    return bool(told_decisions(text, ()))


def told_decisions(text: str, spans: tuple[Span, ...]) -> list[Decision]:
    """Decisions told in sentences; a sentence that only tells the vote belongs to the decision told before it."""
    patterns = _told_patterns()
    found: list[Decision] = []
    for low, high in sentences(text):
        words = text[low:high]
        if any(pattern.match(words) for pattern in patterns):
            found.append(sentence_decision(text, spans, low, high))
            continue
        events = [event for event in vote_events(words) if event.main and event.vote is not None]
        if not events:
            continue
        if found and found[-1].vote is None:
            evidence = (*found[-1].evidence, *evidence_at(spans, text, low, high))
            found[-1] = replace(found[-1], vote=events[-1].vote, evidence=evidence)
        else:
            found.append(sentence_decision(text, spans, low, high, vote=events[-1].vote))
    return found


def sentence_decision(
    text: str, spans: tuple[Span, ...], start: int, end: int, *, vote: Vote | None = None
) -> Decision:
    """The decision that one sentence tells."""
    while start < end and text[start].isspace():
        start += 1
    words = text[start:end]
    return Decision(
        kind=DecisionKind.VEDTAK,
        text=words,
        outcome=decided(words),
        vote=vote or read_vote(words),
        evidence=evidence_at(spans, text, start, end),
    )
