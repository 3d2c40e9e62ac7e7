"""``python -m bench.foreign FOLDER``: read every PDF below a folder in children, and say what happened, by reason.

Made for the test files that PDF packages carry in their source distributions (unpacked into the folder): they were
collected to break readers. Nothing of them is kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from bench.hostile import PeakMemory
from ingest.workers import WorkerPool
from minutes.settings import MEBIBYTE, Given, Limits, Ocr


def main() -> int:
    """Read and count; exit code 1 when a file ended without an outcome, or took more memory than a child may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*.pdf") if path.is_file())
    reasons, warnings = Counter[str](), Counter[str]()
    loud: list[str] = []
    begun = time.monotonic()
    with PeakMemory() as peak, WorkerPool(jobs=options.jobs, limits=Limits(), given=Given(ocr=Ocr.NEVER)) as pool:
        for outcome in pool.parse(paths):
            if outcome.failure is not None:
                reasons[outcome.failure.reason] += 1
                if outcome.failure.reason in {"leseren stoppet", "tok for lang tid", "for lite minne"}:
                    loud.append(f"{outcome.path.name}: {outcome.failure.message}")
            elif outcome.document is not None:
                reasons["lest"] += 1
                warnings.update({warning.code for warning in outcome.document.warnings})
    print(
        f"{len(paths)} PDF files in {time.monotonic() - begun:.0f} s; largest process {peak.bytes / MEBIBYTE:.0f} MiB"
    )
    for reason, count in reasons.most_common():
        print(f"  {count:5}  {reason}")
    for code in (
        "ufullstendig",
        "skadet-side",
        "ulikt-sidetall",
        "side-uten-tekst",
        "uleselig-skrift",
        "avkortet-side",
    ):
        print(f"         {warnings[code]:4} files warned: {code}")
    print(*loud, sep="\n")
    return int(reasons.total() != len(paths))


if __name__ == "__main__":
    sys.exit(main())
