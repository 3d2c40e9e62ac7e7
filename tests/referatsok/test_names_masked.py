"""People masked in whole papers, through the product's own reading: nobody of the list is left, and little else is gone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes.codec import document_from_json
from search.privacy.people import StandIns, people_of

GOLD = Path(__file__).parents[1] / "gold" / "privacy"
NAMES = json.loads((GOLD / "names.json").read_text(encoding="utf-8"))
LEAST_RECALL = 0.95


@pytest.fixture(scope="module", params=["paper-nb.txt", "paper-nn.txt"])
def masked(request: pytest.FixtureRequest, run: Callable[..., Any]) -> tuple[str, str]:
    paper: str = request.param
    finished = run("parse", GOLD / paper)
    assert finished.returncode == 0, finished.stderr
    document = document_from_json(finished.stdout)
    mask = StandIns().masker(people_of(document))
    return paper, "\n".join(mask(f"{item.title}\n{item.text}") for item in document.items)


def holds(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text) is not None


def test_those_named_are_masked_in_both_written_forms(masked: tuple[str, str]) -> None:
    paper, text = masked
    left = [name for name in NAMES[paper] if holds(text, name)]
    assert len(left) <= (1 - LEAST_RECALL) * len(NAMES[paper]), (left, text)


def test_what_is_no_person_stays(masked: tuple[str, str]) -> None:
    paper, text = masked
    assert [kept for kept in NAMES["kept"][paper] if kept not in text] == []
