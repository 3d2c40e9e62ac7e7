"""The sums of the files that tantivy writes once and for all: by them damage is told; tantivy itself reads on."""

from __future__ import annotations

import json
from pathlib import Path

from index.arrays import DamagedFile, sum_of

SUMMED = "sums.json"
"""The file with the sums."""

CHANGING = {"meta.json", ".managed.json"}
"""Tantivy's files that each commit writes anew; a damaged one it cannot open."""

NOT_ITS_OWN = {".lock", ".units", ".new", ".json"}
"""Endings of files that are not tantivy's, or hold nothing."""


def keep_sums(folder: Path) -> None:
    """Note what tantivy's files are, those it has written once and for all."""
    found = {path.name: sum_of(path) for path in folder.iterdir() if _is_segment(path)}
    beside = folder / f"{SUMMED}.new"
    beside.write_text(json.dumps(found), encoding="utf-8")
    beside.replace(folder / SUMMED)


def _is_segment(path: Path) -> bool:
    return path.name not in CHANGING and path.suffix not in NOT_ITS_OWN


def check_sums(folder: Path) -> None:
    """Raise DamagedFile if a file is not what was noted; one that another writer has merged away is passed over."""
    for name, noted in json.loads((folder / SUMMED).read_text(encoding="utf-8")).items():
        path = folder / name
        if path.exists() and list(sum_of(path)) != noted:
            raise DamagedFile(f"{path} is not as it was written")
