"""Score search against questions in whole sentences, each with the one passage that answers it.

``python -m bench.norquad FILE.json`` puts every passage in an archive of its own making, as a document, indexes it, asks
the product's own search, and prints JSON: {"questions", "passages", "seconds", "product": {"ndcg@10", "mrr@10",
"recall@10"}, "BM25 words": {...}, "BM25 Snowball": {...}}.

FILE.json is {"passages": [text], "queries": [{"text", "relevant": number of the passage}]}. A passage is no file: it goes
to the catalogue as a document of one page; ``--read`` writes each as a text file and reads it like any other (slow).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.peers import PEERS, Bm25
from bench.ranked import ranked
from minutes.model import Document, MadeBy, Meeting, Page, Source
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import Workspace, open_workspace

DEPTH = 10

Ranks = list[int | None]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.norquad", description="Score search by whole questions.")
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--sample", type=int, metavar="N", help="ask every so many-th question, N in all")
    parser.add_argument("--read", action="store_true", help="read each passage as a text file")
    options = parser.parse_args(arguments)
    json.dump(score(options.file, sample=options.sample, read=options.read), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def score(file: Path, *, sample: int | None = None, read: bool = False) -> dict[str, Any]:
    """The figures of the product and of its peers, over all questions or an even sample of them."""
    began = time.perf_counter()
    content = json.loads(file.read_text(encoding="utf-8"))
    passages, questions = content["passages"], sampled(content["queries"], sample)
    with archive_of(passages, read=read) as (workspace, number_of):
        found = [
            [number_of[hit.item_id] for hit in ranked(workspace, question["text"], DEPTH)] for question in questions
        ]
    figures: dict[str, Any] = {"product": measure(ranks(found, questions))}
    for name, terms_of in PEERS.items():
        peer = Bm25(passages, terms_of)
        figures[name] = measure(ranks([peer.best(question["text"], DEPTH) for question in questions], questions))
    seconds = round(time.perf_counter() - began, 1)
    return {"questions": len(questions), "passages": len(passages), "seconds": seconds, **figures}


def sampled(questions: Sequence[dict[str, Any]], number: int | None) -> Sequence[dict[str, Any]]:
    """So many of the questions, spread evenly; all if no number is given."""
    if not number or number >= len(questions):
        return questions
    return [questions[place * len(questions) // number] for place in range(number)]


@contextmanager
def archive_of(passages: Sequence[str], *, read: bool = False) -> Iterator[tuple[Workspace, dict[str, int]]]:
    """An archive that holds the passages, and of each document's id the number of its passage."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        numbers = _read(archive, passages) if read else _stored(archive, passages)
        with open_workspace(archive) as workspace:
            yield workspace, numbers


def _stored(archive: Path, passages: Sequence[str]) -> dict[str, int]:
    documents = [_document(number, text) for number, text in enumerate(passages)]
    with open_workspace(archive, create=True) as workspace:
        for document in documents:
            workspace.archive.catalogue.store(document)
        workspace.index_new(lambda _: None, _quiet, _quiet)
    return {document.id: number for number, document in enumerate(documents)}


def _read(archive: Path, passages: Sequence[str]) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(passages):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        read_into(archive, [Path(folder)], Wish())
    return {hashlib.sha256(text.encode()).hexdigest(): number for number, text in enumerate(passages)}


def _quiet(_done: int, _all: int) -> None:
    """Tell nobody how far it has come."""


def _document(number: int, text: str) -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        id=digest,
        source=Source(path=f"{number}.txt", media_type="text/plain", bytes=len(content), sha256=digest),
        kind=None,
        title=None,
        language=None,
        municipality=None,
        body=None,
        meeting=Meeting(),
        pages=(Page(number=1, text=text),),
        items=(),
        made_by=MadeBy(program="bench", model="none", vocabulary="none"),
    )


def ranks(found: Sequence[Sequence[int]], questions: Sequence[dict[str, Any]]) -> Ranks:
    """At which place, from 1, the passage of each question stands; None if it is not among the first."""
    return [
        numbers.index(question["relevant"]) + 1 if question["relevant"] in numbers else None
        for numbers, question in zip(found, questions, strict=True)
    ]


def measure(places: Ranks) -> dict[str, float]:
    """nDCG, reciprocal rank and recall at ten, where one passage is right."""
    figures: dict[str, Callable[[int], float]] = {
        "ndcg@10": lambda place: 1 / math.log2(place + 1),
        "mrr@10": lambda place: 1 / place,
        "recall@10": lambda _: 1.0,
    }
    return {
        name: round(sum(worth(place) for place in places if place) / max(len(places), 1), 4)
        for name, worth in figures.items()
    }


if __name__ == "__main__":
    sys.exit(main())
