"""The names of the treebank as the product shows them: persons, organisations, and places of any kind as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.recipe.treebank import Token

PLACE = {"GPE_LOC": "LOC", "GPE_ORG": "LOC", "LOC": "LOC"}
NAMES = {**PLACE, "PER": "PER", "ORG": "ORG"}


def shown_name(name: str) -> str:
    """The treebank's name tag as the product shows it: PER, ORG, LOC (any place) or O."""
    mark, _, kind = name.partition("-")
    return f"{mark}-{NAMES[kind]}" if kind in NAMES else "O"


def names_of(tokens: Sequence[Token]) -> list[str]:
    """BIO tags; an I- that follows nothing of its kind begins a name."""
    tags: list[str] = []
    for token in tokens:
        tag = shown_name(token.name)
        if tag.startswith("I-") and (not tags or tags[-1][2:] != tag[2:]):
            tag = f"B-{tag[2:]}"
        tags.append(tag)
    return tags
