"""A Document as rows of the catalogue's tables, and back.

A document is kept exactly, but not twice: its JSON without pages and items is its frame, pages are rows, and each item
has its own JSON, so that one item can be had without unpacking the rest.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from minutes.codec import document_from_json, item_from_json, to_plain
from minutes.model import AgendaItem, Document, Evidence, Mention, Page, Vote

Row = tuple[Any, ...]


def packed(plain: object) -> bytes:
    """A JSON value as the blob it is kept in."""
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def frame_of(document: Document) -> bytes:
    """The document's JSON without its items and the text of its pages; of pages only those that say more than that."""
    pages = tuple(replace(page, text="") for page in document.pages if page.doubtful or page.rotation)
    return packed(to_plain(replace(document, pages=pages, items=())))


def document_of(frame: bytes, pages: Iterable[Row], items: Iterable[bytes]) -> Document:
    """The document again; ``pages`` are (number, text, ocr) in order, ``items`` their blobs in order."""
    document = document_from_json(zlib.decompress(frame))
    more = {page.number: page for page in document.pages}
    return replace(
        document,
        pages=tuple(
            replace(more[number], text=text) if number in more else Page(number=number, text=text, ocr=bool(ocr))
            for number, text, ocr in pages
        ),
        items=tuple(item_of(blob) for blob in items),
    )


def item_of(blob: bytes) -> AgendaItem:
    """The item in its blob."""
    return item_from_json(zlib.decompress(blob))


def tagged_again(blob: bytes, tagged: AgendaItem | Document) -> bytes:
    """An item's blob, or a document's frame, with the mentions of another version of it; the rest is not looked at."""
    plain = json.loads(zlib.decompress(blob))
    plain["mentions"] = to_plain(tagged.mentions)
    plain["themes"] = list(tagged.themes)
    if isinstance(tagged, Document):
        plain["made_by"] = to_plain(tagged.made_by)
    return packed(plain)


def document_row(document: Document) -> dict[str, Any]:
    """The columns of ``documents``, but for when and in which run it was stored."""
    meeting = document.meeting
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "language": document.language,
        "municipality": document.municipality,
        "municipality_origin": document.municipality_origin,
        "body": document.body,
        "date": meeting.date.isoformat() if meeting.date else None,
        "date_origin": meeting.date_origin,
        "year": meeting.date.year if meeting.date else None,
        "starts": meeting.start.isoformat("minutes") if meeting.start else None,
        "ends": meeting.end.isoformat("minutes") if meeting.end else None,
        "place": meeting.place,
        "media_type": document.source.media_type,
        "bytes": document.source.bytes,
        "warnings": json.dumps(to_plain(document.warnings), ensure_ascii=False),
        "program": document.made_by.program,
        "model": document.made_by.model,
        "vocabulary": document.made_by.vocabulary,
        "frame": frame_of(document),
    }


def page_rows(document: Document) -> Iterator[Row]:
    """Rows of ``pages``."""
    return ((document.id, page.number, page.text, int(page.ocr)) for page in document.pages)


def attendee_rows(document: Document) -> Iterator[Row]:
    """Rows of ``attendees``: those present, then those absent."""
    people = [(1, person) for person in document.meeting.attendees] + [
        (0, person) for person in document.meeting.absent
    ]
    for place, (present, person) in enumerate(people, start=1):
        yield document.id, place, present, person.name, person.role, person.party, person.deputy_for


def item_row(document: Document, item: AgendaItem, *, place: int, row: int) -> Row:
    """A row of ``items``."""
    return (
        row,
        document.id,
        item.id,
        place,
        item.number,
        item.case_number,
        item.kind,
        item.title,
        item.text,
        item.page,
        packed(to_plain(item)),
    )


def decision_rows(item: AgendaItem, row: int) -> Iterator[Row]:
    """Rows of ``decisions``."""
    for place, decision in enumerate(item.decisions, start=1):
        vote = decision.vote or _NO_VOTE
        votes = (vote.unanimous, vote.votes_for, vote.votes_against)
        page = _page(decision.evidence)
        yield row, place, decision.kind, decision.text, decision.outcome, *votes, page, vote.casting_vote


def proposal_rows(item: AgendaItem, row: int) -> Iterator[Row]:
    """Rows of ``proposals``."""
    for place, proposal in enumerate(item.proposals, start=1):
        vote = proposal.vote or _NO_VOTE
        whose = (proposal.label, proposal.proposer, proposal.proposer_party)
        votes = (vote.unanimous, vote.votes_for, vote.votes_against, vote.casting_vote)
        about = (*whose, proposal.outcome, *votes, proposal.ballot, _page(proposal.evidence))
        yield row, place, proposal.kind, proposal.text, *about


def voter_rows(item: AgendaItem, row: int) -> Iterator[Row]:
    """Rows of ``voters``: those named in the votes over the decisions, and over the proposals."""
    for voted_on, decisions in (("decision", item.decisions), ("proposal", item.proposals)):
        for place, decision in enumerate(decisions, start=1):
            for number, named in enumerate(_named_in(decision.vote or _NO_VOTE), start=1):
                yield row, voted_on, place, number, *named


_NO_VOTE = Vote()


def _named_in(vote: Vote) -> Iterator[Row]:
    """Side, name, party, votes of all that a vote names."""
    for side, people, parties in (
        ("for", vote.voters_for, vote.parties_for),
        ("mot", vote.voters_against, vote.parties_against),
    ):
        yield from ((side, person.name, person.party, 1) for person in people)
        yield from ((side, None, party.party, party.votes) for party in parties)


def action_rows(item: AgendaItem, row: int) -> Iterator[Row]:
    """Rows of ``actions``."""
    for place, action in enumerate(item.actions, start=1):
        due = action.due.isoformat() if action.due else None
        yield row, place, action.text, action.responsible, due, action.due_text, _page(action.evidence)


def mention_rows(mentions: Sequence[Mention], row: int) -> Iterator[Row]:
    """Rows of ``mentions``."""
    for place, mention in enumerate(mentions, start=1):
        quote = mention.evidence[0].quote if mention.evidence else None
        first, last = mention.change or (None, None)
        by = last - first if first is not None and last is not None else None
        change = (first, last, by, mention.change_text, mention.period)
        seen = (mention.standing, mention.trend, mention.why, quote, _page(mention.evidence))
        yield row, place, mention.theme, *seen, mention.weight, int(mention.is_main), *change, mention.left_out


def name_rows(item: AgendaItem, row: int) -> Iterator[Row]:
    """Rows of ``names``."""
    for place, name in enumerate(item.names, start=1):
        quote = name.evidence[0].quote if name.evidence else None
        times = len(name.evidence)
        yield row, place, name.kind, name.name, name.role, int(name.attendee), times, quote, _page(name.evidence)


def _page(evidence: Sequence[Evidence]) -> int | None:
    return evidence[0].page if evidence else None
