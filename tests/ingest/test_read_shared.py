"""Real documents, where they are at hand: every run verbatim, and the same document the same in every format."""

import difflib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from minutes.errors import UnreadableFile

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.skipif(not DATA.is_dir(), reason="the real documents are not at hand"),
    pytest.mark.slow,
]

SUFFIXES = {".txt", ".docx", ".pdf", ".odt", ".html"}

# Measured when the readers were written: .996 of 3,982 paragraphs; what is left was lost in the printing.
LEAST_ALIKE = 0.99


def documents() -> list[Path]:
    return [
        path
        for path in sorted(DATA.rglob("*"))
        if path.suffix in SUFFIXES and path.parent.name not in {"norne", "norquad"}
    ]


@cache
def read(path: Path) -> Reading:
    return read_bytes(path.read_bytes(), name=path.name)


def said(reading: Reading) -> list[str]:
    blocks = [block for block in reading.blocks if block.kind is not BlockKind.FURNITURE]
    return [re.sub(r"\s+", " ", f"{block.marker} {block.text}").strip() for block in blocks]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(match.size for match in difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def test_every_run_of_every_document_is_verbatim() -> None:
    for path in documents():
        try:
            reading = read(path)
        except UnreadableFile:
            assert path.name.startswith("scan_")
            continue
        texts = {page.number: page.text for page in reading.pages}
        assert list(texts) == list(range(1, len(texts) + 1))
        for block in reading.blocks:
            for run in block.all_runs:
                assert texts[run.page][run.start : run.end] == run.text, path.name


def test_text_word_and_pdf_of_a_document_say_the_same() -> None:
    paragraphs = word = pdf = 0
    for path in sorted((DATA / "minutes-dev" / "municipal" / "txt").glob("*.txt")):
        plain = said(read(path))
        paragraphs += len(plain)
        word += alike(plain, said(read(path.parents[1] / "docx" / f"{path.stem}.docx")))
        pdf += alike(plain, said(read(path.parents[1] / "pdf" / f"{path.stem}.pdf")))
    assert word == paragraphs
    assert pdf >= LEAST_ALIKE * paragraphs


@pytest.mark.parametrize(
    "name", ["referat.odt", "referat.html", "referat.pdf", "referat_rep.pdf", "tagged_referat.pdf"]
)
def test_a_form_has_the_same_rows_in_every_format(name: str) -> None:
    folder = DATA / "pdf-samples"
    assert said(read(folder / name)) == said(read(folder / "referat.docx"))
