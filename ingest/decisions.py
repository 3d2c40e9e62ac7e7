"""Recommendations and decisions in an item: which text, whose, how it was voted, what came of it.

Three rules keep other people's decisions out. A notice or a case paper holds no decision of its meeting. A decision that
another body made, quoted in the case paper, is not this item's. A proposal made in the meeting is not a recommendation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.agenda_words import alternatives
from ingest.blocks import evidence_at
from ingest.decision_labels import Part, core, decision_words, find_label, is_body, officer
from ingest.decision_votes import STOOD_FOR, VoteEvent, decided, read_outcome, read_vote, vote_events
from ingest.sentences import is_finished
from minutes.model import Decision, DecisionKind, DocumentKind, Outcome, Span, Vote

# A line of the meeting's procedure: it ends the text of a recommendation or a decision that stands before it.
_PROCEDURE = re.compile(
    r"(?:[A-ZÆØÅ][^\n]{0,90}?\b(?:fremm?et|fremma|fremjet|fremja|foreslo|føreslo)\b|Dermed\s+(?:ble|vart|er)\b|Dette\s+ble\s+satt\s+opp\s+mot|"
    r"Ved\s+(?:votering|avstemning|røysting)|(?:Det|Deretter|Så|Først|Til\s+s[il][su]tt?)\s+(?:ble|vart)\s+(?:det\s+)?(?:\w+\s+)?(?:votert|røysta|stemt))"
)

# A place left open in a form: "1. ____________", "………………", "ƷƷƷƷ".
_OPEN = re.compile(r"[_.…Ʒ\s]{4,}")

# A date in a label: "Formannskapets behandling 17.11.99:".
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")

_NOTICES = frozenset({DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER, DocumentKind.SAKSFRAMLEGG})
_LEAST_LETTERS = 4
_CENTURY = 2000
_PIVOT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """Whose decisions count in a document: the names (cores) of its body, its date, and whether it holds any at all."""

    own: frozenset[str]
    date: dt.date | None
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A labelled part of an item's text: from ``label`` on, its content from ``start`` to ``end``."""

    part: Part | None
    owner: str = ""
    tail: str = ""
    label: int
    start: int
    end: int


def make_court(texts: Iterable[str], *, kind: DocumentKind | None, body: str | None, date: dt.date | None) -> Court:
    """Learn from all items of a document whose decisions are its own: the heading's body, else the one named most."""
    owners = Counter(
        core(section.owner)
        for text in texts
        for section in split_sections(text)
        if section.part is Part.DECISION and section.owner and is_body(section.owner)
    )
    own = {owner for owner in owners if body and _same(owner, core(body))}
    if not own and body is None and owners:
        own = {owners.most_common(1)[0][0]}
    if not own and body:
        own = {core(body)}
    return Court(own=frozenset(own), date=date, decides=kind not in _NOTICES)


def split_sections(text: str) -> list[Section]:
    """The labelled parts of an item's text, in order; the first may be unlabelled."""
    sections = [Section(part=None, label=0, start=0, end=len(text))]
    position = 0
    for line in text.split("\n"):
        bullet = len(line) - len(line.removeprefix("• "))
        label = find_label(line[bullet:])
        if label is not None and not (bullet and label.part is not Part.MOTION):
            sections[-1] = replace(sections[-1], end=position)
            start = position + bullet + label.end
            sections.append(
                Section(part=label.part, owner=label.owner, tail=label.tail, label=position, start=start, end=len(text))
            )
        position += len(line) + 1
    return sections


def is_labelled(sections: Sequence[Section]) -> bool:
    """Whether an item tells its decisions by labels, as protocols do, and not in sentences."""
    return any(section.part in (Part.RECOMMENDATION, Part.DECISION, Part.TREATMENT, Part.PAPER) for section in sections)


def find_decisions(text: str, spans: tuple[Span, ...], court: Court) -> tuple[Decision, ...]:
    """The recommendations and decisions of an item.

    Args:
        text: the item's text.
        spans: its offset map.
        court: whose decisions count.
    """
    sections = split_sections(text)
    found: list[Decision] = []
    before = 0
    for section in sections:
        if section.part not in (Part.RECOMMENDATION, Part.DECISION):
            continue
        start, end = _content(text, section)
        events = vote_events(text[before : section.label], before)
        own = section.part is Part.RECOMMENDATION or (court.decides and _is_own(section, court))
        if own and _says_something(text[start:end]):
            found.append(_decision(text, spans, section, (start, end), events))
        before = end
    found = _once(found)
    if not court.decides or any(decision.kind is DecisionKind.VEDTAK for decision in found):
        return tuple(found)
    if any(section.part is Part.TREATMENT for section in sections):
        return (*found, *_unlabelled(text, spans, sections, court))
    return tuple(found) if is_labelled(sections) else (*found, *_told(text, spans))


def _content(text: str, section: Section) -> tuple[int, int]:
    """Where a section's own text is: blanks trimmed, and cut where the meeting's procedure goes on."""
    start, end = section.start, section.end
    position = start
    for number, line in enumerate(text[start:end].split("\n")):
        if STOOD_FOR.match(line) or (number > 1 and _PROCEDURE.match(line)):
            end = position
            break
        position += len(line) + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _says_something(text: str) -> bool:
    return sum(character.isalpha() for character in _OPEN.sub(" ", text)) >= _LEAST_LETTERS


def _is_own(section: Section, court: Court) -> bool:
    """Whether a labelled decision is of this meeting: no owner, or the document's body; and no other day."""
    if (day := _day(section.tail)) and court.date and day != court.date:
        return False
    if not section.owner or not is_body(section.owner) or not court.own:
        return True
    return any(_same(core(section.owner), name) for name in court.own)


def _same(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def _day(text: str) -> dt.date | None:
    if (found := _DATE.search(text)) is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if year < _CENTURY // 20:
        year += _CENTURY if year < _PIVOT else _CENTURY - 100
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _decision(
    text: str, spans: tuple[Span, ...], section: Section, place: tuple[int, int], events: Sequence[VoteEvent]
) -> Decision:
    words = text[place[0] : place[1]]
    evidence = evidence_at(spans, text, *place)
    if section.part is Part.RECOMMENDATION:
        by_body = is_body(section.owner) and not officer(section.owner)
        vote = _resolve(read_vote(section.tail), events) if by_body else read_vote(section.tail)
        return Decision(kind=DecisionKind.INNSTILLING, text=words, vote=vote, evidence=evidence)
    vote = _resolve(read_vote(section.tail), events) or _own_vote(words)
    return Decision(kind=DecisionKind.VEDTAK, text=words, outcome=decided(words), vote=vote, evidence=evidence)


def _own_vote(words: str) -> Vote | None:
    """The vote that a decision tells of itself: "Samrøystes vedteke som tilrådd.", "Protokollen ble enstemmig godkjent."."""
    low, high = sentences(words)[0]
    sentence = words[low:high]
    return read_vote(sentence) if read_outcome(sentence) is not None else None


def _resolve(said: Vote | None, events: Sequence[VoteEvent]) -> Vote | None:
    """The vote behind a decision: what its label says, filled in from the votes told before it."""
    if said is not None and said.unanimous:
        return said
    carried = [event for event in events if event.outcome is not Outcome.FALT and event.vote is not None]
    if said is not None and said.votes_against is not None:
        for event in reversed(carried):
            if event.vote is not None and event.vote.votes_against == said.votes_against:
                return event.vote
        return said
    for event in reversed(carried):
        if event.main:
            return event.vote
    return carried[-1].vote if carried else said


def _once(decisions: Sequence[Decision]) -> list[Decision]:
    """A decision printed before the treatment and again after it is one; the later knows the vote."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.kind is DecisionKind.VEDTAK:
            kept = [
                other
                for other in kept
                if other.kind is not DecisionKind.VEDTAK or _plain(other.text) != _plain(decision.text)
            ]
        kept.append(decision)
    return kept


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text.casefold()).strip()


# "Saken blir utsatt til neste møte", "Saka vert utsett", "Behandlingen av saken utsettes".
_PUT_OFF = re.compile(
    r"(?:Sak(?:en|a)|Behandling(?:en|a)?\s+av\s+sak(?:en|a)|Handsaminga\s+av\s+saka)\s+(?:(?:ble|blir|blei|vart|vert|er)\s+)?(?:enstemmig\s+|samrøystes\s+)?(?:utsatt|utsett|utsettes)\b"
)


def _unlabelled(text: str, spans: tuple[Span, ...], sections: Sequence[Section], court: Court) -> list[Decision]:
    """The decision of a treatment that ends without a label: the text after the vote, or the sentence that tells it."""
    own = [section for section in sections if section.part is Part.TREATMENT and _is_own(section, court)]
    if not own:
        return []
    start = own[-1].start
    ends = [section.label for section in sections if section.label > start and section.part is Part.PAPER]
    end = ends[0] if ends else len(text)
    all_events = vote_events(text[start:end], start)
    for low, high in sentences(text, start, end):
        lost = next((event for event in all_events if event.start >= high), None)
        if _PUT_OFF.match(text[low:high]) and (lost is None or lost.outcome is not Outcome.FALT):
            return [_sentence_decision(text, spans, low, high)]
    events = [event for event in all_events if event.outcome is not Outcome.FALT]
    main = [event for event in events if event.main and event.vote is not None]
    told = main[-1:] or [event for event in events if event.vote is not None] or events[-1:]
    return [_voted(text, spans, event, end) for event in told]


def _voted(text: str, spans: tuple[Span, ...], event: VoteEvent, end: int) -> Decision:
    """The decision behind a vote: the lines printed after it, else the sentence that tells it."""
    low, high = _rest(text, event.end, end)
    if not _says_something(text[low:high]):
        return _sentence_decision(text, spans, event.start, event.end, vote=event.vote)
    words = text[low:high]
    evidence = evidence_at(spans, text, low, high)
    return Decision(kind=DecisionKind.VEDTAK, text=words, outcome=decided(words), vote=event.vote, evidence=evidence)


def _rest(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines after a vote, up to the next label or line of procedure."""
    position = text.find("\n", start, end)
    if position < 0:
        return end, end
    start = position + 1
    position = start
    for line in text[start:end].split("\n"):
        if find_label(line) is not None or _PROCEDURE.match(line) or vote_events(line) or re.match(r"\d+\.\s[^.]{3,60}:$", line):
            return start, max(start, position - 1)
        position += len(line) + 1
    return start, end


def _sentence_decision(
    text: str, spans: tuple[Span, ...], start: int, end: int, *, vote: Vote | None = None
) -> Decision:
    while start < end and text[start].isspace():
        start += 1
    words = text[start:end]
    return Decision(
        kind=DecisionKind.VEDTAK,
        text=words,
        outcome=decided(words),
        vote=vote or read_vote(words),
        evidence=evidence_at(spans, text, start, end),
    )


# Where one sentence ends and the next begins; an abbreviation before the blank is checked for.
_BREAK = re.compile(r"(?<=[.!?])[”\"»)]?\s+(?=[A-ZÆØÅ«”\"–•§(\d])|(?<=[a-zæøå]{4}[.])(?=[A-ZÆØÅ][a-zæøå])")


# A bullet or a number before a line's first sentence: "• ", "2. ", "a) ".
_LEAD = re.compile(r"[ \t]*(?:•[ \t]*)?(?:\d{1,2}[.)][ \t]+|[a-zæøå]\)[ \t]+)?")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the sentences in ``text[start:end]``; a line never shares a sentence with another."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        low = position + _LEAD.match(line).end()  # type: ignore[union-attr] # it matches the empty string
        stop = position + len(line)
        for gap in _BREAK.finditer(text, low, stop):
            if is_finished(text[low : gap.start()]) and not re.search(r"(?:^|\s)\d+\.$", text[low : gap.start()]):
                found.append((low, gap.start()))
                low = gap.end()
        if low < stop:
            found.append((low, stop))
        position = stop + 1
    return found


@cache
def _told_patterns() -> tuple[re.Pattern[str], ...]:
    words = decision_words()
    endings = alternatives(words["bodies"]["endings"])
    verbs = alternatives(words["prose"]["verbs"])
    return (
        # "Godkjent med merknad fra ...", "Referatet ble godkjent."
        re.compile(rf"(?:{alternatives(words['prose']['opens'])})(?!\w)", re.IGNORECASE),
        # "Politirådet beslutter at ...", "Fylkesutvalget vedtok tirsdag å ...", "Rådet har vedtatt ...".
        re.compile(rf"\w*(?:{endings})\s+(?:har\s+)?(?:{verbs})\b", re.IGNORECASE),
        # "Innkalling og referat godkjent uten merknader.", "Protokollen frå 5. mai vart godkjend."
        re.compile(
            rf"(?:{alternatives(words['prose']['subjects'])})(?!\w)[^.\n]{{0,30}}?(?:\d[\d.\s]*(?:\w+\s+)?)?[^.\n]{{0,40}}?(?<!\w)(?:{alternatives(words['prose']['states'])})(?!\w)", re.IGNORECASE
        ),
    )


def tells_decision(text: str) -> bool:
    """Whether a text tells of a decision in a sentence."""
    return bool(_told(text, ()))


def _told(text: str, spans: tuple[Span, ...]) -> list[Decision]:
    """Decisions told in sentences; a sentence that only tells the vote belongs to the decision told before it."""
    patterns = _told_patterns()
    found: list[Decision] = []
    for low, high in sentences(text):
        words = text[low:high]
        if any(pattern.match(words) for pattern in patterns):
            found.append(_sentence_decision(text, spans, low, high))
            continue
        events = [event for event in vote_events(words) if event.main and event.vote is not None]
        if not events:
            continue
        if found and found[-1].vote is None:
            evidence = (*found[-1].evidence, *evidence_at(spans, text, low, high))
            found[-1] = replace(found[-1], vote=events[-1].vote, evidence=evidence)
        else:
            found.append(_sentence_decision(text, spans, low, high, vote=events[-1].vote))
    return found
