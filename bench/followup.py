"""Score the links from action points to where later meetings speak of them, against marked series of minutes.

``python -m bench.followup [--wrong]`` prints JSON: for each part (dev, held, and later, which was written after the code)
precision, recall and F1 of the links from the marked action points, how many of these were found in the papers, and of
how many the fate is told rightly; ``--wrong`` also lists what is linked otherwise in dev. Of the others nothing is listed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.figures import Figure, Floors, held_figures
from index.catalogue import Catalogue
from index.record import Record
from ingest.pipeline import Parser
from search.followup.fates import fate_of
from search.followup.likeness import Reading
from search.followup.link import Found, find_links, kept
from search.followup.series import Passage, Series, Task, read_series, sentences_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "gold" / "followup"
PARTS = ("dev", "held", "later")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a meeting's papers: the day, the item's number, and how the sentence or title begins."""

    date: str
    number: str
    words: str

    def holds(self, passage: Passage) -> bool:
        """Whether a passage stands there."""
        item = passage.item
        number = (item.number or "").removeprefix("Sak ").rstrip(".")
        day = item.date.isoformat() if item.date else ""
        return (day, number) == (self.date, self.number) and self.words in passage.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A marked action point: the day it was opened, how it begins, how it stands, and where it is heard of later."""

    opened: str
    text: str
    state: str
    later: tuple[Place, ...] = ()
    optional: tuple[Place, ...] = ()

    def is_of(self, task: Task) -> bool:
        """Whether an action point found in the papers is this one."""
        return (
            task.item.date is not None and task.item.date.isoformat() == self.opened and task.text.startswith(self.text)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked series of minutes."""

    name: str
    split: str
    municipality: str
    body: str
    files: tuple[Path, ...]
    promises: tuple[Promise, ...]


@dataclass(kw_only=True)
class Tally:
    """What was found and what was not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    promises: int = 0
    found: int = 0
    fates: int = 0
    listed: list[dict[str, object]] = field(default_factory=list)

    def columns(self) -> dict[str, float]:
        """Precision, recall and F1 of the links; the share of action points found, and of fates told rightly."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return {
            "linkP": precision,
            "linkR": recall,
            "linkF1": 2 * precision * recall / max(precision + recall, 1e-9),
            "found": self.found / max(self.promises, 1),
            "fate": self.fates / max(self.promises, 1),
        }


def read_marked(folder: Path = FOLDER) -> Iterator[Marked]:
    """The marked series, by name."""
    for path in sorted(folder.glob("*.toml")):
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Marked(
            name=path.stem,
            split=plain["split"],
            municipality=plain["municipality"],
            body=plain["body"],
            files=tuple(ROOT / plain["folder"] / name for name in plain["files"].values()),
            promises=tuple(
                Promise(
                    opened=entry["opened"],
                    text=entry["text"],
                    state=entry["state"],
                    later=tuple(map(_place, entry["later"])),
                    optional=tuple(map(_place, entry.get("optional", ()))),
                )
                for entry in plain["action"]
            ),
        )


def _place(written: str) -> Place:
    date, number, words = (part.strip() for part in written.split("|"))
    return Place(date=date, number=number, words=words)


def series_of(marked: Iterable[Marked]) -> Iterator[tuple[Marked, Series]]:
    """Each marked series as the product reads it, from an archive of all its papers."""
    wanted = list(marked)
    parser = Parser()
    with tempfile.TemporaryDirectory() as folder, Catalogue(Path(folder) / "catalog.db") as catalogue:
        for one in wanted:
            for path in one.files:
                catalogue.store(parser.parse(path))
        yield from _pick(catalogue, wanted)


def _pick(record: Record, wanted: Sequence[Marked]) -> Iterator[tuple[Marked, Series]]:
    known = {(series.municipality, series.body): series for series in read_series(record)}
    for one in wanted:
        yield one, with_marked(known[one.municipality, one.body], one)


def with_marked(series: Series, marked: Marked) -> Series:
    """The series with the marked action points that were not found in its papers, so that links are judged by themselves."""
    added = []
    parties = {task.responsible for task in series.tasks if task.responsible}
    for promise in marked.promises:
        if any(promise.is_of(task) for task in series.tasks):
            continue
        for item in series.items:
            at = item.text.find(promise.text)
            if item.date is not None and item.date.isoformat() == promise.opened and at >= 0:
                text = next(item.text[low:high] for low, high, _ in sentences_of(item.text) if low <= at < high)
                who = max((party for party in parties if text.startswith(party)), key=len, default=None)
                task = Task(item=item, place=UNREAD, text=text, responsible=who, due=None, due_text=None, page=None)
                added.append(task)
    return replace(series, tasks=(*series.tasks, *added))


UNREAD = 0
"""The place of an action point that the product did not find in the papers; those it finds count from 1."""


def label(promise: Promise, passage: Passage) -> bool | None:
    """Whether a passage speaks of the promise; None where two readers would disagree."""
    if any(place.holds(passage) for place in promise.later):
        return True
    return None if any(place.holds(passage) for place in promise.optional) else False


def promise_of(marked: Marked, task: Task) -> Promise | None:
    """What was marked of an action point found in the papers."""
    return next((promise for promise in marked.promises if promise.is_of(task)), None)


def score(marked: Marked, series: Series, learnt: Mapping[str, float] | None = None) -> Tally:
    """The links and fates of one series against what was marked; links of what was not marked are wrong."""
    tally = Tally(promises=len(marked.promises))
    links = [kept(found) for found in find_links(Reading(series), learnt)]
    seen: dict[Promise, list[Found]] = {}
    for task, own in zip(series.tasks, links, strict=True):
        promise = promise_of(marked, task)
        if promise is not None:
            seen[promise] = own
        for one in own:
            said = False if promise is None else label(promise, one.passage)
            if said is False:
                tally.wrong += 1
                tally.listed.append(_line("wrong", task.text, one))
            tally.right += said is True
    for promise in marked.promises:
        own = seen.get(promise, [])
        missed = [place for place in promise.later if not any(place.holds(one.passage) for one in own)]
        tally.missed += len(missed)
        tally.listed += [{"what": "missed", "task": promise.text, "mention": place.words} for place in missed]
        tally.found += any(promise.is_of(task) and task.place != UNREAD for task in series.tasks)
        told = promise in seen and fate_of([(one.passage.item.date, one.telling) for one in own])[0]
        tally.fates += told == promise.state
        if promise in seen and told != promise.state:
            tally.listed.append({"what": f"fate {told} for {promise.state}", "task": promise.text})
    return tally


def _line(what: str, task: str, one: Found) -> dict[str, object]:
    shared = [f"{word.task} ~ {word.mention} {word.weight}" for word in one.pair.shared]
    return {"what": what, "task": task, "mention": one.passage.text, "likely": round(one.likely, 2), "shared": shared}


def measure() -> Iterator[tuple[str, Tally]]:
    """Each part of the gold, and what the product makes of it."""
    every = list(series_of(read_marked()))
    for part in PARTS:
        whole = Tally()
        for marked, series in every:
            if marked.split == part:
                one = score(marked, series)
                for name in ("right", "wrong", "missed", "promises", "found", "fates", "listed"):
                    setattr(whole, name, getattr(whole, name) + getattr(one, name))
        yield part, whole


def followup_sets(floors: Floors) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of both parts, with their floors, for ``make eval``."""
    for part, tally in measure():
        yield held_figures(f"followup-{part}", tally.columns(), floors)


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.followup", description="Score follow-up against gold.")
    parser.add_argument("--wrong", action="store_true", help="list what is linked otherwise in dev")
    chosen = parser.parse_args(arguments)
    result: dict[str, object] = {}
    for part, tally in measure():
        result[part] = tally.columns()
        if chosen.wrong and part == "dev":
            result["wrong"] = tally.listed
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
