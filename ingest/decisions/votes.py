"""The votes told in a text: where, of which proposal, how many for and against, who, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.agenda.words import alternatives
from ingest.decisions.counts import VOTES, number, number_pattern
from ingest.decisions.events import (
    VoteEvent,
    put_behind,
    takes_roll,
    vote_by_counts,
    with_count_of_other,
    with_counts_before,
    with_roll,
)
from ingest.decisions.labels import decision_words, unanimous
from ingest.decisions.outcomes import read_outcome, says_sent_over
from ingest.decisions.rolls import gathered
from ingest.decisions.standings import told_vote
from ingest.decisions.vote_tables import table_rows
from ingest.decisions.voters import Side, read_side
from minutes.kinds import Outcome
from minutes.model import Vote

# A sentence that tells of a vote: "Formannskapets innstilling ble enstemmig vedtatt.", "Dermed ble forslag 1 vedtatt."
# What runs on for longer than any sentence is cut at a word.
_SENTENCE = re.compile(
    r"[^\n]{1,2000}?(?:(?<!\bst)(?<!\bnr)(?<!\bpkt)[.](?=\s|$)|(?=\n)|$)|[^\n]{1000,2000}(?=[ \t])|[^\n]{1000,2000}"
)

# Where a roll call begins inside a line: "... med 5 mot 3 røyster. Mot: Fonn (A) og Rekdal (H)."
_ROLL_WITHIN = re.compile(
    r"(?<=[.;,)])[ ]+(?=(?:For|Imot|Mot)\s*(?:\(\d+\))?\s*:|(?:For|Imot|Mot)\b[^.:\n]{0,60}?\s(?:stemte|røysta)\b"
    r"|(?:Stemte|Røysta)\s+(?:for|i?\s?mot)\s*:)"
)


@cache
def _proposal_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(decision_words()['proposals']['words'])})(?:ets?|ens?|a|s)?\b", re.IGNORECASE)


def names_proposal(text: str) -> bool:
    """Whether a text names a proposal by any of the words it goes by: "Punkt 2", "Tilleggsframlegget"."""
    return _proposal_pattern().search(text) is not None


@cache
def _main_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(decision_words()['proposals']['main'])})", re.IGNORECASE)


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
            if (
                not waiting
                and events
                and takes_roll(events[-1], text[last:start], begun=last > events[-1].end - offset)
            ):
                events[-1] = with_roll(events[-1], [side])
                last = end
            else:
                waiting.append(side)
            continue
        event = _event(sentence, waiting, offset + start, offset + end)
        got = _side().search(sentence)
        if event is not None:
            put_behind(events, with_counts_before(event, sentence, counts))
            waiting, counts, last = [], [], end
        elif got is not None and events and not counts:
            events[-1] = with_count_of_other(events[-1], number(got[1]))
            counts = [number(got[1])]
        elif got is not None:
            counts.append(number(got[1]))
            told = (start, end) if len(counts) == 1 else told
    if len(counts) == 2:  # noqa: PLR2004 - two proposals, and no sentence that says which was carried
        events.append(vote_by_counts(counts, text, told, offset))
    return events


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
    if not (names or vote is not None):
        return None
    outcome = Outcome.TRUKKET if _WITHDREW.search(sentence) else read_outcome(sentence)
    if outcome is None and names and says_sent_over(sentence):
        outcome = Outcome.OVERSENDT
    follows = bool(waiting) or re.match(r"\s*Dermed\b", sentence) is not None
    if _ABILITY.search(sentence) and not names and (vote is None or vote.votes_against is None):
        return None
    if outcome is None and vote is None:
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
