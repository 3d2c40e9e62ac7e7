"""``python -m bench.engines``: what searching costs with each engine, beside its peers, over the same generated archive.

For each engine and peer: indexing (units a second, size, memory), and by kind of question the median and the 95th percentile
of the bare search, of the search with five facets, and of the whole answer with facets and highlighted passages; then
what a search costs as a command. Seconds do not travel and machines are busy: beside wall time stands processor time, and
what is held to (``--check``) is a ratio to a peer of the same run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from bench.engine_building import build_index, fill_catalogue, units
from bench.engine_peers import FACETS, LIMIT, PEERS
from bench.engine_units import COMMON, SEED, rare_nouns
from index.analysis import Analysis
from index.archive import Archive
from index.engine import Engine, Everything
from index.generations import Stamp
from minutes.settings import ENGINES, TANTIVY, WHOOSH
from minutes.vocabulary import load_vocabulary
from models.choice import OWN_NAME, model_label
from search.find import find
from search.grammar import parse

ROOT = Path(__file__).resolve().parent.parent
ITEMS = 10_000
ROUNDS = 5
STARTS = 5

IN_BULK_FROM = 300_000
"""Items from which the index is told the units as they are made, and no line is read twice: as the product builds it,
from the catalogue and text by text, takes too long to wait for. What an index holds is the same."""

TIMES_FASTER_THAN_PLAIN_WHOOSH = 8.0
"""At least so many times faster is the median of our engine on Whoosh, facets and passages included, at 100,000 items."""

CHECKED_FROM = 100_000
"""Items from which ratios are held to: in a small archive what does not grow with it weighs more."""


def questions() -> dict[str, tuple[str, ...]]:
    """By kind, what is asked; what stands under «shared» kinds every peer understands."""
    chance = random.Random(SEED)
    rare = rare_nouns()
    return {
        "common word": tuple(COMMON[:8]),
        "rare word": tuple(chance.sample(rare, 8)),
        "two words": tuple(f"{chance.choice(COMMON)} {chance.choice(COMMON)}" for _ in range(8)),
        "three words": tuple(" ".join(chance.sample(COMMON, 3)) for _ in range(6)),
        "phrase": ('"vold i nære relasjoner"', '"innenfor rammen"', '"sammen med politiet"', '"under 18 år"'),
        "concept": ("skadeverk under 18", "mindreårige", "vold under 18"),
        "compound": ("sikkerhet", "skole", "plan", "vern"),
        "alternatives": ("reindrift ELLER ferja", "(mobbing ELLER vold) skolen", "trafikk IKKE ferja"),
        "beginning": ("reg*", "politi* skole", "sam*"),
        "near": ('"kommunen utvalget"~5', '"budsjettet planen"~8'),
        "field": ("tittel:orientering", "tittel:skolen planen"),
        "filtered": ("planen år:2010..2015", "kommunen type:protokoll", "skolen utvalg:Formannskapet"),
        "sentence": ("hvordan følges vold i nære relasjoner opp av politiet", "hva skjer med planen for skolen"),
    }


SHARED = ("common word", "rare word", "two words", "three words", "phrase")
"""Kinds of questions that mean the same to every peer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description="Compare engines and peers.")
    parser.add_argument("--items", type=int, default=ITEMS, metavar="N", help="agenda items in the archive")
    parser.add_argument("--only", action="append", choices=(*ENGINES, *PEERS), help="leave the others out")
    parser.add_argument("--folder", type=Path, help="build here and keep it; what is there already is used")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="fail where a ratio is not held")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        result = measure(folder, options.items, options.only or (*ENGINES, *PEERS))
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        print("\n".join(_lines(result)))
    broken = list(_broken(result))
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return 1 if options.check and broken else 0


def measure(folder: Path, items: int, names: Sequence[str]) -> dict[str, Any]:
    """All figures."""
    archive = folder / "archive"
    if not (archive / "catalog.db").exists():
        _alone(_fill, archive, items)
    result: dict[str, Any] = {"items": items, "engines": {}}
    for name in names:
        indexed = _alone(_index_ours if name in ENGINES else _index_peer, folder, name, items)
        asked = _alone(_ask_ours if name in ENGINES else _ask_peer, folder, name)
        result["engines"][name] = {"indexing": indexed, **asked}
        if name in ENGINES:
            result["engines"][name]["command"] = _command(archive)
    return result


def _alone(work: Callable[..., Any], *given: Any) -> Any:
    """The work in a process of its own, so that its memory is its own; what it gives, with its peak in MB."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_with_peak, work, *given).result()


def _with_peak(work: Callable[..., Any], *given: Any) -> Any:
    done = work(*given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**done, "peak_mb": round(peak)} if isinstance(done, dict) else done


# ---- building ---------------------------------------------------------------------------------------------------------


def _fill(folder: Path, items: int) -> None:
    with Archive.open(folder, create=True) as archive:
        fill_catalogue(archive.catalogue.path, items)


def _stamp(analysis: Analysis, engine: str) -> Stamp:
    return Stamp(
        analysis=analysis.version, vocabulary=analysis.vocabulary.stamp, model=model_label(OWN_NAME), engine=engine
    )


def _index_ours(folder: Path, name: str, items: int) -> dict[str, Any]:
    analysis = Analysis(load_vocabulary())
    stamp = _stamp(analysis, name)
    in_bulk = items >= IN_BULK_FROM
    with Archive.open(folder / "archive") as archive:
        begun, spent = time.perf_counter(), time.process_time()
        if in_bulk and archive.stamp() != stamp:
            build_index(folder / "archive", items, analysis, stamp)
        elif archive.stamp() != stamp:
            archive.rebuild(analysis, stamp)
        ((written,),) = archive.catalogue.query("SELECT count(*) FROM units")
    return {**_indexed(folder / "archive" / "index", int(written), begun, spent), "in_bulk": in_bulk}


def _index_peer(folder: Path, name: str, items: int) -> dict[str, Any]:
    own = folder / name
    begun, spent = time.perf_counter(), time.process_time()
    if not own.exists():
        own.mkdir(parents=True)
        PEERS[name][0](own, units(items))
    return _indexed(own, sum(1 for _ in units(items)), begun, spent)


def _indexed(folder: Path, written: int, begun: float, spent: float) -> dict[str, Any]:
    wall, processor = time.perf_counter() - begun, time.process_time() - spent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "units": written,
        "seconds": round(wall, 1),
        "cpu_ms_a_unit": round(1000 * processor / written, 2),
        "size_mb": round(size / 1e6, 1),
    }


# ---- asking -----------------------------------------------------------------------------------------------------------


def _ask_ours(folder: Path, name: str) -> dict[str, Any]:
    analysis = Analysis(load_vocabulary())
    with Archive.open(folder / "archive") as archive:
        begun = time.perf_counter()
        engine = archive.engine(_stamp(analysis, name))
        opened = time.perf_counter() - begun
        same = archive.catalogue.same_rows()
        modes = {
            "search": lambda question: _search(engine, analysis, question),
            "facets": lambda question: engine.search(
                parse(question, analysis).tree, limit=LIMIT, facets=FACETS, same=same
            ),
            "answer": lambda question: find(archive.catalogue, engine, analysis, question, limit=LIMIT),
        }
        figures = {
            "open_ms": round(1000 * opened, 1),
            "asked": _asked(questions(), modes),
            "found": _found(engine, analysis),
        }
        engine.close()
    return figures


def _found(engine: Engine, analysis: Analysis) -> dict[str, list[float]]:
    """By kind, how many of a hundred units each question finds: a question of half an archive is nobody's."""
    units = engine.search(Everything(), limit=0).total
    return {
        kind: [
            round(100 * engine.search(parse(question, analysis).tree, limit=0).total / units, 1) for question in asked
        ]
        for kind, asked in questions().items()
    }


def _search(engine: Engine, analysis: Analysis, question: str) -> object:
    return engine.search(parse(question, analysis).tree, limit=LIMIT)


def _ask_peer(folder: Path, name: str) -> dict[str, Any]:
    begun = time.perf_counter()
    ask = PEERS[name][1](folder / name)
    opened = time.perf_counter() - begun
    modes: dict[str, Callable[[str], object]] = {
        "search": lambda question: ask(question, False),
        "answer": lambda question: ask(question, True),
    }
    shared = {kind: asked for kind, asked in questions().items() if kind in SHARED}
    return {"open_ms": round(1000 * opened, 1), "asked": _asked(shared, modes)}


def _asked(by_kind: dict[str, tuple[str, ...]], modes: dict[str, Callable[[str], object]]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for mode, ask in modes.items():
        for asked in by_kind.values():
            ask(asked[0])  # what is read once only is not what is measured
        every = {kind: [_timed(ask, q) for q in asked for _ in range(ROUNDS)] for kind, asked in by_kind.items()}
        shared = [pair for kind, pairs in every.items() if kind in SHARED for pair in pairs]
        everything = [pair for pairs in every.values() for pair in pairs]
        figures[mode] = {
            kind: _summed(pairs) for kind, pairs in (*every.items(), ("shared", shared), ("all", everything))
        }
    return figures


def _timed(ask: Callable[[str], object], question: str) -> tuple[float, float]:
    begun, spent = time.perf_counter(), time.thread_time()
    ask(question)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - spent)


def _summed(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    wall, processor = zip(*pairs, strict=True)
    return {
        "p50": round(statistics.median(wall), 2),
        "p95": round(statistics.quantiles(wall, n=20)[-1], 2),
        "cpu_p50": round(statistics.median(processor), 2),
        "cpu_p95": round(statistics.quantiles(processor, n=20)[-1], 2),
    }


def _command(archive: Path) -> dict[str, float]:
    """Wall and processor seconds of a search as a command, median, disk warm."""
    command = [sys.executable, "-m", "referatsok", "search", "kommunen skolen", "--archive", str(archive)]
    wall, processor = [], []
    for _ in range(STARTS + 1):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - begun)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"seconds": round(statistics.median(wall[1:]), 2), "cpu_seconds": round(statistics.median(processor[1:]), 2)}


# ---- telling ----------------------------------------------------------------------------------------------------------


def _lines(result: dict[str, Any]) -> Iterator[str]:
    yield f"{result['items']} items; milliseconds, wall (processor)"
    for name, own in result["engines"].items():
        indexed = own["indexing"]
        way = " in bulk" if indexed.get("in_bulk") else ""
        yield (
            f"\n{name}: indexed{way} in {indexed['seconds']} s ({indexed['cpu_ms_a_unit']} ms processor a unit), "
            f"{indexed['size_mb']} MB, memory {indexed['peak_mb']} MB then, {own['peak_mb']} MB when asked; "
            f"opens in {own['open_ms']} ms"
            + (f"; as a command {own['command']['seconds']} s" if "command" in own else "")
        )
        for kind, shares in own.get("found", {}).items():
            yield f"  {kind:<16} finds, in per cent: {' '.join(map(str, shares))}"
        for mode, kinds in own["asked"].items():
            for kind, times in kinds.items():
                yield (
                    f"  {mode:<8}{kind:<16} median {times['p50']:8.2f} ({times['cpu_p50']:7.2f})"
                    f"   p95 {times['p95']:8.2f} ({times['cpu_p95']:7.2f})"
                )


def _broken(result: dict[str, Any]) -> Iterator[str]:
    """What is not as it should be beside the peers."""
    engines = result["engines"]
    if result["items"] < CHECKED_FROM:
        return
    if WHOOSH in engines and "plain Whoosh" in engines:
        ours, plain = (engines[name]["asked"]["answer"]["shared"]["p50"] for name in (WHOOSH, "plain Whoosh"))
        if plain < TIMES_FASTER_THAN_PLAIN_WHOOSH * ours:
            yield f"ours on Whoosh is {plain / ours:.1f} times faster than plain, not {TIMES_FASTER_THAN_PLAIN_WHOOSH}"
    if WHOOSH in engines and TANTIVY in engines:
        slow, fast = (engines[name]["asked"]["facets"]["all"]["cpu_p95"] for name in (WHOOSH, TANTIVY))
        if fast > slow:
            yield f"tantivy takes {fast} ms where Whoosh takes {slow}"


if __name__ == "__main__":
    sys.exit(main())
