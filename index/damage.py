"""Around whatever reads the files of an index: bytes that are not what they should be can raise nearly anything there."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutes.errors import ArchiveError, IndexOutOfDate, system_error_in_words

CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}
"""What the system says when it is the disk and not the index that is at fault."""

PANIC = "PanicException"
"""What a library written in Rust raises when an assumption of its own is broken; no ``Exception``, so that it is not
swallowed by those who do not expect it."""


@contextmanager
def damage_means_reindex(folder: Path) -> Iterator[None]:
    """Say of any failure inside that the index in this folder is damaged, unless it is known to be something else."""
    try:
        yield
    except ArchiveError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        if isinstance(error, OSError) and error.errno in CANNOT_WRITE:
            raise ArchiveError(
                f"Søkeindeksen i «{folder}» kan ikke skrives ({system_error_in_words(error)}).",
                way_out="Sjekk at disken ikke er full, og at du har tilgang til mappen.",
            ) from error
        raise IndexOutOfDate(
            f"Søkeindeksen i «{folder}» mangler eller er skadet.",
            way_out="Kjør «referatsok reindex»; filene leses ikke på nytt.",
        ) from error
