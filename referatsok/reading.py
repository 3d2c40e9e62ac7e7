"""Reading files into an archive, with progress on a terminal and a way to stop at any time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from tqdm import tqdm

from index.generations import load_engine
from minutes.errors import ReferatsokError
from minutes.settings import Given
from models.choice import model_label
from referatsok.files import gather
from referatsok.ingest_run import IngestReport, IngestRun, Wish
from referatsok.vocabularies import vocabulary_of
from referatsok.workspace import Progress, Workspace, open_workspace


class Interrupted(ReferatsokError):
    """The user stopped a run; what was finished is kept."""


def read_into(folder: Path, paths: Iterable[Path], wish: Wish) -> IngestReport:
    """Take these files and folders into the archive, then bring the search index up to date.

    Raises:
        UsageError: a path does not exist, no such language model is installed, or the themes do not hold together.
        Interrupted: the user pressed Ctrl-C; what was read is stored and indexed.
    """
    gathered = gather(paths)
    if wish.given.model:
        model_label(wish.given.model)  # before an archive is made
    vocabulary_of(folder, wish.themes)
    if wish.engine:
        load_engine(wish.engine)
    with (
        open_workspace(
            folder, create=True, model=wish.given.model, themes=wish.themes, engine=wish.engine
        ) as workspace,
        workspace.archive.writing_lock(say),
    ):
        workspace.refuse_other_engine()
        model_label(workspace.model)
        wish = replace(wish, given=given_by(workspace, wish))
        run = IngestRun(workspace.archive.catalogue, wish)
        stopped = False
        try:
            with bar(len(gathered.files), "Leser") as shown:
                run.take(gathered, lambda finished: _update(shown, finished))
        except KeyboardInterrupt:
            stopped = True
        index_new(workspace)
    if stopped:
        raise Interrupted(
            f"Avbrutt etter {run.report.files_seen} av {len(gathered.files)} filer.",
            way_out="Det som er lest, er lagret; kjør samme kommando igjen for å fortsette.",
        )
    return run.report


def given_by(workspace: Workspace, wish: Wish) -> Given:
    """What is said of the files of a run, with the language model and the themes that the archive keeps to."""
    return replace(wish.given, model=workspace.model, vocabulary=workspace.keep_vocabulary())


def index_new(workspace: Workspace) -> None:
    """Bring the search index up to date, with progress.

    Raises:
        Interrupted: the user pressed Ctrl-C.
    """
    with _interrupted_index():
        workspace.index_new(say, progress_bar("Indekserer"), progress_bar("Merker temaer og navn"))


def rebuild(workspace: Workspace) -> None:
    """Build the search index anew, with progress.

    Raises:
        Interrupted: the user pressed Ctrl-C.
    """
    with _interrupted_index():
        workspace.rebuild(progress_bar("Indekserer"), progress_bar("Merker temaer og navn"))


@contextmanager
def _interrupted_index() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as error:
        message = "Avbrutt før søkeindeksen var ferdig."
        way_out = "Det som er lest, er lagret; «referatsok reindex» gjør den ferdig uten å lese filene igjen."
        raise Interrupted(message, way_out=way_out) from error


def say(message: str) -> None:
    """A message to the user, apart from the results."""
    click.echo(message, err=True)


def bar(total: int, what: str) -> tqdm[None]:
    """A progress bar on stderr; nothing at all when that is no terminal."""
    return tqdm(
        total=total,
        desc=what,
        unit=" filer",
        disable=not sys.stderr.isatty(),
        leave=False,
        bar_format="{desc}: {n_fmt} av {total_fmt} |{bar}| {elapsed}, igjen {remaining}",
    )


def _update(shown: tqdm[None], finished: int) -> None:
    shown.update(finished)


def progress_bar(what: str) -> Progress:
    """A bar for work that tells how much is done, and of how much; it is drawn when the work first tells."""
    drawn: list[tqdm[None]] = []

    def tell(done: int, total: int) -> None:
        if not drawn:
            drawn.append(bar(total, what))
        shown = drawn[0]
        shown.update(done - shown.n)
        if done >= total:
            shown.close()

    return tell
