"""What a sentence says was not there, or was no subject. A «not» reaches to the end of its clause and no further."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language_model import Word
from ingest.themes.context import COLONS, CONTRASTS, COORDINATION, Context, clauses_of
from ingest.themes.matching import Match

NO = frozenset({"ikke", "ikkje", "ingen", "inga", "intet", "inkje", "ingenting", "null", "verken", "hverken", "korkje"})
"""Words that deny; right before a theme's word they say that there was none of it: «ingen hærverk»."""

NEITHER = frozenset({"verken", "hverken", "korkje"})
"""All that stands in the clause after it is denied: «verken brannvern eller skred er med»."""

WITHOUT = frozenset({"uten", "utan"})
"""These deny what was done with the theme: «uten å drøfte hærverk»."""

DENYING = NO | WITHOUT

DENIAL_REACH = 4
"""Words between a «not» and what was not: «ikke blitt meldt om», «kjenner vi ikke til»."""

SHOULD = frozenset({"skulle", "burde", "måtte"})
"""After what should have been a subject: «hærverk skulle drøftes»."""

THESE = frozenset({"dette", "disse", "desse"})
"""Words for what the sentence before names."""

AFTER_NONE = frozenset({"ADP", "ADV", "PUNCT", "DET", "SCONJ"})
"""What may follow a word that there was none of; a verb would say more of it: «ingen skole legges ned»."""

BEING = frozenset({"være", "vere", "bli", "verte", "ha"})
"""A verb may follow it all the same, if it says that nothing was reported or treated: «ingen hærverk er meldt»."""

REPORT_REACH = 3
"""Words between a word and the report that there was none: «ingen hærverk er blitt meldt»."""


def is_denied(context: Context, match: Match) -> bool:
    """Whether the clause says that the match was no subject, or that there was none of it."""
    if "spared" not in context.starts and DENYING.isdisjoint(context.forms):
        return False  # as nearly always
    clause = context.clauses[match.first]
    own = [cue for cue in context.cues if context.clauses[cue.first] == clause]
    after = _after_label(context, clause)
    named = (*own, *after)
    denials = [
        place
        for place, form in enumerate(context.forms)
        if form in DENYING and context.clauses[place] in {clause, clause + 1 if after else clause}
    ]
    if not denials and not any(cue.entry.key == "spared" for cue in own):
        return False
    if any(context.form(place) in NEITHER and place < match.first for place in denials):
        return True
    if any(cue.entry.key == "discussed" and _denies(denials, cue) for cue in named):
        return True
    if any(cue.entry.key == "not_absent" for cue in named):
        return False
    return (
        any(cue.entry.key == "spared" and cue.first < match.first for cue in own)
        or any(
            cue.entry.key == "reported" and _denies(denials, cue) and min(cue.first, denials[0]) < match.first
            for cue in own
        )
        or any(cue.entry.key == "reported" and _denies(denials, cue) for cue in after)
        or (context.happens(match) and _is_none(context, match))
    )


def is_put_off(context: Context, match: Match) -> bool:
    """Whether it was taken off the agenda, or the next clause says that it was no subject: «skulle opp, men ble utsatt»."""
    if "taken_off" not in context.starts and SHOULD.isdisjoint(context.forms):
        return False  # as nearly always
    clause = context.clauses[match.first]
    if any(cue.entry.key == "taken_off" and context.clauses[cue.first] == clause for cue in context.cues):
        return True
    should = any(
        form in SHOULD and number == clause and place > match.last
        for place, (form, number) in enumerate(zip(context.forms, context.clauses, strict=True))
    )
    after = next((place for place, number in enumerate(context.clauses) if number == clause + 1), None)
    if not should or after is None or context.form(after) not in CONTRASTS:
        return False
    cues = [cue for cue in context.cues if context.clauses[cue.first] == clause + 1]
    denials = [
        place
        for place, word in enumerate(context.words)
        if word.form.lower() in NO and context.clauses[place] == clause + 1
    ]
    return any(cue.entry.key in {"dropped", "taken_off"} for cue in cues) or any(
        cue.entry.key == "discussed" and _denies(denials, cue) for cue in cues
    )


def says_nothing_treated(words: Sequence[Word], cues: Sequence[Match]) -> bool:
    """Whether a sentence of one clause says that nothing was there or treated: «Ingen kjente saker», «Ble ikke drøftet»."""
    denials = [place for place, word in enumerate(words) if word.form.lower() in DENYING]
    denied = {cue.entry.key for cue in cues if _denies(denials, cue)}
    if "discussed" in denied:
        return True
    news = any(cue.entry.key == "not_absent" for cue in cues)
    return "reported" in denied and not news and not any(clauses_of(words))


def _denies(denials: Sequence[int], cue: Match) -> bool:
    """Whether a «not» stands near before the cue, or right after its verb: «kjenner ikke til»."""
    return any(place - 2 <= cue.first and cue.last <= place + DENIAL_REACH for place in denials)


def _after_label(context: Context, clause: int) -> list[Match]:
    """The cues of what comes after a colon, if the clause is the label before it and all after it is a denial."""
    start = next((place for place, number in enumerate(context.clauses) if number == clause + 1), None)
    if start is None or context.form(start - 1) not in COLONS or context.clauses[-1] != clause + 1:
        return []
    return [cue for cue in context.cues if cue.first >= start] if context.form(start) in NO else []


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
    if after >= len(context.words) or context.words[after].pos in AFTER_NONE:
        return True
    reported = {"reported", "discussed"}
    near = range(after + 1, after + 1 + REPORT_REACH)
    return context.words[after].lemma in BEING and any(
        cue.entry.key in reported and cue.first in near for cue in context.cues
    )


def denies_before(words: Sequence[Word], cues: Sequence[Match]) -> bool:
    """Whether a sentence says that what the one before it names was no subject: «Dette var ikke tema»."""
    denials = [place for place, word in enumerate(words) if word.form.lower() in NO]
    subjects = [place for place, word in enumerate(words) if word.form.lower() in THESE and word.pos in {"PRON", "DET"}]
    return any(
        cue.entry.key == "discussed" and _denies(denials, cue) and any(place < cue.first for place in subjects)
        for cue in cues
    )


def all_nothing(words: Sequence[Word], start: int, cues: Sequence[Match]) -> bool:
    """Whether the words from ``start`` on say that there is nothing new, and nothing else: «intet nytt»."""
    told = [place for place in range(start, len(words)) if words[place].form[0].isalnum()]
    empty = {cue.first for cue in cues if cue.entry.key == "nothing"}
    denied = any(words[place].form.lower() in NO for place in told) or any(
        cue.entry.key == "dropped" and cue.first in told for cue in cues
    )
    dropped = {place for cue in cues if cue.entry.key == "dropped" for place in range(cue.first, cue.last + 1)}
    return denied and all(place in empty | dropped or words[place].form.lower() in NO for place in told)


def empty_heading(words: Sequence[Word], cues: Sequence[Match]) -> int:
    """Where the colon or dash stands that nothing but «intet nytt» comes after; 0 if there is none."""
    colons = (place for place, word in enumerate(words) if word.form in COLONS and place)
    return next((place for place in colons if all_nothing(words, place + 1, cues)), 0)
