"""``saved`` and ``history``: questions an archive remembers, as commands."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.referatsok.conftest import Finished, Run

Here = Callable[..., Finished]


@pytest.fixture
def here(run: Run, sample_archive: Path, tmp_path: Path) -> Here:
    """A command on a copy of the archive of the samples that remembers nothing yet."""
    archive = tmp_path / "arkiv"
    shutil.copytree(sample_archive, archive, ignore=shutil.ignore_patterns("saved.db", "history.db"))
    return lambda *arguments: run(*arguments, "--archive", archive)


def test_a_saved_question_gives_what_the_question_gives(here: Here) -> None:
    assert here("saved", "add", "Leire", "kvikkleire", "--municipality", "Granvik").returncode == 0
    asked = json.loads(here("search", "kvikkleire", "--municipality", "Granvik", "--format", "json").stdout)
    answer = json.loads(here("saved", "run", "leire", "--format", "json").stdout)
    assert {**answer, "seconds": 0} == {**asked, "seconds": 0}
    (listed,) = json.loads(here("saved", "list", "--format", "json").stdout)
    assert (listed["name"], listed["filters"]) == ("Leire", {"municipality": ["Granvik"]})


def test_a_removed_question_comes_back_by_the_command_that_is_named(
    here: Here, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REFERATSOK_ARCHIVE", str(tmp_path / "arkiv"))
    run("saved", "add", "Ikke vold", "--year", "2018..2021", "--not-kind", "artikkel", "--", "-vold skole")
    before = here("saved", "list").stdout
    removed = here("saved", "remove", "ikke vold")
    assert "fjernet" in removed.stdout
    assert here("saved", "list").stdout == ""
    _, *again = shlex.split(removed.stderr.removeprefix("Angre: "))
    assert run(*again).returncode == 0
    assert here("saved", "list").stdout == before


def test_a_renamed_question_gets_its_name_back_by_the_command_that_is_named(
    here: Here, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REFERATSOK_ARCHIVE", str(tmp_path / "arkiv"))
    here("saved", "add", "Leire", "kvikkleire")
    before = here("saved", "list").stdout
    renamed = here("saved", "rename", "leire", "kvikk  leire")
    assert renamed.stdout == "Søket «Leire» heter nå «kvikk leire».\n"
    _, *again = shlex.split(renamed.stderr.removeprefix("Angre: "))
    assert run(*again).returncode == 0
    assert here("saved", "list").stdout == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("saved", "rename", "borte", "x"), "Det er ikke lagret noe søk", id="no such name to change"),
        pytest.param(("saved", "run", "borte"), "Det er ikke lagret noe søk", id="no such name"),
        pytest.param(("saved", "add", "tomt"), "minst ett filter", id="nothing to save"),
        pytest.param(("saved", "add", "x", "vann", "--municipality", "Granvk"), "Granvik", id="no such filter"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(arguments: tuple[str, ...], said: str, here: Here) -> None:
    finished = here(*arguments)
    assert finished.returncode == 2
    assert said in finished.stderr


def test_searches_are_remembered_unless_that_is_declined(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here("search", "kvikkleire", "--municipality", "Granvik")
    here("search", "kvikkleire", "--offset", "5")
    here("search", "hemmelig", "--no-history")
    monkeypatch.setenv("REFERATSOK_NO_HISTORY", "1")
    here("search", "hemmelig")
    (only,) = json.loads(here("history", "--format", "json").stdout)
    assert (only["query"], only["filters"]) == ("kvikkleire", {"municipality": ["Granvik"]})
    assert "kvikkleire --municipality Granvik" in here("history").stdout


def test_history_is_cleared_and_turned_off(here: Here) -> None:
    here("search", "kvikkleire")
    assert "1 spørsmål er glemt" in here("history", "--clear").stdout
    here("history", "--off")
    here("search", "kvikkleire")
    finished = here("history")
    assert finished.stdout == ""
    assert "slått av" in finished.stderr


def test_without_an_archive_nothing_is_made(run: Run, tmp_path: Path) -> None:
    for arguments in (("history",), ("history", "--off"), ("saved", "list"), ("saved", "add", "x", "vann")):
        finished = run(*arguments, "--archive", tmp_path / "borte")
        assert finished.returncode == 1
        assert "referatsok ingest" in finished.stderr
    assert list(tmp_path.iterdir()) == []
