"""Heads as municipal practice writes them (heading_practice.toml): each is read whole and compared field by field."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read

_HEADINGS = tomllib.loads(Path(__file__).with_name("heading_practice.toml").read_text(encoding="utf-8"))["heading"]


def _found(heading: Heading) -> dict[str, Any]:
    meeting = heading.meeting
    return {
        "kind": heading.kind,
        "municipality": heading.municipality,
        "body": heading.body,
        "date": meeting.date and meeting.date.isoformat(),
        "start": meeting.start and meeting.start.isoformat("minutes"),
        "end": meeting.end and meeting.end.isoformat("minutes"),
        "place": meeting.place,
        "present": sorted(person.name for person in meeting.attendees),
        "absent": sorted(person.name for person in meeting.absent),
    }


@pytest.mark.parametrize("case", _HEADINGS, ids=[case["id"] for case in _HEADINGS])
def test_a_head_is_read_as_a_secretary_reads_it(case: dict[str, Any]) -> None:
    reading = read(case["text"].strip("\n").encode())
    heading = find_heading(reading, file_name="dokument.txt")
    wanted = {name: sorted(value) if isinstance(value, list) else value for name, value in case.items()}
    found = _found(heading)
    assert {name: found[name] for name in found if name in wanted} == {
        name: wanted[name] for name in found if name in wanted
    }


@pytest.mark.parametrize("case", _HEADINGS, ids=[case["id"] for case in _HEADINGS])
def test_every_quote_of_a_head_stands_where_it_is_said_to(case: dict[str, Any]) -> None:
    reading = read(case["text"].strip("\n").encode())
    meeting = find_heading(reading, file_name="dokument.txt").meeting
    pages = {page.number: page.text for page in reading.pages}
    people = [evidence for person in (*meeting.attendees, *meeting.absent) for evidence in person.evidence]
    for evidence in (*meeting.evidence, *people):
        assert pages[evidence.page][evidence.start : evidence.end] == evidence.quote


def test_every_head_has_a_name_of_its_own() -> None:
    names = [case["id"] for case in _HEADINGS]
    assert sorted(set(names)) == sorted(names)
