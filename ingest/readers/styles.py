"""Word's styles, as far as they say what a paragraph is: heading, list, bold, size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.numbering import W

# The built-in heading styles, by name or id, in English and as Norwegian Word has them: "heading 2", "Overskrift1".
_HEADING_STYLE = re.compile(r"(?:heading|overskrift)\s?([1-9])", re.IGNORECASE)

# The title of a document: "Title", "Tittel".
_TITLE_STYLE = re.compile(r"title|tittel", re.IGNORECASE)

_BODY_LEVEL = 9
_LONGEST_CHAIN = 20
_HALF_POINTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style adds up to with all that it is based on. ``heading`` is 0 for body text."""

    heading: int = 0
    list_id: str | None = None
    list_level: int = 0
    bold: bool | None = None
    size: float | None = None


@dataclass(slots=True)
class Styles:
    """The styles of one document.

    Args:
        root: the element w:styles, or None.
    """

    root: Any
    _elements: dict[str, Any] = field(default_factory=dict)
    _known: dict[str | None, Style] = field(default_factory=dict)
    _default_paragraph: str | None = None
    _default_size: float | None = None

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for element in self.root.iterchildren(f"{W}style"):
            key = element.get(f"{W}styleId", "")
            self._elements[key] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true"}:
                self._default_paragraph = key
        defaults = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default_size = run_size(defaults)

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; without an id, the document's default."""
        return self._style(style_id or self._default_paragraph, self._default_size)

    def run(self, style_id: str | None) -> Style:
        """The character style of a run."""
        return self._style(style_id, None) if style_id else Style()

    def _style(self, style_id: str | None, size: float | None) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id, size)
        return self._known[style_id]

    def _resolve(self, style_id: str | None, size: float | None) -> Style:
        heading, bold = None, None
        list_id, list_level = None, None
        own_size = None
        for element in self._chain(style_id):
            properties, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
            heading = _heading_of(element, properties) if heading is None else heading
            bold = is_on(run, "b") if bold is None else bold
            own_size = run_size(run) if own_size is None else own_size
            found_id, found_level = list_of(properties)
            list_id = found_id if list_id is None else list_id
            list_level = found_level if list_level is None else list_level
        return Style(
            heading=heading or 0, list_id=list_id, list_level=list_level or 0, bold=bold, size=own_size or size
        )

    def _chain(self, style_id: str | None) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._elements and len(chain) < _LONGEST_CHAIN:
            element = self._elements[style_id]
            chain.append(element)
            based_on = element.find(f"{W}basedOn")
            style_id = based_on.get(f"{W}val") if based_on is not None else None
        return chain


def _heading_of(element: Any, properties: Any) -> int | None:
    level = outline_level(properties)
    if level is not None:
        return level
    name = element.find(f"{W}name")
    for called in (name.get(f"{W}val", "") if name is not None else "", element.get(f"{W}styleId", "")):
        found = _HEADING_STYLE.fullmatch(called)
        if found:
            return int(found[1])
        if _TITLE_STYLE.fullmatch(called):
            return 1
    return None


def outline_level(properties: Any) -> int | None:
    """The heading level that paragraph properties give: 0 for body text, None when they do not say."""
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    value = outline.get(f"{W}val", "") if outline is not None else ""
    if not value.isdigit():
        return None
    return int(value) + 1 if int(value) < _BODY_LEVEL else 0


def list_of(properties: Any) -> tuple[str | None, int | None]:
    """The list a paragraph is in and its level there (from 0); list "0" is Word's way to say none."""
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return None, None
    key, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    place = level.get(f"{W}val", "") if level is not None else ""
    return (key.get(f"{W}val") if key is not None else None), (int(place) if place.isdigit() else None)


def is_on(properties: Any, name: str) -> bool | None:
    """Whether run properties switch something on; None when they do not say."""
    switch = properties.find(f"{W}{name}") if properties is not None else None
    return None if switch is None else switch.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


def run_size(properties: Any) -> float | None:
    """The size in points that run properties give."""
    size = properties.find(f"{W}sz") if properties is not None else None
    value = size.get(f"{W}val", "") if size is not None else ""
    return int(value) / _HALF_POINTS if value.isdigit() else None
