"""The one way from ingest to the language model: what it says of texts, and how it divides them into words.

Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from models.choice import OWN_NAME, model_label
from models.pipeline import EVERYTHING, Part, Reading, Word, load_pipeline, load_tokenizer, read_paragraphs
from models.tokens import divide
from models.written_form import WrittenForm

__all__ = ["LanguageModel", "Part", "Reading", "Word"]


class LanguageModel:
    """A language model by its name, ours if none is given.

    Attributes:
        name: its name and version, for the record of what read a document.

    Raises:
        ModelMissing: no such model is installed.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model or OWN_NAME
        self.name = model_label(self._model)

    @cached_property
    def _pipeline(self) -> Any:
        return load_pipeline(self._model)

    @cached_property
    def _tokenizer(self) -> Any:
        # They divide alike; the whole pipeline has one already.
        return self.__dict__.get("_pipeline") or load_tokenizer(self._model)

    def load(self) -> None:
        """Load the weights now: they are sure to be wanted."""
        self._pipeline  # noqa: B018 - loads when it is looked at

    def read(
        self, paragraphs: Iterable[str], *, default: WrittenForm = "nb", parts: frozenset[Part] = EVERYTHING
    ) -> Iterator[Reading]:
        """What the model says of these paragraphs, in their order; see `models.pipeline.read_paragraphs`."""
        return read_paragraphs(self._pipeline, paragraphs, default, parts=parts)

    def split(self, text: str) -> list[str]:
        """The words and marks of a text in order, blanks left out; divides as `read` does, without loading the weights."""
        return [text] if text.isalpha() else [word.text for word in divide(self._tokenizer, text) if not word.is_space]
