"""What the network is told of a form, and the small pure modules."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import spacy

from models.backend import BlasOps
from models.features import (
    ALL_COLUMNS,
    COLUMNS,
    FEATURES,
    FeatureRows,
    feature_extractor,
    lexical_embed,
    word_shape,
)
from models.gazetteer import name_kinds
from models.recipe.ordbank import class_forms, ending, leave_out_predictable


@pytest.mark.parametrize(
    ("form", "shape"),
    [("Møtebok", "Xxxxx"), ("12/21", "dd/dd"), ("PS", "XX"), ("kl.", "xx."), ("2021/1234", "dddd/dddd"), ("", "")],
)
def test_a_shape_levels_letters_and_digits(form: str, shape: str) -> None:
    assert word_shape(form) == shape


def test_figures_of_one_form_share_their_norm() -> None:
    doc = spacy.blank("nb").make_doc("12/2021 34/2019")
    first, second = FeatureRows().of(doc)[:, ALL_COLUMNS.index("norm")]
    assert first == second


def test_a_row_has_one_number_a_column_and_the_same_form_the_same_row() -> None:
    doc = spacy.blank("nb").make_doc("Oslo og Oslo")
    found = FeatureRows().of(doc)
    assert found.shape == (3, len(ALL_COLUMNS))
    assert (found[0] == found[2]).all()


def test_an_empty_doc_has_no_rows() -> None:
    assert FeatureRows().of(spacy.blank("nb").make_doc("")).shape == (0, len(ALL_COLUMNS))


def test_a_word_may_be_hidden_with_all_that_nearly_tells_it() -> None:
    doc = spacy.blank("nb").make_doc("rådet møttes i dag")
    extract = feature_extractor(["norm", "prefix3", "suffix2", "suffix5", "shape"], forget=1.0, forget_parts=1.0)
    trained, _ = extract([doc], is_train=True)
    assert (trained[0] != 0).tolist() == [[False, False, True, False, True]] * 4


def test_forgetting_while_training_leaves_the_rows_of_others_alone() -> None:
    doc = spacy.blank("nb").make_doc("rådet møttes i dag")
    extract = feature_extractor(["norm", "shape"], forget=1.0, forget_parts=0.0)
    trained, _ = extract([doc], is_train=True)
    assert (trained[0][:, 0] == 0).all()
    read, _ = extract([doc], is_train=False)
    assert (read[0] != 0).all()


def test_a_row_computed_once_has_the_vector_it_has_in_training() -> None:
    embed = lexical_embed(width=8, column_width=4, rows=[50, 20], forget=0.0, columns=["norm", "shape"])
    docs = [spacy.blank("nb").make_doc(text) for text in ("rådet og Rådet og rådet", "", "Sak 2 og sak 3")]
    embed.initialize(docs)
    read = embed.predict(docs)
    learning, _ = embed(docs, is_train=True)
    assert [len(vectors) for vectors in read] == [len(doc) for doc in docs]
    assert all(np.allclose(one, other, atol=1e-6) for one, other in zip(read, learning, strict=True))


def test_vectors_are_kept_as_long_as_the_weights_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.features.VECTORS_KEPT", 4)
    embed = lexical_embed(width=8, column_width=4, rows=[50, 20], forget=0.0, columns=["norm", "shape"])
    docs = [spacy.blank("nb").make_doc(text) for text in ("rådet og Rådet", "en to tre fire fem seks", "sak fem")]
    embed.initialize(docs)
    for doc in (*docs, *docs):  # more words than are kept, some met before
        learning, _ = embed([doc], is_train=True)
        for _ in range(2):
            assert np.allclose(embed.predict([doc])[0], learning[0], atol=1e-6)
    before = embed.predict(docs[:1])[0].copy()
    weights = next(node for node in embed.walk() if node.name == "maxout")
    weights.set_param("W", np.ascontiguousarray(weights.get_param("W")[::-1]))
    assert not np.allclose(embed.predict(docs[:1])[0], before)


def test_the_written_form_is_a_column() -> None:
    docs = [spacy.blank("nb").make_doc("sak") for _ in range(2)]
    docs[1]._.written_form = "nn"
    (bokmaal,), (nynorsk,) = (FeatureRows().of(doc) for doc in docs)
    assert [one != other for one, other in zip(bokmaal, nynorsk, strict=True)] == [*[False] * len(FEATURES), True]


def test_every_column_has_its_feature() -> None:
    assert set(COLUMNS) <= set(FEATURES)


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        pytest.param("Oslo", "N", id="a Norwegian place"),
        pytest.param("Oslos", "N's", id="its genitive"),
        pytest.param("OSLO", "N", id="in capitals"),
        pytest.param("Sverige", "C", id="a country"),
        pytest.param("oslo", "", id="no capital, no name"),
        pytest.param("Den", "", id="a word that some country's long name begins with"),
    ],
)
def test_listed_names_have_kinds(form: str, kinds: str) -> None:
    assert name_kinds(form) == kinds


def test_products_are_those_of_thinc() -> None:
    random = np.random.default_rng(1)
    left, right = random.random((5, 3), dtype=np.float32), random.random((4, 3), dtype=np.float32)
    ops = BlasOps()
    out = np.zeros((5, 4), dtype=np.float32)
    assert np.allclose(ops.gemm(left, right, trans2=True), left @ right.T)
    assert ops.gemm(left, right, out=out, trans2=True) is out
    assert np.allclose(ops.gemm(left, left, trans1=True), left.T @ left)


def test_predictable_forms_are_left_out_and_still_found() -> None:
    ordbank = {"noun": {"plan": "plan", "planen": "plan", "byplanen": "byplan", "byplan": "byplan"}, "verb": {}}
    classes = class_forms(ordbank)
    assert classes["planen"] == "noun.m:en>"
    assert set(leave_out_predictable(classes)) == {"plan", "planen"}


@pytest.mark.parametrize(("form", "lemma", "expected"), [("planen", "plan", "en>"), ("menn", "mann", "enn>ann")])
def test_an_ending_of_the_lexicon(form: str, lemma: str, expected: str) -> None:
    assert ending(form, lemma) == expected


def test_what_search_uses_imports_no_foreign_library() -> None:
    code = (
        "import sys, models.compounds, models.lemmas, models.written_form, models.gazetteer\n"
        "models.compounds.split_compound('barnehage')\n"
        "print([name for name in ('spacy', 'numpy', 'thinc') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
