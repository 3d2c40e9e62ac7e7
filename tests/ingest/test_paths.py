"""A file's bytes, or a sentence on why there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.paths import bytes_of, digest_of, path_text
from minutes.errors import Reason, UnreadableFile


def refusal_of(path: Path, most: int = 1000) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refusal:
        bytes_of(path, most)
    assert refusal.value.way_out.endswith(".")
    return refusal.value


def test_a_file_of_just_the_size_that_is_allowed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sak.txt"
    path.write_text("Sak 1")
    assert bytes_of(path, 5) == b"Sak 1"
    assert refusal_of(path, 4).reason is Reason.TOO_LARGE


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).reason is Reason.UNSUPPORTED
    assert "mappe" in refusal_of(tmp_path).message
    assert refusal_of(tmp_path / "borte.pdf").reason is Reason.NO_ACCESS


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "lukket.txt"
    path.write_text("Sak 1")
    monkeypatch.setattr(Path, "read_bytes", deny)
    failure = refusal_of(path)
    assert failure.reason is Reason.NO_ACCESS
    assert "lesetilgang" in failure.way_out


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "tom.txt"
    path.write_bytes(b"")
    assert digest_of(path) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_name_that_is_no_utf_8_can_be_shown() -> None:
    assert path_text(Path("møte\udcff.pdf")) == "møte\\xff.pdf"
