"""Score the themes of short items of many kinds, covering every theme of the vocabulary.

``python -m bench.theme_items [--wrong]`` prints JSON: for each part (tests/gold/themes/README.md), F1 of all themes, the
mean of the F1 of each theme, precision and recall; ``--wrong`` also lists the items of the parts to develop on with a theme
too many or too few. Those of the held parts are never listed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import Figure, Floors, held_figures
from bench.measures import Found
from ingest.themes.annotate import Annotator
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold" / "themes"
PARTS = ("dev", "held", "dev-2", "held-2", "held-3", "held-4", "held-5")
LISTED = frozenset({"dev", "dev-2"})
"""Parts whose items may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeItem:
    """A short item, and what it is about.

    Attributes:
        form: its written form, nb or nn.
        title: its heading.
        text: as in the minutes.
        themes: those it is about for certain.
        optional: those that are neither right nor wrong.
    """

    form: str
    title: str
    text: str
    themes: frozenset[str]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """An item and the themes that the product says it is about."""

    item: ThemeItem
    themes: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        """Themes it is about, and does not get."""
        return self.item.themes - self.themes

    @property
    def false(self) -> frozenset[str]:
        """Themes it gets, and is not about."""
        return self.themes - self.item.themes - self.item.optional


def read_items(path: Path) -> tuple[ThemeItem, ...]:
    """The items of one file of the gold."""
    return tuple(
        ThemeItem(**{**plain, "themes": frozenset(plain["themes"]), "optional": frozenset(plain["optional"])})
        for plain in json.loads(path.read_text(encoding="utf-8"))
    )


def tag(items: Iterable[ThemeItem], explain: Callable[[AgendaItem], Sequence[Mention]]) -> tuple[Tagged, ...]:
    """The themes that count in each, as an item of the minutes of a meeting."""
    return tuple(_tagged(item, explain) for item in items)


def _tagged(item: ThemeItem, explain: Callable[[AgendaItem], Sequence[Mention]]) -> Tagged:
    read = AgendaItem(id="1", order=1, number="1.", title=item.title, text=item.text)
    counting = (mention.theme for mention in explain(read) if mention.standing is Standing.COUNTS)
    return Tagged(item=item, themes=frozenset(counting))


def columns(tagged: Sequence[Tagged]) -> Mapping[str, float]:
    """F1 of all themes together, the mean of each theme's, precision and recall."""
    total = Found()
    each: defaultdict[str, Found] = defaultdict(Found)
    for one in tagged:
        for theme in one.item.themes | one.false:
            found = Found(
                right=int(theme in one.item.themes & one.themes),
                missed=int(theme in one.missed),
                false=int(theme in one.false),
            )
            total.add(found)
            each[theme].add(found)
    return {
        "F1": total.f1 or 0.0,
        "macro F1": sum(found.f1 or 0.0 for found in each.values()) / max(1, len(each)),
        "precision": total.right / max(1, total.right + total.false),
        "recall": total.right / max(1, total.right + total.missed),
    }


def measure(folder: Path = FOLDER) -> Iterator[tuple[str, tuple[Tagged, ...]]]:
    """Each part of the gold, tagged by the product."""
    annotator = Annotator(load_vocabulary())
    for part in PARTS:
        yield part, tag(read_items(folder / f"{part}.json"), annotator.explain)


def theme_item_sets(floors: Floors) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of all parts, with their floors, for ``make eval``."""
    for part, tagged in measure():
        yield held_figures(f"theme-items-{part}", columns(tagged), floors)


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.theme_items", description="Score themes of short items.")
    parser.add_argument("--wrong", action="store_true", help="list the items to develop on that are not right")
    chosen = parser.parse_args(arguments)
    result: dict[str, object] = {}
    for part, tagged in measure():
        result[part] = columns(tagged)
        if chosen.wrong and part in LISTED:
            result[f"wrong in {part}"] = [
                {**asdict(one.item), "missed": sorted(one.missed), "false": sorted(one.false)}
                for one in tagged
                if one.missed or one.false
            ]
    print(json.dumps(result, ensure_ascii=False, indent=1, default=sorted))


if __name__ == "__main__":
    main()
