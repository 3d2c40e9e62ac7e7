"""Tasks told by where they stand: behind an arrow, in a list or column for tasks, by a pronoun, with a deadline."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.actions.find import Following, Treated, find_actions
from ingest.actions.names import names_told
from ingest.actions.reader import own_reader
from minutes.kinds import DecisionKind, Outcome
from minutes.model import ActionPoint, Decision, Span

MEETING = dt.date(2021, 3, 1)


def actions_in(
    text: str, *, decisions: tuple[Decision, ...] = (), following: Following | None = None
) -> tuple[ActionPoint, ...]:
    spans = (Span(page=1, start=0, end=len(text), at=0),)
    item = Treated(text=text, spans=spans, decisions=decisions, prose=True, following=following or Following())
    [found] = find_actions([item], read=own_reader(None), names=["Jo Dahl", "Eva Vik"], meeting=MEETING)
    return found


def decided(text: str) -> tuple[ActionPoint, ...]:
    decision = Decision(kind=DecisionKind.VEDTAK, text=text, outcome=Outcome.VEDTATT)
    return actions_in(f"Vedtak: {text}", decisions=(decision,))


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        pytest.param("-> Vik spør foreldrene om vakter", "Eva Vik", id="arrow"),
        pytest.param("Lyset mangler -> Dahl spør montøren om pris", "Jo Dahl", id="arrow inside the line"),
        pytest.param("→ Skilt: Jo måler opp plassen", "Jo Dahl", id="a thing before a colon"),
        pytest.param("Eva Vik manglar ei liste. Ho lager den sjølv.", "Eva Vik", id="pronoun"),
        pytest.param("Ordføreren var i møtet. Han vil kalle inn rektorene til møte i mai.", "Ordføreren", id="he will"),
        pytest.param("Rektor får tilsendt lista og melder tilbake innen 5. mai.", "Rektor", id="second verb"),
        pytest.param(
            "Ordføreren svarte at rådmannen skal sende ut brev innen 1. juni.", "rådmannen", id="told in a clause"
        ),
        pytest.param("De vil på synfaring, som lederen skal ordne i mai.", "lederen", id="relative clause"),
        pytest.param("Dugnad innen utgangen av mai. Ansvar: Rektor", "Rektor", id="a thing and who is responsible"),
        pytest.param("Ordføreren holder kontakt med vertskapet.", "Ordføreren", id="keeps in touch"),
    ],
)
def test_a_task_is_told_by_its_place(text: str, responsible: str) -> None:
    [action] = actions_in(text)
    assert action.responsible == responsible


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Gjerdet er satt opp -> OK", id="an arrow to nothing"),
        pytest.param("Utvalget tar saken til orientering.", id="noted"),
        pytest.param("Rådmannen fortalte at politiet skal sjekke lyset.", id="told without a deadline"),
    ],
)
def test_what_sounds_like_a_task_is_none(text: str) -> None:
    assert actions_in(text) == ()


def test_a_sentence_that_only_tells_the_time_belongs_to_the_task_before() -> None:
    [action] = actions_in("Vik lager et brev til båteierne. Sendes ut i uke 12.")
    assert (action.text, action.due) == ("Vik lager et brev til båteierne.", dt.date(2021, 3, 26))


def test_a_line_that_only_names_the_responsible_is_no_second_task() -> None:
    [action] = actions_in("Rektor ringer montøren innen 5. mai.\nAnsvar: Eva Vik")
    assert action.responsible == "Rektor"


def test_a_list_under_a_word_for_tasks_holds_tasks_with_any_verb() -> None:
    found = actions_in("Det er mye støy.\nTiltak:\n• Butikken: Jo Dahl går rundt med plakater\n• Støyen er ny")
    assert [action.responsible for action in found] == ["Jo Dahl"]


def test_a_column_for_follow_up_tells_tasks_in_sentences_by_first_name() -> None:
    text = "Bussen er full.\nFølger opp: Ida spør kjøreren."
    start = text.index("Ida")
    [action] = actions_in(text, following=Following(told=((start, len(text)),)))
    assert (action.text, action.responsible) == ("Ida spør kjøreren.", "Ida")


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("Rådet kjøper en benk. Frist: 1. april. Ansvarlig: Eva Vik", "Eva Vik"),
    ],
)
def test_a_decision_orders_with_a_deadline_or_by_naming_the_responsible(text: str, responsible: str | None) -> None:
    assert [action.responsible for action in decided(text)] == [responsible]


def test_a_name_is_learnt_from_a_label_on_its_own_line() -> None:
    assert names_told(["Referent:\tEva Lid\nSak\tBehandling"]) == {"Lid"}
