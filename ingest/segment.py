"""From a Reading and its Heading to a Document with agenda items, decisions and action points."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.actions.find import Following, Reader, Treated, find_actions
from ingest.actions.names import names_told
from ingest.actions.reader import own_reader
from ingest.agenda.article import split_article
from ingest.agenda.drafts import Draft, Line, item_kind, lines_of
from ingest.agenda.free import split_free
from ingest.agenda.parted import is_flat
from ingest.agenda.protocol import split_paper, split_protocol
from ingest.agenda.table import split_table
from ingest.agenda.titles import clean_title
from ingest.agenda.transcript import matters, split_transcript
from ingest.agenda.untitled import stand_in_title, untitled_warnings
from ingest.blocks import Block, BlockKind, Flow, Reading, ReadPage
from ingest.decisions.find import find_decisions
from ingest.decisions.proposals import find_proposals, with_voters
from ingest.decisions.sections import Court, is_labelled, make_court, split_sections
from ingest.heading.find import Heading
from ingest.readers.markers import is_bullet
from minutes import __version__
from minutes.kinds import DocumentKind
from minutes.model import AgendaItem, Decision, Document, MadeBy, Page, Point, Source, Span

# Kinds in which any sentence may tell a task.
_PROSE = frozenset({DocumentKind.REFERAT, DocumentKind.ARTIKKEL})

_BULLET = "• "
_ID_LENGTH = 12
_SLUG_LENGTH = 40
_MOST_LABEL_WORDS = 6

# The lead words of a point before its colon: "belysning: nye lamper".
_LABEL = re.compile(r"(?P<label>[^:.!?\n]{2,60}):\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    """A draft's treatment as text, with its offset map and its points; ``treatment`` is where a table's columns follow."""

    draft: Draft
    text: str
    spans: tuple[Span, ...]
    points: tuple[Point, ...]
    treatment: int


def segment(reading: Reading, *, source: Source, heading: Heading, read: Reader | None = None) -> Document:
    """The document of a reading: its items cut, with decisions and action points; themes come later.

    A document that is no meeting paper has no items. ``read`` reads sentences with the language model (ours, if none is
    given); it is asked once, with all the sentences of the document that may tell a task.
    """
    drafts = _split(reading, heading)
    built = [_build(draft) for draft in drafts]
    court = make_court((item.text for item in built), kind=heading.kind, body=heading.body, date=heading.meeting.date)
    ids = _ids(source.sha256, drafts)
    told = names_told((*(item.text for item in built), *(page.text for page in reading.pages)))
    items = [
        _item(item, order=order, item_id=item_id, court=court)
        for order, (item, item_id) in enumerate(zip(built, ids, strict=True), start=1)
    ]
    actions = find_actions(
        [_treated(item, agenda.decisions, heading) for item, agenda in zip(built, items, strict=True)],
        read=read or own_reader(heading.language),
        names=[*told, *(person.name for person in (*heading.meeting.attendees, *heading.meeting.absent))],
        roles=[person.role or "" for person in heading.meeting.attendees],
        meeting=heading.meeting.date,
    )
    return Document(
        id=source.sha256,
        source=source,
        kind=heading.kind,
        title=heading.title,
        language=heading.language,
        municipality=heading.municipality,
        municipality_origin=heading.municipality_origin,
        body=heading.body,
        meeting=heading.meeting,
        pages=tuple(_page(page) for page in reading.pages),
        items=tuple(replace(item, actions=found) for item, found in zip(items, actions, strict=True)),
        warnings=(*reading.warnings, *heading.warnings, *untitled_warnings(drafts)),
        made_by=MadeBy(program=__version__, model="", vocabulary=""),
    )


def _page(page: ReadPage) -> Page:
    return Page(number=page.number, text=page.text, ocr=page.ocr, doubtful=page.doubtful, rotation=page.rotation)


def _split(reading: Reading, heading: Heading) -> list[Draft]:
    """The items, their titles cleaned; an item that goes by its number keeps it."""
    return [
        draft if draft.title == f"Sak {draft.number}" else replace(draft, title=clean_title(draft.title))
        for draft in _cut(reading, heading)
    ]


def _cut(reading: Reading, heading: Heading) -> list[Draft]:
    """The items by the family the document belongs to: article, transcript, table, protocol, minutes in prose."""
    lines = lines_of(reading)
    if heading.kind is DocumentKind.ARTIKKEL:
        return list(split_article(lines, title=heading.title))
    if not is_flat([line.block for line in lines]):
        return _cut_lines(lines, heading)
    drafts, marked = split_transcript(lines, body=heading.body, date=heading.meeting.date)
    # Minutes with long paragraphs and short headings are no transcript.
    ordinary = [] if marked else _cut_lines(lines, heading)
    return ordinary if matters(ordinary) >= matters(drafts) else drafts


def _cut_lines(lines: Sequence[Line], heading: Heading) -> list[Draft]:
    """The items of a document that has its line breaks."""
    protocol = split_protocol(lines, body=heading.body, date=heading.meeting.date)
    table = split_table(lines)
    if table and matters(table) > matters(protocol):
        return list(table)
    if protocol and (heading.kind is not None or len(protocol) > 1):
        return list(protocol)
    if not _is_of_meeting(heading):
        return split_paper(lines) if heading.kind is DocumentKind.SAKSFRAMLEGG else []
    start = next((place for place, line in enumerate(lines) if line.place >= heading.agenda_start), len(lines))
    return list(split_free(lines, start=start, title=heading.title))


def _is_of_meeting(heading: Heading) -> bool:
    return heading.kind in {
        DocumentKind.REFERAT,
        DocumentKind.PROTOKOLL,
        DocumentKind.INNKALLING,
        DocumentKind.SAKSPAPIRER,
    }


# ---- one item -----------------------------------------------------------------------------------------------------


def _build(draft: Draft) -> _Built:
    flow = Flow()
    places: list[tuple[int, int]] = []
    points: list[tuple[int, int]] = []
    for block in draft.body:
        place = _add(flow, block)
        places.append(place)
        if block.kind is BlockKind.LIST_ITEM and place[0] < place[1]:
            points.append(place)
    treatment = len(flow)
    _add_following(flow, "Følger opp", draft.responsible)
    _add_following(flow, "Frist", draft.due)
    text = flow.text
    found = [Point(text=text[start:end], start=start, end=end, label=_label(text[start:end])) for start, end in points]
    for first, last, label in draft.sections:
        start, end = places[first][0], places[last - 1][1]
        found.append(Point(text=text[start:end], start=start, end=end, label=label))
    return _Built(
        draft=draft,
        text=text,
        spans=flow.spans,
        points=tuple(sorted(found, key=lambda point: point.start)),
        treatment=treatment,
    )


def _add(flow: Flow, block: Block) -> tuple[int, int]:
    """Append a block on a line of its own, its bullet or number before it; returns the place of its text."""
    if not block.text.strip():
        return len(flow), len(flow)
    if len(flow):
        flow.put("\n")
    if block.cells:
        return _add_row(flow, block)
    if block.marker:
        flow.put(_BULLET if is_bullet(block.marker) else f"{block.marker} ")
    return flow.add(block, glue="")


def _add_row(flow: Flow, row: Block) -> tuple[int, int]:
    """Append a table row as one line, a tab between its cells."""
    start = len(flow)
    for position, cell in enumerate(row.cells):
        if position:
            flow.put("\t")
        for number, block in enumerate(cell):
            flow.add(block, glue=" " if number else "")
    return start, len(flow)


def _add_following(flow: Flow, label: str, blocks: Sequence[Block]) -> None:
    """What a column of the table says of the item, as a last line with the column's name."""
    named = [block for block in blocks if block.text.strip()]
    if named:
        flow.put(f"\n{label}: " if len(flow) else f"{label}: ")
        for position, block in enumerate(named):
            flow.add(block, glue=", " if position else "")


def _label(text: str) -> str | None:
    found = _LABEL.match(text)
    if found is None or len(found["label"].split()) > _MOST_LABEL_WORDS:
        return None
    return found["label"].strip()


def _item(item: _Built, *, order: int, item_id: str, court: Court) -> AgendaItem:
    """The item of a draft, its action points still to be found."""
    draft = item.draft
    proposals = find_proposals(item.text, item.spans, court)
    decisions = with_voters(find_decisions(item.text, item.spans, court), proposals)
    return AgendaItem(
        id=item_id,
        order=order,
        number=draft.number,
        case_number=draft.case_number,
        kind=item_kind(draft.number, draft.title),
        title=stand_in_title(draft, decisions, proposals),
        text=item.text,
        spans=item.spans,
        points=item.points,
        decisions=decisions,
        proposals=proposals,
    )


def _treated(item: _Built, decisions: tuple[Decision, ...], heading: Heading) -> Treated:
    """What the search for action points is to know of an item."""
    draft = item.draft
    told_there = [block for block in draft.responsible if _tells(block.text)]
    named = [block.text for block in draft.responsible if block.text.strip() and block not in told_there]
    return Treated(
        text=item.text if told_there else item.text[: item.treatment],
        spans=item.spans,
        decisions=decisions,
        prose=heading.kind in _PROSE or not is_labelled(split_sections(item.text)),
        following=Following(
            responsible=", ".join(named) or None,
            due=" ".join(block.text for block in draft.due if block.text.strip()) or None,
            pairs=() if told_there else _pairs(draft),
            told=tuple(_place(item, block.text) for block in told_there),
        ),
    )


# A cell that tells a task and does not only name somebody: a capital, two words or more, a full stop.
_TELLS = re.compile(r"[A-ZÆØÅ]\S*\s+\S+\s+.*[.!]$", re.DOTALL)


def _tells(text: str) -> bool:
    """Whether a cell of the column for follow-up tells in a sentence what somebody does: "Eva ringer NAV."."""
    return _TELLS.match(text.strip()) is not None


def _place(item: _Built, text: str) -> tuple[int, int]:
    """Where a cell's text stands in the item's, among what follows the treatment."""
    start = item.text.find(text, item.treatment)
    return start, start + len(text)


def _pairs(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Who and when, line by line, where the two columns of a table have as many lines."""
    who = [block.text.strip() for block in draft.responsible if block.text.strip()]
    when = [block.text.strip() for block in draft.due if block.text.strip()]
    return tuple(zip(who, when, strict=True)) if len(who) == len(when) else ()


def _ids(document_id: str, drafts: Sequence[Draft]) -> list[str]:
    """An id an item: the document's and the number's; the same number again takes -b, -c and so on."""
    ids: list[str] = []
    taken: Counter[str] = Counter()
    for order, draft in enumerate(drafts, start=1):
        base = f"{document_id[:_ID_LENGTH]}.{_slug(draft.number) if draft.number else f'u{order}'}"
        ids.append(f"{base}-{_suffix(taken[base])}" if taken[base] else base)
        taken[base] += 1
        # A number may itself end as a repeated one does.
        before, stroke, letters = ids[-1].rpartition("-")
        if stroke and letters.isalpha() and before != base:
            taken[before] += 1
    return ids


def _suffix(count: int) -> str:
    """1 is b, 25 is z, 26 is ba: letters, so that no suffix looks like a number's part."""
    letters = ""
    while count:
        count, rest = divmod(count, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _slug(number: str) -> str:
    """A number in letters that stand in a URL and on a command line: "PS 12/21" is ps-12-21."""
    plain = unicodedata.normalize("NFKD", number.casefold().replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH] or "u"
