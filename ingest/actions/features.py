"""What speaks for a sentence being a task and what against: named features of a clause and of where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.actions.clauses import DOERS, Clause, Form, Subject, Told
from ingest.actions.verbs import verb_words


class Where(StrEnum):
    """What part of the paper a sentence stands in."""

    PROSE = "prose"
    TREATMENT = "treatment"
    DECISION = "decision"
    COLUMN = "column"
    LIST = "list"

    @property
    def is_list(self) -> bool:
        """Whether tasks are what such a place is for."""
        return self in {Where.COLUMN, Where.LIST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a sentence besides its words."""

    where: Where
    due: bool = False
    next_meeting: bool = False
    responsible_label: bool = False
    task_label: bool = False
    agenda_label: bool = False
    arrow: bool = False
    question: bool = False
    last: bool = False
    known: bool = False
    habit: bool = False
    opens_next: bool = False
    condition: bool = False
    procedure: bool = False
    money: bool = False
    power: bool = False
    council: bool = False


_FORWARD = {Form.SHALL: "form_shall", Form.MUST: "form_must", Form.MAY: "form_may", Form.PRESENT: "form_present", Form.IMPERATIVE: "form_imperative", Form.INFINITIVE: "form_infinitive", Form.TAKES: "form_takes", Form.PAST: "form_past", Form.PERFECT: "form_perfect"}  # fmt: skip
_PERSONS = frozenset({Subject.PERSON, Subject.OFFICER, Subject.PRONOUN})


def features_of(clause: Clause | None, setting: Setting) -> dict[str, float]:
    """The features that hold, by name, each 1; a sentence without a clause has those of its setting."""
    found = {f"where_{setting.where}"}
    for name in (
        "responsible_label",
        "task_label",
        "agenda_label",
        "arrow",
        "question",
        "habit",
        "procedure",
        "money",
        "power",
        "opens_next",
        "condition",
    ):
        if getattr(setting, name):
            found.add(name)
    if clause is None:
        found.add("no_clause")
        if setting.due:
            found.add("no_clause_due")
        return dict.fromkeys(found, 1.0)
    found |= _verb_features(clause)
    found |= _subject_features(clause, setting)
    doer, person = clause.subject in DOERS, clause.subject in _PERSONS
    found.add(f"told_{clause.told}")
    present = clause.form is Form.PRESENT and not clause.passive and not clause.asked
    act = "verb_act" in found or "verb_phrase" in found
    if setting.due:
        found.add("due")
        if present and doer:
            found.add("present_doer_due")
        if clause.passive:
            found.add("passive_due_act" if act and not setting.money else "passive_due")
    if setting.next_meeting:
        found.add("next_meeting")
    if present and person and "verb_state" not in found and "verb_report" not in found:
        found.add("present_person_does")
    if present and clause.subject is Subject.BODY and act and not setting.council:
        found.add("present_body_acts")
    if setting.last:
        found.add("last")
    if clause.opens and clause.subject is Subject.NONE and not clause.shared and "verb_state" not in found:
        found.add("elliptic")
    if clause.passive:
        found.add(f"passive_{setting.where}")
        found.add("passive_agent" if clause.who else "passive_open")
        if clause.subject is Subject.IT:
            found.add("passive_it")
        ordered = not found & {"verb_state", "verb_report"}
        if ordered and setting.where is Where.DECISION and "verb_order" in found and clause.told is Told.MAIN:
            found.add("order")
    found.discard("verb_order")
    if doer and setting.where in {Where.COLUMN, Where.LIST}:
        found.add("doer_in_list")
    return dict.fromkeys(found, 1.0)


def _verb_features(clause: Clause) -> set[str]:
    words = verb_words()
    found = {_FORWARD[clause.form]}
    if words.light.get(clause.verb, frozenset()) & clause.words:
        found.add("verb_phrase")
    elif clause.verb in words.tells and clause.after in {"om", "at"}:
        found.add("verb_report")
    elif clause.verb in words.states:
        found.add("verb_state")
    elif clause.verb in words.reports and not clause.asked:
        found.add("verb_report")
    elif clause.verb in words.acts:
        found.add("verb_act")
    else:
        found.add("verb_other")
    if clause.verb in words.orders:
        found.add("verb_order")
    if clause.asked and clause.form is Form.PAST:
        found.add("asked_past")
    for name in ("passive", "asked", "negated", "shared", "inverted"):
        if getattr(clause, name):
            found.add(name)
    return found


def _subject_features(clause: Clause, setting: Setting) -> set[str]:
    found = {f"subject_{clause.subject}"}
    if clause.subject is Subject.BODY and setting.council:
        found = {"subject_council"}
    if clause.who is not None and setting.known:
        found.add("known_name")
    return found
