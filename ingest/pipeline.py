"""The whole way from a file to an annotated Document: read, find the heading, segment, annotate."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from ingest.actions.reader import reader_of
from ingest.heading.find import find_heading
from ingest.language_model import LanguageModel
from ingest.names.find import NameFinder
from ingest.paths import bytes_of, path_text
from ingest.read import read_bytes
from ingest.segment import segment
from ingest.themes.annotate import Annotator
from minutes.model import Document, Origin, Source
from minutes.settings import Given, Limits
from minutes.vocabulary import load_vocabulary


class Parser:
    """Parses files one after another; the vocabulary and the language tables are loaded once."""

    def __init__(self, *, given: Given | None = None, limits: Limits | None = None) -> None:
        self._given = given or Given()
        self._annotator = Annotator(load_vocabulary(self._given.vocabulary), self._given.model)
        self._language = LanguageModel(self._given.model)
        self._names = NameFinder(self._language)
        self._limits = limits or Limits()

    def parse(self, path: Path) -> Document:
        """The document in this file.

        Raises:
            UnreadableFile: the file cannot be read; its ``reason`` says why.
        """
        data = bytes_of(path, self._limits.file_bytes)
        reading = read_bytes(data, name=path.name, given=self._given)
        digest = hashlib.sha256(data).hexdigest()
        source = Source(path=path_text(path), media_type=reading.media_type, bytes=len(data), sha256=digest)
        heading = find_heading(reading, file_name=path.name)
        read = reader_of(self._language, heading.language)
        document = segment(reading, source=source, heading=heading, read=read)
        return self._annotator.annotate(self._names.find(_with_given(document, self._given)))


def _with_given(document: Document, given: Given) -> Document:
    if given.municipality:
        document = dataclasses.replace(document, municipality=given.municipality, municipality_origin=Origin.GIVEN)
    return dataclasses.replace(document, body=given.body) if given.body else document
