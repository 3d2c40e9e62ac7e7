"""``ingest``, ``status``, ``reindex`` and ``remove``: what goes in, what does not, and what is said about it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.choice import model_label
from tests.referatsok.conftest import SAMPLES, Run

REPORT_KEYS = {"files_seen", "new", "unchanged", "updated", "duplicates", "failed", "items", "seconds"}
MINUTES = """Granvik kommune
Referat
Møte i: Politirådet
Dato: 06.12.2021

Sak 1/21 Trafikksikkerhet
Politiet tar kontakt med skolen om farten i {street}.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "arkiv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "møter og annet"
    made.mkdir()
    (made / "referat.txt").write_text(MINUTES.format(street="Storgata"), encoding="utf-8")
    return made


def ingest(run: Run, archive: Path, *paths: Path, code: int = 0) -> dict[str, Any]:
    finished = run("ingest", *paths, "--archive", archive, "--json")
    assert finished.returncode == code, finished.stderr
    report: dict[str, Any] = json.loads(finished.stdout)
    assert report.keys() >= REPORT_KEYS
    return report


def found(run: Run, archive: Path, query: str) -> int:
    return int(json.loads(run("search", query, "--format", "json", "--archive", archive).stdout)["total"])


def test_a_file_is_new_once_and_unchanged_after(run: Run, archive: Path, folder: Path) -> None:
    assert ingest(run, archive, folder)["new"] == 1
    assert ingest(run, archive, folder)["unchanged"] == 1


def test_the_same_bytes_at_another_path_are_a_duplicate_and_found_once(run: Run, archive: Path, folder: Path) -> None:
    shutil.copy(folder / "referat.txt", folder / "kopi.txt")
    report = ingest(run, archive, folder)
    assert (report["new"], report["duplicates"]) == (1, 1)
    assert found(run, archive, "Storgata") == 1


def test_a_new_version_of_a_file_replaces_the_old_one(run: Run, archive: Path, folder: Path) -> None:
    ingest(run, archive, folder)
    (folder / "referat.txt").write_text(MINUTES.format(street="Lillegata"), encoding="utf-8")
    assert ingest(run, archive, folder)["updated"] == 1
    assert (found(run, archive, "Storgata"), found(run, archive, "Lillegata")) == (0, 1)


def test_what_cannot_be_read_is_listed_with_its_reason_and_the_rest_comes_in(
    run: Run, archive: Path, folder: Path
) -> None:
    (folder / "tom.pdf").touch()
    (folder / "ødelagt.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    (folder / "bilde.txt").write_bytes(b"GIF89a" + bytes(200))
    report = ingest(run, archive, folder, code=3)
    assert report["new"] == 1
    reasons = {Path(failed["path"]).name: failed["reason"] for failed in report["failed"]}
    assert reasons == {"tom.pdf": "tom", "ødelagt.pdf": "skadet", "bilde.txt": "ukjent format"}
    assert all(failed["message"] for failed in report["failed"])


def test_a_failure_is_not_tried_again_but_said_again_and_stands_in_the_status(
    run: Run, archive: Path, folder: Path
) -> None:
    (folder / "tom.pdf").touch()
    ingest(run, archive, folder, code=3)
    assert ingest(run, archive, folder, code=3)["failed"][0]["reason"] == "tom"
    assert "tom.pdf" in run("status", "--archive", archive).stdout


def test_programs_and_data_in_a_folder_are_passed_over_and_counted(run: Run, archive: Path, folder: Path) -> None:
    (folder / "lest.json").write_text("{}", encoding="utf-8")
    assert ingest(run, archive, folder)["passed_over"] == {".json": 1}


def test_an_empty_folder_is_no_error(run: Run, archive: Path, tmp_path: Path) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    assert ingest(run, archive, empty)["files_seen"] == 0


def test_a_path_that_is_not_there_is_a_usage_error(run: Run, archive: Path, tmp_path: Path) -> None:
    finished = run("ingest", tmp_path / "finnes ikke", "--archive", archive)
    assert finished.returncode == 2
    assert "Finner ikke" in finished.stderr


def test_what_the_user_says_of_municipality_and_body_wins(run: Run, archive: Path, folder: Path) -> None:
    command = ("ingest", folder, "--municipality", "Elvebyen", "--body", "Rådet", "--archive", archive)
    assert run(*command).returncode == 0
    hit = json.loads(run("search", "Storgata", "--format", "json", "--archive", archive).stdout)["hits"][0]
    assert (hit["municipality"], hit["body"]) == ("Elvebyen", "Rådet")


def test_removed_files_are_gone_from_search_and_come_back_by_the_command_that_is_offered(
    run: Run, archive: Path, folder: Path
) -> None:
    ingest(run, archive, folder)
    finished = run("remove", folder / "referat.txt", "--archive", archive)
    assert finished.returncode == 0
    assert "referatsok ingest" in finished.stderr
    assert found(run, archive, "Storgata") == 0
    assert ingest(run, archive, folder)["new"] == 1


def test_a_destroyed_index_is_exit_code_4_and_reindex_mends_it_without_the_files(
    run: Run, archive: Path, folder: Path
) -> None:
    ingest(run, archive, folder)
    shutil.rmtree(archive / "index")
    shutil.rmtree(folder)
    finished = run("search", "Storgata", "--archive", archive)
    assert finished.returncode == 4
    assert "referatsok reindex" in finished.stderr
    assert run("reindex", "--archive", archive).returncode == 0
    assert found(run, archive, "Storgata") == 1


def test_an_index_of_another_version_is_exit_code_4_and_ingest_rebuilds_it(
    run: Run, archive: Path, folder: Path
) -> None:
    ingest(run, archive, folder)
    stamp = next((archive / "index").glob("*/stamp.json"))
    stamp.write_text(
        stamp.read_text(encoding="utf-8").replace('"vocabulary": "', '"vocabulary": "old '), encoding="utf-8"
    )
    assert run("search", "Storgata", "--archive", archive).returncode == 4
    ingest(run, archive, folder)
    assert found(run, archive, "Storgata") == 1


@pytest.mark.parametrize("command", ["ingest", "parse"])
def test_a_model_that_is_not_installed_is_a_usage_error_before_anything_is_read(
    run: Run, archive: Path, folder: Path, command: str
) -> None:
    paths = [folder / "referat.txt"] if command == "parse" else [folder, "--archive", archive]
    finished = run(command, *paths, "--model", "nb_core_news_xl")
    assert finished.returncode == 2
    assert "«nb_core_news_xl» er ikke installert. Installer den med" in finished.stderr
    assert not archive.exists()


def test_an_archive_made_with_another_model_is_asked_without_it_and_changes_over_when_told(
    run: Run, archive: Path, folder: Path
) -> None:
    ingest(run, archive, folder)
    stamp = next((archive / "index").glob("*/stamp.json"))
    stamp.write_text(
        stamp.read_text(encoding="utf-8").replace(model_label(), "nb_core_news_lg-3.8.0"), encoding="utf-8"
    )
    assert found(run, archive, "Storgata") == 1
    refused = run("ingest", folder, "--archive", archive)
    assert (refused.returncode, "--model referatsok" in refused.stderr) == (2, True)
    assert run("ingest", folder, "--archive", archive, "--model", "referatsok").returncode == 0
    assert model_label() in next((archive / "index").glob("*/stamp.json")).read_text(encoding="utf-8")


def test_a_document_says_which_model_read_it(run: Run, folder: Path) -> None:
    document = json.loads(run("parse", folder / "referat.txt", "--model", "referatsok").stdout)
    assert document["made_by"]["model"] == model_label()


def test_status_counts_what_is_in(run: Run, sample_archive: Path) -> None:
    seen = json.loads(run("status", "--json", "--archive", sample_archive).stdout)
    assert seen["documents"] == sum(1 for path in (SAMPLES / "documents").iterdir() if path.is_file())
    assert seen["failures"] == []
    assert seen["index"] == "ok"
    assert seen["pending"] == 0


def test_parse_writes_one_document_and_touches_no_archive(run: Run, archive: Path, folder: Path) -> None:
    finished = run("parse", folder / "referat.txt")
    document = json.loads(finished.stdout)
    assert document["meeting"]["date"] == "2021-12-06"
    assert document["items"][0]["number"]
    assert not archive.exists()


@pytest.mark.parametrize("name", ["finnes ikke.pdf", "."])
def test_parse_of_no_file_is_a_sentence(run: Run, name: str, tmp_path: Path) -> None:
    finished = run("parse", tmp_path / name)
    assert finished.returncode == 3
    assert finished.stderr.startswith("Feil: ")
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("remove", ""), id="remove"),
        pytest.param(("ingest", " "), id="ingest"),
        pytest.param(("parse", ""), id="parse"),
        pytest.param(("search", "Storgata", "--archive", ""), id="an archive"),
    ],
)
def test_an_empty_path_is_not_the_folder_at_hand(
    arguments: tuple[str, ...], run: Run, archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(run, archive, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("REFERATSOK_ARCHIVE", str(archive))
    refused = run(*arguments)
    assert refused.returncode == 2
    assert "den er tom; «.» er mappen du står i." in refused.stderr
    assert found(run, archive, "Storgata") == 1


def test_the_themes_that_come_with_the_program_are_named_as_elsewhere(run: Run, folder: Path) -> None:
    named = json.loads(run("parse", folder / "referat.txt", "--themes", "referatsok").stdout)
    assert named["items"] == json.loads(run("parse", folder / "referat.txt").stdout)["items"]
