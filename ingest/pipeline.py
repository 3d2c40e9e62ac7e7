"""The whole way from a file to an annotated Document: read, find the heading, segment, annotate."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from pathlib import Path

from ingest.annotate import Annotator
from ingest.heading import find_heading
from ingest.read import read_bytes
from ingest.segment import segment
from minutes.errors import Reason, UnreadableFile
from minutes.model import Document, Origin, Source
from minutes.settings import Given, Limits
from minutes.vocabulary import load_vocabulary


class Parser:
    """Parses files one after another; the vocabulary and the language tables are loaded once."""

    def __init__(
        self, *, vocabulary: Path | None = None, given: Given | None = None, limits: Limits | None = None
    ) -> None:
        self._annotator = Annotator(load_vocabulary(vocabulary))
        self._given = given or Given()
        self._limits = limits or Limits()

    def parse(self, path: Path) -> Document:
        """The document in this file.

        Raises:
            UnreadableFile: the file cannot be read; its ``reason`` says why.
        """
        data = _bytes_of(path, self._limits.file_bytes)
        reading = read_bytes(data, name=path.name)
        digest = hashlib.sha256(data).hexdigest()
        source = Source(path=path_text(path), media_type=reading.media_type, bytes=len(data), sha256=digest)
        heading = find_heading(reading, file_name=path.name)
        document = segment(reading, source=source, heading=heading)
        return self._annotator.annotate(_with_given(document, self._given))


def parse_file(path: Path) -> Document:
    """One file, parsed with the shipped vocabulary; see Parser."""
    return Parser().parse(path)


def path_text(path: Path) -> str:
    r"""The path as text that can be stored and shown; bytes that are not UTF-8 are written \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(
                Reason.UNSUPPORTED,
                "Dette er en mappe, ikke en fil.",
                way_out="Oppgi filene i den, eller les inn mappen.",
            )
        size = path.stat().st_size
        if size > most:
            raise UnreadableFile(
                Reason.TOO_LARGE,
                f"Filen er på {size // 2**20} MiB; grensen er {most // 2**20} MiB.",
                way_out="Del den opp og les inn delene.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            Reason.NO_ACCESS,
            f"Filen kan ikke åpnes: {error.strerror or error}.",
            way_out="Sjekk at den finnes og at du har lesetilgang.",
        ) from error


def _with_given(document: Document, given: Given) -> Document:
    if given.municipality:
        document = dataclasses.replace(document, municipality=given.municipality, municipality_origin=Origin.GIVEN)
    return dataclasses.replace(document, body=given.body) if given.body else document
