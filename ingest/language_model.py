"""The only module that knows spaCy: words of a text with their places, and the inflected forms of a word.

By default the pipeline is a blank one: its tokenizer, and the full-form tables of spacy-lookups-data. These know bokmål;
the forms of nynorsk, and of words they lack, are derived by the endings below and kept only where the tables do not give
the form to another word (so «rus» gets «rusen» but never «russ»).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version
from spacy.lookups import load_lookups

from minutes.errors import UsageError

BLANK = "nb"
"""The pipeline used when no model is named."""

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

    def lexicon(self, bases: Collection[str]) -> Lexicon:
        """What the tables and rules say of these base forms. Reads the tables anew and lets go of them: they are large."""
        listed: defaultdict[str, set[str]] = defaultdict(set)
        others: defaultdict[str, set[str]] = defaultdict(set)
        derived = {base: _derived(base) for base in bases}
        doubtful = {form for forms in derived.values() for form in forms}
        lemmas = set()
        for table in load_lookups(BLANK, ["lemma_exc"]).get_table("lemma_exc").values():
            for form, sources in table.items():
                lower = form.lower()
                for source in sources:
                    lemma = source.lower()
                    lemmas.add(lemma)
                    if lemma in derived:
                        listed[lemma].add(lower)
                    if lower in doubtful:
                        others[lower].add(lemma)
        forms = {}
        for base in bases:
            ruled = {form for form in derived[base] if _may_be(form, base, others.get(form))}
            forms[base] = frozenset({base} | listed[base] | ruled)
        return Lexicon(forms, frozenset(lemmas))


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
