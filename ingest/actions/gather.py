"""Which sentences of an item may tell a task, before anybody has read them closely: where the meeting speaks or decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.actions import labels
from ingest.actions.features import Where
from ingest.decisions.labels import Part
from ingest.decisions.sections import split_sections
from ingest.layout.sentence_places import sentences
from minutes.kinds import DecisionKind
from minutes.model import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may tell a task: its place in the item's text, and what it stands in.

    ``read_from`` is where the words begin that the model is to read: behind an arrow or a label.
    """

    start: int
    end: int
    read_from: int
    where: Where
    arrow: bool = False
    task_label: bool = False
    last: bool = False


# A word that may be a verb of the present, a passive, a modal or an order: "ringer", "sendast", "tek", "skal", "Ring".
# The strong verbs of nynorsk have no ending. A sentence without any is not read.
_MAY_BE_VERB = re.compile(
    r"\b(?:\w{2,}(?:r|es|ast)|skal|må|bør|vil|kan|held|set|tek|gjev|legg|skriv|drege?|finn|ber|bad?|syt|let|får|sel|tel|vel|set|bed|bind|skyt|vert|syng|bryt|byd|tilset|fylgj?e?r?)\b"
    r"|^\W*(?:å\s+)?[A-ZÆØÅa-zæøå]\w+",
    re.IGNORECASE,
)


def may_tell(words: str) -> bool:
    """Whether a sentence has a word that may be a verb of what is to come; most headings and figures have none."""
    return len(words.split()) > 1 and _MAY_BE_VERB.search(words) is not None


def gather(
    text: str, *, decisions: Sequence[Decision], prose: bool, told: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """The sentences of an item that may tell a task, in their order, none twice."""
    treated = max(0, text.rfind("\n", 0, told[0][0])) if told else len(text)
    decided = _decided_places(text, decisions)
    # What the meeting minuted is read as its treatment also where the decision's words are told apart.
    places = [(place, Where.DECISION) for place in decided]
    places += [(place, Where.COLUMN) for place in told]
    places += [(place, Where.LIST) for place in _listed_places(text, prose=prose)]
    spoken = Where.PROSE if prose else Where.TREATMENT
    places += [(place, spoken) for place in _spoken_places(text[:treated], prose=prose)]
    found: list[Candidate] = []
    taken = bytearray(len(text))
    for (start, end), where in places:
        units = _with_labels(text, sentences(text, start, end))
        for number, (low, high) in enumerate(units):
            if 1 in taken[low:high]:
                continue
            taken[low:high] = b"\1" * (high - low)
            found.append(_candidate(text, low, high, where, last=number + 1 == len(units)))
    return sorted(found, key=lambda one: one.start)


def _candidate(text: str, low: int, high: int, where: Where, *, last: bool) -> Candidate:
    words = text[low:high]
    begin, arrow, label = 0, False, False
    if arrows := list(labels.ARROW.finditer(words)):
        begin, arrow = arrows[-1].end(), True
    if (found := labels.labelled_task().match(words)) and found.start("task") > begin:
        begin, label = found.start("task"), True
    return Candidate(start=low, end=high, read_from=low + begin, where=where, arrow=arrow, task_label=label, last=last)


def _with_labels(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, one that only says who is responsible made one with that before it on the line."""
    found: list[tuple[int, int]] = []
    for low, high in places:
        words = text[low:high].strip()
        who = labels.responsible_label().match(text[low:high]) or (
            labels.named_behind().fullmatch(words) if ":" in words.split(maxsplit=1)[0] else None
        )
        if who and found and "\n" not in text[found[-1][1] : low]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _listed_places(text: str, *, prose: bool) -> list[tuple[int, int]]:
    """The lines of a list under a word for tasks, in minutes in prose: "Tiltak:", and bullets below it."""
    places: list[tuple[int, int]] = []
    position, inside = 0, False
    for line in text.split("\n"):
        bullet = line.startswith("• ")
        if inside and bullet:
            places.append((position + 2, position + len(line)))
        inside = labels.task_list().fullmatch(line) is not None or (inside and bullet)
        position += len(line) + 1
    return places if prose else []


def _spoken_places(text: str, *, prose: bool) -> list[tuple[int, int]]:
    """Where the meeting itself speaks: all of minutes in prose but what is proposed, the treatment of a protocol."""
    silent = (Part.RECOMMENDATION, Part.PAPER, Part.DECISION)
    sections = split_sections(text)
    # What stands before the decision, where nothing is labelled as a case paper's, is said in the meeting.
    told = {Part.DECISION, Part.VOTING, None}.issuperset(section.part for section in sections)
    return [
        (section.start, section.end)
        for section in sections
        if (prose and section.part not in silent) or section.part is Part.TREATMENT or (told and section.part is None)
    ]


# A decision that only points at the recommendation: "Formannskapets innstilling tiltres."
_REFERS = re.compile(
    r"[^.\n]{0,80}\b(?:innstilling|forslag|framlegg|tilråding)\w*(?:\s+til\s+vedtak)?\s[^.\n]{0,40}\b(?:tiltres|vedtas|vedtatt|vedteke|godkjennes|tiltrås)\b[^.\n]*\.?",
    re.IGNORECASE,
)

# By-laws inside a decision say what anybody must do, not what somebody is to do now: "\n§ 1 Virkeområde".
_RULES = re.compile(r"^§\s*\d", re.MULTILINE)


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
