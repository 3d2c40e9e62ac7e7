"""Names: other ones for training, and tidy ends in what is shown."""

from __future__ import annotations

import random

import pytest
import spacy
from spacy.tokens import Doc, Span

from models.components import tidy_names
from models.recipe.names import names_of, shown_name
from models.recipe.swaps import swap_names
from models.recipe.treebank import Sentence, Token


def named(*words: tuple[str, str], feats: str = "_") -> Sentence:
    tokens = tuple(
        Token(form=form, lemma=form, tag="PROPN", feats=feats, head=0, relation="root", name=name)
        for form, name in words
    )
    return Sentence(tokens=tokens, source="own", written_form="nb")


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("B-GPE_LOC", "B-LOC"), ("I-GPE_ORG", "I-LOC"), ("B-PER", "B-PER"), ("B-PROD", "O"), ("I-EVT", "O"), ("O", "O")],
)
def test_places_are_one_and_what_is_not_learnt_is_not_shown(tag: str, shown: str) -> None:
    assert shown_name(tag) == shown


def test_a_swap_changes_persons_and_places_and_keeps_tags_and_the_rest() -> None:
    given = named(
        ("Ola", "B-PER"), ("Nordby", "I-PER"), ("møtte", "O"), ("Fagerli", "B-ORG"), ("i", "O"), ("Sund", "B-LOC")
    )
    for seed in range(20):
        swapped = swap_names(given, random.Random(seed))
        assert names_of(swapped.tokens) == names_of(given.tokens)
        assert [swapped.tokens[index].form for index in (2, 3, 4)] == ["møtte", "Fagerli", "i"]
    assert swapped.tokens[0].form != "Ola"


def test_a_swapped_genitive_is_a_genitive() -> None:
    swapped = swap_names(named(("Nordbys", "B-PER"), feats="Case=Gen"), random.Random(4))
    assert swapped.tokens[0].form.endswith("s")


def test_a_name_in_small_letters_is_left_alone() -> None:
    given = named(("nordby", "B-PER"))
    assert swap_names(given, random.Random(1)) == given


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["•", "Kari", "Lundby"], ["Kari Lundby"], id="a list mark before"),
        pytest.param(["V", ")", ":"], ["V"], id="marks after"),
        pytest.param(["42,-"], [], id="an amount is no name"),
        pytest.param(["m3"], [], id="a unit is no name"),
        pytest.param(["lillevik.no"], ["lillevik.no"], id="an address of the web is a name"),
        pytest.param(["Li", "AS"], ["Li AS"], id="a name stays"),
    ],
)
def test_names_are_tidied(words: list[str], shown: list[str]) -> None:
    doc = Doc(spacy.blank("nb").vocab, words=words)
    doc.set_ents([Span(doc, 0, len(words), label="PER")])
    assert [name.text for name in tidy_names(doc).ents] == shown
