"""The one way from ingest to the language model: words and their places, what it says of paragraphs, and word forms.

Nothing is loaded before it is asked for. The forms come from the full-form table of spacy-lookups-data. It knows bokmål;
the forms of nynorsk, and of words it lacks, are derived by the endings below and kept only where the table does not give
the form to another word (so «rus» gets «rusen» but never «russ»).

The table's file is searched as text: parsing its 600,000 entries as JSON takes five times as long as all the rest.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from models.choice import OWN_NAME, model_label
from models.pipeline import EVERYTHING, Part, Reading, load_pipeline, load_tokenizer, read_paragraphs
from models.written_form import WrittenForm

TABLE = "nb_lemma_exc.json.gz"
"""The file of full forms; named so because spaCy asks it before its rules."""

# A form and what it is a form of in the table's JSON, mostly one word: '"lengst": ["langt", "lenge"]'.
_TABLE_ENTRY = re.compile(r'"([^"]+)":\s*\["([^\]]+)"\]')
# What stands between the words of such a list: 'langt", "lenge'.
_BETWEEN = re.compile(r'",\s*"')

NOUN_ENDINGS = ("en", "et", "a", "er", "ene", "ar", "ane", "or", "one", "i")
VERB_ENDINGS = ("er", "ar", "te", "a", "et", "t", "es", "ast", "ande", "ende")
ADJECTIVE_ENDINGS = ("t", "e")
GENITIVE = "s"
SHORTEST_STEM = 3
"""A shorter rest, when an ending is taken off, is no word worth trusting."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token in small letters, its characters ``text[start:end]``, and whether it was written with a capital first."""

    form: str
    start: int
    end: int
    capital: bool


class LanguageModel:
    """A language model by its name, ours if none is given.

    Attributes:
        name: its name and version, for the record of what read a document.

    Raises:
        ModelMissing: no such model is installed.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model or OWN_NAME
        self.name = model_label(self._model)

    @cached_property
    def _pipeline(self) -> Any:
        return load_pipeline(self._model)

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer(self._model)

    def read(
        self, paragraphs: Iterable[str], *, default: WrittenForm = "nb", parts: frozenset[Part] = EVERYTHING
    ) -> Iterator[Reading]:
        """What the model says of these paragraphs, in their order; see `models.pipeline.read_paragraphs`."""
        return read_paragraphs(self._pipeline, paragraphs, default, parts=parts)

    def words(self, text: str) -> list[Word]:
        """The words and marks of the text in order, blanks and line ends left out."""
        return [
            Word(token.lower_, token.idx, token.idx + len(token), token.text[:1].isupper())
            for token in self._tokenizer.make_doc(text)
            if not token.is_space
        ]

    def words_of_entry(self, text: str) -> list[str]:
        """The words of a vocabulary entry, cut as those of a text are."""
        return [text.lower()] if text.isalpha() else [word.form for word in self.words(text)]

    def lexicon(self, bases: Collection[str]) -> Lexicon:
        """What the table and rules say of these base forms. Reads the table anew and lets go of it: it is large."""
        derived = {base: _derived(base) for base in bases}
        doubtful = set[str]().union(*derived.values())
        entries = _TABLE_ENTRY.findall(_table_text())
        entries += [(form, word) for form, source in entries if '"' in source for word in _BETWEEN.split(source)]
        listed: defaultdict[str, set[str]] = defaultdict(set)
        others: defaultdict[str, set[str]] = defaultdict(set)
        for form, lemma in [entry for entry in entries if entry[1] in derived]:
            listed[lemma].add(form)
        for form, lemma in [entry for entry in entries if entry[0] in doubtful]:
            others[form].add(lemma)
        forms = {}
        for base in bases:
            ruled = {form for form in derived[base] if _may_be(form, base, others.get(form))}
            forms[base] = frozenset({base} | listed[base] | ruled)
        return Lexicon(forms, frozenset(lemma for _, lemma in entries))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The inflected forms of chosen words, in small letters, and all the words the tables know."""

    forms: Mapping[str, frozenset[str]]
    lemmas: frozenset[str]

    def base(self, form: str) -> str | None:
        """The dictionary word that the form is of, after an ending of either written form is taken off if need be."""
        if form in self.lemmas:
            return form
        for ending in (*NOUN_ENDINGS, *VERB_ENDINGS, GENITIVE):
            if form.endswith(ending):
                stem = form[: -len(ending)]
                if len(stem) >= SHORTEST_STEM:
                    for base in (stem, stem + "e"):
                        if base in self.lemmas:
                            return base
        return None

    def compound(self, form: str) -> str | None:
        """The form itself if it is made of two words of the dictionary."""
        cuts = range(SHORTEST_STEM + 1, len(form) - SHORTEST_STEM)
        return form if any(form[:cut].rstrip("s") in self.lemmas and self.base(form[cut:]) for cut in cuts) else None


def _table_text() -> str:
    """The table of full forms as JSON, in small letters; names with Æ, Ø and Å first keep them, and are no base forms."""
    packed = files("spacy_lookups_data").joinpath("data", TABLE).read_bytes()
    return gzip.decompress(packed).lower().decode("utf-8")


def _may_be(form: str, base: str, lemmas: set[str] | None) -> bool:
    """Whether a derived form may be of the base, given what the tables call it.

    They give a form one lemma only: «tomten» stands under «tomte», and must not be lost to «tomt»; but a form that is a
    word of its own («rust») is not of another («rus»).
    """
    return lemmas is None or base in lemmas or (base + "e" in lemmas and form not in lemmas)


def _derived(base: str) -> set[str]:
    """Forms of the base by rule; too many rather than too few, the tables take away what is another word."""
    if base.endswith("e"):
        stems = {base[:-1]}
        endings = {*NOUN_ENDINGS, *VERB_ENDINGS}
    else:
        stems = {base, base + "m"} if base.endswith("m") else {base}
        if base.endswith(("el", "en", "er")) and len(base) > SHORTEST_STEM + 1:
            stems.add(base[:-2] + base[-1])
        endings = {*NOUN_ENDINGS, *ADJECTIVE_ENDINGS}
    forms = {stem + ending for stem in stems for ending in endings}
    forms |= {form + GENITIVE for form in (base, *forms) if not form.endswith((GENITIVE, "."))}
    return forms
