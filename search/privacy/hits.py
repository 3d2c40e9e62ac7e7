"""Hits as they leave the house: what identifies a private person is blotted out, letter for letter, so that places hold."""

from __future__ import annotations

from dataclasses import replace

from search.hits import Hit
from search.privacy.identifiers import find_identifiers

BLOT = "█"


def blotted(text: str) -> str:
    """The text with each identifier blotted out, as long as it was: offsets into the text stay true.

    >>> blotted("Ring 912 34 567.")
    'Ring ██████████.'
    """
    for one in find_identifiers(text):
        text = text[: one.start] + BLOT * (one.end - one.start) + text[one.end :]
    return text


def masked_hit(hit: Hit) -> Hit:
    """The hit with its title and passage blotted."""
    return replace(hit, title=blotted(hit.title), snippet=blotted(hit.snippet))
