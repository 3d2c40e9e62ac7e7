"""The plain tables of the catalogue: proposals and who voted what, and how themes are weighed and change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from minutes.kinds import DecisionKind, DocumentKind, Outcome, Standing, Trend
from minutes.model import (
    MAIN_WEIGHT,
    AgendaItem,
    Decision,
    Document,
    Evidence,
    MadeBy,
    Meeting,
    Mention,
    Page,
    PartyVotes,
    Source,
    Vote,
    Voter,
)
from tests.conftest import LeaveOlder

VOTE = Vote(
    unanimous=False,
    votes_for=5,
    votes_against=5,
    voters_for=(Voter(name="Kari Sund", party="Ap"), Voter(name="Per Moe")),
    parties_against=(PartyVotes(party="H", votes=3), PartyVotes(party="V")),
    casting_vote="leder",
)
PROPOSAL = Decision(
    kind=DecisionKind.FORSLAG,
    text="Brua males rød.",
    outcome=Outcome.VEDTATT,
    vote=VOTE,
    label="tilleggsforslag",
    proposer="Kari Sund",
    proposer_party="Ap",
    ballot=1,
    evidence=(Evidence(page=1, start=0, end=5, quote="Tekst"),),
)
DECISION = Decision(kind=DecisionKind.VEDTAK, text="Brua males rød.", outcome=Outcome.VEDTATT, vote=VOTE)


def mention(theme: str, weight: float | None, **fields: object) -> Mention:
    return Mention(theme=theme, why="ord", weight=weight, **fields)  # type: ignore[arg-type]


MENTIONS = (
    mention("vold", 0.5, trend=Trend.DOWN, change=(14, 9), change_text="fra 14 til 9 saker", period="2021"),
    mention("skadeverk", MAIN_WEIGHT),
    mention("brann", MAIN_WEIGHT, standing=Standing.NEGATED),
    mention("slt", None),
)


def document() -> Document:
    id_ = "a" * 64
    item = AgendaItem(
        id="a-1",
        order=1,
        number="1/21",
        title="Brua",
        text="Tekst.",
        decisions=(DECISION,),
        proposals=(PROPOSAL, Decision(kind=DecisionKind.FORSLAG, text="Brua rives.")),
        mentions=MENTIONS,
    )
    return Document(
        id=id_,
        source=Source(path="/m/a.txt", media_type="text/plain", bytes=10, sha256=id_),
        kind=DocumentKind.PROTOKOLL,
        title="Møte",
        language=None,
        municipality="Fjellvik",
        body="Havneutvalget",
        meeting=Meeting(date=dt.date(2021, 5, 4)),
        pages=(Page(number=1, text="Tekst."),),
        items=(item,),
        made_by=MadeBy(program="0.1", model="m", vocabulary="v"),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "catalog.db"
    with Catalogue(made) as catalogue:
        catalogue.store(document())
    return made


def proposals(catalogue: Catalogue) -> list[tuple[object, ...]]:
    columns = "place, kind, text, label, proposer, proposer_party, outcome, unanimous, votes_for, votes_against"
    return catalogue.query(f"SELECT {columns}, casting_vote, ballot, page FROM proposals ORDER BY place")


def voters(catalogue: Catalogue) -> list[tuple[object, ...]]:
    return catalogue.query("SELECT voted_on, place, side, name, party, votes FROM voters ORDER BY voted_on, number")


def themes(catalogue: Catalogue) -> list[tuple[object, ...]]:
    columns = "theme, weight, main, change_from, change_to, change_by, change_text, period"
    return catalogue.query(f"SELECT {columns} FROM mentions ORDER BY place")


NAMED = [
    ("for", "Kari Sund", "Ap", 1),
    ("for", "Per Moe", None, 1),
    ("mot", None, "H", 3),
    ("mot", None, "V", None),
]
WEIGHED = [
    ("vold", 0.5, 0, 14, 9, -5, "fra 14 til 9 saker", "2021"),
    ("skadeverk", MAIN_WEIGHT, 1, None, None, None, None, None),
    ("brann", MAIN_WEIGHT, 0, None, None, None, None, None),
    ("slt", None, 0, None, None, None, None, None),
]


def test_a_proposal_is_kept_with_who_made_it_and_how_it_was_voted_on(path: Path) -> None:
    with Catalogue(path) as catalogue:
        first, second = proposals(catalogue)
    assert first == (
        *(1, "forslag", "Brua males rød.", "tilleggsforslag", "Kari Sund", "Ap", "vedtatt", 0, 5, 5, "leder", 1, 1),
    )
    assert second == (2, "forslag", "Brua rives.", *(None,) * 10)


def test_who_voted_what_is_kept_for_decisions_and_for_proposals(path: Path) -> None:
    with Catalogue(path) as catalogue:
        assert voters(catalogue) == [(on, 1, *named) for on in ("decision", "proposal") for named in NAMED]
        assert catalogue.query("SELECT casting_vote FROM decisions") == [("leder",)]


def test_a_mention_is_kept_with_its_weight_and_the_change_it_tells(path: Path) -> None:
    with Catalogue(path) as catalogue:
        assert themes(catalogue) == WEIGHED


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_archive_is_given_its_tables_by_the_next_run_that_writes(
    path: Path, leave_older: LeaveOlder, version: int
) -> None:
    leave_older(path, version)
    with Catalogue(path) as opened:
        assert (proposals(opened), voters(opened)) == ([], [])
        before = (opened.query("SELECT stored FROM documents"), opened.pending())
        opened.catch_up()
        assert len(proposals(opened)) == 2
        assert len(voters(opened)) == 8
        assert themes(opened) == WEIGHED
        assert opened.tabled_otherwise(1) == ()
        assert (opened.query("SELECT stored FROM documents"), opened.pending()) == before
        assert opened.document("a") == document()


def test_what_is_removed_is_gone_from_all_tables(path: Path) -> None:
    with Catalogue(path) as catalogue:
        catalogue.remove("/m/a.txt")
        assert (proposals(catalogue), voters(catalogue), themes(catalogue)) == ([], [], [])
        assert catalogue.query("SELECT * FROM tabled") == []
