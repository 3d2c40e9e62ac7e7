"""The network's convolutions, reckoned for reading only: spaCy's MaxoutWindowEncoder with the same weights, in less time.

Few sentences at a time, so that what a layer needs stays in the processor's cache; the pieces of each maxout lie
beside each other, and nothing is kept that only learning asks for. What comes out is the same to rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

ROWS_AT_ONCE = 384
"""Words and the nought rows between sentences that go through all layers together: 0.6 MB a layer, half a core's cache."""

SMALL = np.float32(1e-8)
"""Added to a variance before it divides, as thinc's LayerNorm does."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One convolution: ``weights`` (window, pieces of outputs), ``bias``, and the scale and shift of its normalisation."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@registry.architectures("referatsok.ReadingEncoder.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def reading_encoder(*, width: int, window_size: int, maxout_pieces: int, depth: int) -> Model[Any, Any]:
    """An encoder like spaCy's, for a model whose weights change no more once it has read."""
    learn = MaxoutWindowEncoder(width=width, window_size=window_size, maxout_pieces=maxout_pieces, depth=depth)
    encoder = _Encoder(learn, width=width, window=window_size, pieces=maxout_pieces, depth=depth)

    def forward(
        _: Model[Any, Any],
        vectors: list[Any],
        is_train: bool,  # noqa: FBT001  # the layers' protocol
    ) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        return learn(vectors, is_train) if is_train else (encoder.encode(vectors), lambda _: [])

    # The same layers in the same order: weights trained with spaCy's own encoder fit.
    return Model(learn.name, forward, init=learn.init, layers=learn.layers, dims={"nO": width}, attrs=dict(learn.attrs))


class _Encoder:
    """The layers of a trained encoder, laid out for reading when the first sentence comes."""

    def __init__(self, learned: Model[Any, Any], *, width: int, window: int, pieces: int, depth: int) -> None:
        self._learned = learned
        self._width, self._window, self._pieces, self._pad = width, window, pieces, window * depth
        self._layers: tuple[_Layer, ...] = ()

    def encode(self, vectors: Sequence[Floats]) -> list[Floats]:
        """For each sentence, the vectors of its words in their context."""
        self._layers = self._layers or tuple(self._laid_out())
        encoded: list[Floats] = []
        for group in _groups(vectors, self._pad):
            encoded += self._encode(group)
        return encoded

    def _laid_out(self) -> Iterator[_Layer]:
        maxouts = (node for node in self._learned.walk() if node.name == "maxout")
        norms = (node for node in self._learned.walk() if node.name == "layernorm")
        for maxout, norm in zip(maxouts, norms, strict=True):
            weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
            yield _Layer(
                np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(self._pieces * self._width, -1).T),
                np.ascontiguousarray(bias.T).ravel(),
                np.asarray(norm.get_param("G")),
                np.asarray(norm.get_param("b")),
            )

    def _encode(self, group: Sequence[Floats]) -> list[Floats]:
        """Sentences one after another, between them so many rows of noughts that none sees the next."""
        ends = np.cumsum([len(words) + self._pad for words in group]) + self._window
        starts = [int(end) - len(words) for end, words in zip(ends, group, strict=True)]
        # As many rows again as a window is wide, so that the first and the last have neighbours.
        rows = np.zeros((int(ends[-1]) + self._pad + self._window, self._width), dtype=np.float32)
        for start, words in zip(starts, group, strict=True):
            rows[start : start + len(words)] = words
        for place, layer in enumerate(self._layers):
            seen_later = self._window * (len(self._layers) - 1 - place)
            at = _near(starts, group, seen_later, len(rows))
            found = self._convolved(rows, at, layer)
            if not seen_later:
                found += rows[at]
                return np.split(found, np.cumsum([len(words) for words in group])[:-1])
            rows[at] += found
        return list(group)

    def _convolved(self, rows: Floats, at: Places, layer: _Layer) -> Floats:
        # Neighbouring rows lie behind each other: a window is one stretch of numbers.
        windows = as_strided(
            rows, (len(rows) - 2 * self._window, (2 * self._window + 1) * self._width), rows.strides, writeable=False
        )
        pieces = windows[at - self._window] @ layer.weights
        pieces += layer.bias
        width = self._width
        best = pieces[:, :width]
        for piece in range(1, self._pieces):
            np.maximum(best, pieces[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width)
        best *= (1 / np.sqrt(variance + SMALL))[:, None]
        best *= layer.scale
        best += layer.shift
        return best


def _near(starts: Sequence[int], group: Sequence[Floats], reach: int, length: int) -> Places:
    """The rows of words and those that a later layer sees from them: the others are never asked for."""
    near = np.zeros(length, dtype=bool)
    for start, words in zip(starts, group, strict=True):
        near[start - reach : start + len(words) + reach] = True
    return np.flatnonzero(near)


def _groups(vectors: Sequence[Floats], pad: int) -> Iterator[Sequence[Floats]]:
    """Sentences in their order, so many together as make a good number of rows."""
    first = rows = 0
    for place, words in enumerate(vectors):
        if rows and rows + len(words) + pad > ROWS_AT_ONCE:
            yield vectors[first:place]
            first, rows = place, 0
        rows += len(words) + pad
    if first < len(vectors):
        yield vectors[first:]
