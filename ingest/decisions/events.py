"""A vote told in a text, and how the sentences that tell it are one: counts, the outcome, the chair's vote, a roll call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.decisions.outcomes import read_outcome
from ingest.decisions.rolls import gathered
from ingest.decisions.voters import Side, casting_vote
from minutes.kinds import Outcome
from minutes.model import Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteEvent:
    """A vote told in a text: ``start``/``end`` of its sentence, what came of it, and whether it was the main proposal's.

    ``partial`` says that only a point of the proposal was voted on, ``addition`` that it was something added to it.
    ``told`` is the sentence; ``sides`` what a roll call beside it says.
    """

    start: int
    end: int
    outcome: Outcome
    vote: Vote | None
    main: bool
    partial: bool = False
    addition: bool = False
    told: str = ""
    sides: tuple[Side, ...] = ()


def put_behind(events: list[VoteEvent], event: VoteEvent) -> None:
    """Put a vote behind those before it; what is told in two sentences is one."""
    if events and events[-1].outcome is Outcome.FALT and (lost := _votes_for_only(events[-1])) is not None:
        event = with_count_of_other(event, lost)
    if events and _was_even(events[-1], event):
        event = _decided_by_chair(events.pop(), event)
    if events and _says_again(events[-1], event):
        event = replace(event, start=events.pop().start)
    events.append(event)


def vote_by_counts(counts: Sequence[int], text: str, place: tuple[int, int], offset: int) -> VoteEvent:
    """The vote over two proposals each told with what it got: "Flertallets forslag: 5 stemmer. Mindretallets: 1 stemme."."""
    vote = Vote(unanimous=False, votes_for=max(counts), votes_against=min(counts))
    start, end = place
    return VoteEvent(
        start=offset + start, end=offset + end, outcome=Outcome.VEDTATT, vote=vote, main=True, told=text[start:end]
    )


def takes_roll(event: VoteEvent, between: str, *, begun: bool) -> bool:
    """Whether a roll call is of the vote told just before it: nothing stands between, and none stood before that vote.

    Args:
        event: the vote.
        between: what stands between it, or the roll call it has, and this one.
        begun: whether it has one side of its roll call behind it already.
    """
    if between.strip(" .;,") not in {"", "\n"} or between.count("\n") > 1:
        return False
    if event.vote is not None and event.vote.unanimous:
        return False
    return begun or not event.sides


def with_roll(event: VoteEvent, sides: Sequence[Side]) -> VoteEvent:
    """The event with a roll call that stands behind it."""
    sides = (*event.sides, *sides)
    return replace(event, sides=tuple(sides), vote=gathered(sides, event.told, event.vote))


def with_counts_before(event: VoteEvent, sentence: str, counts: list[int]) -> VoteEvent:
    """The event with the counts of both proposals, told in sentences before it."""
    if event.outcome is Outcome.FALT or not counts:
        return event
    if event.vote is not None and (event.vote.votes_for is not None or event.vote.unanimous):
        alone = len(counts) == 1 and event.vote.unanimous is None and event.vote.votes_against is None
        return with_count_of_other(event, counts[0]) if alone and counts[0] <= (event.vote.votes_for or 0) else event
    casting = casting_vote(sentence)
    if len(counts) == 1 and casting is None:
        return event
    vote = Vote(unanimous=False, votes_for=max(counts), votes_against=min(counts), casting_vote=casting)
    return replace(event, vote=vote)


def with_count_of_other(event: VoteEvent, against: int) -> VoteEvent:
    """The event of a proposal that was carried, with what the other got, told in the next sentence."""
    vote = event.vote
    if event.outcome is Outcome.FALT or vote is None or vote.votes_for is None or vote.votes_against is not None:
        return event
    return replace(event, vote=replace(vote, unanimous=False, votes_against=against))


def _was_even(before: VoteEvent, event: VoteEvent) -> bool:
    """Whether a vote is told in two sentences: as many on both sides in the first, the chair's vote in the second."""
    vote, last = event.vote, before.vote
    if vote is None or vote.casting_vote is None or vote.votes_for is not None or last is None:
        return False
    even = last.votes_for is not None and last.votes_for == last.votes_against
    return even and last.casting_vote is None and read_outcome(before.told) is None


def _says_again(before: VoteEvent, event: VoteEvent) -> bool:
    """Whether the counts of a vote are told first and what came of it in the next sentence, with the same counts."""
    vote, last = event.vote, before.vote
    if vote is None or last is None or vote.votes_for is None or read_outcome(before.told) is not None:
        return False
    same = (vote.votes_for, vote.votes_against) == (last.votes_for, last.votes_against)
    return same and vote.votes_against is not None


def _decided_by_chair(before: VoteEvent, event: VoteEvent) -> VoteEvent:
    """The two sentences as one vote."""
    assert before.vote is not None
    casting = event.vote.casting_vote if event.vote else None
    return replace(event, start=before.start, vote=replace(before.vote, casting_vote=casting), main=event.main)


def _votes_for_only(event: VoteEvent) -> int | None:
    """How many a proposal got that is told of with those for it only: "Utsettelsen fikk 2 stemmer og falt."."""
    return event.vote.votes_for if event.vote is not None and event.vote.votes_against is None else None
