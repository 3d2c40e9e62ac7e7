from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.actions.due import find_due, find_next_meeting
from ingest.actions.find import Treated, find_actions
from ingest.actions.names import full_names, own_bodies
from ingest.actions.reader import own_reader
from minutes.kinds import DecisionKind
from minutes.model import ActionPoint, Decision, Span

PRACTICE = Path(__file__).with_suffix(".toml")
WEDNESDAY = dt.date(2022, 10, 12)


def actions_of(item: dict[str, Any]) -> tuple[ActionPoint, ...]:
    text = " ".join(line[2:] for line in item["lines"])
    prose = item.get("prose", True)
    decisions = () if prose else (Decision(text=text, kind=DecisionKind.VEDTAK),)
    spans = (Span(page=1, start=0, end=len(text), at=0),)
    treated = Treated(text=text, spans=spans, decisions=decisions, prose=prose)
    [found] = find_actions([treated], read=own_reader(None), names=item.get("names", ()), meeting=WEDNESDAY)
    return found


def test_short_items_in_both_written_forms_give_their_tasks_and_little_else() -> None:
    right = missed = false = 0
    for item in tomllib.loads(PRACTICE.read_text(encoding="utf-8"))["item"]:
        told = [action.text for action in actions_of(item)]
        for line in item["lines"]:
            hit = any(line[2:].rstrip(".!") in text or text.rstrip(".!") in line for text in told)
            right += hit and line[0] == "+"
            missed += not hit and line[0] == "+"
            false += hit and line[0] == "-"
    assert right / (right + false) >= 0.95
    assert right / (right + missed) >= 0.80


@pytest.mark.parametrize(
    ("line", "responsible"),
    [
        pytest.param("Kaffe og lokale: Eva", "Eva Lunde", id="a thing and a name"),
        pytest.param("Eva + Per = vaktliste, klar til 1. mai.", "Eva + Per", id="names and a thing"),
        pytest.param("Plakat - Eva, skal henge på butikken innen 1. mai.", "Eva Lunde", id="a name before the verb"),
        pytest.param("Per fikk i oppgave å ringe skolen.", "Per Ås", id="was given the task"),
        pytest.param("Rektor ringjer foreldra i morgon.", "Rektor", id="nynorsk"),
    ],
)
def test_a_task_without_its_own_verb_has_the_one_who_is_named(line: str, responsible: str) -> None:
    [action] = actions_of({"lines": [f"+ {line}"], "names": ["Eva Lunde", "Per Ås"]})
    assert action.responsible == responsible


@pytest.mark.parametrize(
    "line",
    ["Referent: Eva", "Møteleder: Per Ås", "Politiet mener kommunen anmelder for lite.", "Eva spør om det er plass."],
)
def test_roles_and_what_is_only_said_are_no_tasks(line: str) -> None:
    assert actions_of({"lines": [f"- {line}"], "names": ["Eva Lunde", "Per Ås"]}) == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Tiltakene innarbeides i budsjettet.", True),
        ("Det settes ned et utvalg på tre.", True),
        ("Politiet orienteres.", True),
        ("Fartsgrensen settes ned til 40 km/t.", False),
        ("Saken sendes tilbake til rådmannen.", False),
        ("Planen legges til grunn for arbeidet.", False),
        ("Kommunestyret søker om medlemskap.", False),
    ],
)
def test_what_a_decision_orders_is_told_from_what_it_settles(line: str, *, told: bool) -> None:
    assert bool(actions_of({"lines": [f"- {line}"], "prose": False})) is told


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Eva ringer i dag.", "i dag", WEDNESDAY),
        ("Eva ringjer i morgon.", "i morgon", dt.date(2022, 10, 13)),
        ("Ferdig på fredag.", "på fredag", dt.date(2022, 10, 14)),
        ("Tas førstkommende mandag.", "førstkommende mandag", dt.date(2022, 10, 17)),
        ("Svar innan to veker.", "innan to veker", dt.date(2022, 10, 26)),
        ("Svar innen 14 dager.", "innen 14 dager", dt.date(2022, 10, 26)),
        ("Politiet måler i uke 43 og 44.", "i uke 43 og 44", dt.date(2022, 11, 4)),
        ("Eva svarer til neste møte.", "til neste møte", dt.date(2022, 12, 1)),
        ("Eva svarar neste gong.", "neste gong", dt.date(2022, 12, 1)),
        ("Det vert gjort i haust.", "i haust", None),
        ("Eva tek det med ein gong.", "med ein gong", None),
        ("Innen en måned.", "Innen en måned", None),
    ],
)
def test_deadlines_are_counted_from_the_meeting(text: str, words: str, day: dt.date | None) -> None:
    due = find_due(text, WEDNESDAY, dt.date(2022, 12, 1))
    assert due is not None
    assert (due.text, due.date) == (words, day)


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["Neste møte: 1. desember kl. 12."], dt.date(2022, 12, 1)),
        (["Neste møte blir torsdag 01.12.22."], dt.date(2022, 12, 1)),
        (["Neste møte er ikke satt."], None),
        (["Neste møte: 1. desember.", "Neste møte: 2. desember."], None),
    ],
)
def test_the_next_meeting_is_known_where_the_paper_tells_one_day(texts: list[str], day: dt.date | None) -> None:
    assert find_next_meeting(texts, WEDNESDAY) == day


def test_a_first_name_is_that_of_the_only_one_present_with_it() -> None:
    called = full_names(["Eva Lunde", "Eva Moe", "Per Ås"])
    assert called.get("Eva") is None
    assert called["Per"] == called["Ås"] == "Per Ås"


@pytest.mark.parametrize(
    ("decisions", "texts", "bodies"),
    [
        (["Kommunestyret vedtar planen. Rådet sender brev."], [], {"kommunestyret"}),
        (["Rådet sender brev."], ["Landstinget møttes. Landstinget drøftet. Rådet møtte."], {"landstinget"}),
    ],
    ids=["by what it does", "by how often"],
)
def test_the_body_that_decides_is_known(decisions: list[str], texts: list[str], bodies: set[str]) -> None:
    assert own_bodies(decisions, texts) == bodies
