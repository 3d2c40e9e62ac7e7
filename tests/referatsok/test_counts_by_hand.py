"""What the program counts on the samples is what people counted by hand, theme by theme and year by year."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

HAND_COUNT = Path(__file__).parents[2] / "data" / "samples" / "gold" / "counts.csv"


def test_themes_by_year_are_the_hand_count_row_for_row(
    sample_archive: Path, run: Callable[..., CompletedProcess[str]]
) -> None:
    counted = run("counts", "--by", "theme", "--by", "year", "--format", "csv", "--archive", sample_archive)

    assert counted.returncode == 0, counted.stderr
    by_hand = HAND_COUNT.read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(counted.stdout))) == list(csv.reader(io.StringIO(by_hand)))


def test_with_every_copy_seven_cells_hold_one_more(
    sample_archive: Path, run: Callable[..., CompletedProcess[str]]
) -> None:
    asked = ("counts", "--by", "theme", "--by", "year", "--format", "csv", "--archive", sample_archive)
    once, each = (
        {(row["theme"], row["year"]): int(row["items"]) for row in csv.DictReader(io.StringIO(run(*arguments).stdout))}
        for arguments in (asked, (*asked, "--duplicates"))
    )
    assert {cell for cell, number in each.items() if number != once[cell]} == {
        *((theme, "2020") for theme in ("alkohol", "flom-skred", "naering-skjenking", "okonomi", "skole-oppvekst")),
        *((theme, "2022") for theme in ("evaluering", "politisamarbeid")),
    }
    assert sum(each.values()) - sum(once.values()) == 7
