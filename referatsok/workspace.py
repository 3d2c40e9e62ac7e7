"""An open archive with what is needed to ask it or to add to it: the analysis, the engine, the stamp they must carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.analysis import Analysis
from index.archive import Archive, Stamp
from index.engine import Engine
from minutes.settings import LANGUAGE_MODEL
from minutes.vocabulary import load_vocabulary

Progress = Callable[[int, int], None]


@dataclass
class Workspace:
    """An archive opened by this version of the program."""

    archive: Archive
    _engine: Engine | None = None

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis that questions and documents share."""
        return Analysis(load_vocabulary())

    @cached_property
    def stamp(self) -> Stamp:
        """The stamp that an index made by this version carries."""
        vocabulary = load_vocabulary()
        return Stamp(analysis=self.analysis.version, vocabulary=vocabulary.stamp, model=LANGUAGE_MODEL)

    @property
    def engine(self) -> Engine:
        """The search engine.

        Raises:
            IndexOutOfDate: the index is missing, damaged or made by another version.
        """
        if self._engine is None:
            self._engine = self.archive.engine(self.stamp)
        return self._engine

    def index_new(self, say: Callable[[str], None], progress: Progress) -> None:
        """Bring the search index up to date with the catalogue; rebuild it if another version made it."""
        made_by = self.archive.stamp()
        if made_by is None or made_by == self.stamp:
            self.archive.bring_index_up_to_date(self.analysis, self.stamp, progress)
            return
        say("Søkeindeksen er laget av en annen versjon; den bygges på nytt.")
        self.rebuild(progress)

    def rebuild(self, progress: Progress) -> None:
        """Tag what another vocabulary or model tagged, and build the search index anew. No file is read."""
        with self.archive.writing_lock():
            self._tag_again()
            self.archive.rebuild(self.analysis, self.stamp, progress)

    def _tag_again(self) -> None:
        catalogue = self.archive.catalogue
        vocabulary = load_vocabulary()
        old = catalogue.tagged_otherwise(vocabulary.stamp)
        if not old:
            return
        from ingest.themes.annotate import Annotator

        annotator = Annotator(vocabulary)
        for document_id in old:
            document = catalogue.document(document_id)
            catalogue.store(annotator.annotate(document))

    def close(self) -> None:
        """Let go of the files."""
        if self._engine is not None:
            self._engine.close()
        self.archive.close()


@contextmanager
def open_workspace(folder: Path, *, create: bool = False) -> Iterator[Workspace]:
    """The archive in this folder, closed when done.

    Raises:
        ArchiveMissing: there is none, and ``create`` is not asked for.
    """
    workspace = Workspace(archive=Archive.open(folder, create=create))
    try:
        yield workspace
    finally:
        workspace.close()
