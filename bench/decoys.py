"""Score the themes of short items that name a theme's word without treating the theme, written by us.

``python -m bench.decoys [--wrong]`` prints JSON: for each part the share of items that get a theme they must not have
(false alarms), and the share of the themes they must have that they get; ``--wrong`` also lists the items with a
theme too many or too few. Those of the held parts are never listed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import Figure
from bench.measures import Share
from ingest.themes.annotate import Annotator
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "gold" / "decoys"
PARTS = ("dev", "dev-2", "dev-3", "dev-4", "held", "held-2", "held-3", "held-4", "held-5", "later")

LISTED = frozenset({"dev", "dev-2", "dev-3", "dev-4", "later"})
"""Parts whose items may be looked at."""

FALSE_ALARMS = "false alarms"
SHOULD_FIRE = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoyCase:
    """A short item, the themes that it only seems to treat, and those that it treats.

    Attributes:
        kind: what makes it a decoy: a venue, a title, a law.
        form: its written form, nb or nn.
        title: its heading.
        text: as in the minutes.
        must_not: themes whose words it names without treating them.
        must: themes it treats beside.
        writer: who wrote it, where a part has items of several.
    """

    kind: str
    form: str
    title: str
    text: str
    must_not: tuple[str, ...]
    must: tuple[str, ...]
    writer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A case and the themes that the product says it treats."""

    case: DecoyCase
    themes: frozenset[str]

    @property
    def alarms(self) -> tuple[str, ...]:
        """Themes it must not have, and has."""
        return tuple(theme for theme in self.case.must_not if theme in self.themes)

    @property
    def missed(self) -> tuple[str, ...]:
        """Themes it must have, and has not."""
        return tuple(theme for theme in self.case.must if theme not in self.themes)


def read_cases(path: Path) -> tuple[DecoyCase, ...]:
    """The cases of one file of the gold."""
    return tuple(
        DecoyCase(**{**plain, "must_not": tuple(plain["must_not"]), "must": tuple(plain["must"])})
        for plain in json.loads(path.read_text(encoding="utf-8"))
    )


def tag(cases: Iterable[DecoyCase], explain: Callable[[AgendaItem], Sequence[Mention]]) -> tuple[Tagged, ...]:
    """The themes that count in each, as an item of the minutes of a meeting."""
    return tuple(_tagged(case, explain) for case in cases)


def _tagged(case: DecoyCase, explain: Callable[[AgendaItem], Sequence[Mention]]) -> Tagged:
    item = AgendaItem(id="1", order=1, number="1.", title=case.title, text=case.text)
    counting = (mention.theme for mention in explain(item) if mention.standing is Standing.COUNTS)
    return Tagged(case=case, themes=frozenset(counting))


def columns(tagged: Sequence[Tagged]) -> Mapping[str, float]:
    """The share of false alarms, of items with a theme they must not have, and the share of themes to be found that are."""
    alarms, found = Share(), Share()
    for one in tagged:
        if one.case.must_not:
            alarms.put(right=bool(one.alarms))
        for theme in one.case.must:
            found.put(right=theme in one.themes)
    return {FALSE_ALARMS: alarms.value or 0.0, SHOULD_FIRE: found.value or 0.0}


def measure(folder: Path = FOLDER) -> Iterator[tuple[str, tuple[Tagged, ...]]]:
    """Each part of the gold, tagged by the product."""
    annotator = Annotator(load_vocabulary())
    for part in PARTS:
        yield part, tag(read_cases(folder / f"{part}.json"), annotator.explain)


def decoy_sets(floors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of both parts, with what they are held against, for ``make eval``."""
    for part, tagged in measure():
        name = f"decoys-{part}"
        floor = floors.get(name, {})
        yield (
            name,
            [
                Figure(name=key, value=value, floor=floor.get(key), at_most=key == FALSE_ALARMS)
                for key, value in columns(tagged).items()
            ],
        )


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.decoys", description="Score themes against decoys.")
    parser.add_argument("--wrong", action="store_true", help="list the items with a theme too many or too few")
    chosen = parser.parse_args(arguments)
    result: dict[str, object] = {}
    wrong: list[dict[str, object]] = []
    for part, tagged in measure():
        alarms = Counter(one.case.kind for one in tagged if one.alarms)
        result[part] = {**columns(tagged), "false alarms by kind": alarms if part in LISTED else alarms.total()}
        if chosen.wrong and part in LISTED:
            wrong += (
                {**asdict(one.case), "alarms": one.alarms, "missed": one.missed}
                for one in tagged
                if one.alarms or one.missed
            )
    if chosen.wrong:
        result["wrong"] = wrong
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
