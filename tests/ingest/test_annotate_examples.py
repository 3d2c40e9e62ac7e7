"""The examples of the vocabulary, each as the text of a list point under a heading that says nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.themes.annotate import Annotator
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


def themes_of(annotator: Annotator, sentence: str) -> tuple[str, ...]:
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=sentence)
    return replace(item, mentions=annotator.explain(item)).themes


POSITIVE = [(theme.id, sentence) for theme in load_vocabulary().themes for sentence in theme.positive]
NEGATIVE = [(theme.id, sentence) for theme in load_vocabulary().themes for sentence in theme.negative]


@pytest.mark.parametrize(("theme", "sentence"), POSITIVE)
def test_a_positive_example_treats_its_theme(annotator: Annotator, theme: str, sentence: str) -> None:
    assert theme in themes_of(annotator, sentence)


@pytest.mark.parametrize(("theme", "sentence"), NEGATIVE)
def test_a_negative_example_does_not_treat_its_theme(annotator: Annotator, theme: str, sentence: str) -> None:
    assert theme not in themes_of(annotator, sentence)
