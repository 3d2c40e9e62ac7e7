"""The patterns that tell a task in a sentence, made of the words in actions.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.agenda.words import alternatives


@cache
def action_words() -> dict[str, Any]:
    """All of actions.toml."""
    return tomllib.loads(files("ingest.actions").joinpath("actions.toml").read_text(encoding="utf-8"))


_NAME = r"[A-ZÆØÅ][\wæøåéèáöü.-]*"

# A person: two to four words with capitals, or a first name known from the attendance; a party or role may follow.
# No name begins with a preposition that opens the sentence: "I Granli ...".
_NO_NAME = r"(?!(?:I|På|Til|Ved|Etter|Før|Fra|Frå|Under|Over|Om|Av|Når|Da|Så|Nå|No|Hos|Mot|Mellom|Innen|Innan)\s)"
_PERSON = rf"{_NO_NAME}{_NAME}(?:\s+(?:{_NAME}|van|von|de|af))*\s+{_NAME}(?:\s+\([^)]{{1,30}}\))?"


@cache
def _party() -> str:
    parties = action_words()["parties"]
    before = rf"(?:(?!(?:{alternatives(parties['before'])})\s)\w+[\s-])?"
    title = rf"[\w-]*(?:{alternatives(parties['titles'])})\s+(?:for\s+)?\w{{3,}}(?:\s+og\s+\w{{3,}})?"
    return (
        rf"{before}(?:{alternatives(parties['words'])})(?!\w)|{title}"
        rf"|{before}[\w-]*(?:{alternatives(parties['endings'])})(?!\w)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """All patterns of tasks for one document; ``who`` is the group of the one who has it."""

    who: re.Pattern[str]
    pronoun: re.Pattern[str]
    commits: re.Pattern[str]
    officer_commits: re.Pattern[str]
    shall: re.Pattern[str]
    assigned: re.Pattern[str]
    inverted: re.Pattern[str]
    inverted_parted: re.Pattern[str]
    parted_verbs: frozenset[str]
    joined: re.Pattern[str]
    joined_task: re.Pattern[str]
    joined_commits: re.Pattern[str]
    told_shall: re.Pattern[str]
    due_orders: re.Pattern[str]
    noted: re.Pattern[str]
    then_due: re.Pattern[str]
    acts: re.Pattern[str]
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
    task_list: re.Pattern[str]
    labelled_responsible: re.Pattern[str]
    not_opens: re.Pattern[str]
    not_words: re.Pattern[str]
    not_clauses: re.Pattern[str]
    habits: re.Pattern[str]


@cache
def patterns_for(names: frozenset[str]) -> Patterns:
    """The patterns of a document, which knows its people by their first names ``names``."""
    words = action_words()
    first = rf"|(?:{alternatives(names)})(?!\w)" if names else ""
    one = rf"(?:(?i:{_party()})|{_PERSON}{first})"
    officers = alternatives(words["officer_commits"]["officers"])
    person = rf"(?:{_PERSON}{first}|(?i:[\w-]*(?:{officers}))(?!\w))"
    # "ved Lia skole", "i Granli kommune"
    place = rf"(?:\s+(?:i|ved|for|fra|frå|på)\s+{_NAME}(?:\s+\w*(?:kommune|skole|skule|barnehage|sykehus|sjukehus))?)?"
    who = rf"(?P<who>{one}(?:\s*(?:,|og|/)\s*{one}){{0,3}}{place})"
    carried = words["carries"]
    carries = rf"(?:{alternatives(carried['verbs'])})\s+(?:\w+\s+){{1,3}}?(?:{alternatives(carried['particles'])})"
    present = rf"\w{{2,}}r|{alternatives(words['acts']['strong'])}"
    modals = alternatives(words["tasks"]["modals"])
    firm = alternatives(words["tasks"]["firm"])
    tasks = alternatives(words["tasks"]["words"])
    helpers = alternatives(words["passive"]["helpers"])
    responsible = alternatives(words["labelled"]["responsible"])
    adverb = r"(?:\s+(?:også|òg|da|derfor|difor|nå|no|så|selv|sjølv|videre|vidare|snarest|i\s+tillegg))?"
    verbs = (*words["commits"]["words"], *words["officer_commits"]["words"])
    single = [verb for verb in verbs if " " not in verb]
    parted = frozenset(verb for verb in verbs if " " in verb)
    first_halves = {verb.split(" ", 1)[0] for verb in parted}
    other_halves = {verb.split(" ", 1)[1] for verb in parted}
    before = rf"(?i:{alternatives(words['inverted']['opens'])})(?!\w)[^.,;:\n]{{0,40}}?\s*(?<!\w)"
    taken = alternatives((*verbs, *words["commits"]["pronoun"]))
    return Patterns(
        who=re.compile(rf"(?<!\w){who}"),
        # "Hun lager den selv.", "Han vil kalle inn rektorene."
        pronoun=re.compile(
            rf"(?P<who>Hun|Han|Ho){adverb}\s+(?:(?i:{taken})|{carries}|(?i:{modals}){adverb}\s+(?i:{tasks}))(?!\w)"
        ),
        # "Rådmannen får lista og melder tilbake innen 1. mars": a task where a deadline follows
        joined_commits=re.compile(rf"{who}\s+[^.,\n]{{2,80}}?\sog\s+(?i:{taken})(?!\w)"),
        # "... at rådmannen skal sende ut brev innen 1. juli", "befaring, som ordføreren skal ordne i mai": with a deadline
        told_shall=re.compile(rf"(?<!\w)(?:at|som)\s+{who}\s+(?i:{firm}){adverb}\s+(?i:{tasks})(?!\w)"),
        # "Første utkast sendes rådet innen 1. mars": an order in a decision where a deadline follows
        due_orders=re.compile(rf"(?<!\w)(?i:{alternatives(words['passive']['due_orders'])})(?!\w)"),
        # "Utvalget tar saken til orientering" is no task
        noted=re.compile(rf"(?i:(?<!\w)til\s+(?:{alternatives(words['not']['noted'])}))(?!\w)"),
        # "Politiet tar kontakt med NAV.", "Kari Lia og rektor sjekker dette."
        commits=re.compile(rf"{who}{adverb}\s+(?i:{alternatives(words['commits']['words'])}|{carries})(?!\w)"),
        # "Rognli deler loggen med kommunen.", "Lia og Dal ordner dette."
        officer_commits=re.compile(
            rf"(?P<who>{person}(?:\s*(?:,|og|/)\s*{one}){{0,3}}){adverb}\s+"
            rf"(?i:{alternatives(words['officer_commits']['words'])})(?!\w)"
        ),
        # "Kommunen skal rydde tomta": a task where a deadline follows
        shall=re.compile(
            rf"{who}{adverb}\s+(?i:{firm}){adverb}\s+(?!(?i:ha|være|vere|få|bli|verte)(?!\w))\w*(?:\w{{2}}e|å|ta|gi)(?!\w)"
        ),
        # A name with a colon before what is to be done, as in "Jo Dahl - sjekke prisen" with a colon for the dash
        assigned=re.compile(rf"{who}\s*:\s*(?:(?:å|skal|må)\s+)?(?i:{tasks})(?!\w)"),
        # "Til neste møte lager Eva Vik en oversikt."
        inverted=re.compile(rf"{before}(?i:{alternatives(single)})\s+{who}(?!\w)"),
        # "Før jul kaller rektor inn foreldrene.": the verb's other half after the one who does it
        inverted_parted=re.compile(
            rf"{before}(?P<verb>(?i:{alternatives(first_halves)}))\s+{who}\s+(?:\S+\s+){{0,3}}?"
            rf"(?P<rest>(?i:{alternatives(other_halves)}))(?!\w)"
        ),
        parted_verbs=parted,
        # Where another clause begins, with a subject of its own: the plan shall be revised, "og Kari Lia sender utkast"
        joined=re.compile(r"(?:[,;–]\s+(?:(?:og|men|så)\s+)?|\s(?:og|men)\s+)(?=[A-ZÆØÅa-zæøå])"),
        # "Kommunen ber om møte og skal sende brevet før ferien."
        joined_task=re.compile(rf"{who}\s+[^.]{{2,120}}?\bog\s+(?i:{firm})\s+(?i:{tasks})(?!\w)"),
        # A sentence that only gives the deadline of the one before: "Frist 1. mars.", "Fristen er 3. mai."
        # Also "Sendes ut i uke 48.", "Svar på neste møte."
        then_due=re.compile(
            rf"(?:(?:Tids)?[Ff]rist(?:en)?(?:\s+er|\s*:)?\s|(?i:{alternatives(words['passive']['then'])})(?!\w)[^.]{{0,40}}\.?$)"
        ),
        # "Politiet kontrollerer russebilene", "Teknisk sjef set opp fartsmålar": a task where a deadline follows
        acts=re.compile(rf"{who}\s+(?!(?i:{alternatives(words['acts']['not'])})(?!\w))(?i:{present})(?!\w)"),
        # "Planlegger nettmøte i slutten av januar."
        alone=re.compile(rf"(?i:{alternatives(words['alone']['words'])})(?!\w)"),
        # "SLT-koordinator skal undersøke ...", "Kommunen må ta initiativ til ..."
        tasks=re.compile(rf"{who}{adverb}\s+(?i:{modals}){adverb}\s+(?i:{tasks})(?!\w)"),
        # "Skal utarbeide korte skriv.", "Må sjekke dette."
        tasks_alone=re.compile(
            rf"(?i:{firm}|vil\s+vurdere(?!\w)|{firm})\s+(?i:{tasks})(?!\w)|(?i:vil\s+vurdere)(?!\w)"
        ),
        # "... skal evalueres og legges frem for kommunestyret", "Spilles inn til ...", "... følges opp av politiet"
        follows=re.compile(
            rf"(?:(?i:{helpers})\s+(?:\w+\s+){{0,2}}?)?(?<!\w)(?i:{alternatives(words['passive']['follows'])})(?!\w)"
        ),
        # "Det nedsettes en arbeidsgruppe.", "Saken sendes til klagenemnda."
        orders=re.compile(
            rf"(?:(?i:{helpers})\s+(?:\w+\s+){{0,2}}?)?(?<!\w)(?i:{alternatives(words['passive']['orders'])})(?!\w)"
        ),
        # "... av politiet", "... av Kari Lia"
        by=re.compile(rf"\sav\s{who}"),
        # "Kommunestyret ber rådmannen om å ...", "Utvalget ber om at kommunen ..."
        asks=re.compile(
            rf"(?i:(?<!\w)(?:{alternatives(words['asks']['verbs'])}))\s+(?:om\s+at\s+)?{who}\s+"
            rf"(?:(?i:om\s+(?:å|at)|å|\w+e|{modals})(?!\w)|\w+r\b)"
        ),
        # "Administrasjonen bes om å ..."
        asked=re.compile(rf"{who}\s+(?i:{alternatives(words['asks']['passive'])})(?!\w)"),
        # A topic for the next meeting, after "Punkt til neste møte" and a colon
        following=re.compile(rf"(?i:{alternatives(words['next']['words'])})\s*(?::|–|-)\s*\S"),
        # "Inn på agendaen som et fast punkt."
        on_agenda=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['agenda']['words'])}))(?!\w)"),
        # A task after "Tiltak" and a colon
        labelled=re.compile(rf"(?i:{alternatives(words['labelled']['task'])})\s*:\s*(?P<task>\S.*)"),
        # The same alone on a line over a list: "Tiltak:"
        task_list=re.compile(rf"(?i:{alternatives(words['labelled']['task'])})\s*:?\s*"),
        # Who has it, after "Ansvar" or "Ansvarlig" and a colon, up to a deadline
        labelled_responsible=re.compile(
            rf"(?:^|[\s(])(?i:{responsible})\s*:\s*(?P<who>[^\n.;()]{{2,60}}?)"
            r"(?=\s*(?:[.;()]|,\s*(?i:frist)|(?i:frist)\s*:|$))"
        ),
        not_opens=re.compile(rf"(?i:{alternatives(words['not']['opens'])})(?!\w)"),
        not_clauses=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['not']['clauses'])}))(?!\w)"),
        habits=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['not']['habits'])}))(?!\w)"),
        not_words=re.compile(rf"(?i:(?<!\w)(?:{alternatives(words['not']['words'])}))(?!\w)"),
    )
