"""A question answered: hits with passage, page and reason, and facets. What the command line and the web page show."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.copies import Copy, copies
from index.engine import Engine, EngineHit, Facet, Prefix, Query, Sort, TextField
from index.words import exact_form
from minutes.codec import to_plain
from search.diagnostics import Diagnostic, DiagnosticKind
from search.filters import FilterQuery, Filters, read_filters
from search.grammar import ParsedQuery, parse
from search.passages import best_passage, find_matches, sought_inside
from search.reasons import say_reasons
from search.records import FoundUnit, found_units, known_values
from search.theme_levels import with_narrower
from search.values import FacetValues

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.record import Record

SHOWN_FACETS = (Facet.YEAR, Facet.MUNICIPALITY, Facet.BODY, Facet.THEME, Facet.KIND, Facet.PLACE)
"""The facets of an answer, in the order they are shown. Persons are searched for by name, never listed."""

MOST_PLACES = 10
"""Places listed in an answer: an archive has thousands."""

SPELLED = re.compile(r"[^\W\d_]{3,}")
"""A word that can be misspelt: letters only, and more than two."""

MOST_SUGGESTIONS = 3
"""Words offered for one that is nowhere in the archive."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """In how many of the found a value stands."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The whole answer; ``result_to_plain`` is its JSON."""

    query: str
    interpreted: str
    diagnostics: tuple[Diagnostic, ...]
    total: int
    seconds: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and filters understood, for search and counts alike.

    Attributes:
        parsed: the question.
        filters: the filters.
        tree: both together.
        interpreted: both in bokmål.
    """

    parsed: ParsedQuery
    filters: FilterQuery
    tree: Query
    interpreted: str


def understand(record: Record, analysis: Analysis, text: str, filters: Filters | None = None) -> Question:
    """What a question and filters ask of this archive.

    Raises:
        UsageError: a filter's value that the archive does not have, or a date that is none.
    """
    known = known_values(record)
    read = read_filters(filters or Filters(), FacetValues(analysis.vocabulary, known))
    parsed = parse(text, analysis, known=known)
    said = (*((parsed.interpreted,) if text.strip() or not read.shown else ()), *read.shown)
    return Question(parsed=parsed, filters=read, tree=read.restrict(parsed.tree), interpreted=" OG ".join(said))


def find(
    record: Record,
    engine: Engine,
    analysis: Analysis,
    question: str,
    *,
    filters: Filters | None = None,
    sort: Sort = Sort.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
    duplicates: bool = False,
) -> SearchResult:
    """The answer to a question.

    Args:
        record: the archive's catalogue.
        engine: the search index over it.
        analysis: the one the index was made with.
        question: any text; what is not understood is said in the diagnostics.
        filters: what else must hold.
        sort: order of the hits.
        limit: most hits in the answer.
        offset: hits to pass over.
        duplicates: what stands in several papers of one meeting is a hit for each of them, not one.

    Raises:
        UsageError: a filter's value that the archive does not have, or a date that is none.
    """
    began = time.perf_counter()
    asked = understand(record, analysis, question, filters)
    same = {} if duplicates else record.same_rows()
    found = engine.search(asked.tree, limit=limit, offset=offset, sort=sort, facets=SHOWN_FACETS, same=same)
    themes = with_narrower(
        found.facets.get(Facet.THEME, ()), engine=engine, tree=asked.tree, same=same, vocabulary=analysis.vocabulary
    )
    suggestions = () if found.total else _suggestions(engine, asked.parsed)
    hits = _hits(record, analysis, asked.parsed, found.hits, offset)
    return SearchResult(
        query=question,
        interpreted=asked.interpreted,
        diagnostics=(*asked.parsed.diagnostics, *suggestions),
        total=found.total,
        seconds=round(time.perf_counter() - began, 4),
        hits=hits,
        facets=_facet_counts({**found.facets, Facet.THEME: themes}),
    )


def _facet_counts(counted: Mapping[Facet, Sequence[tuple[str, int]]]) -> Mapping[str, tuple[FacetCount, ...]]:
    """The facets that are shown, each value with its number; of places only those named most."""
    most = {Facet.PLACE: MOST_PLACES}
    return {
        str(facet): tuple(
            FacetCount(value=value, count=count) for value, count in counted.get(facet, ())[: most.get(facet)]
        )
        for facet in SHOWN_FACETS
    }


def result_to_plain(result: SearchResult) -> dict[str, Any]:
    """The answer as the JSON of the contract: dicts, lists, strings and numbers."""
    plain: dict[str, Any] = to_plain(result)
    return plain


def _hits(
    record: Record, analysis: Analysis, parsed: ParsedQuery, found: Sequence[EngineHit], offset: int
) -> tuple[Hit, ...]:
    held = found_units(record, (hit.row for hit in found))
    told_elsewhere = copies(record, held)
    return tuple(
        _hit(analysis, parsed, held[hit.row], rank=rank, score=hit.score, also_in=told_elsewhere[hit.row])
        for rank, hit in enumerate(found, start=offset + 1)
        if hit.row in held
    )


def _hit(
    analysis: Analysis, parsed: ParsedQuery, unit: FoundUnit, *, rank: int, score: float, also_in: tuple[Copy, ...]
) -> Hit:
    inside = sought_inside(parsed.sought)
    in_title = find_matches(parsed.sought, analysis.tokens(unit.title, inside), TextField.TITLE)
    in_text = find_matches(parsed.sought, analysis.tokens(unit.text, inside), TextField.TEXT)
    decisions = "\n".join(unit.decisions)
    in_decisions = find_matches(parsed.sought, analysis.tokens(decisions, inside), TextField.DECISION)
    passage = best_passage(unit.text, in_text, unit.spans, parsed.sought)
    places = ((unit.title, in_title), (unit.text, in_text), (decisions, in_decisions))
    return Hit(
        rank=rank,
        score=round(score, 4),
        item_id=unit.item_id,
        document_id=unit.document_id,
        kind=unit.kind,
        number=unit.number,
        title=unit.title,
        municipality=unit.municipality,
        body=unit.body,
        date=unit.date,
        page=passage.page if passage.page is not None else unit.page,
        snippet=passage.snippet,
        highlights=passage.highlights,
        matched=say_reasons(parsed.tree, parsed.sought, places, _facets_of(unit)),
        themes=unit.themes,
        source=unit.source,
        also_in=also_in,
    )


def _facets_of(unit: FoundUnit) -> Mapping[Facet, tuple[str, ...]]:
    single = {Facet.MUNICIPALITY: unit.municipality, Facet.BODY: unit.body, Facet.KIND: unit.kind}
    return {facet: (value,) for facet, value in single.items() if value} | {
        Facet.THEME: unit.themes,
        Facet.PLACE: unit.places,
    }


def _suggestions(engine: Engine, parsed: ParsedQuery) -> tuple[Diagnostic, ...]:
    """«Mente du» for each word of the question that is nowhere in the archive."""
    said = []
    for entry in parsed.sought:
        if not SPELLED.fullmatch(entry.written) or engine.search(entry.query, limit=1).total:
            continue
        message = _instead_of(engine, entry.written)
        if message:
            said.append(Diagnostic(kind=DiagnosticKind.SUGGESTION, message=message, start=entry.start, end=entry.end))
    return tuple(said)


def _instead_of(engine: Engine, written: str) -> str | None:
    """What to say of a word that is not there: it begins longer words, or others are spelled nearly so."""
    exact = exact_form(written)
    longer = engine.search(Prefix(prefix=exact), limit=1).total
    if longer:
        number = "1 sak" if longer == 1 else f"{longer} saker"
        return f"«{written}» finnes ikke som eget ord, men {number} har ord som begynner slik; søk på «{written}*»."
    words = engine.words_like(exact, limit=MOST_SUGGESTIONS)
    meant = " eller ".join(f"«{word}»" for word in words)
    return f"«{written}» finnes ikke i arkivet. Mente du {meant}?" if words else None
