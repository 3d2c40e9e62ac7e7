"""A question answered: hits with passage, page and reason, and facets. What the command line and the web page show."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.engine import Engine, Facet, Found, Query, Sort
from minutes.codec import to_plain
from search.diagnostics import Diagnostic, each_once
from search.facets import SHOWN_FACETS, FacetCount, counted_as, facet_counts, facet_queries, themes_above
from search.filters import FilterQuery, Filters, read_filters
from search.grammar import ParsedQuery, parse
from search.hits import Hit, shown_hits
from search.limits import too_many_words
from search.nearest import ENOUGH, Nearest, find_nearest
from search.passages import words_of
from search.records import known_values
from search.suggestions import Suggester
from search.values import THEME_FACETS, FacetValues, Known

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The whole answer; ``result_to_plain`` is its JSON.

    ``total`` and ``facets`` are of the units that answer all of the question. After those, if they are fewer than a
    page, ``hits`` holds the nearest, each with the words that are ``missing`` from it.
    """

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
        known: the values of the archive's facets.
    """

    parsed: ParsedQuery
    filters: FilterQuery
    tree: Query
    interpreted: str
    known: Known


def understand(record: Record, analysis: Analysis, text: str, filters: Filters | None = None) -> Question:
    """What a question and filters ask of this archive.

    Raises:
        UsageError: a filter's value that the archive does not have, or a date that is none.
    """
    known = known_values(record)
    read = read_filters(filters or Filters(), FacetValues(analysis.vocabulary, known))
    parsed = parse(text, analysis, known=known)
    said = (*((parsed.interpreted,) if text.strip() or not read.shown else ()), *read.shown)
    return Question(
        parsed=parsed, filters=read, tree=read.restrict(parsed.tree), interpreted=" OG ".join(said), known=known
    )


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
    result = answer(
        record,
        engine,
        analysis,
        asked,
        sort=sort,
        limit=limit,
        offset=offset,
        duplicates=duplicates,
        facets=SHOWN_FACETS,
        nearest=True,
    )
    return replace(result, seconds=round(time.perf_counter() - began, 4))


def answer(
    record: Record,
    engine: Engine,
    analysis: Analysis,
    asked: Question,
    *,
    sort: Sort = Sort.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
    duplicates: bool = False,
    facets: Sequence[Facet] = (),
    nearest: bool = False,
) -> SearchResult:
    """The answer to a question that has been understood; see ``find``.

    ``facets`` are what it is counted over; ``nearest`` asks for those that come near, where too few answer all of it.
    """
    began = time.perf_counter()
    same = {} if duplicates else record.same_rows()
    found = engine.search(
        asked.tree,
        limit=limit,
        offset=offset,
        sort=sort,
        facets=tuple(counted_as(facet, asked.filters) for facet in facets),
        same=same,
        facet_queries=facet_queries(asked.parsed.tree, asked.filters) if facets else None,
        covering=dict.fromkeys(THEME_FACETS, themes_above(analysis.vocabulary)),
        mark=words_of(asked.parsed.sought),
    )
    near = Nearest(hits=(), parsed=asked.parsed)
    if nearest and sort is Sort.RELEVANCE and found.total < ENOUGH:
        near = nearest_on_page(engine, analysis, asked, found, limit=limit, offset=offset, same=same)
    return SearchResult(
        query=asked.parsed.text,
        interpreted=asked.interpreted,
        diagnostics=each_once(
            (
                *asked.parsed.diagnostics,
                *too_many_words(engine, asked.parsed),
                *remarks_on(engine, analysis, asked, found.total, same=same),
                *((near.remark,) if near.hits and near.remark else ()),
            )
        ),
        total=found.total,
        hits=(
            *shown_hits(record, analysis, asked.parsed, found.hits, offset),
            *shown_hits(record, analysis, near.parsed, near.hits, max(offset, found.total), nearest=True),
        ),
        facets=facet_counts(found, asked.filters) if facets else {},
        seconds=round(time.perf_counter() - began, 4),
    )


def remarks_on(
    engine: Engine, analysis: Analysis, asked: Question, total: int, *, same: Mapping[int, int]
) -> tuple[Diagnostic, ...]:
    """Where little or nothing was found: the words that are nowhere, what may be meant, what stands in the way."""
    suggester = Suggester(
        engine=engine,
        parsed=asked.parsed,
        filters=asked.filters,
        read=lambda text: parse(text, analysis, known=asked.known),
        same=same,
    )
    return suggester.remarks(total)


def nearest_on_page(
    engine: Engine,
    analysis: Analysis,
    asked: Question,
    found: Found,
    *,
    limit: int,
    offset: int,
    same: Mapping[int, int],
) -> Nearest:
    """The nearest that stand on this page of the answer, after the fewer than ENOUGH that have all the words."""
    first, last = max(0, offset - found.total), offset + limit - found.total
    if first >= ENOUGH or last <= 0:
        return Nearest(hits=(), parsed=asked.parsed)
    complete = found.hits if len(found.hits) == found.total else engine.search(asked.tree, limit=ENOUGH, same=same).hits
    nearest = find_nearest(engine, analysis, asked.parsed, asked.filters, complete=complete, same=same)
    return replace(nearest, hits=nearest.hits[first:last])


def result_to_plain(result: SearchResult) -> dict[str, Any]:
    """The answer as the JSON of the contract: dicts, lists, strings and numbers."""
    plain: dict[str, Any] = to_plain(result)
    return plain
