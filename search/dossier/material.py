"""What a dossier is about: the meetings within its frame, and of their items those that answer the question.

The frame is municipality, body, kind and time; question, themes, people and places choose among what was treated
within it. So «how many meetings» and «how many of them treated this» are different numbers, and both are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.engine import Everything, Facet, TextField
from minutes.errors import UsageError
from minutes.model import AgendaItem, Document, Span
from search.coverage.gaps import Gap
from search.coverage.survey import coverage
from search.dossier.cleaning import Masking
from search.dossier.proof import place_on_page, whole_sentences
from search.filters import Filters, read_filters
from search.find import Question, understand
from search.followup.answer import Progress, follow_up
from search.followup.model import FollowUp
from search.meetings import ArchivedMeeting, meetings
from search.passages import best_passage, find_matches, tokens_asked_for
from search.records import known_values
from search.values import FacetValues

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.engine import Engine
    from index.record import Record

MOST_DOCUMENTS = 3000
"""Documents of one dossier; nobody reads one over more, and it would not fit in memory."""

PASSAGE = 360
"""Letters of the passage that is looked for in an item, before it is widened to whole sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a dossier of.

    Attributes:
        question: any text of the query language; empty for everything within the filters.
        filters: what else must hold.
        title: its title; made of the question where not given.
        made: the day it is dated.
        meetings_a_year: how many meetings the body is to have, where somebody knows; it is not guessed.
        most_items: items quoted; of more the newest, and the dossier says so.
        masking: what is masked.
        marked: ids of items that are in whatever is asked, with a note for each ("" for none).
        only_marked: nothing but these.
    """

    question: str
    filters: Filters
    title: str | None
    made: dt.date
    meetings_a_year: int | None
    most_items: int
    masking: Masking
    marked: Mapping[str, str]
    only_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """An open archive and how to ask it."""

    record: Record
    engine: Engine
    analysis: Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An item that answers the question: where, and the place of its page that shows it (page, start, end), if one does."""

    row: int
    document: Document
    item: AgendaItem
    place: tuple[int, int, int] | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that the sections of a dossier are made of.

    Attributes:
        asked: the question understood.
        meetings: those within the frame, by municipality, body and date.
        documents: the papers of these meetings and the others within the frame, by id.
        matters: the items that answer, oldest first, each once however many papers tell it.
        followed: the action points of the matters, with what became of them.
        gaps: meetings within the frame that the archive seems to lack.
        undated: papers that would be within the frame if their dates were known, by file.
    """

    sources: Sources
    wish: Wish
    asked: Question
    meetings: tuple[ArchivedMeeting, ...]
    documents: Mapping[str, Document]
    matters: tuple[Matter, ...]
    followed: FollowUp
    gaps: tuple[Gap, ...]
    undated: tuple[Document, ...]

    @cached_property
    def held(self) -> tuple[ArchivedMeeting, ...]:
        """The meetings that minutes show were held."""
        return tuple(meeting for meeting in self.meetings if meeting.has_minutes)

    @cached_property
    def quoted(self) -> tuple[Matter, ...]:
        """Of the matters those that are quoted: all, or the newest."""
        return self.matters[-self.wish.most_items :]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first meeting's to the last's."""
        found = [meeting.date.year for meeting in self.meetings]
        return tuple(range(min(found), max(found) + 1)) if found else ()

    @cached_property
    def several_municipalities(self) -> bool:
        """Whether a body's name alone does not say whose it is."""
        return len({meeting.municipality for meeting in self.meetings}) > 1

    @cached_property
    def several_bodies(self) -> bool:
        """Whether the dossier is about more than one body."""
        return len({(meeting.municipality, meeting.body) for meeting in self.meetings}) > 1

    @property
    def chooses(self) -> bool:
        """Whether something is asked beside the frame."""
        return bool(self.asked.parsed.sought) or self.frame_filters != self.wish.filters

    @property
    def frame_filters(self) -> Filters:
        """The filters that say which meetings."""
        return frame_of(self.wish.filters)


def named_body(body: str | None, municipality: str | None, material: Material) -> str:
    """The body as tables name it; with its municipality where the dossier has several."""
    said = body or "Ukjent utvalg"
    return f"{said} ({municipality or 'ukjent kommune'})" if material.several_municipalities else said


def frame_of(filters: Filters) -> Filters:
    """Of the filters, those that say which meetings, not what was treated in them."""
    return Filters(
        municipality=filters.municipality,
        body=filters.body,
        kind=filters.kind,
        not_municipality=filters.not_municipality,
        not_body=filters.not_body,
        not_kind=filters.not_kind,
        years=filters.years,
        not_years=filters.not_years,
        first=filters.first,
        last=filters.last,
    )


def gather(sources: Sources, wish: Wish, progress: Progress) -> Material:
    """Everything a dossier is made of.

    Raises:
        UsageError: nothing lies within the frame, or far too much.
    """
    record, engine = sources.record, sources.engine
    asked = understand(record, sources.analysis, wish.question, wish.filters)
    frame = understand(record, sources.analysis, "", frame_of(wish.filters))
    within = _documents_of(record, engine.rows(frame.tree))
    if not within:
        raise UsageError(
            f"Ingenting i arkivet passer ({frame.interpreted}).",
            way_out="Se hvilke utvalg og år som finnes, med «referatsok status».",
        )
    if len(within) > MOST_DOCUMENTS:
        raise UsageError(
            f"{len(within)} dokumenter er for mye for ett dossier.",
            way_out="Velg utvalg og år, f.eks. --body Politirådet --year 2018..2024.",
        )
    held = tuple(
        meeting for meeting in meetings(record) if any(paper.document_id in within for paper in meeting.papers)
    )
    wanted = dict.fromkeys((*within, *(paper.document_id for meeting in held for paper in meeting.papers)))
    documents = {}
    for done, document_id in enumerate(wanted, start=1):
        documents[document_id] = record.document(document_id)
        progress(done, len(wanted))
    matters = _matters(sources, asked, documents, wish)
    return Material(
        sources=sources,
        wish=wish,
        asked=asked,
        meetings=held,
        documents=documents,
        matters=matters,
        followed=_followed(sources, wish, matters),
        gaps=_gaps(record, held),
        undated=_undated(sources, wish.filters),
    )


def _followed(sources: Sources, wish: Wish, matters: Sequence[Matter]) -> FollowUp:
    """What became of the action points of the matters, whichever way these were chosen."""
    own = {matter.item.id for matter in matters}
    found = follow_up(sources.record, sources.engine, sources.analysis, filters=frame_of(wish.filters))
    return replace(found, actions=tuple(action for action in found.actions if action.item_id in own))


def _gaps(record: Record, held: Sequence[ArchivedMeeting]) -> tuple[Gap, ...]:
    """Meetings of these bodies that seem to be missing between the first and the last year there are meetings of."""
    bodies = {(meeting.municipality, meeting.body) for meeting in held}
    years = {meeting.date.year for meeting in held}
    found = coverage(record, wanted=lambda municipality, body: (municipality, body) in bodies).gaps
    return tuple(gap for gap in found if gap.year and min(years) <= gap.year <= max(years))


def _documents_of(record: Record, rows: frozenset[int]) -> tuple[str, ...]:
    found = record.query("SELECT row, document_id FROM units ORDER BY document_id")
    return tuple(dict.fromkeys(document for row, document in found if row in rows))


def _matters(sources: Sources, asked: Question, documents: Mapping[str, Document], wish: Wish) -> tuple[Matter, ...]:
    same = sources.record.same_rows()
    rows = frozenset[int]() if wish.only_marked else sources.engine.rows(asked.tree)
    found: dict[int, Matter] = {}
    for document in documents.values():
        numbers = sources.record.unit_rows(document.id)
        for item in document.items:
            row = numbers[item.id]
            marked = item.id in wish.marked
            shown = same.get(row, row)
            # The paper that stands for the others speaks; where it is outside the frame, the one that is within.
            if (row in rows or marked) and (shown not in found or shown == row):
                found[shown] = Matter(
                    row=row,
                    document=document,
                    item=item,
                    place=_place(item, document, sources.analysis, asked),
                    note=wish.marked.get(item.id, ""),
                )
    return tuple(sorted(found.values(), key=_age))


def _age(matter: Matter) -> tuple[str, str, int]:
    date = matter.document.meeting.date
    return date.isoformat() if date else "9999", matter.document.id, matter.item.order


def _place(item: AgendaItem, document: Document, analysis: Analysis, asked: Question) -> tuple[int, int, int] | None:
    """The place of a page that shows best why an item is here: by the question's words, else by a theme asked for."""
    sought = asked.parsed.sought
    if sought:
        matches = find_matches(sought, tokens_asked_for(analysis, sought, item.text), TextField.TEXT)
        if matches:
            passage = best_passage(item.text, matches, item.spans, sought, length=PASSAGE)
            return _sentences(document, place_on_page(item.spans, passage.start, passage.end))
    wanted = _themes_asked_for(asked, analysis)
    for mention in item.mentions:
        if mention.theme in wanted and mention.theme in item.themes and mention.evidence:
            first = mention.evidence[0]
            return _sentences(document, (first.page, first.start, first.end))
    return _beginning(item.spans, document)


def _themes_asked_for(asked: Question, analysis: Analysis) -> frozenset[str]:
    """The themes chosen by filters, and those below them."""
    values = FacetValues(analysis.vocabulary, asked.known)
    chosen = asked.filters.chosen.get(Facet.THEME, ())
    return frozenset(covered for theme in chosen for covered in values.covered(Facet.THEME, theme))


def _beginning(spans: Sequence[Span], document: Document) -> tuple[int, int, int] | None:
    """The first lines of an item, for one that is here for its title or by somebody's mark."""
    place = place_on_page(spans, 0, PASSAGE)
    return _sentences(document, place) if place else None


def _sentences(document: Document, place: tuple[int, int, int] | None) -> tuple[int, int, int] | None:
    if place is None:
        return None
    page, start, end = place
    return page, *whole_sentences(document.page(page).text, start, end)


def _undated(sources: Sources, filters: Filters) -> tuple[Document, ...]:
    """Papers that would be within the frame but for their date, which nobody knows."""
    record = sources.record
    values = FacetValues(sources.analysis.vocabulary, known_values(record))
    frame = replace(frame_of(filters), years=(), not_years=(), first=None, last=None, undated=True)
    rows = sources.engine.rows(read_filters(frame, values).restrict(Everything()))
    return tuple(record.document(document) for document in _documents_of(record, rows))
