"""How decisions, proposals, votes and themes are said in bokmål."""

from __future__ import annotations

import pytest

from minutes.kinds import DecisionKind, Outcome, Standing, Trend
from minutes.model import AgendaItem, Decision, Mention, PartyVotes, Vote, Voter
from referatsok.render_themes import themes_in_words, trend_in_words
from referatsok.render_votes import decisions_in_words, proposal_in_words, votes_in_words


def proposal(text: str = "Brua males rød.", **fields: object) -> Decision:
    return Decision(kind=DecisionKind.FORSLAG, text=text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "vote", "said"),
    [
        pytest.param(Outcome.VEDTATT, Vote(unanimous=True), ["Vedtatt enstemmig."], id="unanimous"),
        pytest.param(
            Outcome.VEDTATT, Vote(unanimous=True, votes_for=7), ["Vedtatt enstemmig (7 stemmer)."], id="with a count"
        ),
        pytest.param(
            Outcome.FALT, Vote(votes_for=3, votes_against=8), ["Falt med 3 mot 8 stemmer."], id="for and against"
        ),
        pytest.param(Outcome.VEDTATT, Vote(votes_against=1), ["Vedtatt mot 1 stemme."], id="one against"),
        pytest.param(Outcome.FALT, Vote(votes_for=2), ["Falt med 2 stemmer for."], id="some for"),
        pytest.param(Outcome.TRUKKET, None, ["Trukket."], id="withdrawn"),
        pytest.param(
            Outcome.UTSATT, Vote(votes_for=5, votes_against=4), ["Utsatt. Med 5 mot 4 stemmer."], id="put off by a vote"
        ),
        pytest.param(None, None, [], id="the paper does not say"),
        pytest.param(
            Outcome.VEDTATT,
            Vote(votes_for=5, votes_against=5, casting_vote="leder"),
            ["Vedtatt med 5 mot 5 stemmer.", "Dobbeltstemmen avgjorde (leder)."],
            id="the chair's casting vote",
        ),
        pytest.param(
            Outcome.VEDTATT,
            Vote(
                voters_for=(Voter(name="Kari Sund", party="Ap"), Voter(name="Per Moe")),
                parties_against=(PartyVotes(party="H", votes=3), PartyVotes(party="V")),
            ),
            ["Vedtatt.", "For: Kari Sund (Ap), Per Moe.", "Mot: H 3, V."],
            id="names and parties",
        ),
    ],
)
def test_what_came_of_a_proposal_is_said_with_its_votes(
    outcome: Outcome | None, vote: Vote | None, said: list[str]
) -> None:
    assert [*votes_in_words(proposal(outcome=outcome, vote=vote))] == said


@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param(proposal(proposer="Kari Sund", proposer_party="Ap"), "Forslag fra Kari Sund (Ap)", id="a person"),
        pytest.param(
            proposal(label="tilleggsforslag", proposer_party="H, V"), "Tilleggsforslag fra H, V", id="parties"
        ),
        pytest.param(proposal(proposer="Kari Sund"), "Forslag fra Kari Sund", id="a person without a party"),
        pytest.param(proposal(), "Forslag", id="nobody"),
    ],
)
def test_a_proposal_is_named_with_who_made_it(made: Decision, said: str) -> None:
    assert proposal_in_words(made) == said


def test_proposals_set_against_each_other_say_so_and_votes_are_told_once() -> None:
    vote = Vote(votes_for=6, votes_against=5, voters_against=(Voter(name="Per Moe"),))
    item = AgendaItem(
        id="1",
        order=1,
        number="1",
        title="Brua",
        text="",
        decisions=(Decision(kind=DecisionKind.VEDTAK, text="Brua males.", outcome=Outcome.VEDTATT, vote=vote),),
        proposals=(
            proposal("Brua males.", outcome=Outcome.VEDTATT, vote=vote, ballot=1),
            proposal("Brua rives.", outcome=Outcome.FALT, ballot=1),
            proposal("Kaia males.", ballot=2),
        ),
    )
    sections = dict(decisions_in_words(item))
    assert sections["Forslag i møtet"] == [
        "1. Forslag: Brua males.",
        "   Satt opp mot forslag 2.",
        "   Vedtatt med 6 mot 5 stemmer.",
        "   Mot: Per Moe.",
        "2. Forslag: Brua rives.",
        "   Satt opp mot forslag 1.",
        "   Falt.",
        "3. Forslag: Kaia males.",
    ]
    assert sections["Vedtak"] == ["Brua males.", "Vedtatt med 6 mot 5 stemmer."]
    assert sections["Innstilling"] == sections["Andre forslag"] == []


def mention(theme: str, weight: float | None, **fields: object) -> Mention:
    return Mention(theme=theme, why="ord", weight=weight, **fields)  # type: ignore[arg-type]


def test_themes_are_listed_by_weight_with_which_way_they_go() -> None:
    mentions = (
        mention("vold", 0.5),
        mention("skadeverk", 0.97, trend=Trend.DOWN, change=(14, 9), period="2021"),
        mention("skadeverk", 0.97, trend=Trend.DOWN, change=(14, 9), period="2021"),
        mention("brann", 0.99, standing=Standing.NEGATED),
        mention("slt", None, trend=Trend.UNCHANGED),
    )
    assert [*themes_in_words(mentions, {"vold": "Vold", "skadeverk": "Skadeverk"})] == [
        "Skadeverk (hovedtema, vekt 0,97): avtar, fra 14 til 9 (2021)",
        "Vold (vekt 0,50)",
        "slt: uendret",
    ]


def test_a_change_is_told_in_the_words_of_the_text_where_they_are_known() -> None:
    told = mention("vold", 0.9, trend=Trend.UP, change=(2, 9), change_text="fra to til ni saker")
    assert trend_in_words(told) == "øker, fra to til ni saker"
    assert trend_in_words(mention("vold", 0.9)) == ""
