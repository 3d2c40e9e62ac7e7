"""The word lists carry their own examples; here they are run."""

from __future__ import annotations

import pytest

from ingest.blocks import BlockKind
from ingest.heading.kind import find_kind
from ingest.heading.labels import split_labels
from ingest.heading.lines import Line
from ingest.heading.words import heading_words, name_words
from minutes.kinds import DocumentKind

_LABELS = heading_words().labels
_KINDS = heading_words().kinds


def _line(text: str) -> Line:
    return Line(text=text, spans=(), block=0, kind=BlockKind.PARAGRAPH)


def _fields(text: str) -> set[str | None]:
    return {segment.field for segment in split_labels(_line(text))}


def _kind(text: str) -> DocumentKind | None:
    return find_kind([_line(text)], [_line(text)], file_name="x.txt", has_form=False).kind


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, group in _LABELS.items() for text in group.examples])
def test_an_example_of_a_label_is_found(name: str, text: str) -> None:
    assert name in _fields(text)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, group in _LABELS.items() for text in group.counterexamples]
)
def test_a_counterexample_of_a_label_is_not_found(name: str, text: str) -> None:
    assert name not in _fields(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, group in _KINDS.items() for text in group.examples])
def test_an_example_of_a_kind_is_found(name: str, text: str) -> None:
    assert _kind(text) == name


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, group in _KINDS.items() for text in group.counterexamples]
)
def test_a_counterexample_of_a_kind_is_not_found(name: str, text: str) -> None:
    assert _kind(text) != name


def test_no_word_is_a_label_of_two_fields() -> None:
    words = [" ".join(word.casefold().split()) for group in _LABELS.values() for word in set(group.words)]
    assert sorted(words) == sorted(set(words))


def test_a_word_that_is_no_name_is_no_first_name() -> None:
    words = name_words()
    assert not words.given & words.not_names


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Medlemmer som hadde meldt forfall:", "absent"),
        ("Faste medlemmer med forfall:", "absent"),
        ("Desse varamedlemene og vara møtte:", "deputies"),
        ("Øvrige som var til stede:", "others"),
        ("Desse møtte frå skulane:", "present"),
    ],
)
def test_a_longer_label_opens_a_list_by_its_words(text: str, field: str) -> None:
    assert _fields(text) == {field}
