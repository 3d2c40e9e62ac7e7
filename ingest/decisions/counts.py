"""How many voted for and against, read from a sentence or from a label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.labels import decision_words, unanimous
from minutes.model import Vote


@cache
def number_pattern() -> str:
    """A number of votes, one group: "11", "én", "fire"."""
    return rf"(\d{{1,3}}|{alternatives(decision_words()['numbers'])})"


VOTES = r"(?:stemmer?|stemme|st\.?|røyster?|røyst|representanter|representantar)"

# "tre stemte imot", "to var for og én imot".
STOOD = r"(?:stemte|røysta|var|gikk|gjekk)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Patterns for counts; each with two groups gives (for, against), with one what its name says."""

    both: tuple[re.Pattern[str], ...]
    against_first: tuple[re.Pattern[str], ...]
    votes_for: tuple[re.Pattern[str], ...]
    votes_against: tuple[re.Pattern[str], ...]
    each: re.Pattern[str]


@cache
def _counts() -> _Counts:
    n, flags = number_pattern(), re.IGNORECASE
    return _Counts(
        # "2 røyster for kvart framlegg", "3 stemmer til hvert av forslagene".
        each=re.compile(rf"\b{n}\s+{VOTES}\s+(?:for|til|på)\s+(?:kvart|hvert|kvar|hver|begge)\b", flags),
        both=(
            # "3 stemmer for innstillingen (2 AP), 3 stemmer for forslaget": of two proposals.
            re.compile(
                rf"\b{n}\s+{VOTES}\s+for\s+(?!og\b|mot\b)[^,.;\d]{{3,60}}?(?:\([^)]*\))?\s*(?:,|og|mot)\s*"
                rf"{n}\s+(?:{VOTES}\s+)?for\s+\w{{4}}",
                flags,
            ),
            # "11 stemmer for og 7 mot", "11 stemmer for og 7 stemmer i mot", "14 for, 3 mot".
            re.compile(
                rf"\b{n}\s+(?:{VOTES}\s+|{STOOD}\s+)?for\s*(?:og|,|/|mot|mens)\s*{n}\s+(?:{VOTES}\s+|{STOOD}\s+)?i?\s?mot\b",
                flags,
            ),
            # "12 stemmer og 5 i mot", "7 stemmer, ingen mot".
            re.compile(rf"\b{n}\s+{VOTES}(?:\s+og|,)\s+{n}\s+(?:{VOTES}\s+)?i?\s?mot\b", flags),
            # "med fire mot én stemme", "10 stemmer mot 7 stemmer", "3 mot 2".
            re.compile(rf"\b{n}\s+(?:{VOTES}\s+)?mot\s+{n}\b(?!\.\s*\w+\s+20)", flags),
            # "For: 12 Mot: 3", "Ja: 12, nei: 3".
            re.compile(r"\b(?:for|ja)\s*:\s*(\d{1,3})\b(?:\s+stemmer)?[\s,;./]*(?:i?mot|nei)\s*:\s*(\d{1,3})\b", flags),
            # "(7-0)", "(11–8)".
            re.compile(r"\((\d{1,2})\s*[-–]\s*(\d{1,2})\)"),
            # "vedtatt med 5-1", "vedteke 7–0".
            re.compile(r"\b(?:med|vedtatt|vedteke)\s+(\d{1,2})\s*[-–]\s*(\d{1,2})\b(?!\.?\d)", flags),
        ),
        against_first=(
            # "1 stemme mot og 16 stemmer for", "11 mot og 3 for".
            re.compile(rf"\b{n}\s+(?:{VOTES}\s+)?i?\s?mot\s*(?:og|,|/)\s*{n}\s+(?:{VOTES}\s+)?for\b", flags),
        ),
        votes_for=(
            # "For forslaget stemte 34:", "For innstillingen stemte 9".
            re.compile(rf"\bfor\s+(?:\w+\s+){{1,4}}(?:\([^)]*\)\s+)?(?:stemte|røysta)\s+{n}\b", flags),
            # "vedtatt med 7 stemmer", "(7 st.)", "fikk 5 stemmer", "11 stemte for".
            re.compile(rf"\b{n}\s+(?:{VOTES}\s+|{STOOD}\s+)for\b", flags),
            re.compile(rf"(?:\(|\bmed\s+|\b(?:fikk|fekk)\s+){n}\s+{VOTES}(?!\s+(?:i\s?)?mot)\)?", flags),
        ),
        votes_against=(
            # "Imot forslaget stemte 3", "Mot innstillingen stemte 4".
            re.compile(rf"\bi?mot\s+(?:\w+\s+){{1,4}}(?:\([^)]*\)\s+)?(?:stemte|røysta)\s+{n}\b", flags),
            # "7 stemmer mot", "3 stemte mot", "én stemme i mot".
            re.compile(rf"\b{n}\s+(?:{VOTES}\s+|{STOOD}\s+)(?:i\s?)?mot\b", flags),
            # "mot 3 st.", "mot 1 stemme", "mot én røyst".
            re.compile(rf"\bmot\s+{n}\s*{VOTES}", flags),
        ),
    )


# Who voted, in parentheses behind a count: "6 (H, FrP) mot 13 (Ap, Sp)"; "(7 st.)" and "(4 mot 1)" are counts themselves.
_WHO = re.compile(
    rf"\s*\((?![^()]*(?:\bmot\b|\bfor\b|\be(?:i)?nst|\bsamr|\bsamst|\d\s*{VOTES}))[^()]*[^\W\d_][^()]*\)", re.IGNORECASE
)


def read_vote(text: str) -> Vote | None:
    """The vote that a label's tail or a sentence tells; None when it tells none."""
    counts = _counts()
    all_for = unanimous(text)
    text = _WHO.sub("", text)
    votes_for = votes_against = None
    if even := counts.each.search(text):
        return Vote(unanimous=False, votes_for=number(even[1]), votes_against=number(even[1]))
    for pattern in counts.both:
        if found := pattern.search(text):
            votes_for, votes_against = number(found[1]), number(found[2])
            break
    if votes_for is None:
        for pattern in counts.against_first:
            if found := pattern.search(text):
                votes_against, votes_for = number(found[1]), number(found[2])
    if votes_for is None and votes_against is None:
        votes_for = _first(counts.votes_for, text)
        votes_against = _first(counts.votes_against, text)
    said = True if not votes_against and (all_for or (votes_for and votes_against == 0)) else None
    if said is None and votes_against:
        said = False
    if said is None and votes_for is None and votes_against is None:
        return None
    return Vote(unanimous=said, votes_for=votes_for, votes_against=votes_against)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    for pattern in patterns:
        if found := pattern.search(text):
            return number(found[1])
    return None


def number(text: str) -> int:
    """The number in digits or in words."""
    return int(text) if text.isdigit() else int(decision_words()["numbers"][text.casefold()])
