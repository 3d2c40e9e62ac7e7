"""Mends a list of people whose line ends inside a name: «Kari Lia (H), Per Berg (V), Siri | Moen (SV), Ola Dal»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.heading.labels import split_labels
from ingest.heading.lines import Line
from ingest.heading.names import NAME_TOKEN, is_given
from ingest.heading.people import read_people
from ingest.heading.person import is_role_word
from ingest.parties import is_party

# The line ends with half a name after a comma or "og": "…, Siri"; or with a word that wants a name: "… vara for", "… og".
_HALF_NAME = re.compile(rf"(?:,|;|\bog)\s+(?P<half>{NAME_TOKEN})$")
_WANTS_NAME = re.compile(r"\s(?:og|samt|&|vara for|møtte for|for)$", re.IGNORECASE)

# The next line begins with the other half, alone before a comma, a bracket, a small word or the end: "Moen (SV), …".
_OTHER_HALF = re.compile(rf"{NAME_TOKEN}(?=\s*(?:[,;(.]|$|–|-\s|[a-zæøå]))")
_BEGINS_NAME = re.compile(rf"(?:[a-zæøå-]+ )?{NAME_TOKEN}")

# So many whole people stand on a line that runs on; with fewer it may be a surname and a first name: "Lia, Kari".
_LEAST_WHOLE = 2


def mend_names(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a heading, those that end inside a name joined with the next.

    Args:
        lines: the lines of the heading, in order.
    """
    waiting: Line | None = None
    for line in lines:
        if waiting is None:
            waiting = line
        elif _runs_on(waiting, line):
            waiting = waiting.followed_by(line)
        else:
            yield waiting
            waiting = line
    if waiting is not None:
        yield waiting


def _runs_on(line: Line, following: Line) -> bool:
    if following.cell is not None or following.marker or split_labels(following)[0].field is not None:
        return False
    value = split_labels(line)[-1].value
    if _WANTS_NAME.search(line.text):
        return bool(_BEGINS_NAME.match(following.text)) and bool(read_people(_WANTS_NAME.sub("", value.text)))
    if value.text.endswith(","):
        return following.text[:1].islower() and len(read_people(value.text)) >= _LEAST_WHOLE
    half = _HALF_NAME.search(line.text)
    if half is None or is_role_word(half["half"]) or is_party(half["half"]) or not _OTHER_HALF.match(following.text):
        return False
    alone = is_given(half["half"]) and " " not in following.text and not is_given(following.text)
    return len(read_people(value.text[: -len(half.group())])) >= (1 if alone else _LEAST_WHOLE)
