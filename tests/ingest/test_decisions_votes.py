"""Votes and labels beside the common ones: sentences of our own writing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.decisions.counts import read_vote
from ingest.decisions.find import find_decisions
from ingest.decisions.labels import Part, find_label, is_chair
from ingest.decisions.outcomes import decided
from ingest.decisions.sections import Court, split_sections
from ingest.decisions.votes import names_proposal, vote_events
from minutes.kinds import DecisionKind, Outcome
from minutes.model import Decision, Span, Vote, Voter

COURT = Court(own=frozenset(), date=None, decides=True)


def decisions_in(text: str) -> tuple[Decision, ...]:
    return find_decisions(text, (Span(page=1, start=0, end=len(text), at=0),), COURT)


def vote(unanimous: bool | None, votes_for: int | None, votes_against: int | None) -> Vote:  # noqa: FBT001 - as gold has it
    return Vote(unanimous=unanimous, votes_for=votes_for, votes_against=votes_against)


@pytest.mark.parametrize(
    "line", ["HO-vedtak:", "HO-vedtak (tilråding til kommunestyret):", "UPB- 21/31 Vedtak", "Vedtak (4 mot 1): Ja."]
)
def test_a_label_may_have_a_bodys_letters_before_it_and_a_parenthesis_behind(line: str) -> None:
    label = find_label(line)
    assert label is not None
    assert label.part is Part.DECISION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 røyster for kvart framlegg.", vote(False, 2, 2)),
        ("3 stemmer for innstillingen (2AP, 1V), 3 stemmer for forslaget fra H.", vote(False, 3, 3)),
        ("Mot ei røyst (Dal).", vote(False, None, 1)),
    ],
)
def test_a_vote_is_read_from_a_sentence(text: str, expected: Vote) -> None:
    assert read_vote(text) == expected


def test_what_the_other_proposal_got_is_against() -> None:
    [event] = vote_events("Tilrådingen fikk 2 stemmer. Innstillingen fra utvalget ble vedtatt med 5 stemmer.")
    assert event.vote == vote(False, 5, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vedtak: Samrøystes som innstillinga.", vote(True, None, None), id="as recommended"),
        pytest.param(
            "Vedtak: Søknaden vert avslegen. Mot ei røyst (Dal).",
            replace(vote(False, None, 1), voters_against=(Voter(name="Dal"),)),
            id="last sentence",
        ),
        pytest.param("Vedtak:\nMøteboka vert godkjend.\nVedtaket var samrøystes.", vote(True, None, None), id="below"),
        pytest.param("Vedtak: Rådet går samrøystes inn for forslag 2.", vote(True, None, None), id="stands together"),
        pytest.param(
            "Votering:\nFramlegget fekk 4 røyster mot 2 og vart vedteke.\nTilleggsframlegget vart samrøystes vedteke.\n"
            "Vedtak:\nSkulen står.",
            vote(False, 4, 2),
            id="an addition's vote is not the matter's",
        ),
    ],
)
def test_a_decision_knows_its_vote(text: str, expected: Vote) -> None:
    assert [decision.vote for decision in decisions_in(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Kommunestyret tok orienteringa til vitande.", Outcome.ORIENTERING),
        ("Rapporten ble tatt til orientering.", Outcome.ORIENTERING),
    ],
)
def test_what_is_noted_is_a_decision(text: str, outcome: Outcome) -> None:
    assert [decision.outcome for decision in decisions_in(text)] == [outcome]


def test_a_first_sentence_of_one_word_puts_the_matter_off() -> None:
    assert decided("Utsettes. Det innhentes en uttalelse.") is Outcome.UTSATT


def test_a_point_that_lapses_is_no_decision() -> None:
    text = "Behandling:\nFramlegget fekk 4 røyster mot 2 og vart vedteke.\nRådmannen sitt punkt 2 fall dermed bort."
    assert [decision.text for decision in decisions_in(text)] == ["Framlegget fekk 4 røyster mot 2 og vart vedteke."]


def test_a_chairs_proposal_is_a_recommendation_before_the_treatment_only() -> None:
    text = "Ordførerens forslag: Ja.\nBehandling:\nOrdførerens forslag: Nei, utsett."
    assert is_chair("Ordføreren")
    assert [section.part for section in split_sections(text)] == [
        None,
        Part.RECOMMENDATION,
        Part.TREATMENT,
        Part.MOTION,
    ]
    assert decisions_in("Ordførerens forslag: Brua bygges.")[0].kind is DecisionKind.INNSTILLING


def test_a_proposal_is_named_by_any_of_its_words() -> None:
    assert names_proposal("Tilleggsframlegget vart vedteke.")
    assert not names_proposal("Møtet ble hevet.")
