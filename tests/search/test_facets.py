"""Facets: what could be chosen, how many there would be, and what was chosen."""

from __future__ import annotations

import pytest

from index.analysis import Analysis
from index.engine import Engine
from index.record import Record
from search.filters import Filters
from search.find import SearchResult, find


def asked(record: Record, engine: Engine, analysis: Analysis, filters: Filters, question: str = "") -> SearchResult:
    return find(record, engine, analysis, question, filters=filters)


def as_table(result: SearchResult, facet: str) -> list[tuple[str, int, bool]]:
    return [(entry.value, entry.count, entry.chosen) for entry in result.facets[facet]]


def test_a_facet_is_counted_without_what_was_chosen_of_it_and_shows_it(
    record: Record, engine: Engine, analysis: Analysis
) -> None:
    result = asked(record, engine, analysis, Filters(municipality=("fjellheim",)), "skole")
    assert as_table(result, "municipality") == [("Elvebyen", 2, False), ("Fjellheim", 1, True)]
    assert as_table(result, "body") == [("Kommunestyret", 1, False)]
    assert result.total == 1


def test_values_of_a_facet_are_alternatives_and_facets_restrict_each_other(
    record: Record, engine: Engine, analysis: Analysis
) -> None:
    filters = Filters(municipality=("Elvebyen", "Fjellheim"), years=("2021",))
    result = asked(record, engine, analysis, filters, "skole")
    assert result.total == 2
    assert as_table(result, "municipality") == [("Elvebyen", 1, True), ("Fjellheim", 1, True)]
    assert as_table(result, "year") == [("2021", 2, True), ("2020", 1, False)]


def test_what_was_chosen_is_shown_even_where_nothing_has_it(record: Record, engine: Engine, analysis: Analysis) -> None:
    result = asked(record, engine, analysis, Filters(municipality=("Fjellheim",)), "ran")
    assert result.total == 0
    assert as_table(result, "municipality") == [("Elvebyen", 1, False), ("Fjellheim", 0, True)]
    years = asked(record, engine, analysis, Filters(years=("1999", "2001..2003")), "ran")
    assert as_table(years, "year") == [("2020", 1, False), ("1999", 0, True)]


def test_what_is_left_out_stays_out_of_its_own_facet(record: Record, engine: Engine, analysis: Analysis) -> None:
    result = asked(record, engine, analysis, Filters(not_municipality=("Fjellheim",)), "skole")
    assert as_table(result, "municipality") == [("Elvebyen", 2, False)]


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        pytest.param(Filters(), set(), id="none"),
        pytest.param(Filters(years=("2020..2021",)), {"2020", "2021"}, id="a span"),
        pytest.param(Filters(years=("2021", "uten dato")), {"2021", "uten dato"}, id="a year and no date"),
        pytest.param(Filters(undated=True), {"uten dato"}, id="no date"),
    ],
)
def test_years_are_marked_when_all_of_them_is_chosen(
    filters: Filters, chosen: set[str], record: Record, engine: Engine, analysis: Analysis
) -> None:
    result = asked(record, engine, analysis, filters, "skadeverk")
    years = result.facets["year"]
    assert {entry.value for entry in years if entry.chosen} == chosen
    assert {entry.value for entry in years} == {"2020", "2021", "uten dato"}


def test_every_number_beside_a_value_is_that_of_its_hits(record: Record, engine: Engine, analysis: Analysis) -> None:
    filters = Filters(kind=("referat",), years=("2021",))
    for entry in asked(record, engine, analysis, filters).facets["year"]:
        chosen = Filters(kind=("referat",), years=(entry.value,))
        assert asked(record, engine, analysis, chosen).total == entry.count
    for entry in asked(record, engine, analysis, filters).facets["theme"]:
        chosen = Filters(kind=("referat",), years=("2021",), theme=(entry.value,))
        assert asked(record, engine, analysis, chosen).total == entry.count
