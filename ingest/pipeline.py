"""The whole way from a file to an annotated Document: read, find the heading, segment, annotate."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
from pathlib import Path
from typing import Self

from ingest.heading.find import find_heading
from ingest.language_model import LanguageModel
from ingest.names.find import NameFinder
from ingest.paths import bytes_of, path_text
from ingest.read import read_bytes
from ingest.readings import Readings
from ingest.segment import segment
from ingest.themes.annotate import Annotator
from minutes.kinds import Origin
from minutes.model import Document, Source
from minutes.settings import Given, Limits
from minutes.vocabulary import load_vocabulary

_WARM_UP = """Referat fra møte i Storvik politiråd 6. desember 2021

Til stede: Kari Nordmann (Ap), ordfører

Sak 1/21 Ungdom og rus
Vedtak: Rådet tar saken til orientering. Enstemmig vedtatt.
Kari Nordmann følger opp saken innen 1. mars 2022.
"""


class Parser:
    """Parses files one after another; the vocabulary and the language tables are loaded once."""

    def __init__(self, *, given: Given | None = None, limits: Limits | None = None) -> None:
        self._given = given or Given()
        self._language = LanguageModel(self._given.model)
        self._annotator = Annotator(load_vocabulary(self._given.vocabulary), self._language)
        self._names = NameFinder(self._language)
        self._limits = limits or Limits()

    def for_wishes(self, given: Given, limits: Limits) -> Self:
        """The same parser for another run with the same language model, not loaded anew; its themes may be others."""
        other = copy.copy(self)
        other._given, other._limits = given, limits  # noqa: SLF001 - of the same class
        if given.vocabulary != self._given.vocabulary:
            other._annotator = Annotator(load_vocabulary(given.vocabulary), self._language)  # noqa: SLF001
        return other

    def warm_up(self) -> None:
        """Load what is loaded at first use, by reading a text of our own."""
        self._document(_WARM_UP.encode(), Path("referat.txt"))

    def parse(self, path: Path) -> Document:
        """The document in this file.

        Raises:
            UnreadableFile: the file cannot be read; its ``reason`` says why.
        """
        return self._document(bytes_of(path, self._limits.file_bytes), path)

    def _document(self, data: bytes, path: Path) -> Document:
        reading = read_bytes(data, name=path.name, given=self._given)
        digest = hashlib.sha256(data).hexdigest()
        source = Source(path=path_text(path), media_type=reading.media_type, bytes=len(data), sha256=digest)
        heading = find_heading(reading, file_name=path.name)
        readings = Readings(self._language, heading.language)
        document = segment(reading, source=source, heading=heading, read=readings)
        return self._annotator.annotate(self._names.find(_with_given(document, self._given)), readings)


def _with_given(document: Document, given: Given) -> Document:
    if given.municipality:
        document = dataclasses.replace(document, municipality=given.municipality, municipality_origin=Origin.GIVEN)
    return dataclasses.replace(document, body=given.body) if given.body else document
