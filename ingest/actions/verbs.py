"""The words of verbs.toml, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from minutes.tables import read_table

_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbWords:
    """All of verbs.toml; see there for what each group is."""

    acts: frozenset[str]
    states: frozenset[str]
    reports: frozenset[str]
    orders: frozenset[str]
    order_phrases: dict[str, frozenset[str]]
    order_found: dict[str, frozenset[str]]
    idle: dict[str, frozenset[str]]
    light: dict[str, frozenset[str]]
    asks: frozenset[str]
    takes: frozenset[str]
    reminds: frozenset[str]
    charge: frozenset[str]
    present: dict[str, str]
    soft: frozenset[str]
    agreed: frozenset[str]
    conditions: frozenset[str]
    rules: frozenset[str]
    tells: frozenset[str]
    tellers: frozenset[str]
    every: frozenset[str]
    times: frozenset[str]
    modals: dict[str, str]
    clauses: dict[str, str]
    procedure: frozenset[str]
    money: frozenset[str]
    power: frozenset[str]
    negation: frozenset[str]
    habit: frozenset[str]
    third: frozenset[str]
    anyone: frozenset[str]
    usual: frozenset[str]
    first: frozenset[str]
    all: frozenset[str]


def _present(verb: str) -> tuple[str, ...]:
    """The forms that a regular verb can have in the present: "avklare" in "avklarer", "avklarar"."""
    return (f"{verb}r", f"{verb[:-1]}ar")


def plain(lemma: str) -> str:
    """The dictionary form with the ending the lists have: nynorsk has "senda" beside "sende"."""
    return f"{lemma[:-1]}e" if lemma.endswith("a") and len(lemma) > _SHORTEST else lemma


@cache
def verb_words() -> VerbWords:
    """The word lists of verbs.toml."""
    data = read_table("ingest.actions", "verbs.toml")
    return VerbWords(
        acts=frozenset(data["acts"]),
        states=frozenset(data["states"]),
        reports=frozenset(data["reports"]),
        orders=frozenset(data["orders"]),
        order_phrases={verb: frozenset(words) for verb, words in data["order_phrases"].items()},
        order_found={verb: frozenset(words) for verb, words in data["order_found"].items()},
        idle={verb: frozenset(words) for verb, words in data["idle"].items()},
        light={verb: frozenset(words) for verb, words in data["light"].items()},
        asks=frozenset(data["asks"]["verbs"]),
        takes=frozenset(data["asks"]["takes"]),
        reminds=frozenset(data["asks"]["reminds"]),
        charge=frozenset(data["asks"]["charge"]),
        present={form: verb for verb in data["acts"] if verb.endswith("e") for form in _present(verb)},
        soft=frozenset(data["soft"]),
        agreed=frozenset(data["words"]["agreed"]),
        conditions=frozenset(data["words"]["conditions"]),
        rules=frozenset(data["signs"]["rules"]),
        tellers=frozenset(data["telling"]["tellers"]),
        tells=frozenset(data["telling"]["verbs"]),
        every=frozenset(data["words"]["every"]),
        times=frozenset(data["words"]["times"]),
        modals={word: form for form, words in data["modals"].items() for word in words},
        clauses={word: told for told, words in data["clauses"].items() for word in words},
        procedure=frozenset(data["signs"]["procedure"]),
        money=frozenset(data["signs"]["money"]),
        power=frozenset(data["signs"]["power"]),
        negation=frozenset(data["words"]["negation"]),
        habit=frozenset(data["words"]["habit"]),
        third=frozenset(data["words"]["third"]),
        usual=frozenset(data["words"]["usual"]),
        anyone=frozenset(data["words"]["anyone"]),
        first=frozenset(data["words"]["first"]),
        all=frozenset(data["words"]["all"]),
    )
