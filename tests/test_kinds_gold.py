"""The gold of the documents of many kinds is well-formed, and what it quotes stands in the documents.

``tests/gold/kinds`` holds fictional papers in layouts that the samples do not have, marked by hand before any parser had
read them. The half with ``"split": "dev"`` may be looked into when the parser is worked on; the half with ``"held"`` is
there to be measured and for nothing else: whoever tunes on it has no honest measure left. A second batch, ``"batch": 2``,
was written later, in the same way, to widen what is developed on; all of it is ``"dev"``. The third and the fourth were
written by others who had not seen the parser; a part of each, ``"held-2"`` and ``"held-3"``, is again only measured. The
fifth keeps to what papers from the usual case systems look like; its ``"held-4"`` is only measured.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.marked_gold import check_form, check_themes, read_gold, unquoted

KINDS = Path(__file__).parent / "gold" / "kinds"
MUNICIPALITIES = Path(__file__).parents[1] / "ingest" / "heading" / "municipalities.toml"
GOLD = {path.stem: path for path in sorted((KINDS / "gold").glob("*.json"))}
DOCUMENTS = {path.stem: path for path in sorted((KINDS / "documents").iterdir())}


def gold_of(name: str) -> dict[str, Any]:
    return read_gold(GOLD[name])


def all_gold() -> list[dict[str, Any]]:
    return [gold_of(name) for name in GOLD]


def batch(number: int) -> list[dict[str, Any]]:
    return [gold for gold in all_gold() if gold.get("batch", 1) == number]


def test_the_first_batch_is_twenty_four_documents_ten_of_them_in_nynorsk() -> None:
    assert len(batch(1)) == 24
    assert Counter(gold["language"] for gold in batch(1)) == {"nb": 14, "nn": 10}


def test_the_second_batch_is_twenty_documents_to_develop_on_nine_of_them_in_nynorsk() -> None:
    assert Counter((gold["split"], gold["language"]) for gold in batch(2)) == {("dev", "nb"): 11, ("dev", "nn"): 9}


def test_the_third_batch_is_twenty_six_documents_half_of_them_held_apart() -> None:
    assert Counter((gold["split"], gold["language"]) for gold in batch(3)) == {
        ("dev", "nb"): 7,
        ("dev", "nn"): 6,
        ("held-2", "nb"): 7,
        ("held-2", "nn"): 6,
    }


def test_the_fourth_batch_is_thirty_two_documents_eight_of_them_held_apart() -> None:
    assert Counter((gold["split"], gold["language"]) for gold in batch(4)) == {
        ("dev", "nb"): 15,
        ("dev", "nn"): 9,
        ("held-3", "nb"): 4,
        ("held-3", "nn"): 4,
    }


def test_the_fifth_batch_is_sixteen_documents_six_of_them_held_apart() -> None:
    assert Counter((gold["split"], gold["language"]) for gold in batch(5)) == {
        ("dev", "nb"): 6,
        ("dev", "nn"): 4,
        ("held-4", "nb"): 4,
        ("held-4", "nn"): 2,
    }


def test_every_document_belongs_to_one_of_the_five_batches() -> None:
    assert len(GOLD) == sum(len(batch(number)) for number in (1, 2, 3, 4, 5))


def test_both_halves_have_as_many_documents_of_each_written_form() -> None:
    halves = Counter((gold["split"], gold["language"]) for gold in batch(1))
    assert halves == {("dev", "nb"): 7, ("held", "nb"): 7, ("dev", "nn"): 5, ("held", "nn"): 5}


def test_every_document_has_gold_and_all_gold_has_its_document() -> None:
    assert set(GOLD) == set(DOCUMENTS)
    assert all(gold["file"] == name for name, gold in zip(GOLD, all_gold(), strict=True))


def test_no_municipality_of_the_documents_is_a_real_one() -> None:
    real = MUNICIPALITIES.read_text(encoding="utf-8").casefold()
    invented = {gold["municipality"] for gold in all_gold()}
    assert [name for name in invented if re.search(rf"\b{name.casefold()}\b", real)] == []


@pytest.mark.parametrize("name", GOLD)
def test_kinds_gold_has_the_form_of_the_scorer(name: str) -> None:
    check_form(gold_of(name))


@pytest.mark.parametrize("name", GOLD)
def test_kinds_gold_names_only_themes_of_the_vocabulary_and_none_twice(name: str) -> None:
    check_themes(gold_of(name))


@pytest.mark.parametrize("name", GOLD)
def test_all_that_kinds_gold_quotes_stands_in_the_document(name: str) -> None:
    assert unquoted(gold_of(name), DOCUMENTS[name]) == []


@pytest.mark.parametrize("name", GOLD)
def test_nobody_is_both_present_and_absent(name: str) -> None:
    gold = gold_of(name)
    people = [*(person["name"] for person in gold["attendees"]), *gold["absent"]]
    assert len(set(people)) == len(people)
