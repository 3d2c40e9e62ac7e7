"""The people of attendance lists as they are gathered: who stands beside or below whom, and whom a note is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.heading.attendance_cells import may_be_note
from ingest.heading.lines import Line
from ingest.heading.person import Person, with_note


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person, where they stand, and the list they stand in."""

    person: Person
    line: Line
    section: str


@dataclass(slots=True)
class Entries:
    """The people read so far, in the order of the text; ``noted`` says that the last has had a note."""

    listed: list[Entry] = field(default_factory=list)
    noted: bool = False

    def __len__(self) -> int:
        return len(self.listed)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.listed)

    def last_is_of(self, section: str | None) -> bool:
        """Whether the last person stands in this list."""
        return bool(self.listed) and self.listed[-1].section == section

    def add(self, person: Person, line: Line, section: str) -> None:
        """Put a person behind the others; all in a list of deputies are deputies."""
        if section == "deputies":
            person = replace(person, deputy=True)
        self.listed.append(Entry(person=person, line=line, section=section))

    def add_paired(self, people: Sequence[Person], line: Line) -> None:
        """Absent and deputy side by side, or one below the other with the party between."""
        waits = self.noted and self.last_is_of("absent")
        for position, person in enumerate(people):
            if position or waits:
                member = self.listed[-1].person.name
                self.add(replace(person, deputy=True, deputy_for=member), line, "deputies")
                waits = False
            else:
                self.add(person, line, "absent")
        self.noted = False

    def note(self, line: Line, section: str | None) -> None:
        """A role, party or mark on a line or in a cell of its own belongs to the person before."""
        text = line.text.strip()
        if self.last_is_of(section) and may_be_note(text):
            last = self.listed[-1]
            self.listed[-1] = replace(last, person=with_note(last.person, text))
            self.noted = True

    def stands_in_for(self, member: str) -> None:
        """The last person is the deputy of this member."""
        last = self.listed[-1]
        self.listed[-1] = replace(last, person=replace(last.person, deputy=True, deputy_for=member))

    def pair(self, first: int) -> None:
        """In a row without heads, a second name after an absent member is the deputy's; the row begins at ``first``."""
        for position in range(first + 1, len(self.listed)):
            before, entry = self.listed[position - 1], self.listed[position]
            if before.person.absent and entry.person.absent is None and not entry.person.deputy_for:
                person = replace(entry.person, deputy=True, deputy_for=before.person.name, absent=False)
                self.listed[position] = replace(entry, person=person)

    def pair_deputies(self, first: int) -> None:
        """In a row of lists side by side the deputy stands beside the member stood in for."""
        for position in range(first + 1, len(self.listed)):
            before, entry = self.listed[position - 1], self.listed[position]
            if before.section == "absent" and entry.section == "deputies":
                person = replace(entry.person, deputy_for=entry.person.deputy_for or before.person.name)
                self.listed[position] = replace(entry, person=person)
