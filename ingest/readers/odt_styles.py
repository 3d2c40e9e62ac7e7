"""OpenDocument's styles and list styles, as far as they say bold, size, page break, bullet or number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.readers.numbering import written
from ingest.readers.page_text import normalise

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_CHAIN = 20
_LEVELS = 10
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OdtStyle:
    """What a style adds up to with its parents."""

    bold: bool | None = None
    size: float | None = None
    breaks_page: bool = False


class OdtStyles:
    """The styles of styles.xml and the automatic ones of content.xml."""

    def __init__(self, roots: tuple[Any, ...]) -> None:
        self._elements = {
            (element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")): element
            for root in roots
            for element in root.iter(f"{STYLE}style")
        }
        self._known: dict[tuple[str, str], OdtStyle] = {}

    def of(self, family: str, name: str | None) -> OdtStyle:
        """The style of a paragraph or a span."""
        key = (family, name or "Standard")
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, key: tuple[str, str]) -> OdtStyle:
        bold, size, breaks = None, None, None
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get(key)
            if element is None:
                break
            text, paragraph = element.find(f"{STYLE}text-properties"), element.find(f"{STYLE}paragraph-properties")
            weight = text.get(f"{FO}font-weight") if text is not None else None
            bold = weight in {"bold", "600", "700", "800", "900"} if bold is None and weight is not None else bold
            size = _points(text.get(f"{FO}font-size") if text is not None else None) if size is None else size
            own_break = paragraph.get(f"{FO}break-before") if paragraph is not None else None
            breaks = own_break == "page" if breaks is None and own_break is not None else breaks
            key = (key[0], element.get(f"{STYLE}parent-style-name", ""))
        return OdtStyle(bold=bold, size=size, breaks_page=bool(breaks))


class OdtLists:
    """The lists of a document, counting as their items come by."""

    def __init__(self, roots: tuple[Any, ...]) -> None:
        self._levels = {
            (element.get(f"{STYLE}name", ""), level.get(f"{TEXT}level", "")): level
            for root in roots
            for element in root.iter(f"{TEXT}list-style")
            for level in element.iterchildren()
        }
        self._counts: dict[str, list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        self._current: list[int] = [0] * _LEVELS

    def begin(self, element: Any, style: str | None) -> None:
        """An outermost list begins, or goes on from an earlier one of its style."""
        earlier = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if earlier is None and element.get(f"{TEXT}continue-numbering") == "true":
            earlier = self._counts.get(style or "")
        self._current = earlier if earlier is not None else [0] * _LEVELS
        self._counts[style or ""] = self._current
        self._by_id[element.get("{http://www.w3.org/XML/1998/namespace}id", "")] = self._current

    def marker(self, style: str | None, level: int, item: Any) -> str:
        """The marker of the next item at a level (from 1)."""
        if level >= _LEVELS:
            return "•"
        described = self._levels.get((style or "", str(level)))
        counts = self._current
        first = _integer(described.get(f"{TEXT}start-value") if described is not None else None, 1)
        counts[level] = _integer(item.get(f"{TEXT}start-value"), counts[level] + 1 if counts[level] else first)
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if described is None or described.tag == f"{TEXT}list-level-style-image":
            return "•"
        if described.tag == f"{TEXT}list-level-style-bullet":
            return _bullet(described.get(f"{TEXT}bullet-char", "•"))
        return self._number(style, level, described)

    def _number(self, style: str | None, level: int, described: Any) -> str:
        shown = _integer(described.get(f"{TEXT}display-levels"), 1)
        parts = []
        for upper in range(max(1, level - shown + 1), level + 1):
            above = self._levels.get((style or "", str(upper)), described)
            form = _FORMS.get(above.get(f"{STYLE}num-format", ""), "none")
            parts.append(written(max(self._current[upper], 1), form))
        number = ".".join(part for part in parts if part)
        return (
            f"{described.get(f'{STYLE}num-prefix', '')}{number}{described.get(f'{STYLE}num-suffix', '')}".strip()
            if number
            else ""
        )


def _bullet(character: str) -> str:
    character = normalise(character).strip()
    return character if character and not character.isalnum() else "o" if character == "o" else "•"


def _points(value: str | None) -> float | None:
    digits = (value or "").removesuffix("pt")
    return float(digits) if value and value.endswith("pt") and digits.replace(".", "", 1).isdigit() else None


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isdigit() and len(value) <= _MOST_DIGITS else default
