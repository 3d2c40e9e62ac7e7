"""Learning weights of named features from marked texts (logistic regression), and writing them for the product to read.

The only place that knows scikit-learn; the product itself does without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.themes.learned import BIAS, Learned

ROUNDS = 2000
"""Steps of the search for the weights; some hundred are enough."""

LEAST_SEEN = 2
"""Texts that a feature must hold in to have a weight: what is said once is of that text."""


def learn(
    rows: Sequence[Mapping[str, float]], said: Sequence[str], worth: Sequence[float], *, looseness: float
) -> Learned:
    """Weights that make what is said of the rows likely.

    Args:
        rows: for each case the features that hold, and how much.
        said: for each case its class.
        worth: how much each case counts.
        looseness: how far weights may go from 0 (C of the regression).

    Returns:
        A weight for each class; of two classes only for the one that comes last by the alphabet.
    """
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([{name: row[name] for name in row if seen[name] >= LEAST_SEEN} for row in rows])
    model = LogisticRegression(C=looseness, max_iter=ROUNDS).fit(table, said, sample_weight=worth)
    classes = [str(one) for one in model.classes_]
    names = [BIAS, *map(str, vectorizer.get_feature_names_out())]
    columns = np.vstack([model.intercept_, model.coef_.T])
    weights = {name: tuple(map(float, row)) for name, row in zip(names, columns, strict=True)}
    return Learned(tuple(classes[-columns.shape[1] :]), weights)


def write_learned(learned: Learned, path: Path, about: str, *, least: float) -> int:
    """Write weights, those that reach ``least`` in some class; returns how many features that are."""
    kept = {name: row for name, row in learned.weights.items() if name == BIAS or max(map(abs, row)) >= least}
    ordered = sorted(kept.items(), key=lambda pair: (pair[0] != BIAS, pair[0]))
    lines = [f"# {about}", "\t".join(["feature", *learned.classes])]
    lines += ["\t".join([name, *(f"{weight:.2f}" for weight in row)]) for name, row in ordered]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)
