"""The generations of an archive's search index: one is in use, and a new one is built beside it and takes its place.

::

    CURRENT         the name of the generation in use
    <generation>/   the engine's files, and stamp.json: what built them

A new one is put in use by replacing CURRENT, so a broken index is never opened to be mended, and a run that is killed
leaves the old one in use.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.engine import Analyser, Engine
from minutes.errors import IndexOutOfDate
from minutes.settings import TANTIVY, WHOOSH

INDEX_SCHEMA = 4
"""Raised when what is put into an index changes (index/units.py, an engine's files)."""

STAMP_FILE = "stamp.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What built an index. One with another stamp answers in another way, and is out of date.

    ``engine`` is one of ``ENGINES``.
    """

    analysis: str
    vocabulary: str
    model: str
    engine: str = WHOOSH
    schema: int = INDEX_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineModule:
    """What an engine's module does: makes an empty index in a folder, and opens the one that is there."""

    create: Callable[[Path], None]
    open: Callable[[Path, Analyser | None], Engine]


class Generations:
    """The folder of an archive's index. Nothing is made on disk before ``new``; who changes it holds the archive's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path | None:
        """The folder of the one in use."""
        try:
            name = (self._folder / "CURRENT").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        folder = self._folder / name
        return folder if name and folder.parent == self._folder and folder.is_dir() else None

    def stamp(self) -> Stamp | None:
        """What built the one in use; None if there is none, or it does not say."""
        folder = self.current()
        if folder is None:
            return None
        try:
            return Stamp(**json.loads((folder / STAMP_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def engine(self, stamp: Stamp, analyser: Analyser | None = None) -> Engine:
        """The engine on the one in use; with an analyser, also for writing.

        Raises:
            IndexOutOfDate: there is none, it is damaged, or something else than ``stamp`` built it.
        """
        while True:
            folder = self.current()
            found = self.stamp()
            if folder is None or found is None:
                raise _out_of_date("Søkeindeksen mangler eller er skadet.")
            if found != stamp:
                raise _out_of_date(f"Søkeindeksen er laget med {_difference(found, stamp)}.")
            try:
                return load_engine(stamp.engine).open(folder, analyser)
            except IndexOutOfDate:
                if self.current() == folder:
                    raise
                # Another process has put a new one in use and removed this one while it was being opened.

    def new(self) -> Path:
        """An empty folder for the next one."""
        numbers = [int(folder.name) for folder in self._all() if folder.name.isdecimal()]
        folder = self._folder / f"{max(numbers, default=0) + 1:06}"
        folder.mkdir(parents=True)
        return folder

    def use(self, folder: Path, stamp: Stamp) -> None:
        """Put one in use that this stamp built."""
        (folder / STAMP_FILE).write_text(json.dumps(asdict(stamp)), encoding="utf-8")
        beside = self._folder / "CURRENT.new"
        beside.write_text(folder.name, encoding="utf-8")
        beside.replace(self._folder / "CURRENT")

    def remove_all(self, *, but: Path) -> None:
        """Remove all but the one in this folder."""
        for folder in self._all():
            if folder != but:
                # A reader of the old one may hold its files where the system forbids removal; the next rebuild tries again.
                shutil.rmtree(folder, ignore_errors=True)

    def _all(self) -> list[Path]:
        return [folder for folder in self._folder.iterdir() if folder.is_dir()] if self._folder.is_dir() else []


def load_engine(name: str) -> EngineModule:
    """The module of an engine.

    Raises:
        EngineMissing: its library is not installed.
    """
    # Here and not above: reading the catalogue alone need not load an engine and numpy.
    if name == TANTIVY:
        from index import tantivy_engine

        return EngineModule(create=tantivy_engine.create_index, open=tantivy_engine.TantivyEngine)
    from index import whoosh_engine

    return EngineModule(create=whoosh_engine.create_index, open=whoosh_engine.WhooshEngine)


def _out_of_date(message: str) -> IndexOutOfDate:
    return IndexOutOfDate(message, way_out="Kjør «referatsok reindex»; filene leses ikke på nytt.")


def _difference(found: Stamp, wanted: Stamp) -> str:
    names = {
        "schema": "et annet oppsett",
        "analysis": "en annen språkanalyse",
        "vocabulary": "en annen temaliste",
        "model": "en annen språkmodell",
        "engine": "en annen søkemotor",
    }
    return " og ".join(name for field, name in names.items() if getattr(found, field) != getattr(wanted, field))
