"""A new generation of the index that differs from the one before in the themes of its units, and in nothing else.

Words, dates and all other facets are those that are there; so nothing is analysed, and the documents are not even read.
It takes an index that knew all the catalogue before the themes changed, and an engine that keeps facets nowhere but in the
store (index/store.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.arrays import DamagedFile, open_arrays, write_arrays
from index.columns import Columns, Entry, columns_of, from_arrays, to_arrays
from index.engine import Facet
from index.record import Record, Themes
from index.store import PART

NONE = Themes(all=(), main=())


def with_other_themes(old: Path, new: Path, record: Record, *, but: str) -> bool:
    """Put into the folder of a new generation what is in that of the old one, with the themes that the catalogue has now.

    Args:
        old: the folder of the one in use.
        new: an empty folder.
        record: the catalogue.
        but: the name of a file that is left out.

    Returns:
        Whether it could be done; if not, the old one is damaged, and the new folder holds nothing of use.
    """
    try:
        for path in old.iterdir():
            if PART.fullmatch(path.name):
                _part(path, new / path.name, record)
            elif path.name != but:
                shutil.copyfile(path, new / path.name)
    except (DamagedFile, FileNotFoundError, KeyError):
        return False
    return True


def _part(old: Path, new: Path, record: Record) -> None:
    arrays, texts = open_arrays(old)
    columns = from_arrays(arrays, texts)
    if columns.size:
        themes = record.themes(int(np.min(columns.rows)), int(np.max(columns.rows)))
        changed_arrays, changed_texts = to_arrays(_changed(columns, themes))
        arrays, texts = {**arrays, **changed_arrays}, {**texts, **{name: list(v) for name, v in changed_texts.items()}}
    write_arrays(new, arrays, texts)


def _changed(columns: Columns, themes: Mapping[int, Themes]) -> Columns:
    held = [themes.get(row, NONE) for row in columns.rows.tolist()]
    fresh = columns_of(
        [Entry(row=0, date=None, lengths={}, facets={Facet.THEME: one.all, Facet.MAIN_THEME: one.main}) for one in held]
    )
    facets = {facet: fresh.facets[facet] for facet in (Facet.THEME, Facet.MAIN_THEME)}
    return replace(columns, facets={**columns.facets, **facets})
