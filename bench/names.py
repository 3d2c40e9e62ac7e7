"""Names against gold: short items of our own writing, judged by hand; a third is held back from tuning, the last are unseen.

``python -m bench.names`` prints the figures, ``--wrong`` each item tuned on that is not all right.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.figures import Figure, Floors, held_figures
from ingest.language_model import LanguageModel
from ingest.names.find import NameFinder
from minutes.kinds import DocumentKind, Language, NameKind
from minutes.model import AgendaItem, Attendee, Document, MadeBy, Meeting, Page, Source, Span

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "gold" / "names"
GOLD = (FOLDER / "names.toml", FOLDER / "papers.toml")
KINDS = {
    NameKind.PERSON: "PER",
    NameKind.ORGANISATION: "ORG",
    NameKind.PARTY: "PARTY",
    NameKind.PLACE: "LOC",
}
SPLITS = ("dev", "held", "later", "societies", "papers", "unseen", "last")
TUNED = {"dev", "later", "societies", "papers"}

Named = Counter[tuple[str, str]]
"""(kind, name) of an item, each once."""


def document_of(entry: Mapping[str, Any], meeting: Mapping[str, Any]) -> Document:
    """A document of one item with this text, and the attendance of its meeting."""
    text = entry["text"]
    item = AgendaItem(
        id="1", order=1, number="1", title="", text=text, spans=(Span(page=1, start=0, end=len(text), at=0),)
    )
    people = [[part.strip() for part in person.split("|")] for person in meeting["attendees"]]
    return Document(
        id="0",
        source=Source(path="", media_type="text/plain", bytes=0, sha256="0"),
        kind=DocumentKind.REFERAT,
        title=None,
        language=Language(meeting["form"]),
        municipality=meeting["municipality"],
        body=meeting["body"],
        meeting=Meeting(
            attendees=tuple(
                Attendee(name=name, role=role, party=party[0] if party else None) for name, role, *party in people
            )
        ),
        pages=(Page(number=1, text=text),),
        items=(item,),
        made_by=MadeBy(program="", model="", vocabulary=""),
    )


def compared(paths: Iterable[Path] = GOLD) -> Iterator[tuple[str, str, Named, Named]]:
    """Split and text of each item, the names by gold and those found."""
    finder = NameFinder(LanguageModel())
    for gold in (tomllib.loads(path.read_text(encoding="utf-8")) for path in paths):
        for entry in gold["items"]:
            names = finder.find(document_of(entry, gold["meetings"][entry["meeting"]])).items[0].names
            found = Counter((KINDS[name.kind], name.name) for name in names)
            right = Counter(accepted(written, found) for written in entry["names"])
            doubtful = {wish for written in entry.get("optional", ()) for wish in wishes(written)} - set(right)
            yield entry["split"], entry["text"], right, Counter(name for name in found if name not in doubtful)


def wishes(written: str) -> list[tuple[str, str]]:
    """What a line of gold accepts, the best first: «LOC|ORG X / Y» is any of four."""
    kinds, _, names = written.partition(" ")
    return [(kind, name) for kind in kinds.split("|") for name in names.split(" / ")]


def accepted(written: str, found: Named) -> tuple[str, str]:
    """The one of the accepted names that was found, else the best."""
    either = wishes(written)
    return next((wish for wish in either if wish in found), either[0])


def names_sets(floors: Floors) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of each split: precision and recall of each kind, and of all."""
    read = list(compared())
    for split in SPLITS:
        values = scores([(right, found) for part, _, right, found in read if part == split])
        yield held_figures(f"names-{split}", values, floors)


def scores(pairs: list[tuple[Named, Named]]) -> dict[str, float]:
    """«PER P», «PER R» … and «F» of all kinds together."""
    values: dict[str, float] = {}
    totals = [0, 0, 0]
    for kind in KINDS.values():
        hits = sum(((right & found)[name] for right, found in pairs for name in right if name[0] == kind), 0)
        made = sum(number for _, found in pairs for name, number in found.items() if name[0] == kind)
        wanted = sum(number for right, _ in pairs for name, number in right.items() if name[0] == kind)
        values |= {f"{kind} P": hits / made if made else 1.0, f"{kind} R": hits / wanted if wanted else 1.0}
        totals = [total + more for total, more in zip(totals, (hits, made, wanted), strict=True)]
    hits, made, wanted = totals
    values["F"] = 2 * hits / (made + wanted)
    return values


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="show the development items that are not all right")
    if parser.parse_args().wrong:
        for split, text, right, found in compared():
            if split in TUNED and right != found:
                print(f"{text}\n  missed {sorted(right - found)}\n  wrong  {sorted(found - right)}")
    for name, figures in names_sets({}):
        print(name, " ".join(f"{figure.name} {figure.value:.3f}" for figure in figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
