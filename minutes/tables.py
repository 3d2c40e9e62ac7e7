"""The tables of words and numbers that stand beside the code that uses them, as .toml files of the package."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read_table(package: str, name: str) -> dict[str, Any]:
    """The table ``name`` of a package of ours; one that is missing or broken is our own mistake, and crashes."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
