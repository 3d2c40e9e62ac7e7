"""``python -m bench.action_unseen``: action points in papers of a hand that the weights do not know, from file to list.

Each batch of marked papers is read with weights fitted on all the others, and what is found is counted by the rules that
unseen papers are scored by. The points missed and invented are told by cause, so that one sees where to work: a sentence
nobody looks at, one that is judged to be no task, one whose words are cut wrong, one that is found and given to the wrong
person or the wrong day.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import ingest.actions.judge
from bench.action_marked import Marked, Sentence, marked_papers, practice, sentences_of
from bench.action_papers import Told, pair_actions, same_words
from bench.action_weights import fit
from bench.measures import normal
from bench.scoring import Plain, _same_action, pair_items


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A point missed, invented or half right: of which paper, why, and its words."""

    batch: str
    paper: str
    cause: str
    text: str


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.action_unseen", description="Action points by unknown hands."
    )
    parser.add_argument(
        "--errors", action="store_true", help="print the points that are missed, invented or half right"
    )
    parser.add_argument("--known", action="store_true", help="with the weights as they stand, fitted on all")
    parser.add_argument("--only", default="", help="of the batches whose name holds this")
    options = parser.parse_args(arguments)
    failures: list[Failure] = []
    print("batch        precis recall  F1     who    due    day    what fails")
    for batch, told, found in unseen(known=options.known, only=options.only):
        print(line_of(batch, told, found), flush=True)
        failures = found
    if options.errors:
        for one in sorted(failures, key=lambda one: (one.cause, one.batch)):
            print(f"  {one.cause:<18} {one.batch:<14} {one.paper[:22]:<22} {one.text[:170]}")
    return 0


def unseen(*, known: bool = False, only: str = "") -> Iterator[tuple[str, Told, list[Failure]]]:
    """Each batch, what is found in it by weights fitted on the others, and where that fails; and all together."""
    papers = list(marked_papers())
    marked = [one for paper in papers for one in sentences_of(paper) if isinstance(one, Sentence)] + list(practice())
    names = sorted({name for sentence in marked for clause in sentence.clauses for name in clause})
    total, failures = Told(), list[Failure]()
    product = ingest.actions.judge.weights
    for batch in sorted({paper.batch for paper in papers if only in paper.batch}):
        weights = fit([one for one in marked if one.batch != batch], names)
        table = dict(zip((*names, "bias"), weights.tolist(), strict=True))
        if not known:
            ingest.actions.judge.weights = _Constant(table)  # type: ignore[assignment]
        told, own = Told(), list[Failure]()
        for paper in papers:
            if paper.batch == batch:
                predicted = paper.found_now()
                told.count(paper.gold, predicted)
                own += _failures(paper, predicted)
        ingest.actions.judge.weights = product
        yield batch, told, own
        total.add(told)
        failures += own
    yield "all", total, failures


@dataclass(frozen=True, slots=True)
class _Constant:
    """Stands where the weights are asked for."""

    table: Mapping[str, float]

    def __call__(self) -> Mapping[str, float]:
        return self.table


def _failures(paper: Marked, predicted: Plain) -> Iterator[Failure]:
    gold, items, weighed = paper.gold["items"], predicted["items"], paper.weighed()
    pairs = pair_items(gold, items)
    causes: list[tuple[str, object]] = []
    for at, item in enumerate(gold):
        if at not in pairs:
            causes += [("no item", one["text_first_words"]) for one in item["actions"] if _counts(one)]
            continue
        text = paper.items[pairs[at]].text
        looked = [text[one.candidate.start : one.candidate.end] for one in weighed[pairs[at]] if one.judged]
        causes += _causes_in(item["actions"], items[pairs[at]]["actions"], looked)
    for place, item in enumerate(items):
        if place not in pairs.values():
            causes += [("invented", _told(point)) for point in item["actions"]]
    for cause, told in causes:
        yield Failure(batch=paper.batch, paper=paper.file, cause=cause, text=" ".join(str(told).split()))


def _causes_in(marked: Sequence[Plain], points: Sequence[Plain], looked: Sequence[str]) -> Iterator[tuple[str, object]]:
    """What fails in one item, why: its marked points, those found, and the sentences that were looked at."""
    matched = pair_actions(marked, points)
    for number, action in enumerate(marked):
        if _counts(action) and number not in matched:
            yield _cause(action, points, looked), action["text_first_words"]
        elif _counts(action):
            yield from _half_right(action, points[matched[number]])
    yield from (("invented", _told(point)) for number, point in enumerate(points) if number not in matched.values())


def _told(point: Plain) -> str:
    return f"{point['responsible']} | {point['text']}"


def _counts(action: Plain) -> bool:
    return not action.get("optional")


def _cause(action: Plain, points: Sequence[Plain], looked: Sequence[str]) -> str:
    """Why a point was missed: cut wrong where another one has half of its words, else not looked at or judged to be none."""
    words = set(normal(action["text_first_words"]).split())
    if any(len(words & set(normal(point["text"]).split())) * 2 > len(words) for point in points):
        return "wrong words"
    return "judged none" if any(_same_action(action, {"text": text}) for text in looked) else "not looked at"


def _half_right(action: Plain, point: Plain) -> Iterator[tuple[str, str]]:
    who, due, date = action.get("responsible"), action.get("due"), action.get("date")
    if who and not same_words(who, point["responsible"]):
        yield "wrong who", f"{point['responsible']} for {who} | {point['text']}"
    if due and not same_words(due, point["due_text"]):
        yield "wrong due", f"{point['due_text']} for {due} | {point['text']}"
    elif date and date != point["due"]:
        yield "wrong day", f"{point['due']} for {date} | {point['text']}"


def line_of(batch: str, told: Told, failures: Sequence[Failure]) -> str:
    """The figures of a batch on one line, and the causes of what fails."""
    causes = Counter(one.cause for one in failures)
    act = told.act
    figures = (act.precision, act.recall, act.f1, told.who.value, told.due.value, told.date.value)
    shown = "  ".join(f"{value:.3f}" if value is not None else "  -  " for value in figures)
    return f"{batch:<12} {shown}  {', '.join(f'{cause} {count}' for cause, count in sorted(causes.items()))}"


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
