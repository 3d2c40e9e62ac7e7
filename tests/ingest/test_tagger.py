"""Documents that were read before, tagged again: the same as when they were read, and without what reads files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import tagger
from ingest.pipeline import Parser
from ingest.tagger import HELD_READY, Tagger, tagger_in_child
from minutes.settings import Given

PAPER = """Referat fra møte i Storvik politiråd 6. desember 2021

Sak 1/21 Hærverk ved skolen
Det har vært en økning fra 4 til 9 saker om hærverk. Rus ble ikke drøftet.

Sak 2/21 Trafikk
Kari Nordmann orienterte om trafikksikkerhet på skoleveien.
"""


@pytest.fixture(scope="module")
def tags() -> Tagger:
    return Tagger(Given())


def test_a_document_gets_the_mentions_and_names_it_got_when_it_was_read(tmp_path: Path, tags: Tagger) -> None:
    paper = tmp_path / "referat.txt"
    paper.write_text(PAPER, encoding="utf-8")
    read = Parser().parse(paper)
    bare = tuple(replace(item, mentions=(), names=()) for item in read.items)
    assert any(item.mentions for item in read.items)
    assert tags.tag_again(replace(read, items=bare), names=True) == read
    kept = tags.tag_again(replace(read, items=bare))
    assert [item.mentions for item in kept.items] == [item.mentions for item in read.items]
    assert not any(item.names for item in kept.items)


def test_a_child_takes_over_the_tagger_that_lies_ready(monkeypatch: pytest.MonkeyPatch, tags: Tagger) -> None:
    class Ready:
        TAGGER = tags

    monkeypatch.setitem(sys.modules, HELD_READY, Ready)
    assert tagger_in_child(Given())._language is tags._language
    monkeypatch.setattr(tagger, "is_usual", lambda _given: False)
    assert tagger_in_child(Given())._language is not tags._language


def test_tagging_loads_nothing_that_reads_files() -> None:
    program = (
        "import sys, ingest.tagger_ready; "
        "print(*(name for name in sys.modules if name.startswith(('ingest.agenda', 'ingest.read.', 'pypdfium2', 'docx'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
