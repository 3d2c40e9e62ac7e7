"""The layer that turns tokens into numbers for the network: form, affixes, shape, and what Norsk ordbank says.

Stands in for spaCy's MultiHashEmbed, which knows one prefix letter and three suffix letters only. Each row is made
once a word form and then kept, and so are the vectors while reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ORTH
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from models.gazetteer import name_kinds
from models.lexicon import word_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

COLUMNS = ("norm", "prefix3", "suffix2", "suffix3", "suffix5", "shape", "lexicon")
# Any digit: figures differ, what they are does not. Example: "12/2021" becomes "00/0000".
DIGIT = re.compile(r"\d")
# A form seen once more is one too many to keep for ever; a long run starts afresh at this number.
CACHE_LIMIT = 200_000
# Vectors of words kept by each network, 10 MB: more than the different words of some hundred meetings.
VECTORS_KEPT = 20_000
SHAPE_RUN = 4
# What nearly tells the form: hidden with it, a word must be read by its place.
TELLING_PARTS = ("prefix3", "suffix5", "names")
# The two halves of the treebank differ in more than words: nynorsk given names, say, are tagged as nouns there.
WRITTEN_FORM = "written_form"

if not Doc.has_extension(WRITTEN_FORM):
    Doc.set_extension(WRITTEN_FORM, default=None)


def word_shape(form: str) -> str:
    """`Møtebok` -> `Xxxxx`, `12/21` -> `dd/dd`; a run of one kind counts four at most."""
    shape: list[str] = []
    for letter in form:
        kind = ("X" if letter.isupper() else "x") if letter.isalpha() else "d" if letter.isdigit() else letter
        if shape[-SHAPE_RUN:] != [kind] * SHAPE_RUN:
            shape.append(kind)
    return "".join(shape)


# A column's name and the string that stands for a form there. The norm has its digits levelled.
FEATURES: dict[str, Callable[[str, str], str]] = {
    "norm": lambda _, norm: norm,
    "prefix3": lambda _, norm: norm[:3],
    "suffix2": lambda _, norm: norm[-2:],
    "suffix3": lambda _, norm: norm[-3:],
    "suffix5": lambda _, norm: norm[-5:],
    "shape": lambda form, _: word_shape(form),
    "lexicon": lambda _, norm: word_classes().look_up(norm),
    "names": lambda form, _: name_kinds(form),
}


class FeatureRows:
    """Rows of column hashes by form, made once and shared by every network of the process."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[int, tuple[int, ...]] = {}

    def of(self, doc: Doc) -> NDArray[np.uint64]:
        """One row a token, every column of `FEATURES` and then the written form; kept with the Doc. Copy before changing."""
        kept: NDArray[np.uint64] | None = doc.user_data.get(KEPT_ROWS)
        if kept is not None:
            return kept
        rows = self._rows
        if len(rows) > CACHE_LIMIT:
            rows.clear()
        # An array at once is several times as fast as asking each token.
        orths: list[int] = doc.to_array([ORTH]).ravel().astype(np.uint64).tolist()
        for orth in orths:
            if orth not in rows:
                rows[orth] = describe(doc.vocab.strings[orth])
        array = np.empty((len(orths), len(ALL_COLUMNS)), dtype=np.uint64)
        if orths:
            array[:, :-1] = [rows[orth] for orth in orths]
        array[:, -1] = get_string_id(f"{WRITTEN_FORM}={doc._.written_form or 'nb'}")
        doc.user_data[KEPT_ROWS] = array
        return array


def describe(form: str) -> tuple[int, ...]:
    """The hash of each feature of a form; nought for an empty one."""
    norm = DIGIT.sub("0", form.lower())
    texts = ((name, feature(form, norm)) for name, feature in FEATURES.items())
    return tuple(get_string_id(f"{name}={text}") if text else 0 for name, text in texts)


ALL_COLUMNS = (*FEATURES, WRITTEN_FORM)
KEPT_ROWS = "referatsok_rows"
SHARED_ROWS = FeatureRows()


def _extract(
    model: Model[Any, Any],
    docs: Sequence[Doc],
    is_train: bool,  # noqa: FBT001  # the layers' protocol
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    places = model.attrs["places"]
    # Picking columns makes a copy, so that forgetting below changes nobody else's rows.
    found = [SHARED_ROWS.of(doc)[:, places] for doc in docs]
    if is_train:
        # A form the network has not met must be read by its ending and class: forget some forms while training.
        random = model.attrs["random"]
        for array in found:
            forgotten = random.random(len(array)) < model.attrs["forget"]
            array[forgotten, 0] = 0
            if model.attrs["forget_parts"]:
                strange = forgotten & (random.random(len(array)) < model.attrs["forget_parts"])
                for place in model.attrs["parts"]:
                    array[strange, place] = 0
    return found, lambda _: []


def feature_extractor(columns: Sequence[str], forget: float, forget_parts: float) -> Model[Any, Any]:
    """Docs to arrays of hashes; `forget` is the share of forms hidden while training."""
    return Model(
        "lexical_features",
        _extract,
        attrs={
            "places": [ALL_COLUMNS.index(name) for name in columns],
            "random": np.random.default_rng(0),
            "forget": forget,
            "forget_parts": forget_parts,
            "parts": [columns.index(name) for name in TELLING_PARTS if name in columns],
        },
    )


@registry.architectures("referatsok.LexicalEmbed.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def lexical_embed(
    *,
    width: int,
    column_width: int,
    rows: list[int],
    forget: float,
    columns: list[str] | None = None,
    forget_parts: float = 0.0,
) -> Model[Any, Any]:
    """Hash embeddings of the columns, mixed to one vector of `width` a token."""
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(column_width, count, column=index, seed=7 + index, dropout=0.0) for index, count in enumerate(rows)
    ]
    mix = Maxout(width, column_width * len(rows), nP=3, normalize=True, dropout=0.0)
    extract = feature_extractor(columns or COLUMNS, forget, forget_parts)
    look_up: Model[Any, Any] = with_array(concatenate(*embeddings))
    blend: Model[Any, Any] = with_array(mix)
    learn: Model[Any, Any] = chain(extract, list2ragged(), look_up, blend, ragged2list())

    known = _KnownVectors(width)
    weights = next(node for node in mix.walk() if node.name == "maxout")

    def compute(found: NDArray[np.uint64]) -> Any:
        return blend.predict(look_up.predict(found))

    def forward(
        _: Model[Any, Any],
        docs: Sequence[Doc],
        is_train: bool,  # noqa: FBT001  # the layers' protocol
    ) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        if is_train:
            known.clear()
            return learn(docs, is_train)
        known.keep_to(weights.get_param("W"))
        found = extract.predict(docs)
        vectors = known.of(np.ascontiguousarray(np.concatenate(found)), compute)
        ends = np.cumsum([len(one) for one in found])
        return np.split(vectors, ends[:-1]), lambda _: []

    # The same layers in the same order: weights trained with the bare chain fit.
    return Model(learn.name, forward, init=learn.init, layers=learn.layers, dims={"nO": width})


class _KnownVectors:
    """The vectors of rows met before: nearly all words of a text, as long as the weights stay what they are."""

    def __init__(self, width: int) -> None:
        self._numbers: dict[bytes, int] = {}
        self._vectors = np.empty((VECTORS_KEPT, width), dtype=np.float32)
        self._weights: object = None

    def clear(self) -> None:
        """Forget them all."""
        self._numbers.clear()

    def keep_to(self, weights: object) -> None:
        """Forget what other weights than these gave: others have been loaded since."""
        if weights is not self._weights:
            self.clear()
            self._weights = weights

    def of(self, rows: NDArray[np.uint64], compute: Callable[[NDArray[np.uint64]], Any]) -> Any:
        """The vector of each row; each that is new is computed once."""
        as_one = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
        _, first, places = np.unique(as_one, return_index=True, return_inverse=True)
        keys: list[bytes] = as_one[first].tolist()
        if len(self._numbers) + len(keys) > VECTORS_KEPT:
            self.clear()
        if len(keys) > VECTORS_KEPT:
            return np.asarray(compute(rows[first]))[places]
        new = [place for place, key in enumerate(keys) if key not in self._numbers]
        if new:
            begin = len(self._numbers)
            self._vectors[begin : begin + len(new)] = compute(rows[first[new]])
            self._numbers.update((keys[place], begin + number) for number, place in enumerate(new))
        return self._vectors[np.array([self._numbers[key] for key in keys])[places]]
