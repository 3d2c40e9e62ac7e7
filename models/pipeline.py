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
from spacy.attrs import IDX, IS_SPACE, MORPH, ORTH, POS, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from models import components, encoder, features, tokens
from models.backend import use_blas
from models.choice import OWN_NAME, WEIGHTS, model_label
from models.lemmas import is_name_tagged_as_noun, lemmatizer
from models.written_form import WrittenForm, detect_written_form

# spaCy finds these by the names in the weights' configuration, once they are imported.
REGISTERED = (components, encoder, features, tokens)
# The weights' configuration names spaCy's own encoder; for reading only there is a quicker one.
FOR_READING = {
    f"components.{step}.model.tok2vec.encode.@architectures": "referatsok.ReadingEncoder.v1"
    for step in ("morphologizer", "ner", "senter")
}
# Steps of an official model that ours stand in for.
REPLACED = ("lemmatizer", "attribute_ruler")
NameKind = Literal["PER", "ORG", "LOC"]
# The treebank's names for places, which official models use too, as one.
NAME_KINDS: Mapping[str, NameKind] = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC",
}  # fmt: skip
# Enough for large matrix products, not so much that what a batch needs falls out of the processor's cache.
WORDS_AT_ONCE = 5000
# What is asked of every word: an array at once is several times as fast as asking each token.
COLUMNS = [ORTH, POS, MORPH, IDX, SENT_START, IS_SPACE]
# Words with their tags that are remembered; a vocabulary without end would keep every misread word of every document.
REMEMBERED_WORDS = 200_000
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
# What reading does itself, each different word once.
DONE_HERE = ("written_form", "cascade_lemmatizer")


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
    nlp = spacy.load(WEIGHTS, exclude=left_out, config=FOR_READING) if own else _load_official(name, left_out)
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
    left_out = [*_steps_without(parts), *DONE_HERE]
    read: list[Reading] = []
    for batch in _batches(_pieces(nlp, text, default) for text in texts):
        for doc, (piece, whole) in nlp.pipe(batch, as_tuples=True, batch_size=len(batch), disable=left_out):
            read.append(_reading_of(doc, piece, tagged=Part.TAGS in parts))
            if whole is not None:
                yield read[0] if len(read) == 1 else _joined(whole, read)
                read = []


_Piece = tuple[Doc, tuple[str, str | None]]
"""A Doc, its text, and the whole text if this is its last piece."""


def _pieces(nlp: Language, text: str, default: WrittenForm) -> Iterator[_Piece]:
    """The Docs of a text, as a rule one; the last has the whole text with it. A long text is cut between words."""
    start = 0
    while start == 0 or start < len(text):
        end = start + LONGEST_PIECE
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or end
        piece = text[start:end]
        doc = tokens.divide(nlp, piece)
        doc._.written_form = detect_written_form(piece, default)
        yield doc, (piece, text if end >= len(text) else None)
        start = end


def _batches(paragraphs: Iterable[Iterator[_Piece]]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
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


def _reading_of(doc: Doc, text: str, *, tagged: bool) -> Reading:
    """What a processed Doc of this text says, in our own types; whitespace tokens are left out."""
    form: WrittenForm = doc._.written_form
    words: list[Word] = []
    starts: list[int] = []
    begins = True
    columns: list[list[int]] = doc.to_array(COLUMNS).tolist()
    for place, (orth, pos, morph, start, sentence_start, is_space) in enumerate(columns):
        # A sentence may begin at a line break; then its first word begins it.
        begins = begins or sentence_start == 1
        if is_space:
            continue
        if begins:
            starts.append(len(words))
            begins = False
        key = (form, tagged, orth, pos, morph)
        known = _KNOWN.get(key)
        if known is None:
            if len(_KNOWN) >= REMEMBERED_WORDS:
                _KNOWN.clear()
            known = _KNOWN[key] = _described(doc[place], form, tagged=tagged)
        word, lemma, word_class, feats = known
        words.append(Word(form=word, lemma=lemma, pos=word_class, feats=feats, start=start, end=start + len(word)))
    names = tuple(
        Name(kind=NAME_KINDS[ent.label_], text=ent.text, start=ent.start_char, end=ent.end_char)
        for ent in doc.ents
        if ent.label_ in NAME_KINDS
    )
    return Reading(
        text=text,
        written_form=form,
        words=tuple(words),
        sentences=tuple(pairwise((*starts, len(words)))),
        names=names,
    )


_KNOWN: dict[tuple[WrittenForm, bool, int, int, int], tuple[str, str, str, str]] = {}
"""Form, lemma, part of speech and features of words met before, by written form, whether tagged, and spaCy's keys."""


def _described(token: Token, form: WrittenForm, *, tagged: bool) -> tuple[str, str, str, str]:
    """Form, lemma, part of speech and features of a word; the last three are empty if it is not tagged."""
    text, pos, feats = token.text, token.pos_, str(token.morph)
    if not tagged:
        return text, "", "", ""
    lemma = lemmatizer(form).lemmatize(text, pos, feats)
    return text, lemma, "PROPN" if is_name_tagged_as_noun(text, pos, feats) else pos, feats
