"""The tables can be asked by whoever searches: they need no foreign library."""

from __future__ import annotations

import subprocess
import sys


def test_no_table_needs_a_foreign_library() -> None:
    code = (
        "import sys, models.compounds, models.gazetteer, models.lemmas, models.written_form\n"
        "models.compounds.split_compound('barnehage')\n"
        "models.lemmas.possible_lemmas('barnehagen')\n"
        "models.gazetteer.name_kinds('Oslo')\n"
        "models.written_form.detect_written_form('Ikkje no')\n"
        "print([name for name in ('spacy', 'numpy', 'thinc', 'whoosh') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
