"""``ingest --watch``: what is dropped into a folder comes in once it is whole, and the watch ends when told to."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from referatsok.files import is_taken_in
from referatsok.settling import Settling
from tests.referatsok.conftest import ROOT, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signaler til prosesser er annerledes på Windows")

MINUTES = """Granvik kommune
Referat
Møte i: Politirådet
Dato: {date}

Sak {number}/21 Trafikksikkerhet
Politiet tar kontakt med skolen om farten i {street}.
"""
LONG_ENOUGH = 60.0


class Watch:
    """A watch in a process of its own; its lines are read from files, so that nothing can block."""

    def __init__(self, folder: Path, archive: Path, beside: Path) -> None:
        self.out = beside / "out.jsonl"
        self.err = beside / "err.txt"
        command = [sys.executable, "-m", "referatsok", "ingest", str(folder), "--archive", str(archive)]
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [*command, "--watch", "--json", "--jobs", "1"],
                stdout=out,
                stderr=err,
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.read_text(encoding="utf-8").splitlines()]

    def wait_for(self, name: str, *outcomes: str) -> None:
        deadline = time.monotonic() + LONG_ENOUGH
        while not any(Path(line["path"]).name == name and line["outcome"] in outcomes for line in self.lines()):
            assert time.monotonic() < deadline, self.out.read_text() + self.err.read_text()
            assert self.process.poll() is None, self.err.read_text()
            time.sleep(0.1)

    def stop(self, number: signal.Signals) -> dict[str, Any]:
        self.process.send_signal(number)
        self.process.wait(timeout=LONG_ENOUGH)
        return self.lines()[-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "innboks"
    made.mkdir()
    return made


@pytest.fixture
def watch(folder: Path, tmp_path: Path) -> Iterator[Watch]:
    text = MINUTES.format(date="06.12.2021", number=1, street="Storgata")
    (folder / "fra før.txt").write_text(text, encoding="utf-8")
    started = Watch(folder, tmp_path / "arkiv", tmp_path)
    started.wait_for("fra før.txt", "new")
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


@pytest.mark.slow
def test_what_is_dropped_comes_in_whole_what_cannot_be_read_is_said_and_the_end_is_clean(
    watch: Watch, folder: Path, tmp_path: Path, run: Run
) -> None:
    growing = folder / "ny.txt"
    text = MINUTES.format(date="13.12.2021", number=2, street="Lillegata")
    with growing.open("w", encoding="utf-8") as file:  # longer than the watch waits, but never still for so long
        for line in text.splitlines(keepends=True):
            file.write(line)
            file.flush()
            time.sleep(0.4)
    (folder / "halv.pdf.crdownload").write_bytes(b"%PDF-1.7")
    (folder / "~$ny.docx").write_bytes(b"x")
    (folder / "skadet.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    made_elsewhere = tmp_path / "mappe"
    made_elsewhere.mkdir()
    (made_elsewhere / "kopi.txt").write_text(text, encoding="utf-8")
    made_elsewhere.rename(folder / "mappe")
    watch.wait_for("skadet.pdf", "failed")
    for name in ("kopi.txt", "ny.txt"):  # whichever is seen to be whole first is the new one
        watch.wait_for(name, "new", "duplicate")
    (folder / "fra før.txt").unlink()

    totals = watch.stop(signal.SIGTERM)

    assert watch.process.returncode == 3, watch.err.read_text()
    assert (totals["new"], totals["duplicates"], len(totals["failed"])) == (2, 1, 1)
    assert "Traceback" not in watch.err.read_text()
    assert sorted(Path(line["path"]).name for line in watch.lines()[:-1]) == [
        *("fra før.txt", "kopi.txt", "ny.txt", "skadet.pdf")
    ]
    found = json.loads(run("search", "farten", "--format", "json", "--archive", tmp_path / "arkiv").stdout)
    assert found["total"] == 2


@pytest.mark.slow
def test_ctrl_c_while_nothing_happens_is_the_end_and_another_command_can_write_until_then(
    watch: Watch, tmp_path: Path, run: Run
) -> None:
    assert run("reindex", "--archive", tmp_path / "arkiv").returncode == 0
    assert watch.stop(signal.SIGINT)["new"] == 1
    assert watch.process.returncode == 0


# ---- what is whole, by a clock of the test's own --------------------------------------------------------------------


def test_a_file_is_whole_when_it_has_stood_still(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("Sak 1", encoding="utf-8")
    settling = Settling(settle=2)
    settling.notice([path], now=0)
    assert settling.whole(now=1) == ()
    path.write_text("Sak 1 og mer", encoding="utf-8")
    assert settling.whole(now=2.5) == ()
    assert settling.whole(now=4) == ()
    assert settling.whole(now=4.5) == (path,)
    settling.notice([path], now=5)
    assert settling.whole(now=9) == ()


def test_an_empty_file_is_given_time_to_be_filled(tmp_path: Path) -> None:
    path = tmp_path / "tom.pdf"
    path.touch()
    settling = Settling(settle=2, empty=30)
    settling.notice([path], now=0)
    assert settling.whole(now=29) == ()
    assert settling.whole(now=30) == (path,)


def test_a_file_that_goes_away_is_no_longer_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "borte.txt"
    path.write_text("x", encoding="utf-8")
    settling = Settling()
    settling.notice([path], now=0)
    path.unlink()
    assert settling.whole(now=100) == ()
    assert len(settling) == 0


def test_what_could_not_be_taken_waits_once_more(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("x", encoding="utf-8")
    settling = Settling(settle=2)
    settling.notice([path], now=0)
    assert settling.whole(now=2) == (path,)
    settling.put_back([path], now=2)
    assert settling.whole(now=4) == (path,)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        pytest.param("referat.pdf", True, id="a document"),
        pytest.param("2021/desember/referat.pdf", True, id="a document in a folder"),
        pytest.param("~$referat.docx", False, id="a lock file of Word"),
        pytest.param("referat.pdf.crdownload", False, id="a download of Chrome"),
        pytest.param("referat.pdf.part", False, id="a download of Firefox"),
        pytest.param("referat.txt~", False, id="a copy an editor keeps"),
        pytest.param(".referat.pdf.Xy12", False, id="what rsync is writing"),
        pytest.param(".skjult/referat.pdf", False, id="in a hidden folder"),
        pytest.param("tall.csv", False, id="no document"),
        pytest.param("../annet/referat.pdf", False, id="beside the folder"),
    ],
)
def test_a_name_tells_what_is_taken_in(name: str, taken: bool, tmp_path: Path) -> None:  # noqa: FBT001 a parameter of the table
    assert is_taken_in(tmp_path / name, [tmp_path]) is taken


def test_without_watchfiles_it_is_one_sentence_with_the_command(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    finished = run("ingest", folder, "--watch", "--archive", tmp_path / "arkiv")
    assert finished.returncode == 2
    assert "pip install 'referatsok[watch]'" in finished.stderr
    assert not (tmp_path / "arkiv").exists()
