"""The votes told in a text: where, of which proposal, how many for and against, who, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.agenda.words import alternatives
from ingest.decisions.counts import VOTES, number, number_pattern
from ingest.decisions.labels import decision_words, unanimous
from ingest.decisions.outcomes import read_outcome, says_sent_over
from ingest.decisions.rolls import gathered
from ingest.decisions.standings import told_vote
from ingest.decisions.vote_tables import table_rows
from ingest.decisions.voters import Side, casting_vote, read_side
from minutes.model import Outcome, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteEvent:
    """A vote told in a text: ``start``/``end`` of its sentence, what came of it, and whether it was the main proposal's.

    ``partial`` says that only a point of the proposal was voted on, ``addition`` that it was something added to it.
    ``told`` is the sentence; ``sides`` what a roll call beside it says.
    """

    start: int
    end: int
    outcome: Outcome
    vote: Vote | None
    main: bool
    partial: bool = False
    addition: bool = False
    told: str = ""
    sides: tuple[Side, ...] = ()


# A sentence that tells of a vote: "Formannskapets innstilling ble enstemmig vedtatt.", "Dermed ble forslag 1 vedtatt."
_SENTENCE = re.compile(r"[^\n]+?(?:(?<!\bst)(?<!\bnr)(?<!\bpkt)[.](?=\s|$)|(?=\n)|$)")

# Where a roll call begins inside a line: "... med 5 mot 3 røyster. Mot: Fonn (A) og Rekdal (H)."
_ROLL_WITHIN = re.compile(
    r"(?<=[.;,)])[ ]+(?=(?:For|Imot|Mot)\s*(?:\(\d+\))?\s*:|(?:For|Imot|Mot)\b[^.:\n]{0,60}?\s(?:stemte|røysta)\b"
    r"|(?:Stemte|Røysta)\s+(?:for|i?\s?mot)\s*:)"
)


@cache
def _proposal_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\w*(?:{alternatives(decision_words()['proposals']['words'])})(?:ets?|ens?|a|s)?\b", re.IGNORECASE
    )


def names_proposal(text: str) -> bool:
    """Whether a text names a proposal by any of the words it goes by: "Punkt 2", "Tilleggsframlegget"."""
    return _proposal_pattern().search(text) is not None


@cache
def _main_pattern() -> re.Pattern[str]:
    return re.compile(rf"\w*(?:{alternatives(decision_words()['proposals']['main'])})", re.IGNORECASE)


# Names behind a count are no part of it: "For forslaget stemte 4: Kari Lia (AP), Per Berg (H)."
_STOOD_FOR = re.compile(r"(?:For|I?mot)\s[^:\n]{3,60}?(?:stemte|røysta)\s[^:\n]{1,20}", re.IGNORECASE)


def is_roll_call(line: str) -> bool:
    """Whether a line tells who stood for or against a proposal."""
    return _STOOD_FOR.match(line) is not None or read_side(line) is not None


# "Innstillingens punkt 1 ble enstemmig vedtatt", "Resten av innstillingen ble vedtatt".
_PARTIAL = re.compile(r"\b(?:punkt|pkt\.?|ledd|avsnitt)\s*\d|\b(?:resten|øvrige|øvrege)\b", re.IGNORECASE)

# "Tilleggsframlegget vart samrøystes vedteke"
_ADDITION = re.compile(r"\btillegg\w*", re.IGNORECASE)


@cache
def _side() -> re.Pattern[str]:
    """What one of two proposals got, as in "Tilrådinga fekk 3 røyster", "Mindretallets: 1 stemme."."""
    return re.compile(
        rf"(?:\b(?:fikk|fekk)|(?:forslag|framlegg|innstilling|tilråding|tallets)\w*\s*:)\s+{number_pattern()}\s+{VOTES}",
        re.IGNORECASE,
    )


def vote_events(text: str, offset: int = 0) -> list[VoteEvent]:
    """The votes told in a text, in order.

    A roll call in lines before "Dermed ble ..." belongs to that vote; one behind a vote that has no names yet, to it.
    """
    events: list[VoteEvent] = []
    waiting: list[Side] = []
    counts: list[int] = []
    last = 0
    told = (0, 0)
    for start, end, sentence, side in _pieces(text):
        if side is not None:
            if not waiting and events and _takes(events[-1], text[last:start], begun=last > events[-1].end - offset):
                events[-1] = _with_sides(events[-1], [side])
                last = end
            else:
                waiting.append(side)
            continue
        event = _event(sentence, waiting, offset + start, offset + end)
        got = _side().search(sentence)
        if event is not None:
            _add(events, _opposed(event, sentence, counts))
            waiting, counts, last = [], [], end
        elif got is not None and events and not counts:
            events[-1] = _answered(events[-1], number(got[1]))
            counts = [number(got[1])]
        elif got is not None:
            counts.append(number(got[1]))
            told = (start, end) if len(counts) == 1 else told
    if len(counts) == 2:  # noqa: PLR2004 - two proposals, and no sentence that says which was carried
        events.append(_by_counts(counts, text, told, offset))
    return events


def _add(events: list[VoteEvent], event: VoteEvent) -> None:
    """Put a vote behind those before it; what is told in two sentences is one."""
    if events and events[-1].outcome is Outcome.FALT and (lost := _votes_for_only(events[-1])) is not None:
        event = _answered(event, lost)
    if events and _was_even(events[-1], event):
        event = _decided_by_chair(events.pop(), event)
    if events and _says_again(events[-1], event):
        event = replace(event, start=events.pop().start)
    events.append(event)


def _by_counts(counts: Sequence[int], text: str, place: tuple[int, int], offset: int) -> VoteEvent:
    """The vote over two proposals each told with what it got: "Flertallets forslag: 5 stemmer. Mindretallets: 1 stemme."."""
    vote = Vote(unanimous=False, votes_for=max(counts), votes_against=min(counts))
    start, end = place
    return VoteEvent(
        start=offset + start, end=offset + end, outcome=Outcome.VEDTATT, vote=vote, main=True, told=text[start:end]
    )


# A list of voters that goes on in the next line: names with their parties in parentheses.
_GOES_ON = re.compile(r"(?!(?:For|Imot|Mot|Dermed)\b)[^:\n]*\([^()\n]{1,30}\)")


def _pieces(text: str) -> Iterator[tuple[int, int, str, Side | None]]:
    """The sentences of a text, those that the rows of its tables stand for, and, whole, the lists of a roll call."""
    if "\t" not in text:
        yield from _sentences(text)
        return
    rows = list(table_rows(text))
    for start, end, sentence, side in _sentences(text):
        if not any(row.start <= start < row.end for row in rows):
            yield start, end, sentence, side
        elif row := next((row for row in rows if row.start == start), None):
            yield start, row.end, row.sentence, None


def _sentences(text: str) -> Iterator[tuple[int, int, str, Side | None]]:
    """The sentences of a text and, whole, the lists of a roll call, in which names may hold full stops."""
    position = 0
    lines = text.split("\n")
    while lines:
        line = lines.pop(0)
        while lines and _STOOD_FOR.match(line) and not line.rstrip().endswith(".") and _GOES_ON.match(lines[0]):
            line += "\n" + lines.pop(0)
        cuts = [0, *(found.end() for found in _ROLL_WITHIN.finditer(line)), len(line)]
        for low, high in pairwise(cuts):
            if (side := read_side(line[low:high])) is not None:
                yield position + low, position + high, line[low:high], side
                continue
            for found in _SENTENCE.finditer(line, low, high):
                yield position + found.start(), position + found.end(), found.group(), read_side(found.group())
        position += len(line) + 1


def _takes(event: VoteEvent, between: str, *, begun: bool) -> bool:
    """Whether a roll call is of the vote told just before it: nothing stands between, and none stood before that vote.

    Args:
        event: the vote.
        between: what stands between it, or the roll call it has, and this one.
        begun: whether it has one side of its roll call behind it already.
    """
    if between.strip(" .;,") not in {"", "\n"} or between.count("\n") > 1:
        return False
    if event.vote is not None and event.vote.unanimous:
        return False
    return begun or not event.sides


def _with_sides(event: VoteEvent, sides: Sequence[Side]) -> VoteEvent:
    sides = (*event.sides, *sides)
    return replace(event, sides=tuple(sides), vote=gathered(sides, event.told, event.vote))


# ---- two proposals in sentences of their own ------------------------------------------------------------------------


def _opposed(event: VoteEvent, sentence: str, counts: list[int]) -> VoteEvent:
    """The event with the counts of both proposals, told in sentences before it."""
    if event.outcome is Outcome.FALT or not counts:
        return event
    if event.vote is not None and (event.vote.votes_for is not None or event.vote.unanimous):
        alone = len(counts) == 1 and event.vote.unanimous is None and event.vote.votes_against is None
        return _answered(event, counts[0]) if alone and counts[0] <= (event.vote.votes_for or 0) else event
    casting = casting_vote(sentence)
    if len(counts) == 1 and casting is None:
        return event
    vote = Vote(unanimous=False, votes_for=max(counts), votes_against=min(counts), casting_vote=casting)
    return replace(event, vote=vote)


def _answered(event: VoteEvent, against: int) -> VoteEvent:
    """The event of a proposal that was carried, with what the other got, told in the next sentence."""
    vote = event.vote
    if event.outcome is Outcome.FALT or vote is None or vote.votes_for is None or vote.votes_against is not None:
        return event
    return replace(event, vote=replace(vote, unanimous=False, votes_against=against))


def _was_even(before: VoteEvent, event: VoteEvent) -> bool:
    """Whether a vote is told in two sentences: as many on both sides in the first, the chair's vote in the second."""
    vote, last = event.vote, before.vote
    if vote is None or vote.casting_vote is None or vote.votes_for is not None or last is None:
        return False
    even = last.votes_for is not None and last.votes_for == last.votes_against
    return even and last.casting_vote is None and read_outcome(before.told) is None


def _says_again(before: VoteEvent, event: VoteEvent) -> bool:
    """Whether the counts of a vote are told first and what came of it in the next sentence, with the same counts."""
    vote, last = event.vote, before.vote
    if vote is None or last is None or vote.votes_for is None or read_outcome(before.told) is not None:
        return False
    same = (vote.votes_for, vote.votes_against) == (last.votes_for, last.votes_against)
    return same and vote.votes_against is not None


def _decided_by_chair(before: VoteEvent, event: VoteEvent) -> VoteEvent:
    """The two sentences as one vote."""
    assert before.vote is not None
    casting = event.vote.casting_vote if event.vote else None
    return replace(event, start=before.start, vote=replace(before.vote, casting_vote=casting), main=event.main)


def _votes_for_only(event: VoteEvent) -> int | None:
    """How many a proposal got that is told of with those for it only: "Utsettelsen fikk 2 stemmer og falt."."""
    return event.vote.votes_for if event.vote is not None and event.vote.votes_against is None else None


# ---- one vote -----------------------------------------------------------------------------------------------------

_VERB = re.compile(
    r"\b(?:ble|blei|blir|vart|vert|er|tiltres|vedtas|falt|fall|trakk|trekte|trekker|trekkes|oversendes)\b"
)


# "Kari Lia trakk sitt forslag.", "Høgre trekte framlegget."
_WITHDREW = re.compile(
    r"\b(?:trakk|trekte|trekker|trekkjer)\s+(?:\w+\s+){0,2}?\w*(?:forslag|framlegg)\w*", re.IGNORECASE
)


# A vote over who may take part is not over the matter: "Hun ble enstemmig kjent habil."
_ABILITY = re.compile(r"\b(?:in)?habil\w*|\bugild\w*|\bgild\b", re.IGNORECASE)


def _event(sentence: str, waiting: Sequence[Side], start: int, end: int) -> VoteEvent | None:
    own = told_vote(sentence)
    vote = gathered(waiting, sentence, own) if waiting else own
    names = names_proposal(sentence)
    outcome = Outcome.TRUKKET if _WITHDREW.search(sentence) else read_outcome(sentence)
    if outcome is None and names and says_sent_over(sentence):
        outcome = Outcome.OVERSENDT
    follows = bool(waiting) or re.match(r"\s*Dermed\b", sentence) is not None
    if _ABILITY.search(sentence) and not names and (vote is None or vote.votes_against is None):
        return None
    if not (names or vote is not None) or (outcome is None and vote is None):
        return None
    if outcome is None and not _is_told(vote, sentence):
        return None
    if vote is None and not follows and not _VERB.search(sentence):
        return None
    main = _main_pattern().search(sentence) is not None
    return VoteEvent(
        start=start,
        end=end,
        outcome=outcome or Outcome.VEDTATT,
        vote=vote,
        main=main or any(_main_pattern().search(side.proposal) for side in waiting),
        partial=_PARTIAL.search(sentence) is not None,
        addition=_ADDITION.search(sentence) is not None,
        told=sentence,
        sides=tuple(waiting),
    )


def _is_told(vote: Vote | None, sentence: str) -> bool:
    """Whether a sentence without a word for the outcome tells a vote all the same: counts, "enstemmig", who decided."""
    if vote is None:
        return False
    if vote.casting_vote is not None or (vote.voters_for and vote.voters_against):
        return True
    return (vote.votes_for is not None and vote.votes_against is not None) or unanimous(sentence)
