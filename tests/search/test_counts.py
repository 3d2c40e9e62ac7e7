"""Counts against a hand count, what is said about them, and the files they are written to."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.analysis import Analysis
from index.engine import Engine
from index.record import Record
from minutes.errors import UsageError
from search.counts.files import counts_to_csv, counts_to_plain, write_counts, write_plot
from search.counts.kinds import Dimension, Measure
from search.counts.plot import chart_of
from search.counts.said import movement
from search.counts.table import Counts, count
from search.filters import Filters
from search.table_files import BYTE_ORDER_MARK, TableFormat, defused

Tally = Callable[..., Counts]
THEME, YEAR, QUARTER, MUNICIPALITY, BODY, KIND, RESPONSIBLE, TREND = Dimension


@pytest.fixture(scope="module")
def tally(record: Record, engine: Engine, analysis: Analysis) -> Tally:
    def counted(question: str = "", *by: Dimension, **options: Any) -> Counts:
        return count(record, engine, analysis, question, by=by, **options)

    return counted


def test_items_by_theme_and_year_are_as_counted_by_hand(tally: Tally) -> None:
    counts = tally("", THEME, YEAR)
    assert counts.columns == ("theme", "year", "items")
    assert counts.rows == (
        ("narkotika", 2020, 1),
        ("skadeverk", 2020, 1),
        ("skadeverk", 2021, 1),
        ("skole", 2020, 1),
        ("skole", 2021, 2),
        ("vold", 2021, 1),
    )
    assert counts.undated_left_out == 1


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        pytest.param(Measure.ITEMS, (("Elvebyen", 8), ("Fjellheim", 2)), id="items, undated ones too"),
        pytest.param(Measure.MENTIONS, (("Elvebyen", 6), ("Fjellheim", 2)), id="mentions that count"),
        pytest.param(Measure.MEETINGS, (("Elvebyen", 3), ("Fjellheim", 1)), id="meetings"),
        pytest.param(Measure.DOCUMENTS, (("Elvebyen", 3), ("Fjellheim", 1)), id="documents"),
    ],
)
def test_each_measure_is_as_counted_by_hand(measure: Measure, rows: tuple[tuple[str, int], ...], tally: Tally) -> None:
    assert tally("", MUNICIPALITY, measure=measure).rows == rows


def test_counts_are_restricted_by_question_and_filters(tally: Tally) -> None:
    assert tally("hærverk under 18", YEAR).rows == ((2020, 1), (2021, 1))
    assert tally("", BODY, KIND, filters=Filters(municipality=("fjellheim",))).rows == (
        ("Kommunestyret", "protokoll", 2),
    )
    assert tally("enhjørning", YEAR).rows == ()


def test_a_misspelt_word_is_told_where_it_leaves_nothing_to_count(tally: Tally) -> None:
    (remark,) = tally("skadevrk", YEAR).diagnostics
    assert remark.message == "«skadevrk» finnes ikke i arkivet. Mente du «skadeverk»?"
    assert tally("skadeverk", YEAR).diagnostics == ()
    (remark,) = tally("skadeverk", YEAR, filters=Filters(years=("1999",))).diagnostics
    assert remark.message.startswith("Uten filtrene er det ")


def test_several_dimensions_are_said_as_people_list_things(tally: Tally) -> None:
    assert ", fordelt på tema, år og kommune. " in tally("", THEME, YEAR, MUNICIPALITY).counted
    assert ", fordelt på tema. " in tally("", THEME).counted


def test_per_meeting_divides_by_all_meetings_of_the_place_and_time(tally: Tally) -> None:
    counts = tally("skadeverk", THEME, YEAR, per_meeting=True)
    assert counts.columns == ("theme", "year", "items", "meetings_held", "per_meeting")
    assert counts.rows == (("skadeverk", 2020, 1, 1, 1.0), ("skadeverk", 2021, 1, 2, 0.5), ("skole", 2021, 1, 2, 0.5))


def test_per_meeting_heeds_where_but_not_what(tally: Tally) -> None:
    counts = tally("tema:skole kommune:Elvebyen", THEME, per_meeting=True)
    assert ("skole", 2, 3, round(2 / 3, 4)) in counts.rows


def test_sums_agree_between_the_years_and_the_whole(tally: Tally) -> None:
    by_year = tally("", YEAR)
    assert sum(int(row[-1]) for row in by_year.rows) + by_year.undated_left_out == tally("", MUNICIPALITY).total == 10


def test_what_was_counted_and_left_out_is_said(tally: Tally) -> None:
    assert tally("skadeverk", THEME, YEAR).counted == (
        "Talt er 2 saker fra 2 møter og 2 dokumenter, fordelt på tema og år. "
        "Spørsmål: skadeverk (også hærverk, herverk). "
        "Det som har flere temaer, er talt under hvert av dem, så summen kan være større enn antall saker. "
        "1 sak uten dato er utelatt."
    )
    assert "5 saker uten tema er utelatt." not in tally("", YEAR).counted
    assert "3 saker uten tema er utelatt." in tally("", THEME).counted


@pytest.mark.parametrize("by", [(), (YEAR, YEAR)], ids=["none", "twice"])
def test_without_a_dimension_or_with_one_twice_it_says_how(by: tuple[Dimension, ...], tally: Tally) -> None:
    with pytest.raises(UsageError, match="--by theme --by year"):
        tally("", *by)


def test_csv_has_a_header_and_a_column_for_each_dimension(tally: Tally) -> None:
    text = counts_to_csv(tally("skadeverk", THEME, YEAR))
    assert text == "theme,year,items\nskadeverk,2020,1\nskadeverk,2021,1\nskole,2021,1\n"


def test_csv_for_excel_has_semicolons_decimal_commas_and_a_mark(tally: Tally) -> None:
    text = counts_to_csv(tally("skadeverk", YEAR, per_meeting=True), excel=True)
    assert text.startswith(BYTE_ORDER_MARK)
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";")) == [
        ["year", "items", "meetings_held", "per_meeting"],
        ["2020", "1", "1", "1,0"],
        ["2021", "1", "2", "0,5"],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_could_run_as_a_formula_is_defused(sign: str) -> None:
    assert defused(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert defused("Elvebyen") == "Elvebyen"
    assert defused(-3) == -3


def evil(counts: Counts) -> Counts:
    return replace(counts, rows=(("=1+1", 2020, 3),))


def test_no_written_table_holds_a_formula(tally: Tally, tmp_path: Path) -> None:
    counts = evil(tally("", THEME, YEAR))
    assert "\n'=1+1,2020,3\n" in counts_to_csv(counts)
    write_counts(counts, tmp_path / "tall.xlsx", TableFormat.XLSX)
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl kommer med ekstraen xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "tall.xlsx")["Tall"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value, sheet["C2"].value) == ("=1+1", "s", 2020, 3)


def test_json_has_rows_as_objects_and_what_was_counted(tally: Tally) -> None:
    plain = json.loads(json.dumps(counts_to_plain(tally("skadeverk", YEAR))))
    assert plain["rows"] == [{"year": 2020, "items": 1}, {"year": 2021, "items": 1}]
    assert (plain["by"], plain["measure"], plain["total"], plain["undated_left_out"]) == (["year"], "items", 2, 1)


@pytest.mark.parametrize("form", list(TableFormat))
def test_beside_a_written_table_stands_what_it_holds(form: TableFormat, tally: Tally, tmp_path: Path) -> None:
    path = tmp_path / f"tall.{form}"
    write_counts(tally("hærverk", YEAR), path, form, stamp={"analysis": "1"})
    about = json.loads((tmp_path / f"tall.{form}.meta.json").read_text(encoding="utf-8"))
    assert path.stat().st_size
    assert about["query"] == "hærverk"
    assert about["stamp"] == {"analysis": "1"}
    assert about["counted"].startswith("Talt er 2 saker")


def test_a_folder_that_is_not_there_is_a_sentence(tally: Tally, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Velg en mappe som finnes"):
        write_counts(tally("", YEAR), tmp_path / "borte" / "tall.csv", TableFormat.CSV)


def test_without_openpyxl_xlsx_is_one_sentence_with_the_command(
    tally: Tally, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(UsageError, match=r"pip install 'referatsok\[xlsx\]'"):
        write_counts(tally("", YEAR), tmp_path / "tall.xlsx", TableFormat.XLSX)


def test_quarters_are_those_of_the_year(tally: Tally) -> None:
    assert tally("", QUARTER).rows == (("2020-K1", 4), ("2021-K2", 2), ("2021-K4", 3))


def test_those_responsible_are_counted_and_the_rest_told(tally: Tally) -> None:
    counts = tally("", RESPONSIBLE)
    assert counts.rows == (("Kommunen", 1),)
    assert "9 saker uten oppfølgingspunkt med ansvarlig er utelatt" in counts.counted


def test_denied_mentions_are_counted_only_when_asked_for(tally: Tally) -> None:
    assert ("narkotika", 2021, 1) not in tally("", THEME, YEAR).rows
    counts = tally("", THEME, YEAR, every_mention=True)
    assert ("narkotika", 2021, 1) in counts.rows
    assert "avkreftede omtaler" in counts.counted


def test_sums_agree_between_a_cross_and_its_margins(tally: Tally) -> None:
    for question in ("", "skadeverk"):
        by_time = tally(question, YEAR)
        by_both = tally(question, YEAR, BODY)
        assert sum(int(row[-1]) for row in by_time.rows) == sum(int(row[-1]) for row in by_both.rows) == by_time.total


def test_meetings_held_are_told_for_every_year_between(tally: Tally) -> None:
    assert tally("skadeverk", YEAR).held == (("2020", 1), ("2021", 2))


@pytest.mark.parametrize(
    ("counted", "held", "way"),
    [
        pytest.param({"2020": 2, "2021": 3}, {"2020": 4, "2021": 4}, "for få til å si", id="too few"),
        pytest.param({"2020": 9, "2021": 9}, {"2020": 1, "2021": 1}, "for få til å si", id="too few meetings"),
        pytest.param({"2020": 10, "2021": 12}, {"2020": 4, "2021": 4}, "ingen tydelig endring", id="chance"),
        pytest.param({"2020": 3, "2021": 30}, {"2020": 4, "2021": 4}, "øker", id="up"),
        pytest.param({"2020": 30, "2021": 3}, {"2020": 4, "2021": 4}, "avtar", id="down"),
        pytest.param(
            {"2020": 10, "2021": 30}, {"2020": 4, "2021": 12}, "ingen tydelig endring", id="more meetings only"
        ),
        pytest.param({"2019": 3, "2021": 30}, {"2019": 4, "2020": 0, "2021": 4}, "øker", id="a year without meetings"),
    ],
)
def test_which_way_it_goes_is_said_only_where_there_is_enough(
    counted: dict[str, int], held: dict[str, int], way: str
) -> None:
    found = movement("Vold", counted, held, Measure.ITEMS)
    assert found is not None
    assert found.way == way
    assert f"n = {sum(counted.values())}" in found.words


def test_one_time_alone_has_no_movement() -> None:
    assert movement("Vold", {"2020": 40}, {"2020": 4}, Measure.ITEMS) is None


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_plot_is_the_same_twice_and_has_its_table_beside_it(ending: str, tally: Tally, tmp_path: Path) -> None:
    counts = tally("", THEME, YEAR)
    first, second = tmp_path / f"en.{ending}", tmp_path / f"to.{ending}"
    for path in (first, second):
        write_plot(counts, path, {"vold": "Vold og æøå"})
    assert first.read_bytes() == second.read_bytes()
    beside = json.loads(first.with_name(f"{first.name}.meta.json").read_text(encoding="utf-8"))
    assert [tuple(row.values()) for row in beside["rows"]] == list(counts.rows)
    if ending == "svg":
        assert "Vold og æøå" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("by", "name"),
    [
        pytest.param((THEME,), "x.svg", id="no time"),
        pytest.param((YEAR, THEME, BODY), "x.svg", id="too many dimensions"),
        pytest.param((YEAR,), "x.gif", id="an ending that is none"),
    ],
)
def test_what_cannot_be_drawn_is_said(by: tuple[Dimension, ...], name: str, tally: Tally, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\w"):
        write_plot(tally("", *by), tmp_path / name, {})
    assert not list(tmp_path.iterdir())


def test_a_year_without_meetings_is_a_gap_and_one_with_meetings_a_zero(tally: Tally) -> None:
    counts = replace(tally("skadeverk", YEAR), held=(("2019", 0), ("2020", 1), ("2021", 2), ("2022", 3)))
    (series,) = chart_of(counts, {}).series
    assert series.values == (None, 1.0, 1.0, 0.0)
