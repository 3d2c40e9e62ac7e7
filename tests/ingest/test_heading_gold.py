"""Headings of real documents and of our own samples against their gold; floors that may only rise."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from ingest.heading.find import Heading, find_heading
from ingest.read import read_bytes

_ROOT = Path(__file__).parents[2]
_DEV = _ROOT.parent / "shared" / "data" / "minutes-dev"
_SAMPLES = _ROOT / "data" / "samples"

# Measured on the development gold and the samples; both read 1.0 when these were set.
_LEAST_HEADER, _LEAST_NAMES = 0.97, 0.93
_SIMILAR = 0.85


def _documents() -> list[tuple[Path, Path]]:
    real = [(gold, _DEV / "municipal" / "txt" / f"{gold.stem}.txt") for gold in sorted((_DEV / "gold").glob("*.json"))]
    stems = {path.stem: path for path in (_SAMPLES / "documents").glob("*")}
    return real + [
        (gold, stems[gold.stem]) for gold in sorted((_SAMPLES / "gold").glob("*.json")) if gold.stem in stems
    ]


def _heading(path: Path) -> Heading:
    return find_heading(read_bytes(path.read_bytes(), name=path.name), file_name=path.name)


def _header_hits(gold: dict[str, Any], heading: Heading) -> list[bool]:
    meeting = heading.meeting
    found: dict[str, object] = {
        "municipality": heading.municipality,
        "body": heading.body,
        "date": meeting.date,
        "place": meeting.place,
        "start": meeting.start and meeting.start.isoformat("minutes"),
        "end": meeting.end and meeting.end.isoformat("minutes"),
    }
    if gold.get("kind"):
        found["kind"] = heading.kind
    wanted = gold | (gold.get("meeting") or {})
    return [_agrees([wanted.get(name), *(gold.get(f"{name}_alt") or [])], value) for name, value in found.items()]


def _agrees(accepted: list[object], found: object) -> bool:
    if found is None:
        return None in accepted
    texts = [str(each).casefold() for each in accepted if each is not None]
    return any(difflib.SequenceMatcher(None, text, str(found).casefold()).ratio() >= _SIMILAR for text in texts)


def _names(people: list[Any]) -> set[str]:
    return {person["name"] if isinstance(person, dict) else person for person in people}


@pytest.mark.skipif(not _DEV.exists(), reason="the development documents are not on this machine")
def test_headings_of_real_documents_and_samples_agree_with_their_gold() -> None:
    hits: list[bool] = []
    right = found = wanted = 0
    for gold_path, path in _documents():
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        heading = _heading(path)
        hits += _header_hits(gold, heading)
        meeting = gold.get("meeting") or gold
        people = _names(meeting["attendees"]) | _names(meeting["absent"])
        read = {person.name for person in (*heading.meeting.attendees, *heading.meeting.absent)}
        right += sum(bool(difflib.get_close_matches(name, people, n=1, cutoff=0.88)) for name in read)
        found, wanted = found + len(read), wanted + len(people)
    assert sum(hits) / len(hits) >= _LEAST_HEADER
    assert 2 * right / (found + wanted) >= _LEAST_NAMES
