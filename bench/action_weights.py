"""``python -m bench.action_weights [--write]``: how well action points are told in papers the weights do not know.

A logistic model over the named features of ingest/actions/features.py. Its weights are drawn towards what grammar leads
one to expect (PRIOR) as far as the marked documents do not say otherwise. Each document is judged by weights fitted on all
the others, and each batch of papers, whose writer had ways of his own, by those fitted on the other batches: that is the
figure to trust. How many points no candidate holds is told too: those no weights can bring back. ``--write`` fits on all
and writes ingest/actions/weights.toml.

Of a sentence that holds a follow-up point only its likeliest clause counts as telling it; what the gold calls optional
counts neither way.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from bench.action_marked import Sentence, Unheld, marked_papers, practice, sentences_of
from bench.action_prior import FIRM, PRIOR
from bench.quality import ROOT

Array = npt.NDArray[np.float64]

WEIGHTS = ROOT / "ingest" / "actions" / "weights.toml"
STRENGTH = 1.0
ROUNDS = 4
STEPS = 40
BOUNDS = (-0.8, -0.4, 0.0, 0.4, 0.8)
MIDDLE = -0.4
FIRM_STRENGTH = 6.0


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.action_weights", description="Weigh what tells action points."
    )
    parser.add_argument("--write", action="store_true", help="fit on all documents and write the weights")
    parser.add_argument("--errors", action="store_true", help="print the sentences that are judged wrong")
    options = parser.parse_args(arguments)
    found = list(sentences())
    marked = [one for one in found if isinstance(one, Sentence)]
    names = sorted({name for sentence in marked for clause in sentence.clauses for name in clause})
    _print_unheld([one for one in found if isinstance(one, Unheld)], marked, errors=options.errors)
    _print_figures(marked, left_out(marked, names, [one.document for one in marked]), "document", errors=False)
    _print_figures(marked, left_out(marked, names, [one.batch for one in marked]), "batch", errors=options.errors)
    if options.write:
        write(names, fit(marked, names))
        print(f"Weights of {len(names)} features written to {WEIGHTS}.")
    return 0


def sentences() -> Iterator[Sentence | Unheld]:
    """The sentences of all documents that may be looked into, and the points that stand in none of them."""
    yield from practice()
    for paper in marked_papers():
        yield from sentences_of(paper)


def left_out(marked: Sequence[Sentence], names: Sequence[str], groups: Sequence[str]) -> list[float]:
    """The score of each sentence (over 0: a task) by the weights fitted without its group."""
    found = [0.0] * len(marked)
    for group in sorted(set(groups)):
        weights = fit([one for one, other in zip(marked, groups, strict=True) if other != group], names)
        for place, sentence in enumerate(marked):
            if groups[place] == group:
                rows = _rows(sentence.clauses, names)
                found[place] = float((rows @ weights).max())
    return found


def _rows(clauses: Sequence[dict[str, float]], names: Sequence[str]) -> Array:
    return np.array([[*(clause.get(name, 0.0) for name in names), 1.0] for clause in clauses])


def fit(marked: Sequence[Sentence], names: Sequence[str]) -> Array:
    """The weights of the features, and last the bias: of each task's clauses, the likeliest is learnt from."""
    rows = np.concatenate([_rows(sentence.clauses, names) for sentence in marked])
    group = np.repeat(np.arange(len(marked)), [len(sentence.clauses) for sentence in marked])
    task = np.array([sentence.task for sentence in marked], dtype=float)[group]
    share = np.array([sentence.share for sentence in marked])[group]
    prior = np.array([PRIOR.get(name, 0.0) for name in (*names, "bias")])
    pull = np.diag([FIRM_STRENGTH if name in FIRM else STRENGTH for name in (*names, "bias")])
    weights = prior
    for _ in range(ROUNDS):
        order = np.lexsort((-(rows @ weights), group))
        likeliest = np.zeros(len(rows), dtype=bool)
        likeliest[order[np.r_[True, group[order][1:] != group[order][:-1]]]] = True
        weights = _solve(rows, task, share * ((task == 0) | likeliest), prior, pull)
    return weights


def _solve(rows: Array, task: Array, share: Array, prior: Array, pull: Array) -> Array:
    """Logistic regression with its weights drawn towards the prior, by Newton's steps, none of them too long."""
    weights = prior.copy()
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (share * (likely - task)) + pull @ (weights - prior)
        curve = (rows * (share * likely * (1 - likely))[:, None]).T @ rows + pull
        step = np.linalg.solve(curve, slope)
        longest = float(np.abs(step).max())
        weights = weights - step * min(1.0, 2.0 / longest) if longest else weights
        if longest < 1e-6:  # noqa: PLR2004 - as good as still
            break
    return weights


def write(names: Sequence[str], weights: Array) -> None:
    """Write the weights with the names of the features, the weightiest first."""
    known = sorted(zip((*names, "bias"), weights.tolist(), strict=True), key=lambda one: -abs(one[1]))
    lines = [
        "# What speaks for a clause being a task (above 0) and against it, by the features of features.py.",
        "# Made by `python -m bench.action_weights --write`; the sum, with the bias, is a logit.",
        "",
        "[weights]",
        *(f"{name} = {value:.2f}" for name, value in known),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _print_unheld(unheld: Sequence[Unheld], marked: Sequence[Sentence], *, errors: bool) -> None:
    tasks = sum(sentence.task for sentence in marked)
    no_item = sum(not one.has_item for one in unheld)
    print(
        f"{tasks} candidates hold a follow-up point; {len(unheld)} points are in no candidate,"
        f" {no_item} of them for want of their item"
    )
    for one in unheld if errors else ():
        print(f"  {'unread ' if one.has_item else 'no item'} {one.document[:24]} {one.text[:99]}")


def _print_figures(marked: Sequence[Sentence], scores: Sequence[float], group: str, *, errors: bool) -> None:
    tasks = sum(sentence.task for sentence in marked)
    print(f"{len(marked)} sentences, {tasks} with a follow-up point; one {group} left out at a time")
    for bound in BOUNDS:
        print(f"  over {bound:+.1f}: {_figures(marked, scores, bound)}")
    if group == "batch":
        for name in sorted({sentence.batch for sentence in marked}):
            own = [(one, score) for one, score in zip(marked, scores, strict=True) if one.batch == name]
            print(f"  {name:>12}: {_figures([one for one, _ in own], [score for _, score in own], MIDDLE)}")
    if errors:
        for sentence, score in zip(marked, scores, strict=True):
            if (score > MIDDLE) != sentence.task:
                kind = "missed" if sentence.task else "false "
                print(f"  {kind} {score:+.1f} {sentence.document[:24]} {sentence.text[:160]}")


def _figures(marked: Sequence[Sentence], scores: Sequence[float], bound: float) -> str:
    told = [score > bound for score in scores]
    tasks = sum(sentence.task for sentence in marked)
    right = sum(one and sentence.task for one, sentence in zip(told, marked, strict=True))
    share, found = right / max(1, sum(told)), right / max(1, tasks)
    return (
        f"precision {share:.3f}  recall {found:.3f}  F1 {2 * right / max(1, sum(told) + tasks):.3f}  ({tasks} points)"
    )


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
