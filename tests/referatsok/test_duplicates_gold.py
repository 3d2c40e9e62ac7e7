"""What the program takes for the same, on documents it has read itself, against what is the same by hand.

The samples (six items told twice, data/samples/gold/same.csv); two minutes in six formats; the papers of all kinds that
are developed on, no two of which are of one meeting. Where the larger development set lies beside the project, its
fourteen documents in three formats each.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.referatsok.conftest import ROOT, SAMPLES, Run

KINDS = ROOT / "tests" / "gold" / "kinds"
SAME_MEETING = ROOT / "tests" / "ingest" / "files" / "same_meeting"
SHARED = ROOT.parent / "shared" / "data" / "minutes-dev" / "municipal"
FORMATS = ("txt", "docx", "pdf")

LEAST_PRECISION = 1.0
LEAST_RECALL = 0.98

Told = tuple[str, str]
"""A file's name and the place of an item in it, or its number where that is what the gold has."""


def found_pairs(archive: Path, key: str) -> set[frozenset[Told]]:
    sql = f"""SELECT shown, path, {key} FROM same_as JOIN items USING (row) JOIN files USING (document_id)"""
    groups: dict[int, list[Told]] = {}
    with sqlite3.connect(archive / "catalog.db") as database:
        for shown, path, place in database.execute(sql):
            groups.setdefault(shown, []).append((path, str(place)))
    database.close()
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def same_in_all_formats(archive: Path) -> set[frozenset[Told]]:
    """Each item of a file with the item at its place in every other file of the same name, in whatever format."""
    items: dict[tuple[str, str], list[Told]] = {}
    with sqlite3.connect(archive / "catalog.db") as database:
        for path, place in database.execute("SELECT path, place FROM items JOIN files USING (document_id)"):
            items.setdefault((Path(path).stem.removesuffix("_tagged"), str(place)), []).append((path, str(place)))
    database.close()
    return {frozenset(pair) for told in items.values() for pair in combinations(told, 2)}


def test_on_the_samples_the_items_told_twice_are_those_named_by_hand(sample_archive: Path) -> None:
    with (SAMPLES / "gold" / "same.csv").open(encoding="utf-8", newline="") as file:
        gold = {
            frozenset(((row["file"], row["number"]), (row["same_as_file"], row["same_as_number"])))
            for row in csv.DictReader(file)
        }
    found = {
        frozenset((Path(path).stem, number) for path, number in pair) for pair in found_pairs(sample_archive, "number")
    }
    assert found == gold


@pytest.mark.slow
def test_minutes_in_six_formats_are_one_and_no_two_papers_of_other_meetings_are(tmp_path: Path, run: Run) -> None:
    papers = tmp_path / "papirer"
    shutil.copytree(SAME_MEETING, papers)
    for gold in (KINDS / "gold").glob("*.json"):
        entry = json.loads(gold.read_text(encoding="utf-8"))
        if entry["split"] == "dev":
            (path,) = (KINDS / "documents").glob(f"{entry['file']}.*")
            shutil.copy(path, papers)
    finished = run("ingest", papers, "--archive", tmp_path / "arkiv", "--jobs", "2")
    assert finished.returncode == 0, finished.stdout
    found, gold_pairs = found_pairs(tmp_path / "arkiv", "place"), same_in_all_formats(tmp_path / "arkiv")
    assert len(gold_pairs) > 100
    assert len(found & gold_pairs) / len(found) >= LEAST_PRECISION, found - gold_pairs
    assert len(found & gold_pairs) / len(gold_pairs) >= LEAST_RECALL, gold_pairs - found


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="det større utviklingssettet ligger ikke ved siden av prosjektet")
def test_real_documents_in_three_formats_are_one_each(tmp_path: Path, run: Run) -> None:
    finished = run("ingest", SHARED, "--archive", tmp_path / "arkiv", "--jobs", "2")
    assert finished.returncode == 0, finished.stdout
    found, gold = found_pairs(tmp_path / "arkiv", "place"), same_in_all_formats(tmp_path / "arkiv")
    assert len(found & gold) / len(found) >= LEAST_PRECISION, found - gold
    assert len(found & gold) / len(gold) >= LEAST_RECALL, gold - found


# ---- what is seen of it ---------------------------------------------------------------------------------------------


def test_what_two_papers_tell_is_one_hit_that_names_the_other_and_two_with_the_switch(ask: Callable[..., Any]) -> None:
    question = ("search", "Flaumvoll", "--municipality", "Storfjell", "--body", "Kommunestyret", "--format", "json")
    once, each = ask(*question), ask(*question, "--duplicates")
    (hit,) = once["hits"]
    assert (once["total"], each["total"]) == (1, 2)
    assert hit["kind"] == "protokoll"
    (other,) = hit["also_in"]
    assert list(other) == ["item_id", "document_id", "kind", "page", "reason", "source"]
    assert {hit["item_id"], other["item_id"]} == {found["item_id"] for found in each["hits"]}


def test_the_number_beside_a_facet_is_the_number_of_hits_when_it_is_chosen(ask: Callable[..., Any]) -> None:
    whole = ask("search", "", "--format", "json", "--limit", "1")
    for facet in ("kind", "year", "body", "municipality", "theme"):
        for entry in whole["facets"][facet]:
            chosen = ask("search", "", f"--{facet}", entry["value"], "--format", "json", "--limit", "1")
            assert chosen["total"] == entry["count"], (facet, entry)


def test_pages_of_an_answer_hold_every_hit_once(ask: Callable[..., Any]) -> None:
    whole = ask("search", "", "--format", "json", "--limit", "500")
    parts = [ask("search", "", "--format", "json", "--limit", "60", "--offset", str(at))["hits"] for at in (0, 60, 120)]
    assert [hit["item_id"] for part in parts for hit in part] == [hit["item_id"] for hit in whole["hits"]]
    assert whole["total"] == len(whole["hits"])


def test_show_and_status_tell_of_the_others(ask: Callable[..., Any], run: Run, sample_archive: Path) -> None:
    hit = ask("search", "Flaumvoll", "--body", "Kommunestyret", "--format", "json")["hits"][0]
    shown = ask("show", hit["item_id"], "--format", "json")
    assert shown["also_in"] == hit["also_in"]
    assert "Finnes også i" in run("show", hit["item_id"], "--archive", sample_archive).stdout
    assert ask("status", "--json")["copies"] == 6
    assert "6 saker står også i et annet papir" in run("status", "--archive", sample_archive).stdout


@pytest.mark.parametrize("measure", ["items", "mentions", "meetings", "documents"])
def test_counts_say_how_many_they_did_not_count_again(measure: str, ask: Callable[..., Any]) -> None:
    asked = ("counts", "--by", "municipality", "--measure", measure, "--format", "json")
    once, each = ask(*asked), ask(*asked, "--duplicates")
    assert each["total"] - once["total"] == once["duplicates_left_out"]
    assert each["duplicates_left_out"] == 0
    assert ("er ikke talt om igjen" in once["counted"]) is bool(once["duplicates_left_out"])
    if measure == "items":
        assert (once["total"], once["duplicates_left_out"]) == (130, 6)
