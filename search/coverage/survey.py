"""How much of a body's meetings an archive has: meetings found, how their dates were found, and what seems to be missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.overview import FailedFile, overview
from minutes.kinds import Origin
from search.coverage.gaps import Gap, HeldMeeting, find_gaps
from search.coverage.marks import marks_of
from search.meetings import ArchivedMeeting, meetings

if TYPE_CHECKING:
    from index.record import Record

GUESSED = frozenset({Origin.GUESS, Origin.INFERRED})
"""Ways of finding a date that a reader should know of."""

Wanted = Callable[[str | None, str | None], bool]
"""Whether a municipality's body is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCoverage:
    """A body in a year.

    Attributes:
        year: None for papers without a date.
        meetings: how many the archive has a paper of; none where the year has only gaps.
        with_minutes: of how many it has minutes; of the others only what called them.
        date_origins: how many dates were found in each way, most first; the surest paper of a meeting counts.
        guessed_dates: how many dates are inferred or guessed.
        documents: papers, copies and versions included.
        pages: their pages.
        pages_without_text: of these those that have no text.
        pages_by_recognition: of these those whose text is from character recognition.
        gaps: meetings that seem to be missing, those that the minutes explain left out.
    """

    municipality: str | None
    body: str | None
    year: int | None
    meetings: int
    with_minutes: int
    date_origins: tuple[tuple[str, int], ...]
    guessed_dates: int
    documents: int
    pages: int
    pages_without_text: int
    pages_by_recognition: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an archive has and what it seems to lack.

    Attributes:
        years: by municipality, body and year.
        gaps: what seems to be missing, by municipality, body and date; also what the minutes explain.
        undated: paths of papers whose meeting has no date.
        guessed: paths of papers whose date is inferred or guessed.
        without_text: (path, page) of pages without text.
        unread: files that could not be read; whose they are is not known.
    """

    years: tuple[YearCoverage, ...]
    gaps: tuple[Gap, ...]
    undated: tuple[str, ...]
    guessed: tuple[str, ...]
    without_text: tuple[tuple[str, int], ...]
    unread: tuple[FailedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A document as a row: what it says of its meeting, and its pages."""

    document_id: str
    municipality: str | None
    body: str | None
    year: int | None
    origin: str | None
    path: str
    pages: int
    empty: int
    recognised: int


def _everything(_municipality: str | None, _body: str | None) -> bool:
    return True


def coverage(record: Record, *, wanted: Wanted = _everything) -> Coverage:
    """What the archive has of each body's meetings, and what it seems to lack.

    Args:
        record: the archive's catalogue.
        wanted: which municipalities' bodies; all if not given. Files that could not be read are always told.
    """
    papers = [paper for paper in _papers(record) if wanted(paper.municipality, paper.body)]
    every = meetings(record)
    held = [meeting for meeting in every if wanted(meeting.municipality, meeting.body)]
    gaps = tuple(_gaps(record, held, every))
    seen = overview(record)
    own = {paper.path for paper in papers}
    return Coverage(
        years=tuple(_years(papers, held, gaps)),
        gaps=gaps,
        undated=tuple(sorted(paper.path for paper in papers if paper.year is None)),
        guessed=tuple(sorted(paper.path for paper in papers if paper.origin in GUESSED)),
        without_text=tuple(entry for entry in seen.without_text if entry[0] in own),
        unread=seen.failures,
    )


_PAPERS = """
    SELECT id, municipality, body, year, date_origin, (SELECT min(path) FROM files WHERE document_id = documents.id),
           count(pages.number), total(trim(text, ' ' || char(9, 10, 12, 13, 160)) = ''), total(ocr)
    FROM documents LEFT JOIN pages ON pages.document_id = documents.id GROUP BY id ORDER BY id
"""


def _papers(record: Record) -> list[_Paper]:
    return [
        _Paper(
            document_id=id_,
            municipality=municipality,
            body=body,
            year=year,
            origin=origin,
            path=path or "",
            pages=pages,
            empty=int(empty),
            recognised=int(recognised),
        )
        for id_, municipality, body, year, origin, path, pages, empty, recognised in record.query(_PAPERS)
    ]


_Key = tuple[str | None, str | None, int | None]


def _years(papers: Iterable[_Paper], held: Iterable[ArchivedMeeting], gaps: Iterable[Gap]) -> list[YearCoverage]:
    of_paper = {paper.document_id: paper for paper in papers}
    by_meeting: dict[_Key, list[ArchivedMeeting]] = defaultdict(list)
    for meeting in held:
        by_meeting[meeting.municipality, meeting.body, meeting.date.year].append(meeting)
    by_paper: dict[_Key, list[_Paper]] = defaultdict(list)
    of_meeting = {
        paper.document_id: (meeting.municipality, meeting.body, meeting.date.year)
        for own in by_meeting.values()
        for meeting in own
        for paper in meeting.papers
    }
    for paper in of_paper.values():
        # What a paper does not say of its meeting is known from papers that tell the same.
        by_paper[of_meeting.get(paper.document_id, (paper.municipality, paper.body, paper.year))].append(paper)
    missing: Counter[_Key] = Counter((gap.municipality, gap.body, gap.year) for gap in gaps if gap.explained is None)
    keys = sorted({*by_paper, *missing}, key=lambda key: (key[0] or "", key[1] or "", key[2] or 0))
    return [_year(key, by_paper[key], by_meeting[key], missing[key], of_paper) for key in keys]


def _year(
    key: _Key, papers: list[_Paper], held: list[ArchivedMeeting], gaps: int, of_paper: dict[str, _Paper]
) -> YearCoverage:
    origins = Counter(_best_origin(meeting, of_paper) for meeting in held)
    return YearCoverage(
        municipality=key[0],
        body=key[1],
        year=key[2],
        meetings=len(held),
        with_minutes=sum(meeting.has_minutes for meeting in held),
        date_origins=tuple(sorted(origins.items(), key=lambda entry: (-entry[1], entry[0]))),
        guessed_dates=sum(count for origin, count in origins.items() if origin in GUESSED),
        documents=len(papers),
        pages=sum(paper.pages for paper in papers),
        pages_without_text=sum(paper.empty for paper in papers),
        pages_by_recognition=sum(paper.recognised for paper in papers),
        gaps=gaps,
    )


_SUREST = (Origin.GIVEN, Origin.HEADING, Origin.TEXT, Origin.FILE_NAME, Origin.INFERRED, Origin.GUESS)


def _best_origin(meeting: ArchivedMeeting, of_paper: dict[str, _Paper]) -> str:
    """How the date was found in the paper that tells it most surely; from another paper it is inferred."""
    told = {of_paper[paper.document_id].origin for paper in meeting.papers if paper.document_id in of_paper}
    return str(next((origin for origin in _SUREST if origin in told), Origin.INFERRED))


def _gaps(record: Record, held: Iterable[ArchivedMeeting], every: Iterable[ArchivedMeeting]) -> list[Gap]:
    unsure: dict[str | None, set[dt.date]] = defaultdict(set)
    for meeting in every:
        if meeting.body is None:
            unsure[meeting.municipality].add(meeting.date)
    by_body: dict[tuple[str, str], list[ArchivedMeeting]] = defaultdict(list)
    for meeting in held:
        if meeting.municipality and meeting.body:
            by_body[meeting.municipality, meeting.body].append(meeting)
    found: list[Gap] = []
    for (municipality, body), own in sorted(by_body.items()):
        of_body = [
            HeldMeeting(date=meeting.date, has_minutes=meeting.has_minutes, marks=marks_of(record, meeting))
            for meeting in own
        ]
        found += find_gaps(municipality, body, of_body, unsure=frozenset(unsure[municipality] | unsure[None]))
    return found
