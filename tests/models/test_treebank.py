"""Reading the treebank, and keeping dev and test out of training."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import spacy

from models.recipe.corpus import Looks, gold_doc, paragraphs, training_examples
from models.recipe.names import names_of
from models.recipe.treebank import (
    Sentence,
    TagTables,
    Token,
    Treebank,
    WrittenForm,
    pair_sentences,
    parse_conll,
    read_treebank,
    without_bars,
)

ARCHIVE = Path(__file__).parents[3] / "shared" / "data" / "norne" / "norne-ndt.tar.xz"
needs_treebank = pytest.mark.skipif(not ARCHIVE.exists(), reason="Trebanken ligger ikke ved siden av prosjektet.")


@cache
def treebank(written_form: WrittenForm) -> Treebank:
    return read_treebank(ARCHIVE, written_form)


ROWS = """# text = Rådet møttes i Lia.
1\tRådet\tråd\tNOUN\t_\tDefinite=Def\t2\tnsubj\t_\tname=O
2\tmøttes\tmøtes\tVERB\t_\t_\t0\troot\t_\tname=O
2-3\tmøttesi\t_\t_\t_\t_\t_\t_\t_\t_
3\ti\ti\tADP\t_\t_\t4\tcase\t_\tname=O
4\tLia\tLia\tPROPN\t_\t_\t2\tobl\t_\tSpaceAfter=No|name=B-GPE_LOC
5\t.\t$.\tPUNCT\t_\t_\t2\tpunct\t_\tname=O
""".splitlines()


def sentence(*forms: str, source: str = "a", name: str = "O") -> Sentence:
    tokens = tuple(
        Token(form=form, lemma=form, tag="X", feats="_", head=0, relation="root", name=name) for form in forms
    )
    return Sentence(tokens=tokens, source=source, written_form="nb")


def test_rows_become_a_sentence_with_text_names_and_spaces() -> None:
    (found,) = parse_conll(ROWS, source="own", written_form="nb")
    assert found.key == ("Rådet", "møttes", "i", "Lia", ".")
    assert found.text == "Rådet møttes i Lia."
    assert [token.space_after for token in found.tokens] == [True, True, True, False, True]
    assert names_of(found.tokens) == ["O", "O", "O", "B-LOC", "O"]


def test_a_gold_doc_holds_text_tags_lemmas_names_and_sentences() -> None:
    parsed = tuple(parse_conll([*ROWS, "", *ROWS], source="own", written_form="nb"))
    doc = gold_doc(spacy.blank("nb").vocab, parsed)
    assert doc.text.startswith("Rådet møttes i Lia. Rådet")
    assert [ent.text for ent in doc.ents] == ["Lia", "Lia"]
    assert len(list(doc.sents)) == 2
    assert doc[0].lemma_ == "råd"


def test_the_bar_that_ends_a_heading_goes_and_heads_are_renumbered() -> None:
    rows = (
        "1\t|\t$|\tclb\t_\t_\t2\tIP\t_\tname=O",
        "2\tSak\tsak\tsubst\t_\t_\t0\tFRAG\t_\tname=O",
        "3\tto\tto\tdet\t_\t_\t2\tX\t_\tname=O",
    )
    (raw,) = parse_conll(rows, source="own", written_form="nn")
    clean = without_bars(raw)
    assert clean is not None
    assert clean.key == ("Sak", "to")
    assert [token.head for token in clean.tokens] == [0, 1]


def test_a_lone_bar_is_no_sentence() -> None:
    assert without_bars(sentence("|")) is None


def test_an_inside_tag_without_a_beginning_begins() -> None:
    assert names_of(sentence("Ola", "Li", name="I-PER").tokens) == ["B-PER", "I-PER"]


def one_word(form: str, tag: str, feats: str) -> Sentence:
    token = Token(form=form, lemma=form, tag=tag, feats=feats, head=0, relation="root")
    return Sentence(tokens=(token,), source="a", written_form="nb")


def test_tables_give_the_tags_they_were_shown_and_x_for_the_rest() -> None:
    shown = one_word("hus", "subst", "ent")
    tables = TagTables([(shown, one_word("hus", "NOUN", "Number=Sing"))])
    assert tables.convert(shown) == (("NOUN", "Number=Sing"),)
    assert tables.convert(one_word("?", "ny", "_")) == (("X", "_"),)


def test_paragraphs_keep_order_and_never_cross_files() -> None:
    sentences = [sentence(str(number), source="a" if number < 20 else "b") for number in range(40)]
    runs = list(paragraphs(sentences, random.Random(3)))
    assert [one for run in runs for one in run] == sentences
    assert all(len({one.source for one in run}) == 1 for run in runs)


def test_training_looks_change_case_and_stops_only() -> None:
    given = [sentence("Møtet", "slutt", ".", source=str(number)) for number in range(60)]
    looks = Looks(lower=0.3, upper=0.3, no_stop=0.3)
    texts = {example.text for example in training_examples(spacy.blank("nb").vocab, given, random.Random(1), looks)}
    assert {text.strip() for text in texts} == {"Møtet slutt .", "møtet slutt .", "MØTET SLUTT .", "Møtet slutt"}


@needs_treebank
@pytest.mark.slow
@pytest.mark.parametrize("written_form", ["nb", "nn"])
def test_no_dev_or_test_sentence_is_in_training(written_form: WrittenForm) -> None:
    bank = treebank(written_form)
    training = {one.key for one in bank.training()}
    held_out = {one.key for split in bank.ud.values() for one in split}
    assert len(training) > 10_000
    assert not training & held_out


@needs_treebank
@pytest.mark.slow
def test_converted_tags_agree_with_the_universal_test_sentences() -> None:
    bank = treebank("nb")
    tables = TagTables(pair_sentences(bank.ndt, bank.ud["dev"]))
    right = words = 0
    for ndt, universal in pair_sentences(bank.ndt, bank.ud["test"]):
        for (upos, _), token in zip(tables.convert(ndt), universal.tokens, strict=True):
            right += upos == token.tag
            words += 1
    assert right / words >= 0.99
