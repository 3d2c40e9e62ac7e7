"""What has no end to its words or its sentences: the language model and all that reads its words are through in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.pipeline import Parser
from minutes.model import Document

_ABOVE = """Referat fra møte i Storvik politiråd 6. desember 2021

Til stede: Kari Nordmann (Ap), ordfører

Sak 1/21 Ungdom og rus
Vedtak: Rådet tar saken til orientering.

"""

_MOST_SECONDS = 8.0
"""Of processor time. Each took less than one on a machine that others worked on; what grew with the square took minutes."""


@pytest.fixture(scope="module")
def parser() -> Parser:
    parser = Parser()
    parser.warm_up()
    return parser


def _read(parser: Parser, folder: Path, text: str) -> Document:
    path = folder / "referat.txt"
    path.write_text(text, encoding="utf-8")
    return parser.parse(path)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        pytest.param("a", 200_000, id="letters"),
        pytest.param(",", 20_000, id="commas"),
        pytest.param(")", 20_000, id="brackets"),
        pytest.param("1;2;", 5_000, id="figures parted by semicolons"),
        pytest.param("Hærverk ", 3_000, id="a theme's word"),
        pytest.param("Kari følger opp dette ", 900, id="tasks without a full stop"),
    ],
)
def test_a_stretch_without_end_is_read_in_time_and_what_stands_above_it_is_found(
    parser: Parser, tmp_path: Path, piece: str, times: int
) -> None:
    begun = time.process_time()
    document = _read(parser, tmp_path, _ABOVE + piece * times)

    assert time.process_time() - begun < _MOST_SECONDS
    assert [item.title for item in document.items] == ["Ungdom og rus"]
    assert {"narkotika"} <= {mention.theme for mention in document.items[0].mentions}
