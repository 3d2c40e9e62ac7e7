"""Proposals set against each other in one vote: which, what each got, and which was carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.decisions.counts import VOTES, number, number_pattern
from ingest.decisions.events import VoteEvent
from ingest.decisions.outcomes import read_outcome, says_adopted
from ingest.decisions.references import Mention, Motion, Printed, find_mentions, resolve
from ingest.decisions.rolls import turned, vote_of, winner
from ingest.decisions.standings import shares
from ingest.decisions.voters import NOBODY, Named, Side, read_named
from minutes.kinds import Outcome
from minutes.model import Vote

# Two proposals against each other: "ble satt opp mot", "ved alternativ votering mellom", "voterte innstillingen mot".
_AGAINST_EACH_OTHER = re.compile(
    r"\bs[ae]tt\s+(?:opp\s+)?(?:i\s+)?mot\b|\balternativ\s+(?:votering|avstemning|avstemming|røysting|avrøysting)|\b(?:votert|voterte|røysta|stemt|votering|avstemning|røysting)\b[^.\n]{0,40}?\b(?:mellom|mot\s+hverandre|mot\s+kvarandre)\b|\bmot\s+(?:hverandre|kvarandre)\b",
    re.IGNORECASE,
)

# "3 stemmer for innstillingen (2AP, 1V)", "4 stemte for forslaget frå H".
_FOR_IT = re.compile(rf"{number_pattern()}\s+(?:{VOTES}|stemte|røysta)\s+(?:for\s+)?$")
_WHO_BEHIND = re.compile(r"\s*\((?P<who>[^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One of several proposals set against each other: which, and who stood for it."""

    motion: Motion | None
    mention: Mention | None
    count: int | None = None
    named: Named = NOBODY

    @property
    def key(self) -> object:
        """What tells it from the others."""
        return self.motion.order if self.motion else self.mention and self.mention.words.casefold()


def find_rivals(told: str, event: VoteEvent, printed: Printed) -> list[Rival]:
    """The proposals set against each other in a vote told in these sentences; none where one alone was voted on."""
    rivals = _rivals_of_sides(event, printed) or _rivals_told(told, printed)
    return _with_names(rivals, event, printed) if len(rivals) > 1 else []


def _rivals_of_sides(event: VoteEvent, printed: Printed) -> list[Rival]:
    """The alternatives of a roll call: "For forslag 1 stemte 9: ...", "For forslag 2 stemte 1: ..."."""
    found: dict[object, Rival] = {}
    for side in event.sides:
        mentions = find_mentions(side.proposal) if side.is_for else []
        if mentions:
            rival = _rival(mentions[0], printed, side.count, side.named)
            found.setdefault(rival.key, rival)
    return list(found.values()) if len(found) > 1 else []


def _rivals_told(told: str, printed: Printed) -> list[Rival]:
    """The alternatives told in sentences, with what each got."""
    against = _AGAINST_EACH_OTHER.search(told) is not None
    got = shares(told)
    found: dict[object, Rival] = {}
    for mention in find_mentions(told):
        share = next((one for one in got if one.start < mention.end and mention.start < one.end), None)
        for_it = None if share else _FOR_IT.search(told[: mention.start])
        behind = _WHO_BEHIND.match(told[mention.end :]) if for_it else None
        count = share.count if share else number(for_it[1]) if for_it else None
        if count is None and not against:
            continue
        if share and mention.end > share.end:
            # The count was taken for the number of the proposal: "Lias forslag 4".
            mention = replace(mention, number=None)  # noqa: PLW2901 - the same mention, read better
        named = read_named(share.who if share else behind["who"] if behind else "")
        rival = _rival(mention, printed, count, named)
        if mention.form == "" and not (
            rival.motion or mention.who or mention.parties or mention.number or mention.recommended
        ):
            continue
        if rival.key not in found or found[rival.key].count is None:
            found[rival.key] = rival
    return list(found.values()) if len(found) > 1 else []


def _with_names(rivals: Sequence[Rival], event: VoteEvent, printed: Printed) -> list[Rival]:
    """The alternatives with the names of a roll call of only one of them."""
    named = list(rivals)
    for side in event.sides:
        for mention in find_mentions(side.proposal)[:1] if side.is_for else ():
            key = _rival(mention, printed).key
            named = [
                replace(rival, named=side.named) if rival.key == key and not rival.named else rival for rival in named
            ]
    return named


def _rival(mention: Mention, printed: Printed, count: int | None = None, named: Named = NOBODY) -> Rival:
    motion = resolve(mention, printed)
    return Rival(motion=motion, mention=None if motion else mention, count=count, named=named)


def winning(
    event: VoteEvent, subject: Mention | None, outcome: Outcome, rivals: Sequence[Rival], printed: Printed
) -> Rival:
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


def vote_for(rival: Rival, rivals: Sequence[Rival], carried: bool, event: VoteEvent) -> Vote | None:  # noqa: FBT001
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


def _as_side(rival: Rival, *, is_for: bool) -> Side:
    return Side(proposal="", is_for=is_for, count=rival.count, named=rival.named)
