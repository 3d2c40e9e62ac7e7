"""Who came and who did not, from the lists, tables and sentences of a heading.

A list is open from its label («Til stede:», «Forfall:», «Varamedlemmer som møtte») until another label or prose. Tables
may have heads (Navn | Funksjon | Representerer), or come with one cell a line. Counts («17 representanter») give no names.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.heading_labels import ATTENDANCE, Segment, split_labels
from ingest.heading_lines import Line
from ingest.heading_words import heading_words
from ingest.names import NAME_TOKEN, looks_like_name
from ingest.people import Person, is_party, is_role, read_people, with_note
from minutes.model import Attendee

# A name with its party as signatures and votes have it: "Kari Lia (H)". Tells flattened columns apart.
_WITH_PARTY = re.compile(rf"(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}}) \((?P<party>[A-ZÆØÅ][\w/ÆØÅ]{{0,4}})\s?\)")

# Absence told in a sentence: "Det var meldt forfall fra Kari Lia", "Kari Lia og Per Berg hadde meldt forfall".
_FORFALL_FROM = re.compile(r"\b(?i:forfall|fråfall|avbud)\s+(?:fra|frå)\s+(?P<names>[A-ZÆØÅ][^.;:]*)")
_HAD_FORFALL = re.compile(r"(?P<names>[A-ZÆØÅ][^.;:]*?)\s+(?:hadde|har)\s+(?:meldt\s+|meld\s+)?(?:forfall|fråfall|avbud)\b")

# A chair chosen for the meeting was there: "Utvalget valgte Kari Lia som leder for møtet".
_CHOSEN = re.compile(
    rf"\b(?:valgte|valde)\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}})\s+(?:som|til)\s+(?P<role>(?:møte)?(?:leder|leiar|ordstyrer)\w*)\s+(?:for|av|i)\s+møtet"
)

# Everyone but some: "Alle møtte unntatt Kari Lia og Per Berg".
_ALL_BUT = re.compile(r"\balle\b.{0,30}\b(?:unntatt|unnateke|bortsett fra|foruten|med unntak av)\s+(?P<names>[A-ZÆØÅ][^.;:]*)", re.IGNORECASE)

# Below a deputy's name: "vara for Kari Lia".
_STANDS_FOR = re.compile(r"\(?(?:møtende )?(?:vara|varamedlem|møtte|møter|møtt)\s+for\b", re.IGNORECASE)

# A group's name before its people: "Politiet: Per Berg, Kari Lia".
_GROUP = re.compile(r"^[A-ZÆØÅ][^:,()]{1,40}:\s*(?=\S)")

# Two spellings of one name: measured on slips such as two letters changing places.
_SAME_NAME = 0.9

# Prose closes a list: that many words, and mostly small ones.
_PROSE_WORDS, _PROSE_SHARE = 7, 0.6

_PRESENT = frozenset({"present", "others", "deputies"})
_FIELD_ROLES = {"chair": "møteleder", "secretary": "sekretær", "writer": "referent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Those present and those absent; ``listed`` says whether the heading has any list of attendance."""

    attendees: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A person, where they stand, and the list they stand in."""

    person: Person
    line: Line
    section: str


@dataclass(slots=True)
class _Lists:
    """The lists as they are read, line by line."""

    known: frozenset[str]
    section: str | None = None
    paired: bool = False
    in_columns: bool = False
    columns: list[str] = field(default_factory=list)
    next_column: int = 0
    entries: list[_Entry] = field(default_factory=list)
    listed: bool = False
    noted: bool = False

    def read_row(self, row: Sequence[Line]) -> None:
        """Take in a table row, or a single line."""
        if self._is_head(row):
            return
        if len(row) > 1 and self.columns and self.section and split_labels(row[0])[0].field is None:
            self._by_columns(row)
            return
        first = len(self.entries)
        for cell in row:
            for segment in split_labels(cell):
                self._segment(segment)
        if len(row) > 1:
            self._pair(first)

    def _is_head(self, row: Sequence[Line]) -> bool:
        """Whether a row holds the heads of columns; heads that come one a line are gathered."""
        heads = [_column(cell.text) for cell in row]
        if not all(heads):
            return False
        if len(row) == 1:
            if self.section is None or (heads[0] != "name" and not self.columns) or split_labels(row[0])[0].field in ATTENDANCE:
                return False
            if self.entries and self.next_column:
                self.columns, self.next_column = [], 0
            self.columns.append(heads[0] or "")
            return True
        if "name" not in heads:
            return False
        if self.section is None:
            self._open("present")
        self.columns, self.next_column = [head or "" for head in heads], 0
        return True

    def _open(self, section: str) -> None:
        self.section, self.columns, self.next_column = section, [], 0
        self.paired = self.in_columns = False
        self.listed = True

    def _segment(self, segment: Segment) -> None:
        if segment.field is None:
            if self.section:
                self._content(segment.value)
        elif segment.field in ATTENDANCE:
            both = segment.field == "deputies" and self.section == "absent" and not self._since_opening()
            if not both:
                self._open(segment.field)
            self.paired, self.noted = both, False
            if segment.value.text:
                self._content(segment.value)
        else:
            self.section = None
            if segment.field in _FIELD_ROLES and segment.value.text:
                for person in read_people(segment.value.text, known=self.known)[:1]:
                    role = person.role or _FIELD_ROLES[segment.field]
                    self._add(replace(person, role=role), segment.value, segment.field)

    def _since_opening(self) -> bool:
        return bool(self.entries) and self.entries[-1].section == self.section

    def _content(self, line: Line) -> None:
        text = line.text
        if self.columns and self.next_column and self._fits_column(line):
            return
        if _is_prose(text):
            self.section = None
            return
        heads = re.findall(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,4}:", text)
        if len(heads) > 1 and not re.sub(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,4}:", "", text).strip():
            self.in_columns = True
            return
        group = _GROUP.match(text)
        if group and not is_role(group.group().rstrip(" :")) and not is_party(group.group(), colon=True):
            line = line.part(group.end(), len(text))
        people = read_people(line.text, known=self.known, lone=True)
        if not people or _STANDS_FOR.match(line.text):
            self._note(line)
            return
        self.next_column = 1
        if self.paired:
            self._paired(people, line)
            return
        for person in people:
            self._add(replace(person, party=None) if self.in_columns else person, line, self.section or "present")

    def _paired(self, people: Sequence[Person], line: Line) -> None:
        """Absent and deputy side by side, or one below the other with the party between."""
        waits = self.noted and bool(self.entries) and self.entries[-1].section == "absent"
        for position, person in enumerate(people):
            if position or waits:
                member = self.entries[-1].person.name
                self._add(replace(person, deputy=True, deputy_for=member), line, "deputies")
                waits = False
            else:
                self._add(person, line, "absent")
        self.noted = False

    def _fits_column(self, line: Line) -> bool:
        """A cell on a line of its own, after a name: the member stood in for, as the heads say."""
        position = self.next_column % len(self.columns)
        if self.columns[position] != "deputy_for" or not self.entries:
            return False
        people = read_people(line.text, known=self.known)
        if len(people) != 1:
            return False
        last = self.entries[-1]
        self.entries[-1] = replace(last, person=replace(last.person, deputy=True, deputy_for=people[0].name))
        self.next_column += 1
        return True

    def _note(self, line: Line) -> None:
        """A role, party or mark on a line or in a cell of its own belongs to the person before."""
        if not self.entries or self.entries[-1].section != self.section:
            return
        last = self.entries[-1]
        text = line.text.strip()
        if _may_be_note(text):
            self.entries[-1] = replace(last, person=with_note(last.person, text))
            self.noted = True

    def _by_columns(self, row: Sequence[Line]) -> None:
        """A row under heads; cells are counted from the row's own numbers, as empty ones have no line."""
        cells = {cell.cell if cell.cell is not None else number: cell for number, cell in enumerate(row)}
        named = {self.columns[number]: cell for number, cell in cells.items() if number < len(self.columns)}
        first = named.get("name") or named.get("deputy")
        people = read_people(first.text, known=self.known, lone=True) if first else ()
        if not people or first is None:
            return
        person = people[0]
        for column, cell in named.items():
            person = _with_cell(person, column, cell.text, self.known)
        self._add(person, first, self.section or "present")
        deputy = named.get("deputy")
        if deputy and deputy is not first:
            for stand_in in read_people(deputy.text, known=self.known)[:1]:
                self._add(replace(stand_in, deputy=True, deputy_for=person.name), deputy, "deputies")

    def _pair(self, first: int) -> None:
        """In a row without heads, a second name after an absent member is the deputy's."""
        for position in range(first + 1, len(self.entries)):
            before, entry = self.entries[position - 1], self.entries[position]
            if before.person.absent and entry.person.absent is None and not entry.person.deputy_for:
                person = replace(entry.person, deputy=True, deputy_for=before.person.name, absent=False)
                self.entries[position] = replace(entry, person=person)

    def _add(self, person: Person, line: Line, section: str) -> None:
        if section == "deputies":
            person = replace(person, deputy=True)
        self.entries.append(_Entry(person=person, line=line, section=section))


def _column(text: str) -> str | None:
    return heading_words().roles.columns.get(text.casefold().strip(" .:"))


def _with_cell(person: Person, column: str, text: str, known: frozenset[str]) -> Person:
    text = text.strip()
    roles = heading_words().roles
    if not text:
        return person
    if column == "role":
        folded = text.casefold()
        if folded in roles.absent:
            return replace(person, absent=True)
        return replace(person, deputy=True) if folded in roles.deputy else replace(person, role=person.role or text)
    if column == "party":
        return replace(person, party=person.party or text)
    if column == "deputy_for":
        members = read_people(text, known=known)
        return replace(person, deputy=True, deputy_for=members[0].name) if members else person
    if column == "status" and text.casefold().strip(".") in roles.absent | {"nei", "f", "-"}:
        return replace(person, absent=True)
    return person


def _may_be_note(text: str) -> bool:
    """Whether a line of its own can be a role, a party, a mark or a remark on the person above."""
    return is_role(text) or is_party(text) or _is_mark(text) or bool(re.match(r"(?:vara|møtte|møter)\b|\(", text, re.IGNORECASE))


def _is_mark(text: str) -> bool:
    roles = heading_words().roles
    folded = text.casefold().strip(" .()")
    return folded in roles.absent or folded in roles.deputy or bool(re.fullmatch(r"[A-ZÆØÅÁ][\w/]{0,6}", text))


def _is_prose(text: str) -> bool:
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _PROSE_WORDS and small / len(words) > _PROSE_SHARE


def find_attendance(lines: Sequence[Line], sentences: Iterable[Line] = (), *, known_from: str = "") -> Attendance:
    """Those present and absent.

    Args:
        lines: the lines of the heading, up to the agenda.
        sentences: mended paragraphs of the first pages, where absence may be told in prose.
        known_from: the text of the document, where names with parties stand.
    """
    parties = {match["name"]: match["party"] for match in _WITH_PARTY.finditer(known_from)}
    lists = _Lists(known=frozenset(parties))
    for _, row in groupby(lines, key=lambda line: (line.block, line.table is None and line.cell is None and line.spans)):
        lists.read_row(list(row))
    for sentence in sentences:
        _tell(sentence, lists)
    return _assemble(lists, parties)


# A roll call names at least that many; fewer are people of some matter.
_LEAST_ROLL = 3


def find_roll_call(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a list of those present inside the first matter («Konstituering», «Opprop»); none if there is none."""
    opened = next((n for n, line in enumerate(lines) if line.text.rstrip().endswith(":") and _opens(line)), None)
    if opened is None:
        return ()
    end = opened + 1
    misses = 0
    while end < len(lines) and misses < _LEAST_ROLL:
        names = read_people(lines[end].text, lone=False)
        misses = 0 if names or len(lines[end].text) <= len("100.") else misses + 1
        end += 1
    named = sum(bool(read_people(line.text)) for line in lines[opened + 1 : end])
    return lines[opened : end - misses] if named >= _LEAST_ROLL else ()


def _opens(line: Line) -> bool:
    segments = split_labels(line)
    return len(segments) == 1 and segments[0].field == "present" and not segments[0].value.text


def _tell(sentence: Line, lists: _Lists) -> None:
    """Take in what a sentence tells of who came."""
    for pattern in (_FORFALL_FROM, _HAD_FORFALL, _ALL_BUT):
        match = pattern.search(sentence.text)
        if match:
            line = sentence.part(*match.span("names"))
            for person in read_people(line.text, known=lists.known):
                lists.entries.append(_Entry(person=person, line=line, section="absent"))
    chosen = _CHOSEN.search(sentence.text)
    if chosen and looks_like_name(chosen["name"]):
        person = Person(name=chosen["name"], start=0, end=len(chosen["name"]), role=chosen["role"])
        lists.entries.append(_Entry(person=person, line=sentence.part(*chosen.span("name")), section="chair"))


def _assemble(lists: _Lists, parties: dict[str, str]) -> Attendance:
    absent: list[Attendee] = []
    present: list[Attendee] = []
    for entry in lists.entries:
        if entry.person.absent or (entry.section == "absent" and entry.person.absent is None and not entry.person.deputy):
            _merge(absent, _attendee(entry, parties))
    for entry in sorted(lists.entries, key=lambda each: each.section in _FIELD_ROLES):
        is_absent = entry.person.absent or (entry.section == "absent" and entry.person.absent is None and not entry.person.deputy)
        if is_absent or _find(absent, entry.person.name) is not None:
            continue
        if entry.section != "writer" or _find(present, entry.person.name) is not None:
            _merge(present, _attendee(entry, parties))
    for attendee in tuple(present):
        member = attendee.deputy_for
        if member and _find(absent, member) is None and _find(present, member) is None:
            absent.append(Attendee(name=member, evidence=attendee.evidence))
    return Attendance(attendees=tuple(present), absent=tuple(absent), listed=lists.listed)


def _attendee(entry: _Entry, parties: dict[str, str]) -> Attendee:
    person = entry.person
    return Attendee(
        name=person.name,
        role=person.role or ("vara" if person.deputy else None),
        party=person.party or parties.get(person.name),
        deputy_for=person.deputy_for,
        evidence=entry.line.evidence(person.start, person.end),
    )


def _merge(people: list[Attendee], new: Attendee) -> None:
    """Add a person, or what is new about one already there."""
    position = _find(people, new.name)
    if position is None:
        people.append(new)
        return
    old = people[position]
    people[position] = replace(
        old, role=old.role or new.role, party=old.party or new.party, deputy_for=old.deputy_for or new.deputy_for
    )


def _find(people: Sequence[Attendee], name: str) -> int | None:
    """Where a person stands in a list, slips of spelling allowed."""
    folded = name.casefold().replace(" ", "")
    for position, person in enumerate(people):
        other = person.name.casefold().replace(" ", "")
        if folded == other:
            return position
        matcher = difflib.SequenceMatcher(None, folded, other)
        if matcher.real_quick_ratio() >= _SAME_NAME and matcher.ratio() >= _SAME_NAME and _same_slip(name, person.name):
            return position
    return None


def _same_slip(one: str, other: str) -> bool:
    """Whether names differ by a slip in one word and not by an initial or a whole word: «Isak N.» is not «Isak M.»."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and sorted(differing[0][0].casefold()) == sorted(differing[0][1].casefold())
