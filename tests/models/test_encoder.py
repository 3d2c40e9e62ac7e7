"""The encoder for reading gives what spaCy's gives, whatever the sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.ml.models.tok2vec import MaxoutWindowEncoder

from models import encoder
from models.encoder import reading_encoder

SHAPE = {"width": 8, "maxout_pieces": 3, "depth": 4}
LENGTHS = (3, 0, 1, 40, 2, 7, 0)


def sentences(*lengths: int) -> list[Any]:
    random = np.random.default_rng(5)
    return [random.standard_normal((length, SHAPE["width"])).astype(np.float32) for length in lengths]


@pytest.mark.parametrize("window", [pytest.param(1, id="a word on each side"), pytest.param(2, id="two on each side")])
@pytest.mark.parametrize("rows", [pytest.param(10, id="few rows at once"), pytest.param(1000, id="all rows at once")])
def test_the_vectors_are_those_of_spacys_encoder(monkeypatch: pytest.MonkeyPatch, window: int, rows: int) -> None:
    monkeypatch.setattr(encoder, "ROWS_AT_ONCE", rows)
    given = sentences(*LENGTHS)
    theirs = MaxoutWindowEncoder(window_size=window, **SHAPE)
    theirs.initialize(X=given)
    ours = reading_encoder(window_size=window, **SHAPE)
    ours.initialize(X=given)
    ours.from_bytes(theirs.to_bytes())
    read: list[Any] = ours.predict(given)
    expected: list[Any] = theirs.predict(given)
    assert [len(vectors) for vectors in read] == list(LENGTHS)
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(read, expected, strict=True))


def test_a_sentence_has_the_same_vectors_whatever_stands_beside_it() -> None:
    given = sentences(*LENGTHS)
    ours = reading_encoder(window_size=1, **SHAPE)
    ours.initialize(X=given)
    together = ours.predict(given)
    alone = [ours.predict([words])[0] for words in given]
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(together, alone, strict=True))


def test_no_sentences_have_no_vectors() -> None:
    ours = reading_encoder(window_size=1, **SHAPE)
    ours.initialize(X=sentences(2))
    assert ours.predict([]) == []
