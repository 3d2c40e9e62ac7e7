"""Words of themes that only say where or when something was: «på Berg skole», «før pandemien»."""

from __future__ import annotations

from ingest.themes.actors import WITH
from ingest.themes.context import COORDINATION, Context
from ingest.themes.forms import Way
from ingest.themes.matching import Match

PLACE_WORDS = frozenset({"på", "ved", "i", "hos", "til", "fra", "frå"})
"""Before the name of a place: «på Nedre Berg skole»."""

WITHIN = frozenset({"på", "i", "hos", "inne", "inni"})
"""Before a place where something happened: «på sykehjemmet»."""

AROUND = frozenset(
    {"ved", "utenfor", "utanfor", "bak", "foran", "framfor", "rundt", "forbi", "langs", "mellom", "nær", "mot"}
)
"""Before a place that only says where: «utenfor ungdomsklubben»."""

BEFORE_OR_AFTER = frozenset({"før", "fra", "frå", "etter", "siden", "sidan", "under", "innen", "innan", "til", "ved"})
BECAUSE = frozenset({"av", "skyldes", "skuldast"})
"""Before what a time or a cause is named by: «før pandemien», «fra skolestart», «på grunn av pandemien»."""

CONNECTION = frozenset({"forbindelse", "samband", "tilknytning", "tilknyting"})
"""«i forbindelse med skolestruktursaken»."""

STREETS = ("veg", "vegen", "vei", "veien", "gate", "gata", "gaten", "allé", "alleen", "smug", "smuget")
"""How the names of streets end."""

OF_WORK = frozenset({"om", "av", "fra", "frå"})
"""Between a work and what it is of: «boken om», «bildet av»."""

STUDIES = ("grad", "oppgave", "oppgåve", "hovedfag", "hovudfag")
"""What is studied stands behind another small word: «mastergrad i kriminologi»."""

WITHIN_STUDIES = frozenset({"i", "innen", "innan"})
OPENING_QUOTES = frozenset('«"“”')
CLOSING_QUOTES = frozenset('»"“”')

TITLE_REACH = 4
"""Words of a work's title before the one that is a theme's: «maleriet «Natt og brann»»."""

FIRST_YEAR, HISTORY = 1000, 1970
"""Years in which what happened is history to a council of today; the oldest minutes that are read are of the 1990s."""

NAME_REACH = 2
"""Words of a place's name, or of its description, between the preposition and its kind: «på Nedre Berg skole»."""


def is_named_place(context: Context, match: Match) -> bool:
    """A named place where something was: «på Berg skole»."""
    if not context.has("venues", match.first):
        return False
    place = match.first - 1
    for _ in range(NAME_REACH):
        if place < 0 or not context.is_name(place):
            break
        place -= 1
    return place < match.first - 1 and context.form(place) in PLACE_WORDS | AROUND


def is_street(context: Context, match: Match) -> bool:
    """A word within the name of a street: «Skolegata», «Brannstasjonsveien 3». Of the street itself it says nothing."""
    name = context.form(match.first)
    return match.way is Way.FIRST and context.is_name(match.first) and name.endswith(STREETS) and not context.heading


def is_of_work(context: Context, match: Match) -> bool:
    """What a book, a play or a picture is of or is called: «boken om skredet», «filmen «Ranet»», «mastergrad i vold»."""
    if "works" not in context.starts:
        return False  # as nearly always
    if _is_in_title(context, match.first):
        return True
    place = match.first - 1
    for _ in range(1 + NAME_REACH):
        if context.form(place) in OF_WORK:
            return context.has("works", place - 1)
        if context.form(place) in WITHIN_STUDIES and context.form(place - 1).endswith(STUDIES):
            return context.has("works", place - 1)
        place -= 1
    return False


def _is_in_title(context: Context, place: int) -> bool:
    """Whether a word stands in what a work is called: in quotation marks, or with a capital right behind what it is."""
    if context.is_name(place) and context.has("works", place - 1):
        return True
    for before in range(place - 1, max(-1, place - 2 - TITLE_REACH), -1):
        if context.form(before) in OPENING_QUOTES:
            return context.has("works", before - 1)
        if context.form(before) in CLOSING_QUOTES:
            return False
    return False


def is_history(context: Context, match: Match) -> bool:
    """What happened before any minutes that are read here: «brannen i 1905»."""
    year = context.form(match.last + 2)
    return (
        context.happens(match)
        and context.form(match.last + 1) == "i"
        and year.isdecimal()
        and FIRST_YEAR <= int(year) < HISTORY
    )


def is_scene(context: Context, match: Match, subjects: set[str]) -> bool:
    """Whether a place is only where something of the subjects happened, or a meeting was: «slåsskamp på kafeen».

    A place in its own field is more than that: bullying at a school is about the school.
    """
    area = context.has("areas", match.first)
    if match.first != match.last or not (area or context.has("venues", match.first)):
        return False
    others = {theme for theme in subjects if match.entry.key not in {theme, context.themes[theme].broader}}
    if context.heading and not area:
        return bool(others) and is_named_place(context, match)
    preposition = _preposition_before(context, match.first)
    if not context.heading and preposition in AROUND and (preposition != "ved" or context.is_definite(match)):
        return True
    happened = bool(others) or "held" in context.starts
    return happened and context.is_definite(match) and preposition in WITHIN


def is_occasion(context: Context, match: Match) -> bool:
    """What a time or a cause is named by: «før pandemien», «i forbindelse med skolestruktursaken»."""
    before = context.form(match.first - 1)
    if context.heading:
        return False
    if context.has("occasions", match.first):
        return before in BEFORE_OR_AFTER | BECAUSE
    return (
        match.way is Way.FIRST
        and context.has("matters", match.first)
        and before == WITH
        and context.form(match.first - 2) in CONNECTION
    )


def _preposition_before(context: Context, place: int) -> str:
    """The nearest preposition before a place, over its description and over a place joined to it; "" if there is none."""
    for before in range(place - 1, place - 2 - NAME_REACH, -1):
        form = context.form(before)
        if form in WITHIN | AROUND:
            return form
        if form in COORDINATION and context.has("venues", before - 1):
            return _preposition_before(context, before - 1)
    return ""
