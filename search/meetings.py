"""The meetings of an archive: a municipality's body on a day, with the papers that tell of it.

What a paper does not say of its meeting is taken from papers that tell the same (search/counted_once.py). A paper
without a date is of no meeting here; callers say how many those are.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.standing_for import SPEAKS_FIRST
from minutes.kinds import DocumentKind
from search.counted_once import facts

if TYPE_CHECKING:
    from index.overview import UnitRow
    from index.record import Record

MINUTES = frozenset({DocumentKind.REFERAT, DocumentKind.PROTOKOLL})
"""Papers that show that a meeting was held, and not only called."""

OF_A_MEETING = frozenset({*MINUTES, DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER})
"""Papers that are of a meeting; a case paper or an article only goes with one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPaper:
    """One document of a meeting; ``copy_of`` is the document it is a version of, if it is one."""

    document_id: str
    kind: str | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedMeeting:
    """A body's meeting on a day; ``papers`` with the one that speaks for it first. Unknown municipality or body: None."""

    municipality: str | None
    body: str | None
    date: dt.date
    papers: tuple[MeetingPaper, ...]

    @property
    def has_minutes(self) -> bool:
        """Whether minutes of it are in the archive; otherwise only what called it."""
        return any(paper.kind in MINUTES for paper in self.papers)

    @property
    def key(self) -> str:
        """A name for it that is the same in every archive."""
        return "/".join((self.municipality or "ukjent", self.body or "ukjent", self.date.isoformat()))


def meetings(record: Record) -> tuple[ArchivedMeeting, ...]:
    """Every meeting that a paper of the archive is of, by municipality, body and date."""
    found: dict[tuple[str | None, str | None, str], dict[str, MeetingPaper]] = defaultdict(dict)
    for fact in facts(record, duplicates=False):
        unit = fact.unit
        if unit.date and not unit.is_item:
            found[unit.municipality, unit.body, unit.date][unit.document_id] = _paper(unit, fact.document)
    held = [
        ArchivedMeeting(
            municipality=municipality,
            body=body,
            date=dt.date.fromisoformat(date),
            papers=tuple(sorted(papers.values(), key=_precedence)),
        )
        for (municipality, body, date), papers in found.items()
        if _is_meeting(papers.values())
    ]
    return tuple(sorted(held, key=lambda meeting: (meeting.municipality or "", meeting.body or "", meeting.date)))


def _paper(unit: UnitRow, document: str) -> MeetingPaper:
    copy_of = document if document != unit.document_id else None
    return MeetingPaper(document_id=unit.document_id, kind=unit.kind, copy_of=copy_of)


def _is_meeting(papers: Collection[MeetingPaper]) -> bool:
    return any(paper.kind in OF_A_MEETING for paper in papers)


def _precedence(paper: MeetingPaper) -> tuple[bool, int, str]:
    kinds = [str(kind) for kind in SPEAKS_FIRST]
    rank = kinds.index(paper.kind) if paper.kind in kinds else len(kinds)
    return paper.copy_of is not None, rank, paper.document_id
