"""Groups of units that are the same, made of their links; and which of a group stands for the others.

A function of the links and of no order: in whatever order files come, the groups are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.duplicates import Link, MeetingKey
from minutes.kinds import DocumentKind

SPEAKS_FIRST = (
    DocumentKind.PROTOKOLL,
    DocumentKind.REFERAT,
    DocumentKind.SAKSFRAMLEGG,
    DocumentKind.SAKSPAPIRER,
    DocumentKind.INNKALLING,
    DocumentKind.ARTIKKEL,
)
"""Which paper stands for the others: what was decided before what was to be treated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A unit that something links to another, with what decides whether they can be one group, and who speaks for it.

    Attributes:
        version: from its names, see ``version_of``.
        ocr: whether its document was read by character recognition.
        decisions: how many the item has.
        length: of its text.
    """

    row: int
    unit_id: str
    document_id: str
    kind: str | None
    meeting: MeetingKey
    version: int
    ocr: bool
    decisions: int
    length: int

    @property
    def name(self) -> tuple[str, str]:
        """What it is called in every archive, unlike its row."""
        return self.document_id, self.unit_id

    @property
    def precedence(self) -> tuple[object, ...]:
        """Sorts first what stands for the others: minutes, newest version, true text, most said."""
        kinds = [str(kind) for kind in SPEAKS_FIRST]
        rank = kinds.index(self.kind) if self.kind in kinds else len(kinds)
        if rank == 1:
            rank = 0  # protokoll and referat are two names of one thing
        return (rank, -self.version, self.ocr, not self.decisions, -self.length, *self.name)


def grouped(members: Mapping[int, Member], links: Iterable[Link]) -> tuple[tuple[Member, ...], ...]:
    """Groups of at least two, the one that stands for the others first.

    Links are followed from the surest on. One that would bring together two items of one document, or two meetings
    (through a paper that does not say which it is of), is not.
    """
    group_of = {row: [member] for row, member in members.items()}
    for link in sorted(links, key=lambda link: _order(link, members)):
        one, other = group_of[link.one], group_of[link.other]
        if one is not other and not any(_apart(a, b) for a in one for b in other):
            one.extend(other)
            group_of |= {member.row: one for member in other}
    distinct = {id(group): group for group in group_of.values() if len(group) > 1}
    return tuple(tuple(sorted(group, key=lambda member: member.precedence)) for group in distinct.values())


def _order(link: Link, members: Mapping[int, Member]) -> tuple[object, ...]:
    names = sorted((members[link.one].name, members[link.other].name))
    return (-link.strength, *names)


def _apart(one: Member, other: Member) -> bool:
    return one.document_id == other.document_id or one.meeting.contradicts(other.meeting)


# ---- versions ---------------------------------------------------------------------------------------------------------

DRAFT = re.compile(
    r"utkast|kladd|forel[øo\ufffd]pig|f[øo]rebels|ikk[ej][ _-]?godkje|til[ _-]godkjenning|draft", re.IGNORECASE
)
"""A name that says the paper is not final: «Referat (utkast).docx», «foreløpig protokoll», «ikke godkjent»."""

FINAL = re.compile(r"godkjen[td]|endelig|signert|vedt(?:att|eke)|final", re.IGNORECASE)
"""A name that says it is: «Referat – godkjent.pdf», «signert protokoll»."""

NUMBERED = re.compile(
    r"(?<![^\W_])(?:v|ver|versjon|rev|utg[aå]ve?)[ ._-]?(?P<number>\d{1,2})(?!\d|[./-]\d)", re.IGNORECASE
)
"""A numbered version: «protokoll v2.pdf», «rev. 3»."""

_FINAL_VERSION = 100


def version_of(names: Iterable[str]) -> int:
    """How late a version of its document is, by its file names: drafts under 0, approved ones from 100."""
    found = (_version_in(name) for name in names)
    return max((version for version in found if version), default=0)


def _version_in(name: str) -> int:
    number = max((int(match["number"]) for match in NUMBERED.finditer(name)), default=0)
    if DRAFT.search(name):
        return number - _FINAL_VERSION
    return number + (_FINAL_VERSION if FINAL.search(name) else 0)
