"""From treebank sentences to spaCy examples: paragraphs of a few sentences, some of them made to look like minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example

from models.features import WRITTEN_FORM
from models.recipe.names import names_of
from models.recipe.swaps import swap_names
from models.recipe.treebank import UD_NAMES, TagTables, Token, pair_sentences, read_treebank

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.vocab import Vocab

    from models.recipe.treebank import Sentence, WrittenForm

# Gold sentences per scored Doc, as the published figures of other models were taken here.
SENTENCES_PER_SCORED_DOC = 10
LONGEST_PARAGRAPH = 12
BULLETS = ("•", "-", "–", "*", "·", "o")
FINAL_STOPS = frozenset({".", ":", "!", "?"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Shares of training sentences changed towards minutes: lower case, capitals, no stop, new names, list marks."""

    lower: float
    upper: float
    no_stop: float
    swap: float = 0.0
    bullet: float = 0.0


def universal(sentence: Sentence, tables: TagTables) -> Sentence:
    """An NDT sentence with UPOS and FEATS in place of the treebank's own tags."""
    tokens = tuple(
        replace(token, tag=upos, feats=feats)
        for token, (upos, feats) in zip(sentence.tokens, tables.convert(sentence), strict=True)
    )
    return replace(sentence, tokens=tokens)


def read_training(archive: Path) -> tuple[list[Sentence], dict[WrittenForm, tuple[Sentence, ...]]]:
    """Training sentences of both forms with universal tags, and dev sentences by form."""
    banks = {form: read_treebank(archive, form) for form in UD_NAMES}
    tables = TagTables(pair for bank in banks.values() for pair in pair_sentences(bank.ndt, bank.ud["dev"]))
    training = [universal(sentence, tables) for bank in banks.values() for sentence in bank.training()]
    return training, {form: bank.ud["dev"] for form, bank in banks.items()}


def gold_doc(vocab: Vocab, sentences: Sequence[Sentence], forms: Sequence[str] | None = None) -> Doc:
    """One Doc with everything the treebank says about these sentences."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    spaces = [token.space_after for token in tokens]
    starts: list[bool | int | None] = [index == 0 for sentence in sentences for index in range(len(sentence.tokens))]
    doc = Doc(
        vocab,
        words=list(forms) if forms is not None else [token.form for token in tokens],
        spaces=spaces,
        pos=[token.tag for token in tokens],
        morphs=["" if token.feats == "_" else token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        sent_starts=starts,
    )
    ents = [tag for sentence in sentences for tag in names_of(sentence.tokens)]
    return Doc(
        vocab, words=[t.text for t in doc], spaces=spaces, pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc], lemmas=[t.lemma_ for t in doc], sent_starts=starts, ents=ents,
    )  # fmt: skip


def scored_docs(vocab: Vocab, sentences: Sequence[Sentence]) -> list[Doc]:
    """Gold Docs of ten sentences each; their text is the printed text."""
    return [
        gold_doc(vocab, sentences[start : start + SENTENCES_PER_SCORED_DOC])
        for start in range(0, len(sentences), SENTENCES_PER_SCORED_DOC)
    ]


def _changed(sentence: Sentence, random: random.Random, looks: Looks) -> Sentence:
    if random.random() < looks.swap:
        sentence = swap_names(sentence, random)
    if random.random() < looks.bullet:
        mark = random.choice(BULLETS)
        bullet = Token(form=mark, lemma=mark, tag="PUNCT", feats="_", head=0, relation="punct")
        sentence = replace(sentence, tokens=(bullet, *sentence.tokens))
    chance = random.random()
    tokens = sentence.tokens
    if chance < looks.lower:
        forms = [token.form.lower() for token in tokens]
    elif chance < looks.lower + looks.upper:
        forms = [token.form.upper() for token in tokens]
    elif chance < looks.lower + looks.upper + looks.no_stop and tokens[-1].form in FINAL_STOPS and len(tokens) > 1:
        tokens = tokens[:-1]
        forms = [token.form for token in tokens]
    else:
        return sentence
    changed = tuple(replace(token, form=form) for token, form in zip(tokens, forms, strict=True))
    return replace(sentence, tokens=changed)


def paragraphs(sentences: Sequence[Sentence], random: random.Random) -> Iterator[list[Sentence]]:
    """Runs of neighbouring sentences of one file, of random length."""
    run: list[Sentence] = []
    wanted = random.randint(1, LONGEST_PARAGRAPH)
    for sentence in sentences:
        if run and (len(run) >= wanted or run[-1].source != sentence.source):
            yield run
            run, wanted = [], random.randint(1, LONGEST_PARAGRAPH)
        run.append(sentence)
    if run:
        yield run


def training_examples(
    vocab: Vocab, sentences: Sequence[Sentence], random: random.Random, looks: Looks
) -> list[Example]:
    """One epoch of examples, shuffled, with the changes of this epoch."""
    found: list[Example] = []
    for run in paragraphs(sentences, random):
        gold = gold_doc(vocab, [_changed(sentence, random, looks) for sentence in run])
        predicted = Doc(vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])
        predicted._.set(WRITTEN_FORM, run[0].written_form)
        found.append(Example(predicted, gold))
    random.shuffle(found)
    return found
