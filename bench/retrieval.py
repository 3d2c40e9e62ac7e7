"""Score the product's own search against information needs with graded answers.

``python -m bench.retrieval NEEDS.json DOCUMENT_DIR`` takes the documents in through the product's own ingest, asks each
need's query of its own search, and prints JSON: {"needs": [...], "total": {"ndcg@10", "mrr", "recall@10"}}.

NEEDS.json is a list of {"id", "query", "relevant": [{"file", "number", "grade"}]}: grade 2 is about it, 1 touches it.
nDCG is that of Järvelin and Kekäläinen (2002) with gains 2^grade - 1.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measures import number_of
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import open_workspace
from search.find import find

DEPTH = 10
ASKED_FOR = 50

Key = tuple[str, tuple[int, str] | None]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.retrieval", description="Score search against graded needs.")
    parser.add_argument("needs", type=Path, metavar="NEEDS.json")
    parser.add_argument("documents", type=Path, metavar="DOCUMENT_DIR")
    options = parser.parse_args(arguments)
    json.dump(score(options.needs, options.documents), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def score(needs_file: Path, documents: Path) -> dict[str, Any]:
    """Figures for each need and in all, over an archive made of the documents for the purpose."""
    needs = json.loads(needs_file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        read_into(archive, [documents], Wish())
        with open_workspace(archive) as workspace:
            rows = []
            for need in needs:
                result = find(
                    workspace.archive.catalogue, workspace.engine, workspace.analysis, need["query"], limit=ASKED_FOR
                )
                found = [_key(Path(hit.source).stem, hit.number) for hit in result.hits]
                rows.append({"id": need["id"], "query": need["query"], **measure(found, need["relevant"])})
    names = ("ndcg@10", "mrr", "recall@10")
    return {"needs": rows, "total": {name: sum(row[name] for row in rows) / len(rows) for name in names}}


def _key(file: str, number: str | None) -> Key:
    return file, number_of(number)


def measure(found: Sequence[Key], relevant: Sequence[dict[str, Any]]) -> dict[str, float]:
    """nDCG, reciprocal rank and recall of one ranking; a second hit of the same item is passed over."""
    grades = {_key(entry["file"], entry["number"]): entry["grade"] for entry in relevant}
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
