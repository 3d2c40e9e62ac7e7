"""The samples' gold is well-formed, speaks of documents that are there, and quotes words that stand in them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.marked_gold import check_form, check_themes, read_gold, unquoted

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
GOLD = {path.stem: path for path in sorted((SAMPLES / "gold").glob("*.json"))}
DOCUMENTS = {path.stem: path for path in sorted((SAMPLES / "documents").iterdir())}


def gold_of(name: str) -> dict[str, Any]:
    return read_gold(GOLD[name])


def all_gold() -> list[dict[str, Any]]:
    return [gold_of(name) for name in GOLD]


def test_there_are_at_least_eighteen_documents_over_at_least_four_years() -> None:
    assert len(DOCUMENTS) >= 18
    assert len({gold["date"][:4] for gold in all_gold()}) >= 4


def test_every_document_has_gold_and_all_gold_has_its_document() -> None:
    assert set(GOLD) == set(DOCUMENTS)
    assert all(gold["file"] == name for name, gold in zip(GOLD, all_gold(), strict=True))


def test_the_police_councils_promise_enough_for_following_up() -> None:
    councils = [gold for gold in all_gold() if gold["body"] == "Politirådet" and gold["kind"] == "referat"]
    promised = [a for gold in councils for item in gold["items"] for a in item["actions"] if not a.get("optional")]
    assert len(councils) >= 12
    assert len(promised) >= 30


def test_the_same_document_is_never_there_twice() -> None:
    assert len({path.read_bytes() for path in DOCUMENTS.values()}) == len(DOCUMENTS)


@pytest.mark.parametrize("name", GOLD)
def test_gold_has_the_form_of_the_scorer(name: str) -> None:
    check_form(gold_of(name))


@pytest.mark.parametrize("name", GOLD)
def test_gold_names_only_themes_of_the_vocabulary_and_none_twice(name: str) -> None:
    check_themes(gold_of(name))


@pytest.mark.parametrize("name", GOLD)
def test_everything_gold_quotes_stands_in_the_document(name: str) -> None:
    assert unquoted(gold_of(name), DOCUMENTS[name]) == []


def same_by_hand() -> dict[tuple[str, str], tuple[str, str]]:
    with (SAMPLES / "gold" / "same.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["file"], row["number"]): (row["same_as_file"], row["same_as_number"]) for row in csv.DictReader(file)
        }


def test_what_is_the_same_by_hand_is_of_one_meeting() -> None:
    meeting = {gold["file"]: (gold["municipality"], gold["body"], gold["date"]) for gold in all_gold()}
    numbers = {(gold["file"], item["number"]) for gold in all_gold() for item in gold["items"]}
    same = same_by_hand()
    assert len(same) == 6
    assert {*same, *same.values()} <= numbers
    assert all(meeting[one] == meeting[other] for (one, _), (other, _) in same.items())


def test_the_hand_count_is_the_count_of_the_gold_with_what_is_the_same_once() -> None:
    same = same_by_hand()
    counted_as = {
        (gold["file"], place): same.get((gold["file"], item["number"]), (gold["file"], item["number"] or str(place)))
        for gold in all_gold()
        for place, item in enumerate(gold["items"])
    }
    treated = {
        (theme, gold["date"][:4], counted_as[gold["file"], place])
        for gold in all_gold()
        for place, item in enumerate(gold["items"])
        for theme in item["themes"]
    }
    counted = Counter((theme, year) for theme, year, _ in treated)
    with (SAMPLES / "gold" / "counts.csv").open(encoding="utf-8", newline="") as file:
        written = [(row["theme"], row["year"], int(row["items"])) for row in csv.DictReader(file)]
    assert written == [(theme, year, count) for (theme, year), count in sorted(counted.items())]
