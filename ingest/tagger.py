"""Documents that have been read before, tagged again: nothing here reads files, and it starts in half the time."""

from __future__ import annotations

import sys
from typing import Self

from ingest.language_model import LanguageModel
from ingest.names.find import NameFinder
from ingest.themes.annotate import Annotator
from ingest.worker_process import is_usual
from minutes.model import AgendaItem, Document
from minutes.settings import Given
from minutes.vocabulary import load_vocabulary

HELD_READY = "ingest.tagger_ready"
"""The module that holds a tagger ready, where the process has been forked from one that imported it."""

_WARM_UP = (
    "Politiet meldte at det har vært en økning fra 4 til 9 saker om rus ved skolen, og at de ikke vet hvorfor.",
    "Politiet melde at det har vore ein auke frå 4 til 9 saker om rus ved skulen, og at dei ikkje veit kvifor.",
)


class Tagger:
    """Finds the themes of documents, and where asked their names, by what the user has given: vocabulary and model."""

    def __init__(self, given: Given, language: LanguageModel | None = None) -> None:
        self._language = language or LanguageModel(given.model)
        self._language.load()
        self._annotator = Annotator(load_vocabulary(given.vocabulary), self._language)
        self._names = NameFinder(self._language)

    def warm_up(self) -> None:
        """Load what is loaded at first use, by tagging texts of our own in both written forms."""
        for text in _WARM_UP:
            self._annotator.explain(AgendaItem(id="", order=1, number=None, title="Ungdom og rus", text=text))

    def with_vocabulary(self, given: Given) -> Self:
        """One with the same language model, not loaded anew, and the vocabulary that is given."""
        return type(self)(given, self._language)

    def tag_again(self, document: Document, *, names: bool = False) -> Document:
        """A document read before, with the mentions of the present themes and, where asked, the names found anew."""
        return self._annotator.annotate(self._names.find(document) if names else document)


def tagger_in_child(given: Given) -> Tagger:
    """The tagger of a child process: the one held ready where it is of use."""
    ready = sys.modules.get(HELD_READY)
    if ready is not None and is_usual(given):
        held: Tagger = ready.TAGGER
        return held.with_vocabulary(given)
    return Tagger(given)
