"""The words around a theme's word as features: of its sentence, its clause, right beside it, and of the next sentence.

What the lists of features.py do not know («ble liggende», «måtte stå over») is learned from marked texts word by word. A
word is its lemma; the theme's own are ``THEME``, those of other themes ``OTHER``, so that nothing is learned of a theme.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.themes.treated.around import Around
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings

THEME, OTHER = "<tema>", "<annet>"
START, END = "<", ">"

BESIDE = 3
"""Words on each side of the theme's that are looked at as standing beside it."""


def of_words(item: Surroundings, named: Named) -> list[str]:
    """The words around a theme's word, each with where it stands."""
    place, around = named.place, named.around
    first, last = named.first, named.last
    words = _signs(around, named)
    wheres = _wheres(named, len(words))
    names = [f"{where}:{word}" for where, word in zip(wheres, words, strict=True) if word is not THEME]
    names += [f"before:{word}" for word in words[max(0, first - BESIDE) : first]]
    names += [f"after:{word}" for word in words[last + 1 : last + 1 + BESIDE]]
    pairs = zip([wheres[0], *wheres], [START, *words], [*words, END], strict=True)
    names += [f"{where}:{one} {two}" for where, one, two in pairs]
    behind = "under" if place is None else "behind" if named.label_mark >= 0 else "next"
    following = item.after(-1 if place is None else place)
    said = () if following is None else following.signs
    names += [f"{behind}:{word}" for word in said]
    names += [f"{behind}:{one} {two}" for one, two in zip([START, *said], [*said, END], strict=True)]
    return names


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
