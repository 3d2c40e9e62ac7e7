from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from bench.action_papers import Paper, pair_actions, papers, same_words

ALL = list(papers())


@pytest.mark.parametrize("paper", [pytest.param(paper, id=paper.name) for paper in ALL])
def test_what_is_marked_in_a_short_paper_stands_there_as_it_is_marked(paper: Paper) -> None:
    for item in paper.entry["item"]:
        for text, _, due, date in (*item.get("do", ()), *item.get("may", ())):
            assert text in item["text"]
            assert due.lower() in item["text"].lower()
            assert not date or dt.date.fromisoformat(date) >= paper.entry["date"]


def test_a_third_of_the_short_papers_is_held_and_two_fifths_are_in_nynorsk() -> None:
    items = Counter((paper.split, paper.entry["form"]) for paper in ALL for _ in paper.entry["item"])
    total = items.total()
    assert total >= 260
    assert 0.28 <= sum(count for (split, _), count in items.items() if split == "held") / total <= 0.38
    assert 0.36 <= sum(count for (_, form), count in items.items() if form == "nn") / total <= 0.44


def test_every_name_of_a_short_paper_is_told_once() -> None:
    assert len({paper.name for paper in ALL}) == len(ALL)


def test_a_document_is_made_of_a_short_paper_with_its_heading_and_numbered_items() -> None:
    paper = next(paper for paper in ALL if paper.entry["form"] == "nn")
    lines = paper.text.splitlines()
    assert lines[0] == f"{paper.entry['municipality']} kommune"
    assert sum(line.startswith("Sak ") for line in lines) == len(paper.entry["item"])


def test_a_point_is_paired_with_one_marked_point_those_that_count_first() -> None:
    marked = [
        {"text_first_words": "Per ringer NAV", "optional": True},
        {"text_first_words": "Per ringer NAV i morgen", "optional": False},
    ]
    assert pair_actions(marked, [{"text": "Per ringer NAV i morgen."}]) == {1: 0}


def test_a_name_told_in_full_is_the_one_that_is_marked() -> None:
    assert same_words("Per", "Per Ås")
    assert not same_words("Per", None)
