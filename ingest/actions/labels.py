"""Tasks told by a label or by the place they stand in, not by a verb: "Ansvar: Eva Vik", "Tiltak:"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.actions.verbs import verb_words
from ingest.agenda.words import alternatives
from minutes.tables import read_table


@cache
def action_words() -> dict[str, Any]:
    """All of parties.toml."""
    return read_table("ingest.actions", "parties.toml")


# An arrow to what was agreed, at the start of a line or inside it: "-> Per Vik ringer NAV", "Lys mangler → Vik ringer".
ARROW = re.compile(r"(?:^|\s)(?:[-–=]{1,2}>|[→⇒➔])\s*")


@cache
def labelled_task() -> re.Pattern[str]:
    """A label with the task behind it: "Oppfølging: Eva Vik ringer NAV."."""
    return re.compile(rf"(?i:{alternatives(action_words()['labelled']['task'])})\s*:\s*(?P<task>\S.*)", re.DOTALL)


@cache
def task_list() -> re.Pattern[str]:
    """The same alone on a line over a list: "Tiltak:"."""
    return re.compile(rf"(?i:{alternatives(action_words()['labelled']['task'])})\s*:?\s*")


@cache
def responsible_label() -> re.Pattern[str]:
    """Who has it, behind a label up to a deadline: "Ansvar: Eva Vik, frist: 1. mars"."""
    return re.compile(
        rf"(?:^|[\s(])(?i:{alternatives(action_words()['labelled']['responsible'])})\s*:\s*(?P<who>[^\n.;()]{{2,60}}?)"
        r"(?=\s*(?:[.;()]|,\s*(?i:frist)|(?i:frist)\s*:|$))"
    )


_NAME = r"[A-ZÆØÅ][\wæøåéè.-]*(?:\s[A-ZÆØÅ][\wæøåéè.-]*){0,2}"
_NAMES = rf"{_NAME}(?:\s*(?:,|/|\+|&|og)\s*{_NAME})*"


@cache
def named_behind() -> re.Pattern[str]:
    """A task without a verb and who has it: "Lokale og kaffe: Eva", "Innkalling: Per Vik", "Eva + Per = vaktliste"."""
    return re.compile(
        rf"(?P<before>{_NAMES})\s*(?:=|\s[-–]\s)\s*(?P<first>[^=\n]{{3,80}})|(?P<task>[^:=?\n]{{3,60}}?)\s*[:=]\s*(?P<who>{_NAMES})\s*\.?"
    )


@cache
def by_rule() -> re.Pattern[str]:
    """What a rule says for all cases: "Etter planen skal gruppa ...", "Loven sier at ...", "Rutinen: leder melder ..."."""
    rules = alternatives(verb_words().rules)
    says = r"(?:sier|seier|krever|krev|forbyr|forbyd|fastset\w*|slår|bestemmer|pålegger|pålegg)\b"
    before = r"etter|ifølgj?e|i\s+følgj?e|jf\.?|iht\.?|i\s+henhold\s+til|i\s+samsvar\s+med|slik"
    return re.compile(rf"\b(?:{before})\s+(?:\w+\s+)?\w*(?:{rules})\b|^\W*\w*(?:{rules})\s*(?::|{says})", re.IGNORECASE)


@cache
def of_rules() -> re.Pattern[str]:
    """An item about rules that hold for everybody from now on: "Reglementet vert godkjent"."""
    return re.compile(r"\b(?:reglement|vedtekt|instruks|forretningsorden)", re.IGNORECASE)


@cache
def named_last() -> re.Pattern[str]:
    """A task with who has it behind it in brackets or after a colon, and by when: "Legges ut på nettsida (Eva, uke 8)"."""
    due = r"(?:\s*,\s*[^():\n]{2,40})?"
    return re.compile(
        rf"(?:\((?P<inside>{_NAMES}){due}\)|:\s*(?P<colon>{_NAMES}|[Aa]lle)\s*,\s*[^():\n]{{2,40}}?)\s*\.?\s*$"
    )


def names_in(named: re.Match[str]) -> tuple[str, ...]:
    """The names of those who have the task that ``named_behind`` found, each by itself."""
    return split_names(named["who"] or named["before"])


def split_names(names: str) -> tuple[str, ...]:
    """Names that stand together, each by itself: "Eva og Per", "Eva + Per"."""
    return tuple(re.split(r"\s*(?:,|/|\+|&|\bog\b)\s*", names.strip(" .")))


def is_role(named: re.Match[str]) -> bool:
    """Whether what stands before a name is no task but who the one was in the meeting: "Referent: Eva"."""
    words = re.findall(r"\w+", (named["task"] or named["first"].split(",")[0].split()[0]).lower())
    roles = tuple(action_words()["roles"]["words"])
    return any(word in roles or word.endswith(_ROLES) for word in words)


# "Møtesekretær: Eva", "Utvalgsleder: Eva".
_ROLES = ("sekretær", "leder", "leiar", "referent", "medlem", "medlemmer", "medlemer", "sjef", "førar", "fører")


@cache
def next_meeting() -> re.Pattern[str]:
    """A topic for the next meeting behind a label: "Punkt til neste møte: trafikksikkerhet"."""
    return re.compile(rf"(?i:{alternatives(action_words()['next']['words'])})\s*(?::|–|-)\s*\S")


@cache
def on_agenda() -> re.Pattern[str]:
    """What is put on the agenda from now on: "Inn på agendaen som et fast punkt."."""
    return re.compile(rf"(?i:(?<!\w)(?:{alternatives(action_words()['agenda']['words'])}))(?!\w)")


@cache
def then_due() -> re.Pattern[str]:
    """A sentence that only gives the deadline of the one before: "Frist 1. mars.", "Sendes ut i uke 48."."""
    return re.compile(
        rf"(?:(?:Tids)?[Ff]rist(?:en)?(?:\s+er|\s*:)?\s|(?i:{alternatives(action_words()['then']['words'])})(?!\w)[^.]{{0,40}}\.?$)"
    )


@cache
def opens_next() -> re.Pattern[str]:
    """What tells when the next meeting is, and no task: "Neste møte blir 3. mai.", "Møtet i mai flyttes."."""
    return re.compile(
        r"(?:neste|næraste|førstkommende)\s+(?:\w*møte|gang|gong|samling)\b|møtet\s+(?:i|den)\b", re.IGNORECASE
    )


@cache
def opens_condition() -> re.Pattern[str]:
    """What opens a sentence about what may come, or about one of many cases: "Dersom det blir uro, ...", "Ved tvil ..."."""
    return re.compile(
        r"(?:dersom|hvis|viss|når|om|rutinen\s+er|ved\s+(?:tvil|behov|mistanke|fravær|fråvær)|i\s+tilfelle)\b",
        re.IGNORECASE,
    )
