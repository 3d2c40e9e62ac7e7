"""Two levels of themes in filters, facets and counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.analysis import Analysis
from index.engine import Engine, Facet, FacetIs
from index.record import Record
from search.counts.kinds import Dimension, Measure
from search.counts.table import count
from search.filters import Filters, read_filters
from search.find import find
from search.values import FacetValues
from tests.search.conftest import VOCABULARY, theme

UNDER = {"skadeverk": "kriminalitet", "vold": "kriminalitet"}


@pytest.fixture(scope="module")
def levels() -> Analysis:
    """The analysis with a vocabulary in which skadeverk and vold lie under kriminalitet."""
    below = tuple(replace(known, broader=UNDER.get(known.id)) for known in VOCABULARY.themes)
    return Analysis(replace(VOCABULARY, themes=(theme("kriminalitet", "Kriminalitet"), *below)))


def test_a_filter_on_an_upper_theme_asks_for_what_lies_under_it_too(levels: Analysis) -> None:
    read = read_filters(Filters(theme=("kriminalitet", "vold", "skole")), FacetValues(levels.vocabulary, {}))
    values = ("kriminalitet", "skadeverk", "vold", "skole")
    assert read.parts == (FacetIs(facet=Facet.THEME, values=values),)
    assert read.shown == ("tema: Kriminalitet (med undertemaer) eller Vold eller Skole",)


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        pytest.param("tema:kriminalitet", Filters(), id="in the question"),
        pytest.param("", Filters(theme=("kriminalitet",)), id="as a filter"),
    ],
)
def test_an_upper_theme_finds_items_that_are_marked_with_a_lower_one(
    question: str, filters: Filters, record: Record, engine: Engine, levels: Analysis
) -> None:
    found = find(record, engine, levels, question, filters=filters)
    assert found.total == 4
    assert all({"skadeverk", "vold"} & set(hit.themes) for hit in found.hits)
    assert "Kriminalitet (med undertemaer)" in found.interpreted


def test_leaving_out_an_upper_theme_leaves_out_the_lower_ones(record: Record, engine: Engine, levels: Analysis) -> None:
    found = find(record, engine, levels, "", filters=Filters(not_theme=("kriminalitet",)))
    assert not any({"skadeverk", "vold"} & set(hit.themes) for hit in found.hits)


def test_the_number_beside_a_theme_is_that_of_its_hits(record: Record, engine: Engine, levels: Analysis) -> None:
    facet = find(record, engine, levels, "").facets["theme"]
    assert [(entry.value, entry.count) for entry in facet] == [
        ("kriminalitet", 4),
        ("skadeverk", 3),
        ("skole", 3),
        ("narkotika", 1),
        ("vold", 1),
    ]
    for entry in facet:
        assert find(record, engine, levels, f"tema:{entry.value}").total == entry.count


def test_an_upper_theme_that_nothing_lies_under_is_no_facet(record: Record, engine: Engine, levels: Analysis) -> None:
    facet = find(record, engine, levels, "tema:skole IKKE tema:kriminalitet").facets["theme"]
    assert [entry.value for entry in facet] == ["skole"]


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        pytest.param(Measure.ITEMS, (("kriminalitet", 4), ("narkotika", 1), ("skole", 3)), id="items"),
        pytest.param(Measure.MENTIONS, (("kriminalitet", 4), ("narkotika", 1), ("skole", 3)), id="mentions"),
        pytest.param(Measure.MEETINGS, (("kriminalitet", 4), ("narkotika", 1), ("skole", 3)), id="meetings"),
    ],
)
def test_at_the_upper_level_a_lower_theme_counts_as_the_one_above_it(
    measure: Measure, rows: tuple[tuple[str, int], ...], record: Record, engine: Engine, levels: Analysis
) -> None:
    counted = count(record, engine, levels, by=(Dimension.THEME,), measure=measure, level=1)
    assert counted.rows == rows
    assert "Undertemaer er talt som temaet over dem." in counted.counted


def test_otherwise_each_theme_counts_as_itself(record: Record, engine: Engine, levels: Analysis) -> None:
    counted = count(record, engine, levels, by=(Dimension.THEME,))
    assert counted.rows == (("narkotika", 1), ("skadeverk", 3), ("skole", 3), ("vold", 1))
    assert "Undertemaer" not in counted.counted
