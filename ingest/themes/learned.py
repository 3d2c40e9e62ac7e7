"""Weights of features as learned from marked texts: a logistic sum for each of some classes.

A file of them is text: a first line with the classes after the word «feature», then for each feature its name and a
weight for each class, all with tabs between. Lines that begin with # say how it was made. They are many thousands, of
words and pairs of words, and a reader of TOML would take longer than reading a paper does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BIAS = "bias"
"""The feature that always holds."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by feature, one for each of ``classes``."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def sums(self, features: Mapping[str, float]) -> tuple[float, ...]:
        """The sum of each class for features that hold, each by how much: a logit."""
        totals = list(self.weights[BIAS])
        known = self.weights.get
        for name, value in features.items():
            row = known(name)
            if row is not None:
                for place, weight in enumerate(row):
                    totals[place] += weight * value
        return tuple(totals)


def parse_learned(lines: Iterable[str]) -> Learned:
    """The weights that the lines of a file hold."""
    rows = (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
    _, *classes = next(rows)
    return Learned(tuple(classes), {name: tuple(map(float, weights)) for name, *weights in rows})


@cache
def read_learned(name: str) -> Learned:
    """The weights in a file of this package, read once a process."""
    return parse_learned(files("ingest.themes").joinpath(name).read_text(encoding="utf-8").splitlines())
