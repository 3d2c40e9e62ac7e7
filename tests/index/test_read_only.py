"""An archive in a folder that cannot be written to is read all the same, at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index.archive import Archive
from index.catalogue import Catalogue
from index.database import open_database
from index.engine import Near, Term, TextField, Token, TokenKind, Unit
from minutes.errors import ArchiveError


class Words:
    """Each word as it stands."""

    version = "words"

    def tokens(self, text: str) -> tuple[Token, ...]:
        return tuple(Token(word, TokenKind.EXACT, place, 0, 0) for place, word in enumerate(text.split()))


def unit(text: str) -> Unit:
    return Unit(
        row=len(text),
        item_id=text,
        document_id=text,
        date=None,
        texts={TextField.TEXT: text},
        facets={},
        keywords={},
    )


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
    with Catalogue(catalog) as opened, pytest.raises(ArchiveError, match="eller skrives: den kan ikke skrives til"):
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


def test_an_index_of_tantivy_is_read_and_nothing_is_written_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = pytest.importorskip("index.tantivy_engine")
    module.create_index(tmp_path / "written")
    written = module.TantivyEngine(tmp_path / "written", Words())
    written.write([unit("ferja går"), unit("skolen")])
    written.close()
    # A copy: what the writer's threads still do, they do beside the other.
    folder = tmp_path / "read"
    shutil.copytree(tmp_path / "written", folder, ignore=shutil.ignore_patterns(".*.lock"))
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    before = sorted(folder.iterdir())
    opened = module.TantivyEngine(folder)
    words = tuple(Term(terms=((word, TokenKind.EXACT),)) for word in ("ferja", "går"))
    assert opened.search(Near(parts=words), limit=10).total == 1
    opened.close()
    assert sorted(folder.iterdir()) == before
