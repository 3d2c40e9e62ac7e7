"""Who voted and who made a proposal, in the many ways that minutes write it: sentences of our own writing."""

from __future__ import annotations

import pytest

from ingest.decisions.counts import read_vote
from ingest.decisions.proposers import Proposer, read_proposer, read_signed
from ingest.decisions.references import find_mentions
from ingest.decisions.voters import NOBODY, Named, casting_vote, read_named, read_side, with_names
from ingest.parties import party_of
from minutes.model import PartyVotes, Voter

KARI, PER = Voter(name="Kari Lia", party="Ap"), Voter(name="Per K. J. Berg", party="H")


def parties(*named: str, **votes: int) -> Named:
    counted = tuple(PartyVotes(party=party, votes=number) for party, number in votes.items())
    return Named(parties=(*(PartyVotes(party=party) for party in named), *counted))


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Senterpartiet", "Sp"),
        ("SP", "Sp"),
        ("FRP", "FrP"),
        ("Raudt", "R"),
        ("Miljøpartiet De Grønne", "MDG"),
        ("Uavhengig", "Uavh"),
        ("GDL", "GDL"),
        ("Bygdelista", "BL"),
        ("a", None),
        ("rådmannen", None),
    ],
)
def test_a_party_goes_by_its_usual_letters(text: str, party: str | None) -> None:
    assert party_of(text) == party


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("Kari Lia (AP), Per K. J. Berg (H).", Named(voters=(KARI, PER)), id="names with parties"),
        pytest.param("Kari Lia, Ap, Per K. J. Berg, H", Named(voters=(KARI, PER)), id="a comma before the party"),
        pytest.param("Ap: Kari Lia. ", Named(voters=(KARI,)), id="the party first"),
        pytest.param("Ap, Sp og SV", parties("Ap", "Sp", "SV"), id="parties"),
        pytest.param("Ap 5, Sp (3), 2 SV og 1V", parties(Ap=5, Sp=3, SV=2, V=1), id="parties with votes"),
        pytest.param("representantene fra H og FrP", parties("H", "FrP"), id="words before the parties"),
        pytest.param("kostnadene for kommunen", NOBODY, id="no list"),
        pytest.param("Arbeidstakerrepresentantene", NOBODY, id="a word for several"),
    ],
)
def test_a_list_names_people_or_parties(text: str, named: Named) -> None:
    assert read_named(text) == named


@pytest.mark.parametrize(
    ("sentence", "is_for", "count", "proposal"),
    [
        ("For forslaget stemte 2: Kari Lia (AP), Per K. J. Berg (H).", True, 2, "forslaget"),
        ("Imot forslag 1 stemte 1: Kari Lia (AP).", False, 1, "forslag 1"),
        ("For innstillingen: 15 (Ap 8, Sp 7)", True, 15, "innstillingen"),
        ("Mot: FrP 2, H 1", False, 3, ""),
        ("Røysta mot: Kari Lia (Ap)", False, 1, ""),
        ("Ap, Sp og SV stemte for.", True, None, ""),
        ("Kari Lia (Ap) røysta mot tilrådinga.", False, 1, "tilrådinga"),
        ("For stemte Kari Lia (Ap) og Per K. J. Berg (H).", True, 2, ""),
    ],
)
def test_a_roll_call_tells_one_side(sentence: str, is_for: bool, count: int | None, proposal: str) -> None:  # noqa: FBT001
    side = read_side(sentence)
    assert side is not None
    assert (side.is_for, side.count, side.proposal) == (is_for, count, proposal)
    assert side.named


@pytest.mark.parametrize("sentence", ["For kommunen er dette en god sak.", "Mot slutten av møtet kom rådmannen."])
def test_a_sentence_with_the_same_words_is_no_roll_call(sentence: str) -> None:
    assert read_side(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "parties_for", "parties_against"),
    [
        ("Vedtatt med 15 stemmer (Ap 8, Sp 7) mot 6 stemmer (H 6).", parties(Ap=8, Sp=7), parties(H=6)),
        ("Falt med 6 (H, FrP) mot 13 stemmer (Ap, Sp).", parties("H", "FrP"), parties("Ap", "Sp")),
        ("Forslaget fikk 3 stemmer (FrP 1, Sp 2) og falt.", parties(FrP=1, Sp=2), NOBODY),
        ("Vedtatt mot 3 stemmer (FrP).", NOBODY, parties("FrP")),
        ("Forslaget falt med 3 mot 6 stemmer (SV og R stemte for).", parties("SV", "R"), NOBODY),
    ],
)
def test_parties_behind_a_count_are_on_its_side(sentence: str, parties_for: Named, parties_against: Named) -> None:
    vote = with_names(read_vote(sentence), sentence)
    assert vote is not None
    assert (vote.parties_for, vote.parties_against) == (parties_for.parties, parties_against.parties)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("vedtatt med leders dobbeltstemme", "leder"),
        ("Ordførerens dobbeltstemme avgjorde.", "ordfører"),
        ("vedteke med leiaren si dobbelrøyst", "leiar"),
        ("møteleders dobbeltstemme", "møteleder"),
        ("med dobbeltstemme", "møteleder"),
        ("med 4 mot 3 stemmer", None),
    ],
)
def test_whose_vote_decided_is_told(text: str, office: str | None) -> None:
    assert casting_vote(text) == office


@pytest.mark.parametrize(
    ("words", "name", "party"),
    [
        ("Kari Lia (Arbeiderpartiet) fremmet følgende endringsforslag:", "Kari Lia", "Ap"),
        ("Forslag fra SV v/Eva Vik:", "Eva Vik", "SV"),
        ("Fellesforslag fra H, FrP og KrF:", None, "H, FrP, KrF"),
        ("På vegne av H og FrP fremmet Per Berg (H) følgende forslag:", "Per Berg", "H"),
        ("Forslag nr. 3 fra Ap og SV, fremmet av Kari Lia (Ap):", "Kari Lia", "Ap"),
        ("Forslag fremmet av Ola Dal, SV, på vegne av SV og MDG:", "Ola Dal", "SV"),
        ("Ola Dal, V, sette fram slikt framlegg:", "Ola Dal", "V"),
        ("Senterpartiet ved Kari Lia fremmet følgende forslag:", "Kari Lia", "Sp"),
        ("Torleif Skar (H) gjorde framlegg om å utsetje saka", "Torleif Skar", "H"),
        ("Ordføreren foreslo:", "Ordføreren", None),
        ("Forslag 2 (Sp):", None, "Sp"),
        ("Forslag i møte:", None, None),
    ],
)
def test_a_proposals_maker_is_read_from_its_heading(words: str, name: str | None, party: str | None) -> None:
    found = read_proposer(words)
    assert (found.name, found.party) == (name, party)


def test_a_signed_proposal_is_its_signers() -> None:
    assert read_signed("Eivind Dal, Høyre") == Proposer(name="Eivind Dal", party="H", parties=("H",))


def test_mentions_tell_number_kind_and_maker() -> None:
    first, second, third = find_mentions(
        "Rådmannens innstilling ble satt opp mot forslag 2, og så tilleggsforslaget fra SV og Lia."
    )
    assert (first.recommended, second.number, third.form) == (True, "2", "tillegg")
    assert (third.parties, third.who) == (frozenset({"SV"}), frozenset({"lia"}))


def test_an_initial_in_a_name_is_no_party_before_a_full_stop() -> None:
    assert [mention.words for mention in find_mentions("mot framlegget frå V. Framlegget til vedtak fall.")] == [
        "framlegget frå V",
        "Framlegget til vedtak",
    ]
