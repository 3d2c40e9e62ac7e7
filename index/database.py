"""The SQLite file under the catalogue: opening, making, transactions, and SQLite's errors as ours.

Made for two processes at once and for ``kill -9`` at any point: write-ahead log, one transaction an operation, a wait
for the other's lock, and every commit on disk before it counts.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutes.errors import ArchiveBusy, ArchiveError, ArchiveTooNew, sqlite_error_in_words

SCHEMA_VERSION = 4
"""The version of schema.sql, kept as SQLite's user_version."""

WAIT_SECONDS = 60.0
"""How long an operation waits for another process's transaction; the longest takes well under a second."""

RETRY_SECONDS = 0.05
"""Pause between attempts to turn the write-ahead log on, which SQLite does not wait for by itself."""

_SCHEMA = Path(__file__).with_name("schema.sql")

_ADDED_AFTER = {1: "-- From here on:", 2: "-- Added in 3:", 3: "-- Added in 4:"}
"""Begins the part of schema.sql that archives of this version lack. It only adds, so they are given it as they are
opened; what it holds is filled in by the next command that writes (names by ``reindex``)."""


def open_database(path: Path) -> sqlite3.Connection:
    """The database in this file, made if it is not there or was left half made.

    Where its folder cannot be written to, it is opened for reading only.

    Raises:
        ArchiveTooNew: a newer version of the program made it.
        ArchiveError: the file is not such a database, or cannot be opened.
    """
    only_read = path.exists() and not os.access(path.parent, os.W_OK)
    with sqlite_errors(path):
        where = _for_reading(path) if only_read else str(path)
        connection = sqlite3.connect(where, timeout=WAIT_SECONDS, isolation_level=None, uri=only_read)
    try:
        with sqlite_errors(path):
            connection.execute("PRAGMA foreign_keys = ON")
            if not only_read:
                _log_ahead(connection)
                connection.execute("PRAGMA synchronous = FULL")
            _check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _for_reading(path: Path) -> str:
    """The file as SQLite is to open it where it can make none beside it, as a log that is written ahead needs.

    Nobody writes there then, unless a log lies there with something in it: that one is read along, if it can be.
    """
    log = path.with_name(f"{path.name}-wal")
    is_written = log.exists() and log.stat().st_size
    return f"{path.absolute().as_uri()}?mode=ro{'' if is_written else '&immutable=1'}"


def _log_ahead(connection: sqlite3.Connection) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            # A file system that cannot have it (some network disks) says so by keeping the mode it has.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version == 0:
        with transaction(connection, path):
            # Another process may have made it while this one waited for the lock.
            if _version(connection) == 0:
                _make(connection, _SCHEMA.read_text(encoding="utf-8"))
        version = _version(connection)
    if version in _ADDED_AFTER:
        with transaction(connection, path):
            if _version(connection) == version:
                lacking = _SCHEMA.read_text(encoding="utf-8").partition(_ADDED_AFTER[version])[2]
                _make(connection, lacking.partition("\n")[2])
    if version > SCHEMA_VERSION:
        raise ArchiveTooNew(
            f"Arkivet «{path.parent}» er laget av en nyere versjon av Referatsøk.",
            way_out="Oppgrader med «pip install --upgrade referatsok».",
        )


def _make(connection: sqlite3.Connection, script: str) -> None:
    for statement in _statements(script):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: ``executescript`` would commit before it starts."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing; the lock for writing is taken at once, so that what is read inside stays true."""
    with sqlite_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def snapshot(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Several questions about one state of the database, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    with sqlite_errors(path):
        connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """SQLite's errors about the file as ours; errors of our own making (a wrong statement) pass as they are."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise ArchiveBusy(
                "En annen kjøring bruker arkivet.", way_out="Vent til den er ferdig, og prøv igjen."
            ) from error
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_ERROR:
            raise
        raise ArchiveError(
            f"Katalogen «{path}» kan ikke åpnes eller skrives: {sqlite_error_in_words(error)}.",
            way_out="Sjekk at disken ikke er full, og at du har tilgang til mappen.",
        ) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
        raise ArchiveError(
            f"Katalogen «{path}» er skadet.",
            way_out="Hent den fra en sikkerhetskopi, eller slett arkivet og kjør «referatsok ingest MAPPE» på nytt.",
        ) from error
