"""Cells and notes of attendance lists: the heads of columns, what a cell says of its person, and what is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.heading.people import read_people
from ingest.heading.person import Person, is_role, says_absent
from ingest.heading.words import heading_words
from ingest.parties import is_party

# What a column of marks has for those who did not come.
_ABSENT_MARKS = frozenset({"nei", "f", "fo", "-"})

# The code that a case system prints in a column for absence: "FO", "F".
_ABSENCE_CODES = frozenset({"f", "fo", "forf", "ff", "fof"})

# Prose closes a list: that many words, and mostly small ones.
_PROSE_WORDS, _PROSE_SHARE = 7, 0.6


def column_of(text: str) -> str | None:
    """The column that a cell is the head of, if it is one."""
    return heading_words().roles.columns.get(text.casefold().strip(" .:"))


def with_cell(person: Person, column: str, text: str, known: frozenset[str]) -> Person:
    """A person with what the cell under a head says."""
    text = text.strip()
    folded = text.casefold().strip(".")
    roles = heading_words().roles
    marks = {"absent": roles.present_marks | _ABSENCE_CODES, "status": _ABSENT_MARKS}.get(column, frozenset())
    if column in {"absent", "role", "status"} and folded in roles.absent | marks:
        person = replace(person, absent=True)
    elif column == "role" and folded in roles.deputy:
        person = replace(person, deputy=True)
    elif column == "role":
        person = replace(person, role=person.role or text)
    elif column == "party":
        person = replace(person, party=person.party or text)
    elif column == "deputy_for":
        members = read_people(text, known=known)
        person = replace(person, deputy=True, deputy_for=members[0].name) if members else person
    return person


def heads_before(text: str) -> tuple[tuple[str, ...], int]:
    """The heads of columns that a text begins with, at least two, and where they end; none and 0 for other texts."""
    found: list[str] = []
    end = 0
    while match := _heads().match(text, end):
        found.append(heading_words().roles.columns[" ".join(match["head"].casefold().split())])
        end = match.end()
    return (tuple(found), end) if len(found) > 1 and end < len(text) else ((), 0)


@cache
def _heads() -> re.Pattern[str]:
    """A head of a column with its capital: «Navn», «Møtte for»."""
    words = sorted({word.capitalize() for word in heading_words().roles.columns}, key=len, reverse=True)
    return re.compile(rf"\s*(?P<head>{'|'.join(map(re.escape, words))})(?=\s)")


def with_members(people: Sequence[Person]) -> tuple[Person, ...]:
    """Deputies each followed by the member stood in for, as heads say: «Per Berg Kari Lia AP»."""
    pairs = zip(people[::2], people[1::2], strict=False)
    return tuple(replace(one, deputy=True, deputy_for=other.name, party=other.party) for one, other in pairs)


# A name and whether its person came: "Kari Lia – til stede", "Per Berg (ikke møtt)".
_MARK_BREAK = re.compile(r"\s[–-]\s*|,\s*|[()]")


def says_presence(text: str) -> bool:
    """Whether a line of people says of one that they came or did not."""
    marks = (piece.strip() for piece in _MARK_BREAK.split(text)[1:])
    return any((is_present_mark(mark) and len(mark) > 1) or says_absent(mark) for mark in marks)


def is_present_mark(text: str) -> bool:
    """Whether a cell says that its person came: «x», «ja»."""
    return text.casefold().strip(" .") in heading_words().roles.present_marks


def may_be_note(text: str) -> bool:
    """Whether a line of its own can be a role, a party, a mark or a remark on the person above."""
    return (
        is_role(text)
        or is_party(text)
        or _is_mark(text)
        or bool(re.match(r"(?:vara|møtte|møter)\b|\(", text, re.IGNORECASE))
    )


def _is_mark(text: str) -> bool:
    roles = heading_words().roles
    folded = text.casefold().strip(" .()")
    return folded in roles.absent or folded in roles.deputy or bool(re.fullmatch(r"[A-ZÆØÅÁ][\w/]{0,6}", text))


def is_prose(text: str) -> bool:
    """Whether a line is a sentence, which closes a list."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _PROSE_WORDS and small / len(words) > _PROSE_SHARE
