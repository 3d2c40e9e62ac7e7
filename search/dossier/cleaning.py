"""Texts as they may leave the house: identifiers masked, people by stand-ins, sentences of single cases left out.

Masking is on unless it is turned off; people are masked only when asked for. What looks like one person's case is left
out until somebody has decided to keep it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minutes.model import AgendaItem, Document
from search.dossier.blocks import Flagged
from search.dossier.saying import file_name, item_in_words, meeting_in_words
from search.privacy.identifiers import mask_identifiers
from search.privacy.people import Person, StandIns, people_of
from search.privacy.single_cases import SingleCase, find_single_cases

LEFT_OUT = "[utelatt: kan gjelde en enkeltperson]"
"""What stands for a sentence that has not been decided on, or that was decided to be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """What is masked.

    Attributes:
        identifiers: numbers and addresses of private persons, and sentences of single cases.
        people: everybody, by office or number.
        kept: for sentences by id, whether they were decided to be kept.
    """

    identifiers: bool = True
    people: bool = False
    kept: Mapping[str, bool]


def sentence_id(sentence: str) -> str:
    """The name by which a decision about a sentence is kept: the same wherever it stands."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:12]


class Cleaner:
    """Cleans the texts of one export, and gathers the sentences that somebody must decide on."""

    def __init__(self, masking: Masking) -> None:
        self._masking = masking
        self._stand_ins = StandIns()
        self._people: dict[str, tuple[Person, ...]] = {}
        self._masks: dict[str, Callable[[str], str]] = {}
        self._flagged: dict[str, Flagged] = {}

    @property
    def flagged(self) -> tuple[Flagged, ...]:
        """The sentences found so far that look like a single case."""
        return tuple(self._flagged.values())

    def name(self, name: str, role: str | None = None) -> str:
        """A person's name as it may stand in a table."""
        return self._stand_ins.of(name, role) if self._masking.people else name

    def text(self, text: str, document: Document, item: AgendaItem | None = None, page: int | None = None) -> str:
        """The text as it may go out, line breaks as blanks.

        Args:
            text: from the document.
            document: whose people are known by it.
            item: where the text is from, for the list of what is to be decided.
            page: likewise.
        """
        if self._masking.identifiers:
            text = mask_identifiers(self._without_single_cases(text, document, item, page))
        if self._masking.people:
            text = self._mask_of(document)(text)
        return " ".join(text.split())

    def _without_single_cases(self, text: str, document: Document, item: AgendaItem | None, page: int | None) -> str:
        parts: list[str] = []
        at = 0
        for found in find_single_cases(text, self._people_of(document)):
            flagged = self._flag(found, document, item, page)
            if not flagged.kept:
                parts += (text[at : found.start], LEFT_OUT)
                at = found.end
        return "".join((*parts, text[at:]))

    def _flag(self, found: SingleCase, document: Document, item: AgendaItem | None, page: int | None) -> Flagged:
        name = sentence_id(found.quote)
        if name not in self._flagged:
            self._flagged[name] = Flagged(
                id=name,
                sentence=" ".join(found.quote.split()),
                what=f"{found.what} («{found.word}»)",
                who=found.who,
                meeting=meeting_in_words(document),
                item=item_in_words(item) if item else "",
                file=file_name(document),
                page=page,
                kept=self._masking.kept.get(name),
            )
        return self._flagged[name]

    def _people_of(self, document: Document) -> tuple[Person, ...]:
        if document.id not in self._people:
            self._people[document.id] = people_of(document)
        return self._people[document.id]

    def _mask_of(self, document: Document) -> Callable[[str], str]:
        if document.id not in self._masks:
            self._masks[document.id] = self._stand_ins.masker(self._people_of(document))
        return self._masks[document.id]
