"""``python -m bench.treated_weights [--write]``: learn what tells that a theme is treated, and not only named.

A logistic model over the named features of ingest/themes/features.py. Of a theme that an item treats, its likeliest word
must say so; of one that it only names, none may. The weights are drawn towards what grammar leads one to expect (PRIOR)
as far as the marked items do not say otherwise.

The figures are of each writer of decoys by weights learned without his items, and of papers by weights learned without
a quarter of them: those to trust. ``--write`` learns from all, and writes ingest/themes/treated.toml. Parts and papers
that are held back are never read here.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.decoys import FOLDER as DECOYS
from bench.decoys import LISTED, read_cases
from bench.judged import not_judged
from bench.parsing import find_document, read_gold
from bench.quality import ROOT, SHARED
from bench.scoring import Plain, pair_items
from bench.theme_items import FOLDER as ITEMS
from bench.theme_items import read_items
from bench.treated_prior import BIAS, PRIOR
from ingest.pipeline import Parser
from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.features import Features, features_of
from ingest.themes.matching import Rule
from ingest.themes.named import Named
from ingest.themes.standing import Reason
from ingest.themes.surroundings import Surroundings
from ingest.themes.treated import named_words
from minutes.codec import to_plain
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary

Floats = NDArray[np.float64]

WEIGHTS = ROOT / "ingest" / "themes" / "treated.toml"

LEAST = -0.9
"""The sum from which a theme is treated: below 0, since a treatment that is lost costs more than a false alarm."""

STRENGTH = 5.0
"""How firmly the weights are held to PRIOR; 2 and 10 do as well on writers left out."""

SHARES = {"decoys": 1.0, "items": 1.0, "examples": 0.5, "samples": 1.0, "kinds": 0.15, "development": 0.3}
"""What an item of each set counts: those that are many or of one hand less."""

PARTS = 4
ROUNDS, STEPS, STRIDE = 5, 40, 3.0
FIRM = 1e-3


@dataclass(frozen=True, slots=True)
class Bag:
    """A theme an item names: the set, the fold it is left out with, its words by their features, whether it is treated."""

    group: str
    fold: str
    words: tuple[Features, ...]
    right: bool


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.treated_weights", description="Weigh what tells treatments.")
    parser.add_argument("--write", action="store_true", help="learn from all and write the weights")
    options = parser.parse_args(arguments)
    bags = list(marked_bags())
    names = sorted({name for bag in bags for words in bag.words for name in words})
    for group, line in _figures(bags, names).items():
        print(f"# {group:<12} {line}")
    if options.write:
        _write(names, learn(bags, names))
        print(f"Weights of {len(names)} features written to {WEIGHTS}.")
    return 0


def marked_bags() -> Iterator[Bag]:
    """All that may be looked into: decoys, short items, the examples of the vocabulary, papers."""
    annotator = Annotator(load_vocabulary())

    def short(group: str, fold: str, title: str, text: str, themes: Mapping[str, bool | None]) -> Iterator[Bag]:
        item = AgendaItem(id="1", order=1, number="1.", title=title, text=text)
        yield from _bags(group, fold, annotator.surroundings(item, None, Readings(annotator.model, None)), themes)

    for part in sorted(LISTED):
        for case in read_cases(DECOYS / f"{part}.json"):
            themes = {**dict.fromkeys(case.must_not, False), **dict.fromkeys(case.must, True)}
            yield from short("decoys", f"writer {case.writer or 0}", case.title, case.text, themes)
    known = [theme.id for theme in load_vocabulary().themes]
    for part in ("dev", "dev-2"):
        for place, item in enumerate(read_items(ITEMS / f"{part}.json")):
            said = {theme: theme in item.themes if theme not in item.optional else None for theme in known}
            yield from short("items", f"part {place % PARTS}", item.title, item.text, said)
    for theme in load_vocabulary().themes:
        for right, texts in ((True, theme.positive), (False, theme.negative)):
            for place, text in enumerate(texts):
                yield from short("examples", f"part {place % PARTS}", "", text, {theme.id: right})
    yield from _paper_bags(annotator, known)


def _bags(group: str, fold: str, item: Surroundings, themes: Mapping[str, bool | None]) -> Iterator[Bag]:
    """Of a theme that is treated the words that may count; of one that is not, all. A hint alone is weighed nowhere."""
    words: defaultdict[str, list[Named]] = defaultdict(list)
    for named in named_words(item):
        right = themes.get(named.hit.theme)
        if right is not None and (not right or named.hit.reason is Reason.COUNTS):
            words[named.hit.theme].append(named)
    for theme, found in words.items():
        if _is_clear(found):
            yield Bag(group, fold, tuple(features_of(item, named) for named in found), bool(themes[theme]))


def _is_clear(found: Sequence[Named]) -> bool:
    """Whether more than one hint names a theme, as weighing.py asks for."""
    strong = any(named.place is None or named.hit.match.entry.rule is not Rule.HINT for named in found)
    return strong or len({named.hit.match.entry for named in found}) > 1


def _paper_bags(annotator: Annotator, known: Sequence[str]) -> Iterator[Bag]:
    parser = Parser()
    samples, kinds = ROOT / "data" / "samples", ROOT / "tests" / "gold" / "kinds"
    for group, judged, gold_folder, documents in (
        ("samples", "samples", samples / "gold", samples / "documents"),
        ("kinds", "kinds-dev", kinds / "gold", kinds / "documents"),
        ("development", "development-txt", SHARED / "gold", SHARED / "municipal" / "txt"),
    ):
        marked = read_gold(gold_folder) if gold_folder.is_dir() else ()
        for file, gold in marked:
            path = find_document(documents, file) if gold.get("split") in {None, "dev"} else None
            if path is None:
                continue
            document = parser.parse(path)
            readings = Readings(annotator.model, document.language)
            themes = _themes_of(gold, to_plain(document)["items"], known, not_judged(judged))
            fold = f"part {zlib.crc32(file.encode()) % PARTS}"
            for item, said in zip(document.items, themes, strict=True):
                yield from _bags(group, fold, annotator.surroundings(item, document, readings), said)


def _themes_of(
    gold: Plain, items: list[Plain], known: Sequence[str], later: frozenset[str]
) -> list[dict[str, bool | None]]:
    """For each item read, what the gold says of each theme: treated, not, or nothing."""
    said: list[dict[str, bool | None]] = [{theme: None if theme in later else False for theme in known} for _ in items]
    pairs = pair_items(gold["items"], items)
    treated = any(not item.get("agenda_only") for item in gold["items"])
    for place, marked in enumerate(gold["items"]):
        if place not in pairs:
            continue
        own = said[pairs[place]]
        unsaid = known if marked.get("agenda_only") and treated else marked.get("themes_optional") or ()
        own.update(dict.fromkeys(marked["themes"], True))
        own.update(dict.fromkeys(unsaid, None))
    return said


def learn(bags: Sequence[Bag], names: Sequence[str]) -> Floats:
    """The weights of the features, and last the bias: most likely together with PRIOR."""
    prior = np.array([*(PRIOR.get(name, 0.0) for name in names), BIAS])
    held = np.array([*(STRENGTH for _ in names), FIRM])
    tables = [_table(bag, names) for bag in bags]
    weights = prior.copy()
    for _ in range(ROUNDS):
        rows, right, worth = _chosen(bags, tables, weights)
        for _ in range(STEPS):
            likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
            slope = rows.T @ (worth * (likely - right)) + held * (weights - prior)
            bend = (rows * (worth * likely * (1 - likely))[:, None]).T @ rows + np.diag(held)
            step = np.linalg.solve(bend, slope)
            longest = float(np.abs(step).max())
            weights = weights - step * min(1.0, STRIDE / max(longest, FIRM))
            if longest < FIRM:
                break
    return weights


def _chosen(bags: Sequence[Bag], tables: Sequence[Floats], weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Of a theme that is treated the likeliest word, of others all, with what each counts."""
    rows: list[Floats] = []
    right: list[float] = []
    worth: list[float] = []
    for bag, table in zip(bags, tables, strict=True):
        chosen = table[[int(np.argmax(table @ weights))]] if bag.right else table
        share = SHARES[bag.group] / (len(chosen) ** 0.5 if bag.group == "decoys" else len(chosen))
        rows.extend(chosen)
        right += [float(bag.right)] * len(chosen)
        worth += [share] * len(chosen)
    return np.array(rows), np.array(right), np.array(worth)


def _table(bag: Bag, names: Sequence[str]) -> Floats:
    return np.array([[*(words.get(name, 0.0) for name in names), 1.0] for words in bag.words])


def _figures(bags: Sequence[Bag], names: Sequence[str]) -> dict[str, str]:
    """Of each set and writer: how many themes that are only named are taken for treated, and how many treated are found."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for fold in sorted({bag.fold for bag in bags}):
        weights = learn([bag for bag in bags if bag.fold != fold], names)
        for bag in bags:
            if bag.fold == fold:
                said = float((_table(bag, names) @ weights).max()) >= LEAST
                own = counts[bag.fold if bag.group == "decoys" else bag.group]
                own[2 * bag.right] += said
                own[2 * bag.right + 1] += 1
    return {
        group: f"only named, taken for treated: {false} of {named}; treated, found: {found} of {treated}"
        for group, (false, named, found, treated) in counts.items()
    }


def _write(names: Sequence[str], weights: Floats) -> None:
    ordered = sorted(zip(names, weights, strict=False), key=lambda pair: -abs(pair[1]))
    lines = [
        "# What speaks for a theme being treated where its words stand (above 0), and against it: features.py, treated.py.",
        "# Made by `python -m bench.treated_weights --write`; the sum, with the bias, is a logit.",
        f"least = {LEAST}",
        "",
        "[weights]",
        f"bias = {weights[-1]:.2f}",
        *(f"{name} = {weight:.2f}" for name, weight in ordered),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
