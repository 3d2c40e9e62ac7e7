"""Numbers set against each other: which is the earlier, and what is no count."""

from __future__ import annotations

import pytest

from ingest.language_model import LanguageModel
from ingest.themes.trend.numbers import in_parentheses, numbers_in
from ingest.themes.trend.times import whens_in

MODEL = LanguageModel(None)


def change(text: str) -> tuple[float, float] | None:
    (reading,) = MODEL.read([text])
    found = numbers_in(reading.words)
    return (found.before, found.after) if found else None


@pytest.mark.parametrize(
    ("text", "before_and_after"),
    [
        pytest.param("Sju saker i år mot fem i fjor.", (5, 7), id="against"),
        pytest.param("Ti ulykker i 2022, mot seks året før.", (6, 10), id="a year, and the year before"),
        pytest.param("12 i 2019, 9 i 2020 og 7 i 2021.", (12, 7), id="years in a row"),
        pytest.param("Antall innbrudd: 2021: 12, 2022: 8.", (12, 8), id="years before colons"),
        pytest.param("Innbrudd: 12 (8 i fjor).", (8, 12), id="aside"),
        pytest.param("Innbrudd: 12 (i fjor: 8).", (8, 12), id="aside, the time first"),
        pytest.param("Utforkjøringer: 4 – 7 – 11 de tre siste vintrene.", (4, 11), id="a series"),
        pytest.param("Det var 14 barn der, mens det ved forrige årsskifte var 22, sa hun.", (22, 14), id="clauses"),
        pytest.param("Tallet var 168, klart over de 121 i fjor.", (121, 168), id="compared"),
        pytest.param("26 er registrert, og fjorårets tall på 19 er passert.", (19, 26), id="passed"),
        pytest.param("6 saker både i første og andre halvår.", (6, 6), id="both"),
        pytest.param("14 saker i fjor, 14 no.", (14, 14), id="the same"),
        pytest.param("Ni saker, det samme som i fjor.", (9, 9), id="told to be the same"),
        pytest.param("Fire i haust, mot ni i vår.", (9, 4), id="seasons"),
        pytest.param("Ikke en eneste brann i fjor, mot sju året før.", (7, 0), id="none"),
        pytest.param("Det var 15 branner, mot normalt fire.", (4, 15), id="what is usual"),
        pytest.param("11 prosent ble plaget, mot 7,5 prosent i fjor.", (7.5, 11), id="shares"),
        pytest.param("Tallet har gått fra 20 til 12.", (20, 12), id="from and to"),
        pytest.param("9 saker, ned fra 14.", (14, 9), id="down from"),
        pytest.param("Fortsatt to saker.", (2, 2), id="still"),
        pytest.param("Saken ble vedtatt med 8 mot 3 stemmer.", None, id="votes"),
        pytest.param("Møtet er kl. 10, mot kl. 9 sist.", None, id="times of the day"),
        pytest.param("Elever i 10. klasse mot 9. klasse i fjor.", None, id="classes"),
        pytest.param("Vi har en økning på 20 fra samme tid i fjor.", None, id="the change itself"),
    ],
)
def test_numbers_go_from_the_earlier_to_the_later(text: str, before_and_after: tuple[float, float] | None) -> None:
    assert change(text) == before_and_after


def test_shares_are_no_counts() -> None:
    (reading,) = MODEL.read(["11 prosent ble plaget, mot 7 prosent i fjor."])
    found = numbers_in(reading.words)
    assert found is not None
    assert found.change is None


def test_one_more_of_many_is_the_same() -> None:
    (reading,) = MODEL.read(["48 branner i år, mot 47 i fjor."])
    found = numbers_in(reading.words)
    assert found is not None
    assert str(found.trend) == "uendret"


def test_parentheses_hold_the_earlier_number_where_the_text_says_so() -> None:
    (reading,) = MODEL.read(["Boligbranner: 6 (9)."])
    found = in_parentheses(reading.words)
    assert found is not None
    assert found.change == (9, 6)


def test_times_are_ranked() -> None:
    text = "i 2019 i første halvår 2020 i fjor i uke 14 i vår nå"
    ranks = [when.rank for when in whens_in(text) if text[when.start : when.end] != "i fjor"]
    assert ranks == sorted(ranks)
