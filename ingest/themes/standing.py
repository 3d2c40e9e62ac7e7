"""What a theme's word in a sentence stands for: a treatment, something said not to be there, or a mere name.

Names of persons, offices, committees, firms, laws, streets, works, places and times hold words of themes and treat none.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.themes.actors import is_actor, is_led, is_recipient, role_words
from ingest.themes.context import Context
from ingest.themes.denial import empty_heading, is_denied, is_put_off
from ingest.themes.forms import Way
from ingest.themes.matching import Match, Rule
from ingest.themes.scenes import is_history, is_named_place, is_occasion, is_of_work, is_scene, is_street
from minutes.kinds import Standing

NAME = "PROPN"

FIRMS = frozenset({"AS", "ASA", "DA", "ANS", "BA", "SA", "KS", "IKS", "NUF", "A/S", "A/L"})
"""What stands behind the name of a firm."""

FIRM_REACH = 4
"""Words of a firm's name before that: «Brannfjell Maskin AS», «Brann og Sikring AS»."""


class Reason(StrEnum):
    """Why a word of a theme treats nothing; stable words, kept with the mention."""

    COUNTS = ""
    DENIED = "denied"
    PUT_OFF = "put off"
    EMPTY_HEADING = "empty heading"
    EMPTY_ITEM = "empty item"
    ROLE = "role"
    OCCASION = "occasion"
    NAME = "name"
    STREET = "street"
    WORK = "work"
    HISTORY = "history"
    LAW = "law"
    ACTOR = "actor"
    PLACE = "place"
    SCENE = "scene"
    PAPER = "paper"
    MONEY = "money"
    FORMAL = "formal"
    FIGURE = "figure"
    PASSING = "passing"
    TOO_LITTLE = "too little"

    @property
    def standing(self) -> Standing:
        """What a word stands for with this reason against it, if there is one."""
        return _STANDINGS.get(self, Standing.INCIDENTAL)


_STANDINGS = {
    Reason.COUNTS: Standing.COUNTS,
    Reason.DENIED: Standing.NEGATED,
    Reason.PUT_OFF: Standing.NEGATED,
    Reason.EMPTY_HEADING: Standing.HEADING_ONLY,
    Reason.EMPTY_ITEM: Standing.HEADING_ONLY,
}


def reasons(context: Context, matches: Sequence[Match]) -> list[Reason]:
    """What keeps each match from counting, if anything; places are judged by what else the sentence is about."""
    empty, roles = empty_heading(context.words, context.cues), role_words(context)
    found = [_reason(context, match, empty, roles) for match in matches]
    subjects = {
        match.entry.key
        for match, reason in zip(matches, found, strict=True)
        if reason is Reason.COUNTS and match.entry.rule is not Rule.HINT and context.happens(match)
    }
    return [
        Reason.SCENE if reason is Reason.COUNTS and is_scene(context, match, subjects) else reason
        for match, reason in zip(matches, found, strict=True)
    ]


def _reason(context: Context, match: Match, empty: int, roles: frozenset[int]) -> Reason:
    if is_denied(context, match):
        return Reason.DENIED
    if is_put_off(context, match):
        return Reason.PUT_OFF
    if match.last < empty:
        return Reason.EMPTY_HEADING
    for reason, holds in (
        (Reason.ROLE, match.first in roles),
        (Reason.OCCASION, is_occasion(context, match)),
        (Reason.NAME, _is_name(context, match)),
        (Reason.WORK, is_of_work(context, match)),
        (Reason.HISTORY, is_history(context, match)),
        (Reason.ACTOR, is_led(context, match) or is_recipient(context, match)),
    ):
        if holds:
            return reason
    return _reason_of_word(context, match) if match.first == match.last else Reason.COUNTS


def _reason_of_word(context: Context, match: Match) -> Reason:
    """The same for a match of one word."""
    if _is_law(context, match):
        return Reason.LAW
    if is_street(context, match):
        return Reason.STREET
    if is_actor(context, match):
        return Reason.ACTOR
    # A heading about a named place is about the place.
    return Reason.PLACE if not context.heading and is_named_place(context, match) else Reason.COUNTS


def _is_law(context: Context, match: Match) -> bool:
    """A theme's word within the name of a law: «alkoholloven», «jordlova»; a heading may be about one."""
    if not context.has("laws", match.first):
        return False
    return match.way is Way.FIRST or (not context.heading and context.is_definite(match))


def _is_name(context: Context, match: Match) -> bool:
    """A word that is part of somebody's or a firm's name: «Anita Vold», «Kaikanten AS», «Brannfjell Maskin AS»."""
    before = context.pos(match.first) == NAME and context.pos(match.first - 1) == NAME
    return before or (context.is_name(match.first) and _is_of_firm(context, match.last))


def _is_of_firm(context: Context, place: int) -> bool:
    """Whether the words with capitals after this one end as the name of a firm does."""
    for after in range(place + 1, min(place + 1 + FIRM_REACH, len(context.words))):
        if context.words[after].form in FIRMS:
            return True
        if not context.is_name(after) and context.form(after) not in {"og", "&"}:
            return False
    return False
