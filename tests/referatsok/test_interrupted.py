"""A run that is killed loses nothing and doubles nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from referatsok.__main__ import start
from tests.referatsok.conftest import ROOT, SAMPLES, run_command

ROUNDS = int(os.environ.get("REFERATSOK_KILL_ROUNDS", "3"))
LONGEST_SECONDS = 6.0


def contents(archive: Path) -> dict[str, Any]:
    """What the archive holds, from the catalogue and, apart from it, from the search index."""
    with sqlite3.connect(archive / "catalog.db") as connection:
        documents = sorted(row[0] for row in connection.execute("SELECT id FROM documents"))
        items = sorted(row[0] for row in connection.execute("SELECT id FROM items"))
    found = json.loads(run_command("search", "*", "--limit", "10000", "--format", "json", "--archive", archive).stdout)
    return {"documents": documents, "items": items, "found": sorted(hit["item_id"] for hit in found["hits"])}


@pytest.mark.slow
def test_kill_9_at_random_points_then_a_run_to_the_end_gives_what_an_undisturbed_run_gives(
    tmp_path: Path, sample_archive: Path
) -> None:
    archive = tmp_path / "arkiv"
    chance = random.Random(6)
    command = [sys.executable, "-m", "referatsok", "ingest", str(SAMPLES), "--archive", str(archive), "--jobs", "2"]
    for _ in range(ROUNDS):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(chance.uniform(0.3, LONGEST_SECONDS))
        process.kill()
        process.wait()
    finished = run_command("ingest", SAMPLES, "--archive", archive, "--jobs", "2", "--json")
    assert finished.returncode == 0, finished.stderr
    assert contents(archive) == contents(sample_archive)


@pytest.mark.slow
def test_two_runs_at_once_give_what_one_run_gives(tmp_path: Path, sample_archive: Path) -> None:
    archive = tmp_path / "arkiv"
    command = [sys.executable, "-m", "referatsok", "ingest", str(SAMPLES), "--archive", str(archive), "--jobs", "1"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    for process in both:
        _, messages = process.communicate(timeout=240)
        assert process.returncode == 0, messages.decode()
    assert contents(archive) == contents(sample_archive)


def test_a_second_run_reads_nothing_again(tmp_path: Path, sample_archive: Path) -> None:
    archive = tmp_path / "arkiv"
    shutil.copytree(sample_archive, archive)
    again = json.loads(run_command("ingest", SAMPLES, "--archive", archive, "--json").stdout)
    assert again["new"] == again["updated"] == 0
    assert again["unchanged"] == again["files_seen"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C går til en prosessgruppe bare på Unix.")
@pytest.mark.parametrize("seconds", [0.7, 1.4, 2.5], ids="after {} s".format)
def test_ctrl_c_while_all_is_being_loaded_is_one_sentence(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "referatsok", "ingest", str(SAMPLES), "--archive", str(tmp_path / "arkiv")]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    # Nothing at all where a loaded machine had not come as far as to the commands.
    sentences = [line.removeprefix("Feil: ") for line in said.decode().splitlines() if line]
    assert [sentence for sentence in sentences if not sentence.startswith("Avbrutt")] == []
    assert len(sentences) <= 1


@pytest.mark.parametrize("command", ["ingest", "reindex"])
def test_ctrl_c_while_the_index_is_made_says_what_makes_it_whole(
    command: str, sample_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "arkiv"
    shutil.copytree(sample_archive, archive)

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("referatsok.workspace.Workspace.index_new", stopped)
    monkeypatch.setattr("referatsok.workspace.Workspace.rebuild", stopped)
    files = [SAMPLES] if command == "ingest" else []
    finished = run_command(command, *files, "--archive", archive)
    assert finished.returncode == 1
    assert "Feil: Avbrutt før søkeindeksen var ferdig." in finished.stderr
    assert "«referatsok reindex»" in finished.stderr


def test_the_program_listens_to_ctrl_c_once_its_commands_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["referatsok", "--version"])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
