"""Decisions and votes in papers without labels: sentences that bring them in, shares, tables. Texts are our own."""

from __future__ import annotations

import pytest

from ingest.decisions.find import find_decisions
from ingest.decisions.introductions import find_introduction, introduced_at
from ingest.decisions.labels import Part, find_label
from ingest.decisions.sections import Court
from ingest.decisions.standings import elected, shares, told_vote
from ingest.decisions.vote_tables import table_rows
from ingest.decisions.votes import vote_events
from minutes.kinds import DecisionKind
from minutes.model import Decision, Span, Vote

COURT = Court(own=frozenset(), date=None, decides=True)


def decisions_in(text: str) -> tuple[Decision, ...]:
    return find_decisions(text, (Span(page=1, start=0, end=len(text), at=0),), COURT)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Utvalet gjorde slikt vedtak:", Part.DECISION),
        ("Rådet drøftet saken og vedtok dette mot én stemme (Lia):", Part.DECISION),
        ("Rådet kom samrøystes fram til denne fråsegna:", Part.DECISION),
        ("Slik blei vedtaket:", Part.DECISION),
        ("Vedtaket ble:", Part.DECISION),
        ("VI. Tingets vedtak etter voteringen er følgende:", Part.DECISION),
        ("Om de nye sakene ble dette vedtatt:", Part.DECISION),
        ("Uttalelse, vedtatt med 5-1:", Part.DECISION),
        ("Utvalget sluttet seg til:", Part.DECISION),
        ("Fylkesrådmannen rår utvalet til å gjere slikt vedtak:", Part.RECOMMENDATION),
        ("Næringsutvalget kom med slik tilråding, enst.:", Part.RECOMMENDATION),
    ],
)
def test_a_sentence_brings_in_a_decision_or_a_recommendation(line: str, part: Part) -> None:
    label = find_introduction(line)
    assert label is not None
    assert label.part is part


@pytest.mark.parametrize(
    "line",
    [
        "Kommunestyret vedtok i sak 15/62: Ny hovedledning bygges.",
        "Lia ba om at utvalget gjorde slikt vedtak:",
        "Rådet hadde tre spørsmål:",
    ],
)
def test_what_is_quoted_or_asked_for_is_not_brought_in(line: str) -> None:
    assert find_introduction(line) is None


def test_a_decision_may_be_brought_in_at_the_end_of_a_paragraph() -> None:
    line = "Framlegget vart drøfta. SU gjer slikt vedtak: Skulen står. Vedteke med 5 røyster."
    assert introduced_at(line) == line.index("SU")
    (found,) = decisions_in(f"{line}\nLia sender svaret.")
    assert (found.kind, found.text) == (DecisionKind.VEDTAK, "Skulen står. Vedteke med 5 røyster.")
    assert found.vote == Vote(votes_for=5)


def test_words_with_a_colon_inside_a_recommendation_are_part_of_it() -> None:
    (found,) = decisions_in("Innstilling:\nUtvalget rår rådet til å vedta planen med disse endringene:\n• Skolen står.")
    assert found.text.startswith("Utvalget rår")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("VI Tinget sitt vedtak Planen vert vedteken.", Part.DECISION),
        ("III Røysting Av 8 representantar var 8 til stades.", Part.VOTING),
        ("RÅDMANNENS FORSLAG:", Part.RECOMMENDATION),
        ("Skogbrukssjefen sitt framlegg: To dyr.", Part.RECOMMENDATION),
        ("Innstilling fra kommunedirektøren", Part.RECOMMENDATION),
        ("Hovedkomiteen fremmet følgende innstilling ved Kari Lia:", Part.RECOMMENDATION),
        ("Rådets innstilling, tiltres med 3 stemmer for og 2 mot:", Part.RECOMMENDATION),
    ],
)
def test_labels_with_roman_numbers_officers_and_how_it_was_voted(line: str, part: Part) -> None:
    label = find_label(line)
    assert label is not None
    assert label.part is part


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Rådmannens forslag fikk 3 stemmer, Lias forslag 4.", (4, 3)),
        ("Da fikk Lias forslag 3 stemmer (H) og rådmannens forslag 2 stemmer (Sp).", (3, 2)),
        ("Hamre og Fonn var for, Rekdal mot.", (2, 1)),
        ("Vedtatt med 5-1.", (5, 1)),
        ("Pipa males (8-0)", (8, 0)),
        ("To var for og tre imot.", (2, 3)),
        ("Vedtatt mot SV si røyst.", (None, None)),
    ],
)
def test_a_vote_is_read_however_it_is_told(sentence: str, counts: tuple[int | None, int | None]) -> None:
    vote = told_vote(sentence)
    assert vote is not None
    assert (vote.votes_for, vote.votes_against) == counts


@pytest.mark.parametrize("sentence", ["Leiaren si røyst avgjorde.", "Røysta til leiaren avgjorde."])
def test_the_leaders_vote_decides(sentence: str) -> None:
    assert told_vote(sentence) == Vote(casting_vote="leiar")


def test_an_election_has_the_votes_of_the_one_who_is_named() -> None:
    told = "Skriftleg val. Lia fekk 6 røyster, Åse Vik 3, 1 blank."
    assert [(share.whose, share.count) for share in shares(told)] == [("Lia", 6), ("Åse Vik", 3)]
    assert elected(told, "Kari Lia vert vald.") == Vote(votes_for=6, unanimous=False)
    assert elected(told, "Per Berg vert vald.") is None


def test_a_table_of_votes_is_read_row_by_row_and_that_of_parties_as_one() -> None:
    proposals = "Røysting\tFor\tMot\nFramlegg frå Ap\t3\t4\nTilrådinga\t7\t0\n"
    assert [(event.vote.votes_for, event.vote.votes_against) for event in vote_events(proposals) if event.vote] == [
        (3, 4),
        (7, 0),
    ]
    (row,) = table_rows("Parti\tFor\tMot\nAp\t3\t0\nH\t0\t2\nSum\t3\t2\n")
    assert row.sentence == "3 stemmer for (Ap 3) og 2 stemmer mot (H 2)."


def test_a_vote_over_who_may_take_part_is_not_over_the_matter() -> None:
    assert vote_events("Hun ble enstemmig kjent habil.") == []


def test_the_minutes_read_out_at_the_end_are_no_decision_of_the_last_item() -> None:
    assert decisions_in("Rådmannen undersøker saken.\nProtokollen opplest og godkjent.") == ()


def test_a_vote_told_by_counts_and_then_by_outcome_is_one() -> None:
    events = vote_events(
        "Innstillingen fikk 4 stemmer og Bergs forslag 5 stemmer. Bergs forslag ble vedtatt med 5 mot 4 stemmer."
    )
    assert len(events) == 1
