"""Dates and times of day, in the spellings that minutes have."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.heading.dates import find_dates, find_file_date, find_times


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("06.12.2021", "2021-12-06", id="figures"),
        pytest.param("6.12.21", "2021-12-06", id="two-figure year"),
        pytest.param("02.12.99", "1999-12-02", id="two-figure year of last century"),
        pytest.param("06 - 12 - 2021", "2021-12-06", id="blanks around hyphens"),
        pytest.param("24/4/2019", "2019-04-24", id="slashes"),
        pytest.param("6. desember 2021", "2021-12-06", id="in words"),
        pytest.param("Tirsdag 6 Desember 2021", "2021-12-06", id="weekday, capital month, no full stop"),
        pytest.param("tysdag den 6. desember 2021", "2021-12-06", id="nynorsk weekday"),
        pytest.param("6.des. 21", "2021-12-06", id="short month"),
        pytest.param("13. og 14. mars 2018", "2018-03-13", id="two days in words"),
        pytest.param("19. – 22.02.2002", "2002-02-19", id="several days in figures"),
        pytest.param("7. - 8. oktober 1997", "1997-10-07", id="range in words"),
        pytest.param("13.10.09 - 14.10.09", "2009-10-13", id="two whole dates"),
        pytest.param("2021-12-06", "2021-12-06", id="iso"),
        pytest.param("i møte den 24.06.2026:", "2026-06-24", id="colon after"),
    ],
)
def test_the_first_day_is_read(text: str, date: str) -> None:
    assert find_dates(text)[0].date.isoformat() == date


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("08.0306.054", id="damaged"),
        pytest.param("sak 12/21", id="case number"),
        pytest.param("32.13.2020", id="no such day"),
        pytest.param("§ 12.3.4.5", id="paragraph"),
        pytest.param("6. desember", id="no year"),
        pytest.param("78 48 71 11", id="telephone"),
        pytest.param("kr 1.406,-", id="money"),
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_date_without_a_year_takes_the_one_given() -> None:
    (found,) = find_dates("tirsdag 14. oktober", year=2014)
    assert found.date == dt.date(2014, 10, 14)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("10:00 – 11:10", "10:00", "11:10", id="range"),
        pytest.param("09:00 - 18.00", "09:00", "18:00", id="mixed signs"),
        pytest.param("09.00-11.00", "09:00", "11:00", id="no blanks"),
        pytest.param("0900", "09:00", None, id="four figures"),
        pytest.param("1830 – 2030", "18:30", "20:30", id="no year"),
        pytest.param("kl. 1400", "14:00", None, id="kl and four figures"),
        pytest.param("kl 18", "18:00", None, id="kl and the hour"),
        pytest.param("Fra kl. 09.00 til kl. 12.30", "09:00", "12:30", id="fra til"),
        pytest.param("9-11", "09:00", "11:00", id="hours alone"),
        pytest.param("til kl. 12.00", None, "12:00", id="end alone"),
        pytest.param("12.05.2010 kl. 18.00", "18:00", None, id="after a date"),
        pytest.param("09.00 - ca. 15.00", "09:00", "15:00", id="about"),
    ],
)
def test_times_of_a_field_are_read(text: str, start: str | None, end: str | None) -> None:
    found = find_times(text, own_field=True)
    assert found is not None
    times = [time.isoformat("minutes") if time else None for time in (found.start_time, found.end_time)]
    assert times == [start, end]


@pytest.mark.parametrize("text", ["i 2030", "06.12.2021", "sak 12/21", "pkt. 4.1.2"])
def test_other_figures_are_no_times(text: str) -> None:
    assert find_times(text) is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("kst_02.12.99.txt", "1999-12-02"),
        ("politiraad-2021-12-06.pdf", "2021-12-06"),
        ("referat_20211206.docx", "2021-12-06"),
        ("referat 6. desember 2021.docx", "2021-12-06"),
        ("vedtak-7872.txt", None),
        ("2020-01-01 til 2020-02-02.txt", None),
    ],
)
def test_a_file_name_dates_a_meeting_if_it_holds_one_date(name: str, date: str | None) -> None:
    found = find_file_date(name)
    assert (found.isoformat() if found else None) == date


@given(date=st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2069, 12, 31)))
def test_every_date_written_in_figures_is_read_back(date: dt.date) -> None:
    for text in (f"{date:%d.%m.%Y}", f"{date:%d.%m.%y}", f"{date:%Y-%m-%d}"):
        assert [found.date for found in find_dates(text)] == [date]


@given(text=st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for found in find_dates(text, year=2020):
        assert 0 <= found.start < found.end <= len(text)
    times = find_times(text, own_field=True)
    assert times is None or 0 <= times.start < times.end <= len(text)
