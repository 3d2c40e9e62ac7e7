"""Which proposal each vote of an item decided, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.decisions.alternatives import find_rivals, vote_for, winning
from ingest.decisions.events import VoteEvent
from ingest.decisions.outcomes import read_outcome, says_adopted, says_sent_over
from ingest.decisions.references import Mention, Motion, Printed, find_mentions, resolve
from ingest.decisions.rolls import turned
from minutes.kinds import Outcome
from minutes.model import Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one proposal in one vote.

    ``mention`` are the words for a proposal that is not printed; ``point`` is the number of the only point of it that was
    voted on.
    """

    ballot: int
    motion: Motion | None
    mention: Mention | None
    outcome: Outcome
    vote: Vote | None
    start: int
    end: int
    point: str | None = None


# The proposal whose fate the verb tells stands after it: "... ble Stavdals forslag vedtatt", "... fall framlegget frå SV".
_INVERTED = re.compile(r"\b(?:ble|blei|blir|vart|vert|falt|fall)\s+(?:dermed\s+|så\s+|da\s+)?$")

# "Kari Lia trakk sitt forslag.", "Framlegget vart trekt."
_WITHDRAWN = re.compile(r"\b(?:trakk|trekte|trekker|trekkjer|trekt|trukket|trekkes)\b", re.IGNORECASE)
_WHOSE = re.compile(r"(?P<who>[A-ZÆØÅ][^.:\n]{1,60}?)\s+(?:trakk|trekte|trekker|trekkjer)\b")


def count_ballots(text: str, events: Sequence[VoteEvent], motions: Sequence[Motion]) -> list[Result]:
    """What came of each proposal in each vote, in the order of the votes.

    Args:
        text: the item's text, blank where something else than the votes stands; places are the item's.
        events: the votes told in it.
        motions: the proposals of the item, in order.
    """
    results: list[Result] = []
    voted: set[int] = set()
    before = 0
    for ballot, event in enumerate(events, start=1):
        printed = Printed(motions=_printed(motions, event), voted=frozenset(voted))
        told = list(_results(text[before : event.end], event, ballot, printed))
        results += told
        voted |= {result.motion.order for result in told if result.motion is not None and result.point is None}
        before = event.end
    return results


def _printed(motions: Sequence[Motion], event: VoteEvent) -> tuple[Motion, ...]:
    """The proposals that a vote can be over: those before it; the recommendation may be printed after the protocol."""
    before = tuple(motion for motion in motions if motion.end <= event.start)
    if any(motion.recommended for motion in before):
        return before
    return (*(motion for motion in motions if motion.recommended), *before)


def _results(told: str, event: VoteEvent, ballot: int, printed: Printed) -> Iterator[Result]:
    """The results of one vote, told in these sentences."""
    rivals = find_rivals(told, event, printed)
    subject = _subject(event.told)
    outcome = outcome_of(event)
    point = _point(told, event)
    if rivals:
        won = winning(event, subject, outcome, rivals, printed)
        for rival in rivals:
            yield Result(
                ballot=ballot,
                motion=rival.motion,
                mention=rival.mention,
                outcome=Outcome.VEDTATT if rival is won else Outcome.FALT,
                vote=vote_for(rival, rivals, rival is won, event),
                start=event.start,
                end=event.end,
                point=point if rival.motion is not None and rival.motion.recommended else None,
            )
        return
    if point is not None and (subject is None or subject.recommended):
        motion = next((motion for motion in reversed(printed.motions) if motion.recommended), None)
    else:
        motion = resolve(subject, printed) if subject else _unnamed(printed, event)
    if outcome is Outcome.TRUKKET and (whose := _WHOSE.match(event.told)):
        motion = _of_maker(whose["who"], printed.motions) or motion
    if motion is None and not (subject and (subject.recommended or _says_whose(subject) or subject.number)):
        return
    yield Result(
        ballot=ballot,
        motion=motion,
        mention=None if motion else subject,
        outcome=outcome,
        vote=_own_party_for(_vote_of_lost(event, outcome), motion),
        start=event.start,
        end=event.end,
        point=point if motion is not None and motion.recommended else None,
    )


# The point that a line begins with: "Punkt 2: Enstemmig vedtatt.", "Innstillingens pkt. 3 ble vedtatt med 16 mot 9 stemmer."
_POINT = re.compile(
    r"\W*(?:[\w-]*(?:innstilling|tilråding)\w*,?\s+)?(?:punkt|pkt\.?)\s*(?P<point>\d{1,2}(?:\.\d{1,2})?)\b(?!\s*(?:i\s+forslag|og|,|-|–)\b)",
    re.IGNORECASE,
)


def _point(told: str, event: VoteEvent) -> str | None:
    """The only point of the recommendation that a vote is over: its line begins with it."""
    line = told.rstrip().rpartition("\n")[2]
    found = _POINT.match(line) or _POINT.match(event.told)
    return found["point"] if found else None


# "Framlegget fall mot 2 røyster": those two stood for it.
_FELL_AGAINST = re.compile(r"\b(?:falt|fall)\s+(?:i\s?)?mot\b", re.IGNORECASE)


def _vote_of_lost(event: VoteEvent, outcome: Outcome) -> Vote | None:
    """The vote, turned where those named against the fall of a proposal stood for it."""
    vote = event.vote
    if vote is None or outcome is not Outcome.FALT or vote.votes_for is not None:
        return vote
    return turned(vote) if _FELL_AGAINST.search(event.told) else vote


def _own_party_for(vote: Vote | None, motion: Motion | None) -> Vote | None:
    """The vote with the parties on the right side: those who made a proposal stood for it.

    "Forslaget fra H falt med 1 mot 8 stemmer (H)." names the few.
    """
    if vote is None or motion is None or vote.parties_for or vote.voters_for:
        return vote
    behind = set(motion.proposer.parties)
    if behind & {party.party for party in vote.parties_against}:
        return replace(vote, parties_for=vote.parties_against, parties_against=())
    return vote


def _says_whose(mention: Mention) -> bool:
    return bool(mention.who or mention.parties)


def outcome_of(event: VoteEvent) -> Outcome:
    """What came of the proposal that was voted on: a proposal to put off that is carried was adopted."""
    if read_outcome(event.told) is Outcome.FALT:
        return Outcome.FALT
    if _WITHDRAWN.search(event.told):
        return Outcome.TRUKKET
    if says_sent_over(event.told) and not (says_adopted(event.told) and event.vote is not None):
        return Outcome.OVERSENDT
    lost = event.vote is not None and not says_adopted(event.told) and _is_lost(event.vote)
    return Outcome.FALT if lost else Outcome.VEDTATT


def _is_lost(vote: Vote) -> bool:
    """Whether fewer stood for a proposal than against it, where no word says what came of it."""
    return vote.votes_for is not None and vote.votes_against is not None and vote.votes_for < vote.votes_against


def _subject(sentence: str) -> Mention | None:
    """The proposal that a sentence tells the fate of: the one after the verb where it stands there, else the first."""
    mentions = find_mentions(sentence)
    for mention in mentions:
        if _INVERTED.search(sentence[: mention.start]):
            return mention
    return mentions[0] if mentions else None


def _unnamed(printed: Printed, event: VoteEvent) -> Motion | None:
    """The proposal of a vote that names none: the one that waits, and of several the recommendation.

    "Avstemning: Enstemmig vedtatt." with more than one proposal made is the recommendation's.
    """
    waiting = [motion for motion in printed.motions if motion.order not in printed.voted]
    made = [motion for motion in waiting if not motion.recommended]
    if len(made) == 1 or (made and event.sides):
        return made[-1]
    recommended = [motion for motion in waiting if motion.recommended]
    return next(reversed(recommended or made), None)


def _of_maker(who: str, motions: Sequence[Motion]) -> Motion | None:
    """The last proposal of the person who is named."""
    words = set(re.findall(r"\w+", who.casefold()))
    for motion in reversed(motions):
        if motion.proposer.name and words & set(re.findall(r"\w+", motion.proposer.name.casefold())):
            return motion
    return None
