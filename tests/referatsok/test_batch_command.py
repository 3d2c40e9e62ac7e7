"""``batch``: many questions from a file, as a command."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.referatsok.conftest import Run


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "spørsmål.csv"
    path.write_text("nr;query\n1;kvikkleire\n2;\n3;tema:finnesikke\n", encoding="utf-8")
    return path


def test_a_row_a_question_and_the_file_beside_it(
    run: Run, sample_archive: Path, questions: Path, tmp_path: Path
) -> None:
    out = tmp_path / "svar.csv"
    finished = run("batch", questions, "-o", out, "--archive", sample_archive, "--kind", "referat")
    assert (finished.returncode, finished.stdout) == (0, "")
    assert "3 spørsmål. 1 kunne ikke søkes" in finished.stderr
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["nr"] for row in rows] == ["1", "2", "3"]
    assert int(rows[0]["total"]) >= int(rows[0]["meetings"]) > 0
    assert rows[0]["first_date"] < rows[0]["last_date"]
    assert rows[1]["error"]
    assert "finnesikke" in rows[2]["remarks"]
    about = json.loads((tmp_path / "svar.csv.meta.json").read_text(encoding="utf-8"))
    assert (about["filters"], about["questions"], about["failed"]) == ("type: referat", 3, 1)
    assert about["stamp"]["engine"] == "whoosh"


def test_without_a_file_the_answers_come_on_stdout(run: Run, sample_archive: Path, questions: Path) -> None:
    finished = run("batch", questions, "--archive", sample_archive, "--hits", "2", "--format", "json")
    assert [len(row["hits"]) for row in json.loads(finished.stdout)] == [2, 0, 0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(("--format", "xlsx"), "oppgi -o FIL.xlsx", id="a workbook on stdout"),
        pytest.param(("--column", "ord"), "Velg med --column blant «nr», «query»", id="no such column"),
        pytest.param(("--municipality", "Granvk"), "Granvik", id="a filter that is not there"),
        pytest.param(("-o", "borte/svar.csv"), "Velg en mappe som finnes", id="no such folder"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(
    options: tuple[str, ...], said: str, run: Run, sample_archive: Path, questions: Path
) -> None:
    finished = run("batch", questions, *options, "--archive", sample_archive)
    assert finished.returncode == 2
    assert said in finished.stderr


def test_the_questions_are_not_written_over(run: Run, sample_archive: Path, questions: Path) -> None:
    finished = run("batch", questions, "-o", questions, "--archive", sample_archive)
    assert finished.returncode == 2
    assert questions.read_text(encoding="utf-8").startswith("nr;query")
