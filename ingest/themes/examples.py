"""The examples of a vocabulary, run through the annotator: which of them do not come out as the vocabulary says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.themes.annotate import Annotator
from minutes.kinds import Standing
from minutes.model import AgendaItem
from minutes.vocabulary import Vocabulary

TITLE = "Orientering"
"""The heading of the item that an example is the text of: one that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedExample:
    """An example that does not come out as it should.

    Attributes:
        theme: the theme it is an example for or against.
        sentence: the example.
        positive: whether it should have given the theme; it does the opposite.
        why: the words and rules that fired for the theme, whether they counted or not; empty if none did.
    """

    theme: str
    sentence: str
    positive: bool
    why: str


def failed_examples(vocabulary: Vocabulary, annotator: Annotator) -> Iterator[FailedExample]:
    """Run all examples of the vocabulary, in its order; the annotator must be made with the same vocabulary."""
    for theme in vocabulary.themes:
        for positive, sentences in ((True, theme.positive), (False, theme.negative)):
            for sentence in sentences:
                item = AgendaItem(id="1", order=1, number="1.", title=TITLE, text=sentence)
                fired = [mention for mention in annotator.explain(item) if mention.theme == theme.id]
                if any(mention.standing is Standing.COUNTS for mention in fired) is not positive:
                    why = "; ".join(dict.fromkeys(mention.why for mention in fired))
                    yield FailedExample(theme=theme.id, sentence=sentence, positive=positive, why=why)
