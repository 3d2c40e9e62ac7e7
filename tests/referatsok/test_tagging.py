"""Tagging an archive again: in several processes, cut short and gone on with, and where a process cannot do it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import workers
from referatsok import tagging
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import Workspace, open_workspace

MEETINGS = 4
PAPER = "Referat fra møte i Storvik politiråd {number}. mars 2021\n\nSak 1/21 Brygga\nRådet så på brygga.\n"
OWN = """
version = "1"

[[theme]]
id = "brygge"
label = "Brygger"
label_nn = "Brygger"
definition = "Brygger og kaier."
words = ["brygge"]
"""


def unheard(_done: int, _all: int) -> None:
    """Progress that nobody follows."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    papers = tmp_path / "papirer"
    papers.mkdir()
    for number in range(1, MEETINGS + 1):
        (papers / f"{number}.txt").write_text(PAPER.format(number=number), encoding="utf-8")
    read_into(tmp_path / "arkiv", [papers], Wish())
    for paper in papers.iterdir():
        paper.unlink()
    return tmp_path / "arkiv"


@pytest.fixture
def workspace(archive: Path, tmp_path: Path) -> Iterator[Workspace]:
    own = tmp_path / "temaer.toml"
    own.write_text(OWN, encoding="utf-8")
    with open_workspace(archive, themes=str(own)) as opened:
        yield opened


def tagged(workspace: Workspace) -> list[bool]:
    """Of each document, whether the new theme is found in it."""
    return [
        any("brygge" in item.themes for item in document.items) for document in workspace.archive.catalogue.documents()
    ]


def test_every_document_is_tagged_again_without_its_file(workspace: Workspace) -> None:
    heard: list[tuple[int, int]] = []
    workspace.rebuild(unheard, lambda done, every: heard.append((done, every)))
    assert tagged(workspace) == [True] * MEETINGS
    assert heard == [(done, MEETINGS) for done in range(1, MEETINGS + 1)]


def test_a_run_that_is_stopped_keeps_what_is_done_and_the_next_goes_on_with_the_rest(workspace: Workspace) -> None:
    def stop(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.rebuild(unheard, stop)
    assert sum(tagged(workspace)) == 2
    heard: list[int] = []
    workspace.rebuild(unheard, lambda _done, every: heard.append(every))
    assert heard == [MEETINGS - 2] * (MEETINGS - 2)
    assert tagged(workspace) == [True] * MEETINGS


def test_what_a_process_with_limits_cannot_tag_is_tagged_all_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unable(workers.WorkerPool):
        def _collect(self, worker: workers._Worker, *, heard: bool) -> workers.Outcome | None:
            outcome = super()._collect(worker, heard=heard)
            return workers.Outcome(path=outcome.path) if outcome else None

    monkeypatch.setattr(tagging, "WorkerPool", Unable)
    workspace.rebuild(unheard, unheard)
    assert tagged(workspace) == [True] * MEETINGS
