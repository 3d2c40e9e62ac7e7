"""The filters of the command line as parts of a query. Values of one filter are alternatives, different filters all hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.engine import And, DateBetween, Everything, Facet, FacetIs, Not, Or, Query
from minutes.errors import UsageError
from search.dates import date_span, say_span, year_span
from search.fields import SHOWN_FACETS, person_is
from search.values import LABELS, FacetValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for beside the question; values as typed.

    Attributes:
        municipality: any of these; likewise the next seven.
        not_municipality: none of these; likewise the next seven.
        years: «2021», «2018..2022» or «uten dato», any of these.
        not_years: none of these.
        first: from this day, month or year on.
        last: until this day, month or year, included.
        undated: what has no date, as one of ``years``.
        main: a theme, here or in the question, is one that the item is mainly about.
    """

    municipality: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    not_municipality: tuple[str, ...] = ()
    not_body: tuple[str, ...] = ()
    not_theme: tuple[str, ...] = ()
    not_kind: tuple[str, ...] = ()
    not_language: tuple[str, ...] = ()
    not_responsible: tuple[str, ...] = ()
    not_place: tuple[str, ...] = ()
    not_person: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    not_years: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    undated: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterQuery:
    """Filters understood; all empty for no filters.

    Attributes:
        parts: their parts of the query.
        shown: how they are read back.
        own: of ``parts``, the one in which values of this facet were chosen.
        chosen: the chosen values, as the archive has them; years as they were typed.
        main: only themes that an item is mainly about are meant.
    """

    parts: tuple[Query, ...] = ()
    shown: tuple[str, ...] = ()
    own: Mapping[Facet, Query] = field(default_factory=dict)
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    main: bool = False

    def without(self, facet: Facet) -> FilterQuery:
        """The filters less what was chosen of this facet: what else could be chosen is counted so."""
        left = tuple(part for part in self.parts if part is not self.own.get(facet))
        return replace(self, parts=left)

    def restrict(self, query: Query) -> Query:
        """The query with the filters."""
        query = only_main(query) if self.main else query
        if not self.parts:
            return query
        own = () if isinstance(query, Everything) else query.parts if isinstance(query, And) else (query,)
        parts = (*own, *self.parts)
        return parts[0] if len(parts) == 1 else And(parts=parts)


UNDATED_VALUE = "uten dato"
"""What stands for no date among years."""

FILTERED = (
    (Facet.MUNICIPALITY, "municipality"),
    (Facet.BODY, "body"),
    (Facet.THEME, "theme"),
    (Facet.KIND, "kind"),
    (Facet.LANGUAGE, "language"),
    (Facet.RESPONSIBLE, "responsible"),
    (Facet.PLACE, "place"),
)
"""Facets with a filter, and the filter's name."""


def read_filters(filters: Filters, values: FacetValues) -> FilterQuery:
    """The filters as parts of a query.

    Raises:
        UsageError: a value that the archive does not have, or a date that is none.
    """
    parts: list[Query] = []
    shown: list[str] = []
    own: dict[Facet, Query] = {}
    chosen: dict[Facet, tuple[str, ...]] = {}
    for facet, name in FILTERED:
        wanted = _chosen(facet, name, getattr(filters, name), values)
        unwanted = _chosen(facet, f"not-{name}", getattr(filters, f"not_{name}"), values)
        if wanted:
            query: Query = _is_any(facet, wanted, values)
            own[facet], chosen[facet] = only_main(query) if filters.main else query, wanted
            parts.append(own[facet])
            shown.append(_say(facet, wanted, values))
        if unwanted:
            query = _is_any(facet, unwanted, values)
            parts.append(Not(part=only_main(query) if filters.main else query))
            shown.append(f"IKKE {_say(facet, unwanted, values)}")
    for names, negated in ((filters.person, False), (filters.not_person, True)):
        if names:
            people = _any([person_is(name).query for name in names])
            said = " eller ".join(" ".join(name.split()) for name in names)
            parts.append(Not(part=people) if negated else people)
            shown.append(f"{'IKKE ' if negated else ''}person: {said}")
    years = _years("year", (*filters.years, *((UNDATED_VALUE,) if filters.undated else ())))
    if years:
        own[Facet.YEAR], chosen[Facet.YEAR] = years, filters.years
    dates = (*((years,) if years else ()), *_dates(filters))
    shown += [*map(_say_dates, dates), *((MAIN_SAID,) if filters.main else ())]
    return FilterQuery(parts=(*parts, *dates), shown=tuple(shown), own=own, chosen=chosen, main=filters.main)


MAIN_SAID = "bare hovedtemaer"
"""How it is read back that only main themes are meant."""


def only_main(query: Query) -> Query:
    """The query with every theme in it one that the item must mainly be about."""
    if isinstance(query, FacetIs) and query.facet is Facet.THEME:
        return replace(query, facet=Facet.MAIN_THEME)
    if isinstance(query, And | Or):
        return replace(query, parts=tuple(map(only_main, query.parts)))
    return replace(query, part=only_main(query.part)) if isinstance(query, Not) else query


def _any(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))


def _is_any(facet: Facet, chosen: Iterable[str], values: FacetValues) -> FacetIs:
    covered = (value for each in chosen for value in values.covered(facet, each))
    return FacetIs(facet=facet, values=tuple(dict.fromkeys(covered)))


def _chosen(facet: Facet, name: str, typed: Iterable[str], values: FacetValues) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in typed:
        known = values.find(facet, value)
        if known is None:
            near = values.near(facet, value)
            hint = f"Mente du {' eller '.join(f'«{other}»' for other in near)}?" if near else _way_out(facet, values)
            raise UsageError(f"--{name}: {LABELS[facet]} «{value}» finnes ikke i arkivet.", way_out=hint)
        found[known] = None
    return tuple(found)


MOST_LISTED = 12
"""Values named in an error; more are no help."""


def _way_out(facet: Facet, values: FacetValues) -> str:
    listed = values.all(facet)
    if not listed:
        return "Arkivet har ingen verdier å velge mellom her; utelat valget."
    more = f" og {len(listed) - MOST_LISTED} til" if len(listed) > MOST_LISTED else ""
    return f"Velg blant {', '.join(listed[:MOST_LISTED])}{more}."


def _say(facet: Facet, chosen: tuple[str, ...], values: FacetValues) -> str:
    return f"{SHOWN_FACETS[facet]}: {' eller '.join(values.said(facet, value) for value in chosen)}"


def _years(name: str, typed: Sequence[str]) -> Query | None:
    spans = []
    for each in typed:
        span = year_span(each.strip())
        if span is None:
            raise UsageError(f"--{name}: «{each}» er ikke et år.", way_out="Skriv 2021, 2018..2022 eller «uten dato».")
        spans.append(span)
    return _any(spans) if spans else None


def _dates(filters: Filters) -> tuple[Query, ...]:
    """What is asked of the date beside the years that were chosen."""
    parts: list[Query] = []
    unwanted = _years("not-year", filters.not_years)
    if unwanted:
        parts.append(Not(part=unwanted))
    first = _day("from", filters.first).first if filters.first else None
    last = _day("to", filters.last).last if filters.last else None
    if first and last and last < first:
        raise UsageError("--from er etter --to.", way_out="Bytt om på datoene.")
    if first or last:
        if filters.undated:
            raise UsageError(
                "--undated kan ikke stå sammen med --from eller --to.",
                way_out="Utelat enten det ene eller det andre.",
            )
        parts.append(DateBetween(first=first, last=last))
    return tuple(parts)


def _day(name: str, typed: str) -> DateBetween:
    span = date_span(typed.strip())
    if span is None or span.undated or ".." in typed:
        raise UsageError(
            f"--{name}: «{typed}» er ikke en dato.", way_out="Skriv 2021-12-31, 31.12.2021, 2021-12 eller 2021."
        )
    return span


def _say_dates(query: Query) -> str:
    if isinstance(query, Not):
        return f"IKKE {_say_dates(query.part)}"
    if isinstance(query, DateBetween):
        return say_span(query)
    assert isinstance(query, Or)
    return " eller ".join(say_span(part) for part in query.parts if isinstance(part, DateBetween))
