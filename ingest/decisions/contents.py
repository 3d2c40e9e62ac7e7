"""Where the text of a recommendation, a proposal or a decision ends: where the meeting's procedure goes on."""

from __future__ import annotations

import re
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.counts import VOTES
from ingest.decisions.labels import decision_words
from ingest.decisions.sections import Section
from ingest.decisions.votes import is_roll_call, vote_events

# A line of the meeting's procedure: it ends the text of a recommendation or a decision that stands before it.
PROCEDURE = re.compile(
    r"(?:Neste\s+møte\b|[A-ZÆØÅ][^\n]{0,90}?(?:\b(?:fremm?et|fremma|fremjet|fremja|foreslo|føreslo)\b"
    r"|\bgjorde\s+(?:\w+\s+)?framlegg\b|\b(?:trakk|trekte)\s+(?:\w+\s+){0,2}?\w*(?:forslag|framlegg))"
    r"|(?:Votering|Avstemning|Avstemming|Røysting|Avrøysting)\s+(?:over|om|ved)\b"
    r"|Dermed\s+(?:ble|vart|er)\b"
    r"|[A-ZÆØÅ][^\n]{0,120}?\b(?:ble|blei|vart)\b[^\n]{0,60}?\bs[ae]tt\s+opp\s+mot\b|"
    r"Ved\s+(?:alternativ\s+)?(?:votering|avstemning|røysting)|(?:Det|Deretter|Så|Først|Til\s+s[il][su]tt?)\s+(?:ble|vart)\s+(?:det\s+)?(?:\w+\s+)?(?:votert|røysta|stemt))"
)


# Where the record of an item ends: "Handsaminga av saka slutta 23.09.08 kl. 15.00", "Møtesekretær: ...".
_CLOSES = re.compile(
    r"(?:Handsaminga|Behandling(?:en|a))\s+av\s+sak\w+\s+(?:slutta|sluttet|ble\s+avsluttet|vart\s+avslutta)"
    r"|Sak(?:en|a)\s+(?:ble|blei|vart)?\s*(?:avsluttet|avslutta|slutta)\b|Møtesekretær\s*:",
    re.IGNORECASE,
)


@cache
def _speaks() -> re.Pattern[str]:
    """The debate goes on: "Kari Lia (Ap) spurte om ...", "Lia og Berg (H) ba administrasjonen ..."."""
    return re.compile(
        rf"[A-ZÆØÅ][^\n.:()]{{1,60}}\s\([^()\n]{{1,20}}\)\s+(?:{alternatives(decision_words()['debate']['speaks'])})\b"
    )


def goes_on(line: str) -> bool:
    """Whether a line goes on with the meeting's procedure or debate."""
    return PROCEDURE.match(line) is not None or _speaks().match(line) is not None


# A place left open in a form: "1. ____________", "………………", "ƷƷƷƷ".
_OPEN = re.compile(r"[_.…Ʒ\s]{4,}")

# A count behind a proposal's name is no text: "Administrasjonens forslag: 3 stemmer", "...: Enstemmig".
COUNT_ONLY = re.compile(
    rf"\W*(?:(?:enst\w*|samrøystes|alle)|\d{{1,2}}\s*[-–]\s*\d{{1,2}}|(?:i?\s?mot\s+)?\w+\s+{VOTES}\b\.?(?:\s+(?:for|i?\s?mot))?)(?:\s*\([^)]*\))?\W*$",
    re.IGNORECASE,
)

# A vote over a proposal named as one: "Forslaget falt med 5 stemmer for og 14 mot.", "Innstillinga vart vedteken."
_VOTED = re.compile(
    r"\W*(?:[\w-]*(?:forslag|framlegg|innstilling|tilråding)\w*|[A-ZÆØÅ]\w+s\s+forslag|Punkt|Pkt\.?)\b", re.IGNORECASE
)

# What came of a proposal, behind its name: "Forslag fra H: Falt med 1 mot 20 stemmer.", "Punkt 1: Enstemmig vedtatt."
_RESULT = re.compile(
    r"\W*(?:ble\s+|vart\s+)?(?:enst\w*\.?|samrøystes|samr\.?|falt|fall|vedtatt|vedteke|vedteken|tiltrådt|tiltres|trukket|trekt|oversendt|ikke\s+vedtatt|nedstemt|nedrøysta)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_LONGEST_RESULT = 160

# The number of an alternative on a line of its own, before its label: "1)", "2.", "B)".
NUMBER_LINE = re.compile(r"\(?(?P<number>\d{1,2}|[A-F])[).]?$")

_LEAST_LETTERS = 4


def says_something(text: str) -> bool:
    """Whether a text has letters enough, and is more than a count."""
    if COUNT_ONLY.match(text):
        return False
    return sum(character.isalpha() for character in _OPEN.sub(" ", text)) >= _LEAST_LETTERS


def is_result(text: str) -> bool:
    """Whether a text behind a proposal's name only tells what came of it."""
    line = text.strip().split("\n", 1)[0]
    if not _RESULT.match(line) or len(line) > _LONGEST_RESULT:
        return False
    return bool(vote_events(f"Forslaget: {line}"))


def is_vote_only(sentence: str) -> bool:
    """Whether a sentence tells how it was voted and nothing else: "Mot éi røyst (Lia).", "Vedteke med 5 røyster."."""
    return bool(COUNT_ONLY.match(sentence) or _RESULT.match(sentence) or is_roll_call(sentence))


def content_of(text: str, section: Section, *, motion: bool = False) -> tuple[int, int]:
    """Where a section's own text is: blanks trimmed, and cut where the meeting's procedure goes on.

    Args:
        text: the item's text.
        section: the labelled part.
        motion: whether it is a proposal made in the meeting; a vote over it ends it too.
    """
    start, end = section.start, section.end
    position = start
    # The label's own line may hold the whole of it: "Vedtak: Referatene tas til orientering."
    first = 0 if says_something(text[start:end].split("\n", 1)[0]) else 1
    for number, line in enumerate(text[start:end].split("\n")):
        ends = _CLOSES.match(line) or is_roll_call(line) or (number > first and goes_on(line))
        if ends or (motion and number > first and _is_vote(line)):
            end = position
            break
        position += len(line) + 1
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_vote(line: str) -> bool:
    """Whether a line tells the vote over a proposal."""
    return any(event.vote is not None or _VOTED.match(line) for event in vote_events(line))
