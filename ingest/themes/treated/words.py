"""The words around a theme's word as features: of its sentence, its clause, right beside it, and of the next sentence.

What the lists of features.py do not know («ble liggende», «måtte stå over») is learned from marked texts word by word. A
word is its lemma; the theme's own are ``THEME``, those of other themes ``OTHER``, so that nothing is learned of a theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.themes.treated.around import Around
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings

THEME, OTHER = "<tema>", "<annet>"
START, END = "<", ">"

BESIDE = 3
"""Words on each side of the theme's that are looked at as standing beside it."""


def of_words(item: Surroundings, named: Named) -> Iterator[str]:
    """The words around a theme's word, each with where it stands."""
    place, around = named.place, named.around
    words = _signs(around, named)
    own = range(named.first, named.last + 1)
    wheres = _wheres(named, len(words))
    for at, word in enumerate(words):
        if at in own:
            continue
        yield f"{wheres[at]}:{word}"
        if named.first - BESIDE <= at < named.first:
            yield f"before:{word}"
        elif named.last < at <= named.last + BESIDE:
            yield f"after:{word}"
    pairs = zip([wheres[0], *wheres], pairwise([START, *words, END]), strict=True)
    yield from (f"{where}:{first} {second}" for where, (first, second) in pairs)
    behind = "under" if place is None else "behind" if named.label_mark >= 0 else "next"
    following = item.after(-1 if place is None else place)
    said = () if following is None else following.signs
    yield from (f"{behind}:{word}" for word in said)
    yield from (f"{behind}:{first} {second}" for first, second in pairwise([START, *said, END]))


def _wheres(named: Named, size: int) -> Sequence[str]:
    """For each word of the sentence where it stands: in a title, in the clause of the theme's word or in another."""
    if named.place is None:
        return ["title"] * size
    where = "label " if named.label_mark >= 0 else ""
    clauses = named.around.clauses
    return [f"{where}clause" if clause == clauses[named.first] else f"{where}apart" for clause in clauses]


def _signs(around: Around, named: Named) -> list[str]:
    """The words of its sentence; of those that name themes only whose they are."""
    words = list(around.signs)
    for hit in around.hits:
        words[hit.match.first : hit.match.last + 1] = [OTHER] * (hit.match.last + 1 - hit.match.first)
    words[named.first : named.last + 1] = [THEME] * (named.last + 1 - named.first)
    return words
