"""Loading a language model: ours, which comes with the package, or an installed official one.

    nlp = load_pipeline()
    for reading in read_paragraphs(nlp, ["Kommunestyret vedtok planen."]):
        ...
    for reading in read_paragraphs(nlp, texts, parts=frozenset({Part.NAMES})):
        ...

Importing this module imports spaCy (over a second): import it only where text is tagged, never for search or `--help`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, pairwise
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from models import components, features, tokens
from models.backend import use_blas
from models.choice import OWN_NAME, WEIGHTS, model_label
from models.lemmas import is_name_tagged_as_noun
from models.written_form import WrittenForm

# spaCy finds these by the names in the weights' configuration, once they are imported.
REGISTERED = (components, features, tokens)
# Steps of an official model that ours stand in for.
REPLACED = ("lemmatizer", "attribute_ruler")
NameKind = Literal["PER", "ORG", "LOC"]
# The treebank's names for places, which official models use too, as one.
NAME_KINDS: Mapping[str, NameKind] = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC",
}  # fmt: skip
# Enough for large matrix products, not so much that what a batch needs falls out of the processor's cache.
WORDS_AT_ONCE = 5000
# A longer paragraph, in characters, is no paragraph but a table or a whole book: it is read in pieces, for memory's sake.
LONGEST_PIECE = 20_000


class Part(StrEnum):
    """What a model can say of a paragraph. Each has a network of its own: what is not asked for costs nothing."""

    TAGS = "tags"
    """Part of speech, features and lemma of each word."""
    SENTENCES = "sentences"
    NAMES = "names"


EVERYTHING = frozenset(Part)
# The steps that say it, in our model and in the official ones (where the parser finds the sentences).
STEPS: Mapping[Part, tuple[str, ...]] = {
    Part.TAGS: ("morphologizer", "cascade_lemmatizer"),
    Part.SENTENCES: ("senter", "parser"),
    Part.NAMES: ("ner", "tidy_names"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word in its paragraph: `text[start:end]` is its form; `pos` is UPOS, `feats` UD features (`A=b|C=d` or empty).

    A name is PROPN in both written forms, though the nynorsk treebank has nouns for given names.
    """

    form: str
    lemma: str
    pos: str
    feats: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, organisation or place: `text[start:end]` is it as written."""

    kind: NameKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A paragraph as the model reads it; `sentences` are (first, last + 1) into `words`."""

    text: str
    written_form: WrittenForm
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]


def load_pipeline(name: str = OWN_NAME, *, parts: frozenset[Part] = EVERYTHING) -> Language:
    """Load our model, or an official one by its package name (`nb_core_news_lg`) with our lemmatizer in it.

    Only `parts` are loaded; a stage that wants fewer may also say so when it reads.

    Raises:
        ModelMissing: no such model is installed.
    """
    left_out = _steps_without(parts)
    own = name == OWN_NAME
    nlp = spacy.load(WEIGHTS, exclude=left_out) if own else _load_official(name, left_out)
    use_blas(nlp)
    return nlp


def _steps_without(parts: frozenset[Part]) -> list[str]:
    return [step for part, steps in STEPS.items() if part not in parts for step in steps]


def _load_official(name: str, left_out: list[str]) -> Language:
    model_label(name)  # says so when it is not installed
    nlp = spacy.load(name, exclude=[*left_out, *REPLACED])
    nlp.add_pipe("written_form", first=True)
    for step in ("cascade_lemmatizer", "tidy_names"):
        if step not in left_out:
            nlp.add_pipe(step, last=True)
    return nlp


def load_tokenizer(name: str = OWN_NAME) -> Language:
    """A pipeline that only divides text into words, as the model of this name does; loading it reads no weights.

    Raises:
        ModelMissing: no such model is installed.
    """
    model_label(name)
    nlp = spacy.blank("nb")
    if name == OWN_NAME:
        nlp.tokenizer = tokens.make_tokenizer()(nlp)
    return nlp


def read_paragraphs(
    nlp: Language, texts: Iterable[str], default: WrittenForm = "nb", *, parts: frozenset[Part] = EVERYTHING
) -> Iterator[Reading]:
    """Read paragraphs in batches, in their order.

    Args:
        nlp: a pipeline of `load_pipeline`.
        texts: one paragraph each, as printed.
        default: the written form of paragraphs that do not tell, as a rule that of the document.
        parts: what is wanted; without TAGS `pos`, `feats` and `lemma` are empty, without SENTENCES a paragraph is
            one sentence, without NAMES there are none.
    """
    left_out = _steps_without(parts)
    read: list[Reading] = []
    for batch in _batches(_pieces(nlp, text, default) for text in texts):
        for doc, whole in nlp.pipe(batch, as_tuples=True, batch_size=len(batch), disable=left_out):
            read.append(reading_of(doc))
            if whole is not None:
                yield read[0] if len(read) == 1 else _joined(whole, read)
                read = []


def _pieces(nlp: Language, text: str, default: WrittenForm) -> Iterator[tuple[Doc, str | None]]:
    """The Docs of a text, as a rule one; the last has the whole text with it. A long text is cut between words."""
    start = 0
    while start == 0 or start < len(text):
        end = start + LONGEST_PIECE
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or end
        doc = nlp.make_doc(text[start:end])
        doc._.written_form = default
        yield doc, text if end >= len(text) else None
        start = end


def _batches(paragraphs: Iterable[Iterator[tuple[Doc, str | None]]]) -> Iterator[list[tuple[Doc, str | None]]]:
    batch: list[tuple[Doc, str | None]] = []
    words = 0
    for piece in chain.from_iterable(paragraphs):
        batch.append(piece)
        words += len(piece[0])
        if words >= WORDS_AT_ONCE:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _joined(text: str, pieces: Sequence[Reading]) -> Reading:
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    names: list[Name] = []
    at = 0
    for piece in pieces:
        before = len(words)
        words += (replace(word, start=word.start + at, end=word.end + at) for word in piece.words)
        sentences += ((first + before, last + before) for first, last in piece.sentences)
        names += (replace(name, start=name.start + at, end=name.end + at) for name in piece.names)
        at += len(piece.text)
    return Reading(
        text=text,
        written_form=pieces[0].written_form,
        words=tuple(words),
        sentences=tuple(sentences),
        names=tuple(names),
    )


def reading_of(doc: Doc) -> Reading:
    """What a processed Doc says, in our own types; whitespace tokens are left out."""
    words: list[Word] = []
    starts: list[int] = []
    begins = True
    for token in doc:
        # A sentence may begin at a line break; then its first word begins it.
        begins = begins or bool(token.is_sent_start)
        if token.is_space:
            continue
        if begins:
            starts.append(len(words))
            begins = False
        words.append(
            Word(
                form=token.text,
                lemma=token.lemma_,
                pos="PROPN" if is_name_tagged_as_noun(token.text, token.pos_, str(token.morph)) else token.pos_,
                feats=str(token.morph),
                start=token.idx,
                end=token.idx + len(token.text),
            )
        )
    names = tuple(
        Name(kind=NAME_KINDS[ent.label_], text=ent.text, start=ent.start_char, end=ent.end_char)
        for ent in doc.ents
        if ent.label_ in NAME_KINDS
    )
    return Reading(
        text=doc.text,
        written_form=doc._.written_form or "nb",
        words=tuple(words),
        sentences=tuple(pairwise((*starts, len(words)))),
        names=names,
    )
