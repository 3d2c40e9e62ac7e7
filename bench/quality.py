"""``make eval``: parsing, themes, retrieval and the language model against gold, with floors that may only rise.

The samples' gold is always scored, and papers in layouts that the samples lack: some to develop on, four batches held
back and only measured, to tell what to expect of documents nobody has seen. The larger development sets, and the treebank
for the language model, are scored when they lie beside the project (../shared/data). The floors stand in floors.toml; a
figure under its floor fails the run.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.action_papers import action_sets
from bench.decoys import decoy_sets
from bench.figures import Figure
from bench.followup import followup_sets
from bench.judged import not_judged, without
from bench.language import language_sets
from bench.names import names_sets
from bench.norquad import score as score_questions
from bench.parsing import predict, read_gold, report
from bench.peers import PEERS
from bench.retrieval import peers as score_peers
from bench.retrieval import score as score_retrieval
from bench.theme_items import theme_item_sets
from bench.trends import trend_sets
from bench.votes import COLUMNS as VOTE_COLUMNS
from bench.votes import score_folder, total

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
SHARED = ROOT.parent / "shared" / "data" / "minutes-dev"
QUESTIONS = ROOT.parent / "shared" / "data" / "norquad" / "norquad-passages-dev.json"
COLUMNS = ("head", "segF1", "title", "decF1", "outc", "vote", "attF1", "absF1", "actF1", "theF1")
MACRO = "theMacro"
"""The mean of the F1 of each theme."""


def main() -> int:
    """Measure, print, and return 1 if any figure lies under its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    failed = []
    for title, figures in measured(floors):
        print(f"\n{title}")
        for figure in figures:
            print(f"  {figure.name:<12} {figure.value:.3f}  {held_against(figure)}".rstrip())
            if figure.fails:
                failed.append(f"{title}: {figure.name}")
    print(f"\n{len(failed)} figures under their floor." if failed else "\nAll figures at or above their floors.")
    return 1 if failed else 0


def held_against(figure: Figure) -> str:
    """What a figure must reach or not rise above, and whether it fails to."""
    if figure.floor is None:
        return ""
    if figure.at_most:
        return f"(at most {figure.floor:.3f}){'  ABOVE IT' if figure.fails else ''}"
    return f"(floor {figure.floor:.3f}){'  UNDER THE FLOOR' if figure.fails else ''}"


def measured(floors: dict[str, dict[str, float]]) -> Iterator[tuple[str, list[Figure]]]:
    """Each set that is at hand, with its figures."""
    samples = ROOT / "data" / "samples"
    yield "samples", parsing_figures(samples / "gold", samples / "documents", floors.get("samples", {}))
    kinds = ROOT / "tests" / "gold" / "kinds"
    for split in ("dev", "held", "held-2", "held-3", "held-4"):
        name = f"kinds-{split}"
        floor, later = floors.get(name, {}), not_judged(name)
        yield name, parsing_figures(kinds / "gold", kinds / "documents", floor, split=split, later=later)
    yield from language_sets(floors)
    yield from names_sets(floors)
    yield from theme_item_sets(floors)
    yield from trend_sets(floors)
    yield from followup_sets(floors)
    yield from decoy_sets(floors)
    yield from action_sets(floors)
    yield "needs", _search_figures(_needs_totals(), floors.get("needs", {}))
    yield "votes", vote_figures(ROOT / "tests" / "gold" / "votes", floors.get("votes", {}))
    if not SHARED.is_dir():
        print("\nThe larger development sets are not at hand; only the samples are scored.")
        return
    for form in ("txt", "docx", "pdf"):
        name = f"development-{form}"
        floor, later = floors.get(name, {}), not_judged(name)
        yield name, parsing_figures(SHARED / "gold", SHARED / "municipal" / form, floor, later=later)
    yield "votes-peer", vote_figures(SHARED / "peer", floors.get("votes-peer", {}))
    yield from search_sets(floors)


def search_sets(floors: dict[str, dict[str, float]]) -> Iterator[tuple[str, list[Figure]]]:
    """Search by information needs, and by whole questions; without a floor, what peers reach."""
    needs, documents = SHARED / "retrieval.json", SHARED / "municipal" / "txt"
    found = score_retrieval(needs, [documents])["total"]
    beside = {name: figures["ndcg@10"] for name, figures in score_peers(needs, documents, SHARED / "gold").items()}
    yield "retrieval", _search_figures({**found, **beside}, floors.get("retrieval", {}))
    if QUESTIONS.is_file():
        figures = score_questions(QUESTIONS)
        beside = {name: figures[name]["ndcg@10"] for name in PEERS}
        yield "questions", _search_figures({**figures["product"], **beside}, floors.get("questions", {}))


def _needs_totals() -> dict[str, float]:
    """Search by the needs of our own over the papers that may be looked into, and the samples."""
    folder, samples = ROOT / "tests" / "gold", ROOT / "data" / "samples" / "documents"
    kinds = folder / "kinds"
    looked_into = {Path(file).stem for file, entry in read_gold(kinds / "gold") if entry.get("split") == "dev"}
    papers = [file for file in sorted((kinds / "documents").iterdir()) if file.stem in looked_into]
    total: dict[str, float] = score_retrieval(folder / "needs" / "needs.json", [*papers, samples])["total"]
    return total


def _search_figures(values: dict[str, float], floors: dict[str, float]) -> list[Figure]:
    return [Figure(name=name, value=value, floor=floors.get(name)) for name, value in values.items()]


def parsing_figures(
    gold: Path,
    documents: Path,
    floors: dict[str, float],
    *,
    split: str | None = None,
    later: frozenset[str] = frozenset(),
) -> list[Figure]:
    """The figures of one set of marked documents, or of one part of it, in the columns that have a value.

    Args:
        gold: the folder of gold files.
        documents: the folder of the documents.
        floors: the floors of the set.
        split: the part of the gold that counts; None for all.
        later: themes that the gold does not know; they are counted neither for nor against.
    """
    marked = {file: entry for file, entry in read_gold(gold) if split in {None, entry.get("split")}}
    predicted = {file: without(found, later) for file, found in predict(iter(marked), documents)}
    scored = report(marked, predicted)
    values = {**{column: scored["total"][column] for column in COLUMNS}, MACRO: scored["theme_macro"]}
    return [
        Figure(name=name, value=value, floor=floors.get(name)) for name, value in values.items() if value is not None
    ]


def vote_figures(folder: Path, floors: dict[str, float]) -> list[Figure]:
    """The figures of votes over one folder of case protocols that another reading lies beside."""
    columns = total(scores for _, scores in score_folder(folder)).columns()
    return [
        Figure(name=column, value=value, floor=floors.get(column))
        for column in VOTE_COLUMNS
        if (value := columns[column]) is not None
    ]


if __name__ == "__main__":
    sys.exit(main())
