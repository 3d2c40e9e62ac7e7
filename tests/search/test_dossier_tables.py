"""Tables of a dossier: columns of years that fit a page, columns left out, words that are not broken."""

from __future__ import annotations

import pytest

from search.dossier.blocks import Table, without_columns
from search.dossier.docx_file import TEXT_WIDTH_CM, column_widths
from search.dossier.files import sheet_names
from search.dossier.saying import MOST_YEARS, periods

TABLE = Table(
    title="Løftene",
    columns=("Dato", "Ansvarlig", "Hva"),
    rows=(("10.09.2018", "Beredskapskoordinatoren", "Ringer rundt og sier fra om det som er avtalt " * 4),),
    widths=(1, 1, 4),
)


def test_few_years_have_a_column_each() -> None:
    assert periods([2020, 2018, 2018]) == (("2018", (2018,)), ("2020", (2020,)))


@pytest.mark.parametrize("count", [MOST_YEARS + 1, 3 * MOST_YEARS])
def test_the_earliest_of_many_years_share_a_column_and_none_is_lost(count: int) -> None:
    years = range(1990, 1990 + count)
    columns = periods(years)
    assert len(columns) == MOST_YEARS
    assert [year for _, some in columns for year in some] == list(years)
    assert columns[0][0].startswith("1990–")


def test_a_column_that_is_left_out_takes_its_cells_and_width_along() -> None:
    left = without_columns(TABLE, "Ansvarlig")
    assert left.columns == ("Dato", "Hva")
    assert [len(row) for row in left.rows] == [2]
    assert left.widths == (1, 4)


def test_a_long_word_gets_room_from_the_columns_that_have_some() -> None:
    narrow = TEXT_WIDTH_CM / 6
    date, responsible, what = column_widths(TABLE, 9)
    assert responsible > 4 > narrow
    assert date >= 2
    assert date + responsible + what == pytest.approx(TEXT_WIDTH_CM)


def test_a_file_name_may_be_broken_and_takes_no_room() -> None:
    table = Table(title="Filene", columns=("Fil", "Sider"), rows=(("a" * 64, 3),), widths=(1, 1))
    assert column_widths(table, 9) == pytest.approx([TEXT_WIDTH_CM / 2] * 2)


def test_titles_that_are_long_and_alike_get_a_sheet_each() -> None:
    names = sheet_names([f"Deltakelse etter funksjon – Politirådet ({name})" for name in ("Øvre Elv", "Nedre Elv")])
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 31


def test_a_sheet_has_no_sign_in_its_name_that_a_spreadsheet_refuses() -> None:
    assert sheet_names(["Deltakere – Skole/oppvekst [A]"]) == ["Deltakere – Skole oppvekst  A "]
