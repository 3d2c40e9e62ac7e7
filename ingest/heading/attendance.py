"""Who came and who did not, from the lists, tables and sentences of a heading.

A list is open from its label («Til stede:», «Forfall:», «Varamedlemmer som møtte») until another label or prose. Tables
may have heads (Navn | Funksjon | Representerer), or come with one cell a line. Counts («17 representanter») give no names.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from ingest.heading.attendance_entries import Entry
from ingest.heading.attendance_lists import Lists
from ingest.heading.attendance_told import tell_absent, tell_also, tell_away, tell_present
from ingest.heading.broken_names import mend_names
from ingest.heading.labels import ATTENDANCE, FIELD_ROLES, split_labels
from ingest.heading.lines import Line
from ingest.heading.names import NAME_TOKEN
from ingest.heading.people import read_people
from minutes.model import Attendee

# A name with its party as signatures and votes have it: "Kari Lia (H)". Tells flattened columns apart.
_WITH_PARTY = re.compile(rf"(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}}) \((?P<party>[A-ZÆØÅ][\w/ÆØÅ]{{0,4}})\s?\)")

# The lists of those who came, whatever they came as.
_PRESENT = ATTENDANCE - {"absent"}

# Two spellings of one name: measured on slips such as two letters changing places.
_SAME_NAME = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Those present and those absent; ``listed`` says whether the heading has any list of attendance.

    ``end_block`` is the number of the block after the last that names somebody, 0 if none does.
    """

    attendees: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    listed: bool = False
    end_block: int = 0


def find_attendance(lines: Sequence[Line], sentences: Iterable[Line] = (), *, known_from: str = "") -> Attendance:
    """Those present and absent.

    Args:
        lines: the lines of the heading, up to the agenda.
        sentences: mended paragraphs of the first pages, where absence may be told in prose.
        known_from: the text of the document, where names with parties stand.
    """
    parties = {match["name"]: match["party"] for match in _WITH_PARTY.finditer(known_from)}
    lists = Lists(known=frozenset(parties))
    for _, row in groupby(
        mend_names(lines), key=lambda line: (line.block, line.table is None and line.cell is None and line.spans)
    ):
        lists.read_row(list(row))
    told = list(sentences)
    if not any(entry.section in _PRESENT for entry in lists.entries):
        last = lines[-1].block if lines else -1
        lists.entries.listed += tell_present((each for each in told if each.block <= last), known=lists.known)
    if not any(entry.section in ATTENDANCE for entry in lists.entries):
        for line in find_groups(lines):
            lists.section = "present"
            lists.read_row([line])
    end = max((entry.line.block + 1 for entry in lists.entries if entry.section in ATTENDANCE), default=0)
    lists.entries.listed += tell_absent(told, known=lists.known)
    beside = (each for each in told if _first_block(lists) <= each.block <= end + 1)
    lists.entries.listed += tuple(tell_away(beside, known=lists.known))
    if lists.entries:
        top = lines[-1].block if lines else -1
        lists.entries.listed += tell_also((each for each in told if each.block <= top), known=lists.known)
    return replace(_assemble(lists, parties), end_block=end)


def _first_block(lists: Lists) -> int:
    return min((entry.line.block for entry in lists.entries), default=0)


# A group and those who came from it, by office: "Politiet: Lensmann Per Berg, politibetjent Kari Lia".
_GROUP = re.compile(r"^[A-ZÆØÅ][^:,()\d]{1,40}:\s*(?=[A-ZÆØÅ])")

# One such line may be a remark of some matter.
_LEAST_GROUPS = 2


def find_groups(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a heading that name people by group without any label above; none where fewer than two do."""
    runs = [list(run) for named, run in groupby(lines, key=_names_group) if named]
    return next((run for run in runs if sum(map(_by_office, run)) >= _LEAST_GROUPS), ())


def _names_group(line: Line) -> bool:
    """Whether a line is a group with names and nothing else."""
    group = _GROUP.match(line.text)
    if group is None or split_labels(line)[0].field is not None:
        return False
    return bool(read_people(line.text[group.end() :]))


def _by_office(line: Line) -> bool:
    people = read_people(line.text.partition(":")[2])
    return bool(people) and all(person.role for person in people)


# A roll call names at least that many; fewer are people of some matter.
_LEAST_ROLL = 3


def find_roll_call(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a list of those present inside the first matter («Konstituering», «Opprop»); none if there is none."""
    opened = next((n for n, line in enumerate(lines) if _opens(line)), None)
    if opened is None:
        return ()
    if _names_in_value(lines[opened]) >= _LEAST_ROLL:
        return lines[opened : opened + 1]
    end = opened + 1
    misses = 0
    while end < len(lines) and misses < _LEAST_ROLL:
        names = read_people(lines[end].text, lone=False)
        misses = 0 if names or len(lines[end].text) <= len("100.") else misses + 1
        end += 1
    named = sum(bool(read_people(line.text)) for line in lines[opened + 1 : end])
    return lines[opened : end - misses] if named >= _LEAST_ROLL else ()


def _opens(line: Line) -> bool:
    """Whether a line is the label of a list with a colon, alone or with the names after it; a number is no name."""
    segments = split_labels(line)
    if len(segments) != 1 or segments[0].field != "present" or ":" not in line.text:
        return False
    return not re.search(r"[^\W\d]", segments[0].value.text) or _names_in_value(line) >= _LEAST_ROLL


def _names_in_value(line: Line) -> int:
    return len(read_people(split_labels(line)[0].value.text))


def _assemble(lists: Lists, parties: dict[str, str]) -> Attendance:
    absent: list[Attendee] = []
    present: list[Attendee] = []
    names = tuple(entry.person.name for entry in lists.entries)
    entries = [_in_full(entry, names) for entry in lists.entries]
    for entry in filter(_is_absent, entries):
        _merge(absent, _attendee(entry, parties))
    for entry in sorted(entries, key=lambda each: each.section in FIELD_ROLES):
        if _is_absent(entry) or _find(absent, entry.person.name) is not None:
            continue
        if entry.section != "writer" or _find(present, entry.person.name) is not None:
            _merge(present, _attendee(entry, parties))
    for attendee in tuple(present):
        member = attendee.deputy_for
        if member and _find(absent, member) is None and _find(present, member) is None:
            absent.append(Attendee(name=member, evidence=attendee.evidence))
    return Attendance(attendees=tuple(present), absent=tuple(absent), listed=lists.listed)


def _in_full(entry: Entry, names: Sequence[str]) -> Entry:
    """An entry whose person, and the member stood in for, have their whole names where the lists give these."""
    person = entry.person
    member = person.deputy_for and full_name(person.deputy_for, names)
    return replace(entry, person=replace(person, name=full_name(person.name, names), deputy_for=member))


def full_name(name: str, names: Sequence[str]) -> str:
    """The only one of some names that a first name or a surname alone can mean, else the name itself."""
    if " " in name:
        return name
    whole = {each for each in names if " " in each and name.casefold() in _outer(each)}
    return whole.pop() if len(whole) == 1 else name


def _outer(name: str) -> tuple[str, str]:
    """The first name and the surname of a whole name."""
    first, *_, last = name.casefold().split()
    return first, last


def _is_absent(entry: Entry) -> bool:
    person = entry.person
    return bool(person.absent) or (entry.section == "absent" and person.absent is None and not person.deputy)


def _attendee(entry: Entry, parties: dict[str, str]) -> Attendee:
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
    letters, folded = _letters(name), _folded(name)
    for position, person in enumerate(people):
        if letters != _letters(person.name):
            continue
        other = _folded(person.name)
        if folded == other:
            return position
        if difflib.SequenceMatcher(None, folded, other).ratio() >= _SAME_NAME and _same_slip(name, person.name):
            return position
    return None


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "")


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    """The letters of a name in the alphabet's order: a slip of spelling that is allowed does not change them."""
    return "".join(sorted(_folded(name)))


def _same_slip(one: str, other: str) -> bool:
    """Whether names differ by a slip in one word and not by an initial or a whole word: «Isak N.» is not «Isak M.»."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and sorted(differing[0][0].casefold()) == sorted(differing[0][1].casefold())
