"""Clauses as the language model's parts of speech tell them, and why a sentence is called a task."""

from __future__ import annotations

import pytest

from ingest.actions.clauses import Clause, ClauseReader
from ingest.actions.find import Treated, find_actions, weigh
from ingest.actions.judge import Judged, weights
from ingest.actions.parties import Parties
from ingest.actions.predicates import Form
from ingest.actions.reader import own_reader
from ingest.actions.subjects import Subject
from models.pipeline import Reading


def clauses(text: str) -> list[Clause]:
    [reading] = own_reader(None)([text])
    return ClauseReader(Parties({"Jo"}).kind).read(reading.words)


@pytest.mark.parametrize(
    ("text", "who", "subject", "verb", "form"),
    [
        ("Jo ringer NAV.", "Jo", Subject.PERSON, "ringe", Form.PRESENT),
        ("Før jul kaller rektor inn foreldrene.", "rektor", Subject.OFFICER, "kalle", Form.PRESENT),
        ("Lokalet må vaktmeisteren sjå på i sommar.", "vaktmeisteren", Subject.OFFICER, "sjå", Form.MUST),
        ("Skolen, politiet og legen møter styret.", "Skolen, politiet og legen", Subject.OFFICER, "møte", Form.PRESENT),
        ("Eva Vik (SV) og rektor sender brevet.", "Eva Vik (SV) og rektor", Subject.OFFICER, "sende", Form.PRESENT),
        ("Eva Vik: sjekke prisen på skilt.", "Eva Vik", Subject.PERSON, "sjekke", Form.INFINITIVE),
        ("Rådmannen lovar å sende tal.", "Rådmannen", Subject.OFFICER, "sende", Form.TAKES),
    ],
)
def test_a_clause_tells_who_and_what(text: str, who: str, subject: Subject, verb: str, form: Form) -> None:
    clause = clauses(text)[0]
    assert clause.who is not None
    assert (text[slice(*clause.who)], clause.subject, clause.verb, clause.form) == (who, subject, verb, form)


def test_a_passive_has_the_one_it_is_done_by() -> None:
    text = "Saken følges opp av politiet."
    [clause] = clauses(text)
    assert clause.passive
    assert clause.who is not None
    assert text[slice(*clause.who)] == "politiet"


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    first, second = clauses("Rektor kaller inn foreldrene og melder tilbake innen 1. mai.")
    assert (second.shared, second.who) == (True, first.who)


def test_one_who_is_asked_has_the_task_and_the_asker_is_known() -> None:
    text = "Utvalget ber rådmannen innhente tilbud."
    clause = clauses(text)[0]
    assert (clause.asked, clause.verb) == (True, "innhente")
    assert clause.who is not None
    assert clause.asker is not None
    assert (text[slice(*clause.who)], text[slice(*clause.asker)]) == ("rådmannen", "Utvalget")


def test_why_a_sentence_is_a_task_can_be_told() -> None:
    item = Treated(text="Jo ringer NAV innen 1. mai.", spans=(), prose=True)
    [[weighed]] = weigh([item], read=own_reader(None), names=["Jo Dahl"])
    [judged] = weighed.judged
    why = dict(judged.why)
    assert weighed.likely == judged.likely > 0.9
    assert why["due"] > 0
    assert why["present_person_does"] > 0


def test_what_speaks_against_weighs_below_nothing() -> None:
    known = weights()
    against = ("form_past", "verb_state", "verb_report", "negated", "habit", "condition", "procedure")
    assert all(known[name] < 0 for name in against)
    assert Judged(clause=None, features={}).likely < 0.2


def test_a_document_without_any_sentence_never_asks_the_model() -> None:
    def read(sentences: object) -> list[Reading]:
        raise AssertionError(sentences)

    assert find_actions([Treated(text="Skoleskyss", spans=(), prose=True)], read=read) == [()]


def test_the_sentences_of_all_items_go_to_the_model_together() -> None:
    asked: list[int] = []

    def read(sentences: object) -> list[Reading]:
        assert isinstance(sentences, list)
        asked.append(len(sentences))
        return own_reader(None)(sentences)  # type: ignore[return-value]

    items = [Treated(text="Politiet ringer NAV.", spans=(), prose=True) for _ in range(3)]
    assert [len(found) for found in find_actions(items, read=read)] == [1, 1, 1]
    assert asked == [3]
