"""The words that make a question of a text: they say what is asked, and nothing of what is sought."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.sought import Sought
from index.words import exact_form

ASKING = frozenset(
    {"hva", "hvem", "hvor", "hvordan", "hvorfor", "hvilken", "hvilket", "hvilke", "når", "åssen"}
    | {"kva", "kven", "kor", "kvar", "korleis", "kvifor"}
)
"""Words that make a question of a text and say nothing of what is sought, bokmål and nynorsk: a closed class."""

ASKED_AFTER = frozenset(
    {"mange", "mye", "lenge", "langt", "lang", "ofte", "gammel", "stor", "høy", "slags", "heter", "het"}
    | {"mykje", "gamal", "høg", "slag", "heiter", "heitte"}
)
"""What belongs to a question word that stands right before it: «hvor mange», «hva slags», «hva heter»."""


def asking(words: Sequence[Sought]) -> tuple[bool, ...]:
    """Of each word of a question whether it only asks: «hvor mange» of «hvor mange skoler»."""
    typed = [exact_form(entry.written) for entry in words]
    after = [False, *(before in ASKING and word in ASKED_AFTER for before, word in pairwise(typed))]
    return tuple(word in ASKING or belongs for word, belongs in zip(typed, after, strict=False))
