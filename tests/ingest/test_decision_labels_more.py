"""Labels, votes and outcomes as municipalities vary them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.decisions.find import find_decisions
from ingest.decisions.labels import Part, find_label
from ingest.decisions.sections import make_court
from ingest.decisions.votes import vote_events
from minutes.kinds import DecisionKind, DocumentKind, Outcome
from minutes.model import Decision


def decisions(text: str, *, kind: DocumentKind = DocumentKind.REFERAT, body: str | None = None) -> tuple[Decision, ...]:
    return find_decisions(text, (), make_court([text], kind=kind, body=body, date=dt.date(2024, 5, 6)))


@pytest.mark.parametrize(
    ("line", "part", "owner"),
    [
        ("FORMANNSKAPET 18.05.2004:", Part.TREATMENT, "FORMANNSKAPET"),
        ("Utvalg for teknikk og miljø 4. mai 2004, sak 12/04:", Part.TREATMENT, "Utvalg for teknikk og miljø"),
        ("Behandling/votering:", Part.TREATMENT, ""),
        ("Einstemmig tilråding:", Part.RECOMMENDATION, ""),
        ("Eldrerådets uttalelse:", Part.DECISION, "Eldrerådet"),
    ],
)
def test_a_label_says_what_it_opens_and_whose_it_is(line: str, part: Part, owner: str) -> None:
    label = find_label(line)
    assert label is not None
    assert (label.part, label.owner) == (part, owner)


@pytest.mark.parametrize("line", ["Uttalelse:", "Møte i formannskapet 18.05.2004:", "UTTALELSE TIL KOMMUNESTYRET"])
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert find_label(line) is None


def test_a_conclusion_of_minutes_is_what_was_decided() -> None:
    found = decisions("Foreldremøtet er 7. oktober.\nKonklusjon: Samme opplegg som i fjor.")
    assert [decision.text for decision in found] == ["Samme opplegg som i fjor."]


def test_a_summary_is_a_decision_only_where_it_tells_one() -> None:
    assert (
        decisions("Potten er mindre.\nOppsummering: Rådet tek saka til orientering.")[0].outcome is Outcome.ORIENTERING
    )
    assert decisions("Potten er mindre.\nOppsummering: Mange kom og alle var blide.") == ()


def test_a_conclusion_among_the_parts_of_a_case_paper_decides_nothing() -> None:
    assert decisions("Bakgrunn:\nTaket lekker.\nKonklusjon:\nTaket bør skiftes.", kind=DocumentKind.PROTOKOLL) == ()


def test_the_utvalg_of_a_template_is_the_body_that_meets() -> None:
    found = decisions("Utvalgets vedtak, enst.:\nVeien stenges.", kind=DocumentKind.PROTOKOLL, body="Kommunestyret")
    assert [(decision.text, decision.vote and decision.vote.unanimous) for decision in found] == [
        ("Veien stenges.", True)
    ]


def test_an_unanimous_decision_says_so_in_its_label() -> None:
    found = decisions("Enstemmig vedtak:\nVeien stenges.", kind=DocumentKind.PROTOKOLL)
    assert found[0].vote is not None
    assert found[0].vote.unanimous


def test_a_recommendation_has_the_vote_of_the_body_told_below_it() -> None:
    told = "Formannskapets behandling 12.04.2024:\nForslaget ble vedtatt med 4 mot 1 stemme."
    text = f"Formannskapets innstilling:\nTomta selges.\n{told}"
    found = decisions(text, kind=DocumentKind.INNKALLING, body="Kommunestyret")
    assert [decision.kind for decision in found] == [DecisionKind.INNSTILLING]
    assert found[0].vote is not None
    assert (found[0].vote.votes_for, found[0].vote.votes_against) == (4, 1)


def test_what_is_approved_and_sent_on_for_information_is_adopted() -> None:
    found = decisions("Vedtak: Årsmeldingen godkjennes og sendes kommunestyret til orientering.")
    assert found[0].outcome is Outcome.VEDTATT


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("7 røysta for, ingen imot.", (7, 0)),
        ("Vedtatt med 7 stemmer, ingen mot.", (7, 0)),
        ("Ja: 12, nei: 3, avholdende: 1", (12, 3)),
    ],
)
def test_counts_are_read_however_they_are_told(sentence: str, counts: tuple[int, int]) -> None:
    vote = vote_events(sentence)[0].vote
    assert vote is not None
    assert (vote.votes_for, vote.votes_against) == counts
