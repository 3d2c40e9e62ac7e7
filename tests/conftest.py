"""What holds for every test, and what several rooms' tests need."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing import forkserver
from pathlib import Path

import pytest
from hypothesis import settings

from ingest.workers import WorkerPool

# A busy machine is no defect: how fast things are is measured by make bench, against a peer in the same run.
settings.register_profile("referatsok", deadline=None)
settings.load_profile("referatsok")

LeaveOlder = Callable[[Path, int], None]

# What each version of the catalogue added to the one before.
_ADDED_IN = {
    2: (
        "DROP INDEX documents_by_day",
        *(f"DROP TABLE {table}" for table in ("same_as", "likenesses", "cases", "text_bands", "compared")),
    ),
    3: ("DROP TABLE names", "DROP TABLE named"),
    4: (
        *(f"DROP TABLE {table}" for table in ("proposals", "voters", "tabled")),
        "ALTER TABLE decisions DROP COLUMN casting_vote",
        *(
            f"ALTER TABLE mentions DROP COLUMN {column}"
            for column in (
                "weight",
                "main",
                "change_from",
                "change_to",
                "change_by",
                "change_text",
                "period",
                "left_out",
            )
        ),
    ),
}


@pytest.fixture(scope="session", autouse=True)
def _readers_are_warm(request: pytest.FixtureRequest) -> None:
    """What the first reading children load is what all later ones start with: where commands are run, it is everything.

    Else a pool with a parser of a test's own may come first, and each child after that loads the language model itself.
    """
    if sys.platform != "win32" and any(item.path.parent.name == "referatsok" for item in request.session.items):
        WorkerPool(jobs=1)
        forkserver.ensure_running()


@pytest.fixture
def leave_older() -> LeaveOlder:
    """Make the catalogue in a file what an earlier version of the program would have left of it."""

    def take_away(path: Path, version: int) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            for added in sorted(_ADDED_IN, reverse=True):
                for statement in _ADDED_IN[added] if added > version else ():
                    database.execute(statement)
            database.execute(f"PRAGMA user_version = {version}")

    return take_away
