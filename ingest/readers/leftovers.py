"""HTML left inside plain text, as when a web form is pasted into minutes: ``<p>Tittel</p> <ul><li>Punkt</li></ul>``.

The page text keeps its tags; only what stands between them becomes runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Tags that minutes are pasted with; other angle brackets ("< 5 år", "<navn>") are text. Example: '<ul style="x">', "</p>".
TAG = re.compile(
    r"</?(?P<name>p|div|ul|ol|li|br|hr|span|strong|em|b|i|u|font|table|tbody|thead|tr|td|th|h[1-6]|a|sup|sub|o:p)\b[^<>]{0,500}>",
    re.IGNORECASE,
)

_INLINE = frozenset({"span", "strong", "em", "b", "i", "u", "font", "a", "sup", "sub", "o:p"})

# Markdown's emphasis marks: "**Kari Nordmann**", "__viktig__"; a line to sign on ("_____") is none.
EMPHASIS = re.compile(r"\*\*|(?<!_)__(?=[^\s_])|(?<=[^\s_])__(?!_)")

# A bullet inside a line, with the blanks after it: "… mobbing.• Har vært".
_INNER_BULLET = re.compile(r"[•●▪◦][ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text between tags, and what the tags say it is. ``parts`` are (start, end) of its verbatim stretches."""

    parts: tuple[tuple[int, int], ...]
    listed: bool = False
    marker: str = ""
    heading: int = 0
    bold: bool = False


def has_tags(text: str) -> bool:
    """Whether a text holds HTML leftovers."""
    return "<" in text and TAG.search(text) is not None


def split_pieces(text: str, start: int, end: int, *, inner_bullets: bool) -> Iterator[Piece]:
    """Cut ``text[start:end]`` at block tags, and at bullets where asked or where tags are.

    Args:
        text: a page's text.
        start: where to begin in it.
        end: one past the last character.
        inner_bullets: whether a bullet inside the line begins a new list item.
    """
    state = _State()
    tagged = False
    position = start
    for tag in TAG.finditer(text, start, end):
        tagged = True
        yield from _cut_bullets(text, position, tag.start(), state, split=True)
        if tag["name"].lower() not in _INLINE:
            yield from state.flush(text)
            state.enter(tag["name"].lower(), closing=tag.group().startswith("</"))
        position = tag.end()
    yield from _cut_bullets(text, position, end, state, split=tagged or inner_bullets)
    yield from state.flush(text)


class _State:
    """What the tags so far say about the text that comes."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, int]] = []
        self.listed = False
        self.marker = ""
        self.heading = 0

    def enter(self, name: str, *, closing: bool) -> None:
        self.marker = ""
        self.listed = name == "li" and not closing
        self.heading = int(name[1]) if name[0] == "h" and name[1:].isdigit() and not closing else 0

    def flush(self, text: str) -> Iterator[Piece]:
        """The piece that ends here, without its emphasis marks."""
        parts = tuple(part for stretch in self.parts for part in _without_emphasis(text, *stretch))
        self.parts = []
        if parts:
            bold = any(
                text.startswith(("**", "__"), max(0, start - 2)) or EMPHASIS.match(text, end) for start, end in parts
            )
            yield Piece(parts=parts, listed=self.listed, marker=self.marker, heading=self.heading, bold=bold)


def _cut_bullets(text: str, start: int, end: int, state: _State, *, split: bool) -> Iterator[Piece]:
    position = start
    for bullet in _INNER_BULLET.finditer(text, start, end) if split else ():
        state.parts.append((position, bullet.start()))
        yield from state.flush(text)
        state.listed, state.marker = True, bullet.group().strip()
        position = bullet.end()
    state.parts.append((position, end))


def _without_emphasis(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for mark in EMPHASIS.finditer(text, start, end):
        if text[position : mark.start()].strip():
            yield position, mark.start()
        position = mark.end()
    if text[position:end].strip():
        yield position, end
