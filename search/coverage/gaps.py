"""Meetings that seem to be missing: those whose minutes were approved, numbers that jump, a rhythm that is broken.

Each is a reason to look, not a finding: a case can be withdrawn, a meeting called off. What the minutes themselves explain
is told as explained, and what two reasons point at is one gap.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median

from search.coverage.marks import MEETING, Approved, Marks, Numbers
from search.dates import say_date


class GapReason(StrEnum):
    """Why a meeting seems to be missing."""

    APPROVED = "approved"
    NO_MINUTES = "no minutes"
    NUMBERING = "numbering"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A meeting, or some, that the archive seems to lack.

    Attributes:
        reasons: why, the surest first.
        date: the day of the meeting, where it is known.
        after: the last meeting before the gap that the archive has; likewise ``before``, the first behind it.
        told: in bokmål what points at it.
        explained: words of the minutes that explain it (a meeting was called off); then nothing may be missing.
        source: the paper that approves the minutes, with the page and the words; None for other reasons.
    """

    municipality: str
    body: str
    reasons: tuple[GapReason, ...]
    date: dt.date | None = None
    after: dt.date | None = None
    before: dt.date | None = None
    told: str
    explained: str | None = None
    source: str | None = None
    page: int | None = None
    quote: str | None = None

    @property
    def year(self) -> int | None:
        """The year it is counted under: of the meeting if known, else of the meeting before which something lacks."""
        known = self.date or self.before or self.after
        return known.year if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeeting:
    """A meeting of the body that the archive has."""

    date: dt.date
    has_minutes: bool
    marks: Marks


def find_gaps(
    municipality: str, body: str, held: Sequence[HeldMeeting], *, unsure: frozenset[dt.date] = frozenset()
) -> tuple[Gap, ...]:
    """What seems to be missing among a body's meetings, by date.

    Args:
        municipality: whose body it is.
        body: the body.
        held: its meetings that the archive has.
        unsure: days of meetings of the municipality of which the papers do not tell the body: they may be this one's.
    """
    ordered = sorted(held, key=lambda meeting: meeting.date)
    empty = Gap(municipality=municipality, body=body, reasons=(), told="")
    sure = [gap for gap in _approved(ordered, empty) if gap.date not in unsure]
    likely = [*_numbering(ordered, empty), *_rhythm(ordered, empty)]
    return tuple(sorted(_merged(sure, likely), key=lambda gap: str(gap.date or gap.before or gap.after)))


# ---- approved minutes ---------------------------------------------------------------------------------------------

LONGEST_BACK = dt.timedelta(days=730)
"""How long before a meeting the minutes it approves are of; an older date is of something else."""

NEAR = dt.timedelta(days=7)
"""Days by which one of the two papers may have the date wrong."""


def _approved(held: Sequence[HeldMeeting], empty: Gap) -> Iterator[Gap]:
    known = {meeting.date: meeting for meeting in held}
    told: dict[dt.date, tuple[HeldMeeting, Approved]] = {}
    for meeting in held:
        for one in meeting.marks.approved:
            if meeting.date - one.date <= LONGEST_BACK:
                told.setdefault(one.date, (meeting, one))
    for day, (meeting, one) in sorted(told.items()):
        has = known.get(day)
        if has is not None and has.has_minutes:
            continue
        reason = GapReason.NO_MINUTES if has else GapReason.APPROVED
        yield replace(
            empty,
            reasons=(reason,),
            date=day,
            after=max((other.date for other in held if other.date < day), default=None),
            before=min((other.date for other in held if other.date > day), default=None),
            told=_told_approved(day, meeting, called=has is not None, known=known, told=told),
            source=one.source,
            page=one.page,
            quote=one.quote,
        )
    approved = set(told)
    for meeting in held:
        later = any(other.has_minutes and other.date > meeting.date for other in held)
        if not meeting.has_minutes and meeting.date not in approved and later:
            text = f"Arkivet har innkalling eller sakspapirer til møtet {say_date(meeting.date)}, men ikke referat."
            yield replace(empty, reasons=(GapReason.NO_MINUTES,), date=meeting.date, told=text)


def _told_approved(
    day: dt.date, meeting: HeldMeeting, *, called: bool, known: Iterable[dt.date], told: Iterable[dt.date]
) -> str:
    text = f"Møtet {say_date(meeting.date)} godkjente referat fra {say_date(day)}, som ikke er i arkivet"
    if called:
        return f"{text}; bare innkalling eller sakspapirer er der."
    near = [other for other in known if abs(other - day) <= NEAR and other not in set(told)]
    return f"{text}. Møtet {say_date(near[0])} er det: en av datoene kan være feil." if near else f"{text}."


# ---- numbers that jump --------------------------------------------------------------------------------------------

FEWEST_MISSING = 2
"""Numbers that must lack before it is told: a single one may be a case that was withdrawn, or that was not read."""

SHARE_OF_MEETING = 0.5
"""Share of a usual meeting's numbers that must lack before it is told."""


def _numbering(held: Sequence[HeldMeeting], empty: Gap) -> Iterator[Gap]:
    sequences: dict[tuple[str, int], list[tuple[HeldMeeting, Numbers]]] = defaultdict(list)
    for meeting in held:
        for numbers in meeting.marks.numbers:
            sequences[numbers.prefix, numbers.year].append((meeting, numbers))
    for (prefix, _), own in sorted(sequences.items()):
        # A sequence that does not grow from meeting to meeting is not the body's own.
        if any(later.first <= earlier.last for (_, earlier), (_, later) in pairwise(own)):
            continue
        yield from _jumps(prefix, own, held, empty)


def _jumps(
    prefix: str, own: Sequence[tuple[HeldMeeting, Numbers]], held: Sequence[HeldMeeting], empty: Gap
) -> Iterator[Gap]:
    usual = median(numbers.count for _, numbers in own)
    least = 1 if prefix == MEETING else max(FEWEST_MISSING, SHARE_OF_MEETING * usual)
    first_meeting, first = own[0]
    before_first = max((meeting.date for meeting in held if meeting.date < first_meeting.date), default=None)
    # Of a body whose year begins in the archive with a high number, something came before.
    if first.first - 1 >= least and len(own) > 1:
        text = f"Nummereringen i {first.year} begynner i arkivet med {_number(prefix, first, first.first)}."
        yield replace(empty, reasons=(GapReason.NUMBERING,), after=before_first, before=first_meeting.date, told=text)
    for (earlier_meeting, earlier), (later_meeting, later) in pairwise(own):
        lacking = later.first - earlier.last - 1
        if lacking >= least:
            text = (
                f"Nummereringen hopper fra {_number(prefix, earlier, earlier.last)} ({say_date(earlier_meeting.date)}) "
                f"til {_number(prefix, later, later.first)} ({say_date(later_meeting.date)})."
            )
            yield replace(
                empty, reasons=(GapReason.NUMBERING,), after=earlier_meeting.date, before=later_meeting.date, told=text
            )


def _number(prefix: str, numbers: Numbers, number: int) -> str:
    word = "møte nr." if prefix == MEETING else (prefix or "sak")
    return f"{word} {number}/{numbers.year}"


# ---- rhythm -------------------------------------------------------------------------------------------------------

FEWEST_INTERVALS = 5
"""Intervals between meetings that tell a rhythm."""

TIMES_USUAL = 2.2
"""How much longer than usual an interval must be, and ..."""

DAYS_OVER = 60
"""... by how many days at least: more than a summer's break."""


def _rhythm(held: Sequence[HeldMeeting], empty: Gap) -> Iterator[Gap]:
    intervals = [(later.date - earlier.date).days for earlier, later in pairwise(held)]
    if len(intervals) < FEWEST_INTERVALS:
        return
    usual = median(intervals)
    for (earlier, later), days in zip(pairwise(held), intervals, strict=True):
        if days > TIMES_USUAL * usual and days - usual > DAYS_OVER:
            yield replace(
                empty,
                reasons=(GapReason.RHYTHM,),
                after=earlier.date,
                before=later.date,
                told=f"Det er {days} dager mellom møtene {say_date(earlier.date)} og {say_date(later.date)}; "
                f"vanlig er {usual:.0f}.",
                explained=later.marks.called_off,
            )


# ---- together -----------------------------------------------------------------------------------------------------


def _merged(sure: Sequence[Gap], likely: Sequence[Gap]) -> list[Gap]:
    """What several reasons point at, as one gap: its reasons, and all that is told."""
    found = list(sure)
    for gap in likely:
        place = next((number for number, other in enumerate(found) if _same(other, gap)), None)
        if place is None:
            found.append(gap)
        else:
            other = found[place]
            reasons = tuple(dict.fromkeys((*other.reasons, *gap.reasons)))
            explained = other.explained or gap.explained
            found[place] = replace(other, reasons=reasons, told=f"{other.told} {gap.told}", explained=explained)
    return [_unexplained(gap) for gap in found]


def _unexplained(gap: Gap) -> Gap:
    """A meeting whose minutes were approved was held, whatever other meetings were called off."""
    return replace(gap, explained=None) if GapReason.APPROVED in gap.reasons else gap


def _same(one: Gap, other: Gap) -> bool:
    if GapReason.NO_MINUTES in one.reasons:
        return False
    if one.date is not None:
        return (other.after or dt.date.min) < one.date < (other.before or dt.date.max)
    return (one.after, one.before) == (other.after, other.before)
