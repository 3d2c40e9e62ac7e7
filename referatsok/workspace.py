"""An open archive with what is needed to ask it or to add to it: the analysis, the engine, the stamp they must carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.analysis import Analysis
from index.archive import Archive
from index.engine import Engine
from index.generations import Stamp, load_engine
from minutes.errors import UsageError
from minutes.settings import NAMING, WHOOSH, Given
from minutes.vocabulary import Vocabulary
from models.choice import OWN_NAME, model_label, name_in_label
from referatsok.vocabularies import keep, kept_file, vocabulary_of

Progress = Callable[[int, int], None]


@dataclass
class Workspace:
    """An archive opened by this version of the program.

    Attributes:
        archive: the archive.
        named: the language model that the user named.
        themes: the vocabulary that the user named: a file, or «referatsok».
        engine_named: the search engine that the user named.
    """

    archive: Archive
    named: str | None = None
    themes: str | None = None
    engine_named: str | None = None
    _engine: Engine | None = None

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis that questions and documents share."""
        return Analysis(self.vocabulary)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The themes in use: those named, else those the archive was made with, else ours.

        Raises:
            InvalidVocabulary: the file cannot be read, or does not hold together.
        """
        return vocabulary_of(self.archive.folder, self.themes)

    @property
    def theme_labels(self) -> dict[str, str]:
        """What the themes are called, by their ids."""
        return {theme.id: theme.label for theme in self.vocabulary.themes}

    def keep_vocabulary(self) -> Path | None:
        """Let the archive keep to the vocabulary that was named; the file it has of it, None for ours. Takes the lock."""
        with self.archive.writing_lock():
            if self.vocabulary.themes:  # read, so that one that does not hold is refused before it is kept
                keep(self.archive.folder, self.themes)
        return kept_file(self.archive.folder)

    @cached_property
    def model(self) -> str:
        """The name of the language model in use: the one named, else the one the archive was made with, else ours."""
        found = self.archive.stamp()
        return self.named or (name_in_label(found.model) if found else OWN_NAME)

    @cached_property
    def stamp(self) -> Stamp:
        """The stamp that an index made by this version carries.

        Raises:
            ModelMissing: the model that the user named is not installed.
        """
        found = self.archive.stamp()
        # A search needs no model: an archive made with another than ours may be asked where that is not installed.
        as_made = found is not None and self.named is None and self.model != OWN_NAME
        model = found.model if found and as_made else model_label(self.model)
        engine = self.engine_named or (found.engine if found else WHOOSH)
        return Stamp(analysis=self.analysis.version, vocabulary=self.vocabulary.stamp, model=model, engine=engine)

    def refuse_other_engine(self) -> None:
        """See that the engine that the user named is there, and the one that the archive has, if it has one.

        Raises:
            EngineMissing: it is not installed.
            UsageError: the archive has another.
        """
        found = self.archive.stamp()
        if self.engine_named and found and found.engine != self.engine_named:
            raise UsageError(
                f"Arkivet bruker søkemotoren {found.engine}.",
                way_out=f"Bytt med «referatsok reindex --engine {self.engine_named}».",
            )
        load_engine(self.stamp.engine)

    @property
    def engine(self) -> Engine:
        """The search engine.

        Raises:
            IndexOutOfDate: the index is missing, damaged or made by another version.
        """
        if self._engine is None:
            self._engine = self.archive.engine(self.stamp)
        return self._engine

    def tell_if_empty(self, say: Callable[[str], None]) -> None:
        """Say so if there is nothing here that a question could find."""
        if not self.archive.catalogue.query("SELECT 1 FROM documents LIMIT 1"):
            say("Arkivet er tomt. Les inn papirer med «referatsok ingest MAPPE».")

    def index_new(self, say: Callable[[str], None], progress: Progress, tagging: Progress) -> None:
        """Bring the search index up to date with the catalogue; rebuild it if another version made it."""
        made_by = self.archive.stamp()
        if made_by is None or made_by == self.stamp:
            self.archive.bring_index_up_to_date(self.analysis, self.stamp, progress)
            return
        say(
            "Søkeindeksen er laget av en annen versjon, "
            "med en annen språkmodell eller en annen temaliste; den bygges på nytt."
        )
        self.rebuild(progress, tagging)

    def rebuild(self, progress: Progress, tagging: Progress) -> None:
        """Tag what another vocabulary or model tagged, and build the search index anew. No file is read."""
        with self.archive.writing_lock():
            catalogue = self.archive.catalogue
            index_knew_all = not catalogue.pending()
            old = catalogue.tagged_otherwise(self.vocabulary.stamp, self.stamp.model)
            unnamed = frozenset((*catalogue.named_otherwise(NAMING), *catalogue.read_otherwise(self.stamp.model)))
            if old or unnamed:
                self._tag_again(old, unnamed, tagging)
            only_themes = index_knew_all and not unnamed
            self.archive.rebuild(self.analysis, self.stamp, progress, only_themes=only_themes)

    def _tag_again(self, old: Sequence[str], unnamed: frozenset[str], tagging: Progress) -> None:
        from referatsok.tagging import tag_again

        tag_again(
            self.archive.catalogue,
            tuple(dict.fromkeys((*old, *unnamed))),
            Given(model=self.model, vocabulary=self._vocabulary_file()),
            unnamed=unnamed,
            progress=tagging,
        )

    def _vocabulary_file(self) -> Path | None:
        """The file of the themes in use; None for those that come with the program."""
        if self.themes is None:
            return kept_file(self.archive.folder)
        return None if self.themes == OWN_NAME else Path(self.themes)

    def close(self) -> None:
        """Let go of the files."""
        if self._engine is not None:
            self._engine.close()
        self.archive.close()


@contextmanager
def open_workspace(
    folder: Path,
    *,
    create: bool = False,
    model: str | None = None,
    themes: str | None = None,
    engine: str | None = None,
) -> Iterator[Workspace]:
    """The archive in this folder, closed when done.

    Raises:
        ArchiveMissing: there is none, and ``create`` is not asked for.
    """
    archive = Archive.open(folder, create=create)
    workspace = Workspace(archive=archive, named=model, themes=themes, engine_named=engine)
    try:
        yield workspace
    finally:
        workspace.close()
