"""Which of the files that turned up in a folder are whole: their size and time have stood still for a while."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SETTLE_SECONDS = 2.0
"""How long a file must stand still: a copy over a slow network pauses for less."""

EMPTY_SECONDS = 30.0
"""The same for an empty file: some programs make the name first and fill it when the download has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A file as it was when it last changed, and when that was noticed (seconds of a clock that only goes forward)."""

    bytes: int
    changed: int
    since: float


class Settling:
    """Files that have turned up and may still be growing."""

    def __init__(self, *, settle: float = SETTLE_SECONDS, empty: float = EMPTY_SECONDS) -> None:
        self._settle = settle
        self._empty = empty
        self._waiting: dict[Path, _Seen] = {}
        self._taken: dict[Path, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def notice(self, paths: Iterable[Path], now: float) -> None:
        """Files that are new or have changed; one that was taken and is as it was then is left alone."""
        for path in paths:
            found = _state(path)
            if found is not None and self._taken.get(path) != found and path not in self._waiting:
                self._waiting[path] = _Seen(bytes=found[0], changed=found[1], since=now)

    def whole(self, now: float) -> tuple[Path, ...]:
        """The files that have stood still long enough, in order; they are no longer waited for."""
        ready = []
        for path, seen in sorted(self._waiting.items()):
            found = _state(path)
            if found is None:
                del self._waiting[path]
            elif found != (seen.bytes, seen.changed):
                self._waiting[path] = _Seen(bytes=found[0], changed=found[1], since=now)
            elif now - seen.since >= (self._settle if seen.bytes else self._empty):
                del self._waiting[path]
                self._taken[path] = found
                ready.append(path)
        return tuple(ready)

    def put_back(self, paths: Iterable[Path], now: float) -> None:
        """Files that could not be taken after all: they wait once more."""
        for path in paths:
            self._taken.pop(path, None)
        self.notice(paths, now)


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of a file; None if it is gone or no plain file."""
    try:
        found = os.stat(path)  # noqa: PTH116 one call for all of it
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
