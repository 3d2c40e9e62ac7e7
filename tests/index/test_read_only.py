"""An archive in a folder that cannot be written to is read all the same, at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.archive import Archive
from index.catalogue import Catalogue
from index.database import open_database
from minutes.errors import ArchiveError


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue with one run in it, in a folder that the system says cannot be written to."""
    path = tmp_path / "med mellomrom og æ" / "catalog.db"
    path.parent.mkdir()
    with Catalogue(path) as made:
        made.start_run("test")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    return path


def test_it_is_read(catalog: Path) -> None:
    with Catalogue(catalog) as opened:
        assert opened.query("SELECT program FROM runs") == [("test",)]
        assert list(catalog.parent.iterdir()) == [catalog]


def test_writing_to_it_is_one_sentence(catalog: Path) -> None:
    with Catalogue(catalog) as opened, pytest.raises(ArchiveError, match="kan ikke åpnes eller skrives"):
        opened.start_run("test")


def test_what_another_has_written_to_the_log_is_read_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_database(tmp_path / "catalog.db")
    writer.execute("CREATE TABLE later (word TEXT)")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    reader = open_database(tmp_path / "catalog.db")
    assert reader.execute("SELECT count(*) FROM later").fetchall() == [(0,)]
    reader.close()
    writer.close()


def test_being_its_only_writer_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "arkiv", create=True) as archive:
        (tmp_path / "arkiv" / "write.lock").mkdir()
        with pytest.raises(ArchiveError, match="kan ikke skrives til"), archive.writing_lock():
            pass
