"""Why a hit was found, in bokmål: «under 18 (alder)», «hærverk (synonym for skadeverk)»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.engine import And, DateBetween, Facet, FacetIs, Keyword, Near, Or, Prefix, Query, TokenKind
from index.sought import Sought
from index.words import exact_form
from search.passages import FUNCTION_WORDS, Match
from search.wording import say_concept

MOST_REASONS = 8
"""Reasons given for a hit: enough for a question of some words in a few forms each."""


def say_reasons(
    tree: Query,
    sought: Sequence[Sought],
    found: Iterable[tuple[str, Sequence[Match]]],
    facets: Mapping[Facet, tuple[str, ...]],
) -> tuple[str, ...]:
    """The reasons of one hit, in the order of the question.

    Args:
        tree: the question.
        sought: what it looks for.
        found: each text of the hit with the matches in it.
        facets: the hit's values.
    """
    reasons: dict[int, dict[str, None]] = {}
    for text, matches in found:
        for match in matches:
            entry = sought[match.part]
            surface = " ".join(text[match.start : match.end].split())
            reasons.setdefault(match.part, {})[_reason(entry, surface, match)] = None
    said: dict[str, None] = {}
    for part, entry in enumerate(sought):
        told = list(reasons.get(part, ())) or _restriction(tree, entry, facets)
        said |= dict.fromkeys(told)
    telling = [reason for reason in said if reason.lower() not in FUNCTION_WORDS]
    return tuple((telling or list(said))[:MOST_REASONS])


def _reason(entry: Sought, surface: str, match: Match) -> str:
    kind = match.kind
    if match.inside:
        relation = "ligner" if match.akin else "del av"
        return f"{exact_form(surface)} ({relation} {exact_form(entry.written)})"
    if isinstance(entry.query, Near):
        return f"«{' '.join(entry.written.split())}» ({'nær hverandre' if entry.query.slop else 'nøyaktig'})"
    if isinstance(entry.query, Prefix):
        return f"{surface.lower()} (begynner med {entry.query.prefix})"
    if kind is TokenKind.CONCEPT:
        return say_concept(surface, entry.concept) if entry.concept else f"{surface} (samme dato)"
    word, written = exact_form(surface), exact_form(entry.written)
    if word == written or (kind in {TokenKind.EXACT, TokenKind.INFLECTED} and " " in written):
        return word
    return f"{word} ({_RELATIONS[kind].format(written)})"


_RELATIONS = {
    TokenKind.EXACT: "for {}",
    TokenKind.INFLECTED: "form av {}",
    TokenKind.COMPOUND: "del av et sammensatt ord",
    TokenKind.SYNONYM: "synonym for {}",
}
"""What a found word is to the one that was asked for. An exact one differs only by a typed ö or ä."""


def _restriction(tree: Query, entry: Sought, facets: Mapping[Facet, tuple[str, ...]]) -> list[str]:
    """The field values that hold for the hit: those of its facets, and those it would not be found without."""
    if isinstance(entry.query, FacetIs):
        return [entry.written] if set(entry.query.values) & set(facets.get(entry.query.facet, ())) else []
    needed = tree.parts if isinstance(tree, And) else (tree,)
    if entry.query not in needed:
        return []
    if isinstance(entry.query, Or) and any(isinstance(part, Keyword) for part in entry.query.parts):
        return [f"{entry.written} (saksnummeret)"]
    return [entry.written] if isinstance(entry.query, DateBetween | Keyword) else []
