"""Lists and tables of attendance, read row by row: which list is open, which columns it has, whom a note is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.heading.attendance_cells import (
    heads_before,
    is_present_mark,
    is_prose,
    may_be_note,
    says_presence,
    with_cell,
    with_members,
)
from ingest.heading.attendance_columns import Heads, number_of, read_heads, side_by_side, under_heads
from ingest.heading.attendance_entries import Entries
from ingest.heading.attendance_sentences import THEN_SENTENCE, THEY_CAME, away_in, guests_in
from ingest.heading.label_rows import share_out
from ingest.heading.labels import ATTENDANCE, FIELD_ROLES, Segment, split_labels
from ingest.heading.lines import Line, sentences_of
from ingest.heading.people import read_people
from ingest.heading.person import is_role, with_note
from ingest.heading.words import heading_words
from ingest.parties import is_party

# Below a deputy's name: "vara for Kari Lia".
_STANDS_FOR = re.compile(r"\(?(?:møtende )?(?:vara|varamedlem|møtte|møter|møtt)\s+for\b", re.IGNORECASE)

# A group's name before its people: "Politiet: Per Berg, Kari Lia".
_GROUP = re.compile(r"^[A-ZÆØÅ][^:,()]{1,40}:\s*(?=\S)")


@dataclass(slots=True)
class Lists:
    """The lists as they are read, line by line."""

    known: frozenset[str]
    section: str | None = None
    paired: bool = False
    in_columns: bool = False
    heads: Heads = field(default_factory=Heads)
    marked: bool = False
    of_members: bool = False
    next_column: int = 0
    entries: Entries = field(default_factory=Entries)
    listed: bool = False
    office: str | None = None
    side_by_side: dict[int, str] = field(default_factory=dict)

    def read_row(self, row: Sequence[Line]) -> None:
        """Take in a table row, or a single line."""
        if self._is_head(row) or self._opens_side_by_side(row):
            return
        if self.side_by_side and all(split_labels(cell)[0].field is None for cell in row):
            self._read_side_by_side(row)
            return
        if len(row) > 1 and self.heads.names and self.section and split_labels(row[0])[0].field is None:
            self._by_columns(row)
            return
        first = len(self.entries)
        self.office = None
        self._close_absent(row)
        for cell in row:
            segments = split_labels(cell)
            shared = share_out(segments, known=self.known)
            for person, line, name in shared:
                self.entries.add(person, line, name)
            if shared:
                self.listed, self.section = True, None
                continue
            for segment in segments:
                self._segment(segment)
        if len(row) > 1:
            self.entries.pair(first)

    def _is_head(self, row: Sequence[Line]) -> bool:
        """Whether a row holds the heads of columns; heads that come one a line are gathered."""
        heads = read_heads(row)
        if heads is None:
            return False
        if len(row) == 1:
            return self._gathers(row[0], heads.names[0])
        if "name" not in heads.names:
            return False
        if self.section is None:
            self._open("present")
        self.heads, self.next_column, self.marked = heads, 0, False
        return True

    def _gathers(self, line: Line, head: str) -> bool:
        """Whether a head on a line of its own belongs to a table whose heads come one a line."""
        in_list = self.section is not None and split_labels(line)[0].field not in ATTENDANCE
        if not in_list or (head != "name" and not self.heads.names):
            return False
        if self.entries and self.next_column:
            self.heads, self.next_column = Heads(), 0
        self.heads = Heads(names=(*self.heads.names, head))
        return True

    def _opens_side_by_side(self, row: Sequence[Line]) -> bool:
        """Whether a row holds labels alone, each over a column."""
        lists = side_by_side(row) if len(row) > 1 else {}
        if lists:
            self._open(next(iter(lists.values())))
            self.side_by_side = lists
        return bool(lists)

    def _read_side_by_side(self, row: Sequence[Line]) -> None:
        first = len(self.entries)
        for cell in row:
            if len(row) == 1 or number_of(cell) in self.side_by_side or 0 in self.side_by_side:
                self.section = self.side_by_side.get(number_of(cell), self.section)
                self._content(cell)
        if {"absent", "deputies"} <= set(self.side_by_side.values()):
            self.entries.pair_deputies(first)

    def _open(self, section: str) -> None:
        self.section, self.heads, self.next_column = section, Heads(), 0
        self.paired = self.in_columns = False
        self.listed = True
        self.side_by_side = {}
        self.of_members = False

    def _close_absent(self, row: Sequence[Line]) -> None:
        """The staff named by office right under those absent were there: «Rådmann: Per Berg  Sekretær: Siri Dal»."""
        offices = heading_words().roles.staff
        headed = (re.findall(r"(?<!\w)([A-ZÆØÅ][\wæøå]+):\s*[A-ZÆØÅ]", cell.text) for cell in row)
        if (
            self.section == "absent"
            and self.entries.last_is_of(self.section)
            and any(w.casefold() in offices for h in headed for w in h)
        ):
            self._open("others")

    def _segment(self, segment: Segment) -> None:
        if segment.field is None and self.office:
            self._of_office(self.office, segment.value)
            self.office = None
        elif segment.field is None:
            if self.section is None and not self.listed and self._needs_no_label(segment.value.text):
                self._open("present")
            if self.section:
                self._content(segment.value)
        elif segment.field in ATTENDANCE:
            both = (
                segment.field == "deputies" and self.section == "absent" and not self.entries.last_is_of(self.section)
            )
            if not both:
                self._open(segment.field)
            self.paired, self.entries.noted = both, False
            if segment.value.text:
                self._content(segment.value)
        else:
            among_staff = self.section == "others" and segment.field in FIELD_ROLES
            self.section = self.section if among_staff else None
            if segment.field in FIELD_ROLES and segment.value.text:
                self._of_office(segment.field, segment.value)
            elif segment.field in FIELD_ROLES:
                self.office = segment.field

    def _of_office(self, name: str, value: Line) -> None:
        """The one who has an office of the meeting, in its label's value or in the next cell."""
        for person in read_people(value.text, known=self.known)[:1]:
            self.entries.add(replace(person, role=person.role or FIELD_ROLES[name]), value, name)

    def _needs_no_label(self, text: str) -> bool:
        """Whether a line is attendance by itself: «Senterpartiet: Kari Lia, Per Berg», «Kari Lia – til stede»."""
        head, colon, people = text.partition(":")
        if colon:
            return is_party(head) and bool(read_people(people, known=self.known))
        if is_party(text) and len(text) > _LONGEST_LETTERS:
            return True
        return says_presence(text) and bool(read_people(text, known=self.known))

    def _content(self, line: Line) -> None:
        text = line.text
        line = self._after_heads(line)
        text = line.text
        if self.heads.names and self.next_column and self._fits_column(line):
            return
        sentences = tuple(sentences_of(line))
        if any(away_in(each.text) for each in sentences):
            self._told(sentences)
            return
        if is_prose(text) or (self.section == "absent" and (THEY_CAME.search(text) or guests_in(text))):
            self.section = None
            return
        heads = re.findall(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,4}:", text)
        if len(heads) > 1 and not re.sub(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,4}:", "", text).strip():
            self.in_columns = True
            return
        group = _GROUP.match(text)
        if group and not is_role(group.group().rstrip(" :")) and not is_party(group.group(), colon=True):
            line = line.part(group.end(), len(text))
        ends = THEN_SENTENCE.search(line.text)
        line = line.part(0, ends.start()) if ends and read_people(line.text[: ends.start()]) else line
        people = read_people(line.text, known=self.known, lone=True)
        if not people or _STANDS_FOR.match(line.text):
            self.entries.note(line, self.section)
            return
        self.next_column = 1
        if self.paired:
            self.entries.add_paired(people, line)
            return
        if self.of_members and len(people) > 1:
            people = with_members(people)
        for person in people:
            self.entries.add(
                replace(person, party=None) if self.in_columns else person, line, self.section or "present"
            )

    def _after_heads(self, line: Line) -> Line:
        """A list whose heads run into its first name: «Navn Funksjon Representerer Kari Lia Leder AP»."""
        names, end = heads_before(line.text)
        if not names:
            return line
        self.of_members = "deputy_for" in names
        return line.part(end, len(line.text))

    def _told(self, sentences: Sequence[Line]) -> None:
        """A list with sentences after its names; whom these say to have been elsewhere is absent."""
        for sentence in sentences:
            away = away_in(sentence.text)
            if away is None:
                self._content(sentence)
                continue
            names = sentence.part(*away)
            for person in read_people(names.text, known=self.known):
                self.entries.add(replace(person, absent=True, deputy=False), names, "absent")

    def _fits_column(self, line: Line) -> bool:
        """A cell on a line of its own, after a name: the member stood in for, as the heads say."""
        position = self.next_column % len(self.heads.names)
        if self.heads.names[position] != "deputy_for" or not self.entries:
            return False
        people = read_people(line.text, known=self.known)
        if len(people) != 1:
            return False
        self.entries.stands_in_for(people[0].name)
        self.next_column += 1
        return True

    def _by_columns(self, row: Sequence[Line]) -> None:
        """A row under heads; cells are counted from the row's own numbers, as empty ones have no line."""
        named = under_heads(row, self.heads)
        first = named.get("name") or named.get("deputy")
        people = read_people(first.text, known=self.known, lone=True) if first else ()
        if not people:
            self._without_heads(row)
        if not people or first is None:
            return
        person = people[0]
        for column, cell in named.items():
            person = with_cell(person, column, cell.text, self.known)
        self.marked = self.marked or ("status" in named and is_present_mark(named["status"].text))
        if self.marked and "status" not in named and person.absent is None:
            person = replace(person, absent=True)
        self.entries.add(person, first, self.section or "present")
        deputy = named.get("deputy")
        if deputy and deputy is not first:
            for stand_in in read_people(deputy.text, known=self.known)[:1]:
                self.entries.add(replace(stand_in, deputy=True, deputy_for=person.name), deputy, "deputies")

    def _without_heads(self, row: Sequence[Line]) -> None:
        """A row whose name does not stand under the head for names: the first cell with a person, the rest notes."""
        found = ((cell, people) for cell in row if (people := read_people(cell.text, known=self.known)))
        named = next(found, None)
        if named is None:
            return
        person = named[1][0]
        for cell in row:
            if cell is not named[0] and may_be_note(cell.text.strip()):
                person = with_note(person, cell.text)
        self.entries.add(person, named[0], self.section or "present")


# A party's name on a line of its own opens its list; its letters alone may be anything.
_LONGEST_LETTERS = 4
