"""Who came and who did not, told in sentences: «Kari Lia, Per Berg og Ola Moen møtte. Eva Sand hadde meldt forfall.»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.heading.attendance_lists import Entry
from ingest.heading.labels import FIELD_ROLES
from ingest.heading.lines import Line
from ingest.heading.names import NAME_TOKEN, looks_like_name
from ingest.heading.people import read_people
from ingest.heading.person import Person

# Absence told in a sentence: "Det var meldt forfall fra Kari Lia", "Kari Lia og Per Berg hadde meldt forfall".
_FORFALL_FROM = re.compile(r"\b(?i:forfall|fråfall|avbud)\s+(?:fra|frå)\s+(?P<names>[A-ZÆØÅ][^.;:]*)")
_HAD_FORFALL = re.compile(
    r"(?P<names>[A-ZÆØÅ][^.;:]*?)\s+(?:hadde|har)\s+(?:meldt\s+|meld\s+|sendt\s+|sendt\s+)?(?:forfall|fråfall|avbud|permisjon)\b"
)

# Absence by a verb: "Eva Sand kunne ikke komme", "Eva Sand var ikkje til stades", "Eva Sand og Per Berg møtte ikke".
_DID_NOT_COME = re.compile(
    r"(?P<names>[A-ZÆØÅ][^.;:]*?)\s+(?:(?:kunne|kunde|hadde|fikk|fekk)\s+(?:ikke|ikkje)\s+(?:høve\s+til\s+å\s+|anledning\s+til\s+å\s+)?"
    r"(?:komme|kome|møte|delta|deltake|være|vere)|(?:møtte|kom|deltok|stilte)\s+(?:ikke|ikkje)"
    r"|var\s+(?:ikke|ikkje)\s+(?:til\s?stede|til\s?stades|med)|var\s+(?:forhindret|forhindra|hindra|fraværende|fråverande)"
    r"|meldte\s+(?:forfall|fråfall|avbud))\b"
)

# A chair chosen for the meeting was there: "Utvalget valgte Kari Lia som leder for møtet".
_CHOSEN = re.compile(
    rf"\b(?:valgte|valde)\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}})\s+(?:som|til)\s+"
    r"(?P<role>(?:møte)?(?:leder|leiar|ordstyrer)\w*)\s+(?:for|av|i)\s+møtet"
)

# Everyone but some: "Alle møtte unntatt Kari Lia og Per Berg".
_ALL_BUT = re.compile(
    r"\balle\b.{0,30}\b(?:unntatt|unnateke|bortsett fra|foruten|med unntak av)\s+(?P<names>[A-ZÆØÅ][^.;:]*)",
    re.IGNORECASE,
)

# Presence with the names first: "Kari Lia, Per Berg og Ola Moen møtte", "Ordfører Kari Lia og Per Berg var til stede".
_CAME = re.compile(
    r"^(?P<names>.*?[A-ZÆØÅ].*?)\s+(?:møtte|deltok|stilte|var\s+(?:til\s?stede|til\s?stades|med|representert))\b"
    r"(?!\s+(?:ikke|ikkje|for|om|hverandre|kvarandre))"
)

# Presence with the names last: "Til stades på møtet var Kari Lia og Per Berg", "Fra politiet møtte lensmann Ola Moen".
_THERE_WERE = re.compile(
    r"^(?:Til\s?stede|Til\s?stades|Fra|Frå|For|På|I|Med|Av|Ellers|Elles|Dessuten|Også|Møtende|Frammøtte|Her)\b[^.:;,]{0,50}?"
    r"(?<!\w)(?:var|møtte|deltok|stilte)(?:\s+også|\s+òg|\s+og)?\s*:?\s+(?P<names>.+)"
)

# More who came, told after the lists: "Rådmann Kari Lia og sekretær Per Berg var og til stades".
_ALSO_CAME = re.compile(
    r"^(?P<names>[A-ZÆØÅ].*?)\s+(?:(?:var|møtte|deltok)\s+(?:også|òg|og|dessuten|i tillegg)"
    r"(?:\s+(?:til\s?stede|til\s?stades|med))?"
    r"|(?:møtte|deltok)\s+fra\s+administrasjonen)\s*[.!]?$"
)

# Who kept the minutes at the meeting: "Skogbrukssjef Per Berg førte møteboka", "Kari Lia var møtesekretær".
_KEPT = re.compile(
    r"^(?P<names>[A-ZÆØÅ].*?)\s+(?:(?:førte|skrev|førde)\s+(?:møteboka|møteboken|protokollen|protokoll|møteprotokollen)|var\s+(?:møte)?sekretær)\b"
)

# A sentence of the head ends at a full stop before a capital.
_SENTENCE_END = re.compile(r"(?<=[a-zæøåé)])[.!]\s+(?=[A-ZÆØÅ])")

# Fewer who came in sentences are those of some matter.
_LEAST_PRESENT = 2


def tell_absent(sentences: Iterable[Line], *, known: frozenset[str]) -> Iterator[Entry]:
    """Those said in prose to be absent, and a chair chosen for the meeting.

    Args:
        sentences: mended paragraphs of the first pages.
        known: full names known from elsewhere in the document.
    """
    for sentence in sentences:
        for pattern in (_FORFALL_FROM, _HAD_FORFALL, _ALL_BUT):
            match = pattern.search(sentence.text)
            if match:
                yield from _entries(sentence.part(*match.span("names")), "absent", known)
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
        for sentence in _split(paragraph):
            away = _DID_NOT_COME.search(sentence.text)
            came = None if away else (_THERE_WERE.match(sentence.text) or _CAME.match(sentence.text))
            match = away or came
            if match:
                found += _entries(sentence.part(*match.span("names")), "absent" if away else "present", known)
    present = sum(entry.section == "present" for entry in found)
    return tuple(found) if present >= _LEAST_PRESENT else ()


def tell_also(sentences: Iterable[Line], *, known: frozenset[str]) -> Iterator[Entry]:
    """Those that a sentence adds to the lists of a heading, and who kept the minutes.

    Args:
        sentences: mended paragraphs of the heading.
        known: full names known from elsewhere in the document.
    """
    for paragraph in sentences:
        for sentence in _split(paragraph):
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


def _split(line: Line) -> Iterator[Line]:
    start = 0
    for end in _SENTENCE_END.finditer(line.text):
        yield line.part(start, end.end())
        start = end.end()
    yield line.part(start, len(line.text))
