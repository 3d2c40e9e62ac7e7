"""Score the product's own search against information needs with graded answers.

``python -m bench.retrieval NEEDS.json DOCUMENT_DIR`` takes the documents in through the product's own ingest, asks each
need's query of its own search, and prints JSON: {"needs": [...], "total": {"ndcg@10", "mrr", "recall@10"}, "peers": {...}}.

NEEDS.json is a list of {"id", "query", "relevant": [{"file", "number", "grade"}]}: grade 2 is about it, 1 touches it.
nDCG is that of Järvelin and Kekäläinen (2002) with gains 2^grade - 1. The peers (bench/peers.py) are given the items cut by
hand, of ``GOLD_DIR`` or the folder ``gold`` beside NEEDS.json; without gold there are none.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.measures import number_of
from bench.peers import PEERS, Bm25
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import open_workspace
from search.find import find

DEPTH = 10
ASKED_FOR = 50

PLAIN_NUMBER = re.compile(r"\d+")
"""An item's number where a paper counts its items from one: «5», «SAK 11»."""

Key = tuple[str, tuple[int, str] | None]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.retrieval", description="Score search against graded needs.")
    parser.add_argument("needs", type=Path, metavar="NEEDS.json")
    parser.add_argument("documents", type=Path, metavar="DOCUMENT_DIR")
    parser.add_argument("--gold", type=Path, metavar="GOLD_DIR", help="items cut by hand, for the peers")
    options = parser.parse_args(arguments)
    figures = score(options.needs, [options.documents])
    gold = options.gold or options.needs.parent / "gold"
    figures["peers"] = peers(options.needs, options.documents, gold) if gold.is_dir() else {}
    json.dump(figures, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def score(needs_file: Path, documents: Sequence[Path]) -> dict[str, Any]:
    """Figures for each need and in all, over an archive made of the documents (files or folders) for the purpose."""
    needs = json.loads(needs_file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        read_into(archive, list(documents), Wish())
        with open_workspace(archive) as workspace:
            rows = []
            for need in needs:
                result = find(
                    workspace.archive.catalogue, workspace.engine, workspace.analysis, need["query"], limit=ASKED_FOR
                )
                found = [key_of(Path(hit.source).stem, hit.number) for hit in result.hits]
                rows.append({"id": need["id"], "query": need["query"], **measure(found, need["relevant"])})
    return {"needs": rows, "total": _mean(rows)}


def peers(needs_file: Path, documents: Path, gold: Path) -> dict[str, dict[str, float]]:
    """The same figures for each peer, over the items as they were cut by hand."""
    needs = json.loads(needs_file.read_text(encoding="utf-8"))
    items = list(marked_items(gold, documents))
    figures = {}
    for name, terms_of in PEERS.items():
        peer = Bm25([text for _, text in items], terms_of)
        ranked = ([items[number][0] for number in peer.best(need["query"], ASKED_FOR)] for need in needs)
        figures[name] = _mean([measure(found, need["relevant"]) for found, need in zip(ranked, needs, strict=True)])
    return figures


def marked_items(gold: Path, documents: Path) -> Iterator[tuple[Key, str]]:
    """Each item marked by hand, with its text; a document without items is one by itself.

    The mark tells the title and not where the item ends: it reaches from the last place where its title stands (a list of
    matters comes before them) to where the next one begins.
    """
    for marked in sorted(gold.glob("*.json")):
        file = documents / f"{marked.stem}.txt"
        if not file.is_file():
            continue
        text = " ".join(file.read_text(encoding="utf-8").split())
        items = json.loads(marked.read_text(encoding="utf-8"))["items"]
        places = [(text.lower().rfind(" ".join(item["title"].lower().split())), item) for item in items]
        starts = sorted(place for place, _ in places if place >= 0)
        for place, item in places:
            end = next((start for start in starts if start > place), len(text))
            yield key_of(marked.stem, item["number"]), text[place:end] if place >= 0 else item["title"]
        if not items:
            yield key_of(marked.stem, None), text


def _mean(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in ("ndcg@10", "mrr", "recall@10")}


def key_of(file: str, number: str | None) -> Key:
    """What an item is told by: the file without its ending, and the number in one form."""
    plain = PLAIN_NUMBER.search(number or "")
    return file, number_of(number) or ((int(plain[0]), "") if plain else None)


def measure(found: Sequence[Key], relevant: Sequence[dict[str, Any]]) -> dict[str, float]:
    """nDCG, reciprocal rank and recall of one ranking; a second hit of the same item is passed over."""
    grades = {key_of(entry["file"], entry["number"]): entry["grade"] for entry in relevant}
    ranking = list(dict.fromkeys(found))
    gains = [2 ** grades.get(key, 0) - 1 for key in ranking[:DEPTH]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    first = next((place for place, key in enumerate(ranking, start=1) if grades.get(key)), None)
    hit = sum(1 for key in ranking[:DEPTH] if grades.get(key))
    return {
        "ndcg@10": _discounted(gains) / _discounted(best),
        "mrr": 1 / first if first else 0.0,
        "recall@10": hit / min(DEPTH, len(grades)),
    }


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


if __name__ == "__main__":
    sys.exit(main())
