"""Scoring a pipeline on CoNLL-U sentences with names, as printed text in Docs of ten sentences."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from spacy.scorer import Scorer
from spacy.training import Example

from models.recipe.corpus import scored_docs
from models.recipe.names import shown_name
from models.written_form import detect_written_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from models.recipe.treebank import Sentence, WrittenForm

FIGURES = {
    "token_acc": "tokens", "pos_acc": "pos", "morph_acc": "feats", "lemma_acc": "lemma",
    "sents_p": "sentences_p", "sents_r": "sentences_r", "sents_f": "sentences", "ents_p": "names_p", "ents_r": "names_r",
    "ents_f": "names",
}  # fmt: skip
DECIMALS = 4
SENTENCES_PER_PARAGRAPH = 5


def score(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Accuracies, sentence F, names F (places as one) in all and by kind, CPU words a second."""
    gold = scored_docs(nlp.vocab, sentences)
    texts = [doc.text for doc in gold]
    # Tables and caches are read before the clock starts; a day's ingest reads them once.
    list(nlp.pipe(texts[:3]))
    began = time.process_time()
    read = list(nlp.pipe(texts))
    seconds = time.process_time() - began
    found = Scorer(nlp).score([Example(doc, known) for doc, known in zip(read, gold, strict=True)])
    figures: dict[str, Any] = {
        shown: round(found[name], DECIMALS) for name, shown in FIGURES.items() if found.get(name) is not None
    }
    by_kind = found.get("ents_per_type") or {}
    figures["names_by_kind"] = {kind: round(values["f"], DECIMALS) for kind, values in sorted(by_kind.items())}
    figures["names_not_shown"] = count_other_names(sentences)
    figures["words"] = sum(len(doc) for doc in gold)
    figures["words_per_second"] = round(figures["words"] / seconds)
    return figures


def count_other_names(sentences: Sequence[Sentence]) -> int:
    """Names of kinds the model does not learn (products, events, derived words): not scored, but counted."""
    names = (token.name for sentence in sentences for token in sentence.tokens)
    return sum(name.startswith("B-") and shown_name(name) == "O" for name in names)


def score_written_form(sentences: Sequence[Sentence]) -> float:
    """The share of paragraphs of five sentences whose written form is told right; one that does not tell is wrong."""
    right = paragraphs = 0
    for start in range(0, len(sentences), SENTENCES_PER_PARAGRAPH):
        kept = sentences[start : start + SENTENCES_PER_PARAGRAPH]
        text = " ".join(sentence.text for sentence in kept)
        form = kept[0].written_form
        other: WrittenForm = "nb" if form == "nn" else "nn"
        right += detect_written_form(text, default=other) == form
        paragraphs += 1
    return round(right / paragraphs, DECIMALS)
