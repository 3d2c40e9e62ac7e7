"""Recommendations and decisions in an item: which text, whose, how it was voted, what came of it.

Three rules keep other people's decisions out. A notice or a case paper holds no decision of its meeting. A decision that
another body made, quoted in the case paper, is not this item's. A proposal made in the meeting is not a recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import evidence_at
from ingest.decisions.conclusions import with_conclusions
from ingest.decisions.contents import COUNT_ONLY, content_of, goes_on, is_result, is_vote_only, says_something
from ingest.decisions.counts import read_vote
from ingest.decisions.events import VoteEvent
from ingest.decisions.labels import Part, core, find_label, is_body, officer
from ingest.decisions.outcomes import decided, read_outcome
from ingest.decisions.sections import Court, Section, is_labelled, is_own, same_body, split_sections
from ingest.decisions.standings import elected, told_vote
from ingest.decisions.told import sentence_decision, told_decisions
from ingest.decisions.votes import names_proposal, vote_events
from ingest.layout.sentence_places import sentences
from minutes.kinds import DecisionKind, Outcome
from minutes.model import Decision, Span, Vote

# The vote as the first word of a decision, with a colon after it.
_UNANIMOUS_OPENING = re.compile(r"(?:Enstemmig|Samrøystes)\s*:", re.IGNORECASE)

# A decision by the recommendation it follows: "Samrøystes som innstillinga.", "Som rådmannens innstilling, enstemmig."
_AS_PROPOSED = re.compile(
    r"(?:(?:Enst\w*|Einst\w*|Samr\w*)\.?,?\s+)?som\s+[^.]{0,40}?(?:innstilling|forslag|framlegg|tilråding|tilrådd|foreslått)\w*[^.]{0,30}\.?$",
    re.IGNORECASE,
)

# How the body stands together, in a decision's first words: "Eldrerådet går samrøystes inn for alternativ 2".
_TOGETHER = re.compile(r"[A-ZÆØÅ][^.\n]{2,60}?\s\w+\s+(?:enstemmig|samrøystes)\s+(?:inn|til|for|om|bak|at)\b")

_SHORT_DECISION = 100


def find_decisions(text: str, spans: tuple[Span, ...], court: Court) -> tuple[Decision, ...]:
    """The recommendations and decisions of an item.

    Args:
        text: the item's text.
        spans: its offset map.
        court: whose decisions count.
    """
    sections = with_conclusions(text, split_sections(text))
    found: list[Decision] = []
    before = 0
    for section in sections:
        if section.part not in (Part.RECOMMENDATION, Part.DECISION):
            continue
        start, end = content_of(text, section)
        events = vote_events(text[before : section.label], before)
        recommended = section.part is Part.RECOMMENDATION and not is_result(text[start:end])
        own = recommended or (section.part is Part.DECISION and court.decides and is_own(section, court))
        if own and says_something(text[start:end]):
            decision = _decision(text, spans, section, (start, end), events)
            if decision.vote is None and recommended and (treated := _treated_below(text, sections, section)):
                decision = replace(decision, vote=_resolve(None, treated))
            if decision.vote is None and not recommended:
                decision = replace(decision, vote=elected(text[before : section.label], decision.text))
            found.append(decision)
        before = end
    found = _once(found)
    if not court.decides or any(decision.kind is DecisionKind.VEDTAK for decision in found):
        return tuple(found)
    if _recommends_last(sections):
        return tuple(found)
    if any(section.part is Part.TREATMENT for section in sections):
        return (*found, *_unlabelled(text, spans, sections, court))
    return tuple(found) if is_labelled(sections) else (*found, *told_decisions(text, spans, court.own))


def _treated_below(text: str, sections: Sequence[Section], section: Section) -> list[VoteEvent]:
    """The votes of another body over its recommendation, told below it: "Formannskapets behandling 12.04.2011:"."""
    place = sections.index(section)
    if not section.owner or not is_body(section.owner) or place + 1 == len(sections):
        return []
    following = sections[place + 1]
    if following.part is not Part.TREATMENT or not same_body(core(section.owner), core(following.owner)):
        return []
    ends = (other.label for other in sections[place + 2 :] if other.part is not Part.VOTING)
    return vote_events(text[following.start : next(ends, len(text))], following.start)


def _recommends_last(sections: Sequence[Section]) -> bool:
    """Whether the treatment ends in a recommendation to another body: "Innstilling til kommunestyret:"."""
    parts = [section.part for section in sections if section.part in (Part.TREATMENT, Part.RECOMMENDATION)]
    return Part.TREATMENT in parts and parts[-1] is Part.RECOMMENDATION


def _decision(
    text: str,
    spans: tuple[Span, ...],
    section: Section,
    place: tuple[int, int],
    events: Sequence[VoteEvent],
) -> Decision:
    words = text[place[0] : place[1]]
    evidence = evidence_at(spans, text, *place)
    if section.part is Part.RECOMMENDATION:
        said = read_vote(section.tail)
        by_body = is_body(section.owner) and not officer(section.owner)
        vote = (_resolve(said, events) if by_body else said) or _own_vote(words, recommended=True)
        return Decision(kind=DecisionKind.INNSTILLING, text=words, vote=vote, evidence=evidence)
    vote = _resolve(told_vote(section.tail), events) or _own_vote(words)
    return Decision(kind=DecisionKind.VEDTAK, text=words, outcome=decided(words), vote=vote, evidence=evidence)


def _own_vote(words: str, *, recommended: bool = False) -> Vote | None:
    """The vote that a decision tells of itself: "Samrøystes vedteke som tilrådd.", "Protokollen ble enstemmig godkjent."."""
    if opening := _UNANIMOUS_OPENING.match(words):
        return read_vote(opening.group())
    if not recommended and len(words) < _SHORT_DECISION and (vote := _by_outcome(words)):
        return vote
    places = sentences(words)
    for low, high in (places[0], *reversed(places)):
        sentence = words[low:high]
        outer = not recommended and (low, high) in (places[0], places[-1])
        vote = _by_outcome(sentence) if outer else None
        if vote := vote or (told_vote(sentence) if is_vote_only(sentence) else None):
            return vote
    return None


def _by_outcome(sentence: str) -> Vote | None:
    """The vote of a sentence that also says what came of the matter, or how the body stood together."""
    vote = told_vote(sentence)
    if vote is None:
        return None
    says = read_outcome(sentence) is not None or COUNT_ONLY.match(sentence) or _AS_PROPOSED.match(sentence)
    return vote if says or _TOGETHER.match(sentence) else None


def _resolve(said: Vote | None, events: Sequence[VoteEvent]) -> Vote | None:
    """The vote behind a decision: what its label says, filled in from the votes told before it."""
    if said is not None and said.unanimous:
        return said
    carried = [event for event in events if event.outcome is not Outcome.FALT and event.vote is not None]
    if said is not None and said.votes_against is not None:
        for event in reversed(carried):
            if event.vote is not None and event.vote.votes_against == said.votes_against:
                return event.vote
        return said
    for event in reversed(carried):
        if event.main:
            others = (other.vote for other in carried if other is not event)
            if event.partial and any(vote is not None and not vote.unanimous for vote in others):
                return None
            return event.vote
    whole = [event for event in carried if not event.addition] or carried
    return whole[-1].vote if whole else said


def _once(decisions: Sequence[Decision]) -> list[Decision]:
    """A decision printed before the treatment and again after it is one; the later knows the vote."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.kind is DecisionKind.VEDTAK:
            kept = [
                other
                for other in kept
                if other.kind is not DecisionKind.VEDTAK or _plain(other.text) != _plain(decision.text)
            ]
        kept.append(decision)
    return kept


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text.casefold()).strip()


# "Saken blir utsatt til neste møte", "Saka vert utsett", "Behandlingen av saken utsettes".
_PUT_OFF = re.compile(
    r"(?:Sak(?:en|a)|Behandling(?:en|a)?\s+av\s+sak(?:en|a)|Handsaminga\s+av\s+saka)\s+(?:(?:ble|blir|blei|vart|vert|er)\s+)?(?:enstemmig\s+|samrøystes\s+)?(?:utsatt|utsett|utsettes)\b"
)


def _unlabelled(text: str, spans: tuple[Span, ...], sections: Sequence[Section], court: Court) -> list[Decision]:
    """The decision of a treatment that ends without a label: the text after the vote, or the sentence that tells it."""
    own = [section for section in sections if section.part is Part.TREATMENT and is_own(section, court)]
    if not own:
        return []
    start = own[-1].start
    ends = [section.label for section in sections if section.label > start and section.part is Part.PAPER]
    end = ends[0] if ends else len(text)
    all_events = vote_events(text[start:end], start)
    for low, high in sentences(text, start, end):
        lost = next((event for event in all_events if event.start >= high), None)
        if _PUT_OFF.match(text[low:high]) and (lost is None or lost.outcome is not Outcome.FALT):
            line_end = text.find("\n", low)
            opens = low == 0 or text[low - 1] == "\n"
            stop = (line_end if line_end >= 0 else len(text)) if opens else high
            vote = _resolve(None, [event for event in all_events if event.end <= low])
            return [sentence_decision(text, spans, low, stop, vote=vote)]
    events = [event for event in all_events if event.outcome not in (Outcome.FALT, Outcome.TRUKKET)]
    main = [event for event in events if event.main and event.vote is not None]
    told = main[-1:] or [event for event in events if event.vote is not None] or events[-1:]
    return [_voted(text, spans, event, end) for event in told]


def _voted(text: str, spans: tuple[Span, ...], event: VoteEvent, end: int) -> Decision:
    """The decision behind a vote: the lines printed after it, else the sentence that tells it."""
    low, high = _rest(text, event.end, end)
    if not says_something(text[low:high]):
        return sentence_decision(text, spans, event.start, event.end, vote=event.vote)
    words = text[low:high]
    evidence = evidence_at(spans, text, low, high)
    return Decision(kind=DecisionKind.VEDTAK, text=words, outcome=decided(words), vote=event.vote, evidence=evidence)


def _rest(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines after a vote, up to the next label or line of procedure."""
    position = text.find("\n", start, end)
    if position < 0:
        return end, end
    start = position + 1
    position = start
    for line in text[start:end].split("\n"):
        if (
            find_label(line) is not None
            or goes_on(line)
            or vote_events(line)
            or (read_outcome(line) is Outcome.FALT and names_proposal(line))
            or re.match(r"\d+\.\s[^.]{3,60}:$", line)
        ):
            return start, max(start, position - 1)
        position += len(line) + 1
    return start, end
