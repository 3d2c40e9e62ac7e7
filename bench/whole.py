"""What the whole way of PDFs into an archive costs (``make bench``): processor time of all processes together.

``python -m bench.whole ARCHIVE FILE...`` takes files in and prints the seconds, those of its reading processes included.
"""

from __future__ import annotations

import multiprocessing.forkserver
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import ingest.pipeline
import ingest.segment
from ingest.language_model import LanguageModel
from ingest.names.find import NameFinder
from ingest.themes.annotate import Annotator
from minutes.codec import document_from_json, document_to_json
from referatsok.ingest_run import Wish
from referatsok.reading import read_into

if sys.platform != "win32":
    import resource

THEMES, MODEL = "themes", "language model, whoever asks"
# Where each step is called: the time of a step is what it takes less what the steps called within it take.
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("read (file to pages of blocks)", ingest.pipeline, "read_bytes"),
    ("heading and attendance", ingest.pipeline, "find_heading"),
    ("items and decisions", ingest.pipeline, "segment"),
    ("action points", ingest.segment, "find_actions"),
    ("names", NameFinder, "find"),
    (THEMES, Annotator, "annotate"),
    (MODEL, LanguageModel, "read"),
)
_SMALL = "Referat fra møte i Storvik politiråd 6. desember 2021\n\nSak 1 Lys\nRådet ber om lys.\n"


class Stopwatch:
    """Processor seconds by step, in one process; a step within another is not counted twice."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[float] = []

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its time taken down; what it would give piece by piece is given at once."""

        def call(*arguments: Any, **named: Any) -> Any:
            self._open.append(0.0)
            begun = time.process_time()
            found = work(*arguments, **named)
            found = iter(list(found)) if isinstance(found, Iterator) else found
            whole = time.process_time() - begun
            self.seconds[name] += whole - self._open.pop()
            if self._open:
                self._open[-1] += whole
            return found

        return call


@contextmanager
def _watched() -> Iterator[Stopwatch]:
    watch = Stopwatch()
    with ExitStack() as patches:
        for name, place, function in STEPS:
            patches.enter_context(patch.object(place, function, watch.timed(name, getattr(place, function))))
        yield watch


def measure(files: Sequence[Path], pages: int, peer: float) -> None:
    """Print what each step of ingest costs, and the whole.

    Args:
        files: PDFs.
        pages: how many pages they have.
        peer: milliseconds that pdfplumber alone takes for the words and tables of a page.
    """
    parser = ingest.pipeline.Parser()
    parser.warm_up()
    with _watched() as watch:
        documents = [parser.parse(path) for path in files]
    as_json = watch.timed("to JSON and back, between processes", lambda one: document_from_json(document_to_json(one)))
    for document in documents:
        as_json(document)
    for name, seconds in watch.seconds.items():
        print(f"  {name:<40} {1000 * seconds / pages:7.2f}")
    tagging, model = watch.seconds[THEMES], watch.seconds[MODEL]
    print(f"  (themes are {tagging / model:.2f} of the language model)")
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "referat.txt"
        small.write_text(_SMALL, encoding="utf-8")
        start = _whole(Path(folder) / "one", [small])
        whole = 1000 * (_whole(Path(folder) / "all", files) - start) / pages
    stored = whole - 1000 * sum(watch.seconds.values()) / pages
    print(f"  {'storing, indexing and what is left':<40} {stored:7.2f}")
    print(f"  {'the whole':<40} {whole:7.2f}   {whole / peer:5.2f} of pdfplumber's {peer:.2f}")
    print(f"  and {start:.1f} s once for starting (with an archive of one short text)")


def _whole(archive: Path, files: Sequence[Path]) -> float:
    command = [sys.executable, "-m", "bench.whole", str(archive), *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    return float(done.stdout.split()[-1])


def main() -> int:
    """Take files into an archive and print the processor seconds of this process and all below it."""
    archive, *files = map(Path, sys.argv[1:])
    read_into(archive, files, Wish(jobs=1))
    if sys.platform == "win32":
        print(time.process_time())
        return 0
    # The process that reading processes are forked from is counted only when it has been waited for.
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(each.ru_utime + each.ru_stime for each in used))
    return 0


if __name__ == "__main__":
    sys.exit(main())
