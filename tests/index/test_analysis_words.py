"""What is one word, and what case numbers and dates mean."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from index.phrases import AGE
from index.sought import CASE_PREFIX, SMALL_NUMBER
from index.words import (
    CASE,
    DATE,
    ISO_DATE,
    NUMBER,
    SECTION,
    WORD,
    WordKind,
    exact_form,
    find_words,
    plain_case,
    read_date,
)


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        pytest.param(SECTION, "§ 27-3", "27-3", id="SECTION"),
        pytest.param(ISO_DATE, "2021-12-06", "21-12-06", id="ISO_DATE"),
        pytest.param(DATE, "06.12.2021", "06.12", id="DATE"),
        pytest.param(CASE, "FS-12/21", "12-21", id="CASE"),
        pytest.param(NUMBER, "1.200.000", "1200", id="NUMBER"),
        pytest.param(WORD, "16-åringer", "16/åringer", id="WORD"),
        pytest.param(AGE.pattern, "mindreårige", "ungdom", id="AGE"),
        pytest.param(CASE_PREFIX.pattern, "PS", "ps", id="CASE_PREFIX"),
        pytest.param(SMALL_NUMBER.pattern, "5", "2021", id="SMALL_NUMBER"),
    ],
)
def test_each_expression_finds_its_example(expression: str, found: str, missed: str) -> None:
    whole = re.fullmatch if expression != AGE.pattern else re.search
    assert whole(expression, found)
    assert not whole(expression, missed)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("møte", WordKind.PLAIN),
        ("13/02", WordKind.CASE),
        ("6.12.21", WordKind.DATE),
        ("§ 13", WordKind.SECTION),
        ("10:00", WordKind.NUMBER),
    ],
)
def test_a_word_knows_what_it_is(text: str, kind: WordKind) -> None:
    (word,) = find_words(text)
    assert word.kind is kind


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("0013/02", "13/02"),
        ("13/2002", "13/02"),
        ("ps12/21", "12/21"),
        ("2021/1234", "2021/1234"),
        ("2021/0012-5", "2021/12"),
        ("0/00", "0/00"),
    ],
)
def test_a_case_number_has_one_plain_form(written: str, plain: str) -> None:
    assert plain_case(written) == plain


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("06.12.2021", dt.date(2021, 12, 6)),
        ("6.12.21", dt.date(2021, 12, 6)),
        ("1.2.99", dt.date(1999, 2, 1)),
        ("2021-12-06", dt.date(2021, 12, 6)),
        ("31.02.2021", None),
        ("00.00.0000", None),
    ],
)
def test_a_date_is_read_or_is_none(written: str, date: dt.date | None) -> None:
    assert read_date(written) == date


def test_typed_alike_is_exactly_alike() -> None:
    assert exact_form("Skole\u00advei") == "skolevei"
    assert exact_form("E\u2011POST") == "e-post"
    assert exact_form("§§\u00a027-3") == "§27-3"
    assert exact_form("A\u030a") == "å"
