"""Short papers of our own writing with their action points (tests/gold/actions), made into documents to be read whole.

A third of them, drawn by lot, is held: it is measured and never looked into, nor learnt from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import Figure
from bench.measures import Found, Share, alike, normal
from bench.scoring import SAME_WHO, Plain, _same_action, pair_items
from ingest.pipeline import Parser
from minutes.codec import to_plain
from minutes.months import MONTHS

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold" / "actions"

_PRESENT = {"nb": "Til stede", "nn": "Til stades"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as it stands in its file, and the pass of writing it belongs to."""

    name: str
    split: str
    written: str
    entry: dict[str, Any]

    @property
    def text(self) -> str:
        """The document: heading, those present, and items with numbers."""
        entry, date = self.entry, self.entry["date"]
        lines = [
            f"{entry['municipality']} kommune",
            entry.get("paper", "Referat"),
            f"Utval: {entry['body']}" if entry["form"] == "nn" else f"Utvalg: {entry['body']}",
            f"Dato: {date.day}. {MONTHS[date.month - 1]} {date.year}",
            f"{_PRESENT[entry['form']]}: {'; '.join(entry['people'])}",
        ]
        for number, item in enumerate(entry["item"], start=1):
            lines += ["", f"Sak {number}/{date.year % 100:02d} {item['title']}", item["text"].strip()]
        return "\n".join(lines) + "\n"

    @property
    def gold(self) -> Plain:
        """What a careful reader finds in it, in the form of the other gold; with the day of a deadline besides."""
        year = self.entry["date"].year % 100
        items = []
        for number, item in enumerate(self.entry["item"], start=1):
            actions = [_action(*told, optional=False) for told in item.get("do", ())]
            actions += [_action(*told, optional=True) for told in item.get("may", ())]
            items.append({"number": f"{number}/{year:02d}", "title": item["title"], "actions": actions})
        return {"file": self.name, "items": items}


def _action(text: str, responsible: str, due: str, date: str, *, optional: bool) -> Plain:
    found = {"text_first_words": text, "responsible": responsible or None, "due": due or None, "date": date or None}
    return {**found, "optional": optional}


def papers(split: str | None = None, folder: Path = FOLDER) -> Iterator[Paper]:
    """The papers of a split (``dev``, ``held``), or all."""
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["paper"]:
            if split in {None, entry["split"]}:
                yield Paper(name=entry["id"], split=entry["split"], written=path.stem, entry=entry)


def write_papers(folder: Path, split: str | None = None) -> Iterator[tuple[Paper, Path]]:
    """Each paper with the document written for it in a folder."""
    for paper in papers(split):
        path = folder / f"{paper.name}.txt"
        path.write_text(paper.text, encoding="utf-8")
        yield paper, path


@dataclass(slots=True, kw_only=True)
class Told:
    """Counts of action points: found at all; of those found, who has them, by when as written, and on which day."""

    act: Found = field(default_factory=Found)
    who: Share = field(default_factory=Share)
    due: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)

    def add(self, other: Told) -> None:
        """Take in another's counts."""
        self.act.add(other.act)
        for mine, theirs in ((self.who, other.who), (self.due, other.due), (self.date, other.date)):
            mine.add(theirs)

    def count(self, gold: Plain, predicted: Plain) -> None:
        """Count one paper."""
        pairs = pair_items(gold["items"], predicted["items"])
        for at, item in enumerate(gold["items"]):
            points = predicted["items"][pairs[at]].get("actions") or [] if at in pairs else []
            self._add_item(item["actions"], points)
        for place, other in enumerate(predicted["items"]):
            if place not in pairs.values():
                self.act.add(Found(right=0, missed=0, false=len(other.get("actions") or [])))

    def _add_item(self, marked: list[Plain], points: list[Plain]) -> None:
        matched = pair_actions(marked, points)
        for number, action in enumerate(marked):
            if action.get("optional"):
                continue
            if number not in matched:
                self.act.add(Found(right=0, missed=1, false=0))
                continue
            point = points[matched[number]]
            self.act.add(Found(right=1, missed=0, false=0))
            if action.get("responsible"):
                self.who.put(right=same_words(action["responsible"], point.get("responsible")))
            if action.get("due"):
                self.due.put(right=same_words(action["due"], point.get("due_text")))
            if action.get("date"):
                self.date.put(right=action["date"] == point.get("due"))
        self.act.add(Found(right=0, missed=0, false=len(points) - len(matched)))


def same_words(gold: str, told: object) -> bool:
    """Whether a name or a deadline is told as the gold has it: alike, or the gold's within it."""
    return alike(gold, told) >= SAME_WHO or normal(gold) in normal(told)


def action_sets(floors: dict[str, dict[str, float]]) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of the papers to work on and of those held."""
    for split in ("dev", "held"):
        name = f"actions-{split}"
        floor, total = floors.get(name, {}), score(split)
        figures = {
            "precision": total.act.precision, "recall": total.act.recall, "actF1": total.act.f1,
            "who": total.who.value, "due": total.due.value, "date": total.date.value,
        }  # fmt: skip
        yield name, [Figure(name=key, value=value or 0.0, floor=floor.get(key)) for key, value in figures.items()]


def score(split: str) -> Told:
    """What the product finds in the papers of a split, counted."""
    parser, total = Parser(), Told()
    with TemporaryDirectory() as folder:
        for paper, path in write_papers(Path(folder), split):
            total.count(paper.gold, to_plain(parser.parse(path)))
    return total


def pair_actions(marked: Sequence[Plain], points: Sequence[Plain]) -> dict[int, int]:
    """Which point is which marked one, those that count first: the rule of bench/scoring.py."""
    pairs: dict[int, int] = {}
    for place in sorted(range(len(marked)), key=lambda at: bool(marked[at].get("optional"))):
        left = (at for at in range(len(points)) if at not in pairs.values())
        if (found := next((at for at in left if _same_action(marked[place], points[at])), None)) is not None:
            pairs[place] = found
    return pairs
