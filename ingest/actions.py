"""Action points: who is to do what, by when. Precision first: a sentence must say it, in one of a few ways.

In minutes in prose any sentence may hold one. In a protocol only the words of the decision do (of the recommendation,
where there is no decision or it only refers to it), and what somebody was asked to do in the treatment.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.actions_due import Due, find_due
from ingest.agenda_words import alternatives
from ingest.blocks import evidence_at
from ingest.decision_labels import Part
from ingest.decisions import sentences, split_sections
from minutes.model import ActionPoint, Decision, DecisionKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What the columns of a table say of a whole item: who follows it up, and by when, as written."""

    responsible: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A sentence that is a task: who has it, as written, if it says so."""

    responsible: str | None = None
    due: str | None = None


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("ingest").joinpath("actions.toml").read_text(encoding="utf-8"))


_NAME = r"[A-ZÆØÅ][\wæøåéèáöü.-]*"

# A person: two to four words with capitals, or a first name known from the attendance; a party or role may follow.
_PERSON = rf"{_NAME}(?:\s+(?:{_NAME}|van|von|de|af))*\s+{_NAME}(?:\s+\([^)]{{1,30}}\))?"


@cache
def _party() -> str:
    parties = _words()["parties"]
    return rf"(?:\w+[\s-])?(?:{alternatives(parties['words'])})(?!\w)|[\w-]*(?:{alternatives(parties['endings'])})(?!\w)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    commits: re.Pattern[str]
    alone: re.Pattern[str]
    tasks: re.Pattern[str]
    tasks_alone: re.Pattern[str]
    follows: re.Pattern[str]
    orders: re.Pattern[str]
    by: re.Pattern[str]
    asks: re.Pattern[str]
    asked: re.Pattern[str]
    following: re.Pattern[str]
    on_agenda: re.Pattern[str]
    labelled: re.Pattern[str]
    labelled_responsible: re.Pattern[str]
    not_opens: re.Pattern[str]
    not_words: re.Pattern[str]


@cache
def _patterns(names: frozenset[str]) -> _Patterns:
    words = _words()
    first = rf"|(?:{alternatives(names)})(?!\w)" if names else ""
    one = rf"(?:(?i:{_party()})|{_PERSON}{first})"
    who = rf"(?P<who>{one}(?:\s*(?:,|og|/)\s*{one}){{0,3}}(?:\s+(?:i|ved|for|fra|frå|på)\s+{_NAME}(?:\s+kommune)?)?)"
    modals = alternatives(words["tasks"]["modals"])
    firm = alternatives(words["tasks"]["firm"])
    tasks = alternatives(words["tasks"]["words"])
    helpers = alternatives(words["passive"]["helpers"])
    responsible = alternatives(words["labelled"]["responsible"])
    adverb = r"(?:\s+(?:også|òg|da|derfor|difor|nå|no|så|selv|sjølv|videre|vidare|snarest|i\s+tillegg))?"
    return _Patterns(
        # "Politiet tar kontakt med NAV.", "Kari Lia og rektor sjekker dette."
        commits=re.compile(rf"{who}{adverb}\s+(?i:{alternatives(words['commits']['words'])})(?!\w)"),
        # "Planlegger nettmøte i slutten av januar."
        alone=re.compile(rf"(?i:{alternatives(words['alone']['words'])})(?!\w)"),
        # "SLT-koordinator skal undersøke ...", "Kommunen må ta initiativ til ..."
        tasks=re.compile(rf"{who}{adverb}\s+(?i:{modals}){adverb}\s+(?i:{tasks})(?!\w)"),
        # "Skal utarbeide korte skriv.", "Må sjekke dette."
        tasks_alone=re.compile(rf"(?i:{firm}|vil\s+vurdere(?!\w)|{firm})\s+(?i:{tasks})(?!\w)|(?i:vil\s+vurdere)(?!\w)"),
        # "... skal evalueres og legges frem for kommunestyret", "Spilles inn til ...", "... følges opp av politiet"
        follows=re.compile(rf"(?:(?i:{helpers})\s+(?:\w+\s+){{0,2}}?)?(?<!\w)(?i:{alternatives(words['passive']['follows'])})(?!\w)"),
        # "Det nedsettes en arbeidsgruppe.", "Saken sendes til klagenemnda."
        orders=re.compile(rf"(?:(?i:{helpers})\s+(?:\w+\s+){{0,2}}?)?(?<!\w)(?i:{alternatives(words['passive']['orders'])})(?!\w)"),
        # "... av politiet", "... av Kari Lia"
        by=re.compile(rf"\sav\s{who}"),
        # "Kommunestyret ber rådmannen om å ...", "Utvalget ber om at kommunen ..."
        asks=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['asks']['verbs'])}))\s+(?:(?i:{_party()})\s+)?(?:om\s+at\s+)?{who}\s+(?:(?i:om\s+(?:å|at)|å|\w+e|{modals})(?!\w)|\w+r\b)"),
        # "Administrasjonen bes om å ..."
        asked=re.compile(rf"{who}\s+(?i:{alternatives(words['asks']['passive'])})(?!\w)"),
        # "Punkt til neste møte: trafikksikkerhet"
        following=re.compile(rf"(?i:{alternatives(words['next']['words'])})\s*(?::|–|-)\s*\S"),
        # "Inn på agendaen som et fast punkt."
        on_agenda=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['agenda']['words'])}))(?!\w)"),
        # "Tiltak: montere lys ved skolen"
        labelled=re.compile(rf"(?i:{alternatives(words['labelled']['task'])})\s*:\s*(?P<task>\S.*)"),
        # "Ansvar: Kari Lia", "Ansvarlig: rektor, frist: 1. mai"
        labelled_responsible=re.compile(rf"(?:^|[\s(])(?i:{responsible})\s*:\s*(?P<who>[^\n.;()]{{2,60}}?)(?=\s*(?:[.;()]|,\s*(?i:frist)|(?i:frist)\s*:|$))"),
        not_opens=re.compile(rf"(?i:{alternatives(words['not']['opens'])})(?!\w)"),
        not_words=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['not']['words'])}))(?!\w)"),
    )


def find_actions(
    text: str,
    spans: tuple[Span, ...],
    *,
    decisions: Sequence[Decision],
    prose: bool,
    names: Iterable[str] = (),
    meeting: dt.date | None = None,
    following: Following | None = None,
) -> tuple[ActionPoint, ...]:
    """The action points of an item.

    Args:
        text: the item's text.
        spans: its offset map.
        decisions: what was found decided in it.
        prose: whether it is of minutes in prose, where any sentence may tell a task; in a protocol the decision's do.
        names: full names of those present; their first names are recognised alone.
        meeting: the day deadlines are counted from.
        following: what a table's columns say of the item.
    """
    patterns = _patterns(_first_names(names))
    following = following or Following()
    found: list[ActionPoint] = []
    readers = [(place, _decided_task) for place in _decided_places(text, decisions)]
    readers += [(place, _task if prose else _asked_task) for place in _spoken_places(text, prose=prose)]
    for (start, end), read in readers:
        for low, high in sentences(text, start, end):
            words = text[low:high]
            task = read(words, patterns)
            if task is not None and not any(words == action.text for action in found):
                found.append(_action(text, spans, (low, high), task, meeting, following))
    return tuple(sorted(found, key=lambda action: text.find(action.text)))


def _spoken_places(text: str, *, prose: bool) -> list[tuple[int, int]]:
    """Where the meeting itself speaks: all of minutes in prose but what is proposed, the treatment of a protocol."""
    silent = (Part.RECOMMENDATION, Part.PAPER, Part.DECISION)
    return [
        (section.start, section.end)
        for section in split_sections(text)
        if (prose and section.part not in silent) or section.part is Part.TREATMENT
    ]


def _first_names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(first for name in names if (first := name.split(" ", 1)[0]) and len(first) > 2)  # noqa: PLR2004 - no initials


# A decision that only points at the recommendation: "Formannskapets innstilling tiltres."
_REFERS = re.compile(r"[^.\n]{0,80}\b(?:innstilling|forslag|framlegg|tilråding)\w*(?:\s+til\s+vedtak)?\s[^.\n]{0,40}\b(?:tiltres|vedtas|vedtatt|vedteke|godkjennes|tiltrås)\b[^.\n]*\.?", re.IGNORECASE)


# By-laws inside a decision say what anybody must do, not what somebody is to do now: "\n§ 1 Virkeområde".
_RULES = re.compile(r"^§\s*\d", re.MULTILINE)

# Who is set up to do it: "Det nedsettes en arbeidsgruppe ... som skal utarbeide ...".
_SET_UP = re.compile(r"(?:nedsettes|opprettes|setjast ned|opprettast)\s+(?:en|et|ei|ein|eit)\s+(?P<who>[\w-]*(?:gruppe|utvalg|utval|komite|komité|nemnd))\b.*\bsom\s+skal\b", re.IGNORECASE)


def _decided_places(text: str, decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Where the words of the decision stand; of the last recommendation, when there is no decision or it only refers."""
    own = [decision for decision in decisions if decision.kind is DecisionKind.VEDTAK]
    proposed = [decision for decision in decisions if decision.kind is DecisionKind.INNSTILLING]
    chosen = [decision for decision in own if not _REFERS.fullmatch(decision.text.strip())]
    if not chosen and proposed:
        chosen = proposed[-1:]
    places = []
    for decision in chosen:
        start = text.rfind(decision.text)
        rules = _RULES.search(decision.text)
        places.append((start, start + (rules.start() if rules else len(decision.text))))
    return places


def _is_none(words: str, patterns: _Patterns) -> bool:
    return words.rstrip().endswith("?") or patterns.not_opens.match(words) is not None


def _task(words: str, patterns: _Patterns) -> _Task | None:
    """The task a sentence of minutes in prose tells."""
    if _is_none(words, patterns):
        return None
    if found := patterns.labelled.match(words):
        return _labelled(words, patterns, found["task"])
    if patterns.following.match(words) or patterns.on_agenda.search(words):
        return _Task(responsible=_labelled_who(words, patterns))
    for pattern in (patterns.commits, patterns.tasks, patterns.asked):
        if (found := pattern.match(words)) and not patterns.not_words.search(words[: found.end()]):
            return _Task(responsible=_labelled_who(words, patterns) or found["who"])
    if (found := patterns.asks.search(words)) and not patterns.not_words.search(words[: found.start()]):
        return _Task(responsible=found["who"])
    if patterns.alone.match(words) or patterns.tasks_alone.match(words):
        return _Task(responsible=_labelled_who(words, patterns))
    if (found := patterns.follows.search(words)) and not patterns.not_words.search(words[: found.end()]):
        by = patterns.by.search(words, found.end())
        return _Task(responsible=_labelled_who(words, patterns) or (by["who"] if by else None))
    if who := _labelled_who(words, patterns):
        return _Task(responsible=who)
    return None


def _labelled(words: str, patterns: _Patterns, task: str) -> _Task | None:
    return _Task(responsible=_labelled_who(words, patterns)) if any(c.isalpha() for c in task) else None


def _labelled_who(words: str, patterns: _Patterns) -> str | None:
    found = patterns.labelled_responsible.search(words)
    return found["who"].strip() if found else None


def _asked_task(words: str, patterns: _Patterns) -> _Task | None:
    """The task that somebody is asked to do, or takes on, in the treatment of a protocol."""
    if _is_none(words, patterns):
        return None
    for pattern in (patterns.asked, patterns.commits):
        if (found := pattern.match(words)) and not patterns.not_words.search(words[: found.end()]):
            return _Task(responsible=found["who"])
    return None


def _decided_task(words: str, patterns: _Patterns) -> _Task | None:
    """The task a sentence of a decision tells."""
    if _is_none(words, patterns):
        return None
    for pattern in (patterns.asks, patterns.asked):
        if found := pattern.search(words):
            return _Task(responsible=found["who"])
    if (found := patterns.orders.search(words)) and not patterns.not_words.search(words[: found.end()]):
        by = _SET_UP.search(words) or patterns.by.search(words, found.end())
        return _Task(responsible=by["who"] if by else None)
    for pattern in (patterns.commits, patterns.tasks):
        if (found := pattern.match(words)) and not patterns.not_words.search(words[: found.end()]):
            return _Task(responsible=found["who"])
    return None


def _action(
    text: str, spans: tuple[Span, ...], place: tuple[int, int], task: _Task, meeting: dt.date | None, following: Following
) -> ActionPoint:
    words = text[place[0] : place[1]].strip()
    due: Due | None = find_due(words, meeting)
    if due is None and following.due:
        due = find_due(following.due, meeting) or Due(text=following.due, date=None)
    return ActionPoint(
        text=words,
        responsible=task.responsible or following.responsible,
        due=due.date if due else None,
        due_text=due.text if due else None,
        evidence=evidence_at(spans, text, *place),
    )
