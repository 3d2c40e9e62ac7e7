"""The table of full forms is read as text; it must say what reading it as JSON says."""

from __future__ import annotations

import subprocess
import sys

from spacy.lookups import load_lookups

from ingest.language_model import BLANK, TABLE, LanguageModel

BASES = ("narkotika", "tomt", "lenge", "skole", "ungdom", "stjele")

LONGEST_START = 1.5
"""Seconds of processor time for all the words of the vocabulary; 0.7 here, on a machine that others work on too."""


def test_the_forms_and_lemmas_are_those_of_the_table() -> None:
    lexicon = LanguageModel().lexicon(BASES)
    tables = load_lookups(BLANK, [TABLE]).get_table(TABLE)

    pairs = {(form, lemma) for table in tables.values() for form, lemmas in table.items() for lemma in lemmas}
    small = {(form.lower(), lemma.lower()) for form, lemma in pairs if (form + lemma).isascii() or form[0].islower()}
    assert {lemma for _, lemma in small} <= lexicon.lemmas
    for base in BASES:
        assert {form for form, lemma in small if lemma == base} <= lexicon.forms[base]


def test_an_entry_is_cut_as_a_text_is() -> None:
    model = LanguageModel()

    assert model.words_of_entry("Narkotika") == ["narkotika"]
    assert model.words_of_entry("v/oppstart") == [word.form for word in model.words("v/oppstart")]


def test_a_process_that_annotates_starts_fast() -> None:
    program = (
        "import time; from ingest.themes.annotate import Annotator; from minutes.vocabulary import load_vocabulary; "
        "began = time.process_time(); Annotator(load_vocabulary()); print(time.process_time() - began)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert float(finished.stdout) < LONGEST_START
