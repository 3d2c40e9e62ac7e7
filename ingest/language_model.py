"""The only module that knows spaCy: words of a text with their places, and the inflected forms of a word.

By default the pipeline is a blank one: its tokenizer, and the full-form table of spacy-lookups-data. It knows bokmål; the
forms of nynorsk, and of words it lacks, are derived by the endings below and kept only where the table does not give the
form to another word (so «rus» gets «rusen» but never «russ»).

The table's file is searched as text: parsing its 600,000 entries as JSON takes five times as long as all the rest.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version
from spacy.util import registry

from minutes.errors import UsageError

BLANK = "nb"
"""The pipeline used when no model is named."""

TABLE = "lemma_exc"
"""The table of full forms; named so because spaCy asks it before its rules."""

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
    """A spaCy pipeline and the full-form tables.

    Args:
        model: name of an installed spaCy pipeline for Norwegian, or None for the blank one.

    Raises:
        UsageError: no such pipeline is installed.
    """

    def __init__(self, model: str | None = None) -> None:
        self._language = _load(model)
        meta = self._language.meta
        name = f"blank:{BLANK}" if model is None else f"{meta['lang']}_{meta['name']}-{meta['version']}"
        self.name = f"spacy-{spacy_version}/{name}"

    def words(self, text: str) -> list[Word]:
        """The words and marks of the text in order, blanks and line ends left out."""
        return [
            Word(token.lower_, token.idx, token.idx + len(token), token.text[:1].isupper())
            for token in self._language.make_doc(text)
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
    path: Path = registry.lookups.get(BLANK)[TABLE]
    packed = path.with_name(f"{path.name}.gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return data.lower().decode("utf-8")


def _load(model: str | None) -> Any:
    if model is None:
        return spacy.blank(BLANK)
    try:
        return spacy.load(model)
    except OSError as error:
        raise UsageError(
            f"Språkmodellen «{model}» er ikke installert.",
            way_out=f"Installer den med «python -m spacy download {model}», eller utelat --model.",
        ) from error


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
