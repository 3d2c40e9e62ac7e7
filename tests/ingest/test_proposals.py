"""Proposals of a meeting with their votes and outcomes: treatments of our own writing."""

from __future__ import annotations

import pytest

from ingest.decisions.proposals import find_proposals
from ingest.decisions.sections import Court
from minutes.kinds import DecisionKind, Outcome
from minutes.model import Decision, Span, Voter

COURT = Court(own=frozenset(), date=None, decides=True)
NOTICE = Court(own=frozenset(), date=None, decides=False)
ADOPTED, LOST = Outcome.VEDTATT, Outcome.FALT


def proposals_in(text: str, court: Court = COURT) -> tuple[Decision, ...]:
    return find_proposals(text, (Span(page=1, start=0, end=len(text), at=0),), court)


def told(text: str) -> list[tuple[str, Outcome | None, int | None, int | None]]:
    return [
        (found.text, found.outcome, *((found.vote.votes_for, found.vote.votes_against) if found.vote else (None, None)))
        for found in proposals_in(text)
    ]  # fmt: skip


MOTIONS = """Forslag til vedtak:
Brua bygges.
Behandling:
Forslag fra Kari Lia (Ap):
Brua males blå.
Per Berg (H) fremmet følgende forslag:
Brua bygges ikke.
Votering:
"""


@pytest.mark.parametrize(
    ("voting", "expected"),
    [
        pytest.param(
            "Innstillingen ble satt opp mot forslaget fra Berg. Innstillingen ble vedtatt med 6 mot 3 stemmer.",
            [("Brua bygges.", ADOPTED, 6, 3), ("Brua males blå.", None, None, None), ("Brua bygges ikke.", LOST, 3, 6)],
            id="two set against each other",
        ),
        pytest.param(
            "Bergs forslag falt med 2 mot 7 stemmer.\nLias forslag ble vedtatt med 5 mot 4 stemmer.\n"
            "Innstillingen enstemmig vedtatt.",
            [
                ("Brua bygges.", ADOPTED, None, None),
                ("Brua males blå.", ADOPTED, 5, 4),
                ("Brua bygges ikke.", LOST, 2, 7),
            ],
            id="one by one, by name",
        ),
        pytest.param(
            "Forslag fra H: Falt med 2 mot 7 stemmer.\nForslag fra Ap: Vedtatt med 5 stemmer (Ap) mot 4 stemmer (H).",
            [("Brua males blå.", ADOPTED, 5, 4), ("Brua bygges ikke.", LOST, 2, 7)],
            id="the vote behind a proposal's name",
        ),
        pytest.param(
            "Ved alternativ votering mellom innstillingen og Bergs forslag fikk Bergs forslag 5 stemmer "
            "og innstillingen 4 stemmer. "
            "Bergs forslag ble vedtatt med 5 mot 4 stemmer.\nKari Lia trakk sitt forslag.",
            [
                ("Brua bygges.", LOST, 4, 5),
                ("Brua males blå.", Outcome.TRUKKET, None, None),
                ("Brua bygges ikke.", ADOPTED, 5, 4),
            ],
            id="the recommendation lost, another withdrawn",
        ),
        pytest.param(
            "Det ble 4 mot 4 stemmer. Lias forslag ble vedtatt med ordførers dobbeltstemme.",
            [("Brua males blå.", ADOPTED, 4, 4), ("Brua bygges ikke.", None, None, None)],
            id="an even vote and the chair's",
        ),
        pytest.param(
            "Forslaget fra Berg falt mot 2 stemmer.\nForslaget fra Lia ble oversendt rådmannen uten votering.",
            [("Brua males blå.", Outcome.OVERSENDT, None, None), ("Brua bygges ikke.", LOST, 2, None)],
            id="fell against, sent over",
        ),
    ],
)
def test_each_vote_is_of_the_proposal_it_decided(
    voting: str, expected: list[tuple[str, Outcome | None, int | None, int | None]]
) -> None:
    assert told(MOTIONS + voting) == expected


def test_alternatives_share_the_number_of_their_vote_and_turn_its_sides() -> None:
    text = (
        "Behandling\n1)\nInnstilling:\nBrua bygges.\nDette ble satt opp mot:\n2)\n"
        ""
        "Eva Vik (SV) fremmet følgende alternative forslag:\nBrua bygges ikke.\n"
        "For forslag 1 stemte 2: Kari Lia (AP), Per Berg (H).\nFor forslag 2 stemte 1: Eva Vik (SV).\n"
        "Dermed ble forslag 1 vedtatt."
    )
    first, second = proposals_in(text)
    assert first.vote is not None
    assert second.vote is not None
    assert (first.ballot, second.ballot) == (1, 1)
    assert (first.kind, second.kind) == (DecisionKind.INNSTILLING, DecisionKind.FORSLAG)
    assert (second.proposer, second.proposer_party, second.label) == ("Eva Vik", "SV", "alternativt forslag")
    assert first.vote.voters_against == second.vote.voters_for == (Voter(name="Eva Vik", party="SV"),)


def test_a_roll_call_without_anybody_against_has_nobody_against() -> None:
    [found] = proposals_in(
        "Behandling\nEva Vik (SV) fremmet følgende forslag:\nBrua males.\n"
        "For forslaget stemte 2: Kari Lia (AP), Eva Vik (SV).\nDermed ble forslaget vedtatt."
    )
    assert found.vote is not None
    assert (found.vote.votes_for, found.vote.votes_against, found.vote.unanimous) == (2, 0, None)


def test_a_point_voted_on_alone_is_that_point() -> None:
    text = (
        "Innstilling:\n1. Brua bygges.\n2. Veien asfalteres.\nBehandling:\nVotering:\n"
        "Punkt 1: Enstemmig vedtatt.\nPunkt 2 ble vedtatt med 5 mot 4 stemmer."
    )
    assert told(text) == [("Brua bygges.", ADOPTED, None, None), ("Veien asfalteres.", ADOPTED, 5, 4)]


def test_who_made_a_proposal_may_stand_on_a_line_of_its_own() -> None:
    [found] = proposals_in(
        "Behandling:\nForslag 1\nForslagsstiller: Eivind Dal, Høyre\nBrua males.\nVotering:\nEnstemmig vedtatt."
    )
    assert (found.text, found.proposer, found.proposer_party) == ("Brua males.", "Eivind Dal", "H")
    assert found.outcome is ADOPTED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MOTIONS, id="a notice"),
        pytest.param("Forslag til vedtak:\nBrua bygges.", id="a case paper"),
    ],
)
def test_a_notice_holds_no_proposals(text: str) -> None:
    assert proposals_in(text, NOTICE) == ()


@pytest.mark.parametrize("label", ["Habilitet:", "Protokolltilførsel:", "Merknad:"])
def test_remarks_are_no_proposals(label: str) -> None:
    assert proposals_in(f"Behandling:\n{label}\nKari Lia fratrådte.\nVedtak:\nBrua bygges.") == ()


def test_another_bodys_treatment_is_not_this_meetings() -> None:
    court = Court(own=frozenset({"kommunestyr"}), date=None, decides=True)
    text = (
        "Formannskapets behandling:\nForslag fra Kari Lia (Ap):\nBrua males.\nForslaget falt med 1 mot 4 stemmer.\n"
        "Kommunestyrets behandling:\nKommunestyrets vedtak:\nNei."
    )
    assert proposals_in(text, court) == ()


def test_evidence_is_the_text_and_the_vote() -> None:
    text = MOTIONS + "Bergs forslag falt med 2 mot 7 stemmer."
    for found in proposals_in(text):
        for evidence in found.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
