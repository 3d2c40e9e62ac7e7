"""The numbers and bullets that Word keeps apart from the text: w:numbering, counted as Word counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.markers import BULLETS
from ingest.readers.page_text import normalise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS = 9
_LETTERS = 26
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 399


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of one document, counting as its paragraphs come by.

    Args:
        root: the element w:numbering, or None when the document has no lists.
    """

    root: Any
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for abstract in self.root.iterchildren(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = dict(_levels_of(abstract))
        for number in self.root.iterchildren(f"{W}num"):
            link = number.find(f"{W}abstractNumId")
            key = number.get(f"{W}numId", "")
            abstract_id = link.get(f"{W}val", "") if link is not None else ""
            self._lists[key] = abstract_id
            self._override(key, abstract_id, number)

    def _override(self, key: str, abstract_id: str, number: Any) -> None:
        """A list that restarts or changes a level counts for itself."""
        levels = dict(self._levels.get(abstract_id, {}))
        changed = False
        for override in number.iterchildren(f"{W}lvlOverride"):
            place = _integer(override.get(f"{W}ilvl"), 0)
            for changed_place, level in _levels_of(override):
                levels[changed_place], changed = level, True
            start = override.find(f"{W}startOverride")
            if start is not None:
                old = levels.get(place, _Level())
                levels[place] = _Level(form=old.form, text=old.text, start=_integer(start.get(f"{W}val"), 1))
                changed = True
        if changed:
            self._levels[f"num {key}"] = levels
            self._lists[key] = f"num {key}"

    def marker(self, list_id: str, place: int) -> str:
        """The marker of the next paragraph at level ``place`` (from 0) of a list; empty when it has none."""
        counted = self._lists.get(list_id)
        if counted is None or not 0 <= place < _LEVELS:
            return ""
        levels = self._levels.get(counted, {})
        level = levels.get(place, _Level())
        counts = self._counts.setdefault(counted, [0] * _LEVELS)
        counts[place] = counts[place] + 1 if counts[place] else level.start
        counts[place + 1 :] = [0] * (_LEVELS - place - 1)
        if level.form == "bullet":
            return _bullet(level.text)
        if level.form == "none" and "%" not in level.text:
            return level.text.strip()
        text = level.text or f"%{place + 1}."
        for upper in range(place + 1):
            described = levels.get(upper, _Level())
            text = text.replace(f"%{upper + 1}", written(counts[upper] or described.start, described.form))
        return normalise(text).strip()


def written(number: int, form: str) -> str:
    """A number in one of Word's forms: ``written(3, "lowerLetter") == "c"``."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MOST_ROMAN:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _levels_of(parent: Any) -> list[tuple[int, _Level]]:
    found = []
    for level in parent.iterchildren(f"{W}lvl"):
        values = {name: _value(level, name) for name in ("numFmt", "lvlText", "start")}
        found.append(
            (
                _integer(level.get(f"{W}ilvl"), 0),
                _Level(
                    form=values["numFmt"] or "decimal", text=values["lvlText"] or "", start=_integer(values["start"], 1)
                ),
            )
        )
    return found


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.lstrip("-").isdigit() and len(value) < _LEVELS else default


def _bullet(text: str) -> str:
    """A bullet as we write it: those of symbol fonts lie outside Unicode's bullets and all mean •."""
    text = normalise(text).strip()
    return text if text and (text[0] in BULLETS or text in {"-", "–", "o", "*", "+"}) else "•"
