from __future__ import annotations

import datetime as dt

import pytest

from ingest.actions import labels
from ingest.actions.due import find_due
from ingest.actions.find import Treated, find_actions, weigh
from ingest.actions.names import full_names, initials
from ingest.actions.paper import Paper, offices_of
from ingest.actions.reader import own_reader
from minutes.model import Span

MEETING = dt.date(2022, 10, 12)


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("lensmann", "lensmannen"),
        ("SLT-koordinator", "SLT-koordinatoren"),
        ("leiar", "leiaren"),
        ("kyrkjeverje", "kyrkjeverja"),
        ("lensmann", "politiet"),
        ("rektor", "skolen"),
    ],
)
def test_an_office_is_known_in_its_definite_form_and_by_the_body_it_speaks_for(role: str, word: str) -> None:
    assert Paper(offices=offices_of([role])).has(word)


@pytest.mark.parametrize("word", ["lærerne", "lensmannskontoret", "skolen"])
def test_others_are_not_taken_for_the_one_who_is_there(word: str) -> None:
    assert not Paper(offices=offices_of(["lærer", "lensmann"])).has(word)


def test_those_present_are_called_by_their_initials_where_only_one_has_them() -> None:
    assert initials(["Anne Foss", "Per Ole Vik"]) == {"AF": "Anne Foss", "POV": "Per Ole Vik", "PV": "Per Ole Vik"}
    assert "AF" not in initials(["Anne Foss", "A. Fjell"])
    assert full_names(["Anne Foss"])["AF"] == "Anne Foss"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Legges ut på nettsida (Eva)", "Eva"),
        ("Bestille buss (Eva og Per, innen 1. mars)", "Eva og Per"),
        ("Utkast sendes ut: Eva, uke 44", "Eva"),
    ],
)
def test_a_name_behind_a_task_in_brackets_or_after_a_colon_is_read(words: str, who: str) -> None:
    found = labels.named_last().search(words)
    assert found is not None
    assert (found["inside"] or found["colon"]) == who


@pytest.mark.parametrize(
    "words", ["Etter planen skal gruppa møtes.", "Loven krever beredskapsplan.", "Rutinen: leder melder avvik."]
)
def test_what_a_rule_says_for_all_cases_is_known(words: str) -> None:
    assert labels.by_rule().search(words)


def test_a_rule_that_is_itself_dealt_with_is_no_rule() -> None:
    assert not labels.by_rule().search("Avtalen legges fram for formannskapet.")
    assert labels.of_rules().search("Reglementet vert godkjent.")


@pytest.mark.parametrize(
    ("text", "due", "day"),
    [
        ("Eva går gjennom dette innen 1/11.", "innen 1/11", dt.date(2022, 11, 1)),
        ("Eva skriver notatet før jonsok.", "før jonsok", None),
        ("Eva legger det ut når svaret foreligger.", "når svaret foreligger", None),
        ("Eva står på stand under haustmarknaden.", "under haustmarknaden", None),
        ("Eva henter plakaten ved høve.", "ved høve", None),
        ("Eva ringer i løpet av dagen.", "i løpet av dagen", None),
    ],
)
def test_deadlines_are_read_as_they_are_written(text: str, due: str, day: dt.date | None) -> None:
    found = find_due(text, MEETING)
    assert found is not None
    assert (found.text, found.date) == (due, day)


def features_in(text: str, *, roles: tuple[str, ...] = ()) -> set[str]:
    [sentences] = weigh(
        [Treated(text=text, spans=(), prose=True)], read=own_reader(None), names=["Eva Dahl"], roles=roles
    )
    return {name for one in sentences for judged in one.judged for name in judged.features}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        pytest.param("Det ble avtalt at Eva lager et skriv.", "agreed", id="what was agreed"),
        pytest.param("Rektor opplyste at Eva lager et skriv.", "said", id="what somebody said"),
        pytest.param("Eva ville undersøke saken med politiet.", "would_doer", id="what somebody would do"),
        pytest.param("Eva lager en plakat.", "object_new", id="one new thing"),
        pytest.param("Kommunen kjøper tjenester.", "title_object_many", id="things of a kind"),
        pytest.param("Lærerne vasker pultene.", "plural_doer", id="all of a kind"),
        pytest.param("Lensmannen lager en plakat.", "title_present", id="one who is there"),
        pytest.param("Havnevesenet lager en plakat.", "stranger", id="one who is not"),
        pytest.param("Eva sender brevet når det er klart.", "conditional", id="when something is so"),
    ],
)
def test_features_have_the_names_of_what_they_say(text: str, feature: str) -> None:
    assert feature in features_in(text, roles=("lensmann", "SLT-koordinator"))


def test_where_no_offices_are_told_nobody_is_a_stranger() -> None:
    assert "stranger" not in features_in("Havnevesenet lager en plakat.", roles=("", ""))


def test_one_named_in_brackets_has_the_task() -> None:
    text = "Skaffe oversikt over utstyret (Eva)"
    treated = Treated(text=text, spans=(Span(page=1, start=0, end=len(text), at=0),), prose=True)
    [[action]] = find_actions([treated], read=own_reader(None), names=["Eva Dahl"], meeting=MEETING)
    assert action.responsible == "Eva Dahl"
