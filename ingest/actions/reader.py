"""How sentences are read for action points: parts of speech and lemmas only, in batches, the model loaded when asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ingest.actions.find import Reader
from ingest.language_model import LanguageModel
from minutes.kinds import Language
from models.pipeline import Part, Reading
from models.written_form import WrittenForm

TAGS_ONLY = frozenset({Part.TAGS})
"""Sentences are cut before, and names are known by the attendance: neither is asked of the model."""


def reader_of(model: LanguageModel, language: Language | None) -> Reader:
    """A reader of a document's sentences; those too short to tell their written form are of the document's."""
    form: WrittenForm = "nn" if language is Language.NN else "nb"

    def read(sentences: Sequence[str]) -> list[Reading]:
        return list(model.read(sentences, default=form, parts=TAGS_ONLY))

    return read


@cache
def _own_model() -> LanguageModel:
    return LanguageModel()


def own_reader(language: Language | None) -> Reader:
    """The reader with the model that comes with the package."""
    return reader_of(_own_model(), language)
