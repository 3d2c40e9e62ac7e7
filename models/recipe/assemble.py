"""Put the trained parts together as the pipeline that is shipped.

`python -m models.recipe.assemble TAGGER_DIR SENTER_DIR NER_DIR` writes models/weights.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy

from models import components, features, tokens
from models.choice import OWN_NAME, WEIGHTS

# The parts' configurations name what these register.
REGISTERED = (components, features, tokens)
VERSION = "1.0.0"
# spaCy's own 1,000 costs a third of the speed: what a batch needs no longer fits the processor's cache.
TEXTS_AT_ONCE = 32
META = {
    "name": OWN_NAME,
    "version": VERSION,
    "description": "Bokmål og nynorsk: ordklasse, trekk, lemma, setningsgrenser og navn. See models/MODEL_CARD.md.",
    "license": "CC0-1.0 (annotations), CC BY 4.0 (Norsk ordbank, GeoNames)",
}


def assemble(tagger: Path, senter: Path, ner: Path, out: Path = WEIGHTS) -> int:
    """Write the pipeline to `out` and return its size in bytes."""
    nlp = spacy.load(tagger, exclude=["senter"])
    nlp.add_pipe("cascade_lemmatizer", last=True)
    # Names first: a name may not cross a sentence boundary, and a wrong boundary would cut it.
    nlp.add_pipe("ner", source=spacy.load(ner))
    nlp.add_pipe("tidy_names")
    nlp.add_pipe("senter", source=spacy.load(senter))
    nlp.batch_size = TEXTS_AT_ONCE
    nlp.meta.update(META)
    shutil.rmtree(out, ignore_errors=True)
    # Without the vocabulary: it is the words of the treebank, and every label is in the parts themselves.
    nlp.to_disk(out, exclude=["vocab"])
    meta_file = out / "meta.json"
    meta = json.loads(meta_file.read_text(encoding="utf-8"))
    meta.pop("performance", None)
    meta_file.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for part in ("tagger", "senter", "ner"):
        parser.add_argument(part, type=Path)
    chosen = parser.parse_args()
    print(assemble(chosen.tagger, chosen.senter, chosen.ner))
