"""What the language model says of the texts of one document, each read once, whoever asks for it.

The steps that read a document (action points, themes) cut it into the same sentences; they are handed the same
`Readings`, and a sentence that both ask for is tagged once.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language_model import LanguageModel, Reading
from minutes.kinds import Language
from models.pipeline import Part
from models.written_form import WrittenForm

TAGS_ONLY = frozenset({Part.TAGS})
"""Sentences are cut before, and names are another step's."""


class Readings:
    """Reads texts with a model and remembers what it said.

    Args:
        model: the language model; it is loaded when the first text is read.
        language: the written form of the document, for texts too short to tell theirs.
    """

    def __init__(self, model: LanguageModel, language: Language | None = None) -> None:
        self._model = model
        self._form: WrittenForm = "nn" if language is Language.NN else "nb"
        self._known: dict[str, Reading] = {}

    def __call__(self, texts: Sequence[str]) -> list[Reading]:
        """The readings of these texts, in their order: words with parts of speech, features and lemmas."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            read = self._model.read(new, default=self._form, parts=TAGS_ONLY)
            self._known.update(zip(new, read, strict=True))
        return [self._known[text] for text in texts]
