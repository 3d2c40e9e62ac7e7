"""Many questions from a file: how files are read, what becomes of each question, and how that is written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.analysis import Analysis
from index.engine import Engine
from index.record import Record
from minutes.errors import UsageError
from search.batch.ask import NO_QUESTION, Asked, Batch
from search.batch.questions import NOT_CSV, TOO_MANY_CELLS, read_questions, unique
from search.batch.results import ANSWER_COLUMNS, HIT_COLUMNS, Answered, answered, answers_as_text, write_answers
from search.filters import Filters
from search.find import find
from search.table_files import TableFormat

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def questions_in(path: Path, column: str | None = None) -> list[str]:
    return [row.question for row in read_questions(path, column).rows]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.csv", "nr,query\n1,rus\n2,vold\n", ["rus", "vold"], id="commas"),
        pytest.param("a.csv", "nr;spørsmål\n1;rus, vold\n", ["rus, vold"], id="semicolons"),
        pytest.param("a.csv", "nr\tSøk\n1\trus\n", ["rus"], id="tabs"),
        pytest.param("a.csv", b"\xef\xbb\xbfquery;nr\r\nr\xc3\xa5d;1\r\n", ["råd"], id="as Excel writes UTF-8"),
        pytest.param("a.csv", "spørsmål;nr\nråd;1\n".encode("cp1252"), ["råd"], id="as Windows writes"),
        pytest.param("a.csv", "query\tnr\nråd\t1\n".encode("utf-16"), ["råd"], id="UTF-16"),
        pytest.param("a.csv", 'query\n"""vold i hjemmet"" skole"\n', ['"vold i hjemmet" skole'], id="quoted as CSV"),
        pytest.param("a.csv", 'query\n"vold i hjemmet" skole\n', ['"vold i hjemmet" skole'], id="typed as in a search"),
        pytest.param("a.csv", "query\nrus, vold; skole\n", ["rus, vold; skole"], id="signs in the only column"),
        pytest.param("a.csv", "rus\nvold\n", ["rus", "vold"], id="no header"),
        pytest.param("a.csv", "emne\nrus\n", ["emne", "rus"], id="an unknown header may be a question"),
        pytest.param("a.txt", '"to ord" rus\n\n  vold \n', ['"to ord" rus', "vold"], id="a question a line"),
        pytest.param("a.json", '["rus", "vold"]', ["rus", "vold"], id="a list"),
        pytest.param("a.json", '[{"nr": 1, "query": "rus"}, {"query": null}]', ["rus", ""], id="objects"),
        pytest.param("a.csv", "query,nr\nrus,1\n,2\n", ["rus", ""], id="a row without a question"),
    ],
)
def test_the_questions_of_a_file(name: str, content: str | bytes, expected: list[str], write: Write) -> None:
    assert questions_in(write(name, content)) == expected


def test_the_column_can_be_named(write: Write) -> None:
    path = write("a.csv", "tema,ord\nskole,rus\n")
    assert questions_in(path, "Ord") == ["rus"]
    with pytest.raises(UsageError, match="Velg med --column blant «tema», «ord»"):
        read_questions(path)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        pytest.param('2,"rus" vold', NOT_CSV, id="a quotation mark inside"),
        pytest.param("2,rus,vold", TOO_MANY_CELLS, id="a comma inside"),
    ],
)
def test_a_bad_row_has_its_error_and_the_rest_go_on(line: str, error: str, write: Write) -> None:
    rows = read_questions(write("a.csv", f"nr,query\n1,vold\n{line}\n3,skole\n")).rows
    assert [row.question for row in rows] == ["vold", "", "skole"]
    assert [row.error for row in rows] == ["", error, ""]
    assert rows[1].cells[0] == "2"


def test_a_workbook_is_read(tmp_path: Path) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl", reason="openpyxl kommer med ekstraen xlsx")
    book = openpyxl.Workbook()
    for row in (("nr", "spørsmål"), (1, "rus"), (None, None), (2, "vold")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    read = read_questions(tmp_path / "a.xlsx")
    assert [row.cells for row in read.rows] == [("1", "rus"), ("2", "vold")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.csv", "", "har ingen spørsmål", id="empty"),
        pytest.param("a.csv", "query\n", "har ingen spørsmål", id="only a header"),
        pytest.param("a.json", "{", "ikke gyldig JSON", id="no JSON"),
        pytest.param("a.json", '{"a": 1}', "ikke en liste", id="no list"),
        pytest.param("a.xlsx", "rus", "kan ikke leses som regneark", id="no workbook"),
    ],
)
def test_a_file_without_questions_is_one_sentence(name: str, content: str, said: str, write: Write) -> None:
    with pytest.raises(UsageError, match=said):
        read_questions(write(name, content))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="den finnes ikke"):
        read_questions(tmp_path / "borte.csv")


def test_a_picture_is_not_read_as_questions(tmp_path: Path) -> None:
    picture = tmp_path / "bilde.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(UsageError, match="ikke en tekstfil"):
        read_questions(picture)


def test_columns_called_the_same_are_numbered() -> None:
    assert unique(("a", "b", "a", "a")) == ("a", "b", "a 2", "a 3")


@pytest.fixture
def batch(record: Record, engine: Engine, analysis: Analysis) -> Batch:
    return Batch(record, engine, analysis, filters=Filters(municipality=("Elvebyen",)), hits=2)


def test_each_question_is_counted_as_a_search_counts_it(
    batch: Batch, record: Record, engine: Engine, analysis: Analysis
) -> None:
    (asked,) = batch.ask(["skadeverk"])
    result = find(record, engine, analysis, "skadeverk", filters=Filters(municipality=("Elvebyen",)))
    assert (asked.total, asked.interpreted, asked.hits) == (result.total, result.interpreted, result.hits[:2])
    assert (asked.meetings, asked.first, asked.last) == (3, "2020-03-02", "2021-12-06")
    assert batch.restriction == "kommune: Elvebyen"


@pytest.mark.parametrize(
    ("question", "error"),
    [
        pytest.param("  ", NO_QUESTION, id="empty"),
        pytest.param("IKKE", "Spørsmålet har ingen ord å søke etter.", id="a sign"),
        pytest.param('""', "Spørsmålet har ingen ord å søke etter.", id="an empty quotation"),
    ],
)
def test_a_question_for_nothing_is_not_one_for_everything(question: str, error: str, batch: Batch) -> None:
    (asked,) = batch.ask([question])
    assert (asked.error, asked.total) == (error, None)


def test_what_was_not_understood_is_told_and_counted_all_the_same(batch: Batch) -> None:
    (asked,) = batch.ask(["tema:romfart ran"])
    assert asked.total == 0
    assert "romfart" in asked.remarks[0]


def table(write: Write, batch: Batch, *, hits: bool) -> Answered:
    questions = read_questions(write("a.csv", 'total,query\n=1+1,skadeverk\n2,""\n3,xylofonist\n4,"a" b\n'))
    return answered(questions, batch.ask(row.question for row in questions.rows), hits=hits)


def test_columns_of_the_file_are_kept_and_no_cell_is_a_formula(write: Write, batch: Batch) -> None:
    answers = table(write, batch, hits=False)
    rows = list(csv.DictReader(io.StringIO(answers_as_text(answers, TableFormat.CSV))))
    assert tuple(rows[0]) == ("total", "query", "interpreted", "total 2", *ANSWER_COLUMNS[2:])
    assert [(row["total"], row["query"], row["total 2"]) for row in rows] == [
        ("'=1+1", "skadeverk", "3"),
        ("2", "", ""),
        ("3", "xylofonist", "0"),
        ("4", "a b", ""),
    ]
    assert [row["error"] for row in rows] == ["", NO_QUESTION, "", NOT_CSV]
    assert answers.failed == 2


def test_with_hits_there_is_a_row_for_each_and_one_for_a_question_without(write: Write, batch: Batch) -> None:
    answers = table(write, batch, hits=True)
    rows = list(csv.DictReader(io.StringIO(answers_as_text(answers, TableFormat.CSV))))
    assert [row["rank"] for row in rows] == ["1", "2", "", "", ""]
    assert tuple(rows[0])[-len(HIT_COLUMNS) :] == HIT_COLUMNS
    assert rows[0]["title"] == "Møte om skadeverk"
    assert [len(entry["hits"]) for entry in json.loads(answers_as_text(answers, TableFormat.JSON))] == [2, 0, 0, 0]


@pytest.mark.parametrize("form", list(TableFormat))
def test_beside_the_answers_stands_what_they_are(form: TableFormat, write: Write, batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / f"svar.{form}"
    write_answers(table(write, batch, hits=True), path, form, about={"filters": batch.restriction}, excel=True)
    assert path.stat().st_size
    assert json.loads(path.with_name(f"{path.name}.meta.json").read_text(encoding="utf-8")) == {
        "filters": "kommune: Elvebyen"
    }


def test_a_row_that_could_not_be_read_keeps_its_error(write: Write) -> None:
    questions = read_questions(write("a.csv", "nr,query\n1,a,b\n"))
    (row,) = answered(questions, [Asked(question="", error=NO_QUESTION)], hits=False).plain()
    assert row["error"] == TOO_MANY_CELLS
