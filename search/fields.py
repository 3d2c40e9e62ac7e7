"""The fields of the query language: which names there are, and what query a value makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.engine import Facet, FacetIs, Keyword, Query, TextField
from index.units import case_forms
from search.dates import date_span, say_span, year_span
from search.diagnostics import DiagnosticKind
from search.values import LABELS, FacetValues, plain

TEXT_FIELDS = {"tittel": TextField.TITLE}
"""Fields whose value is words."""

FACET_FIELDS = {
    "kommune": Facet.MUNICIPALITY,
    "utvalg": Facet.BODY,
    "utval": Facet.BODY,
    "tema": Facet.THEME,
    "hovedtema": Facet.MAIN_THEME,
    "type": Facet.KIND,
    "slag": Facet.KIND,
    "ansvarlig": Facet.RESPONSIBLE,
    "ansvarleg": Facet.RESPONSIBLE,
    "sted": Facet.PLACE,
    "stad": Facet.PLACE,
}
"""Fields whose value is one of a facet's, in bokmål and, where it differs, nynorsk."""

SHOWN_FACETS = {
    Facet.MUNICIPALITY: "kommune",
    Facet.BODY: "utvalg",
    Facet.THEME: "tema",
    Facet.MAIN_THEME: "hovedtema",
    Facet.KIND: "type",
    Facet.RESPONSIBLE: "ansvarlig",
    Facet.LANGUAGE: "målform",
    Facet.YEAR: "år",
    Facet.PLACE: "sted",
}
"""A facet's name when a question is read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldQuery:
    """What a value makes, and how it is read back."""

    query: Query
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTrouble:
    """Why a value makes nothing."""

    kind: DiagnosticKind
    message: str


def read_field(name: str, value: str, values: FacetValues, *, suggest: bool) -> FieldQuery | FieldTrouble:
    """The query of ``name:value``, where ``name`` is one of VALUE_FIELDS.

    Args:
        name: the field.
        value: its value as typed.
        values: what the archive holds.
        suggest: whether near values are looked for when there is none such.
    """
    facet = FACET_FIELDS.get(name)
    return _facet(facet, value, values, suggest=suggest) if facet else _READERS[name](value)


def _facet(facet: Facet, value: str, values: FacetValues, *, suggest: bool) -> FieldQuery | FieldTrouble:
    found = values.find(facet, value)
    if found is not None:
        return FieldQuery(
            query=FacetIs(facet=facet, values=values.covered(facet, found)),
            shown=f"{SHOWN_FACETS[facet]}: {values.said(facet, found)}",
        )
    near = values.near(facet, value) if suggest else ()
    hint = f" Mente du {' eller '.join(f'«{other}»' for other in near)}?" if near else ""
    message = f"{LABELS[facet].capitalize()} «{value}» finnes ikke; søkt som vanlige ord.{hint}"
    return FieldTrouble(kind=DiagnosticKind.UNKNOWN_VALUE, message=message)


def _years(value: str) -> FieldQuery | FieldTrouble:
    span = year_span(value)
    if span is None:
        message = f"«{value}» er ikke et år; skriv år:2021 eller år:2018..2022. Søkt som vanlige ord."
        return FieldTrouble(kind=DiagnosticKind.BAD_DATE, message=message)
    return FieldQuery(query=span, shown=say_span(span))


def _date(value: str) -> FieldQuery | FieldTrouble:
    span = date_span(value)
    if span is None:
        message = (
            f"«{value}» er ikke en dato; skriv dato:2021, dato:2021-12, dato:2021-12-06, "
            "et spenn med .. mellom, eller dato:ukjent. Søkt som vanlige ord."
        )
        return FieldTrouble(kind=DiagnosticKind.BAD_DATE, message=message)
    return FieldQuery(query=span, shown=say_span(span))


def person_is(value: str) -> FieldQuery:
    """The query for what a person attended or is named in, by the whole name or a word of it."""
    return FieldQuery(query=Keyword(name="person", value=plain(value)), shown=f"person: {' '.join(value.split())}")


def _case(value: str) -> FieldQuery | FieldTrouble:
    forms = case_forms(value)
    if not forms:
        message = f"«{value}» er ikke et saksnummer; skriv sak:13/02 eller sak:2021/1234. Søkt som vanlige ord."
        return FieldTrouble(kind=DiagnosticKind.UNKNOWN_VALUE, message=message)
    return FieldQuery(query=Keyword(name="case", value=forms[0]), shown=f"sak: {forms[0]}")


CASE_FIELD = "sak"
"""Its value may be two words: «PS 12/21»."""

_READERS: dict[str, Callable[[str], FieldQuery | FieldTrouble]] = {
    "år": _years,
    "dato": _date,
    "person": person_is,
    CASE_FIELD: _case,
}

VALUE_FIELDS = frozenset({*FACET_FIELDS, *_READERS})
"""Fields whose value is taken whole."""

FIELDS = frozenset({*TEXT_FIELDS, *VALUE_FIELDS})
"""All names of fields."""

SHOWN_FIELDS = (
    *("tittel", "kommune", "utvalg", "tema", "hovedtema", "type", "ansvarlig", "person", "sted", "sak", "år", "dato"),
)
"""The names in bokmål, in the order of docs/query.md."""
