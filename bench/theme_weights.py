"""``python -m bench.theme_weights``: learn the weights of themes from the papers marked by hand, and measure them.

The figures are of papers left out when learning, one at a time; the coefficients printed (weights.toml) are of all.
Papers that are held back (split) are never read here.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bench.judged import not_judged
from bench.measures import Found
from bench.parsing import find_document, read_gold
from bench.quality import ROOT, SHARED
from bench.scoring import Plain, pair_items
from ingest.pipeline import Parser
from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.weighing import Signs
from minutes.codec import to_plain
from minutes.model import MAIN_WEIGHT
from minutes.vocabulary import load_vocabulary

Floats = NDArray[np.float64]

KEPT_SMALL = 30.0
"""How much large coefficients are held down; 1 to 10 do about as well on papers left out, 30 best."""

STEPS = 30
THRESHOLDS = np.arange(0.3, 0.66, 0.025)


@dataclass(frozen=True, slots=True)
class Case:
    """A theme in an item: the set and paper it is of, its signs, whether the gold has it; None: neither right nor wrong."""

    group: str
    paper: str
    signs: Floats
    right: bool | None


def main() -> int:
    """Learn, measure, print."""
    cases: list[Case] = []
    missed: defaultdict[str, int] = defaultdict(int)
    for group, paper, theme_cases, unseen in _papers():
        cases += (Case(group, paper, signs, right) for signs, right in theme_cases)
        missed[group] += unseen
    weights = _left_out(cases)
    least = max(THRESHOLDS, key=lambda least: _total(_score(cases, weights, least, missed)).f1 or 0.0)
    for group, found in (scores := _score(cases, weights, least, missed)).items():
        print(f"# {group:<12} F1 {found.f1:.3f} ({found.right} right, {found.false} false, {found.missed} missed)")
    print(f"# papers left out, all: F1 {_total(scores).f1:.3f}")
    print("# mainly about it: " + ", ".join(f"{share:.3f} of the {name}" for name, share in _mainly(cases, weights)))
    learned = _learn([case for case in cases if case.right is not None])
    names = ["constant", *(field.name for field in fields(Signs))]
    print("\n".join(f"{name} = {value:.3f}" for name, value in zip(names, learned, strict=True)))
    print(f"least = {least:.3f}")
    return 0


def _papers() -> Iterator[tuple[str, str, list[tuple[Floats, bool | None]], int]]:
    """The papers that may be looked into: set, name, signs of each theme in each item, and themes nothing speaks for."""
    parser, annotator = Parser(), Annotator(load_vocabulary())
    samples, kinds = ROOT / "data" / "samples", ROOT / "tests" / "gold" / "kinds"
    for group, judged, gold_folder, documents in (
        ("samples", "samples", samples / "gold", samples / "documents"),
        ("kinds", "kinds-dev", kinds / "gold", kinds / "documents"),
        ("development", "development-txt", SHARED / "gold", SHARED / "municipal" / "txt"),
    ):
        if not gold_folder.is_dir():
            continue
        marked = [(file, gold) for file, gold in read_gold(gold_folder) if gold.get("split") in {None, "dev"}]
        later = not_judged(judged)
        for file, gold in marked:
            path = find_document(documents, file)
            if path is None:
                continue
            document = parser.parse(path)
            readings = Readings(annotator.model, document.language)
            signs = [annotator.signs(item, document, readings) for item in document.items]
            yield group, file, *_marked(gold, to_plain(document)["items"], signs, later)


def _marked(
    gold: Plain, items: list[Plain], signs: Sequence[dict[str, Signs]], later: frozenset[str]
) -> tuple[list[tuple[Floats, bool | None]], int]:
    pairs = pair_items(gold["items"], items)
    found: list[tuple[Floats, bool | None]] = []
    unseen = 0
    treated = any(not item.get("agenda_only") for item in gold["items"])
    for place, marked in enumerate(gold["items"]):
        if marked.get("agenda_only") and treated:
            continue
        own = signs[pairs[place]] if place in pairs else {}
        optional = set(marked.get("themes_optional") or [])
        unseen += len(set(marked["themes"]) - set(own))
        for theme, one in own.items():
            unsaid = theme in optional or theme in later
            right = True if theme in marked["themes"] else None if unsaid else False
            found.append((np.array([1.0, *astuple(one)]), right))
    for place, own in enumerate(signs):
        if place not in pairs.values():
            found += [(np.array([1.0, *astuple(one)]), False) for theme, one in own.items() if theme not in later]
    return found, unseen


def _learn(cases: Sequence[Case]) -> Floats:
    """Coefficients of a logistic regression, the signs scaled alike while learning; the constant first."""
    table = np.stack([case.signs for case in cases])
    right = np.array([bool(case.right) for case in cases], dtype=float)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    mean[0], spread[spread == 0] = 0.0, 1.0
    scaled = (table - mean) / spread
    held = np.full(table.shape[1], KEPT_SMALL)
    held[0] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (likely - right) + held * weights
        bend = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + np.diag(held + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    learned: Floats = weights / spread
    learned[0] = weights[0] - float((learned[1:] * mean[1:]).sum())
    return learned


def _left_out(cases: Sequence[Case]) -> Floats:
    """The weight of each case by coefficients learned from all other papers."""
    weights = np.zeros(len(cases))
    for paper in {(case.group, case.paper) for case in cases}:
        others = [case for case in cases if (case.group, case.paper) != paper and case.right is not None]
        learned = _learn(others)
        for place, case in enumerate(cases):
            if (case.group, case.paper) == paper:
                weights[place] = 1 / (1 + np.exp(-case.signs @ learned))
    return weights


def _score(cases: Sequence[Case], weights: Floats, least: float, missed: dict[str, int]) -> dict[str, Found]:
    found: defaultdict[str, Found] = defaultdict(Found)
    for case, own in zip(cases, weights, strict=True):
        said = own >= least
        if case.right is True:
            found[case.group].add(Found(right=int(said), missed=int(not said)))
        elif case.right is False:
            found[case.group].add(Found(false=int(said)))
    for group, number in missed.items():
        found[group].add(Found(missed=number))
    return found


def _mainly(cases: Sequence[Case], weights: Floats) -> Iterator[tuple[str, float]]:
    """How much of what the gold says for certain, of what it leaves open, and of what is wrong, counts as a main theme."""
    for name, right in (("certain", True), ("optional", None), ("wrong", False)):
        chosen = [own >= MAIN_WEIGHT for case, own in zip(cases, weights, strict=True) if case.right is right]
        yield name, sum(chosen) / max(1, len(chosen))


def _total(found: dict[str, Found]) -> Found:
    total = Found()
    for one in found.values():
        total.add(one)
    return total


if __name__ == "__main__":
    sys.exit(main())
