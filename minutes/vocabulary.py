"""The theme vocabulary: what the themes are, which words speak of them, and what means the same when searching.

It is data (``themes.toml`` beside this module, or a file of the user's own) in the notation of minutes/vocabulary_types.py;
this module reads it and refuses what does not hold together.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from minutes.errors import InvalidVocabulary
from minutes.vocabulary_text import WAY_OUT, read_vocabulary_text
from minutes.vocabulary_types import (
    GAP,
    GAP_WORDS,
    IDENTIFIER,
    WORD,
    Concept,
    Cues,
    SynonymSet,
    Theme,
    Together,
    Vocabulary,
)

__all__ = [
    "GAP",
    "GAP_WORDS",
    "SHIPPED",
    "Concept",
    "Cues",
    "SynonymSet",
    "Theme",
    "Together",
    "Vocabulary",
    "load_vocabulary",
]

SHIPPED = Path(__file__).with_name("themes.toml")

_ENTRY = re.compile(r"(?P<kind>theme|concept|synonyms)\[(?P<number>\d+)\]")
"""Start of the place of a numbered entry: «theme[3] (brann).words»."""

LISTS = ("words", "hidden", "phrases", "hints", "traces", "faint", "exclude")
"""Lists of a theme that are in the notation of words."""


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary in this file; None is the one that comes with the program, read once.

    Raises:
        InvalidVocabulary: the file cannot be read, is not TOML, or an entry does not hold; the entry and line are named.
    """
    if path is None:
        return _shipped()
    return _read(path)


@cache
def _shipped() -> Vocabulary:
    return _read(SHIPPED)


def _read(path: Path) -> Vocabulary:
    file = read_vocabulary_text(path)
    return _Reader(path.name, file.text).vocabulary(file.plain, file.digest)


class _Reader:
    """Makes a Vocabulary of plain TOML, and knows where in the text an entry stands."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.splitlines()

    def vocabulary(self, plain: dict[str, Any], digest: str) -> Vocabulary:
        self._check_keys(plain, {"version", "theme", "synonyms", "concept", "cues"}, "filen")
        themes = tuple(self._theme(*entry) for entry in self._tables(plain, "theme"))
        self._check_ids([theme.id for theme in themes], "theme")
        self._check_broader(themes)
        concepts = tuple(self._concept(*entry) for entry in self._tables(plain, "concept"))
        self._check_ids([concept.id for concept in concepts], "concept")
        if not themes:
            self._refuse("filen", "ingen [[theme]] er oppgitt")
        return Vocabulary(
            version=self._string(plain, "version", "filen"),
            digest=digest,
            themes=themes,
            synonyms=tuple(self._synonyms(*entry) for entry in self._tables(plain, "synonyms")),
            concepts=concepts,
            cues=self._cues(plain.get("cues", {})),
        )

    def _theme(self, table: dict[str, Any], place: str) -> Theme:
        self._check_keys(table, {field.name for field in fields(Theme)}, place)
        lists = {key: self._strings(table, key, place) for key in LISTS}
        for key, entries in lists.items():
            for entry in entries:
                self._check_notation(entry, f"{place}.{key}", phrase={"words": False, "hidden": False}.get(key))
        together = self._together(table, place)
        if not any((lists["words"], lists["phrases"], lists["hints"], together)):
            self._refuse(place, "temaet har verken words, phrases, hints eller together")
        return Theme(
            id=self._string(table, "id", place),
            label=self._string(table, "label", place),
            label_nn=self._string(table, "label_nn", place),
            definition=self._string(table, "definition", place),
            broader=self._string(table, "broader", place) if "broader" in table else None,
            positive=self._strings(table, "positive", place),
            negative=self._strings(table, "negative", place),
            incidents=self._truth(table, "incidents", place),
            area=self._truth(table, "area", place),
            together=together,
            **lists,
        )

    def _together(self, table: dict[str, Any], place: str) -> tuple[Together, ...]:
        tables = table.get("together", [])
        if not isinstance(tables, list) or not all(isinstance(inner, dict) for inner in tables):
            self._refuse(f"{place}.together", "skal være tabeller, [[theme.together]]")
        return tuple(self._side_by_side(inner, f"{place}.together") for inner in tables)

    def _side_by_side(self, table: dict[str, Any], place: str) -> Together:
        self._check_keys(table, {field.name for field in fields(Together)}, place)
        lists = {key: self._strings(table, key, place) for key in ("of", "beside", "unless")}
        for key, entries in lists.items():
            if not entries and key != "unless":
                self._refuse(place, f"listen «{key}» mangler eller er tom")
            for entry in entries:
                self._check_notation(entry, f"{place}.{key}", phrase=None)
        return Together(**lists)

    def _synonyms(self, table: dict[str, Any], place: str) -> SynonymSet:
        self._check_keys(table, {"words"}, place)
        words = self._strings(table, "words", place)
        if len(words) < 2:  # noqa: PLR2004 - a word alone has no synonym
            self._refuse(f"{place}.words", "et synonymsett trenger minst to ord")
        return SynonymSet(words=words)

    def _concept(self, table: dict[str, Any], place: str) -> Concept:
        self._check_keys(table, {"id", "label", "phrases"}, place)
        phrases = self._strings(table, "phrases", place)
        if not phrases:
            self._refuse(f"{place}.phrases", "listen er tom")
        return Concept(id=self._string(table, "id", place), label=self._string(table, "label", place), phrases=phrases)

    def _cues(self, table: Any) -> Cues:
        if not isinstance(table, dict):
            self._refuse("cues", "skal være en tabell, [cues]")
        names = [field.name for field in fields(Cues)]
        self._check_keys(table, set(names), "cues")
        lists = {name: self._strings(table, name, "cues") for name in names}
        for name, entries in lists.items():
            for entry in entries:
                self._check_notation(entry, f"cues.{name}", phrase=None)
        return Cues(**lists)

    # ---- parts of an entry ----

    def _tables(self, plain: dict[str, Any], key: str) -> list[tuple[dict[str, Any], str]]:
        tables = plain.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._refuse(key, f"skal være tabeller, [[{key}]]")
        return [(table, _place(key, number, table)) for number, table in enumerate(tables, start=1)]

    def _string(self, table: dict[str, Any], key: str, place: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self._refuse(place, f"nøkkelen «{key}» mangler eller er ikke en tekst")
        if key == "id" and not IDENTIFIER.fullmatch(value):
            self._refuse(place, f"id-en «{value}» skal ha bare små bokstaver a–z, sifre og bindestrek")
        return value

    def _truth(self, table: dict[str, Any], key: str, place: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._refuse(place, f"nøkkelen «{key}» skal være true eller false")
        return value

    def _strings(self, table: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            self._refuse(f"{place}.{key}", "skal være en liste av tekster")
        doubled = [value for position, value in enumerate(values) if value in values[:position]]
        if doubled:
            self._refuse(f"{place}.{key}", f"«{doubled[0]}» står to ganger", near=doubled[0])
        return tuple(values)

    # ---- checks ----

    def _check_keys(self, table: dict[str, Any], known: set[str], place: str) -> None:
        for key in table:
            if key not in known:
                self._refuse(place, f"ukjent nøkkel «{key}» (kjente: {', '.join(sorted(known))})", near=key)

    def _check_ids(self, ids: list[str], kind: str) -> None:
        for position, name in enumerate(ids):
            if name in ids[:position]:
                self._refuse(_place(kind, position + 1, {"id": name}), f"id-en «{name}» er brukt før")

    def _check_broader(self, themes: tuple[Theme, ...]) -> None:
        above = {theme.id: theme.broader for theme in themes}
        for number, theme in enumerate(themes, start=1):
            place = _place("theme", number, {"id": theme.id})
            if theme.broader is not None and theme.broader not in above:
                self._refuse(place, f"broader viser til «{theme.broader}», som ikke finnes")
            seen, current = {theme.id}, theme.broader
            while current is not None:
                if current in seen:
                    self._refuse(place, "broader går i ring")
                seen.add(current)
                current = above[current]
            if theme.broader is not None and (highest := above[theme.broader]) is not None:
                what = f"broader viser til «{theme.broader}», som selv står under «{highest}»; temaene har to nivåer"
                self._refuse(place, what, near=f'broader = "{theme.broader}"')

    def _check_notation(self, entry: str, place: str, *, phrase: bool | None) -> None:
        """``phrase`` False: one word only; True: several; None: either."""
        parts = entry.split()
        bad = next((part for part in parts if part != GAP and not WORD.fullmatch(part)), None)
        if bad is not None:
            self._refuse(place, f"«{bad}» er ikke et ord i vokabularets skrivemåte", near=entry)
        if parts[0] == GAP or parts[-1] == GAP:
            self._refuse(place, f"«{entry}» begynner eller slutter med {GAP}", near=entry)
        if phrase is False and len(parts) > 1:
            self._refuse(place, f"«{entry}» er flere ord; sett det under phrases", near=entry)

    def _refuse(self, place: str, what: str, *, near: str | None = None) -> NoReturn:
        line = self._line(place, near)
        where = f"{self._name}, linje {line}, {place}" if line else f"{self._name}, {place}"
        raise InvalidVocabulary(f"{where}: {what}.", way_out=WAY_OUT)

    def _line(self, place: str, near: str | None) -> int | None:
        """Line of the entry that ``place`` names; below it, of the first that holds ``near``."""
        start = 0
        entry = _ENTRY.match(place)
        if entry:
            heads = [number for number, line in enumerate(self._lines) if line.strip() == f"[[{entry['kind']}]]"]
            start = heads[int(entry["number"]) - 1] if len(heads) >= int(entry["number"]) else 0
        if near is not None:
            found = (number for number, line in enumerate(self._lines) if number >= start and near in line)
            return next(found, start) + 1
        return start + 1 if entry else None


def _place(kind: str, number: int, table: dict[str, Any]) -> str:
    name = table.get("id")
    return f"{kind}[{number}] ({name})" if isinstance(name, str) else f"{kind}[{number}]"
