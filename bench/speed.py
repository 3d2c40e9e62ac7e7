"""``make bench``: what reading, searching and starting cost, beside a peer in the same run. Ratios travel; seconds do not.

* reading: CPU time of our reader a page, and of pdfplumber for words and tables on the same PDFs;
* searching: median and 95th percentile of a question with five facets and highlighted passages, on the samples;
* starting: wall time of ``referatsok --help`` and of a search as a command, and of an empty Python.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pdfplumber

from ingest.read import read_bytes
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import open_workspace
from search.find import find

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples" / "documents"
SHARED = ROOT.parent / "shared" / "data"
QUESTIONS = (
    "kvikkleire",
    "skadeverk under 18",
    '"vold i nære relasjoner"',
    "politi* skole",
    "trafikksikkerhet IKKE rus",
)
ROUNDS = 20
STARTS = 5


def main() -> int:
    """Measure and print."""
    print("Reading (CPU milliseconds a page)")
    _reading()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "arkiv"
        begun = time.perf_counter()
        report = read_into(archive, [SAMPLES], Wish())
        seconds = time.perf_counter() - begun
        print(f"\nIngest of the samples: {report.files_seen} files, {report.items} items in {seconds:.1f} s")
        _searching(archive)
        _starting(archive)
    return 0


def _pdfs() -> Iterator[Path]:
    for folder in (SAMPLES, SHARED / "minutes-dev" / "municipal" / "pdf", SHARED / "seeds"):
        yield from sorted(folder.glob("*.pdf"))


def _reading() -> None:
    paths = list(_pdfs())
    files = [path.read_bytes() for path in paths]
    pages = 0
    begun = time.process_time()
    for path, data in zip(paths, files, strict=True):
        pages += len(read_bytes(data, name=path.name).pages)
    ours = time.process_time() - begun
    begun = time.process_time()
    for path in paths:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_words(x_tolerance_ratio=0.15)
                page.extract_tables()
                page.close()
    theirs = time.process_time() - begun
    print(f"  referatsok  {1000 * ours / pages:6.2f}   (blocks, tables, furniture; {len(paths)} files, {pages} pages)")
    print(f"  pdfplumber  {1000 * theirs / pages:6.2f}   (words and tables): {theirs / ours:.1f} times as much")


def _searching(archive: Path) -> None:
    with open_workspace(archive) as workspace:

        def ask(question: str) -> float:
            begun = time.perf_counter()
            find(workspace.archive.catalogue, workspace.engine, workspace.analysis, question, limit=10)
            return 1000 * (time.perf_counter() - begun)

        for question in QUESTIONS:
            ask(question)
        print("\nSearching the samples (milliseconds, five facets, ten hits with passages)")
        for question in QUESTIONS:
            times = [ask(question) for _ in range(ROUNDS)]
            print(
                f"  {question:<28} median {statistics.median(times):6.2f}   p95 {statistics.quantiles(times, n=20)[-1]:6.2f}"
            )


def _starting(archive: Path) -> None:
    print("\nStarting (wall seconds, median)")
    program = [sys.executable, "-m", "referatsok"]
    for name, command in (
        ("an empty Python", [sys.executable, "-c", "pass"]),
        ("referatsok --help", [*program, "--help"]),
        ("referatsok search", [*program, "search", "kvikkleire", "--archive", str(archive)]),
    ):
        print(f"  {name:<20} {_median(partial(_run, command)):.2f}")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def _median(work: Callable[[], None]) -> float:
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
