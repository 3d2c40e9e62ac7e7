"""The measure of votes: what it finds right, and what it does not let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.votes import marked_entries, score_folder, score_votes, total

VOTES = Path(__file__).parents[1] / "gold" / "votes"

MARKED: dict[str, Any] = {
    "voteringer": [
        {
            "forslagsstiller": "Kari Lia",
            "parti": "SP",
            "tekst": "Brua males blå.",
            "enstemmig": False,
            "antall_for": 2,
            "antall_mot": 1,
            "for": ["Kari Marie Lia", "Per Berg"],
            "mot": ["Eva Vik"],
            "alternativer": [],
            "partier": {"Kari Marie Lia": "SP", "Per Berg": "H", "Eva Vik": "SV"},
            "resultat": "vedtatt",
            "resultat_tekst": "forslaget vedtatt",
            "dobbeltstemme": None,
        }
    ],
    "vedtak": "Brua males blå.",
}


def predicted(**changes: Any) -> dict[str, Any]:
    proposal = {
        "kind": "forslag",
        "text": "Brua males blå.",
        "outcome": "vedtatt",
        "proposer": "Kari Lia",
        "proposer_party": "Sp",
        "ballot": 1,
        "vote": {
            "unanimous": False,
            "for": 2,
            "against": 1,
            "voters_for": [{"name": "Kari M. Lia", "party": "Sp"}, {"name": "Per Berg", "party": "H"}],
            "voters_against": [{"name": "Eva Vik", "party": "SV"}],
            "casting_vote": None,
        },
    }
    decision = {"kind": "vedtak", "text": "Brua males blå."}
    return {"items": [{"proposals": [{**proposal, **changes}], "decisions": [decision]}]}


def test_a_right_reading_scores_full_marks() -> None:
    assert set(score_votes(MARKED, predicted()).columns().values()) == {1.0}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        pytest.param({"outcome": "falt"}, "result", id="result"),
        pytest.param({"proposer": "Per Berg"}, "proposer", id="proposer"),
        pytest.param({"proposer_party": "H"}, "proposer", id="party"),
        pytest.param({"text": "Brua males grønn."}, "text", id="text"),
        pytest.param(
            {"vote": {**predicted()["items"][0]["proposals"][0]["vote"], "against": 2}}, "counts", id="counts"
        ),
        pytest.param(
            {"vote": {**predicted()["items"][0]["proposals"][0]["vote"], "voters_for": []}}, "names", id="names"
        ),
    ],
)
def test_each_error_shows_in_its_column(changes: dict[str, Any], column: str) -> None:
    figure = score_votes(MARKED, predicted(**changes)).columns()[column]
    assert figure is not None
    assert figure < 1


def test_a_vote_not_found_is_missed_and_one_too_many_is_false() -> None:
    assert score_votes(MARKED, {"items": []}).votes.missed == 1
    assert score_votes({"voteringer": [], "vedtak": ""}, predicted()).votes.false == 1


def test_alternatives_are_an_entry_each() -> None:
    side: dict[str, Any] = {"navn": [], "partier": {}}
    vote = {
        **MARKED["voteringer"][0],
        "alternativer": [{"forslag": "1", "antall": 5, **side}, {"forslag": "2", "antall": 4, **side}],
        "resultat_tekst": "forslag 2 vedtatt",
    }
    found = list(marked_entries({"voteringer": [vote]}))
    assert [(entry.votes_for, entry.outcome) for entry in found] == [(5, "falt"), (4, "vedtatt")]


def test_our_own_case_protocols_are_read_right() -> None:
    figures = total(scores for _, scores in score_folder(VOTES)).columns()
    assert {name: value for name, value in figures.items() if value is None or value < 0.99} == {}
