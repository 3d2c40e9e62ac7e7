"""Lists of names, and that none of the tables needs a foreign library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from models.gazetteer import name_kinds


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        pytest.param("Oslo", "N", id="a Norwegian place"),
        pytest.param("Oslos", "N's", id="its genitive"),
        pytest.param("OSLO", "N", id="in capitals"),
        pytest.param("Sverige", "C", id="a country"),
        pytest.param("oslo", "", id="no capital, no name"),
        pytest.param("Den", "", id="a word that some country's long name begins with"),
    ],
)
def test_listed_names_have_kinds(form: str, kinds: str) -> None:
    assert name_kinds(form) == kinds


def test_no_table_needs_a_foreign_library() -> None:
    code = (
        "import sys, models.compounds, models.lemmas, models.written_form, models.gazetteer\n"
        "models.compounds.split_compound('barnehage')\n"
        "models.lemmas.possible_lemmas('barnehagen')\n"
        "print([name for name in ('spacy', 'numpy', 'thinc', 'whoosh') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
