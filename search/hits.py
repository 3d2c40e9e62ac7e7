"""What is shown of a found unit: the passage, its page, why it was found, and where else the matter stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.copies import Copy, Neighbour, copies, same_cases
from index.engine import EngineHit, Facet, TextField
from search.nearest import missing_words
from search.passages import answers_to, best_passage, find_matches
from search.reasons import say_reasons
from search.records import FoundUnit, found_units

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.answers import Answers
    from index.record import Record
    from search.grammar import ParsedQuery

MOST_NEIGHBOURS = 10
"""Other meetings named with a hit: a case that comes up every month is read in full with «show»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found item, or what a document says outside its items (then ``item_id`` is the document's).

    Attributes:
        rank: from 1, over all pages of the answer.
        kind: of the document.
        page: of the passage.
        snippet: the passage, plain text; ``highlights`` are (start, end) in it.
        matched: why it was found, in bokmål.
        source: the file.
        also_in: the other papers of the meeting where the same matter stands.
        missing: words of the question that it lacks; none of one that answers all of it (search/nearest.py).
        neighbours: the same case in other meetings, newest first; at most MOST_NEIGHBOURS.
    """

    rank: int
    score: float
    item_id: str
    document_id: str
    kind: str | None
    number: str | None
    title: str
    municipality: str | None
    body: str | None
    date: dt.date | None
    page: int | None
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    matched: tuple[str, ...]
    themes: tuple[str, ...]
    source: str
    also_in: tuple[Copy, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    missing: tuple[str, ...] = ()


def shown_hits(
    record: Record,
    analysis: Analysis,
    parsed: ParsedQuery,
    found: Sequence[EngineHit],
    offset: int,
    *,
    nearest: bool = False,
) -> tuple[Hit, ...]:
    """The found as they are shown, ranked from ``offset`` + 1; what has been removed since it was found is left out.

    Of the ``nearest`` it is told which words they lack.
    """
    held = found_units(record, (hit.row for hit in found))
    told_elsewhere, neighbours = copies(record, held), same_cases(record, held)
    answers = answers_to(analysis, parsed.sought)
    return tuple(
        _hit(
            answers,
            parsed,
            hit,
            held[hit.row],
            rank=rank,
            also_in=told_elsewhere[hit.row],
            neighbours=neighbours[hit.row][:MOST_NEIGHBOURS],
            nearest=nearest,
        )
        for rank, hit in enumerate(found, start=offset + 1)
        if hit.row in held
    )


def _hit(
    answers: Answers,
    parsed: ParsedQuery,
    hit: EngineHit,
    unit: FoundUnit,
    *,
    rank: int,
    also_in: tuple[Copy, ...],
    neighbours: tuple[Neighbour, ...],
    nearest: bool,
) -> Hit:
    found = {
        field: (text, find_matches(parsed.sought, answers.tokens(text, hit.places.get(field, ())), field))
        for field, text in unit.texts.items()
    }
    passage = best_passage(*found[TextField.TEXT], unit.spans, parsed.sought)
    held = frozenset(match.part for _, matches in found.values() for match in matches if not match.inside)
    return Hit(
        rank=rank,
        score=round(hit.score, 4),
        item_id=unit.item_id,
        document_id=unit.document_id,
        kind=unit.kind,
        number=unit.number,
        title=unit.texts[TextField.TITLE],
        municipality=unit.municipality,
        body=unit.body,
        date=unit.date,
        page=passage.page if passage.page is not None else unit.page,
        snippet=passage.snippet,
        highlights=passage.highlights,
        matched=say_reasons(parsed.tree, parsed.sought, found.values(), _facets_of(unit)),
        missing=missing_words(parsed, held) if nearest else (),
        themes=unit.themes,
        source=unit.source,
        also_in=also_in,
        neighbours=neighbours,
    )


def _facets_of(unit: FoundUnit) -> Mapping[Facet, tuple[str, ...]]:
    single = {Facet.MUNICIPALITY: unit.municipality, Facet.BODY: unit.body, Facet.KIND: unit.kind}
    return {facet: (value,) for facet, value in single.items() if value} | {
        Facet.THEME: unit.themes,
        Facet.MAIN_THEME: unit.main_themes,
        Facet.PLACE: unit.places,
    }
