"""Ids as people hand them over, and questions to an archive with nothing in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.referatsok.conftest import SAMPLES, Run

Ask = Callable[..., Any]

EMPTY = "Arkivet er tomt. Les inn papirer med «referatsok ingest MAPPE»."


@pytest.fixture
def hit(ask: Ask) -> dict[str, Any]:
    found: dict[str, Any] = ask("search", "kvikkleire", "--limit", "1", "--format", "json")["hits"][0]
    return found


@pytest.mark.parametrize(
    "copied",
    [
        pytest.param("[{}]", id="with the brackets it is shown in"),
        pytest.param(" {}\n", id="with blanks"),
        pytest.param("{}", id="as it is"),
    ],
)
@pytest.mark.parametrize("command", [("show",), ("themes", "explain")], ids=" ".join)
def test_an_item_is_found_by_its_id_however_that_was_copied(
    command: tuple[str, ...], copied: str, hit: dict[str, Any], run: Run, sample_archive: Path
) -> None:
    finished = run(*command, copied.format(hit["item_id"]), "--archive", sample_archive)
    assert finished.stdout.removeprefix(f"{hit['number']} ").startswith(hit["title"])
    shouted = run(*command, copied.format(hit["item_id"].upper()), "--archive", sample_archive)
    assert shouted.stdout == finished.stdout


@pytest.mark.parametrize("command", [("show",), ("themes", "explain")], ids=" ".join)
def test_a_document_is_found_by_its_file_and_by_the_short_id_it_is_shown_with(
    command: tuple[str, ...], hit: dict[str, Any], run: Run, sample_archive: Path
) -> None:
    by_file = run(*command, hit["source"], "--archive", sample_archive)
    assert by_file.returncode == 0
    assert run(*command, hit["document_id"][:12], "--archive", sample_archive).stdout == by_file.stdout


def test_a_file_that_was_never_read_is_not_found(run: Run, sample_archive: Path) -> None:
    finished = run("show", SAMPLES / "LES-MEG.md", "--archive", sample_archive)
    assert finished.returncode == 1
    assert "Fant verken sak, dokument eller fil som heter" in finished.stderr


def test_a_marked_item_is_not_mixed_up_with_one_whose_id_begins_as_its_does(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "referat.txt"
    items = "\n\n".join(f"Sak {number}/21 Vei {number}\nVedtak: Veien bygges." for number in (1, 11))
    paper.write_text(f"Referat fra møte i Storvik politiråd 6. desember 2021\n\n{items}\n", encoding="utf-8")
    where = ("--archive", tmp_path / "arkiv")
    run("ingest", paper, *where)
    ids = [hit["item_id"] for hit in json.loads(run("search", "vei", "--format", "json", *where).stdout)["hits"]]
    short, long = sorted((one for one in ids if "." in one), key=len)
    marked = short if long.startswith(short) else long
    for one in (short, long):
        assert run("evidence", "add", f"[{one}]", *where).returncode == 0
    assert run("evidence", "remove", marked, *where).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("search", "vei"), id="search"),
        pytest.param(("counts", "--by", "year"), id="counts"),
        pytest.param(("actions",), id="actions"),
        pytest.param(("batch", "{questions}"), id="batch"),
    ],
)
def test_an_archive_with_nothing_in_it_says_so(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "papirer").mkdir()
    questions = tmp_path / "spørsmål.txt"
    questions.write_text("vei\n", encoding="utf-8")
    archive = tmp_path / "arkiv"
    run("ingest", tmp_path / "papirer", "--archive", archive)

    finished = run(*(part.format(questions=questions) for part in command), "--archive", archive)
    assert finished.returncode == 0
    assert EMPTY in finished.stderr.splitlines()


def test_an_archive_with_something_in_it_does_not(run: Run, sample_archive: Path) -> None:
    assert EMPTY not in run("search", "xyzzy", "--archive", sample_archive).stderr
