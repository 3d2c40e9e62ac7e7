"""Labels in a row with all their names after the last, as text without line breaks has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from ingest.heading.labels import ATTENDANCE, FIELD_ROLES, Segment
from ingest.heading.lines import Line
from ingest.heading.people import read_people
from ingest.heading.person import Person

# One label is no row.
_LEAST_ROW = 2

# The last name of a list follows "og".
_LAST = re.compile(r"\s(?:og|samt)\s")


def share_out(segments: Sequence[Segment], *, known: frozenset[str]) -> tuple[tuple[Person, Line, str], ...]:
    """The people of «Til stede: Forfall: Referent: Kari Lia, Per Berg og Ola Moen Siri Dal Eva Vik», each with a field.

    The first list ends after its «og»; without one each label has one name. An office at the end has one name.

    Args:
        segments: the labels of a line.
        known: full names known from elsewhere in the document.

    Returns:
        (person, line that the person stands in, field); empty where the line is no such row.
    """
    run = list(dropwhile(lambda each: bool(each.value.text) or each.field not in ATTENDANCE, segments))
    run = run[: next((number for number, each in enumerate(run) if each.value.text), 0) + 1]
    fields = [each.field or "" for each in run]
    if len(run) < _LEAST_ROW or not all(field in ATTENDANCE or field in FIELD_ROLES for field in fields):
        return ()
    value = run[-1].value
    people = _in_one_stretch(read_people(value.text, known=known), value.text)
    joined = _LAST.search(value.text)
    last = next((n for n, person in enumerate(people) if joined and person.start >= joined.end()), None)
    if len(people) < len(run) or (last is None and len(people) > len(run)):
        return ()
    found = []
    for person, field in zip(people, _fields(fields, people=len(people), first=(last or 0) + 1), strict=True):
        found.append((replace(person, role=person.role or FIELD_ROLES.get(field)), value, field))
    return tuple(found)


# Between two people of a stretch stand a comma, a role or a party; a sentence, a slash or a label ends it.
_LONGEST_GAP = 45
_ENDS_STRETCH = re.compile(r"[.:/]\s")


def _in_one_stretch(people: Sequence[Person], text: str) -> Sequence[Person]:
    """The people up to the first gap that no list has: after it come the matters."""
    for number, (one, other) in enumerate(pairwise(people), start=1):
        gap = text[one.end : other.start]
        if len(gap) > _LONGEST_GAP or _ENDS_STRETCH.search(gap):
            return people[:number]
    return people


def _fields(fields: Sequence[str], *, people: int, first: int) -> list[str]:
    """The field of each person: ``first`` of the first label, one for each that follows, what is over to the last list."""
    lists, offices = [f for f in fields if f not in FIELD_ROLES], [f for f in fields if f in FIELD_ROLES]
    rest = people - first - len(offices)
    following = [lists[min(number + 1, len(lists) - 1)] for number in range(max(rest, 0))]
    return ([lists[0]] * first + following + offices)[:people]
