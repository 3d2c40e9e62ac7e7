"""Who and where, on the command line: fields and filters for persons and places, the facet of places, an older archive."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes.settings import NAMING
from tests.conftest import LeaveOlder
from tests.referatsok.conftest import Run

Ask = Callable[..., Any]


def test_a_place_is_a_field_a_filter_and_a_facet(ask: Ask) -> None:
    by_field = ask("search", 'sted:"Solbakken skole"', "--format", "json")
    by_filter = ask("search", "--place", "Solbakken skole", "--format", "json")
    listed = {each["value"]: each["count"] for each in by_field["facets"]["place"]}
    assert by_field["total"] == by_filter["total"] == listed["Solbakken skole"] > 1
    assert len(listed) <= 10
    assert by_field["hits"][0]["matched"] == ["sted: Solbakken skole"]


def test_a_place_the_archive_does_not_have_is_said_with_those_that_are_near(run: Run, sample_archive: Path) -> None:
    finished = run("search", "--place", "Solbaken skole", "--archive", sample_archive)
    assert finished.returncode == 2
    assert "Mente du «Solbakken skole»" in finished.stderr


def test_a_person_is_found_who_was_there_or_is_named(ask: Ask) -> None:
    by_field = ask("search", "person:Ulvang", "--format", "json")
    by_filter = ask("search", "--person", "Kjersti Ulvang", "--format", "json")
    without = ask("search", "--not-person", "Kjersti Ulvang", "--format", "json")
    everything = ask("search", "--format", "json")
    assert by_field["total"] == by_filter["total"] > 0
    assert without["total"] + by_filter["total"] == everything["total"]
    assert "person" not in everything["facets"]


def test_an_item_is_shown_with_its_names(run: Run, ask: Ask, sample_archive: Path) -> None:
    hit = ask("search", 'sted:"Solbakken skole"', "--format", "json")["hits"][0]
    text = run("show", hit["item_id"], "--archive", sample_archive).stdout
    names = json.loads(run("show", hit["item_id"], "--archive", sample_archive, "--format", "json").stdout)["names"]
    assert "Steder" in text
    assert ("sted", "Solbakken skole") in {(name["kind"], name["name"]) for name in names}


@pytest.fixture
def older_archive(sample_archive: Path, tmp_path: Path, leave_older: LeaveOlder) -> Path:
    """The archive as a version that knew no names would have left it."""
    archive = tmp_path / "arkiv"
    shutil.copytree(sample_archive, archive)
    leave_older(archive / "catalog.db", 2)
    stamp = next((archive / "index").glob("*/stamp.json"))
    stamp.write_text(stamp.read_text(encoding="utf-8").replace('"schema": 4', '"schema": 1'), encoding="utf-8")
    return archive


def test_an_older_archive_says_so_and_is_given_its_names_by_reindex(run: Run, older_archive: Path) -> None:
    asked = run("search", 'sted:"Solbakken skole"', "--archive", older_archive)
    assert (asked.returncode, "referatsok reindex" in asked.stderr) == (4, True)
    assert run("reindex", "--archive", older_archive).returncode == 0
    assert "Solbakken skole" in run("search", 'sted:"Solbakken skole"', "--archive", older_archive).stdout
    database = sqlite3.connect(older_archive / "catalog.db")
    unsought = "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document_id FROM named WHERE method = ?)"
    assert database.execute(unsought, (NAMING,)).fetchone() == (0,)
    database.close()
