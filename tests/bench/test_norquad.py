"""The bench of whole questions, its peers and its fuzzing, on texts small enough to reckon by hand."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from bench.fuzz import random_questions
from bench.norquad import measure, ranks, sampled, score
from bench.peers import PEERS, Bm25, plain_words, snowball_stems

PASSAGES = [
    "Brua over Storelva ble bygd i 1921 av to menn fra bygda.",
    "Skolen i Øvre Elv fikk nytt tak etter stormen, og elevene flyttet inn igjen om høsten.",
    "Fergen går to ganger om dagen fra kaia i Nordvik.",
]
QUESTIONS = [
    {"text": "Når ble brua over Storelva bygd?", "relevant": 0},
    {"text": "Hva fikk skolen etter stormen?", "relevant": 1},
    {"text": "Hvor mange ganger om dagen går fergen?", "relevant": 2},
]


def test_every_question_finds_its_passage_and_the_peers_stand_beside(tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    file.write_text(json.dumps({"passages": PASSAGES, "queries": QUESTIONS}), encoding="utf-8")
    figures = score(file)
    assert (figures["questions"], figures["passages"]) == (3, 3)
    assert figures["product"] == {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0}
    assert all(figures[name]["recall@10"] == 1.0 for name in PEERS)


def test_ranks_count_from_one_and_what_is_not_found_counts_nothing() -> None:
    places = ranks([[0, 1], [2, 1], [0]], QUESTIONS)
    assert places == [1, 2, None]
    assert measure(places) == {
        "ndcg@10": pytest.approx((1 + 0.6309) / 3, abs=1e-4),
        "mrr@10": pytest.approx(0.5),
        "recall@10": pytest.approx(2 / 3, abs=1e-4),
    }


def test_a_sample_is_spread_evenly() -> None:
    assert [entry["relevant"] for entry in sampled([{"relevant": number} for number in range(10)], 5)] == [
        0,
        2,
        4,
        6,
        8,
    ]
    assert sampled(QUESTIONS, None) == QUESTIONS


def test_a_peer_ranks_by_rare_words_and_gives_nothing_without_any() -> None:
    peer = Bm25(PASSAGES, plain_words)
    assert peer.best("fergen i Nordvik", 2)[0] == 2
    assert peer.best("xylofon", 2) == []


def test_stems_meet_where_words_do_not() -> None:
    assert Bm25(PASSAGES, plain_words).best("ferger", 1) == []
    assert Bm25(PASSAGES, snowball_stems).best("skolene", 1) == [1]


def test_random_questions_are_the_same_for_the_same_seed() -> None:
    words = ["bru", "skole"]
    assert [*islice(random_questions(words, 1), 20)] == [*islice(random_questions(words, 1), 20)]
    assert [*islice(random_questions(words, 1), 20)] != [*islice(random_questions(words, 2), 20)]
