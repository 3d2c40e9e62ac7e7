"""Learn what each feature of a pair of task and passage weighs: ``python -m bench.followup_weights``.

Logistic regression over the marked series to develop on, held back by a ridge. It prints how links chosen so would do when
each body is judged by weights learnt from the others, and writes search/followup/weights.toml. The series that are
held are not read. ``--common`` makes search/followup/common.txt again instead: how common each root is in minutes at large.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.followup import Marked, Tally, label, promise_of, read_marked, score, series_of
from ingest.pipeline import Parser
from search.followup.likeness import Reading
from search.followup.link import CROWD, compared
from search.followup.series import Series
from search.followup.topics import topic_of

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "search" / "followup"
RIDGE = 0.1
"""Pull of the weights towards nought; of 0.02, 0.1 and 0.3 the one whose choice changed least with the threshold."""
STEPS = 60
LEAST_ITEMS = 4
"""A root that fewer items have is not listed as common."""

Floats = NDArray[np.float64]


def examples(marked: Marked, series: Series) -> Iterator[tuple[dict[str, float], bool]]:
    """The pairs of a series that are marked, with their features."""
    reading = Reading(series)
    pairs = (pair for task in range(len(series.tasks)) for pair in reading.pairs(task))
    for pair, features in compared(reading, pairs):
        promise = promise_of(marked, series.tasks[pair.task])
        said = None if promise is None else label(promise, reading.passages[pair.passage])
        if said is not None:
            yield features, said


def learn(known: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights that tell the marked links from the rest, by Newton's method."""
    names = sorted(known[0][0].keys() - {CROWD})
    given: Floats = np.array([features[CROWD] for features, _ in known])
    table: Floats = np.array([[*(features[name] for name in names), 1.0] for features, _ in known])
    wanted: Floats = np.array([float(said) for _, said in known])
    pull = np.full(len(names) + 1, RIDGE * len(known) / 100)
    pull[-1] = 1e-9
    found = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-table @ found - given))
        slope = table.T @ (told - wanted) + pull * found
        curve = table.T @ (table * (told * (1 - told))[:, None]) + np.diag(pull)
        found -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "bias"], map(float, found), strict=True))


def common(folder: Path = ROOT / "tests" / "gold" / "kinds") -> str:
    """The lines of common.txt, from the marked papers that may be looked at, and the samples."""
    may = {
        plain["file"]
        for path in sorted((folder / "gold").glob("*.json"))
        if (plain := json.loads(path.read_text(encoding="utf-8"))).get("split") == "dev"
    }
    papers = [path for path in sorted((folder / "documents").iterdir()) if path.stem in may]
    papers += sorted((ROOT / "data" / "samples" / "documents").iterdir())
    parser = Parser()
    having: Counter[str] = Counter()
    items = 0
    for path in papers:
        for item in parser.parse(path).items:
            having.update(set(topic_of(f"{item.title}\n{item.text}").terms))
            items += 1
    lines = [f"{root} {count}" for root, count in sorted(having.items()) if count >= LEAST_ITEMS]
    about = "# In how many items of minutes in many layouts each root stands; of items"
    return "\n".join([f"{about} {items}", *lines]) + "\n"


def main(arguments: list[str] | None = None) -> None:
    """Learn, say how it does, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m bench.followup_weights", description="Learn the weights of links.")
    parser.add_argument("--common", action="store_true", help="make common.txt again instead")
    if parser.parse_args(arguments).common:
        (TARGET / "common.txt").write_text(common(), encoding="utf-8")
        return
    sets = [(marked, series) for marked, series in series_of(read_marked()) if marked.split == "dev"]
    known = {marked.name: list(examples(marked, series)) for marked, series in sets}
    whole = Tally()
    for marked, series in sets:
        others = [one for name, own in known.items() if name != marked.name for one in own]
        tally = score(marked, series, learn(others))
        whole.right, whole.wrong, whole.missed = (
            whole.right + tally.right,
            whole.wrong + tally.wrong,
            whole.missed + tally.missed,
        )
        print(marked.name, _said(tally.columns()))
    print("all, each by the others", _said(whole.columns()))
    _write(learn([one for own in known.values() for one in own]))


def _said(columns: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {columns[name]:.3f}" for name in ("linkP", "linkR", "linkF1"))


def _write(learnt: Mapping[str, float]) -> None:
    lines = [f"{name} = {weight:.3f}" for name, weight in sorted(learnt.items())]
    about = "# Learnt by python -m bench.followup_weights from the series under tests/gold/followup that are not held."
    (TARGET / "weights.toml").write_text("\n".join([about, "", "[weights]", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
