"""Names in the items of a document: what the language model reads, corrected by what words and the document itself know.

The model reads each different line of the items once, names only, in one batch a document; lines that cannot hold a
name are not read. Who came (full name, first name, surname, initials, office) is found by rule in every line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import evidence_at
from ingest.heading.names import is_given, split_names
from ingest.language_model import LanguageModel
from ingest.names.capitals import find_in_capitals, is_heading
from ingest.names.compounds import find_compounds
from ingest.names.gather import Forms, Placed, gathered, role_before
from ingest.names.judge import judged
from ingest.names.kin import find_apposed, with_kin
from ingest.names.known import People, Places
from ingest.names.offices import with_offices
from ingest.names.parties import find_parties
from ingest.names.phrases import find_phrases
from ingest.names.rest import find_rest
from ingest.names.spots import Spot, without_overlaps
from ingest.names.talk import may_hold_names, talk_lines, without_lists
from ingest.names.titles import find_title
from minutes.kinds import Language, NameKind
from minutes.model import AgendaItem, Document, Evidence
from models.pipeline import Name as Named
from models.pipeline import Part
from models.written_form import WrittenForm

NAMES_ONLY = frozenset({Part.NAMES})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A title or the text of an item, and the lines of it that are talk."""

    item: AgendaItem
    text: str
    lines: tuple[tuple[int, str], ...]
    in_title: bool


class NameFinder:
    """Finds the names in the items of documents.

    Args:
        model: what reads the lines; it is loaded when the first line is read.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def find(self, document: Document) -> Document:
        """The document with the names of its items."""
        texts = tuple(_texts_of(document))
        read = self._read(document, texts)
        present = (*document.meeting.attendees, *document.meeting.absent)
        attendance = with_offices(present, (page.text for page in document.pages))
        places = Places(own=document.municipality)
        told = _told(read, People(attendance), places)
        people = People(attendance, told)
        spots = {id(text): _spots(text, read, people, places) for text in texts}
        forms = Forms((spot for found in spots.values() for spot in found), people, places)
        placed: defaultdict[int, list[Placed]] = defaultdict(list)
        for text in texts:
            placed[id(text.item)] += (_placed(forms.settled(spot), text, document) for spot in spots[id(text)])
        items = tuple(replace(item, names=gathered(placed[id(item)])) for item in document.items)
        return replace(document, items=items)

    def _read(self, document: Document, texts: Sequence[_Text]) -> Mapping[str, tuple[Named, ...]]:
        """What the model calls names in each different line."""
        lines = list(
            dict.fromkeys(
                line for text in texts for _, line in text.lines if may_hold_names(line) and not is_heading(line)
            )
        )
        form: WrittenForm = "nn" if document.language is Language.NN else "nb"
        readings = self._model.read(lines, default=form, parts=NAMES_ONLY) if lines else ()
        return {
            line: tuple(part for named in reading.names for part in _parted(named))
            for line, reading in zip(lines, readings, strict=True)
        }


_LEAST_OF_TWO = 4
"""Words of two persons that stand side by side with nothing between them."""


def _parted(named: Named) -> Iterator[Named]:
    """A name, or each of those that flattened columns have set side by side: «Kari Lia Per Berg»."""
    words = named.text.split()
    parts = split_names(named.text) if named.kind == "PER" and len(words) >= _LEAST_OF_TWO else []
    names = [named.text[start:end].split() for start, end in parts]
    if len(parts) > 1 and all(len(name) > 1 and is_given(name[0]) and not is_given(name[-1]) for name in names):
        for start, end in parts:
            yield replace(named, text=named.text[start:end], start=named.start + start, end=named.start + end)
    else:
        yield named


def _texts_of(document: Document) -> Iterator[_Text]:
    for item in document.items:
        yield _Text(item=item, text=item.title, lines=((0, item.title),), in_title=True)
        yield _Text(item=item, text=item.text, lines=tuple(talk_lines(item.text)), in_title=False)


def _told(read: Mapping[str, tuple[Named, ...]], people: People, places: Places) -> Iterator[str]:
    """Full names of persons that the model reads, by which a surname alone is understood elsewhere."""
    for line, names in read.items():
        for named in names:
            spot = judged(named, line, people, places)
            if spot and spot.kind is NameKind.PERSON and " " in spot.name:
                yield spot.name


def _spots(text: _Text, read: Mapping[str, tuple[Named, ...]], people: People, places: Places) -> list[Spot]:
    found: list[Spot] = []
    for start, line in text.lines:
        if is_heading(line):
            found += (
                replace(spot, start=spot.start + start, end=spot.end + start) for spot in find_in_capitals(line, places)
            )
            continue
        in_line = [
            *people.find(line),
            *find_compounds(line),
            *find_phrases(line),
            *find_parties(line),
            *places.find(line),
        ]
        # Only a line with a capital inside has been read, and has names that the words beside them tell of.
        if line in read:
            by_model = (judged(named, line, people, places) for named in read[line])
            in_line += (*find_apposed(line), *(spot for spot in by_model if spot))
        known = without_overlaps(in_line)
        if line in read:
            known = with_kin(line, known)
            known += find_rest(line, known)
        found += (replace(spot, start=spot.start + start, end=spot.end + start) for spot in known)
    kept = without_lists(text.text, found)
    return [replace(spot, role=role_before(text.text, spot.start)) if _lacks_role(spot) else spot for spot in kept]


def _lacks_role(spot: Spot) -> bool:
    return spot.kind is NameKind.PERSON and spot.role is None


def _placed(spot: Spot, text: _Text, document: Document) -> Placed:
    written = " ".join(text.text[spot.start : spot.end].split())
    evidence: tuple[Evidence, ...]
    if text.in_title:
        evidence = find_title(text.item, document.pages, spot.start, spot.end)
    else:
        evidence = evidence_at(text.item.spans, text.text, spot.start, spot.end)
    return Placed(spot=spot, written=written, evidence=evidence)
