"""Any text as a question: no exception, and none that takes long.

``python -m bench.fuzz ARCHIVE [--number 10000] [--seed 1]`` asks an archive so many questions made at random of its own
words, of signs, of operators, of letters from all of Unicode, and of all of them together, and prints JSON:
{"questions", "failed": [{"question", "error"}], "slowest": [{"question", "seconds"}], "seconds": {"p50", "p95", "max"}}.
Seconds are of the processor, so that what else the machine does is not counted. The exit code is 1 if any question failed
or took one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from index.words import find_words
from minutes.errors import ReferatsokError
from referatsok.workspace import Workspace, open_workspace
from search.find import find

LONGEST_SECONDS = 1.0
SHOWN = 5
WORDS_OF = 200
"""Documents whose words are used."""

SIGNS = (
    *('"', "«", "»", "(", ")", "((", "|", "-", "*", "~5", "~", ":", "..", "/", "§ ", "ELLER", "IKKE", "OG", "NOT", "–"),
    *(
        "tittel:",
        "tema:",
        "år:",
        "dato:",
        "sak:",
        "kommune:",
        "utvalg:",
        "person:",
        "ukjent:",
        "2021..",
        "13/02",
        "?",
        "\0",
    ),
    *("\u0301", "\u00ad", "ö", "Å", "İ", "ﬁ", "\U0001f600", "\n", "\t", "\r", "\x1b", "\x7f", "\ufeff", "\uffff"),
    *("\u200b", "\u200d", "\u200f", "\u202e", "\u2066", "\u2069", "\u0645\u062d", "א", "²", "٣", "Ⅷ", "ǅ"),
    *("\ud800", "\udfff", "\udc80", "\U0010ffff"),
)
"""What questions are written with, and what upsets those who read them: marks of direction, letters without a breadth,
digits of others, and halves of characters, which no text in a file has but a string in Python may."""

LONG = 100_000
"""Letters of the longest questions."""

OFTEN_LONG = 0.01
"""How many questions are."""


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description="Any text as a question.")
    parser.add_argument("archive", type=Path, metavar="ARCHIVE")
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with open_workspace(options.archive) as workspace:
        words = sorted(_words_of(workspace))
        report = ask_all(workspace, islice(random_questions(words, options.seed), options.number))
    said = json.dumps(report, ensure_ascii=False, indent=1)
    print(said.encode("utf-8", "backslashreplace").decode())  # half a character can be asked for, but not printed
    return 1 if report["failed"] or report["seconds"]["max"] >= LONGEST_SECONDS else 0


def _words_of(workspace: Workspace) -> set[str]:
    documents = islice(workspace.archive.catalogue.documents(), WORDS_OF)
    return {word.exact for document in documents for page in document.pages for word in find_words(page.text)}


def random_questions(words: Sequence[str], seed: int) -> Iterator[str]:
    """Questions without end, the same for the same words and seed."""
    chance = random.Random(seed)
    makers: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(words),
        lambda: chance.choice(SIGNS),
        lambda: chance.choice(words)[: chance.randrange(1, 6)],
        lambda: chance.choice(words)[: chance.randrange(1, 6)] + "*",
        lambda: _misspelt(chance.choice(words), chance),
        lambda: chr(
            chance.choice(
                (chance.randrange(32, 0x250), chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x1FFFF))
            )
        ),
    )
    while True:
        length = chance.choice((1, 2, 3, 5, 8, 13, 40, 200, 1500))
        chosen = makers if chance.random() < 0.5 else (chance.choice(makers),)  # noqa: PLR2004 - half are of one sort
        question = chance.choice((" ", " ", "")).join(chance.choice(chosen)() for _ in range(length))
        yield question if chance.random() > OFTEN_LONG else (question + " " * (length % 2)) * (LONG // len(question))


def _misspelt(word: str, chance: random.Random) -> str:
    """A word with a letter too many, too few, or in the wrong place."""
    at = chance.randrange(len(word))
    first, second = word[at:][:1], word[at:][1:2]
    return word[:at] + chance.choice((first * 2, "", second + first + second, "x")) + word[at + 1 :]


def ask_all(workspace: Workspace, questions: Iterator[str]) -> dict[str, Any]:
    """What came of asking each question."""
    failed, taken = [], []
    for question in questions:
        began = time.process_time()
        try:
            find(workspace.archive.catalogue, workspace.engine, workspace.analysis, question)
        except (
            ReferatsokError,
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            failed.append({"question": question[:200], "error": f"{type(error).__name__}: {error}"})
        taken.append((time.process_time() - began, question))
    taken.sort(reverse=True)
    seconds = [spent for spent, _ in taken]
    return {
        "questions": len(taken),
        "failed": failed,
        "slowest": [{"question": question[:120], "seconds": round(spent, 3)} for spent, question in taken[:SHOWN]],
        "seconds": {
            "p50": round(seconds[len(seconds) // 2], 4),
            "p95": round(seconds[len(seconds) // 20], 4),
            "max": round(seconds[0], 4),
        },
    }


if __name__ == "__main__":
    sys.exit(main())
