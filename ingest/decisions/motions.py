"""The proposals of an item that can be voted on: those made in the meeting, and the recommendations before them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.contents import NUMBER_LINE, content_of, is_result, says_something, trimmed
from ingest.decisions.labels import Part, decision_words
from ingest.decisions.proposers import MADE, Proposer, read_proposer, read_signed
from ingest.decisions.references import Motion
from ingest.decisions.sections import Court, Section, is_own
from ingest.layout.sentence_places import sentences

# What a label calls the proposal: "Tilleggsforslag", "følgende alternative forslag", "utsetjingsframlegg".
_NAME = re.compile(
    r"(?:(?P<alternative>alternativ\w*|felles|omforen\w*)\s+)?(?P<name>[\w-]*(?:forslag|framlegg|innstilling|tilråding))",
    re.IGNORECASE,
)

# "forslag til endring i punkt 2", "framlegg til tillegg:".
_SORT = re.compile(r"\s+til\s+(?P<sort>endring|tillegg)\b", re.IGNORECASE)

# "Forslag 2", "Forslag nr. 3 fra ...", "Alternativ B:".
_NUMBER = re.compile(
    r"(?:forslag|framlegg|alternativ)\s+(?:nr\.?\s*)?(?P<number>\d{1,2}|[A-F])\b(?!\s*[./]\s*\d)", re.IGNORECASE
)

# A proposal told in one sentence: "Kari Lia (H) fremmet forslag om at saken utsettes.", "Stavdal (Ap) foreslo kr 250."
_TOLD = re.compile(rf"(?P<who>[A-ZÆØÅ][^:\n]{{1,90}}?)\s+{MADE}\s+(?P<what>[^\n]{{3,}})", re.DOTALL)

# The meeting's procedure behind a proposal's name is no text of it: "vedr. forslag 4: forslaget ble satt opp mot ...".
_OF_PROCEDURE = re.compile(
    r"(?:vedr\.?\s[^:\n]{1,20}:\s*)?\w*(?:forslaget|framlegget)\s+(?:ble|blei|vart|fikk|fekk|falt|fall)\b",
    re.IGNORECASE,
)

# What officers and chairs bring before the meeting is not their proposal: "Ordføreren fremmet formannskapets innstilling."
_CARRIED = re.compile(
    r"innstilling|tilråding|til\s+vedtak|(?:administrasjonen|rådmannen|kommunedirektøren|styret|utvalget)\w*s\s+|(?:forslag|framlegg)e[tn](?:e|a)?\b|ønske|spørsmål|interpellasjon|orienter|protokolltilførsel",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    """What a line without a text of its own says of the proposal below it."""

    name: str | None = None
    number: str | None = None
    proposer: Proposer | None = None


def find_motions(text: str, sections: Sequence[Section], court: Court) -> list[Motion]:
    """The proposals of an item in the order of its text; those made in another body's meeting are left out."""
    found: list[Motion] = []
    above = _Signature()
    own = frozenset(own_sections(sections, court))
    for section in sections:
        if section in own and section.part in (Part.TREATMENT, Part.VOTING):
            found += _told_in(text, section.start, section.end, len(found))
        if not _brings_in(text, section, own):
            continue
        motion = _motion(text, section, len(found))
        if section.part is Part.MOTION and _opens(text, section, "signed"):
            motion = _signed_motion(text, section, motion)
            if not says_something(text[motion.start : motion.end]) and above == _Signature() and found:
                if found[-1].proposer == Proposer():
                    found[-1] = replace(found[-1], proposer=motion.proposer)
                else:
                    above = _Signature(proposer=motion.proposer)
                continue
        motion = _under(motion, above)
        if says_something(text[motion.start : motion.end]) and not _OF_PROCEDURE.match(text, motion.start):
            found.append(motion)
            found += _told_in(text, motion.end, section.end, len(found)) if section in own else ()
            above = _Signature()
        else:
            above = _Signature(name=motion.name, number=motion.number, proposer=motion.proposer)
    return [replace(motion, name=_full_name(motion)) for motion in found]


def _brings_in(text: str, section: Section, own: Collection[Section]) -> bool:
    """Whether a section holds a proposal: a recommendation, or one made in the meeting; not what came of one."""
    made = section.part is Part.MOTION and section in own and not _opens(text, section, "no_proposal")
    return (made or section.part is Part.RECOMMENDATION) and not is_result(text[section.start : section.end])


def _under(motion: Motion, above: _Signature) -> Motion:
    """A proposal with what a line of its own above it says: "Forslag 2", "Forslagsstiller: Kari Lia (Ap)"."""
    return replace(
        motion,
        number=motion.number or above.number,
        name=motion.name or above.name,
        proposer=motion.proposer if motion.proposer != Proposer() else above.proposer or Proposer(),
    )


def _full_name(motion: Motion) -> str:
    """What a proposal is called; the administration's "forslag til vedtak" is the recommendation."""
    if motion.recommended and motion.name in (None, "forslag", "framlegg"):
        return "innstilling"
    return motion.name or "forslag"


def own_sections(sections: Sequence[Section], court: Court) -> Iterator[Section]:
    """The sections of this meeting's treatment: not those of another body's, nor of the case paper."""
    foreign = paper = False
    for section in sections:
        if section.part in (Part.TREATMENT, Part.DECISION):
            foreign, paper = not is_own(section, court), False
        elif section.part is Part.PAPER:
            paper = True
        elif section.part is not None:
            paper = False
        if not (foreign or paper):
            yield section


@cache
def _words(group: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:•\s*)?(?:{alternatives(decision_words()['labels'][group])})\b", re.IGNORECASE)


def _opens(text: str, section: Section, group: str) -> bool:
    """Whether a section's label is one of a group of words."""
    return _words(group).match(text, section.label) is not None


def _motion(text: str, section: Section, order: int) -> Motion:
    recommended = section.part is Part.RECOMMENDATION
    label = text[section.label : section.start].strip()
    start, end = content_of(text, section, motion=True)
    numbered = _NUMBER.search(label)
    before = text[: section.label].rstrip("\n").rpartition("\n")[2].strip()
    alone = NUMBER_LINE.match(before)
    end = _before_number(text, start, end)
    return Motion(
        order=order,
        label=section.label,
        start=start,
        end=end,
        name=_name(label),
        number=numbered["number"] if numbered else alone["number"] if alone else None,
        proposer=Proposer() if recommended else read_proposer(label or section.owner),
        recommended=recommended,
        owner=section.owner if recommended else "",
    )


def _before_number(text: str, start: int, end: int) -> int:
    """The end of a content without the number of the next alternative, which stands on a line of its own."""
    head, newline, last = text[start:end].rpartition("\n")
    if newline and NUMBER_LINE.fullmatch(last.strip()):
        return start + len(head.rstrip())
    return end


def _name(label: str) -> str | None:
    found = list(_NAME.finditer(label))
    if not found:
        return None
    last = found[-1]
    name = last["name"].casefold()
    if name in ("forslag", "framlegg") and (sort := _SORT.match(label, last.end())):
        name = f"{sort['sort'].casefold()}s{name}"
    if alternative := last["alternative"]:
        name = (
            f"alternativt {name}"
            if alternative.casefold().startswith("alternativ")
            else f"{alternative.casefold()} {name}"
        )
    return name


def _signed_motion(text: str, section: Section, motion: Motion) -> Motion:
    """The proposal below a line "Forslagsstiller: Kari Lia, Ap", made by whom it names; empty if nothing stands below."""
    start = section.start
    while start < section.end and text[start] in " \t\n":
        start += 1
    line_end = text.find("\n", start, section.end)
    line_end = section.end if line_end < 0 else line_end
    low, high = trimmed(text, max(line_end, motion.start), max(line_end, motion.end))
    return replace(motion, start=low, end=high, proposer=read_signed(text[start:line_end]), name=None)


def _told_in(text: str, start: int, end: int, order: int) -> Iterator[Motion]:
    """Proposals told in sentences of the treatment."""
    for low, high in sentences(text, start, end):
        told = _TOLD.match(text[low:high])
        if told is None or _CARRIED.search(told["what"]) or not read_proposer(text[low:high]).name:
            continue
        yield Motion(
            order=order,
            label=low,
            start=low,
            end=high,
            name=_name(told["what"]) or "forslag",
            number=None,
            proposer=read_proposer(f"{told['who']} fremmet"),
        )
        order += 1
