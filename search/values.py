"""Values of fields and filters: what a reader typed, matched to what is there."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from index.engine import Facet
from minutes.kinds import DocumentKind, Language

if TYPE_CHECKING:
    from minutes.vocabulary import Vocabulary

Known = Mapping[Facet, Iterable[str]]
"""The values of each facet in an archive. A facet that is missing is not known: any value is taken as typed."""

CLOSE_ENOUGH = 0.6
"""difflib's ratio from which a value is offered as «mente du»: «Lir» for «Lier» is .86, two random names are below .5."""

KEPT_NAMES = 10_000
"""Names kept in small letters: those of the vocabulary are asked for with every question."""

LABELS = {
    Facet.YEAR: "året",
    Facet.MUNICIPALITY: "kommunen",
    Facet.BODY: "utvalget",
    Facet.THEME: "temaet",
    Facet.MAIN_THEME: "temaet",
    Facet.KIND: "dokumentslaget",
    Facet.LANGUAGE: "målformen",
    Facet.RESPONSIBLE: "ansvarlig",
    Facet.PLACE: "stedet",
}
"""How a facet is named in a sentence."""

THEME_FACETS = frozenset({Facet.THEME, Facet.MAIN_THEME})
"""Facets whose values are themes."""

WRITTEN_FORMS = {"bokmål": Language.NB, "nynorsk": Language.NN}
MUNICIPAL_ENDINGS = (" kommune", " fylkeskommune", " herad")
"""What may follow a municipality's name, in the question or in the archive."""


class FacetValues:
    """Finds the archive's value that a typed one means.

    Args:
        vocabulary: gives themes, by id and by label.
        known: the archive's values.
    """

    def __init__(self, vocabulary: Vocabulary, known: Known) -> None:
        self._known = known
        self._names: dict[Facet, dict[str, str]] = {}
        self._vocabulary = vocabulary
        self._labels = {theme.id: theme.label for theme in vocabulary.themes}
        themes = {plain(theme.id): theme.id for theme in vocabulary.themes}
        labels = {plain(label): theme.id for theme in vocabulary.themes for label in (theme.label, theme.label_nn)}
        self._names[Facet.THEME] = self._names[Facet.MAIN_THEME] = labels | themes
        self._names[Facet.KIND] = {plain(kind): str(kind) for kind in DocumentKind} | (self._of(Facet.KIND) or {})
        self._names[Facet.LANGUAGE] = {str(form): str(form) for form in Language} | {
            name: str(form) for name, form in WRITTEN_FORMS.items()
        }

    def find(self, facet: Facet, typed: str) -> str | None:
        """The value meant; None if there is none such. Of a facet whose values are not known, the typed text."""
        names = self._of(facet)
        if names is None:
            return " ".join(typed.split())
        return next((names[name] for name in _names_of(facet, typed) if name in names), None)

    def _of(self, facet: Facet) -> dict[str, str] | None:
        """What each name of a facet means; looked up when first asked for, for an archive may have many places."""
        if facet not in self._names and facet in self._known:
            values = self._known[facet]
            self._names[facet] = {name: value for value in values for name in _names_of(facet, value)}
        return self._names.get(facet)

    def shown(self, facet: Facet, value: str) -> str:
        """The value as a reader knows it: a theme by its label."""
        return self._labels.get(value, value) if facet in THEME_FACETS else value

    def covered(self, facet: Facet, value: str) -> tuple[str, ...]:
        """The value and what lies under it: an item about a theme is also about the theme above it."""
        return (value, *self._vocabulary.narrower(value)) if facet in THEME_FACETS else (value,)

    def said(self, facet: Facet, value: str) -> str:
        """The value as a question with it is read back: «Kriminalitet (med undertemaer)»."""
        below = len(self.covered(facet, value)) > 1
        return self.shown(facet, value) + (" (med undertemaer)" if below else "")

    def all(self, facet: Facet) -> tuple[str, ...]:
        """All values there are, as the archive writes them."""
        return tuple(sorted(set((self._of(facet) or {}).values()), key=str.casefold))

    def near(self, facet: Facet, typed: str) -> tuple[str, ...]:
        """Up to three values that are spelled nearly so."""
        names = self._of(facet) or {}
        close = difflib.get_close_matches(plain(typed)[:60], names, n=6, cutoff=CLOSE_ENOUGH)
        return tuple(dict.fromkeys(names[name] for name in close))[:3]


@lru_cache(maxsize=KEPT_NAMES)
def plain(value: str) -> str:
    """The value in small letters, NFC, single blanks."""
    return unicodedata.normalize("NFC", " ".join(value.split()).casefold())


def _names_of(facet: Facet, value: str) -> tuple[str, ...]:
    name = plain(value)
    if facet is Facet.MUNICIPALITY:
        for ending in MUNICIPAL_ENDINGS:
            if name.endswith(ending):
                return name, name.removesuffix(ending)
    return (name,)
