"""Which proposal each vote of an item decided, and how each of several alternatives fared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.decisions.counts import VOTES, number, number_pattern
from ingest.decisions.outcomes import read_outcome, says_adopted, says_sent_over
from ingest.decisions.references import Mention, Motion, Printed, find_mentions, resolve
from ingest.decisions.voters import NOBODY, Named, Side, read_named
from ingest.decisions.votes import VoteEvent, vote_of, winner
from minutes.model import Outcome, Vote


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


# Two proposals against each other: "ble satt opp mot", "ved alternativ votering mellom", "voterte innstillingen mot".
_AGAINST_EACH_OTHER = re.compile(
    r"\bs[ae]tt\s+(?:opp\s+)?(?:i\s+)?mot\b|\balternativ\s+(?:votering|avstemning|avstemming|røysting|avrøysting)|\b(?:votert|voterte|røysta|stemt|votering|avstemning|røysting)\b[^.\n]{0,40}?\b(?:mellom|mot\s+hverandre|mot\s+kvarandre)\b|\bmot\s+(?:hverandre|kvarandre)\b",
    re.IGNORECASE,
)

# The proposal whose fate the verb tells stands after it: "... ble Stavdals forslag vedtatt", "... fall framlegget frå SV".
_INVERTED = re.compile(r"\b(?:ble|blei|blir|vart|vert|falt|fall)\s+(?:dermed\s+|så\s+|da\s+)?$")

# "Forslaget fra SP fikk 3 stemmer (1 SP, 1 H)", "Innstillingen fekk 12 røyster".
_GOT = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:fikk|fekk|får|oppnådde)\s+{number_pattern()}\s+{VOTES}\s*(?:\((?P<who>[^()]*)\))?"
)

# "3 stemmer for innstillingen (2AP, 1V)", "4 stemte for forslaget frå H".
_FOR_IT = re.compile(rf"{number_pattern()}\s+(?:{VOTES}|stemte|røysta)\s+(?:for\s+)?$")
_WHO_BEHIND = re.compile(r"\s*\((?P<who>[^()]*)\)")

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
    rivals = _rivals_of_sides(event, printed) or _rivals_told(told, printed)
    subject = _subject(event.told)
    outcome = outcome_of(event)
    point = _point(told, event)
    if len(rivals) > 1:
        rivals = _with_names(rivals, event, printed)
        won = _winner(event, subject, outcome, rivals, printed)
        for result in _alternatives(event, rivals, won, ballot):
            of_point = result.motion is not None and result.motion.recommended
            yield replace(result, point=point) if of_point else result
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


# ---- alternatives -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rival:
    """One of several proposals set against each other: which, and who stood for it."""

    motion: Motion | None
    mention: Mention | None
    count: int | None = None
    named: Named = NOBODY

    @property
    def key(self) -> object:
        return self.motion.order if self.motion else self.mention and self.mention.words.casefold()


def _rivals_of_sides(event: VoteEvent, printed: Printed) -> list[_Rival]:
    """The alternatives of a roll call: "For forslag 1 stemte 9: ...", "For forslag 2 stemte 1: ..."."""
    found: dict[object, _Rival] = {}
    for side in event.sides:
        mentions = find_mentions(side.proposal) if side.is_for else []
        if mentions:
            rival = _rival(mentions[0], printed, side.count, side.named)
            found.setdefault(rival.key, rival)
    return list(found.values()) if len(found) > 1 else []


def _rivals_told(told: str, printed: Printed) -> list[_Rival]:
    """The alternatives told in sentences, with what each got."""
    against = _AGAINST_EACH_OTHER.search(told) is not None
    found: dict[object, _Rival] = {}
    for mention in find_mentions(told):
        rest = told[mention.end :]
        got, for_it = _GOT.match(rest), _FOR_IT.search(told[: mention.start])
        who = got or (_WHO_BEHIND.match(rest) if for_it else None)
        count = number(got[1]) if got else number(for_it[1]) if for_it else None
        if count is None and not against:
            continue
        named = read_named(who["who"]) if who and who["who"] else NOBODY
        rival = _rival(mention, printed, count, named)
        if mention.form == "" and not (
            rival.motion or mention.who or mention.parties or mention.number or mention.recommended
        ):
            continue
        if rival.key not in found or found[rival.key].count is None:
            found[rival.key] = rival
    return list(found.values()) if len(found) > 1 else []


def _with_names(rivals: Sequence[_Rival], event: VoteEvent, printed: Printed) -> list[_Rival]:
    """The alternatives with the names of a roll call of only one of them."""
    named = list(rivals)
    for side in event.sides:
        for mention in find_mentions(side.proposal)[:1] if side.is_for else ():
            key = _rival(mention, printed).key
            named = [
                replace(rival, named=side.named) if rival.key == key and not rival.named else rival for rival in named
            ]
    return named


def _rival(mention: Mention, printed: Printed, count: int | None = None, named: Named = NOBODY) -> _Rival:
    motion = resolve(mention, printed)
    return _Rival(motion=motion, mention=None if motion else mention, count=count, named=named)


def _winner(
    event: VoteEvent, subject: Mention | None, outcome: Outcome, rivals: Sequence[_Rival], printed: Printed
) -> _Rival:
    """The alternative that was carried: the one with most votes, else the one the sentence names."""
    counts = sorted((rival.count for rival in rivals if rival.count is not None), reverse=True)
    if len(counts) == len(rivals) and counts[0] > counts[1]:
        return max(rivals, key=lambda rival: rival.count or 0)
    if event.sides and not subject:
        best = winner(event.sides, event.told)
        return next((rival for rival in rivals if rival.count == best.count), rivals[0])
    if subject:
        key = _rival(subject, printed).key
        meant = [rival for rival in rivals if rival.key == key]
        others = [rival for rival in rivals if rival.key != key]
        if meant and not (_AGAINST_EACH_OTHER.search(event.told) and not says_adopted(event.told)):
            return others[0] if outcome is Outcome.FALT and others else meant[0]
    return max(rivals, key=lambda rival: rival.count or 0)


def _alternatives(event: VoteEvent, rivals: Sequence[_Rival], won: _Rival, ballot: int) -> Iterator[Result]:
    for rival in rivals:
        yield Result(
            ballot=ballot,
            motion=rival.motion,
            mention=rival.mention,
            outcome=Outcome.VEDTATT if rival is won else Outcome.FALT,
            vote=_vote_for(rival, rivals, rival is won, event),
            start=event.start,
            end=event.end,
        )


def _vote_for(rival: _Rival, rivals: Sequence[_Rival], carried: bool, event: VoteEvent) -> Vote | None:  # noqa: FBT001
    """The vote as it is for one alternative: those for the others are against it."""
    casting = event.vote.casting_vote if event.vote else None
    others = [other for other in rivals if other is not rival]
    if rival.count is not None and all(other.count is not None for other in others):
        vote = vote_of([_as_side(rival, is_for=True)], [_as_side(other, is_for=False) for other in others], None)
        return replace(vote, unanimous=None if not vote.votes_against else False, casting_vote=casting)
    if event.vote is None or len(rivals) > 2:  # noqa: PLR2004 - counts for and against are those of two
        return event.vote if carried else None
    as_told = carried is (read_outcome(event.told) is not Outcome.FALT)
    return event.vote if as_told else turned(event.vote)


def _as_side(rival: _Rival, *, is_for: bool) -> Side:
    return Side(proposal="", is_for=is_for, count=rival.count, named=rival.named)


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
