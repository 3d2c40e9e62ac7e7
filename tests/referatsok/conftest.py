"""An archive of the samples, built once for the tests that only read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from referatsok.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"


@dataclass(frozen=True)
class Finished:
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Finished]


def run_command(*arguments: str | Path) -> Finished:
    """``referatsok`` in this process, so that the children that read are started once for all tests."""
    result = CliRunner(catch_exceptions=False).invoke(main, [str(argument) for argument in arguments])
    return Finished(result.exit_code, result.stdout, result.stderr)


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
