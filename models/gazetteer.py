"""Whether a capitalised word is a given name, a family name, a country or a place by lists that come as packages.

The lists are a hint to the network, never a verdict: `Berg`, `Lund` and `Dal` are all three.
No foreign library is imported here.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

NAMES_FILE = Path(__file__).parent / "data" / "names.txt.gz"


def read_names(path: Path = NAMES_FILE) -> dict[str, str]:
    """Name to its kinds, one letter each in alphabetical order; a line of the file is kinds, a tab, names."""
    kinds: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            letters, _, names = line.rstrip("\n").partition("\t")
            kinds.update(dict.fromkeys(names.split(" "), letters))
    return kinds


@cache
def _names() -> dict[str, str]:
    return read_names()


def name_kinds(form: str) -> str:
    """`Oslo` -> `N`, `Oslos` -> `N's`; empty for what is not capitalised or not listed."""
    if not form[:1].isupper():
        return ""
    names = _names()
    title = form.title() if form.isupper() and len(form) > 1 else form
    if title in names:
        return names[title]
    if title.endswith("s") and title[:-1] in names:
        return f"{names[title[:-1]]}'s"
    # `Nord-Trøndelag`, `Anne-Lise`: the first part tells.
    head = title.partition("-")[0]
    return f"{names[head]}-" if head != title and head in names else ""
