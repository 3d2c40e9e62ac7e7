"""The README tells the truth: its examples give what it shows, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.readme import EXAMPLE, README, with_outputs, without_times

ROOT = README.parent


def test_every_example_gives_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = README.read_text(encoding="utf-8")
    assert len(EXAMPLE.findall(text)) == 5
    assert without_times(with_outputs(text, tmp_path / "arkiv")) == without_times(text)


def test_every_link_to_a_file_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_two_commands_are_named() -> None:
    text = README.read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
