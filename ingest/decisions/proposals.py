"""What was put to the vote in an item's treatment: each proposal with its maker, its vote and what came of it.

A recommendation is among them when it was voted on. Proposals set against each other share the number of their vote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import evidence_at
from ingest.decisions.ballots import Result, count_ballots
from ingest.decisions.contents import is_result, trimmed
from ingest.decisions.labels import Part
from ingest.decisions.motions import find_motions, own_sections
from ingest.decisions.references import Motion
from ingest.decisions.sections import Court, Section, split_sections
from ingest.decisions.votes import vote_events
from minutes.kinds import DecisionKind, Outcome
from minutes.model import Decision, Span, Vote

_PUT = frozenset({Part.TREATMENT, Part.VOTING, Part.MOTION})


def find_proposals(text: str, spans: tuple[Span, ...], court: Court) -> tuple[Decision, ...]:
    """The proposals made or voted on in an item, in the order of the text; none in a notice.

    Args:
        text: the item's text.
        spans: its offset map.
        court: whose meeting it is.
    """
    sections = split_sections(text)
    if not court.decides or not any(section.part in _PUT for section in sections):
        return ()
    motions = find_motions(text, sections, court)
    treated = _procedure(text, sections, motions, court)
    events = vote_events(treated)
    results = count_ballots(treated, events, motions)
    found = [(_place(result, text), _decision(text, spans, result)) for result in results]
    voted = {result.motion.order for result in results if result.motion is not None}
    found += [
        ((motion.start, 0), _made(text, spans, motion))
        for motion in motions
        if motion.order not in voted and not motion.recommended
    ]
    return tuple(decision for _, decision in sorted(found, key=lambda entry: entry[0]))


def _procedure(text: str, sections: Sequence[Section], motions: Sequence[Motion], court: Court) -> str:
    """The text with everything blank but what tells the meeting's procedure; places stay the same."""
    kept = [" "] * len(text)
    own = list(own_sections(sections, court))
    for section in own:
        if section.part in _PUT or section.part in (None, Part.RECOMMENDATION):
            told = section.part is Part.VOTING and section.tail.strip()
            low = section.label if told or is_result(text[section.start : section.end]) else section.start
            kept[low : section.end] = text[low : section.end]
    for motion in motions:
        kept[motion.start : motion.end] = " " * (motion.end - motion.start)
    for place, character in enumerate(text):
        if character == "\n":
            kept[place] = "\n"
    return "".join(kept)


def _place(result: Result, text: str) -> tuple[int, int]:
    return (result.motion.start if result.motion else text.find("\n", result.start), result.ballot)


def _decision(text: str, spans: tuple[Span, ...], result: Result) -> Decision:
    """A proposal as one vote left it; one that is not printed goes by the words that name it."""
    motion, mention = result.motion, result.mention
    told = trimmed(text, result.start, result.end)
    voted = evidence_at(spans, text, *told)
    if motion is not None:
        made = _made(text, spans, _narrowed(text, motion, result.point))
        evidence = made.evidence + tuple(entry for entry in voted if entry not in made.evidence)
        return replace(made, outcome=result.outcome, vote=result.vote, ballot=result.ballot, evidence=evidence)
    assert mention is not None
    return Decision(
        kind=DecisionKind.INNSTILLING if mention.recommended else DecisionKind.FORSLAG,
        text=mention.words,
        outcome=result.outcome,
        vote=result.vote,
        proposer_party=", ".join(sorted(mention.parties)) or None,
        ballot=result.ballot,
        evidence=voted,
    )


def _narrowed(text: str, motion: Motion, point: str | None) -> Motion:
    """The proposal cut to one of its points, if it is printed with that number."""
    if point is None:
        return motion
    words = text[motion.start : motion.end]
    found = re.search(rf"^(?:[Pp]unkt\s+|[Pp]kt\.?\s+)?{re.escape(point)}[.):]?[ \t]+(?=\S)", words, re.MULTILINE)
    if found is None:
        return motion
    following = re.search(r"\n(?:[Pp]unkt\s+|[Pp]kt\.?\s+)?\d{1,2}[.):][ \t]+\S", words[found.end() :])
    end = found.end() + following.start() if following else len(words)
    low, high = trimmed(text, motion.start + found.end(), motion.start + end)
    return replace(motion, start=low, end=high)


def _made(text: str, spans: tuple[Span, ...], motion: Motion) -> Decision:
    return Decision(
        kind=DecisionKind.INNSTILLING if motion.recommended else DecisionKind.FORSLAG,
        text=text[motion.start : motion.end],
        label=motion.name,
        proposer=motion.proposer.name,
        proposer_party=motion.proposer.party,
        evidence=evidence_at(spans, text, motion.start, motion.end),
    )


# ---- back to the decisions ------------------------------------------------------------------------------------------


def with_voters(decisions: Sequence[Decision], proposals: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions with what the votes over the proposals tell of them.

    A decision has the names behind its vote, where the vote of a proposal that was carried is its own. A recommendation
    has the vote over it; that it was carried is told by the decision, but one that fell is marked so.
    """
    carried = [proposal.vote for proposal in proposals if proposal.vote and proposal.outcome is Outcome.VEDTATT]
    return tuple(
        replace(decision, vote=_fuller(decision.vote, carried))
        if decision.kind is DecisionKind.VEDTAK
        else _voted_on(decision, proposals)
        for decision in decisions
    )


def _voted_on(decision: Decision, proposals: Sequence[Decision]) -> Decision:
    """A recommendation with the vote over the whole of it, unless it tells of one itself."""
    over = [
        proposal
        for proposal in proposals
        if proposal.kind is DecisionKind.INNSTILLING and proposal.text == decision.text and proposal.vote is not None
    ]
    if decision.vote is not None or not over:
        return decision
    outcome = Outcome.FALT if over[-1].outcome is Outcome.FALT else decision.outcome
    return replace(decision, vote=over[-1].vote, outcome=outcome)


def _fuller(vote: Vote | None, carried: Sequence[Vote]) -> Vote | None:
    """The same vote with its names, if it stands among these."""
    if vote is None:
        return None
    for other in reversed(carried):
        against = (vote.votes_against in (None, other.votes_against)) or (other.votes_against is None)
        if vote.votes_for is not None and vote.votes_for == other.votes_for and against:
            return replace(other, unanimous=vote.unanimous if vote.unanimous is not None else other.unanimous)
    return vote
