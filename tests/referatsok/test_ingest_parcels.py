"""``ingest`` of archives and mails: each file in them is a document of its own, and follows its archive."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.referatsok.conftest import Run

MINUTES = """Granvik kommune
Referat
Møte i: Ungdomsrådet
Dato: 06.12.2021

Sak 1/21 Skolevei
Kommunen setter opp lys i {street}.
"""


def pack(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for name, street in members.items():
            made.writestr(f"møter/{name}.txt", MINUTES.format(street=street))


def ingest(run: Run, archive: Path, path: Path, *, code: int = 0) -> dict[str, Any]:
    finished = run("ingest", path, "--archive", archive, "--json")
    assert finished.returncode == code, finished.stderr
    report: dict[str, Any] = json.loads(finished.stdout)
    return report


def sources(run: Run, archive: Path, query: str) -> list[str]:
    answer = json.loads(run("search", query, "--format", "json", "--archive", archive).stdout)
    return [hit["source"] for hit in answer["hits"]]


@pytest.mark.slow
def test_an_archive_follows_its_file_and_goes_with_it(run: Run, tmp_path: Path) -> None:
    archive, papers = tmp_path / "arkiv", tmp_path / "papirer.zip"
    pack(papers, a="Storgata", b="Lillegata")
    assert ingest(run, archive, papers)["new"] == 2
    assert [source.endswith("papirer.zip!møter/b.txt") for source in sources(run, archive, "Lillegata")] == [True]
    assert ingest(run, archive, papers)["unchanged"] == 2

    pack(papers, a="Storgata", c="Nygata")
    report = ingest(run, archive, papers)
    assert (report["new"], report["unchanged"]) == (1, 1)
    assert not sources(run, archive, "Lillegata")

    papers.write_bytes(papers.read_bytes()[:90])
    assert [failed["reason"] for failed in ingest(run, archive, papers, code=3)["failed"]] == ["skadet"]
    assert sources(run, archive, "Storgata")  # what was read of it before is kept

    pack(papers, a="Storgata")
    assert not ingest(run, archive, papers)["failed"]
    assert "papirer.zip:" not in run("status", "--archive", archive).stdout
    assert run("remove", papers, "--archive", archive).returncode == 0
    assert not sources(run, archive, "Storgata")


def test_what_lies_in_an_archive_and_is_no_document_is_passed_over(run: Run, tmp_path: Path) -> None:
    papers = tmp_path / "papirer.zip"
    pack(papers, a="Storgata")
    with zipfile.ZipFile(papers, "a") as made:
        for name in ("__MACOSX/møter/._a.txt", "møter/.DS_Store", "tall.csv"):
            made.writestr(name, "x")
        made.writestr("../ut.txt", "x")
    report = ingest(run, tmp_path / "arkiv", papers, code=3)
    assert (report["new"], report["passed_over"]) == (1, {".csv": 1})
    assert [failed["reason"] for failed in report["failed"]] == ["utrygg sti"]


def test_parse_says_that_an_archive_holds_several_documents(run: Run, tmp_path: Path) -> None:
    papers = tmp_path / "papirer.zip"
    pack(papers, a="Storgata")
    finished = run("parse", papers)
    assert finished.returncode == 3
    assert "referatsok ingest" in finished.stderr
