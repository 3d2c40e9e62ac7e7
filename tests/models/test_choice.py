"""Which model is meant, told without loading it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from minutes.errors import ExitCode, ModelMissing
from models.choice import OWN_NAME, model_label, name_in_label


def test_our_own_is_told_with_its_version() -> None:
    assert re.fullmatch(r"referatsok-\d+\.\d+\.\d+", model_label())


def test_an_installed_package_is_told_with_its_version() -> None:
    assert model_label("spacy").startswith("spacy-3.")


def test_what_is_not_installed_is_a_wrong_option_with_a_way_out() -> None:
    with pytest.raises(ModelMissing) as caught:
        model_label("nb_core_news_xl")
    assert caught.value.exit_code is ExitCode.USAGE
    assert "nb_core_news_xl" in caught.value.way_out


@pytest.mark.parametrize(
    ("label", "name"),
    [
        pytest.param("nb_core_news_lg-3.8.0", "nb_core_news_lg", id="an official one"),
        pytest.param("referatsok-1.0.0", OWN_NAME, id="ours"),
        pytest.param("blank:nb", OWN_NAME, id="what older archives say"),
    ],
)
def test_a_label_tells_the_name(label: str, name: str) -> None:
    assert name_in_label(label) == name


def test_telling_needs_no_foreign_library() -> None:
    code = (
        "import sys, models.choice; models.choice.model_label()\n"
        "print([name for name in ('spacy', 'numpy', 'thinc') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
