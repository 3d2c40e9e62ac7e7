"""Decisions and proposals as text: what they say, who made them, how they were voted on and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutes.kinds import DecisionKind, Outcome
from minutes.model import AgendaItem, Decision, PartyVotes, Vote, Voter

_CARRIED = {Outcome.VEDTATT, Outcome.FALT}
"""Outcomes that counts say how: «vedtatt med 5 mot 3 stemmer»; others stand beside the votes."""


def decisions_in_words(item: AgendaItem) -> Iterator[tuple[str, list[str]]]:
    """The recommendation, the proposals and the decision of an item: the heading and the lines of each."""
    yield "Innstilling", [*_of_kind(item, DecisionKind.INNSTILLING)]
    yield "Forslag i møtet", [*_proposals(item.proposals)]
    yield "Vedtak", [*_of_kind(item, DecisionKind.VEDTAK)]
    yield "Andre forslag", [*_of_kind(item, DecisionKind.FORSLAG)]


def _of_kind(item: AgendaItem, kind: DecisionKind) -> Iterator[str]:
    told = [proposal.vote for proposal in item.proposals]
    for decision in item.decisions:
        if decision.kind is kind:
            yield decision.text
            # Who voted what is said once, with the proposal that was voted on.
            yield from votes_in_words(decision, named=decision.vote not in told)


def _proposals(proposals: Sequence[Decision]) -> Iterator[str]:
    for number, proposal in enumerate(proposals, start=1):
        yield f"{number}. {proposal_in_words(proposal)}: {proposal.text}"
        against = [
            str(other)
            for other, rival in enumerate(proposals, start=1)
            if other != number and rival.ballot is not None and rival.ballot == proposal.ballot
        ]
        if against:
            yield f"   Satt opp mot forslag {' og '.join(against)}."
        yield from (f"   {line}" for line in votes_in_words(proposal))


def proposal_in_words(proposal: Decision) -> str:
    """What a proposal is called and whose it is: «Tilleggsforslag fra Kari Lia (Ap)», «Innstillingen»."""
    name = (proposal.label or proposal.kind).capitalize()
    party = proposal.proposer_party
    if proposal.proposer:
        return f"{name} fra {proposal.proposer}{f' ({party})' if party else ''}"
    return f"{name} fra {party}" if party else name


def votes_in_words(decision: Decision, *, named: bool = True) -> Iterator[str]:
    """What came of a proposal and, if they are to be ``named``, who voted for and against, as far as the paper says."""
    outcome, vote = decision.outcome, decision.vote or Vote()
    counts = _counts(vote)
    if outcome in _CARRIED and counts:
        yield f"{outcome.capitalize()} {counts}."
    else:
        said = [*((outcome.capitalize(),) if outcome else ()), *((counts.capitalize(),) if counts else ())]
        if said:
            yield f"{'. '.join(said)}."
    if vote.casting_vote:
        yield f"Dobbeltstemmen avgjorde ({vote.casting_vote})."
    for side, people, parties in (
        ("For", vote.voters_for, vote.parties_for),
        ("Mot", vote.voters_against, vote.parties_against),
    ):
        if named and (people or parties):
            yield f"{side}: {_names(people, parties)}."


def _counts(vote: Vote) -> str:
    """How many voted for and against: «med 5 mot 3 stemmer», «mot 1 stemme», «enstemmig»; nothing where it is not told."""
    pro, contra = vote.votes_for, vote.votes_against
    if vote.unanimous:
        return "enstemmig" if pro is None else f"enstemmig ({_votes(pro)})"
    if pro is not None and contra is not None:
        return f"med {pro} mot {_votes(contra)}"
    if pro is not None:
        return f"med {_votes(pro)} for"
    return "" if contra is None else f"mot {_votes(contra)}"


def _votes(count: int) -> str:
    return f"{count} {'stemme' if count == 1 else 'stemmer'}"


def _names(people: Sequence[Voter], parties: Sequence[PartyVotes]) -> str:
    named = [f"{person.name} ({person.party})" if person.party else person.name for person in people]
    named += [f"{party.party} {party.votes}" if party.votes is not None else party.party for party in parties]
    return ", ".join(named)
