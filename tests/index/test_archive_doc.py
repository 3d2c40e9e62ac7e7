"""The questions in docs/archive.md run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.catalogue import Catalogue

TEXT = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("question", blocks("sql"))
def test_a_question_in_sql_can_be_asked(tmp_path: Path, question: str) -> None:
    with Catalogue(tmp_path / "catalog.db") as catalogue:
        assert catalogue.query(question) == []


@pytest.mark.parametrize("program", blocks("python"))
def test_a_program_runs(tmp_path: Path, program: str) -> None:
    Catalogue(tmp_path / "catalog.db").close()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr


def test_every_table_is_explained(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "catalog.db") as catalogue:
        tables = {name for (name,) in catalogue.query("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {name for name in tables if not name.startswith("sqlite_")} == set(
        re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)
    )
