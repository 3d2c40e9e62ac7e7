"""Score the shipped pipeline on dev and test of both written forms, and hold it against the floors.

`python -m models.recipe.evaluate ARCHIVE` prints a table; exit code 1 when a figure is under its floor.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

# One core is what is measured; numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bench.compounds import score_nouns
from models.pipeline import WEIGHTS, load_pipeline
from models.recipe.scoring import score, score_written_form
from models.recipe.treebank import UD_NAMES, read_treebank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS = ("tokens", "pos", "feats", "lemma", "sentences", "names", "PER", "ORG", "LOC", "words_per_second")
# Lower one only together with the sentence in the changelog that says why.
FLOORS: dict[tuple[str, str, str], float] = {
    ("nb", "dev", "pos"): 0.967,
    ("nn", "dev", "pos"): 0.962,
    ("nb", "test", "lemma"): 0.983,
    ("nn", "test", "lemma"): 0.970,
    ("nb", "dev", "sentences"): 0.95,
    ("nn", "dev", "sentences"): 0.95,
    ("nb", "dev", "names"): 0.80,
    ("nb", "test", "PER"): 0.86,
    ("nn", "test", "PER"): 0.86,
    ("nb", "dev", "words_per_second"): 8000,
}
MOST_BYTES = 25_000_000
COMPOUND_FLOORS = {"precision": 0.97, "recall": 0.90}


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures of one split with the kinds of names beside the others."""
    return {**{name: value for name, value in figures.items() if name in COLUMNS}, **figures["names_by_kind"]}


def shipped_bytes() -> int:
    """Everything the model ships: weights and tables."""
    folders = (WEIGHTS, WEIGHTS.parent / "data")
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def shortfalls(figures: Mapping[tuple[str, str], Mapping[str, float]]) -> Iterator[str]:
    """A sentence for each figure under its floor."""
    for (form, split, name), floor in FLOORS.items():
        value = figures[form, split].get(name, 0.0)
        if value < floor:
            yield f"{form} {split} {name} is {value}, floor {floor}"


def main(archive: Path, nouns: Path) -> int:
    """Print the table; the number of figures under their floor."""
    nlp = load_pipeline()
    figures: dict[tuple[str, str], dict[str, float]] = {}
    print("form split", *COLUMNS, "written form", sep="\t")
    for form in UD_NAMES:
        bank = read_treebank(archive, form)
        for split, sentences in sorted(bank.ud.items()):
            found = figures[form, split] = flat(score(nlp, sentences))
            paragraphs = score_written_form(sentences)
            print(f"{form} {split}", *(found.get(name, "") for name in COLUMNS), paragraphs, sep="\t")
    short = list(shortfalls(figures))
    compounds = score_nouns(nouns)
    print("compounds never tuned on:", compounds)
    short += [
        f"compounds {name} is under {floor}" for name, floor in COMPOUND_FLOORS.items() if compounds[name] < floor
    ]
    print("bytes shipped:", shipped_bytes())
    if shipped_bytes() > MOST_BYTES:
        short.append(f"{shipped_bytes()} bytes are shipped, at most {MOST_BYTES} may be")
    print(*(f"UNDER ITS FLOOR: {sentence}" for sentence in short), sep="\n")
    return len(short)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    parser.add_argument("--nouns", type=Path, default=Path("tests/models/compounds-held-out.txt"))
    chosen = parser.parse_args()
    sys.exit(1 if main(chosen.archive, chosen.nouns) else 0)
