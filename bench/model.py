"""Score the shipped language model on any CoNLL-U files with names.

`python -m bench.model FILE.conllu... [--model NAME]` prints JSON: for each file accuracy of tokens, POS, FEATS and
lemma, sentence F, names F (`name=B-PER` in the last column; places as one), and words a second on one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from models.choice import OWN_NAME, model_label
from models.pipeline import load_pipeline
from models.recipe.scoring import score
from models.recipe.treebank import parse_conll


def main() -> None:
    """Score the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default=OWN_NAME)
    chosen = parser.parse_args()
    began = time.perf_counter()
    nlp = load_pipeline(chosen.model)
    result: dict[str, object] = {
        "model": model_label(chosen.model),
        "load_seconds": round(time.perf_counter() - began, 3),
        "files": {},
    }
    files: dict[str, object] = {}
    for path in chosen.files:
        lines = path.read_text(encoding="utf-8").splitlines()
        # The written form is for the pipeline to find out; here it only fills the field.
        sentences = tuple(parse_conll(lines, source=path.name, written_form="nb"))
        files[str(path)] = score(nlp, sentences)
    result["files"] = files
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
