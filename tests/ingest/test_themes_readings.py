"""What is read once is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.language_model import LanguageModel, Reading
from ingest.readings import Readings
from minutes.kinds import Language


class CountingModel(LanguageModel):
    """A model that notes what it is asked and says nothing of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.forms: set[str] = set()

    def read(self, paragraphs: Iterable[str], **options: Any) -> Iterator[Reading]:
        """A reading without words for each."""
        self.forms.add(options["default"])
        for text in paragraphs:
            self.asked.append(text)
            yield Reading(text=text, written_form="nb", words=(), sentences=(), names=())


def test_each_text_is_read_once_and_answered_in_order() -> None:
    model = CountingModel()
    readings = Readings(model)

    assert [reading.text for reading in readings(["b", "a", "b"])] == ["b", "a", "b"]
    assert [reading.text for reading in readings(["a", "c"])] == ["a", "c"]
    assert model.asked == ["b", "a", "c"]


def test_the_document_s_written_form_is_the_default() -> None:
    model = CountingModel()
    Readings(model, Language.NN)(["Skule"])

    assert model.forms == {"nn"}
