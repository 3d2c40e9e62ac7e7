"""What it costs to tag an archive again with other themes (part of ``make bench``): no file is read, names are kept.

Some hundred minutes in plain text are made of the samples: every item has the length of an item there and a title from
there, and its sentences are drawn from all of them, with other figures, so that no two items are alike. They are taken
into an archive; then one word is added to the vocabulary, and the archive is rebuilt as ``referatsok reindex --themes``
does it. ``python -m bench.retagging ARCHIVE THEMES`` rebuilds one and prints what it cost.

Items a second are told twice: by the clock, which other work on the machine slows, and by processor time: what two cores
would do that had nothing else to do. One process stores and indexes while the others tag, so the time for that is what it
spends itself or half of what all spend, whichever is more.
"""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing.forkserver
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from ingest.layout.sentence_places import sentences
from minutes.model import AgendaItem
from minutes.vocabulary import SHIPPED
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import open_workspace

if sys.platform != "win32":
    import resource

ITEMS = 1500
ITEMS_A_MEETING = 10
CORES = 2

FIRST_MEETING = dt.date(2001, 1, 8)
FIGURE = re.compile(r"\d")
"""Any digit; another takes its place, so that no two items are alike. Example: «14 saker»."""

THEME = "[[theme]]"
WORDS, ONE_MORE = "\nwords = [", '\nwords = ["prøvemåling", '
"""Where the words of a theme begin in the vocabulary, and the same with another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of tagging, and of the whole with the search index: by the clock, of the one that stores, and of all."""

    items: int
    tagging_clock: float
    clock: float
    tagging_own: float
    own: float
    all: float

    @property
    def ideal(self) -> float:
        """Seconds that so many cores would take with nothing else to do."""
        return max(self.own, self.all / CORES)


def measure(samples: Path) -> float:
    """Print what tagging again costs; returns items a second of two cores with nothing else to do."""
    with tempfile.TemporaryDirectory() as folder:
        archive, papers, themes = (Path(folder) / name for name in ("arkiv", "papirer", "temaer.toml"))
        papers.mkdir()
        read_into(Path(folder) / "prøver", [samples], Wish())
        for name, text in made_of(tuple(_items(Path(folder) / "prøver"))):
            (papers / name).write_text(text, encoding="utf-8")
        read_into(archive, [papers], Wish())
        themes.write_text(_changed(SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
        command = [sys.executable, "-m", "bench.retagging", str(archive), str(themes)]
        root = Path(__file__).resolve().parents[1]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    cost = Cost(**json.loads(done.stdout))
    print(f"  {cost.items} items of distinct text; start of the processes included")
    print(f"  {'tagging and storing, by the clock':<40} {cost.items / cost.tagging_clock:7.0f} items/s")
    print(f"  {'with the search index, by the clock':<40} {cost.items / cost.clock:7.0f} items/s")
    print(f"  {'with the search index, two free cores':<40} {cost.items / cost.ideal:7.0f} items/s")
    print(
        f"  CPU ms an item: {1000 * cost.all / cost.items:.2f} in all, {1000 * cost.own / cost.items:.2f} of the process "
        f"that stores and indexes ({1000 * cost.tagging_own / cost.items:.2f} while others tag)"
    )
    return cost.items / cost.ideal


def _items(archive: Path) -> Iterator[AgendaItem]:
    with open_workspace(archive) as workspace:
        for document in workspace.archive.catalogue.documents():
            yield from (item for item in document.items if item.text.strip())


def made_of(items: Sequence[AgendaItem]) -> Iterator[tuple[str, str]]:
    """File names and texts of minutes with as many items as are wanted, made of the sentences of these."""
    chance = random.Random(5)  # the same papers every time
    pool = [
        item.text[start:end] for item in items for start, end in sentences(item.text) if item.text[start:end].strip()
    ]
    for meeting in range(ITEMS // ITEMS_A_MEETING):
        day = FIRST_MEETING + dt.timedelta(days=14 * meeting)
        lines = [f"Referat fra møte i Storvik politiråd {day:%d.%m.%Y}", ""]
        for number in range(1, ITEMS_A_MEETING + 1):
            model = chance.choice(items)
            lines += [f"Sak {number}/{day:%y} {model.title}", *_sentences(pool, len(model.text), chance), ""]
        yield f"{day:%Y-%m-%d} referat.txt", "\n".join(lines)


def _sentences(pool: Sequence[str], length: int, chance: random.Random) -> Iterator[str]:
    written = 0
    for _ in count():
        sentence = FIGURE.sub(lambda _: str(chance.randrange(1, 10)), chance.choice(pool))
        yield sentence
        written += len(sentence) + 1
        if written >= length:
            return


def _changed(vocabulary: str) -> str:
    """The vocabulary with another word for its first theme."""
    before, theme, after = vocabulary.partition(THEME)
    return before + theme + after.replace(WORDS, ONE_MORE, 1)


def main() -> int:
    """Rebuild an archive with other themes and print what it cost."""
    archive, themes = Path(sys.argv[1]), sys.argv[2]
    tagged: list[tuple[float, float]] = []
    begun, own = time.perf_counter(), time.process_time()

    def tell(done: int, total: int) -> None:
        if done == total:
            tagged.append((time.perf_counter() - begun, time.process_time() - own))

    with open_workspace(archive, themes=themes) as workspace:
        workspace.keep_vocabulary()
        workspace.rebuild(lambda _done, _all: None, tell)
        items = sum(len(document.items) for document in workspace.archive.catalogue.documents())
    clock, spent = time.perf_counter() - begun, time.process_time() - own
    every = spent
    if sys.platform != "win32":
        # The process that the tagging ones are forked from is counted only when it has been waited for.
        multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
        below = resource.getrusage(resource.RUSAGE_CHILDREN)
        every += below.ru_utime + below.ru_stime
    (tagging_clock, tagging_own), *_ = tagged
    cost = Cost(items=items, tagging_clock=tagging_clock, clock=clock, tagging_own=tagging_own, own=spent, all=every)
    print(json.dumps(asdict(cost)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
