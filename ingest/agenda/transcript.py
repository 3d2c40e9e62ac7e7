"""A transcript without line breaks, read in two ways: parted at its labels, and cut at what opens its matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ingest.agenda.drafts import Draft, Line
from ingest.agenda.flat import split_flat
from ingest.agenda.heads import is_of_case_papers
from ingest.agenda.parted import part_lines
from ingest.agenda.protocol import split_protocol
from ingest.decisions.labels import find_label

# A transcript parted at its labels has less chance matters than one cut at numbers; it need not have as many.
_ENOUGH = 0.75


def split_transcript(lines: Sequence[Line], *, body: str | None, date: dt.date | None) -> tuple[list[Draft], bool]:
    """The items of a transcript: of case papers by its parted lines; of others by marks, where these find as many.

    The second is whether there are marks at all: without them the document may have its line breaks.
    """
    whole = part_lines(lines)
    flat, parted = split_flat(lines), split_protocol(whole, body=body, date=date)
    enough = matters(parted)[0] >= _ENOUGH * matters(flat)[0]
    better = is_of_case_papers(whole) or _opened_by_label(parted) > _opened_by_label(flat)
    drafts = list(parted) if parted and ((enough and better) or matters(parted) > matters(flat)) else flat
    return drafts, bool(flat)


def _opened_by_label(drafts: Sequence[Draft]) -> int:
    """How many treatments begin with a label, so that their titles ended where they should."""
    return sum(bool(draft.body) and find_label(draft.body[0].text) is not None for draft in drafts)


def matters(drafts: Sequence[Draft]) -> tuple[int, int]:
    """How many matters are treated, and how many are named, each number counted once."""
    treated = {draft.number or draft.title for draft in drafts if any(block.text.strip() for block in draft.body)}
    return len(treated), len({draft.number or draft.title for draft in drafts})
