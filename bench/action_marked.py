"""Papers whose action points are marked, read once: what stands in their items, and which sentences hold a point."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ingest.segment
from bench.action_papers import write_papers
from bench.parsing import find_document, read_gold
from bench.quality import ROOT, SHARED
from bench.scoring import Plain, _same_action, pair_items
from ingest.actions.find import Reader, Treated, find_actions, weigh
from ingest.actions.judge import Weighed
from ingest.actions.reader import own_reader
from ingest.pipeline import Parser
from minutes.codec import to_plain
from minutes.errors import UnreadableFile
from minutes.kinds import DecisionKind
from minutes.model import ActionPoint, Decision
from models.pipeline import Reading

PRACTICE = ROOT / "tests" / "ingest" / "test_actions_practice.toml"
# The samples and the practice items are like each other and say less; minutes that nobody wrote for us say more.
SAMPLE_SHARE, OWN_SHARE, REAL_SHARE = 0.5, 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that may tell a task: of which document, whether it does, and the features of each clause."""

    document: str
    batch: str
    share: float
    text: str
    task: bool
    clauses: tuple[dict[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheld:
    """A follow-up point that no candidate holds: of an item that was not found, or of a sentence not looked at."""

    document: str
    batch: str
    text: str
    has_item: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked paper as the parser reads it: its gold, the items with what is asked of them, and how much it weighs."""

    file: str
    batch: str
    share: float
    gold: Plain
    predicted: Plain
    items: tuple[Treated, ...]
    given: Mapping[str, Any]

    def weighed(self) -> list[list[Weighed]]:
        """The sentences of each item, weighed."""
        return weigh(self.items, read=self.given["read"], names=self.given["names"], roles=self.given["roles"])

    def found_now(self) -> Plain:
        """What is predicted with the action points found by the weights as they are now."""
        points = find_actions(self.items, **self.given)
        items = [
            {**item, "actions": [to_plain_point(one) for one in found]}
            for item, found in zip(self.predicted["items"], points, strict=True)
        ]
        return {**self.predicted, "items": items}


def to_plain_point(point: ActionPoint) -> Plain:
    """An action point as the other gold has it, without its evidence."""
    due = point.due.isoformat() if point.due else None
    return {"text": point.text, "responsible": point.responsible, "due": due, "due_text": point.due_text}


@dataclass(slots=True)
class RememberingReader:
    """Reads each sentence once, however often it is asked for."""

    read: Reader
    known: dict[str, Reading] = field(default_factory=dict)

    def __call__(self, sentences: Sequence[str]) -> list[Reading]:
        """The readings of the sentences in their order."""
        new = [one for one in dict.fromkeys(sentences) if one not in self.known]
        self.known.update(zip(new, self.read(new) if new else (), strict=True))
        return [self.known[one] for one in sentences]


class Listener:
    """Stands where items' action points are found, and keeps what it is asked."""

    def __init__(self) -> None:
        self.items: tuple[Treated, ...] = ()
        self.given: dict[str, Any] = {}

    def __call__(self, items: Sequence[Treated], **given: Any) -> list[tuple[ActionPoint, ...]]:
        """Keep the items and what is given with them, and answer as the product does."""
        self.items = tuple(items)
        self.given = {**given, "read": RememberingReader(given["read"]), "names": tuple(given["names"])}
        return find_actions(self.items, **self.given)


def marked_papers() -> Iterator[Marked]:
    """All papers that may be looked into."""
    kinds, samples = ROOT / "tests" / "gold" / "kinds", ROOT / "data" / "samples"
    yield from _of_gold(kinds / "gold", kinds / "documents", share=OWN_SHARE)
    yield from _of_gold(samples / "gold", samples / "documents", share=SAMPLE_SHARE)
    with TemporaryDirectory() as folder:
        for paper, path in write_papers(Path(folder), "dev"):
            yield from _read(path, paper.name, f"actions {paper.written[0]}", paper.gold, share=OWN_SHARE)
    if SHARED.is_dir():
        yield from _of_gold(SHARED / "gold", SHARED / "municipal" / "txt", share=REAL_SHARE)


def _of_gold(gold_folder: Path, documents: Path, *, share: float) -> Iterator[Marked]:
    for file, gold in read_gold(gold_folder):
        path = find_document(documents, file)
        if gold.get("split", "dev") == "dev" and path is not None:
            batch = f"{gold_folder.parent.name} {gold.get('batch', '')}".strip()
            yield from _read(path, file, batch, gold, share=share)


def _read(path: Path, file: str, batch: str, gold: Plain, *, share: float) -> Iterator[Marked]:
    listener, product = Listener(), find_actions
    ingest.segment.find_actions = listener  # type: ignore[attr-defined]
    try:
        predicted = to_plain(Parser().parse(path))
    except UnreadableFile:
        return
    finally:
        ingest.segment.find_actions = product  # type: ignore[attr-defined]
    yield Marked(
        file=file,
        batch=batch,
        share=share,
        gold=gold,
        predicted=predicted,
        items=listener.items,
        given=listener.given,
    )


def sentences_of(paper: Marked) -> Iterator[Sentence | Unheld]:
    """The sentences of a paper that may tell a task, and the points that stand in none of them."""
    gold = paper.gold["items"]
    pairs = {place: at for at, place in pair_items(gold, paper.predicted["items"]).items()}
    weighed = paper.weighed()
    yield from _unheld(paper, {at: place for place, at in pairs.items()}, weighed)
    others = [action for item in gold for action in item["actions"]]
    for place, (treated, found) in enumerate(zip(paper.items, weighed, strict=True)):
        # An item that nobody marked says only that its sentences are no tasks, unless they are another item's.
        own = gold[pairs[place]]["actions"] if place in pairs else []
        for one in found:
            text = treated.text[one.candidate.start : one.candidate.end]
            meant = [action for action in own or others if _same_action(action, {"text": text})]
            task = any(not action.get("optional") for action in meant)
            if one.judged and (task or not meant):
                clauses = tuple(dict(judged.features) for judged in one.judged)
                yield Sentence(
                    document=paper.file, batch=paper.batch, share=paper.share, text=text, task=task, clauses=clauses
                )


def _unheld(paper: Marked, places: Mapping[int, int], weighed: Sequence[Sequence[Weighed]]) -> Iterator[Unheld]:
    for at, item in enumerate(paper.gold["items"]):
        place = places.get(at)
        text = paper.items[place].text if place is not None else ""
        looked = [] if place is None else weighed[place]
        texts = [text[one.candidate.start : one.candidate.end] for one in looked if one.judged]
        for action in item["actions"]:
            if not action.get("optional") and not any(_same_action(action, {"text": told}) for told in texts):
                first = str(action["text_first_words"])
                yield Unheld(document=paper.file, batch=paper.batch, text=first, has_item=place is not None)


def practice() -> Iterator[Sentence]:
    """The sentences of short items of our own writing, each marked by the sign before it."""
    read = own_reader(None)
    for number, item in enumerate(tomllib.loads(PRACTICE.read_text(encoding="utf-8"))["item"]):
        text = " ".join(line[2:] for line in item["lines"])
        prose = item.get("prose", True)
        decisions = () if prose else (Decision(text=text, kind=DecisionKind.VEDTAK),)
        treated = Treated(text=text, spans=(), decisions=decisions, prose=prose)
        for one in weigh([treated], read=read, names=item.get("names", ()))[0]:
            told = text[one.candidate.start : one.candidate.end]
            signs = {line[0] for line in item["lines"] if line[2:].rstrip(".!") in told}
            if one.judged and signs and "?" not in signs:
                yield Sentence(
                    document=f"practice {number}",
                    batch="practice",
                    share=SAMPLE_SHARE,
                    text=told,
                    task="+" in signs,
                    clauses=tuple(dict(judged.features) for judged in one.judged),
                )
