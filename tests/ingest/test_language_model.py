"""The table of full forms is read as text; it must say what reading it as JSON says."""

from __future__ import annotations

import subprocess
import sys

import pytest
from spacy.lookups import load_lookups

from ingest.language_model import LanguageModel
from minutes.errors import ModelMissing
from models.choice import OWN_NAME, model_label
from models.pipeline import Part

BASES = ("narkotika", "tomt", "lenge", "skole", "ungdom", "stjele")

LONGEST_START = 1.5
"""Seconds of processor time for all the words of the vocabulary; 0.7 here, on a machine that others work on too."""


def test_the_forms_and_lemmas_are_those_of_the_table() -> None:
    lexicon = LanguageModel().lexicon(BASES)
    tables = load_lookups("nb", ["lemma_exc"]).get_table("lemma_exc")

    pairs = {(form, lemma) for table in tables.values() for form, lemmas in table.items() for lemma in lemmas}
    small = {(form.lower(), lemma.lower()) for form, lemma in pairs if (form + lemma).isascii() or form[0].islower()}
    assert {lemma for _, lemma in small} <= lexicon.lemmas
    for base in BASES:
        assert {form for form, lemma in small if lemma == base} <= lexicon.forms[base]


def test_an_entry_is_cut_as_a_text_is() -> None:
    model = LanguageModel()

    assert model.words_of_entry("Narkotika") == ["narkotika"]
    assert model.words_of_entry("v/oppstart") == [word.form for word in model.words("v/oppstart")]


def test_the_model_is_ours_when_none_is_named_and_tells_its_version() -> None:
    assert LanguageModel().name == model_label(OWN_NAME)


def test_a_model_that_is_not_installed_is_said_before_anything_is_loaded() -> None:
    with pytest.raises(ModelMissing, match=r"«nb_ikke_her» er ikke installert\. Installer den"):
        LanguageModel("nb_ikke_her")


def test_paragraphs_are_read_in_their_order_and_only_as_far_as_asked() -> None:
    texts = ["Rådet møttes i Lillevik.", "Rådet vedtok planen."]
    readings = tuple(LanguageModel().read(texts, parts=frozenset({Part.TAGS})))

    assert [reading.text for reading in readings] == texts
    assert [word.lemma for word in readings[1].words] == ["råd", "vedta", "plan", "$."]
    assert all(not reading.names for reading in readings)


def test_words_alone_need_no_weights() -> None:
    program = (
        "import models.pipeline as pipeline\n"
        "def refuse(*_, **__): raise AssertionError('the weights were loaded')\n"
        "pipeline.spacy.load = refuse\n"
        "from ingest.language_model import LanguageModel\n"
        "print([word.form for word in LanguageModel().words('Sak 12/21 jf. § 3')])"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "['sak', '12/21', 'jf.', '§', '3']"


def test_a_process_that_annotates_starts_fast() -> None:
    program = (
        "import time; from ingest.themes.annotate import Annotator; from minutes.vocabulary import load_vocabulary; "
        "began = time.process_time(); Annotator(load_vocabulary()); print(time.process_time() - began)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert float(finished.stdout) < LONGEST_START
