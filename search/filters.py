"""The filters of the command line as parts of a query. Values of one filter are alternatives, different filters all hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
        years: «2021» or «2018..2022», any of these.
        first: from this day, month or year on.
        last: until this day, month or year, included.
        undated: only what has no date.
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
    first: str | None = None
    last: str | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterQuery:
    """Filters understood: their part of the query, and how they are read back; both empty for no filters."""

    parts: tuple[Query, ...] = ()
    shown: tuple[str, ...] = ()

    def restrict(self, query: Query) -> Query:
        """The query with the filters."""
        if not self.parts:
            return query
        own = () if isinstance(query, Everything) else query.parts if isinstance(query, And) else (query,)
        parts = (*own, *self.parts)
        return parts[0] if len(parts) == 1 else And(parts=parts)


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
    for facet, name in FILTERED:
        wanted = _chosen(facet, name, getattr(filters, name), values)
        unwanted = _chosen(facet, f"not-{name}", getattr(filters, f"not_{name}"), values)
        if wanted:
            parts.append(_is_any(facet, wanted, values))
            shown.append(_say(facet, wanted, values))
        if unwanted:
            parts.append(Not(part=_is_any(facet, unwanted, values)))
            shown.append(f"IKKE {_say(facet, unwanted, values)}")
    for names, negated in ((filters.person, False), (filters.not_person, True)):
        if names:
            people = [person_is(name).query for name in names]
            any_of = people[0] if len(people) == 1 else Or(parts=tuple(people))
            said = " eller ".join(" ".join(name.split()) for name in names)
            parts.append(Not(part=any_of) if negated else any_of)
            shown.append(f"{'IKKE ' if negated else ''}person: {said}")
    dates = _dates(filters)
    return FilterQuery(parts=(*parts, *dates), shown=(*shown, *map(_say_dates, dates)))


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


def _dates(filters: Filters) -> tuple[Query, ...]:
    parts: list[Query] = []
    spans = tuple(_year(typed) for typed in filters.years)
    if spans:
        parts.append(spans[0] if len(spans) == 1 else Or(parts=spans))
    first = _day("from", filters.first).first if filters.first else None
    last = _day("to", filters.last).last if filters.last else None
    if first and last and last < first:
        raise UsageError("--from er etter --to.", way_out="Bytt om på datoene.")
    if first or last:
        parts.append(DateBetween(first=first, last=last))
    if filters.undated:
        if parts:
            raise UsageError(
                "--undated kan ikke stå sammen med --year, --from eller --to.",
                way_out="Utelat enten det ene eller det andre.",
            )
        parts.append(DateBetween(undated=True))
    return tuple(parts)


def _year(typed: str) -> DateBetween:
    span = year_span(typed.strip())
    if span is None:
        raise UsageError(f"--year: «{typed}» er ikke et år.", way_out="Skriv 2021 eller 2018..2022.")
    return span


def _day(name: str, typed: str) -> DateBetween:
    span = date_span(typed.strip())
    if span is None or span.undated or ".." in typed:
        raise UsageError(
            f"--{name}: «{typed}» er ikke en dato.", way_out="Skriv 2021-12-31, 31.12.2021, 2021-12 eller 2021."
        )
    return span


def _say_dates(query: Query) -> str:
    if isinstance(query, DateBetween):
        return say_span(query)
    assert isinstance(query, Or)
    return " eller ".join(say_span(part) for part in query.parts if isinstance(part, DateBetween))
