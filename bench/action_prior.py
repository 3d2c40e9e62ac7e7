"""What grammar leads one to expect of the features of action points, before any marked paper is read (action_weights.py)."""

from __future__ import annotations

PRIOR = {
    "bias": -2.0, "task_label": 2.0, "responsible_label": 3.0, "agenda_label": 2.8, "arrow": 2.0, "where_column": 1.0,
    "where_list": 1.0, "doer_in_list": 1.0, "verb_report": -2.5, "verb_state": -2.5, "verb_act": 1.0,
    "verb_phrase": 1.0, "form_past": -2.5, "form_perfect": -2.5, "form_takes": 2.0, "form_imperative": 1.0,
    "form_infinitive": 0.5, "asked": 1.5, "order": 2.5, "passive_agent": 1.5,
    "elliptic": 0.0, "form_shall": 1.0, "named_behind": 3.0, "takes_body": -1.5, "passive_due_money": -1.0,
    "condition": -3.0, "question": -2.0, "negated": -3.0,
    "habit": -3.0, "told_condition": -2.0, "told_relative": -1.0, "told_content": -1.0, "opens_next": -2.0,
    "order_thing": 3.2, "decision_doer": 1.0, "asked_wish": -1.0, "verb_other": -0.3, "verb_both": 0.2,
    "state_due": -1.0, "condition_person": 1.0,
    "passive_elliptic": 1.5, "passive_thing_act": -0.5, "passive_thing_must": 0.5, "form_should": -0.5,
    "procedure": -3.0, "money": -0.5, "power": -1.5, "subject_thing": -1.0, "subject_council": -3.0,
    "passive_thing_due": 0.7, "goalless": -5.0, "said": -1.5, "asked_self": -2.0, "named_task": 2.5, "agreed": 2.0,
    "would_doer": 1.5, "should_doer": 1.0,
    "stranger": -1.0, "title_present": 0.7, "spoke": 0.5, "plural_doer": -0.7, "conditional_title": -1.0, "every": -1.0,
    "by_rule": -0.7, "report_among_past": 1.0, "report_due": 1.0, "verb_soft": -1.0, "soft_person": 0.7,
    "soft_person_due": 1.0, "form_would": -2.0, "opens_by": -0.7, "rule_item": -0.7, "anyone": -1.5, "we_may": -1.0,
    "object_new": 0.5, "object_many": -0.5, "title_object_many": -0.7, "last": 0.8,
}  # fmt: skip

# What grammar is sure of, so that a few odd sentences do not unlearn it.
FIRM = frozenset(
    {
        "order",
        "verb_state",
        "verb_report",
        "habit",
        "condition",
        "question",
        "negated",
        "procedure",
        "order_thing",
        "passive_agent",
        "form_takes",
        "verb_other",
        "named_behind",
        "passive_elliptic",
        "goalless",
        "agenda_label",
        "last",
        "asked_self",
        "named_task",
        "agreed",
        "stranger",
    }
)
