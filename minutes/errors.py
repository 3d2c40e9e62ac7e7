"""The errors a user can meet. Each is one sentence in bokmål and a way out, and carries the exit code of the command.

ReferatsokError (1)
├── UsageError (2)           a wrong option, date, theme or vocabulary file
│   ├── InvalidVocabulary (2)
│   ├── ModelMissing (2)     a language model that is not installed
│   └── EngineMissing (2)    a search engine that is not installed
├── InvalidDocument (1)      JSON that is not one of our documents; names the path in it
├── UnreadableFile (3)       one file that could not be read; ``reason`` is a stable word for it
└── ArchiveError (1)
    ├── ArchiveMissing (1)   no archive where one was asked for
    ├── ArchiveBusy (1)      another run holds the archive
    ├── ArchiveTooNew (1)    written by a newer version of the program
    ├── NotFound (1)         no item or document with this id
    └── IndexOutOfDate (4)   the search index is missing, old or damaged; the catalogue is whole
"""

from __future__ import annotations

import errno
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What a command says to the shell."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SOME_UNREAD = 3
    INDEX = 4


class ReferatsokError(Exception):
    """Base of all. ``message`` says what is wrong, ``way_out`` what to do about it."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, *, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.message} {self.way_out}".strip()


class UsageError(ReferatsokError):
    """The command was called in a way that cannot be carried out."""

    exit_code = ExitCode.USAGE


class InvalidVocabulary(UsageError):
    """A theme vocabulary that does not hold together."""


class ModelMissing(UsageError):
    """A language model was asked for that is not installed."""


class EngineMissing(UsageError):
    """A search engine was asked for, or is what an archive was made with, that is not installed."""


class InvalidDocument(ReferatsokError):
    """JSON that is not a Document; the message names the path inside it."""


class Reason(StrEnum):
    """Why a file could not be read; stable words, for the record and for scripts."""

    EMPTY = "tom"
    NO_TEXT = "uten tekst"
    ENCRYPTED = "kryptert"
    DAMAGED = "skadet"
    UNSUPPORTED = "ukjent format"
    TOO_LARGE = "for stor"
    NO_ACCESS = "ingen tilgang"
    TIMED_OUT = "tok for lang tid"
    OUT_OF_MEMORY = "for lite minne"
    CRASHED = "leseren stoppet"
    MISSING_PROGRAM = "mangler program"
    UNSAFE = "utrygg sti"


class UnreadableFile(ReferatsokError):
    """One file that could not be read; the rest of a run goes on."""

    exit_code = ExitCode.SOME_UNREAD

    def __init__(self, reason: Reason, message: str, *, way_out: str = "") -> None:
        super().__init__(message, way_out=way_out)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way from a worker process to its parent."""
        return (_unreadable, (self.reason, self.message, self.way_out))


_SYSTEM_ERRORS = {
    errno.ENOENT: "den finnes ikke",
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.ENOTDIR: "en del av stien er ikke en mappe",
    errno.EISDIR: "det er en mappe",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "disken er full",
    errno.EFBIG: "filen blir for stor",
    errno.EIO: "disken svarer ikke som den skal",
    errno.EROFS: "disken kan ikke skrives til",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "lenken peker på seg selv",
}


def system_error_in_words(error: OSError) -> str:
    """What the operating system says is wrong, in bokmål where it is one of the usual things."""
    return _SYSTEM_ERRORS.get(error.errno or 0, error.strerror or str(error))


_SQLITE_ERRORS = {
    "SQLITE_READONLY": "den kan ikke skrives til",
    "SQLITE_NOTADB": "den er ingen database",
    "SQLITE_CORRUPT": "den er skadet",
    "SQLITE_FULL": "disken er full",
    "SQLITE_BUSY": "et annet program skriver i den",
    "SQLITE_LOCKED": "et annet program skriver i den",
    "SQLITE_CANTOPEN": "den kan ikke åpnes",
    "SQLITE_PERM": "du har ikke tilgang",
    "SQLITE_IOERR": "disken svarer ikke som den skal",
}


def sqlite_error_in_words(error: Exception) -> str:
    """What SQLite says is wrong with a file, in bokmål where it is one of the usual things.

    Its extended codes begin as the plain ones do: SQLITE_READONLY_DIRECTORY.
    """
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((ours for theirs, ours in _SQLITE_ERRORS.items() if name.startswith(theirs)), str(error))


def _unreadable(reason: Reason, message: str, way_out: str) -> UnreadableFile:
    return UnreadableFile(reason, message, way_out=way_out)


class ArchiveError(ReferatsokError):
    """Something about the archive on disk."""


class ArchiveMissing(ArchiveError):
    """No archive where one was asked for."""


class ArchiveBusy(ArchiveError):
    """Another run holds the archive."""


class ArchiveTooNew(ArchiveError):
    """The archive was written by a newer version of the program."""


class NotFound(ArchiveError):
    """No item or document with this id."""


class IndexOutOfDate(ArchiveError):
    """The search index is missing, damaged, or built by another analysis, vocabulary or model."""

    exit_code = ExitCode.INDEX
