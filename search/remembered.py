"""What an archive remembers of questions: those that were saved under a name, and those that were asked.

Kept in ``saved.db`` and ``history.db`` beside the catalogue, which they are no part of: ``reindex`` leaves them alone, and
where they cannot be written searching goes on without. They are two, since a history need not outlive a power cut, and is
not waited for: it is written without asking the disk whether it has it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from minutes.errors import ArchiveError, UsageError, sqlite_error_in_words
from search.filters import Filters
from search.lexemes import readable

SAVED_FILE = "saved.db"
HISTORY_FILE = "history.db"

MOST_ASKED = 1000
"""Questions remembered; older ones are forgotten."""

LONGEST_NAME = 80
"""Signs of a name: it is typed."""

WAIT_SECONDS = 5.0
"""How long saving waits for another process."""

WAIT_SECONDS_ASKED = 0.1
"""How long a search waits to have its question remembered: not noticeably."""

_SAVED = """
CREATE TABLE IF NOT EXISTS saved (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, question TEXT NOT NULL, filters TEXT NOT NULL, saved TEXT NOT NULL
) STRICT;
"""

_HISTORY = """
CREATE TABLE IF NOT EXISTS asked (
    number INTEGER PRIMARY KEY, moment TEXT NOT NULL, question TEXT NOT NULL, filters TEXT NOT NULL, total INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A question with a name; ``saved`` is the moment, 2021-12-06T10:00:00+00:00."""

    name: str
    question: str
    filters: Filters
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """A question that was asked, the last moment it was, and how many were found then."""

    moment: str
    question: str
    filters: Filters
    total: int


class Remembered:
    """The remembered questions of one archive. Nothing is made on disk before something is to be kept."""

    def __init__(self, folder: Path) -> None:
        self._saved = _Kept(folder / SAVED_FILE, _SAVED, synchronous="FULL")
        self._history = _Kept(folder / HISTORY_FILE, _HISTORY, synchronous="OFF")

    # ---- saved questions --------------------------------------------------------------------------------------------

    def saved(self) -> tuple[Saved, ...]:
        """All saved questions, by name."""
        rows = self._saved.rows("SELECT name, question, filters, saved FROM saved")
        found = (
            Saved(name=name, question=text, filters=self._saved.filters(kept), saved=at)
            for name, text, kept, at in rows
        )
        return tuple(sorted(found, key=lambda each: _key(each.name)))

    def saved_as(self, name: str) -> Saved:
        """The question saved under this name; capitals do not count.

        Raises:
            UsageError: there is none.
        """
        every = {_key(each.name): each for each in self.saved()}
        found = every.get(_key(name))
        if found is None:
            raise UsageError(f"Det er ikke lagret noe søk som heter «{name}».", way_out=_way_out(name, every))
        return found

    def save(self, name: str, question: str, filters: Filters, *, replace: bool = False) -> Saved | None:
        """Keep a question under a name; gives the one that had it, if it is replaced.

        Raises:
            UsageError: the name is empty or too long, or is taken and is not to be replaced.
            ArchiveError: it cannot be written.
        """
        shown = _as_name(name)
        before = self._named(shown)
        if before is not None and not replace:
            raise UsageError(
                f"Det er alt lagret et søk som heter «{before.name}».",
                way_out="Velg et annet navn, eller skriv over det med --replace.",
            )
        with self._saved.writing() as database:
            database.execute(
                "INSERT OR REPLACE INTO saved VALUES (?, ?, ?, ?, ?)",
                (_key(shown), shown, readable(question), filters_to_text(filters), _now()),
            )
        return before

    def rename(self, name: str, new: str) -> Saved:
        """Give a saved question another name, and give what it was.

        Raises:
            UsageError: there is none of this name, or the new one is empty, too long or taken.
            ArchiveError: it cannot be written.
        """
        found, shown = self.saved_as(name), _as_name(new)
        taken = self._named(shown)
        if taken is not None and taken.name != found.name:
            raise UsageError(f"Det er alt lagret et søk som heter «{taken.name}».", way_out="Velg et annet navn.")
        with self._saved.writing() as database:
            database.execute("UPDATE saved SET key = ?, name = ? WHERE key = ?", (_key(shown), shown, _key(found.name)))
        return found

    def _named(self, name: str) -> Saved | None:
        return next((each for each in self.saved() if _key(each.name) == _key(name)), None)

    def forget_saved(self, name: str) -> Saved:
        """Remove a saved question, and give what it was.

        Raises:
            UsageError: there is none of this name.
        """
        found = self.saved_as(name)
        with self._saved.writing() as database:
            database.execute("DELETE FROM saved WHERE key = ?", (_key(found.name),))
        return found

    # ---- asked questions --------------------------------------------------------------------------------------------

    @property
    def keeps_asked(self) -> bool:
        """Whether questions are remembered in this archive."""
        return self._keeps_asked(WAIT_SECONDS)

    def _keeps_asked(self, wait: float) -> bool:
        return ("asked", "off") not in self._history.rows("SELECT name, value FROM settings", wait=wait)

    def keep_asked(self, *, on: bool) -> None:
        """Remember questions from now on, or do not; those that are remembered stay."""
        with self._history.writing() as database:
            database.execute("INSERT OR REPLACE INTO settings VALUES ('asked', ?)", ("on" if on else "off",))

    def note(self, question: str, filters: Filters, total: int) -> None:
        """Remember that this was asked, if that is wanted and can be done; a search never fails for it."""
        with suppress(ArchiveError):
            if not self._keeps_asked(WAIT_SECONDS_ASKED):
                return
            question, kept = readable(question), filters_to_text(filters)
            with self._history.writing(WAIT_SECONDS_ASKED) as database:
                database.execute("DELETE FROM asked WHERE question = ? AND filters = ?", (question, kept))
                database.execute(
                    "INSERT INTO asked (moment, question, filters, total) VALUES (?, ?, ?, ?)",
                    (_now(), question, kept, total),
                )
                database.execute("DELETE FROM asked WHERE number <= (SELECT max(number) FROM asked) - ?", (MOST_ASKED,))

    def asked(self, limit: int) -> tuple[AskedBefore, ...]:
        """What was asked, the newest first."""
        rows = self._history.rows(
            "SELECT moment, question, filters, total FROM asked ORDER BY number DESC LIMIT ?", limit
        )
        return tuple(
            AskedBefore(moment=moment, question=text, filters=self._history.filters(kept), total=total)
            for moment, text, kept, total in rows
        )

    def forget_asked(self) -> int:
        """Forget all that was asked; gives how many."""
        if not self._history.path.exists():
            return 0
        with self._history.writing() as database:
            number = database.execute("DELETE FROM asked").rowcount
        with self._history.open(WAIT_SECONDS) as database:
            database.execute("VACUUM")  # else the words would stay in the file
        return number


class _Kept:
    """A small database in a file that is made when something is first kept in it."""

    def __init__(self, path: Path, schema: str, *, synchronous: str) -> None:
        self.path = path
        self._schema = schema
        self._synchronous = synchronous

    def rows(self, sql: str, *values: object, wait: float = WAIT_SECONDS) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL; none where there is no file."""
        if not self.path.exists():
            return []
        with self.open(wait) as database:
            return database.execute(sql, values).fetchall()

    @contextmanager
    def writing(self, wait: float = WAIT_SECONDS) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written."""
        with self.open(wait) as database:
            database.execute(f"PRAGMA synchronous = {self._synchronous}")
            database.executescript(self._schema)
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")

    @contextmanager
    def open(self, wait: float) -> Iterator[sqlite3.Connection]:
        """The open file; SQLite's errors as ours.

        Raises:
            ArchiveError: it cannot be read or written.
        """
        try:
            database = sqlite3.connect(self.path, timeout=wait, isolation_level=None)
            try:
                yield database
            finally:
                database.close()  # what was begun and not committed is undone
        except sqlite3.Error as error:
            raise ArchiveError(
                f"Filen «{self.path}» kan ikke leses eller skrives: {sqlite_error_in_words(error)}.",
                way_out="Sjekk at du har tilgang til mappen; er filen skadet, kan den slettes.",
            ) from error

    def filters(self, kept: str) -> Filters:
        """The filters in a row.

        Raises:
            ArchiveError: a newer version kept them.
        """
        try:
            return filters_from_text(kept)
        except (ValueError, TypeError) as error:
            raise ArchiveError(
                f"Et søk i «{self.path}» er lagret av en annen versjon av Referatsøk og kan ikke leses.",
                way_out="Oppgrader med «pip install --upgrade referatsok».",
            ) from error


def _as_name(typed: str) -> str:
    shown = " ".join(unicodedata.normalize("NFC", readable(typed)).split())
    if not 0 < len(shown) <= LONGEST_NAME or shown.startswith("-"):
        raise UsageError(
            "Navnet på et lagret søk må ha mellom 1 og 80 tegn og ikke begynne med en strek.",
            way_out="Velg et annet navn.",
        )
    return shown


def filters_to_text(filters: Filters) -> str:
    """The filters that are set, as JSON."""
    unset = asdict(Filters())
    chosen = {name: value for name, value in asdict(filters).items() if value != unset[name]}
    return readable(json.dumps(chosen, ensure_ascii=False))


def filters_from_text(text: str) -> Filters:
    """The filters again.

    Raises:
        ValueError, TypeError: the text is not what ``filters_to_text`` writes.
    """
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()
    }
    return Filters(**kept)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _way_out(name: str, every: dict[str, Saved]) -> str:
    if not every:
        return "Lagre et med «referatsok saved add NAVN SPØRSMÅL»."
    near = difflib.get_close_matches(_key(name), every, n=1)
    return f"Mente du «{every[near[0]].name}»?" if near else "Se hvilke som er lagret, med «referatsok saved list»."


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
