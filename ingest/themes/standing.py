"""What a theme's word in a sentence stands for: a treatment, something said not to be there, or a mere name.

Names of persons, offices, committees, laws, places and times hold words of themes and treat none.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.themes.actors import is_actor, role_words
from ingest.themes.context import Context
from ingest.themes.denial import empty_heading, is_denied
from ingest.themes.forms import Way
from ingest.themes.matching import Match, Rule
from ingest.themes.scenes import is_named_place, is_occasion, is_scene
from minutes.model import Standing

NAME = "PROPN"

FIRMS = frozenset({"AS", "ASA", "DA", "ANS", "BA", "SA", "KS", "IKS", "NUF", "A/S", "A/L"})
"""What stands behind the name of a firm."""


def standings(context: Context, matches: Sequence[Match]) -> list[Standing]:
    """What each match stands for; places are judged by what else the sentence is about."""
    empty, roles = empty_heading(context.words, context.cues), role_words(context)
    found = [_standing(context, match, empty, roles) for match in matches]
    subjects = {
        match.entry.key
        for match, standing in zip(matches, found, strict=True)
        if standing is Standing.COUNTS and match.entry.rule is not Rule.HINT and context.happens(match)
    }
    return [
        Standing.INCIDENTAL if standing is Standing.COUNTS and is_scene(context, match, subjects) else standing
        for match, standing in zip(matches, found, strict=True)
    ]


def _standing(context: Context, match: Match, empty: int, roles: frozenset[int]) -> Standing:
    if is_denied(context, match):
        return Standing.NEGATED
    if match.last < empty:
        return Standing.HEADING_ONLY
    if match.first in roles or is_occasion(context, match) or _is_name(context, match):
        return Standing.INCIDENTAL
    if match.first == match.last and (_is_law(context, match) or is_actor(context, match)):
        return Standing.INCIDENTAL
    # A heading about a named place is about the place.
    if match.first == match.last and not context.heading and is_named_place(context, match):
        return Standing.INCIDENTAL
    return Standing.COUNTS


def _is_law(context: Context, match: Match) -> bool:
    """A theme's word within the name of a law: «alkoholloven»."""
    return match.way is Way.FIRST and context.has("laws", match.first)


def _is_name(context: Context, match: Match) -> bool:
    """A word that is part of somebody's or a firm's name: «Anita Vold», «Kaikanten AS»."""
    if context.pos(match.first) != NAME:
        return False
    after = context.words[match.last + 1].form if match.last + 1 < len(context.words) else ""
    return context.pos(match.first - 1) == NAME or after in FIRMS
