"""What each part of search is worth: the same questions with it and without.

``python -m bench.ablations NEEDS.json DOCUMENT_DIR QUESTIONS.json [--sample N]`` prints a table in Markdown, nDCG@10 in

* needs: information needs with graded items, as bench.retrieval;
* questions: whole sentences with the passage that answers each, as bench.norquad;
* pairs: two words that stand side by side in such a question, both rare and both in the passage, asked for together. Short
  as people search, with hundreds of cases, where the needs are few.

docs/ranking.md holds the table; what adds nothing in any column is taken out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.norquad import archive_of, sampled
from bench.ranked import ranked
from bench.retrieval import key_of, measure
from index.engine import And, Engine, Query, TextField, TokenKind
from index.ranking import RANKING, Ranking
from index.units import units_of
from index.whoosh_engine import WhooshEngine, create_index
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import Workspace, open_workspace
from search.find import understand

DEPTH = 10

RARE = 0.1
"""Share of the passages that a word of a pair may stand in: others say little together."""

_NO_KIND = {kind: {**RANKING.kinds, kind: 0.0} for kind in TokenKind}

WITHOUT: Mapping[str, Ranking] = {
    "everything": RANKING,
    "inflections, written forms": replace(RANKING, kinds=_NO_KIND[TokenKind.INFLECTED]),
    "words inside compounds of the text": replace(RANKING, kinds=_NO_KIND[TokenKind.COMPOUND]),
    "words inside compounds of the question": replace(RANKING, inside=0.0, covered_inside=0.0),
    "kin, what misspelt words are meant for": replace(RANKING, akin=0.0, covered_akin=0.0),
    "synonyms": replace(RANKING, kinds=_NO_KIND[TokenKind.SYNONYM]),
    "concepts (ages, dates)": replace(RANKING, kinds=_NO_KIND[TokenKind.CONCEPT]),
    "more for the word exactly as typed": replace(RANKING, exactness=0.0),
    "less for inflected than exact": replace(RANKING, kinds={**RANKING.kinds, TokenKind.INFLECTED: 1.0}),
    "less for parts and synonyms": replace(RANKING, kinds=dict.fromkeys(TokenKind, 1.0)),
    "nearness of words": replace(RANKING, proximity=dict.fromkeys(TextField, 0.0)),
    "more for titles": replace(RANKING, fields={**RANKING.fields, TextField.TITLE: 1.0}),
    "decisions as a text of their own": replace(RANKING, fields={**RANKING.fields, TextField.DECISION: 0.0}),
    "length": replace(RANKING, length_norm=dict.fromkeys(TextField, 0.0)),
    "less for question words": replace(RANKING, asking=1.0),
}
"""What is taken away, and the weights without it."""

NEAREST = "the nearest after those with all words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Questions over one archive; ``score`` is the mean nDCG@10 of an engine over its index."""

    name: str
    folder: Path
    score: Callable[[Engine, bool], float]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.ablations", description="What each part of search is worth.")
    parser.add_argument("needs", type=Path, metavar="NEEDS.json")
    parser.add_argument("documents", type=Path, metavar="DOCUMENT_DIR")
    parser.add_argument("questions", type=Path, metavar="QUESTIONS.json")
    parser.add_argument("--sample", type=int, metavar="N", help="ask every so many-th question, N in all")
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        benches = [
            stack.enter_context(needs_bench(options.needs, options.documents)),
            *stack.enter_context(question_benches(options.questions, options.sample)),
        ]
        for row in table(benches):
            print(row, flush=True)
    return 0


def table(benches: Sequence[Bench]) -> Iterator[str]:
    """The rows of the table, as they are measured."""
    yield f"| without | {' | '.join(bench.name for bench in benches)} |"
    yield f"|---|{'--:|' * len(benches)}"
    whole = [_measured(bench, RANKING) for bench in benches]
    yield f"| nothing taken away | {' | '.join(f'{value:.3f}' for value in whole)} |"
    rows = [(name, ranking, True) for name, ranking in WITHOUT.items() if ranking is not RANKING]
    for name, ranking, nearest in (*rows, (NEAREST, RANKING, False)):
        lost = [_measured(bench, ranking, nearest=nearest) - full for bench, full in zip(benches, whole, strict=True)]
        yield f"| {name} | {' | '.join(f'{value:+.3f}' for value in lost)} |"


def _measured(bench: Bench, ranking: Ranking, *, nearest: bool = True) -> float:
    engine = WhooshEngine(bench.folder, ranking=ranking)
    try:
        return bench.score(engine, nearest)
    finally:
        engine.close()


@contextmanager
def needs_bench(needs_file: Path, documents: Path) -> Iterator[Bench]:
    """The information needs over the documents, read for the purpose."""
    needs = json.loads(needs_file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        read_into(Path(folder) / "archive", [documents], Wish())
        with open_workspace(Path(folder) / "archive") as workspace:
            keys = _keys(workspace)

            def score(engine: Engine, nearest: bool) -> float:  # noqa: FBT001 a table's cell
                gains = []
                for need in needs:
                    hits = ranked(workspace, need["query"], 5 * DEPTH, engine, nearest=nearest)
                    gains.append(measure([keys[hit.item_id] for hit in hits], need["relevant"])["ndcg@10"])
                return sum(gains) / len(gains)

            yield Bench(name="needs", folder=_indexed(workspace, Path(folder) / "bench"), score=score)


def _keys(workspace: Workspace) -> dict[str, Any]:
    catalogue = workspace.archive.catalogue
    keys = {}
    for document in catalogue.documents():
        file = Path(document.source.path).stem
        keys[document.id] = key_of(file, None)
        keys |= {item.id: key_of(file, item.number) for item in document.items}
    return keys


@contextmanager
def question_benches(questions_file: Path, sample: int | None) -> Iterator[tuple[Bench, Bench]]:
    """The whole questions, and the pairs of words in them."""
    content = json.loads(questions_file.read_text(encoding="utf-8"))
    questions = sampled(content["queries"], sample)
    with archive_of(content["passages"]) as (workspace, numbers), tempfile.TemporaryDirectory() as scratch:
        folder = _indexed(workspace, Path(scratch) / "bench")
        pairs = list(_pairs(workspace, questions, numbers))

        def whole(engine: Engine, nearest: bool) -> float:  # noqa: FBT001 a table's cell
            found = (ranked(workspace, entry["text"], DEPTH, engine, nearest=nearest) for entry in questions)
            return _mean(
                _gain([numbers[hit.item_id] for hit in hits], entry["relevant"])
                for hits, entry in zip(found, questions, strict=True)
            )

        def two(engine: Engine, _nearest: bool) -> float:  # noqa: FBT001 a table's cell
            found = ((engine.search(query, limit=DEPTH).hits, relevant) for query, relevant in pairs)
            return _mean(_gain([numbers[hit.item_id] for hit in hits], relevant) for hits, relevant in found)

        yield Bench(name="questions", folder=folder, score=whole), Bench(name="pairs", folder=folder, score=two)


def _pairs(
    workspace: Workspace, questions: Sequence[dict[str, Any]], numbers: Mapping[str, int]
) -> Iterator[tuple[Query, int]]:
    engine, record = workspace.engine, workspace.archive.catalogue
    rows = {number: record.unit_row(id_, id_) for id_, number in numbers.items()}
    for question in questions:
        words = understand(record, workspace.analysis, question["text"]).parsed.words
        holding = [engine.rows(word.query) for word in words]
        for left, right in pairwise(range(len(words))):
            both = holding[left] & holding[right]
            rare = max(len(holding[left]), len(holding[right])) < RARE * len(numbers)
            if rare and len(both) > 1 and rows[question["relevant"]] in both:
                yield And(parts=(words[left].query, words[right].query)), question["relevant"]


def _indexed(workspace: Workspace, folder: Path) -> Path:
    """An index of its own over the units of an archive, to open with other weights."""
    catalogue = workspace.archive.catalogue
    create_index(folder)
    engine = WhooshEngine(folder, workspace.analysis)
    found = (catalogue.with_rows(id_) for id_ in catalogue.document_ids())
    engine.write(unit for pair in found if pair for unit in units_of(*pair))
    engine.close()
    return folder


def _gain(numbers: Sequence[int], relevant: int) -> float:
    return 1 / math.log2(numbers.index(relevant) + 2) if relevant in numbers else 0.0


def _mean(gains: Iterator[float]) -> float:
    values = list(gains)
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
