"""Filters of the command line: what they ask for, and what is said about values that are not there."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from index.analysis import Analysis
from index.engine import And, DateBetween, Everything, Facet, FacetIs, Not, Or, Query, Term, TokenKind
from minutes.errors import UsageError
from search.dates import ISO_DAY, MONTH, NORWEGIAN_DAY, YEAR, YEARS_WITH_DASH, date_span, say_span, year_span
from search.filters import Filters, read_filters
from search.values import FacetValues

KNOWN = {
    Facet.MUNICIPALITY: ("Elvebyen", "Fjellheim kommune"),
    Facet.BODY: ("Politirådet",),
    Facet.RESPONSIBLE: ("Politiet",),
}
PARK = Term(terms=(("park", TokenKind.EXACT),))


@pytest.fixture(scope="module")
def values(analysis: Analysis) -> FacetValues:
    return FacetValues(analysis.vocabulary, KNOWN)


@pytest.mark.parametrize(
    ("filters", "parts"),
    [
        pytest.param(Filters(), (), id="none"),
        pytest.param(
            Filters(municipality=("elvebyen", "FJELLHEIM")),
            (FacetIs(facet=Facet.MUNICIPALITY, values=("Elvebyen", "Fjellheim kommune")),),
            id="values of one facet are alternatives",
        ),
        pytest.param(
            Filters(body=("Politirådet",), kind=("Referat",)),
            (FacetIs(facet=Facet.BODY, values=("Politirådet",)), FacetIs(facet=Facet.KIND, values=("referat",))),
            id="facets all hold",
        ),
        pytest.param(
            Filters(not_theme=("Narkotika", "vold")),
            (Not(part=FacetIs(facet=Facet.THEME, values=("narkotika", "vold"))),),
            id="an excluded theme by its name",
        ),
        pytest.param(
            Filters(language=("nynorsk",)),
            (FacetIs(facet=Facet.LANGUAGE, values=("nn",)),),
            id="a written form by name",
        ),
        pytest.param(
            Filters(years=("2018..2020", "2022")),
            (
                Or(
                    parts=(
                        DateBetween(first=dt.date(2018, 1, 1), last=dt.date(2020, 12, 31)),
                        DateBetween(first=dt.date(2022, 1, 1), last=dt.date(2022, 12, 31)),
                    )
                ),
            ),
            id="several years",
        ),
        pytest.param(
            Filters(first="2020-03", last="2021"),
            (DateBetween(first=dt.date(2020, 3, 1), last=dt.date(2021, 12, 31)),),
            id="from the first day of a month to the last of a year",
        ),
        pytest.param(Filters(undated=True), (DateBetween(undated=True),), id="undated"),
        pytest.param(
            Filters(undated=True, years=("2021",)),
            (
                Or(
                    parts=(
                        DateBetween(first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 31)),
                        DateBetween(undated=True),
                    )
                ),
            ),
            id="no date is one of the years",
        ),
        pytest.param(
            Filters(not_years=("2021", "uten dato")),
            (
                Not(
                    part=Or(
                        parts=(
                            DateBetween(first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 31)),
                            DateBetween(undated=True),
                        )
                    )
                ),
            ),
            id="years left out",
        ),
    ],
)
def test_filters_ask_for_this(filters: Filters, parts: tuple[Query, ...], values: FacetValues) -> None:
    assert read_filters(filters, values).parts == parts


def test_filters_restrict_a_question(values: FacetValues) -> None:
    filters = read_filters(Filters(kind=("referat",)), values)
    kind = FacetIs(facet=Facet.KIND, values=("referat",))
    assert filters.restrict(PARK) == And(parts=(PARK, kind))
    assert filters.restrict(And(parts=(PARK, PARK))) == And(parts=(PARK, PARK, kind))
    assert filters.restrict(Everything()) == kind
    assert filters.shown == ("type: referat",)


def test_filters_without_a_facet_keep_all_but_what_was_chosen_of_it(values: FacetValues) -> None:
    filters = read_filters(Filters(kind=("referat",), not_kind=("artikkel",), years=("2021", "uten dato")), values)
    kinds = tuple(FacetIs(facet=Facet.KIND, values=(kind,)) for kind in ("referat", "artikkel"))
    years = filters.own[Facet.YEAR]
    assert filters.parts == (kinds[0], Not(part=kinds[1]), years)
    assert filters.without(Facet.KIND).parts == (Not(part=kinds[1]), years)
    assert filters.without(Facet.YEAR).parts == (kinds[0], Not(part=kinds[1]))
    assert filters.without(Facet.BODY).parts == filters.parts
    assert filters.shown[-1] == "år 2021 eller uten dato"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        pytest.param(
            Filters(municipality=("Elvbyen",)),
            "--municipality: kommunen «Elvbyen» finnes ikke i arkivet. Mente du «Elvebyen»?",
            id="nearly right",
        ),
        pytest.param(
            Filters(body=("xyz",)),
            "--body: utvalget «xyz» finnes ikke i arkivet. Velg blant Politirådet.",
            id="nothing near",
        ),
        pytest.param(
            Filters(years=("i fjor",)),
            "--year: «i fjor» er ikke et år. Skriv 2021, 2018..2022 eller «uten dato».",
            id="no year",
        ),
        pytest.param(
            Filters(not_years=("21",)),
            "--not-year: «21» er ikke et år. Skriv 2021, 2018..2022 eller «uten dato».",
            id="no year to leave out",
        ),
        pytest.param(
            Filters(first="snart"),
            "--from: «snart» er ikke en dato. Skriv 2021-12-31, 31.12.2021, 2021-12 eller 2021.",
            id="no date",
        ),
        pytest.param(Filters(first="2022", last="2021"), "--from er etter --to. Bytt om på datoene.", id="reversed"),
        pytest.param(
            Filters(undated=True, first="2021"),
            "--undated kan ikke stå sammen med --from eller --to. Utelat enten det ene eller det andre.",
            id="undated from a day",
        ),
    ],
)
def test_a_wrong_filter_is_a_sentence_with_the_way_out(filters: Filters, said: str, values: FacetValues) -> None:
    with pytest.raises(UsageError) as caught:
        read_filters(filters, values)
    assert str(caught.value) == said


@pytest.mark.parametrize("text", ["2021-02-30", "31.13.2021", "0000", "20211", "2021-", "..", "21", "i dag", "2021..x"])
def test_what_is_no_date_is_no_span(text: str) -> None:
    assert date_span(text) is None


def test_a_year_option_takes_no_months() -> None:
    assert year_span("2021-12") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021", "år 2021"),
        ("2018..2022", "år 2018–2022"),
        ("2021-02", "februar 2021"),
        ("2021-01-15..2021-06-30", "15. januar 2021 – 30. juni 2021"),
        ("..2021-06-30", "til og med 30. juni 2021"),
        ("ukjent", "uten dato"),
    ],
)
def test_a_span_is_said_in_bokmaal(text: str, said: str) -> None:
    span = date_span(text)
    assert span is not None
    assert say_span(span) == said


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        pytest.param(YEAR, "2021", "21", id="YEAR"),
        pytest.param(MONTH, "2021-12", "12-2021", id="MONTH"),
        pytest.param(ISO_DAY, "2021-12-06", "06-12-2021", id="ISO_DAY"),
        pytest.param(NORWEGIAN_DAY, "06.12.2021", "06.12.21", id="NORWEGIAN_DAY"),
        pytest.param(YEARS_WITH_DASH, "2018–2022", "2018-12", id="YEARS_WITH_DASH"),
    ],
)
def test_each_expression_finds_its_example(expression: re.Pattern[str], found: str, missed: str) -> None:
    assert expression.fullmatch(found)
    assert not expression.fullmatch(missed)
