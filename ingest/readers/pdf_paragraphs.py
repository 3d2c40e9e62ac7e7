"""Lines of a PDF to paragraphs and list items, as a typesetter breaks them: where the next word had no room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.layout.hyphens import HYPHENS
from ingest.layout.sentences import is_finished
from ingest.readers.markers import Marker, find_marker, is_bullet
from ingest.readers.pdf_lines import Line

# Within a paragraph the distance of baselines is the document's own; a paragraph's first line stands at least so much lower.
_MORE_THAN_LEADING = 1.13

# Distances that can be leading at all, in sizes: single to double spacing, and a little.
_LEAST_LEADING, _MOST_LEADING = 0.85, 2.6
_UNKNOWN_LEADING = 1.75

# What is left of a line when the next word had no room may differ from the width by so much.
_SLACK = 2.0
_LOOSE_FULL = 0.55
_SAME_SIZE = 0.09
_INDENT = 3.0
_BLANK = 0.25


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Lines of one paragraph or list item; ``marker`` is its bullet or number and ``skip`` how much of the text that is."""

    lines: list[Line]
    marker: str = ""
    skip: int = 0
    level: int = 0


@dataclass(slots=True)
class Leading:
    """The distances between lines of a document, learnt from lines that surely go on; apart for body and cells, by size."""

    _seen: dict[tuple[bool, int], Counter[float]] = field(default_factory=dict)
    _usual: dict[tuple[bool, int], float] = field(default_factory=dict)

    def learn(self, lines: Sequence[Line], right: float, *, cell: bool) -> None:
        """Take in the lines of a region whose text may reach to ``right``."""
        self._usual.clear()
        for line, following in pairwise(lines):
            distance = (following.y - line.y) / line.size
            sure = _is_full(line, following, right) and following.text[0].islower() and not is_finished(line.text)
            if sure and _LEAST_LEADING < distance < _MOST_LEADING and _alike(line, following):
                self._seen.setdefault((cell, round(line.size * 2)), Counter())[round(distance, 2)] += 1

    def most(self, line: Line, *, cell: bool) -> float:
        """The largest distance from this line at which its paragraph still goes on, in points."""
        key = (cell, round(line.size * 2))
        usual = self._usual.get(key)
        if usual is None:
            seen = self._seen.get(key) or self._of_region(cell=cell)
            usual = self._usual[key] = seen.most_common(1)[0][0] if seen else 0.0
        return usual * _MORE_THAN_LEADING * line.size + 0.3 if usual else _UNKNOWN_LEADING * line.size

    def _of_region(self, *, cell: bool) -> Counter[float]:
        together: Counter[float] = Counter()
        for (where, _), seen in self._seen.items():
            if where is cell:
                together.update(seen)
        return together


def paragraphs(lines: Iterable[Line], right: float, leading: Leading, *, cell: bool) -> Iterator[Paragraph]:
    """The paragraphs of a region, in order.

    Args:
        lines: the region's lines from top to bottom.
        right: how far its text may reach.
        leading: what is known of the document's line distances.
        cell: whether the region is a cell of a table.
    """
    open_lists: list[float] = []
    before = ""
    paragraph: Paragraph | None = None
    for line in lines:
        goes_on = paragraph is not None and _goes_on(
            paragraph, line, right, leading.most(paragraph.lines[-1], cell=cell)
        )
        marker = find_marker(line.text)
        if marker is not None and marker.length >= len(line.text):
            marker = None
        if (
            paragraph is not None
            and goes_on
            and (marker is None or _is_wrapped(paragraph, line, marker, right, before))
        ):
            paragraph.lines.append(line)
            continue
        if paragraph is not None:
            yield paragraph
        paragraph = Paragraph(lines=[line])
        if marker is not None:
            level = _level(open_lists, line.x0)
            paragraph = Paragraph(lines=[line], marker=marker.text, skip=marker.length, level=level)
            before = marker.text
        elif open_lists and line.x0 < open_lists[0] + _INDENT:
            open_lists.clear()
    if paragraph is not None:
        yield paragraph


def _goes_on(paragraph: Paragraph, line: Line, right: float, most: float) -> bool:
    """Whether a line belongs to the paragraph above it, its own marker aside."""
    last = paragraph.lines[-1]
    if not 0 < line.y - last.y <= most or not _alike(last, line) or _is_set_apart(paragraph, line):
        return False
    if last.text[-1] in HYPHENS and last.text[-2:-1].isalnum() and line.text[0].isalnum():
        return True
    if _is_full(last, line, right):
        return True
    # A narrower block of text (a quotation, a wrapped heading) is full at its own edge.
    long = last.x1 - last.x0 > _LOOSE_FULL * (right - last.x0)
    return line.text[0].islower() and long and not is_finished(last.text)


def _is_set_apart(paragraph: Paragraph, line: Line) -> bool:
    """Whether columns, weight or indentation say that a line begins something of its own."""
    last = paragraph.lines[-1]
    if "\t" in line.text and "\t" in last.text:
        return True
    if last.bold != line.bold and not line.text[0].islower():
        return True
    if paragraph.marker:
        return line.x0 < paragraph.lines[0].x0 - _INDENT
    return len(paragraph.lines) > 1 and line.x0 > last.x0 + _INDENT


def _is_full(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the following line had no room on this one."""
    return line.x1 + _BLANK * line.size + following.head > right - _SLACK


def _alike(line: Line, following: Line) -> bool:
    return abs(line.size - following.size) <= _SAME_SIZE * line.size


def _is_wrapped(paragraph: Paragraph, line: Line, marker: Marker, right: float, before: str) -> bool:
    """Whether what looks like a marker is text that was wrapped there: out of turn, in a sentence that is not finished.

    ``before`` is the last marker of the region: "12." after "11." is in turn; so is every list's beginning.
    """
    last = paragraph.lines[-1]
    if is_finished(last.text) or not _is_full(last, line, right):
        return False
    aligned = abs(line.x0 - last.x0) <= _INDENT
    if marker.text == "-":
        return aligned and paragraph.marker != "-" and line.text[marker.length].islower()
    if is_bullet(marker.text):
        return False
    now, earlier = marker.text.strip("()."), before.strip("().")
    if now.isdigit():
        in_turn = now == "1" or (earlier.isdigit() and int(now) == int(earlier) + 1)
    else:
        in_turn = now == "a" or (len(earlier) == 1 and now == chr(ord(earlier) + 1)) or (earlier != "" and len(now) > 1)
    return not in_turn and (not paragraph.marker or line.x0 > paragraph.lines[0].x0 + _INDENT)


def _level(open_lists: list[float], x: float) -> int:
    """How deep a list item is, by where its marker stands; keeps ``open_lists``, the places of the lists around it."""
    while open_lists and x < open_lists[-1] - _INDENT:
        open_lists.pop()
    if not open_lists or x > open_lists[-1] + _INDENT:
        open_lists.append(x)
    return len(open_lists)
