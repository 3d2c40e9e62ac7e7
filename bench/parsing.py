"""Score the product's own parsing against documents marked by hand.

``python -m bench.parsing GOLD_DIR DOCUMENT_DIR`` parses, for each gold file, the document named in it (any format we
read) and prints JSON: {"documents": {file: figures}, "total": figures, "theme_macro": the mean
of the F1 of each theme, "header": shares, "counts": right/false/missed}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.measures import Scores
from bench.scoring import Plain, score_document
from ingest.pipeline import Parser
from minutes.codec import to_plain
from minutes.errors import UnreadableFile

# Preferred first where a document is there in several formats.
EXTENSIONS = (".pdf", ".docx", ".odt", ".html", ".htm", ".txt", ".md")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.parsing", description="Score parsing against gold.")
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("documents", type=Path, metavar="DOCUMENT_DIR")
    options = parser.parse_args(arguments)
    for folder in (options.gold, options.documents):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    gold = list(read_gold(options.gold))
    predictions = dict(predict((file for file, _ in gold), options.documents))
    json.dump(report(dict(gold), predictions), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def read_gold(folder: Path) -> Iterator[tuple[str, Plain]]:
    """The gold files of a folder: the name of the document each is of, and its contents."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold["file"], gold


def predict(files: Iterator[str], folder: Path) -> Iterator[tuple[str, Plain]]:
    """What the product reads in each document; nothing for one that is missing or cannot be read."""
    parser = Parser()
    for file in files:
        path = find_document(folder, file)
        if path is None:
            print(f"{file}: no such document in {folder}", file=sys.stderr)
            continue
        try:
            yield file, to_plain(parser.parse(path))
        except UnreadableFile as error:
            print(f"{path}: {error}", file=sys.stderr)


def find_document(folder: Path, file: str) -> Path | None:
    """The document with this name, whatever its format, in the folder or below it; the one nearest the top first."""
    named: dict[str, Path] = {}
    for path in sorted(folder.rglob("*"), key=lambda path: (len(path.parts), path)):
        if path.name.startswith(f"{file}.") and path.is_file():
            named.setdefault(path.name.removeprefix(file).lower(), path)
    return next((named[extension] for extension in EXTENSIONS if extension in named), None)


def report(gold: Mapping[str, Plain], predictions: Mapping[str, Plain]) -> dict[str, Any]:
    """The figures a document and in all; a document without a prediction counts as an empty one."""
    total = Scores()
    documents = {}
    for file, marked in gold.items():
        scores = score_document(marked, predictions.get(file, {}))
        documents[file] = scores.columns()
        total.add(scores)
    return {
        "documents": documents,
        "total": total.columns(),
        "theme_macro": total.theme_macro,
        "header": {name: share.value for name, share in total.fields.items()},
        "counts": {
            name: {"right": found.right, "false": found.false, "missed": found.missed}
            for name, found in (
                ("seg", total.seg), ("dec", total.dec), ("ved", total.ved), ("att", total.att), ("abs", total.abs),
                ("act", total.act), ("theme", total.theme),
            )
        },
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
