"""``make bench``: what reading, searching and starting cost, beside a peer in the same run. Ratios travel; seconds do not.

* reading: CPU time of our reader a page, and of pdfplumber (words and tables), pdfminer.six and pypdf (text) on the same
  PDFs;
* ingest: CPU time a page of the whole way of the same PDFs into an archive, all processes together, the start-up of the
  reading processes told apart; and of each step of it, in one process;
* tagging again: items a second with other themes, out of the catalogue (bench/retagging.py);
* searching: median and 95th percentile of a question with five facets and highlighted passages, on the samples;
* starting: wall time of ``referatsok --help`` and of a search as a command, and of an empty Python.
"""

from __future__ import annotations

import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pdfminer.high_level
import pdfplumber
import pypdf

from bench import retagging, whole
from ingest.read import read_bytes
from ingest.readers import pdf
from minutes.errors import UnreadableFile
from referatsok.ingest_run import Wish
from referatsok.reading import read_into
from referatsok.workspace import open_workspace
from search.find import find

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
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
_PEER = "pdfplumber (words and tables)"
STARTS = 5


def main() -> int:
    """Measure and print."""
    files = [path for path in _pdfs() if _has_text(path.read_bytes())]
    print("Reading (CPU milliseconds a page)")
    pages, peer = _reading(files)
    print("\nIngest of the same PDFs (CPU milliseconds a page)")
    whole.measure(files, pages, peer)
    print("\nTagging an archive again with other themes")
    retagged = retagging.measure(SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "arkiv"
        begun = time.perf_counter()
        report = read_into(archive, [SAMPLES], Wish())
        seconds = time.perf_counter() - begun
        print(f"\nIngest of the samples: {report.files_seen} files, {report.items} items in {seconds:.1f} s")
        _searching(archive)
        _starting(archive)
    return _held_to(retagged)


def _held_to(retagged: float) -> int:
    """The floor that does not hang on what else the machine is doing; 1 if it is not reached."""
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["retagging"]["items/s"]
    if retagged >= floor:
        return 0
    print(f"\nTagging again is too slow: {retagged:.0f} items a second, and the floor is {floor}.")
    return 1


def _pdfs() -> Iterator[Path]:
    yield from sorted(SAMPLES.glob("*.pdf"))
    yield from sorted(SHARED.rglob("*.pdf"))


def _reading(paths: Sequence[Path]) -> tuple[int, float]:
    """All in one process and one run, CPU time; what one leaves behind is cleared away before the next.

    Returns:
        How many pages there are, and the milliseconds that pdfplumber takes for each.
    """
    files = [(path.name, path.read_bytes()) for path in paths]
    contestants: dict[str, Callable[[str, bytes], int]] = {
        "referatsok (blocks, tables, furniture)": _read_ours,
        _PEER: _read_pdfplumber,
        "pdfminer.six (text)": _read_pdfminer,
        "pypdf (text)": _read_pypdf,
    }
    spent = dict.fromkeys(contestants, 0.0)
    pages = sum(_read_ours(name, data) for name, data in files)
    for contestant, reader in contestants.items():
        gc.collect()
        begun = time.process_time()
        for name, data in files:
            reader(name, data)
        spent[contestant] = time.process_time() - begun
    ours = next(iter(spent.values()))
    print(f"  {len(files)} files, {pages} pages")
    for contestant, seconds in spent.items():
        print(f"  {contestant:<40} {1000 * seconds / pages:7.2f}   {seconds / ours:5.1f} times ours")
    return pages, 1000 * spent[_PEER] / pages


def _has_text(data: bytes) -> bool:
    """Whether a PDF is no scan: character recognition is not what is measured here."""
    try:
        pdf.read(data)
    except UnreadableFile:
        return False
    return True


def _read_ours(name: str, data: bytes) -> int:
    return len(read_bytes(data, name=name).pages)


def _read_pdfplumber(_: str, data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words(x_tolerance_ratio=0.15)
            page.extract_tables()
            page.close()
        return len(document.pages)


def _read_pdfminer(_: str, data: bytes) -> int:
    return len(pdfminer.high_level.extract_text(io.BytesIO(data)))


def _read_pypdf(_: str, data: bytes) -> int:
    return sum(len(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


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
