"""Only themes that an item is mainly about: in filters, in the question, in facets and in counts."""

from __future__ import annotations

import pytest

from index.analysis import Analysis
from index.engine import And, Engine, Everything, Facet, FacetIs, Not, Or
from index.record import Record
from search.counts.kinds import Dimension, Measure
from search.counts.table import count
from search.filters import Filters, only_main
from search.find import find


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        pytest.param("hovedtema:skole", Filters(), id="a field of the question"),
        pytest.param("tema:skole", Filters(main=True), id="a theme of the question, and the filter"),
        pytest.param("", Filters(main=True, theme=("skole",)), id="a theme and main as filters"),
    ],
)
def test_an_item_that_only_touches_on_a_theme_is_not_found(
    question: str, filters: Filters, record: Record, engine: Engine, analysis: Analysis
) -> None:
    found = find(record, engine, analysis, question, filters=filters)
    assert {hit.title for hit in found.hits} == {"Kartlegging", "Skuleplass"}
    assert "hovedtema" in found.interpreted


def test_without_it_that_item_is_found(record: Record, engine: Engine, analysis: Analysis) -> None:
    assert find(record, engine, analysis, "tema:skole").total == 3


def test_the_number_beside_a_theme_is_of_items_mainly_about_it(
    record: Record, engine: Engine, analysis: Analysis
) -> None:
    found = find(record, engine, analysis, "", filters=Filters(main=True))
    assert {entry.value: entry.count for entry in found.facets["theme"]} == {
        "skadeverk": 3,
        "skole": 2,
        "narkotika": 1,
        "vold": 1,
    }
    chosen = find(record, engine, analysis, "", filters=Filters(main=True, theme=("skole",)))
    assert {entry.value: (entry.count, entry.chosen) for entry in chosen.facets["theme"]}["skole"] == (2, True)


@pytest.mark.parametrize(("main", "items"), [(False, 3), (True, 2)])
def test_counts_leave_out_what_an_item_only_touches_on(
    record: Record,
    engine: Engine,
    analysis: Analysis,
    main: bool,  # noqa: FBT001
    items: int,
) -> None:
    counted = count(record, engine, analysis, "", by=(Dimension.THEME,), filters=Filters(main=main))
    mentions = count(
        record, engine, analysis, "", by=(Dimension.THEME,), measure=Measure.MENTIONS, filters=Filters(main=main)
    )
    for table in (counted, mentions):
        assert ("skole", items) in table.rows
    assert ("bare hovedtemaer" in counted.counted) is main


def test_every_theme_of_a_question_becomes_a_main_one_and_nothing_else_changes() -> None:
    theme = FacetIs(facet=Facet.THEME, values=("vold",))
    main = FacetIs(facet=Facet.MAIN_THEME, values=("vold",))
    year = FacetIs(facet=Facet.YEAR, values=("2021",))
    asked = And(parts=(Or(parts=(theme, year)), Not(part=theme), Everything()))
    assert only_main(asked) == And(parts=(Or(parts=(main, year)), Not(part=main), Everything()))
