"""Which language model is meant, by its name: ours, which comes with the package, or an installed official one.

Told without loading it: the archive's stamp and the command line ask here. No foreign library is imported.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from minutes.errors import ModelMissing

OWN_NAME = "referatsok"
WEIGHTS = Path(__file__).parent / "weights"


@cache
def model_label(name: str = OWN_NAME) -> str:
    """Name and version, for the record of what read a document: `referatsok-1.0.0`, `nb_core_news_lg-3.8.0`.

    Raises:
        ModelMissing: no such model is installed.
    """
    if name == OWN_NAME:
        return f"{name}-{json.loads((WEIGHTS / 'meta.json').read_text(encoding='utf-8'))['version']}"
    # Here and not above: a search in an archive of our own model need not load the machinery of packages.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name}-{version(name)}"
    except PackageNotFoundError as error:
        raise ModelMissing(
            f"Språkmodellen «{name}» er ikke installert.",
            way_out=f"Installer den med «python -m spacy download {name}», eller bruk vår egen med «--model referatsok».",
        ) from error


def name_in_label(label: str) -> str:
    """The name in a label: `nb_core_news_lg-3.8.0` -> `nb_core_news_lg`; ours for what is no label of a model."""
    return label.rpartition("-")[0] or OWN_NAME
