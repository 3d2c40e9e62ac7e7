"""Train one part of the pipeline (tagger, senter or ner) and keep its best epoch on dev.

`python -m models.recipe.train tagger ARCHIVE OUT_DIR` reads `norne-ndt.tar.xz`. The seed is fixed; one core. What each
run gave is in models/MODEL_CARD.md. How a part is trained stands in `PARTS`, what it is made of in its config-*.cfg.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Adam, Config, fix_random_seed

from models import components, features, tokens
from models.backend import use_blas
from models.recipe.corpus import Looks, gold_doc, read_training, training_examples
from models.recipe.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from models.recipe.treebank import Sentence

# The configurations name what these register.
REGISTERED = (components, features, tokens)
SEED = 7
PEAK_RATE = 0.0015
WARMUP_STEPS = 300
LOWEST_RATE = 0.02
# Words a batch, growing over the run.
LEAST_WORDS, MOST_WORDS = 400, 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How a part is trained, and the dev figures that decide which epoch is kept.

    The looks are small shares, so that running text stays running text; sentence ends are learnt worse from texts
    without stops (see the model card).
    """

    epochs: int
    dropout: float
    goals: tuple[str, ...]
    looks: Looks


PARTS = {
    "tagger": Part(
        epochs=13, dropout=0.2, goals=("pos", "feats"), looks=Looks(lower=0.04, upper=0.02, no_stop=0.06, bullet=0.02)
    ),
    "senter": Part(epochs=6, dropout=0.3, goals=("sentences",), looks=Looks(lower=0.01, upper=0.01, no_stop=0.01)),
    "ner": Part(
        epochs=14,
        dropout=0.25,
        goals=("names",),
        looks=Looks(lower=0.01, upper=0.02, no_stop=0.03, swap=0.08, bullet=0.03),
    ),
}


def batches(examples: Sequence[Example], most_words: int) -> Iterator[list[Example]]:
    """Runs of examples with about `most_words` words."""
    batch: list[Example] = []
    words = 0
    for example in examples:
        batch.append(example)
        words += len(example)
        if words >= most_words:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def rate(step: int, steps: int) -> float:
    """The learning rate: up over the warm-up, then straight down to nearly nothing."""
    return PEAK_RATE * min(1.0, step / WARMUP_STEPS, max(LOWEST_RATE, (steps - step) / steps))


def begin(part: str, sentences: Sequence[Sentence]) -> Language:
    """An untrained pipeline that knows every label."""
    config = Config().from_disk(Path(__file__).parent / f"config-{part}.cfg")
    nlp = load_model_from_config(config, auto_fill=True)
    gold = [gold_doc(nlp.vocab, [sentence]) for sentence in sentences]
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=[token.text for token in doc]), doc) for doc in gold])
    use_blas(nlp)
    return nlp


def train(part: str, archive: Path, out: Path) -> None:
    """Train, score on dev after each epoch, write the best to `out`; a line of JSON an epoch on stdout."""
    how = PARTS[part]
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    sentences, dev = read_training(archive)
    nlp = begin(part, sentences)
    optimizer = Adam(PEAK_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    words = sum(len(sentence.tokens) for sentence in sentences)
    steps = round(how.epochs * words / ((LEAST_WORDS + MOST_WORDS) / 2))
    step, best = 0, 0.0
    for epoch in range(how.epochs):
        began = time.process_time()
        losses: dict[str, Any] = {}
        size = LEAST_WORDS + (MOST_WORDS - LEAST_WORDS) * epoch // max(1, how.epochs - 1)
        for batch in batches(training_examples(nlp.vocab, sentences, chance, how.looks), size):
            step += 1
            optimizer.learn_rate = rate(step, steps)
            nlp.update(batch, drop=how.dropout, losses=losses, sgd=optimizer)
        with nlp.use_params(optimizer.averages):
            figures = {form: score(nlp, kept) for form, kept in dev.items()}
            reached = sum(found[goal] for found in figures.values() for goal in how.goals)
            if reached > best:
                best = reached
                nlp.to_disk(out)
        report = {"epoch": epoch, "kept": reached == best, "cpu_seconds": round(time.process_time() - began)}
        loss = {name: round(float(np.asarray(value))) for name, value in losses.items()}
        print(json.dumps({**report, "step": step, "of": steps, "losses": loss, **figures}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=tuple(PARTS))
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    train(chosen.part, chosen.archive, chosen.out)
