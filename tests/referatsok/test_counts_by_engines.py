"""The same counts from every engine, over the samples: each measure, several crosses, with and without a question."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tantivy", reason="tantivy is the extra «fast»")

ASKED = [
    ("--by", "theme", "--by", "year"),
    ("--by", "body", "--by", "quarter", "--per", "meeting"),
    ("--by", "responsible"),
    ("--by", "trend", "--by", "theme"),
    ("skadeverk under 18", "--by", "municipality", "--by", "year"),
    ("vold ELLER mobbing", "--by", "kind", "--body", "Politirådet", "--year", "2019..2022"),
]
MEASURES = ("items", "mentions", "meetings", "documents")


@pytest.fixture(scope="module")
def archives(
    run: Callable[..., Any], sample_archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    other = tmp_path_factory.mktemp("tantivy") / "arkiv"
    shutil.copytree(sample_archive, other)
    finished = run("reindex", "--engine", "tantivy", "--archive", other)
    assert finished.returncode == 0, finished.stderr
    return sample_archive, other


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_every_engine_counts_the_same(
    asked: tuple[str, ...], measure: str, archives: tuple[Path, Path], run: Callable[..., Any]
) -> None:
    answers = [
        json.loads(run("counts", *asked, "--measure", measure, "--format", "json", "--archive", archive).stdout)
        for archive in archives
    ]
    assert answers[0] == answers[1]
    assert answers[0]["rows"]


def test_the_sum_of_items_by_body_is_that_of_each_year(archives: tuple[Path, Path], run: Callable[..., Any]) -> None:
    def total(*by: str) -> int:
        said = run("counts", *by, "--format", "json", "--archive", archives[0]).stdout
        return sum(row["items"] for row in json.loads(said)["rows"])

    dated = ("--from", "1900-01-01")
    assert total("--by", "body", *dated) == total("--by", "year") == total("--by", "year", "--by", "body")
