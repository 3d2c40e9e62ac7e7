"""People in a line or cell of an attendance list: names with their role, party, absence, and whom they stand in for.

Handles «Kari Lia (H) - Ordfører», «Ordfører Kari Lia», «Lia, Kari», «H: Kari Lia», «Kari Lia, rektor», several on one
line parted by commas, «og», semicolons, or by nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.heading.leads import leading_party, leading_role
from ingest.heading.names import NAME_TOKEN, is_given, is_surname, looks_like_name, split_names
from ingest.heading.person import (
    NAME_RUN,
    Person,
    find_next_name,
    is_role,
    is_role_word,
    stands_in_for,
    tidy,
    with_note,
    with_role,
    without_notes,
)
from ingest.heading.words import heading_words
from ingest.parties import is_party

# Surname first: "Lia, Kari", "LIA Kari Anne".
_SURNAME_FIRST = re.compile(
    rf"^(?P<last>{NAME_TOKEN}(?: {NAME_TOKEN})?),\s*(?P<first>{NAME_TOKEN}(?:[ ]{NAME_TOKEN})*)(?=$|[\s(,;–-])"
)

# Marks at the head of an entry: bullets and list numbers, "• Kari Lia", "21. Kari Lia", "(1) Kari Lia".
_MARKS = re.compile(r"^(?:[\s•·*▪◦–—_|-]|o(?=\s))*(?:\(?\d{1,3}[.)]?\s+)?(?=\S)")

# Between entries: a semicolon, a bullet, a slash with blanks, the next one's number: "1. Kari Lia 2. Per Berg", or
# "Kari Lia2." with the number of the line below.
_ENTRY_BREAK = re.compile(r"\s*[;•|]\s*|\s+/\s+|\s+\d{1,3}\.\s+(?=[A-ZÆØÅ])|(?<=[a-zæøå])\d{1,3}\.$")

# A role or party with its colon further in on the line begins another entry: "Rådmann: Per Berg Tolk: Kari Lia".
_HEAD = re.compile(r"(?<=\s)(?P<word>[A-ZÆØÅ][\w/-]*(?: [a-zæøå]+)?)\s*:")

# Between people on one line, outside brackets: a comma or "og"; "samt" and "&" too.
_PART_BREAK = re.compile(r"\s*,\s*(?:og\s+|samt\s+)?|(?<!-)\s+(?:og|samt|&|\+)\s+")


def read_people(text: str, *, known: frozenset[str] = frozenset(), lone: bool = False) -> tuple[Person, ...]:
    """The people of a line, in order; none for a line of prose or of other things.

    Args:
        text: a line or cell of an attendance list.
        known: full names known from elsewhere in the document; they tell flattened columns apart.
        lone: whether first names alone are people here.
    """
    people: list[Person] = []
    for start, end in _pieces(text, _ENTRY_BREAK):
        heads = [
            m.start() for m in _HEAD.finditer(text, start, end) if is_role(m["word"]) or is_party(m["word"], colon=True)
        ]
        for low, high in pairwise([start, *heads, end]):
            people += _entry(text, low, high, known, lone=lone)
    return tuple(people)


def _pieces(text: str, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Stretches between matches of a pattern, those inside brackets not counted."""
    end = len(text) if end is None else end
    begin = start
    for match in pattern.finditer(text, start, end):
        if (
            text.count("(", begin, match.start()) > text.count(")", begin, match.start())
            and ")" in text[match.start() : end]
        ):
            continue
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < end:
        yield begin, end


def _entry(text: str, start: int, end: int, known: frozenset[str], *, lone: bool) -> list[Person]:
    start = _MARKS.match(text[start:end]).end() + start if _MARKS.match(text[start:end]) else start  # type: ignore[union-attr]
    turned = _SURNAME_FIRST.match(text[start:end])
    if turned and _is_turned(turned["last"], turned["first"]):
        return _surname_first(text, start, end, known)
    people = _parts(text, start, end, known, lone=lone)
    headed = leading_party(text[start:end])
    if headed and headed[0] and ":" in text[start : start + headed[1]]:
        people = [replace(person, party=person.party or headed[0]) for person in people]
    return people


def _parts(text: str, start: int, end: int, known: frozenset[str], *, lone: bool) -> list[Person]:
    """The people of an entry that commas divide; parts without a name are notes on the person before."""
    people: list[Person] = []
    pending_role = ""
    parts = list(_pieces(text, _PART_BREAK, start, end))
    role_after = len(parts) > 1 and is_role(text[slice(*parts[-1])]) and not leading_role(text[slice(*parts[0])])
    for low, high in parts:
        part = text[low:high]
        if people and stands_in_for(part):
            people[-1] = with_note(people[-1], part)
        elif made := _part(text, low, high, known, lone=lone):
            if people and role_after and (lead := leading_role(part)) and people[-1].role is None:
                people[-1], made[0] = with_role(people[-1], part[:lead]), replace(made[0], role=None)
            made[0] = _after(made[0], people, pending_role)
            pending_role = ""
            people += made
        elif people and (stand_in := _STAND_IN_NAMED.search(part)):
            people[-1] = with_note(people[-1], part[: stand_in.start()])
            for deputy in _shifted(stand_in["name"], low + stand_in.start("name"), known)[:1]:
                people.append(replace(deputy, deputy=True, deputy_for=people[-1].name))
        elif people:
            people[-1] = with_note(people[-1], part)
        elif is_role(part):
            pending_role = part.strip()
    return people


def _after(person: Person, people: Sequence[Person], role: str) -> Person:
    """A person with the role that stood before a comma, or as deputy of the absent one before."""
    if people and people[-1].absent and person.deputy:
        person = replace(person, deputy_for=person.deputy_for or people[-1].name)
    return replace(person, role=person.role or role or None)


def _is_turned(last: str, first: str) -> bool:
    """Whether «Lia, Kari» is one person with the surname first, and not two people or a name and a role."""
    if is_role(first) or (" " in last and is_given(last.split(maxsplit=1)[0])):
        return False
    return (
        is_given(first.split(maxsplit=1)[0])
        and not (is_given(last) and not is_surname(last))
        and (len(first.split()) == 1 or not is_surname(first.rsplit(maxsplit=1)[-1]) or is_surname(last))
    )


def _surname_first(text: str, start: int, end: int, known: frozenset[str]) -> list[Person]:
    people = []
    position = start
    while turned := _SURNAME_FIRST.match(text[position:end]):
        name = f"{turned['first']} {turned['last']}"
        person = Person(name=tidy(name), start=position, end=position + turned.end())
        position += turned.end()
        note = re.match(r"[\s,–-]*(?:\([^)]*\)|(?!\s*[A-ZÆØÅ]\w+,)[^,;(]{2,60})*", text[position:end])
        if note and note.group().strip():
            person = with_note(person, note.group())
            position += note.end()
        people.append(person)
        gap = re.match(r"[\s,;]*(?:og\s+)?", text[position:end])
        position += gap.end() if gap else 0
    if position < end and people:
        people += _entry(text, position, end, known, lone=False) if text[position:end].strip() else []
    return people


# A group or an office by the one who came for it: "Bygdekvinnelaget v/Kari Lia", "Heimevernet v/ Per Berg".
_BY = re.compile(r"[^,()\d]{2,60}?\s+v/\s*(?=[A-ZÆØÅ])")


# Whom somebody came for, before the name: "for arbeidstakerne Kari Lia", "frå dei tilsette Per Berg".
_OF_GROUP = re.compile(r"\s*(?:for|fra|frå)\s+(?:[a-zæøå-]+\s+){1,3}")


def _part(text: str, start: int, end: int, known: frozenset[str], *, lone: bool) -> list[Person]:
    """The people of a stretch without commas: a name with what stands around it, or several names in a row."""
    part = text[start:end]
    party = leading_party(part)
    by = _BY.match(part)
    offset = start + (party[1] if party else 0)
    offset = max(offset, start + by.end()) if by else offset
    rest = text[offset:end]
    lead = leading_role(rest)
    body = rest[lead:]
    people: list[Person] = []
    run = NAME_RUN.match(body.lstrip(" .:–-"))
    shift = len(body) - len(body.lstrip(" .:–-"))
    if run is None and not _OF_GROUP.match(rest):
        return []
    role = rest[:lead].strip(" .:–-") or None
    row = without_notes(run.group()) if run else ""
    for low, high in split_names(row, known=known):
        name = row[low:high]
        by_office = bool(role) and is_surname(name) and not re.match(r"\s+[a-zæøå]", body[shift + len(row) :])
        if not looks_like_name(name, lone=lone) and not by_office:
            continue
        begin = offset + lead + shift + low
        people.append(Person(name=tidy(name), start=begin, end=begin + high - low))
    if not people:
        following = find_next_name(rest)
        if _OF_GROUP.fullmatch(rest[:following]):
            return _part(text, offset + following, end, known, lone=False)
        after_role = _part(text, offset + following, end, known, lone=False) if is_role(rest[:following]) else []
        return [with_role(after_role[0], rest[:following]), *after_role[1:]] if after_role else []
    people[0] = with_role(people[0], role) if role else people[0]
    if party:
        people[0] = replace(people[0], party=party[0])
    tail = body[shift + len(row) :]
    if tail.strip():
        people = _with_tail(people, tail, offset + lead + shift + len(row), known)
    return people


# After an absent member, before who came instead: "Kari Lia, forfall, vara: Per Berg".
_STAND_IN = re.compile(r"[\s,–-]*\b(?:vara|varamedlem|møtende vara)\b[\s:–-]*$", re.IGNORECASE)


# Who came instead, inside a note: "meldt forfall – møtende vara: Per Berg".
_STAND_IN_NAMED = re.compile(
    rf"(?:møtende\s+)?\b(?:vara|varamedlem)(?:\s+møtte)?\s*:?\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)"
)

# Who came instead, in brackets: "Kari Lia (vara: Per Berg møtte)".
_STAND_IN_BRACKETS = re.compile(
    r"\s*\((?i:(?:møtende\s+)?(?:vara|varamedlem|for (?:henne|ham|han|ho))(?:\s+møtte)?)\s*:?\s+"
    rf"(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)(?:\s+møtte)?\)"
)


def _with_tail(people: list[Person], tail: str, at: int, known: frozenset[str]) -> list[Person]:
    """What follows a name: its notes, and then perhaps «rådmann Per Berg», another person with the role before."""
    brackets = re.match(r"\s*\([^)]*\)", tail)
    stand_in = _STAND_IN_BRACKETS.match(tail)
    if stand_in and (
        deputies := _shifted(tail[stand_in.start("name") : stand_in.end("name")], at + stand_in.start("name"), known)
    ):
        return [*people, replace(deputies[0], deputy=True, deputy_for=people[-1].name)]
    if brackets:
        people[-1] = with_note(people[-1], brackets.group())
        rest = tail[brackets.end() :]
        if rest.strip():
            return (
                _with_tail(people, rest, at + brackets.end(), known)
                if not NAME_RUN.match(rest.strip())
                else [*people, *_shifted(rest, at + brackets.end(), known)]
            )
        return people
    following = find_next_name(tail)
    if following:
        note, next_people = tail[:following], _shifted(tail[following:], at + following, known)
        stand_in = _STAND_IN.search(note)
        if stand_in and next_people:
            note = note[: stand_in.start()]
            next_people[0] = replace(next_people[0], deputy=True, deputy_for=people[-1].name)
        if note.strip(" ,–-"):
            people[-1] = with_note(people[-1], note)
        return [*people, *next_people]
    if not _is_note(tail):
        return []
    people[-1] = with_note(people[-1], tail)
    return people


# What a name may be followed by without a comma or a dash: "Kari Lia fra kl. 10", "Kari Lia vara for Per Berg".
_NOTE = re.compile(
    r"\s+(?:fra|frå|til|for|på|via|etter|under|møtte|møter|møtt|permisjon|meldt|meldte|forfall|deltok|sak|unntatt|kl|ikke|ikkje|som)\b",
    re.IGNORECASE,
)


def _is_note(tail: str) -> bool:
    """Whether what follows a name is a note on it; a verb makes it a sentence: «Kari Lia orienterte om saken»."""
    if not tail[0].isspace() or not re.match(r"\s+[a-zæøå]", tail) or _NOTE.match(tail):
        return True
    word = tail.split(maxsplit=1)[0]
    roles = heading_words().roles
    return is_role_word(word) or word.casefold() in roles.before | roles.absent | roles.deputy


def _shifted(text: str, at: int, known: frozenset[str]) -> list[Person]:
    return [
        replace(person, start=person.start + at, end=person.end + at)
        for person in _part(text, 0, len(text), known, lone=False)
    ]
