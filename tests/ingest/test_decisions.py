from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from ingest.decisions.counts import read_vote
from ingest.decisions.find import find_decisions
from ingest.decisions.labels import Part, core, find_label, is_body, officer, unanimous
from ingest.decisions.outcomes import decided, read_outcome
from ingest.decisions.sections import Court, make_court, same_body, split_sections
from ingest.decisions.told import tells_decision
from ingest.decisions.votes import vote_events
from ingest.layout.sentence_places import sentences
from minutes.kinds import DecisionKind, DocumentKind, Outcome
from minutes.model import Decision, Span, Vote, Voter

COUNCIL = Court(own=frozenset({core("Kommunestyret")}), date=dt.date(2007, 6, 14), decides=True)
NOTICE = Court(own=frozenset({core("Kommunestyret")}), date=None, decides=False)


ANY = Court(own=frozenset(), date=None, decides=True)


def decisions_in(text: str, court: Court = COUNCIL) -> tuple[Decision, ...]:
    return find_decisions(text, (Span(page=1, start=0, end=len(text), at=0),), court)


@pytest.mark.parametrize(
    ("line", "part", "owner"),
    [
        ("Kommunestyrets vedtak, enst.:", Part.DECISION, "Kommunestyret"),
        ("Kommunestyrets vedtak, mot 3 st.:", Part.DECISION, "Kommunestyret"),
        ("Vedtak i Formannskapet 16.03.2021:", Part.DECISION, "Formannskapet"),
        ("VEDTAK", Part.DECISION, ""),
        ("SP - vedtak:", Part.DECISION, ""),
        ("Samrøystes vedteke:", Part.DECISION, ""),
        ("Forslag til vedtak: Vegen bygges.", Part.RECOMMENDATION, ""),
        ("Formannskapets innstilling, 2 stemmer mot :", Part.RECOMMENDATION, "Formannskapet"),
        ("Formannskapets vedtak/innstilling", Part.RECOMMENDATION, "Formannskapet"),
        ("Rådmannen sitt framlegg til vedtak:", Part.RECOMMENDATION, "Rådmannen"),
        ("Rådmannens forslag:", Part.RECOMMENDATION, "Rådmannen"),
        ("Innstilling fra formannskapet 10.06.2020", Part.RECOMMENDATION, "formannskapet"),
        ("Lederen fremmet valgstyrets innstilling:", Part.RECOMMENDATION, "valgstyret"),
        ("Kommunestyret s behandling:", Part.TREATMENT, "Kommunestyret"),
        ("Formannskapet si handsaming:", Part.TREATMENT, "Formannskapet"),
        ("Formannskapet har behandlet saken i møte 03.05.2022 sak 40/22", Part.TREATMENT, "Formannskapet"),
        ("III VOTERING", Part.VOTING, ""),
        ("Røysting:", Part.VOTING, ""),
        ("Saksfremlegg :", Part.PAPER, ""),
        ("Det vises til:", Part.PAPER, ""),
        ("Forslag fra Eva Vik (SV):", Part.MOTION, ""),
        ("Eva Vik (SV) fremmet følgende tilleggsforslag:", Part.MOTION, ""),
        ("Formannskapets forslag:", Part.MOTION, "Formannskapet"),
        ("Innstilling til kommunestyret:", Part.RECOMMENDATION, "kommunestyret"),
        ("Formannskapet si tilråding, samr.:", Part.RECOMMENDATION, "Formannskapet"),
    ],
)
def test_a_label_tells_what_it_opens_and_whose_it_is(line: str, part: Part, owner: str) -> None:
    label = find_label(line)
    assert label is not None
    assert (label.part, label.owner) == (part, owner)


@pytest.mark.parametrize(
    "line",
    [
        "Formannskapets innstilling tiltres med følgende tillegg:",
        "Ordføreren fremmet administrasjonens forslag til vedtak.",
        "Vedtak i Ulvdal kommunestyre om opprettelse av foretaket og valg av styre til det.",
        "Vedtatt",
        "Vedtaket er endelig:",
        "Under behandling av sak 3/08 vedtok skolestyret følgende:",
        "Valgkomiteens forslag tiltres.",
    ],
)
def test_a_sentence_is_no_label(line: str) -> None:
    assert find_label(line) is None


def test_bodies_and_officers_are_told_apart() -> None:
    assert is_body("Formannskapet")
    assert not is_body("Rådmannen")
    assert officer("Kommunedirektøren")
    assert not officer("Formannskapet")


def test_names_of_a_body_are_one_whatever_their_ending() -> None:
    assert core("Kommunestyrets") == core("kommunestyre") == core("Kommunestyret")
    assert same_body(core("Ulvdal kommunestyre"), core("Kommunestyret"))
    assert not same_body(core("Formannskapet"), core("Kommunestyret"))


@pytest.mark.parametrize("text", ["Enstemmig vedtatt", "vedtak, enst.:", "Samrøystes vedteke"])
def test_unanimity_has_its_words(text: str) -> None:
    assert unanimous(text)


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        (", mot 3 st.", (False, None, 3)),
        (", 7 stemmer mot", (False, None, 7)),
        ("enst.", (True, None, None)),
        ("Innstillingen tiltres med 1 stemme mot og 16 stemmer for.", (False, 16, 1)),
        ("11 mot og 3 for", (False, 3, 11)),
        ("ble vedtatt med fire mot én stemme (FRP)", (False, 4, 1)),
        ("falt med 7 stemmer for og 11 mot", (False, 7, 11)),
        ("ble vedtatt med 12 stemmer og 5 i mot", (False, 12, 5)),
        ("Enstemmig (7-0)", (True, 7, 0)),
        ("enstemmig vedtatt (7 st.)", (True, 7, None)),
        ("falt med 11 mot 24 stemmer", (False, 11, 24)),
        ("vart vedteke med 10 mot 2 røyster", (False, 10, 2)),
        ("For forslaget stemte 34: Eva Vik (AP)", (None, 34, None)),
        ("Imot forslaget stemte 3: Bo Li (H)", (False, None, 3)),
        ("vedtatt mot 1 stemme", (False, None, 1)),
    ],
)
def test_votes_are_read_in_all_their_forms(text: str, vote: tuple[bool | None, int | None, int | None]) -> None:
    assert read_vote(text) == Vote(unanimous=vote[0], votes_for=vote[1], votes_against=vote[2])


@pytest.mark.parametrize("text", ["Det er 3 mål mot nord.", "Tiltak mot 12 utslipp", "Saken ble drøftet."])
def test_no_vote_is_read_where_none_is_told(text: str) -> None:
    assert read_vote(text) is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Vegen bygges.", Outcome.VEDTATT),
        ("Saken utsettes til neste møte.", Outcome.UTSATT),
        ("Saka vert utsett.", Outcome.UTSATT),
        ("Fristen utsettes til 1. mai.", Outcome.VEDTATT),
        ("Rapporten tas til etterretning.", Outcome.ORIENTERING),
        ("Meldinga vert teken til orientering.", Outcome.ORIENTERING),
        ("Saken trekkes.", Outcome.TRUKKET),
        ("Forslaget oversendes uten realitetsvotering.", Outcome.OVERSENDT),
        ("Søknaden avslås.", Outcome.VEDTATT),
    ],
)
def test_the_outcome_follows_from_a_decisions_own_words(text: str, outcome: Outcome) -> None:
    assert decided(text) is outcome


def test_a_lost_proposal_is_told_before_an_adopted_one() -> None:
    assert read_outcome("Forslaget ble ikke vedtatt.") is Outcome.FALT


def test_counts_on_lines_before_belong_to_what_they_lead_to() -> None:
    text = "For forslag 1 stemte 9: Eva Vik (AP).\nFor forslag 2 stemte 1: Bo Li (SV).\nDermed ble forslag 1 vedtatt."
    [event] = vote_events(text)
    assert (event.outcome, event.main) == (Outcome.VEDTATT, True)
    assert event.vote == Vote(
        unanimous=False,
        votes_for=9,
        votes_against=1,
        voters_for=(Voter(name="Eva Vik", party="Ap"),),
        voters_against=(Voter(name="Bo Li", party="SV"),),
    )


PROTOCOL = """Forslag til vedtak:
Vegen bygges.
Teknisk utvalgs behandling:
Lederen fremmet administrasjonens forslag.
Teknisk utvalgs vedtak:
Vegen bygges.
Formannskapets behandling:
Formannskapets innstilling ble vedtatt med 3 stemmer for og 2 stemmer mot.
Formannskapets innstilling, 2 stemmer mot:
Forslag fra ordføreren tiltres.
Kommunestyrets behandling:
Forslag fra Eva Vik (SV):
Saken utsettes.
Forslaget fra Eva Vik falt med 8 mot 11 stemmer.
Formannskapets innstilling tiltres med 11 stemmer for og 8 mot.
Kommunestyrets vedtak, 8 stemmer mot:
Formannskapets innstilling tiltres."""


def test_recommendations_and_the_decision_are_told_apart() -> None:
    found = decisions_in(PROTOCOL)
    assert [(decision.kind, decision.text) for decision in found] == [
        (DecisionKind.INNSTILLING, "Vegen bygges."),
        (DecisionKind.INNSTILLING, "Forslag fra ordføreren tiltres."),
        (DecisionKind.VEDTAK, "Formannskapets innstilling tiltres."),
    ]


def test_votes_belong_to_what_they_decided() -> None:
    found = decisions_in(PROTOCOL)
    assert [decision.vote for decision in found] == [
        None,
        Vote(unanimous=False, votes_for=3, votes_against=2),
        Vote(unanimous=False, votes_for=11, votes_against=8),
    ]


def test_another_bodys_decision_in_the_case_paper_is_not_this_ones() -> None:
    kinds = [decision.kind for decision in decisions_in(PROTOCOL)]
    assert kinds.count(DecisionKind.VEDTAK) == 1


def test_a_notice_holds_no_decision() -> None:
    assert all(decision.kind is DecisionKind.INNSTILLING for decision in decisions_in(PROTOCOL, NOTICE))


def test_a_decision_of_another_day_is_quoted() -> None:
    assert decisions_in("Kommunestyrets vedtak 12.12.2006:\nDet lages en plan.") == ()


def test_the_text_after_the_vote_is_the_decision_when_its_label_is_missing() -> None:
    text = "Kommunestyrets behandling:\nInnstillingen ble enstemmig vedtatt.\nVegen bygges i 2008."
    [decision] = decisions_in(text)
    assert (decision.text, decision.vote) == ("Vegen bygges i 2008.", Vote(unanimous=True))


def test_a_matter_put_off_in_the_treatment_is_decided_so() -> None:
    [decision] = decisions_in("Kommunestyrets behandling:\nSaken blir utsatt til neste møte.")
    assert decision.outcome is Outcome.UTSATT


def test_a_proposal_to_put_off_that_fell_puts_nothing_off() -> None:
    text = (
        "Kommunestyrets behandling:\nSaken utsettes.\nForslaget falt med 8 mot 11 stemmer.\n"
        "Innstillingen ble vedtatt med 11 mot 8 stemmer."
    )
    [decision] = decisions_in(text)
    assert decision.outcome is Outcome.VEDTATT


def test_a_decision_printed_twice_is_one_with_its_vote() -> None:
    text = (
        "Vedtak:\nVegen bygges.\nBehandling:\nVotering:\nInnstillingen ble enstemmig vedtatt.\nVedtak:\nVegen bygges."
    )
    [decision] = decisions_in(text)
    assert decision.vote == Vote(unanimous=True)


@pytest.mark.parametrize("proposal", ["", "1. ____________", "…………………", "3 stemmer"])
def test_an_empty_proposal_is_none(proposal: str) -> None:
    assert decisions_in(f"Forslag til vedtak:\n{proposal}") == ()


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("Godkjent med merknad fra Eva Vik.", None),
        ("Innkalling og referat godkjent uten merknader.", None),
        ("Protokollen frå møtet 5. desember vart samrøystes godkjend.", Vote(unanimous=True)),
        ("Politirådet beslutter at ordningen fortsetter.", None),
    ],
)
def test_decisions_are_told_in_sentences_too(text: str, vote: Vote | None) -> None:
    [decision] = decisions_in(text, ANY)
    assert (decision.text, decision.outcome, decision.vote) == (text, Outcome.VEDTATT, vote)


def test_what_another_body_decided_is_news() -> None:
    assert decisions_in("Formannskapet vedtok planen i mai.") == ()


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        (
            "Vedtak:\nEnstemmig: Planen sendes på høring til alle naboer og til fylket med frist 1. mai.",
            (True, None, None),
        ),
        ("Vedtak:\nSøknaden avslås. Vedtatt med 3 mot 1 stemme.", (False, 3, 1)),
        ("Vedtak:\nInnstillingen vedtas. Enstemmig.", (True, None, None)),
    ],
)
def test_a_decision_may_tell_its_own_vote(text: str, vote: tuple[bool, int | None, int | None]) -> None:
    [decision] = decisions_in(text)
    assert decision.vote == Vote(unanimous=vote[0], votes_for=vote[1], votes_against=vote[2])


def test_a_sentence_that_tells_only_the_vote_belongs_to_the_decision_before() -> None:
    text = "Fylkesutvalget vedtok torsdag å inngå en avtale.\nDirektørens innstilling ble enstemmig vedtatt."
    [decision] = decisions_in(text, ANY)
    assert decision.vote == Vote(unanimous=True)
    assert [evidence.quote for evidence in decision.evidence] == text.split("\n")


@pytest.mark.parametrize(
    "text", ["Politiet godkjente ikke planen.", "Saken ble drøftet.", "Kommunen fikk vedtaket i mai."]
)
def test_talk_of_decisions_is_none(text: str) -> None:
    assert not tells_decision(text)


def test_evidence_stands_on_its_page() -> None:
    for decision in decisions_in(PROTOCOL):
        assert all(PROTOCOL[found.start : found.end] == found.quote for found in decision.evidence)


def test_sections_cover_the_text_in_order() -> None:
    sections = split_sections(PROTOCOL)
    assert sections[-1].end == len(PROTOCOL)
    assert all(before.end == after.label for before, after in pairwise(sections))


def test_a_court_learns_its_body_from_the_documents_labels() -> None:
    texts = ["Utmarksstyrets vedtak:\nJa.", "Utmarksstyrets vedtak:\nNei.", "Formannskapets vedtak:\nJa."]
    court = make_court(texts, kind=DocumentKind.PROTOKOLL, body=None, date=None)
    assert court.own == frozenset({core("Utmarksstyret")})


def test_sentences_end_at_full_stops_that_are_no_abbreviations() -> None:
    text = "• Vi møttes kl. 10 den 3. mai 2020. Da kom Eva. Det kostet ca. 5 kr."
    assert [text[low:high] for low, high in sentences(text)] == [
        "Vi møttes kl. 10 den 3. mai 2020.",
        "Da kom Eva.",
        "Det kostet ca. 5 kr.",
    ]


@pytest.mark.parametrize(
    ("told", "vote"),
    [
        pytest.param(
            "Framlegget frå Vik fekk tre røyster. Tilrådinga fekk tre røyster. "
            "Tilrådinga vart vedteken med leiaren si dobbeltrøyst.",
            Vote(unanimous=False, votes_for=3, votes_against=3, casting_vote="leiar"),
            id="a casting vote",
        ),
        pytest.param(
            "Framlegget frå Vik fekk 5 røyster og vart vedteke. Tilrådinga fekk 3 røyster.",
            Vote(unanimous=False, votes_for=5, votes_against=3),
            id="the other's count after",
        ),
        pytest.param(
            "Forslaget om utsettelse fikk 2 stemmer og falt. Innstillingen fikk 5 stemmer og ble vedtatt.",
            Vote(unanimous=False, votes_for=5, votes_against=2),
            id="the other's count before",
        ),
        pytest.param(
            "Ved røysting vart tilrådinga vedteken mot 1 røyst (Vik).",
            Vote(unanimous=False, votes_against=1, voters_against=(Voter(name="Vik"),)),
            id="against only",
        ),
        pytest.param(
            "Innstillingens punkt 1 ble enstemmig vedtatt.\nForslaget fra Vik ble vedtatt med 4 mot 2 stemmer.",
            None,
            id="point by point",
        ),
    ],
)
def test_the_vote_told_in_the_treatment_is_the_decisions(told: str, vote: Vote | None) -> None:
    text = f"Forslag til vedtak:\nVegen bygges.\nBehandling:\n{told}\nVedtak:\nVegen bygges."
    assert decisions_in(text)[-1].vote == vote


def test_samr_in_a_label_is_unanimous() -> None:
    [decision] = decisions_in("Kommunestyret sitt vedtak, samr.:\nVegen vert bygd.")
    assert decision.vote == Vote(unanimous=True)


def test_a_treatment_that_ends_in_a_recommendation_decides_nothing() -> None:
    text = (
        "Forslag til vedtak:\nVegen bygges.\nBehandling:\nForslaget ble enstemmig vedtatt som innstilling.\n"
        "Innstilling til kommunestyret:\nVegen bygges mot sør."
    )
    found = decisions_in(text)
    assert [decision.kind for decision in found] == [DecisionKind.INNSTILLING, DecisionKind.INNSTILLING]
    assert found[-1].vote == Vote(unanimous=True)


def test_a_decisions_label_may_stand_inside_a_line() -> None:
    [decision] = decisions_in("Alle var enige. Vedtak: Rådet støtter forslaget.", ANY)
    assert decision.text == "Rådet støtter forslaget."


def test_the_next_meeting_is_no_part_of_a_decision_on_the_labels_line() -> None:
    [decision] = decisions_in("Vedtak: Sakene tas til orientering.\nNeste møte er 3. mai.", ANY)
    assert decision.text == "Sakene tas til orientering."


@pytest.mark.parametrize("words", ["Utsatt.", "Saken utsettes.", "Samrøystes utsett."])
def test_a_decision_of_a_word_or_two_is_of_the_matter_itself(words: str) -> None:
    assert decided(words) is Outcome.UTSATT
