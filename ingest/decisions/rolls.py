"""The vote that a roll call adds up to: its sides put together, with what the sentence beside it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.decisions.voters import NOBODY, Named, Side
from minutes.model import Vote


def gathered(sides: Sequence[Side], sentence: str, own: Vote | None) -> Vote | None:
    """The vote of a roll call; of two alternatives, those for the one that lost are against the one that won."""
    rivals = dict.fromkeys(side.proposal.casefold() for side in sides if side.is_for and side.proposal)
    if len(rivals) > 1:
        won = winner(sides, sentence)
        return vote_of(
            [side for side in sides if side.proposal == won.proposal], [s for s in sides if s is not won], own
        )
    return vote_of([side for side in sides if side.is_for], [side for side in sides if not side.is_for], own)


def winner(sides: Sequence[Side], sentence: str) -> Side:
    """Which of several alternatives a sentence says was carried: the one it names, else the one with most votes."""
    backed = [side for side in sides if side.is_for]
    named = [side for side in backed if side.proposal and side.proposal.casefold() in sentence.casefold()]
    return max(named or backed, key=lambda side: side.count or 0)


def vote_of(pro: Sequence[Side], contra: Sequence[Side], own: Vote | None) -> Vote:
    """The vote with these sides; what the sentence itself says stands where they do not."""
    own = own or Vote()
    named_for, named_against = _all_named(pro), _all_named(contra)
    votes_for, votes_against = _count(pro), _count(contra)
    if not contra and named_for.voters and len(named_for.voters) == votes_for and own.votes_against is None:
        # All who voted are named, and nobody is named on the other side.
        votes_against = 0
    # A count that the sentence gives itself is surer than one made by counting names.
    votes_for = votes_for if own.votes_for is None else own.votes_for
    votes_against = votes_against if own.votes_against is None else own.votes_against
    return Vote(
        unanimous=False if votes_against else own.unanimous,
        votes_for=votes_for,
        votes_against=votes_against,
        voters_for=named_for.voters or own.voters_for,
        voters_against=named_against.voters or own.voters_against,
        parties_for=named_for.parties or own.parties_for,
        parties_against=named_against.parties or own.parties_against,
        casting_vote=own.casting_vote,
    )


def _all_named(sides: Sequence[Side]) -> Named:
    return sum((side.named for side in sides), NOBODY)


def _count(sides: Sequence[Side]) -> int | None:
    counts = [side.count for side in sides if side.count is not None]
    return sum(counts) if counts else None


def turned(vote: Vote) -> Vote:
    """The vote as it is for the other of two proposals."""
    return replace(
        vote,
        unanimous=None if vote.unanimous else vote.unanimous,
        votes_for=0 if vote.unanimous else vote.votes_against,
        votes_against=vote.votes_for,
        voters_for=vote.voters_against,
        voters_against=vote.voters_for,
        parties_for=vote.parties_against,
        parties_against=vote.parties_for,
    )
