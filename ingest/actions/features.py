"""What speaks for a sentence being a task and what against: named features of a clause and of where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.actions.clauses import Clause, Told
from ingest.actions.predicates import Form
from ingest.actions.subjects import DOERS, Subject
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
    present: bool = False
    spoke: bool = False
    usual: bool = False
    attended: bool = False
    past: bool = False
    every: bool = False
    by_rule: bool = False
    named_task: bool = False
    opens_by: bool = False
    rule_item: bool = False
    anyone: bool = False


_SETTING = (
    "responsible_label", "task_label", "agenda_label", "arrow", "question", "habit", "procedure", "money", "power",
    "opens_next", "condition", "every", "by_rule", "named_task", "opens_by", "rule_item", "anyone",
)  # fmt: skip
_ACTS = frozenset({"verb_act", "verb_phrase"})
_PERSONS = frozenset({Subject.PERSON, Subject.OFFICER, Subject.PRONOUN})


def features_of(clause: Clause | None, setting: Setting) -> dict[str, float]:
    """The features that hold, by name, each 1; a sentence without a clause has those of its setting."""
    found = {f"where_{setting.where}", *(name for name in _SETTING if getattr(setting, name))}
    if clause is None:
        found |= {"no_clause", "no_clause_due"} if setting.due else {"no_clause"}
        return dict.fromkeys(sorted(found), 1.0)
    found |= _verb_features(clause, setting)
    found |= _subject_features(clause, setting)
    found |= _known_features(clause, setting, frozenset(found))
    found |= _together(clause, setting, frozenset(found))
    if clause.passive:
        found |= _passive_features(clause, setting, frozenset(found))
    found.discard("verb_order")
    if clause.form is Form.TAKES:
        # "Rektor er ansvarlig for ...": the verb is none of how things are.
        found.discard("verb_state")
    if clause.passive:
        # What is done to a thing: of whom it is asked is another question than what a thing does by itself.
        found -= {"subject_thing", "subject_body", "subject_person", "subject_officer", "subject_none"}
    if "elliptic" in found:
        found.discard("subject_none")
    if found & {"order", "order_thing"}:
        # What a decision orders may be for every year, and is to be done all the same.
        found.discard("habit")
    return dict.fromkeys(sorted(found), 1.0)


def _together(clause: Clause, setting: Setting, found: frozenset[str]) -> set[str]:
    """Features of the verb, its subject and the deadline together."""
    doer = clause.subject in DOERS and not setting.council
    present = clause.form is Form.PRESENT and not clause.passive and not clause.asked
    state = bool(found & {"verb_state", "verb_report"})
    main = clause.told is Told.MAIN
    decided = setting.where is Where.DECISION
    holds = {
        f"told_{clause.told}": True,
        "due": setting.due,
        "next_meeting": setting.next_meeting,
        "last": setting.last,
        "present_doer_due": setting.due and present and doer and not state,
        "present_person_does": main and present and clause.subject in _PERSONS and not state and not decided,
        "decision_doer": main and present and doer and not state and decided,
        "takes_body": clause.form is Form.TAKES and clause.subject is Subject.BODY and clause.verb == "ha",
        "asked_wish": clause.asked and clause.subject is Subject.IT and setting.where is Where.PROSE,
        "present_body_acts": main
        and present
        and clause.subject is Subject.BODY
        and doer
        and bool(found & _ACTS)
        and not decided,
        "state_due": setting.due and state and not clause.asked,
        "condition_person": setting.condition and main and clause.subject is Subject.PERSON and present,
        "elliptic": not clause.passive
        and clause.opens
        and clause.subject is Subject.NONE
        and not clause.shared
        and "verb_state" not in found,
        "doer_in_list": doer and setting.where.is_list,
    }
    return {name for name, true in holds.items() if true}


def _known_features(clause: Clause, setting: Setting, found: frozenset[str]) -> set[str]:
    """Features of whether the paper knows the one who acts, and of how it tells what was said."""
    title = clause.subject in {Subject.OFFICER, Subject.BODY} and not setting.council
    spoken = setting.where is not Where.DECISION
    here = setting.present or setting.spoke or setting.usual
    acts = clause.form is Form.PRESENT and clause.told is Told.MAIN and not clause.passive and not clause.asked
    person = clause.subject in _PERSONS
    stranger = title and setting.attended and not here and spoken and not clause.passive
    holds = {
        "title_present": title and (setting.present or setting.usual) and not setting.known,
        "spoke": title and setting.spoke and not setting.present,
        "stranger": stranger and not setting.due,
        "stranger_due": stranger and setting.due,
        "plural_doer": title and clause.plural and not clause.passive,
        "report_among_past": acts and setting.past and "verb_report" in found and (person or here),
        "report_due": acts and setting.due and "verb_report" in found and (person or here),
        "soft_person": acts and "verb_soft" in found and (person or here),
        "soft_person_due": acts and setting.due and "verb_soft" in found and (person or here),
        "agreed": clause.agreed,
        "goalless": clause.goalless,
        "said": clause.said,
        "asked_self": clause.asked and not clause.passive and clause.verb in {"få", "vite", "se", "sjå", "ha"},
        "we_may": clause.subject is Subject.WE and clause.form in {Form.MAY, Form.WOULD, Form.SHOULD},
        "conditional": clause.conditional and not setting.condition,
        "conditional_title": clause.conditional and title and not setting.condition,
        "would_doer": clause.form is Form.WOULD and (person or here) and bool(found & (_ACTS | {"verb_soft"})),
        "should_doer": clause.form is Form.SHOULD and (person or here) and not found & {"verb_state", "verb_report"},
        f"object_{clause.object}": acts and (title or person),
        f"title_object_{clause.object}": acts and title and not setting.due,
    }
    return {name for name, true in holds.items() if true}


def _passive_features(clause: Clause, setting: Setting, found: frozenset[str]) -> set[str]:
    state = bool(found & {"verb_state", "verb_report"})
    main = clause.told is Told.MAIN
    ordered = (
        "verb_order" in found and not found & {"verb_state", "verb_report"} and main and setting.where is Where.DECISION
    )
    ordered = ordered and not clause.asked and clause.form in {Form.PRESENT, Form.SHALL}
    thing = clause.subject not in {Subject.IT, Subject.NONE}
    spoken = main and not state and setting.where is not Where.DECISION
    holds = {
        f"passive_{setting.where}": True,
        "passive_agent": clause.who is not None,
        "passive_elliptic": clause.opens and clause.subject is Subject.NONE and bool(found & _ACTS),
        "passive_it": clause.subject is Subject.IT,
        "passive_due_money": setting.due and setting.money,
        "order": ordered and not thing,
        "order_thing": ordered and thing,
        "passive_thing_act": spoken and thing and bool(found & _ACTS),
        "passive_thing_due": spoken and thing and setting.due and bool(found & _ACTS),
        "passive_thing_must": spoken and thing and clause.form in {Form.MUST, Form.SHALL},
    }
    return {name for name, true in holds.items() if true}


def _verb_features(clause: Clause, setting: Setting) -> set[str]:
    words = verb_words()
    found = {f"form_{clause.form}", _verb_class(clause, setting)}
    founded = words.order_found.get(clause.verb, _NO_WORDS) & clause.words and clause.subject is Subject.IT
    if clause.verb in words.orders or founded or words.order_phrases.get(clause.verb, _NO_WORDS) & clause.words:
        found.add("verb_order")
    if clause.asked and clause.form is Form.PAST:
        found.add("asked_past")
    return found | {name for name in ("passive", "asked", "negated", "shared", "inverted") if getattr(clause, name)}


_NO_WORDS: frozenset[str] = frozenset()


def _verb_class(clause: Clause, setting: Setting) -> str:
    """What the verb says: an act, a state, what is said; with the words beside it, or one that may be either."""
    words, verb = verb_words(), clause.verb
    acts, reports = verb in words.acts, verb in words.reports and not clause.asked
    # A decision orders by the words that elsewhere tell what is said: "Rådmannen rapporterer om ...".
    tells = verb in words.tells and clause.after in words.tellers and setting.where is not Where.DECISION
    classes = {
        "verb_report": tells and not clause.asked and not clause.passive,
        "verb_state": bool(words.idle.get(verb, _NO_WORDS) & clause.words),
        "verb_phrase": bool(words.light.get(verb, _NO_WORDS) & clause.beside),
        "verb_both": acts and (verb in words.states or verb in words.reports),
    }
    if known := next((name for name, true in classes.items() if true), None):
        return known
    if verb in words.states:
        return "verb_soft" if verb in words.soft and not clause.passive else "verb_state"
    if acts or _ordered(clause, setting):
        return "verb_act"
    return "verb_report" if reports else "verb_other"


def _ordered(clause: Clause, setting: Setting) -> bool:
    """Whether a decision tells somebody or something to be dealt with: "Politiet orienteres.", "Det rapporteres ..."."""
    return clause.passive and setting.where is Where.DECISION and clause.verb in verb_words().orders


def _subject_features(clause: Clause, setting: Setting) -> set[str]:
    found = {f"subject_{clause.subject}"}
    if clause.subject is Subject.BODY and setting.council:
        found = {"subject_council"}
    if clause.who is not None and setting.known and clause.subject in _PERSONS:
        found.add("known_name")
    return found
