"""What a misspelt word may be meant for: words of the index that are spelled nearly so."""

from __future__ import annotations

import re

from index.engine import Engine, Term, TokenKind
from search.slips import may_be_meant, slips

SPELLED = re.compile(r"[^\W\d_]{3,}")
"""A word that can be misspelt: letters only, and more than two."""

LOOKED_THROUGH = 10
"""Near words that are looked through for the nearest: an index counts two swapped letters as two edits."""

TYPED_WITHOUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
"""How æ, ø and å are typed where there are no keys for them."""


def stands(engine: Engine, exact: str) -> bool:
    """Whether a word stands in the archive, so written."""
    return bool(engine.search(Term(terms=((exact, TokenKind.EXACT),)), limit=0).total)


def meant_for(engine: Engine, exact: str) -> tuple[str, ...]:
    """Words spelled nearly so, the likeliest first; first of all the one that the keys at hand had no letters for."""
    with_letters = exact
    for typed, letter in TYPED_WITHOUT:
        with_letters = with_letters.replace(typed, letter)
    first = (with_letters,) if with_letters != exact and stands(engine, with_letters) else ()
    return tuple(dict.fromkeys((*first, *like(engine, exact))))


def like(engine: Engine, exact: str) -> list[str]:
    """Words that may have been meant: fewest slips first, those that begin alike before others, then as found."""
    found = engine.words_like(exact, limit=LOOKED_THROUGH)
    near = [word for word in found if may_be_meant(exact, word)]
    return sorted(near, key=lambda word: (slips(exact, word), word[0] != exact[0]))
