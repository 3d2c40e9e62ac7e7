"""Which themes are meant: those of the file that the user names, those the archive was made with, or our own.

An archive that was made with a file of the user's has a copy of it, ``themes.toml``: it keeps to that until another is
named, wherever the archive is moved and whatever becomes of the file.
"""

from __future__ import annotations

from pathlib import Path

from minutes.errors import InvalidVocabulary
from minutes.vocabulary import Vocabulary, load_vocabulary
from models.choice import OWN_NAME

KEPT = "themes.toml"
"""The copy's name in the archive."""


def kept_file(folder: Path) -> Path | None:
    """The archive's copy of the user's vocabulary; None if it is made with the one that comes with the program."""
    kept = folder / KEPT
    return kept if kept.is_file() else None


def vocabulary_of(folder: Path, named: str | None = None) -> Vocabulary:
    """The vocabulary that this archive is to be read and asked with.

    Args:
        folder: the archive; it need not be there.
        named: what the user said: a file, or «referatsok» for the vocabulary that comes with the program.

    Raises:
        InvalidVocabulary: the file cannot be read, or does not hold together.
    """
    if named is None:
        return _kept(folder)
    return load_vocabulary(None if named == OWN_NAME else Path(named))


def _kept(folder: Path) -> Vocabulary:
    try:
        return load_vocabulary(kept_file(folder))
    except InvalidVocabulary as error:
        way_out = "Det er arkivets kopi av temaene; gi arkivet en ny med «referatsok reindex --themes FIL»."
        raise InvalidVocabulary(error.message, way_out=way_out) from error


def keep(folder: Path, named: str | None) -> None:
    """Let the archive keep to the vocabulary that the user named from now on; nothing changes if none was."""
    if named is None:
        return
    if named == OWN_NAME:
        (folder / KEPT).unlink(missing_ok=True)
        return
    beside = folder / f"{KEPT}.new"
    beside.write_bytes(Path(named).read_bytes())
    beside.replace(folder / KEPT)
