"""Decisions told in sentences, where nothing is labelled: minutes in prose, web articles."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.agenda.words import alternatives
from ingest.blocks import evidence_at
from ingest.decisions.counts import read_vote
from ingest.decisions.labels import core, decision_words
from ingest.decisions.outcomes import decided
from ingest.decisions.sections import same_body
from ingest.decisions.votes import vote_events
from ingest.layout.sentence_places import sentences
from minutes.kinds import DecisionKind
from minutes.model import Decision, Span, Vote

# The minutes of the meeting itself, read out and signed at its end: no decision of the item they stand behind.
_READ_OUT = re.compile(r"\b(?:opplest|opplesen|gjennomlest|gjennomlesen|opplesne)\b", re.IGNORECASE)


@cache
def _told_patterns() -> tuple[re.Pattern[str], ...]:
    words = decision_words()
    endings = alternatives(words["bodies"]["endings"])
    verbs = alternatives(words["prose"]["verbs"])
    noted = alternatives(words["prose"]["noted"])
    return (
        # "Godkjent med merknad fra ...", "Referatet ble godkjent."
        re.compile(rf"(?:{alternatives(words['prose']['opens'])})(?!\w)", re.IGNORECASE),
        # "Politirådet beslutter at ...", "Fylkesutvalget vedtok torsdag å ...", "Rådet har vedtatt ...".
        re.compile(rf"(?P<body>\w*(?:{endings}))\s+(?:har\s+)?(?:{verbs})\b", re.IGNORECASE),
        # "Eva Vik ble enstemmig valgt til leder.", "Planen vart samrøystes vedteken."
        re.compile(
            r"[^.\n]{2,120}?\b(?:ble|blei|vart)\s+(?:enstemmig|samrøystes)\s+(?:val|vedt|godkj|tils)\w+", re.IGNORECASE
        ),
        # "Kommunestyret tok orienteringa til vitande", "Rådet tar rapporten til orientering."
        re.compile(
            rf"(?P<taker>(?:\w+\s+)?\w*(?:{endings}))\s+(?:tok|tek|tar|har\s+(?:tatt|teke))\s+[^.\n]{{3,80}}?\btil\s+(?:{noted})\b",
            re.IGNORECASE,
        ),
        # "Rapporten ble tatt til orientering.", "Meldingane vart tekne til vitande."
        re.compile(
            rf"[^.\n]{{3,80}}?\b(?:ble|blei|vart|vert|blir)\s+(?:tatt|teke|teken|tekne)\s+til\s+(?:{noted})\b",
            re.IGNORECASE,
        ),
        # "Innkalling og referat godkjent uten merknader.", "Protokollen frå 5. mai vart godkjend."
        re.compile(
            rf"(?:{alternatives(words['prose']['subjects'])})(?!\w)[^.\n]{{0,30}}?(?:\d[\d.\s]*(?:\w+\s+)?)?[^.\n]{{0,40}}?(?<!\w)(?:{alternatives(words['prose']['states'])})(?!\w)",
            re.IGNORECASE,
        ),
    )


def tells_decision(text: str) -> bool:
    """Whether a text tells of a decision in a sentence."""
    return bool(told_decisions(text, (), frozenset()))


def told_decisions(text: str, spans: tuple[Span, ...], own: frozenset[str]) -> list[Decision]:
    """Decisions told in sentences; a sentence that only tells the vote belongs to the decision told before it.

    ``own`` are the cores of the names of the body that meets; what another body decided is news, not a decision.
    """
    opens, body_decides, *others = _told_patterns()
    found: list[Decision] = []
    for low, high in sentences(text):
        words = text[low:high]
        decides = body_decides.match(words)
        if decides and own and not any(same_body(core(decides["body"]), name) for name in own):
            continue
        if _READ_OUT.search(words):
            continue
        if opens.match(words):
            line_end = text.find("\n", low)
            return [*found, sentence_decision(text, spans, low, line_end if line_end >= 0 else len(text))]
        votes = [event.vote for event in vote_events(words) if event.main and event.vote is not None]
        if votes and not decides and found and found[-1].vote is None:
            evidence = (*found[-1].evidence, *evidence_at(spans, text, low, high))
            found[-1] = replace(found[-1], vote=votes[-1], evidence=evidence)
        elif decides or votes or any(pattern.match(words) for pattern in others):
            found.append(sentence_decision(text, spans, low, high, vote=votes[-1] if votes else None))
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
