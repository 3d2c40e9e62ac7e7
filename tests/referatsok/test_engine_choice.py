"""Which search engine an archive has, how it is changed, and what is said when it is not installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from referatsok.workspace import Workspace
from tests.referatsok.conftest import Run

pytest.importorskip("tantivy", reason="tantivy is the extra «fast»")

MINUTES = "REFERAT\nPolitirådet i Fjellvik\n6. desember 2021\n\nSak 1/21 Skadeverk\nSkadeverket i sentrum har økt.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papirer"
    folder.mkdir()
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    return folder


def engine_of(run: Run, archive: Path) -> str:
    return str(json.loads(run("status", "--json", "--archive", archive).stdout)["engine"])


def hits(run: Run, archive: Path) -> int:
    return int(json.loads(run("search", "skadeverk", "--format", "json", "--archive", archive).stdout)["total"])


def test_an_archive_keeps_the_engine_it_was_made_with_and_reindex_changes_it(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "arkiv"
    assert run("ingest", papers, "--engine", "tantivy", "--archive", archive).returncode == 0
    assert engine_of(run, archive) == "tantivy"
    before = hits(run, archive)
    assert before
    (papers / "nytt.txt").write_text(MINUTES.replace("2021", "2022").replace("/21", "/22"), encoding="utf-8")
    assert run("ingest", papers, "--archive", archive).returncode == 0
    assert (engine_of(run, archive), hits(run, archive)) == ("tantivy", 2 * before)
    assert run("reindex", "--engine", "whoosh", "--archive", archive).returncode == 0
    assert (engine_of(run, archive), hits(run, archive)) == ("whoosh", 2 * before)


def test_another_engine_for_an_archive_that_has_one_is_refused_with_the_command_that_changes_it(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "arkiv"
    assert run("ingest", papers, "--archive", archive).returncode == 0
    refused = run("ingest", papers, "--engine", "tantivy", "--archive", archive)
    assert refused.returncode == 2
    assert "bruker søkemotoren whoosh" in refused.stderr
    assert "referatsok reindex --engine tantivy" in refused.stderr
    assert engine_of(run, archive) == "whoosh"


WITHOUT_TANTIVY = "import sys; sys.modules['tantivy'] = None; from referatsok.cli import main; main(sys.argv[1:])"


def without_tantivy(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT_TANTIVY, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_where_the_engine_is_not_installed_one_sentence_says_how_to_install_it_and_nothing_is_made(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "arkiv"
    refused = without_tantivy("ingest", papers, "--engine", "tantivy", "--archive", archive)
    assert (refused.returncode, archive.exists()) == (2, False)
    assert 'Søkemotoren tantivy er ikke installert. Kjør «pip install "referatsok[fast]"»' in refused.stderr
    assert "Traceback" not in refused.stderr

    assert run("ingest", papers, "--engine", "tantivy", "--archive", archive).returncode == 0
    asked = without_tantivy("search", "skadeverk", "--archive", archive)
    assert asked.returncode == 2
    assert "referatsok reindex --engine whoosh" in asked.stderr
    assert "tantivy er ikke installert" in without_tantivy("status", "--archive", archive).stdout
    assert without_tantivy("reindex", "--engine", "whoosh", "--archive", archive).returncode == 0
    assert without_tantivy("search", "skadeverk", "--archive", archive).returncode == 0


def test_status_recommends_tantivy_for_a_large_archive_that_has_the_small_engine(
    run: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "arkiv"
    run("ingest", papers, "--archive", archive)
    assert "reindex --engine" not in run("status", "--archive", archive).stdout
    monkeypatch.setattr("referatsok.commands_keep.MANY_ITEMS", 0)
    recommended = run("status", "--archive", archive).stdout
    assert "Kjør «referatsok reindex --engine tantivy»." in recommended.replace("\n  ", " ")

    def missing() -> bool:
        return False

    monkeypatch.setattr("referatsok.commands_keep._has_tantivy", missing)
    recommended = run("status", "--archive", archive).stdout.replace("\n  ", " ")
    assert 'Kjør «pip install "referatsok[fast]"» og «referatsok reindex --engine tantivy».' in recommended


def test_reindex_waits_for_another_run_and_keeps_the_engine_that_it_gave_the_archive(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "arkiv"
    run("ingest", papers, "--archive", archive)
    with Archive.open(archive) as held, held.writing_lock():
        waiting = subprocess.Popen(
            [sys.executable, "-m", "referatsok", "reindex", "--archive", str(archive)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "En annen kjøring skriver til arkivet; venter på den.\n"
        workspace = Workspace(archive=held, engine_named="tantivy")
        workspace.rebuild(lambda _done, _all: None, lambda _done, _all: None)
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    assert engine_of(run, archive) == "tantivy"


def test_of_very_many_municipalities_status_says_how_many_more_there_are(
    run: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "arkiv"
    for place in ("Granvik", "Storvik"):
        (papers / f"{place}.txt").write_text(MINUTES.replace("Fjellvik", place), encoding="utf-8")
    run("ingest", papers, "--archive", archive)
    monkeypatch.setattr("referatsok.commands_keep.SHOWN_VALUES", 1)
    (line,) = (line for line in run("status", "--archive", archive).stdout.splitlines() if line.startswith("Kommuner"))
    assert line.endswith(", og 2 til")
