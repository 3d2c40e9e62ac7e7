"""``search`` and ``show``: the contract of the JSON, and what a reader sees."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.referatsok.conftest import ROOT, Run

HIT_KEYS = {
    *("rank", "score", "item_id", "document_id", "kind", "number", "title", "municipality", "body", "date", "page"),
    *("snippet", "matched", "themes", "source"),
}
FACETS = {"year", "municipality", "body", "theme", "kind", "place"}
SEEDS = ROOT.parent / "shared" / "data" / "seeds"

Ask = Callable[..., Any]


def test_the_json_of_an_answer_has_what_the_contract_says(ask: Ask) -> None:
    answer = ask("search", "kvikkleire", "--format", "json")
    assert {"query", "interpreted", "diagnostics", "total", "seconds", "hits", "facets"} <= answer.keys()
    assert answer["total"] > 0
    assert answer["hits"][0].keys() >= HIT_KEYS
    assert set(answer["facets"]) == FACETS
    assert all({"value", "count", "chosen"} == entry.keys() for counts in answer["facets"].values() for entry in counts)


def test_the_highlights_lie_in_the_snippet_and_show_the_word_asked_for(ask: Ask) -> None:
    hit = ask("search", "kvikkleire", "--format", "json")["hits"][0]
    marked = [hit["snippet"][start:end].lower() for start, end in hit["highlights"]]
    assert marked
    assert all(word.startswith("kvikkleir") for word in marked)


def test_hits_come_in_pages_without_gap_or_overlap(ask: Ask) -> None:
    whole = [hit["item_id"] for hit in ask("search", "politiet", "--limit", "30", "--format", "json")["hits"]]
    parts = [
        hit["item_id"]
        for offset in range(0, 30, 7)
        for hit in ask("search", "politiet", "--limit", "7", "--offset", str(offset), "--format", "json")["hits"]
    ]
    assert parts[: len(whole)] == whole


def test_sorting_by_date_puts_the_newest_first(ask: Ask) -> None:
    dates = [hit["date"] or "" for hit in ask("search", "politiet", "--sort", "date", "--format", "json")["hits"]]
    assert dates == sorted(dates, reverse=True)


def test_filters_of_one_kind_are_or_and_of_different_kinds_are_and(ask: Ask) -> None:
    def total(*options: str) -> int:
        return int(ask("search", "politiet", *options, "--format", "json")["total"])

    granvik, storfjell = total("--municipality", "Granvik"), total("--municipality", "Storfjell")
    assert total("--municipality", "Granvik", "--municipality", "Storfjell") == granvik + storfjell
    assert total("--municipality", "Granvik", "--year", "2021") < granvik
    assert total("--not-municipality", "Granvik") == total() - granvik


def test_a_search_for_nothing_that_is_there_offers_a_word_that_is(ask: Ask) -> None:
    answer = ask("search", "kvikleire", "--format", "json")
    assert answer["total"] == 0
    assert any("kvikkleire" in remark["message"] for remark in answer["diagnostics"])


def test_a_filter_value_that_is_not_there_is_a_usage_error_that_names_a_near_one(
    run: Run, sample_archive: Path
) -> None:
    finished = run("search", "vann", "--municipality", "Granvk", "--archive", sample_archive)
    assert finished.returncode == 2
    assert "Granvik" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_the_table_shows_passage_reason_source_and_facets(run: Run, sample_archive: Path) -> None:
    text = run("search", "hærverk", "--archive", sample_archive).stdout
    for part in ("Tolket som", "Treff:", "side 1", "Kommune:", "Tema:"):
        assert part in text


def test_csv_has_a_header_and_a_row_a_hit(run: Run, sample_archive: Path) -> None:
    text = run("search", "hærverk", "--format", "csv", "--archive", sample_archive).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert rows[0]["item_id"]


def test_an_item_found_can_be_shown_by_the_start_of_its_id(run: Run, ask: Ask, sample_archive: Path) -> None:
    hit = ask("search", "kvikkleire", "--format", "json")["hits"][0]
    item = ask("show", hit["item_id"], "--format", "json")
    assert item["id"] == hit["item_id"]
    text = run("show", hit["item_id"], "--archive", sample_archive).stdout
    assert hit["title"] in text
    document = ask("show", hit["document_id"][:20], "--format", "json")
    assert document["id"] == hit["document_id"]


def test_an_item_is_shown_with_those_before_and_after_it(run: Run, ask: Ask, sample_archive: Path) -> None:
    hit = ask("search", "kvikkleire", "--format", "json")["hits"][0]
    document = ask("show", hit["document_id"], "--format", "json")
    ids = [item["id"] for item in document["items"]]
    for at, item_id in enumerate(ids):
        place = ask("show", item_id, "--format", "json")["in_meeting"]
        assert (place["order"], place["items"], place["document_id"]) == (at + 1, len(ids), document["id"])
        assert (place["previous"] or {"item_id": None})["item_id"] == (ids[at - 1] if at else None)
    text = run("show", ids[1], "--archive", sample_archive).stdout
    assert f"Sak 2 av {len(ids)}" in text
    assert "Forrige: " in text
    assert "Neste: " in text


def test_an_id_that_is_not_there_says_so_in_a_sentence(run: Run, sample_archive: Path) -> None:
    finished = run("show", "zzz", "--archive", sample_archive)
    assert finished.returncode == 1
    assert finished.stderr.startswith("Feil: ")
    assert "zzz" in finished.stderr


def test_a_search_without_an_archive_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    finished = run("search", "vann", "--archive", tmp_path / "ikke her")
    assert finished.returncode == 1
    assert "referatsok ingest" in finished.stderr


def test_every_mention_explained_names_rule_and_sentence(run: Run, ask: Ask, sample_archive: Path) -> None:
    hit = ask("search", "tema:kvikkleire", "--format", "json")["hits"][0]
    text = run("themes", "explain", hit["item_id"], "--archive", sample_archive).stdout
    assert "[kvikkleire]" in text
    assert "kvikkleir" in text.lower()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the customer's documents do not lie beside this checkout")
def test_the_customers_question_finds_the_customers_item_first(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "arkiv"
    assert run("ingest", SEEDS, ROOT / "data" / "samples", "--archive", archive).returncode == 0
    answer = json.loads(run("search", "skadeverk under 18", "--format", "json", "--archive", archive).stdout)
    first = answer["hits"][0]
    assert (first["municipality"], first["number"], first["page"]) == ("Lier", "2", 1)
    marked = [first["snippet"][start:end] for start, end in first["highlights"]]
    assert "skadeverk" in marked
    assert any("under 18" in word for word in marked)


def test_an_item_is_shown_within_eighty_columns_with_its_weighed_themes(
    run: Run, ask: Ask, sample_archive: Path
) -> None:
    hit = ask("search", "narkotika", "--limit", "1", "--format", "json")["hits"][0]
    text = run("show", hit["item_id"], "--archive", sample_archive).stdout
    shown = json.loads(run("show", hit["item_id"], "--archive", sample_archive, "--format", "json").stdout)
    path = f"[{hit['item_id']}]"
    assert max(len(line) for line in text.splitlines() if not line.endswith(path)) <= 80
    assert "Temaer" in text
    assert set(shown["main_themes"]) <= set(shown["themes"])
    assert {"proposals", "decisions", "actions", "mentions", "names"} <= shown.keys()


def test_main_restricts_a_theme_to_items_mostly_about_it(ask: Ask) -> None:
    every = ask("search", "--theme", "kriminalitet", "--format", "json")
    main = ask("search", "--theme", "kriminalitet", "--main", "--format", "json")
    assert 0 < main["total"] < every["total"]
    assert ask("search", "hovedtema:kriminalitet", "--format", "json")["total"] == main["total"]
    assert "bare hovedtemaer" in main["interpreted"]


def test_what_stands_in_two_papers_is_counted_once_without_the_filters_too(ask: Ask) -> None:
    everything = ask("search", "--format", "json")["total"]
    remarks = ask("search", "--year", "2021", "--not-year", "2021", "--format", "json")["diagnostics"]
    assert [remark["message"] for remark in remarks] == [f"Uten filtrene er det {everything} treff."]
