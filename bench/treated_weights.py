"""``python -m bench.treated_weights [--write]``: learn what tells that a theme is treated, and not only named.

A logistic model over the features of ingest/themes/treated. Of a theme that an item treats, its likeliest word must say so;
of one that it only names, none may.

The figures are of a quarter of the writers of decoys, and of the papers and items, by weights learned without them: those
to trust. ``--write`` learns from all, and writes ingest/themes/treated/weights.tsv. Parts and papers that are held back are
never read here.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.decoys import FOLDER as DECOYS
from bench.decoys import LISTED, read_cases
from bench.judged import not_judged
from bench.learning import learn, write_learned
from bench.parsing import find_document, read_gold
from bench.quality import ROOT, SHARED
from bench.scoring import Plain, pair_items
from bench.theme_items import FOLDER as ITEMS
from bench.theme_items import read_items
from ingest.pipeline import Parser
from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.learned import Learned
from ingest.themes.matching import Rule
from ingest.themes.treated.features import Features, features_of
from ingest.themes.treated.judge import LEAST, WEIGHTS, named_words
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings
from minutes.codec import to_plain
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary

LOOSENESS = 0.5
"""How far weights may go from 0; 0.25, 1 and 2 do as well on writers left out."""

SHARES = {"decoys": 1.0, "items": 1.0, "examples": 1.0, "samples": 2.0, "kinds": 0.3, "development": 0.3}
"""What an item of each set counts: papers with many items of one hand less, the samples that are counted by hand more."""

PARTS = 4
ROUNDS = 2
FAINT = 0.03
"""Weights below this are not written."""

NAMED, TREATED = "named", "treated"


@dataclass(frozen=True, slots=True)
class Bag:
    """A theme an item names: the set, the fold it is left out with, its words by their features, whether it is treated."""

    group: str
    fold: str
    words: tuple[Features, ...]
    right: bool
    writer: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.treated_weights", description="Weigh what tells treatments.")
    parser.add_argument("--write", action="store_true", help="learn from all and write the weights")
    options = parser.parse_args(arguments)
    bags = list(marked_bags())
    for group, line in _figures(bags).items():
        print(f"# {group:<12} {line}")
    if options.write:
        about = (
            "What speaks for a theme being treated (above 0), by `python -m bench.treated_weights --write`: features.py"
        )
        path = ROOT / "ingest" / "themes" / WEIGHTS
        print(f"Weights of {write_learned(learn_bags(bags), path, about, least=FAINT)} features written to {path}.")
    return 0


def marked_bags() -> Iterator[Bag]:
    """All that may be looked into: decoys, short items, the examples of the vocabulary, papers."""
    annotator = Annotator(load_vocabulary())

    def short(text: tuple[str, str], themes: Mapping[str, bool | None], *made: str) -> Iterator[Bag]:
        item = AgendaItem(id="1", order=1, number="1.", title=text[0], text=text[1])
        yield from _bags(annotator.surroundings(item, None, Readings(annotator.model, None)), themes, *made)

    for part in sorted(LISTED):
        for case in read_cases(DECOYS / f"{part}.json"):
            themes = {**dict.fromkeys(case.must_not, False), **dict.fromkeys(case.must, True)}
            yield from short((case.title, case.text), themes, "decoys", _part_of(case.writer), case.writer or "0")
    known = [theme.id for theme in load_vocabulary().themes]
    for part in ("dev", "dev-2"):
        for place, item in enumerate(read_items(ITEMS / f"{part}.json")):
            said = {theme: theme in item.themes if theme not in item.optional else None for theme in known}
            yield from short((item.title, item.text), said, "items", f"part {place % PARTS}")
    for theme in load_vocabulary().themes:
        for right, texts in ((True, theme.positive), (False, theme.negative)):
            for place, text in enumerate(texts):
                yield from short(("", text), {theme.id: right}, "examples", f"part {place % PARTS}")
    yield from _paper_bags(annotator, known)


def _bags(
    item: Surroundings, themes: Mapping[str, bool | None], group: str, fold: str, writer: str = ""
) -> Iterator[Bag]:
    """The words of each theme of which it is known whether it is treated. A hint alone is weighed nowhere."""
    words: defaultdict[str, list[Named]] = defaultdict(list)
    for named in named_words(item):
        if themes.get(named.hit.theme) is not None:
            words[named.hit.theme].append(named)
    for theme, found in words.items():
        if _is_clear(found):
            yield Bag(group, fold, tuple(features_of(item, named) for named in found), bool(themes[theme]), writer)


def _part_of(name: str) -> str:
    return f"part {zlib.crc32(name.encode()) % PARTS}"


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
            fold = _part_of(file)
            for item, said in zip(document.items, themes, strict=True):
                yield from _bags(annotator.surroundings(item, document, readings), said, group, fold)


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


def learn_bags(bags: Sequence[Bag]) -> Learned:
    """Weights by which the likeliest word of a theme that is treated says so, and no word of one that is not."""
    learned = _learn([(bag, bag.words) for bag in bags])
    for _ in range(ROUNDS):
        learned = _learn([(bag, (_likeliest(bag, learned),) if bag.right else bag.words) for bag in bags])
    return learned


def _likeliest(bag: Bag, learned: Learned) -> Features:
    return max(bag.words, key=lambda words: learned.sums(words)[0])


def _learn(chosen: Sequence[tuple[Bag, tuple[Features, ...]]]) -> Learned:
    rows: list[Features] = []
    right: list[str] = []
    worth: list[float] = []
    for bag, words in chosen:
        rows.extend(words)
        right += [TREATED if bag.right else NAMED] * len(words)
        worth += [SHARES[bag.group] / (len(words) ** 0.5 if bag.group == "decoys" else len(words))] * len(words)
    return learn(rows, right, worth, looseness=LOOSENESS)


def _figures(bags: Sequence[Bag]) -> dict[str, str]:
    """Of each set and writer: how many themes that are only named are taken for treated, and how many treated are found."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for fold in sorted({bag.fold for bag in bags}):
        learned = learn_bags([bag for bag in bags if bag.fold != fold])
        for bag in bags:
            if bag.fold == fold:
                said = max(learned.sums(words)[0] for words in bag.words) >= LEAST
                for group in {bag.group, f"writer {bag.writer}" if bag.writer else bag.group}:
                    counts[group][2 * bag.right] += said
                    counts[group][2 * bag.right + 1] += 1
    return {
        group: f"only named, taken for treated: {false} of {named}; treated, found: {found} of {treated}"
        for group, (false, named, found, treated) in sorted(counts.items())
    }


if __name__ == "__main__":
    sys.exit(main())
