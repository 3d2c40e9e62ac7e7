"""The bokmål sister of a nynorsk word: «kulturskule» and «kulturskole» are one word to the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from minutes.tables import read_table
from models.compounds import split_compound

SHORTEST_STEM = 3
"""Letters before an ending that is one of nynorsk."""


@lru_cache(maxsize=100_000)
def sister(lemma: str) -> str:
    """The word with all that is nynorsk in it made bokmål, part by part; itself if there is nothing."""
    parts, endings = _table()
    found = parts.get(lemma)
    if found is not None:
        return found
    ending = next((one for one in endings if lemma.endswith(one) and len(lemma) - len(one) >= SHORTEST_STEM), None)
    if ending is None and not any(map(lemma.lower().__contains__, parts)):
        return lemma  # as nearly always; taking a word apart costs much more
    cut = split_compound(lemma)
    if cut:
        made = [
            parts.get(part.word, part.word)
            + (lemma[part.start + len(part.word) : part.end] if place + 1 < len(cut) else "")
            for place, part in enumerate(cut)
        ]
        return "".join(made) if any(part.word in parts for part in cut) else lemma
    return lemma if ending is None else lemma.removesuffix(ending) + endings[ending]


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, str]]:
    plain = read_table("ingest.themes", "sisters.toml")
    return plain["parts"], plain["endings"]
