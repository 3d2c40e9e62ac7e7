"""What somebody who is new to the program tries first, and what it is to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_the_short_id_of_a_document_shows_the_document(run: Run, ask: Callable[..., Any], sample_archive: Path) -> None:
    document = ask("search", "skadeverk", "--limit", "1", "--format", "json")["hits"][0]["document_id"]
    assert ask("show", document[:12], "--format", "json")["id"] == document
    assert ask("show", document[:12] + ".2", "--format", "json")["id"].startswith(document[:12])
    assert run("show", document[:1], "--archive", sample_archive).returncode == 1


def test_a_document_among_the_hits_is_named_by_its_short_id(run: Run, sample_archive: Path) -> None:
    shown = run("search", "--limit", "60", "--archive", sample_archive).stdout
    ids = [
        line.rsplit("[", 1)[1].rstrip("]")
        for line in shown.splitlines()
        if line.startswith("   ") and line.endswith("]")
    ]
    assert any("." not in id_ for id_ in ids)
    assert max(len(id_.split(".")[0]) for id_ in ids) == 12


def test_counts_are_not_written_as_what_a_file_name_does_not_say(
    run: Run, sample_archive: Path, tmp_path: Path
) -> None:
    refused = run("counts", "--by", "year", "-o", tmp_path / "tall.pdf", "--archive", sample_archive)
    assert refused.returncode == 2
    assert "slutter på .csv, .xlsx eller .json" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_counted_is_not_said_to_come_from_itself(run: Run, sample_archive: Path) -> None:
    said = run("counts", "--by", "trend", "--measure", "documents", "--archive", sample_archive).stderr
    assert "dokumenter fra 15 møter, fordelt" in said
    assert "hvilken vei det går, er utelatt" in said


@pytest.mark.parametrize("command", [("status",), ("status", "--coverage"), ("themes", "list")], ids=" ".join)
def test_overviews_keep_within_a_terminal(run: Run, sample_archive: Path, command: tuple[str, ...]) -> None:
    lines = run(*command, "--archive", sample_archive).stdout.splitlines()
    assert [line for line in lines if len(line) > 80 and str(sample_archive) not in line] == []


def test_a_file_of_themes_that_is_not_there_is_said_in_norwegian(run: Run, tmp_path: Path) -> None:
    said = run("themes", "check", tmp_path / "borte.toml").stderr
    assert "den finnes ikke" in said
    assert "No such" not in said


def test_names_in_usage_errors_stand_in_our_own_quotes(run: Run) -> None:
    assert "Kommandoen «finnesikke» finnes ikke." in run("finnesikke").stderr


def test_no_action_points_are_none_of_them_and_no_papers_are_not_told_of(
    run: Run, sample_archive: Path, tmp_path: Path
) -> None:
    none = run("actions", "kvikkleire", "--status", "dropped", "--archive", sample_archive).stdout
    assert "Her er ingen av dem." in " ".join(none.split())
    written = run("einnsyn", "-o", tmp_path / "moeter.json", "--archive", sample_archive).stderr
    assert "0 papirer" not in written
