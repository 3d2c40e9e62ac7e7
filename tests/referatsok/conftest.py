"""An archive of the samples, built once for the tests that only read it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """``referatsok`` as a user starts it; output and messages captured apart."""
    command = [sys.executable, "-m", "referatsok", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.fixture(scope="session")
def run() -> Run:
    return run_command


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("samples") / "arkiv"
    finished = run_command("ingest", SAMPLES, "--archive", archive, "--jobs", "2", "--json")
    assert finished.returncode == 0, finished.stderr + finished.stdout
    assert json.loads(finished.stdout)["new"] > 0
    return archive


@pytest.fixture(scope="session")
def ask(sample_archive: Path) -> Callable[..., Any]:
    """The JSON answer of a command on the archive of the samples."""

    def asked(*arguments: str | Path) -> Any:
        finished = run_command(*arguments, "--archive", sample_archive)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    return asked
