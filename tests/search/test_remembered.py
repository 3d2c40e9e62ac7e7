"""Saved questions and the history of an archive: kept, found again, forgotten, and never in the way of a search."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes.errors import ArchiveError, UsageError
from search.filters import Filters
from search.remembered import (
    HISTORY_FILE,
    MOST_ASKED,
    SAVED_FILE,
    WAIT_SECONDS,
    Remembered,
    filters_from_text,
    filters_to_text,
)

CHOSEN = Filters(municipality=("Elvebyen",), not_body=("Rådet",), years=("2018..2020", "uten dato"), undated=True)


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path)


def test_nothing_is_made_before_something_is_kept(remembered: Remembered, tmp_path: Path) -> None:
    assert (remembered.saved(), remembered.asked(5), remembered.forget_asked()) == ((), (), 0)
    assert list(tmp_path.iterdir()) == []


def test_a_question_is_found_again_by_its_name_whatever_its_capitals(remembered: Remembered) -> None:
    assert remembered.save("  Hærverk   under 18 ", "hærverk under 18", CHOSEN) is None
    found = remembered.saved_as("HÆRVERK under 18")
    assert (found.name, found.question, found.filters) == ("Hærverk under 18", "hærverk under 18", CHOSEN)


def test_bytes_that_are_no_text_are_kept_as_a_mark(remembered: Remembered) -> None:
    chosen = Filters(municipality=("Elv\udcff",))
    remembered.save("r\udcff", "vold \udcff", chosen)
    remembered.note("vold \udcff", chosen, 3)
    assert (remembered.saved()[0].name, remembered.saved()[0].question) == ("r\ufffd", "vold \ufffd")
    assert remembered.asked(1)[0].question == "vold \ufffd"


def test_a_decomposed_name_is_the_same_name(remembered: Remembered) -> None:
    remembered.save("råd", "vann", Filters())
    assert remembered.saved_as("ra\u030ad").question == "vann"


def test_a_name_is_not_given_twice_unless_that_is_asked_for(remembered: Remembered) -> None:
    remembered.save("rus", "rus", Filters())
    with pytest.raises(UsageError, match="--replace"):
        remembered.save("Rus", "rusmiddel", Filters())
    before = remembered.save("Rus", "rusmiddel", Filters(), replace=True)
    assert before is not None
    assert before.question == "rus"
    assert [(each.name, each.question) for each in remembered.saved()] == [("Rus", "rusmiddel")]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "--limit"], ids=["empty", "blanks", "too long", "an option"])
def test_a_name_that_cannot_be_typed_is_refused(name: str, remembered: Remembered) -> None:
    with pytest.raises(UsageError, match="mellom 1 og 80 tegn"):
        remembered.save(name, "rus", Filters())


@pytest.mark.parametrize(
    ("names", "way_out"),
    [
        pytest.param((), "saved add", id="none is saved"),
        pytest.param(("hærverk",), "Mente du «hærverk»", id="one is called nearly so"),
        pytest.param(("vann",), "saved list", id="others are saved"),
    ],
)
def test_a_name_that_is_not_there_tells_the_way_out(
    names: tuple[str, ...], way_out: str, remembered: Remembered
) -> None:
    for name in names:
        remembered.save(name, name, Filters())
    with pytest.raises(UsageError, match=way_out):
        remembered.forget_saved("haerverk")


def test_a_removed_question_is_given_back_to_be_saved_again(remembered: Remembered) -> None:
    remembered.save("rus", "rus", CHOSEN)
    gone = remembered.forget_saved("rus")
    assert remembered.saved() == ()
    remembered.save(gone.name, gone.question, gone.filters)
    assert remembered.saved_as("rus").filters == CHOSEN


def test_what_was_asked_comes_newest_first_and_once(remembered: Remembered) -> None:
    for question, total in (("rus", 3), ("vold", 2), ("rus", 4)):
        remembered.note(question, Filters(), total)
    remembered.note("rus", CHOSEN, 1)
    assert [(each.question, each.filters, each.total) for each in remembered.asked(9)] == [
        ("rus", CHOSEN, 1),
        ("rus", Filters(), 4),
        ("vold", Filters(), 2),
    ]
    assert len(remembered.asked(1)) == 1


def test_what_is_forgotten_is_not_in_the_file_either(remembered: Remembered, tmp_path: Path) -> None:
    remembered.note("hemmelighet", Filters(), 0)
    assert b"hemmelighet" in (tmp_path / HISTORY_FILE).read_bytes()
    assert remembered.forget_asked() == 1
    assert b"hemmelighet" not in (tmp_path / HISTORY_FILE).read_bytes()


def test_history_can_be_turned_off_and_on(remembered: Remembered) -> None:
    remembered.keep_asked(on=False)
    remembered.note("rus", Filters(), 1)
    assert (remembered.keeps_asked, remembered.asked(5)) == (False, ())
    remembered.keep_asked(on=True)
    remembered.note("rus", Filters(), 1)
    assert len(remembered.asked(5)) == 1


def test_a_saved_question_is_given_another_name(remembered: Remembered) -> None:
    remembered.save("rus", "rus ELLER narkotika", Filters(years=("2021",)))
    remembered.save("vold", "vold", Filters())

    assert remembered.rename("RUS", " Rus  i år ").name == "rus"
    renamed = remembered.saved_as("rus i år")
    assert (renamed.name, renamed.question, renamed.filters.years) == ("Rus i år", "rus ELLER narkotika", ("2021",))
    assert remembered.rename("vold", "Vold").name == "vold"
    assert [each.name for each in remembered.saved()] == ["Rus i år", "Vold"]


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        pytest.param("rus", "VOLD", "Det er alt lagret et søk som heter «vold»", id="a name that is taken"),
        pytest.param("rusk", "x", "Det er ikke lagret noe søk som heter «rusk»", id="a name that is not there"),
        pytest.param("rus", " ", "må ha mellom 1 og 80 tegn", id="no name"),
        pytest.param("rus", "-x", "ikke begynne med en strek", id="a name like an option"),
    ],
)
def test_what_cannot_be_renamed_stays_as_it_was(name: str, new: str, said: str, remembered: Remembered) -> None:
    for each in ("rus", "vold"):
        remembered.save(each, each, Filters())
    with pytest.raises(UsageError, match=said):
        remembered.rename(name, new)
    assert [each.name for each in remembered.saved()] == ["rus", "vold"]


def test_only_so_many_questions_are_remembered(remembered: Remembered, tmp_path: Path) -> None:
    remembered.note("gammelt", Filters(), 1)
    with sqlite3.connect(tmp_path / HISTORY_FILE) as database:
        database.execute("UPDATE asked SET number = 1")
        database.execute("INSERT INTO asked VALUES (?, '', 'nyere', '{}', 0)", (MOST_ASKED,))
    database.close()
    remembered.note("nyest", Filters(), 1)
    assert [each.question for each in remembered.asked(9)] == ["nyest", "nyere"]


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        pytest.param("a folder in its place", "den kan ikke åpnes", id="a folder in its place"),
        pytest.param("no database", "den er ingen database", id="no database"),
    ],
)
def test_a_search_does_not_fail_where_it_cannot_be_remembered(
    harm: str, why: str, remembered: Remembered, tmp_path: Path
) -> None:
    for name in (SAVED_FILE, HISTORY_FILE):
        if harm == "no database":
            (tmp_path / name).write_bytes(b"no database at all " * 99)
        else:
            (tmp_path / name).mkdir()
    remembered.note("rus", Filters(), 1)
    with pytest.raises(ArchiveError, match=f"kan ikke leses eller skrives: {why}\\."):
        remembered.save("rus", "rus", Filters())
    with pytest.raises(ArchiveError, match=f"kan ikke leses eller skrives: {why}\\."):
        remembered.asked(5)


def test_a_search_does_not_wait_for_another_process(remembered: Remembered, tmp_path: Path) -> None:
    remembered.note("rus", Filters(), 1)
    other = sqlite3.connect(tmp_path / HISTORY_FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    remembered.note("vold", Filters(), 1)
    assert time.monotonic() - began < WAIT_SECONDS / 2
    other.execute("ROLLBACK")
    other.close()
    assert [each.question for each in remembered.asked(5)] == ["rus"]


def test_a_filter_of_a_newer_version_is_one_sentence(remembered: Remembered, tmp_path: Path) -> None:
    remembered.save("rus", "rus", Filters())
    with sqlite3.connect(tmp_path / SAVED_FILE) as database:
        database.execute("""UPDATE saved SET filters = '{"weather": ["sol"]}'""")
    database.close()
    with pytest.raises(ArchiveError, match="annen versjon"):
        remembered.saved()


texts = st.lists(st.text(max_size=9), max_size=3).map(tuple)
filters = st.builds(
    Filters,
    **{
        field.name: texts
        if field.default == ()
        else st.booleans()
        if field.default is False
        else st.none() | st.text(min_size=1, max_size=9)
        for field in fields(Filters)
    },
)


@given(filters)
def test_filters_come_back_from_their_text(chosen: Filters) -> None:
    assert filters_from_text(filters_to_text(chosen)) == chosen
