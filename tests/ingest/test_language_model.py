"""The one way to the language model: what it loads when, and how it divides and reads text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest.language_model import LanguageModel
from minutes.errors import ModelMissing
from models.choice import OWN_NAME, model_label
from models.pipeline import Part

LONGEST_START = 1.5
"""Seconds of processor time for all the words of the vocabulary; 0.7 here, on a machine that others work on too."""


def test_an_entry_of_the_vocabulary_is_cut_as_a_text_is() -> None:
    model = LanguageModel()
    (reading,) = model.read(["støtte v/oppstart av a-krim"])

    assert model.split("Narkotika") == ["Narkotika"]
    assert model.split(reading.text) == [word.form for word in reading.words]


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
        "print(LanguageModel().split('Sak 12/21 jf. § 3'))"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "['Sak', '12/21', 'jf.', '§', '3']"


def test_a_process_that_annotates_starts_fast() -> None:
    program = (
        "import time; from ingest.themes.annotate import Annotator; from minutes.vocabulary import load_vocabulary; "
        "began = time.process_time(); Annotator(load_vocabulary()); print(time.process_time() - began)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert float(finished.stdout) < LONGEST_START
