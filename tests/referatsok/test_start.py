"""Starting is cheap: what is heavy is loaded only by the commands that need it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HEAVY = ("spacy", "thinc", "pandas", "pdfplumber", "pypdfium2", "docx", "lxml", "selectolax")


@cache
def imported_by(*arguments: str) -> frozenset[str]:
    """Top-level names of all modules that ``python -m referatsok`` with these arguments imports."""
    finished = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "referatsok", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode in {0, 1}, finished.stderr
    lines = (line for line in finished.stderr.splitlines() if line.startswith("import time:"))
    return frozenset(line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines)


@pytest.mark.parametrize("heavy", [*HEAVY, "whoosh", "numpy"])
def test_help_does_not_load(heavy: str) -> None:
    assert heavy not in imported_by("--help")


def test_a_search_loads_neither_the_language_model_nor_a_reader_nor_pandas(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    archive = tmp_path_factory.mktemp("no archive here")
    assert not imported_by("search", "vann", "--archive", str(archive)) & set(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("search", "kvikkleire skadevrk", "--no-history"), id="search"),
        pytest.param(("search", "kvikkleire", "--format", "json", "--sort", "date"), id="search as JSON"),
        pytest.param(("saved", "list"), id="saved"),
        pytest.param(("history",), id="history"),
    ],
)
def test_an_answer_from_an_archive_loads_none_of_them_either(arguments: tuple[str, ...], sample_archive: Path) -> None:
    assert not imported_by(*arguments, "--archive", str(sample_archive)) & {*HEAVY, "openpyxl", "importlib_metadata"}
