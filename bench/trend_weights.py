"""``python -m bench.trend_weights [--write]``: learn what tells which way a theme goes in a sentence.

A logistic model over the named signals of ingest/themes/trend/signals.py, from the marked texts that may be looked at
(tests/gold/trend, and what the tests of trends hold) and the real papers that were read by hand (real_trends.py). The
figures are of each writer by weights learned without his texts, and of papers by weights learned without a third of them:
those to trust. ``--write`` learns from all, and writes ingest/themes/trend/going.tsv. Parts that are held back are never
read here. Fields of work, which the product lets go nowhere, are learned from too, and their figures told apart.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bench import real_trends
from bench.learning import learn, write_learned
from bench.quality import ROOT
from bench.trends import FOLDER, LISTED, NONE, TrendCase, read_cases
from ingest.pipeline import Parser
from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.learned import Learned
from ingest.themes.sentences import Sentence
from ingest.themes.trend.going import going_on, likeliest, places_of
from ingest.themes.trend.signals import Signals, may_move, signals_of
from minutes.model import AgendaItem, Document
from minutes.vocabulary import load_vocabulary

SENTENCES = (ROOT / "tests" / "ingest" / "trend_practice.toml", FOLDER / "taught.toml")
"""Short sentences by what they say, each with its theme: those that the tests hold, and more of the same."""

WEIGHTS = ROOT / "ingest" / "themes" / "trend" / "going.tsv"

LOOSENESS = 1.0
"""C of the regression: 0.3 and 3 do no better on writers left out."""

LEAST = 0.05
"""Weights below this in all classes are left out of the file."""

TUNED = frozenset({"dev", "dev-2", "later", "practice"})
"""Parts on which the words and rules were tuned: no figures of these are to be trusted."""

WORTH_REAL, WORTH_UNREAD = 0.5, 0.2
"""A sentence of a paper that nobody read had no word of movement, by a long list: it tells of no way, most surely."""

PARTS_OF_PAPERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A theme in a sentence, what speaks for its going a way, and which way it goes.

    ``source`` is the writer, or the paper; ``field`` says whether the theme is a field of work.
    """

    source: str
    signals: Signals
    said: str
    worth: float
    field: bool


def text_rows(annotator: Annotator) -> Iterator[Row]:
    """The marked texts that may be looked at, by each sentence that names the theme."""
    fields = real_trends.fields_of_work()
    for part in sorted(TUNED | LISTED):
        for case in _cases(part):
            item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=case.text)
            for sentence, following in _named(annotator, item, None):
                if any(hit.theme == case.theme for hit in sentence.hits):
                    yield Row(
                        source=case.writer or part,
                        signals=_signals(sentence, case.theme, following),
                        said=case.trend,
                        worth=1.0,
                        field=case.theme in fields,
                    )


def _cases(part: str) -> Iterator[TrendCase]:
    """The texts of a part; with those of practice the short ones that the tests hold."""
    yield from read_cases(FOLDER / f"{part}.toml")
    if part == "practice":
        said_by_file = (tomllib.loads(path.read_text(encoding="utf-8")).items() for path in SENTENCES)
        for said, plain in chain.from_iterable(said_by_file):
            yield from (TrendCase(text=text, theme=theme, form="nb", trend=said) for theme, text in plain)


def paper_rows(annotator: Annotator) -> Iterator[Row]:
    """The sentences of real papers, for each theme that they name, but for doubtful ones."""
    parser = Parser()
    at_hand = {
        path.name: path for folder in real_trends.FOLDERS for path in (real_trends.PAPERS / folder).glob("*.txt")
    }
    for paper in real_trends.read_papers():
        if paper.file in at_hand:
            document = parser.parse(at_hand[paper.file])
            for item in document.items or (_whole(document),):
                yield from _paper_rows(annotator, paper, document, item)


def _whole(document: Document) -> AgendaItem:
    """A document without items as one, as its themes are found."""
    return AgendaItem(id="1", order=1, number=None, title="", text="\n".join(page.text for page in document.pages))


def _paper_rows(annotator: Annotator, paper: real_trends.Paper, document: Document, item: AgendaItem) -> Iterator[Row]:
    fields = real_trends.fields_of_work()
    for sentence, following in _named(annotator, item, document):
        letters = real_trends.letters_of(item.text[sentence.start : sentence.end])
        sign = next((one for one in paper.judged if one.ends(letters)), None)
        for theme in {hit.theme for hit in sentence.hits}:
            if sign is not None and (sign, theme) in paper.doubtful:
                continue
            yield Row(
                source=paper.file,
                signals=_signals(sentence, theme, following),
                said=NONE if sign is None else paper.goes.get((sign, theme), NONE),
                worth=WORTH_UNREAD if sign is None else WORTH_REAL,
                field=theme in fields,
            )


def _named(
    annotator: Annotator, item: AgendaItem, document: Document | None
) -> Iterator[tuple[Sentence, Sentence | None]]:
    around = annotator.surroundings(item, document, Readings(annotator.model, None)).body
    sentences = [one.sentence for one in around]
    yield from zip(sentences, [*sentences[1:], None], strict=False)


def _signals(sentence: Sentence, theme: str, following: Sentence | None) -> Signals:
    """What speaks for the theme going a way; nothing if the sentence is passed over at the first look."""
    following = going_on(following)
    if following is None and not may_move(sentence):
        return {}
    return signals_of(sentence, places_of([hit for hit in sentence.hits if hit.theme == theme]), following)


def learned_from(rows: Sequence[Row]) -> Learned:
    """The weights learned from the rows that are not passed over."""
    seen = [row for row in rows if row.signals]
    return learn(
        [row.signals for row in seen], [row.said for row in seen], [row.worth for row in seen], looseness=LOOSENESS
    )


def told(learned: Learned, row: Row) -> str:
    """What is told of a row."""
    return str((row.signals and likeliest(row.signals, learned)) or NONE)


def figures(pairs: Sequence[tuple[str, str]]) -> str:
    """How many rows are read rightly, of those with a way, and of those told."""
    right = sum(said == told for said, told in pairs)
    ways = [(said, told) for said, told in pairs if said != NONE]
    tells = [(said, told) for said, told in pairs if told != NONE]
    found, sure = (sum(said == told for said, told in some) for some in (ways, tells))
    return f"{right}/{len(pairs)} right; of ways {found}/{len(ways)} found, of {len(tells)} told {sure} right"


def left_out(
    rows: Sequence[Row], sources: Sequence[frozenset[str]]
) -> Iterator[tuple[frozenset[str], list[tuple[Row, str]]]]:
    """Each group of sources as read by weights learned without it."""
    for group in sources:
        learned = learned_from([row for row in rows if row.source not in group])
        yield group, [(row, told(learned, row)) for row in rows if row.source in group]


def _both(read: Sequence[tuple[Row, str]]) -> str:
    own, fields = ([(row.said, said) for row, said in read if row.field is field] for field in (False, True))
    return f"{figures(own)} | fields of work: {figures(fields)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, and print the figures of what is left out."""
    parser = argparse.ArgumentParser(prog="python -m bench.trend_weights", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    chosen = parser.parse_args(arguments)
    annotator = Annotator(load_vocabulary())
    texts = list(text_rows(annotator))
    papers = list(paper_rows(annotator)) if real_trends.PAPERS.is_dir() else []
    writers = sorted({row.source for row in texts} - TUNED)
    names = sorted({row.source for row in papers})
    shares = [
        frozenset(name for name in names if zlib.crc32(name.encode()) % PARTS_OF_PAPERS == part)
        for part in range(PARTS_OF_PAPERS)
    ]
    groups = [*(frozenset({writer}) for writer in writers), *(share for share in shares if share)]
    everything: list[tuple[Row, str]] = []
    for group, read in left_out([*texts, *papers], groups):
        name = next(iter(group)) if len(group) == 1 else f"{len(group)} papers"
        print(f"{name:12}", _both(read))
        everything += [pair for pair in read if pair[0].source in writers]
    print("all writers ", _both(everything))
    if chosen.write:
        learned = learned_from([*texts, *papers])
        kept = write_learned(
            learned, WEIGHTS, "Made by `python -m bench.trend_weights --write`: signals.py, going.py.", least=LEAST
        )
        print(kept, "features in", WEIGHTS.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
