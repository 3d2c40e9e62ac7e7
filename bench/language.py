"""The language model's part of ``make eval``: tags, lemmas, sentences, names and speed on the treebank, and compounds.

The treebank's dev and test sentences may not be republished; they are scored where they lie beside the project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.compounds import score_nouns
from bench.figures import Figure
from models.choice import WEIGHTS
from models.pipeline import load_pipeline
from models.recipe.scoring import score, score_written_form
from models.recipe.treebank import UD_NAMES, read_treebank

ROOT = Path(__file__).resolve().parent.parent
TREEBANK = ROOT.parent / "shared" / "data" / "norne" / "norne-ndt.tar.xz"
NOUNS = ROOT / "tests" / "models" / "compounds-held-out.txt"
"""Nouns judged by hand that the splitter was never tuned on."""

COLUMNS = ("tokens", "pos", "feats", "lemma", "sentences", "names", "PER", "ORG", "place", "words/s", "form")
SHOWN = {"words_per_second": "words/s", "LOC": "place"}
MEGABYTE = 1_000_000


def language_sets(floors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, list[Figure]]]:
    """Each set that is at hand, with its figures: the model's size, compounds, and the treebank by form and split."""
    yield "model", [Figure(name="MB", value=shipped_bytes() / MEGABYTE, floor=None)]
    compounds = score_nouns(NOUNS)
    yield (
        "compounds",
        [
            Figure(name=name, value=compounds[name], floor=floors.get("compounds", {}).get(name))
            for name in ("precision", "recall")
        ],
    )
    if not TREEBANK.is_file():
        print("\nThe treebank is not at hand; the language model is not scored.")
        return
    nlp = load_pipeline()
    fastest = 0.0
    for form in UD_NAMES:
        for split, sentences in sorted(read_treebank(TREEBANK, form).ud.items()):
            name = f"model-{form}-{split}"
            values = flat(score(nlp, sentences)) | {"form": score_written_form(sentences)}
            fastest = max(fastest, values["words/s"])
            lowest = floors.get(name, {})
            yield name, [Figure(name=column, value=values[column], floor=lowest.get(column)) for column in COLUMNS]
    # Of the best run: what else the machine was doing meanwhile is not the model's doing.
    yield "model-speed", [Figure(name="words/s", value=fastest, floor=floors.get("model-speed", {}).get("words/s"))]


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures of one split under the names shown, those by kind of name beside the others."""
    found = {**figures, **figures["names_by_kind"]}
    return {SHOWN.get(name, name): value for name, value in found.items() if isinstance(value, int | float)}


def shipped_bytes() -> int:
    """Everything the model ships: weights and tables."""
    folders = (WEIGHTS, WEIGHTS.parent / "data")
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
