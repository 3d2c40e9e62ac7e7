"""Score the way a theme goes, as the product reads it, against short texts of our own writing.

``python -m bench.trends [--wrong]`` prints JSON: for each part, how many texts are read rightly, of those with a trend,
those without, and the decoys among these, and the figures of real papers (real_trends.py) if they are at hand; ``--wrong``
also lists the texts of the parts to develop on that are read otherwise. Those of held parts are never listed.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import real_trends
from bench.figures import Figure, Floors, held_figures
from ingest.themes.annotate import Annotator
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold" / "trend"
PARTS = ("dev", "held", "later", "dev-2", "held-2", "held-3", "held-4", "held-5", "practice", "dev-4")
LISTED = frozenset({"dev", "dev-2", "dev-4", "practice"})
"""The parts that may be looked at while the rules are tuned."""

NONE = "ingen"
"""Stands in the gold for no trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendCase:
    """A short text, and which way it says that a theme goes.

    Attributes:
        text: as in the minutes.
        theme: the theme it names.
        form: its written form, nb or nn.
        trend: «øker», «avtar», «uendret», or «ingen».
        change: from how many to how many, where the text says so.
        period: when, as the text says it.
        decoy: what rises or falls in it instead of the theme: money, members, a forecast.
        writer: who wrote it, where a part is of several.
    """

    text: str
    theme: str
    form: str
    trend: str
    change: tuple[int, int] | None = None
    period: str | None = None
    decoy: str | None = None
    writer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A case and what the product makes of it; ``found`` says whether it saw the theme at all."""

    case: TrendCase
    trend: str
    found: bool

    @property
    def right(self) -> bool:
        """Whether it is read as in the gold."""
        return self.trend == self.case.trend


def read_cases(path: Path) -> Iterator[TrendCase]:
    """The cases of one file of the gold."""
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        change = table.pop("change", None)
        yield TrendCase(**table, change=(change[0], change[1]) if change else None)


def read_trends(cases: Iterable[TrendCase], explain: Callable[[AgendaItem], Sequence[Mention]]) -> tuple[Read, ...]:
    """What the product says of each, as the text of an item under a heading that says nothing."""
    return tuple(_read(case, explain) for case in cases)


def _read(case: TrendCase, explain: Callable[[AgendaItem], Sequence[Mention]]) -> Read:
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=case.text)
    named = [mention for mention in explain(item) if mention.theme == case.theme]
    told = [mention for mention in named if mention.trend is not None]
    counting = [mention for mention in told if mention.standing is Standing.COUNTS]
    first = next(iter([*counting, *told]), None)
    return Read(case=case, trend=str(first.trend) if first else NONE, found=bool(named))


def columns(read: Sequence[Read]) -> Mapping[str, float]:
    """The shares read rightly: of all, of those with a trend (of those whose theme is seen), with none, of the decoys.

    Last the share of the themes that are seen, which is the vocabulary's.
    """
    groups = {
        "all": read,
        "trend": [one for one in read if one.case.trend != NONE],
        "trend seen": [one for one in read if one.case.trend != NONE and one.found],
        "none": [one for one in read if one.case.trend == NONE],
        "decoys": [one for one in read if one.case.decoy],
    }
    shares = {name: sum(one.right for one in group) / len(group) for name, group in groups.items() if group}
    return shares | {"themes": sum(one.found for one in read) / len(read)}


def measure(folder: Path = FOLDER) -> Iterator[tuple[str, tuple[Read, ...]]]:
    """Each part of the gold, read by the product."""
    annotator = Annotator(load_vocabulary())
    for part in PARTS:
        yield part, read_trends(read_cases(folder / f"{part}.toml"), annotator.explain)


def trend_sets(floors: Floors) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of each part and of real papers, with their floors, for ``make eval``."""
    for part, read in measure():
        yield held_figures(f"trend-{part}", columns(read), floors)
    if real_trends.PAPERS.is_dir():
        found = real_trends.columns(real_trends.measure(), real_trends.fields_of_work())
        yield "trend-real", real_trends.figures(found, floors.get("trend-real", {}))


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.trends", description="Score trends against gold.")
    parser.add_argument("--wrong", action="store_true", help="list what is read otherwise, but for held parts")
    chosen = parser.parse_args(arguments)
    result: dict[str, object] = {}
    wrong: list[object] = []
    for part, read in measure():
        result[part] = columns(read)
        if part in LISTED:
            wrong += [{**asdict(one.case), "read": one.trend, "found": one.found} for one in read if not one.right]
    if real_trends.PAPERS.is_dir():
        papers = real_trends.measure()
        result["real"] = real_trends.columns(papers, real_trends.fields_of_work())
        wrong += real_trends.wrong_in(papers)
    print(json.dumps({**result, "wrong": wrong} if chosen.wrong else result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
