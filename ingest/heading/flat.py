"""Takes a heading apart whose line breaks are lost: «Solvik kommune Møtereferat Eldrerådet Møtested: … Sak 1/20 …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.heading.labels import find_labels
from ingest.heading.lines import Line
from ingest.heading.words import heading_words

# A line that holds a whole page is longer than any paragraph of a heading, and its labels stand near its beginning.
_LEAST_FLAT = 250
_HEAD_REACH = 400
_LEAST_LABELS = 2
_MOST_FLAT_LINES = 3


@cache
def _printed_kind() -> re.Pattern[str]:
    """A kind's word as it stands in a title, with a capital: «Møtereferat», «MØTEBOK»."""
    words = {word for group in heading_words().kinds.values() for word in group.words}
    forms = sorted({form for word in words for form in (word.capitalize(), word.upper())}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def unflatten(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that hold a whole heading cut before its title, its labels and its first matter.

    Args:
        lines: the lines of a document, in order.
    """
    for position, line in enumerate(lines):
        cuts = _cuts(line.text) if position < _MOST_FLAT_LINES and len(line.text) >= _LEAST_FLAT else []
        for start, end in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
            part = line.part(start, end)
            part = part.part(0, len(part.text.rstrip(". "))) if cuts and end == cuts[0] else part
            if part.text:
                yield part


def _cuts(text: str) -> list[int]:
    labels = find_labels(text)
    fields = [start for start, field in labels if field != "stop"]
    stop = next((start for start, field in labels if field == "stop"), len(text))
    fields = [start for start in fields if start < stop]
    if len(fields) < _LEAST_LABELS or fields[0] > _HEAD_REACH:
        return []
    title = _printed_kind().search(text, 0, fields[0])
    return [*([title.start()] if title else []), fields[0], *([stop] if stop < len(text) else [])]
