"""Who came and who did not, told in sentences: «Kari Lia, Per Berg og Ola Moen møtte. Eva Sand hadde meldt forfall.»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.heading.attendance_entries import Entry
from ingest.heading.attendance_sentences import away_in, came_in, forfall_in, guests_in, late_in
from ingest.heading.labels import FIELD_ROLES
from ingest.heading.lines import Line, sentences_of, stretches
from ingest.heading.names import NAME_TOKEN, looks_like_name
from ingest.heading.people import read_people
from ingest.heading.person import Person

# A chair chosen for the meeting was there: "Utvalget valgte Kari Lia som leder for møtet".
_CHOSEN = re.compile(
    rf"\b(?:valgte|valde)\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}})\s+(?:som|til)\s+"
    r"(?P<role>(?:møte)?(?:leder|leiar|ordstyrer)\w*)\s+(?:for|av|i)\s+møtet"
)

# More who came, told after the lists: "Rådmann Kari Lia og sekretær Per Berg var og til stades".
_ALSO_CAME = re.compile(
    r"^(?P<names>[A-ZÆØÅ].*?)\s+(?:(?:var|møtte|deltok)\s+(?:også|òg|og|dessuten|i tillegg)"
    r"(?:\s+(?:til\s?stede|til\s?stades|med))?"
    r"|(?:møtte|deltok)\s+fra\s+administrasjonen)\s*[.!]?$"
)

# Who kept the minutes at the meeting: "Skogbrukssjef Per Berg førte møteboka", "Kari Lia var møtesekretær".
_KEPT = re.compile(
    r"^(?P<names>[A-ZÆØÅ].*?)\s+(?:(?:førte|skrev|førde)\s+(?:referatet|referat|møteboka|møteboken|protokollen|protokoll|møteprotokollen)|var\s+(?:møte)?sekretær)\b"
)

# Fewer who came in sentences are those of some matter.
_LEAST_PRESENT = 2


def tell_absent(sentences: Iterable[Line], *, known: frozenset[str]) -> Iterator[Entry]:
    """Those said in prose to be absent, and a chair chosen for the meeting.

    Args:
        sentences: mended paragraphs of the first pages.
        known: full names known from elsewhere in the document.
    """
    for sentence in (stretch for line in sentences for stretch in stretches(line)):
        for names in forfall_in(sentence.text):
            yield from _entries(sentence.part(*names), "absent", known)
        chosen = _CHOSEN.search(sentence.text)
        if chosen and looks_like_name(chosen["name"]):
            person = Person(name=chosen["name"], start=0, end=len(chosen["name"]), role=chosen["role"])
            yield Entry(person=person, line=sentence.part(*chosen.span("name")), section="chair")


def tell_present(sentences: Iterable[Line], *, known: frozenset[str]) -> tuple[Entry, ...]:
    """Those that a heading without lists says came, and those it says could not; none where too few came.

    Args:
        sentences: mended paragraphs of the heading.
        known: full names known from elsewhere in the document.
    """
    found: list[Entry] = []
    for paragraph in sentences:
        for sentence in sentences_of(paragraph):
            away = away_in(sentence.text)
            names = away or came_in(sentence.text)
            if names:
                found += _entries(sentence.part(*names), "absent" if away else "present", known)
    present = sum(entry.section == "present" for entry in found)
    return tuple(found) if present >= _LEAST_PRESENT else ()


def tell_away(sentences: Iterable[Line], *, known: frozenset[str]) -> Iterator[Entry]:
    """Those that a sentence beside the lists says were elsewhere: «Eva Sand var bortreist».

    Args:
        sentences: mended paragraphs, of the lists and right after them.
        known: full names known from elsewhere in the document.
    """
    for paragraph in sentences:
        for sentence in sentences_of(paragraph):
            names = away_in(sentence.text)
            for entry in _entries(sentence.part(*names), "absent", known) if names else ():
                yield replace(entry, person=replace(entry.person, absent=True, deputy=False))
            late = late_in(sentence.text)
            yield from _entries(sentence.part(*late), "present", known) if late else ()
            came = guests_in(sentence.text)
            yield from _entries(sentence.part(*came), "others", known) if came else ()


def tell_also(sentences: Iterable[Line], *, known: frozenset[str]) -> Iterator[Entry]:
    """Those that a sentence adds to the lists of a heading, and who kept the minutes.

    Args:
        sentences: mended paragraphs of the heading.
        known: full names known from elsewhere in the document.
    """
    for paragraph in sentences:
        for sentence in sentences_of(paragraph):
            also, kept = _ALSO_CAME.match(sentence.text), _KEPT.match(sentence.text)
            if also:
                yield from _entries(sentence.part(*also.span("names")), "others", known)
            elif kept:
                for entry in _entries(sentence.part(*kept.span("names")), "secretary", known):
                    role = entry.person.role or FIELD_ROLES["secretary"]
                    yield replace(entry, person=replace(entry.person, role=role))


def _entries(line: Line, section: str, known: frozenset[str]) -> Iterator[Entry]:
    for person in read_people(line.text, known=known):
        absent = None if section == "absent" else person.absent
        yield Entry(person=replace(person, absent=absent), line=line, section=section)
