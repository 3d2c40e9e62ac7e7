"""What a sentence says was not there, or was no subject. A «not» reaches to the end of its clause and no further."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language_model import Word
from ingest.themes.context import COLONS, COORDINATION, Context
from ingest.themes.matching import Match

NO = frozenset({"ikke", "ikkje", "ingen", "inga", "null", "verken", "hverken", "korkje"})
"""Right before a word these say that there was none of it: «ingen hærverk»."""

AFTER_NONE = frozenset({"i", "på", "ved", "blant", "hos", "under", "denne", "dette", "så", "nå", "no", "her", "."})
"""What may follow a word that there was none of; a verb would say more of it: «ingen skole legges ned»."""

IS = frozenset({"er", "var", "ble", "vart", "blei", "har"})
"""A verb may follow it all the same, if it says that nothing was reported or treated: «ingen hærverk er meldt»."""

REPORTED = frozenset(
    {"meldt", "melde", "anmeldt", "registrert", "registrerte", "avdekket", "avdekt", "observert", "skjedd"}
    | {"vært", "vore", "kjent", "kjende", "kjente", "funnet", "funne", "påvist"}
    | {
        "drøftet",
        "drøfta",
        "diskutert",
        "behandlet",
        "behandla",
        "handsama",
        "omtalt",
        "nevnt",
        "nemnt",
        "tatt",
        "teke",
    }
)
REPORT_REACH = 3
"""Words between a word and the report that there was none: «ingen hærverk er blitt meldt»."""


def is_denied(context: Context, match: Match) -> bool:
    """Whether the clause says that the match was no subject, or that there was none of it."""
    clause = context.clauses[match.first]
    own = [cue for cue in context.cues if context.clauses[cue.first] == clause]
    after = _after_label(context, clause)
    if any(cue.entry.key == "not_treated" for cue in (*own, *after)):
        return True
    if any(cue.entry.key == "not_absent" for cue in (*own, *after)):
        return False
    return (
        any(cue.entry.key == "absent" and cue.first < match.first for cue in own)
        or any(cue.entry.key == "absent" for cue in after)
        or (context.happens(match) and _is_none(context, match))
    )


def _after_label(context: Context, clause: int) -> list[Match]:
    """The cues of what comes after a colon, if the clause is the label before it and all after it is a denial."""
    start = next((place for place, number in enumerate(context.clauses) if number == clause + 1), None)
    if start is None or context.form(start - 1) not in COLONS or context.clauses[-1] != clause + 1:
        return []
    cues = [cue for cue in context.cues if cue.first >= start]
    opens = any(cue.first == start and cue.entry.key in {"absent", "not_treated"} for cue in cues)
    return cues if opens else []


def _is_none(context: Context, match: Match) -> bool:
    """«ingen hærverk», «verken vold eller hærverk»: none of it, and nothing more said of it."""
    place = match.first - 1
    while place > 1 and context.form(place) in COORDINATION:
        place -= 2
    if context.form(place) not in NO:
        return False
    after = match.last + 1
    while after + 1 < len(context.words) and context.form(after) in COORDINATION:
        after += 2
    if after >= len(context.words) or context.form(after) in AFTER_NONE:
        return True
    reported = {context.form(place) for place in range(after + 1, after + 1 + REPORT_REACH)}
    return context.form(after) in IS and bool(reported & REPORTED)


def all_nothing(words: Sequence[Word], start: int, cues: Sequence[Match]) -> bool:
    """Whether all words from ``start`` on, and at least one, are «intet nytt»."""
    said = {place for cue in cues if cue.entry.key == "nothing_new" for place in range(cue.first, cue.last + 1)}
    told = [place for place in range(start, len(words)) if words[place].form[0].isalnum()]
    return bool(told) and said.issuperset(told)


def empty_heading(words: Sequence[Word], cues: Sequence[Match]) -> int:
    """Where the colon or dash stands that nothing but «intet nytt» comes after; 0 if there is none."""
    colons = (place for place, word in enumerate(words) if word.form in COLONS and place)
    return next((place for place in colons if all_nothing(words, place + 1, cues)), 0)
