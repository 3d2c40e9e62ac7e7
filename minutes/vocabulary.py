"""The theme vocabulary: what the themes are, which words speak of them, and what means the same when searching.

It is data (``themes.toml`` beside this module, or a file of the user's own); this module reads it and refuses what does
not hold together. Notation of the words:

* ``hasj``          the word in any inflection
* ``narkotika~``    also as the first part of a compound (narkotikasak)
* ``~vold``         also as the head of a compound (familievold); ``~brann~`` is both
* a phrase is several of these with blanks between; ``...`` stands for up to GAP_WORDS words: ``vold ... nære relasjoner``
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from minutes.errors import InvalidVocabulary

SHIPPED = Path(__file__).with_name("themes.toml")
GAP = "..."
GAP_WORDS = 3
"""Words that a gap may span: enough for «vold og trusler i nære relasjoner», too few to leave the clause."""

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id is small letters, digits and single hyphens: «vold-i-naere-relasjoner»."""

WORD = re.compile(r"~?\w[\w./&'’-]*~?")
"""One word of the notation, with its flags: «narkotika~», «~vold», «slt-koordinator», «helse-»."""

_WAY_OUT = "Rett filen, eller utelat --themes for å bruke vokabularet som følger med."


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme.

    Attributes:
        id: stable name, used in exports.
        label: name shown to the reader, bokmål; ``label_nn`` is the same in nynorsk.
        definition: one sentence: what it covers, and what it does not.
        broader: id of the theme above it.
        words: words that speak of it by themselves.
        phrases: word sequences that do.
        hints: words and phrases that say it in a title, but in running text only when there are several.
        hidden: misspellings and reading errors, matched like words and never shown.
        exclude: words and phrases inside which a hit is none (voldgift).
        positive: sentences that treat the theme; they run as tests.
        negative: sentences that do not, each with a word that could mislead; they run as tests.
    """

    id: str
    label: str
    label_nn: str
    definition: str
    broader: str | None = None
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymSet:
    """Words and phrases that mean the same when searching, base forms of both written forms."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A group of people that is written in many ways: «under 18», «mindreårige», «barn og unge»."""

    id: str
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words and phrases that say how a theme is spoken of, in the notation of words.

    Attributes:
        nothing_new: the whole content of a standing heading: «intet nytt».
        not_treated: the theme was no subject: «ble ikke drøftet».
        committees: heads of the names of committees, which treat nothing by being named: «styre».
        persons: words and heads of a person's title: «rådgiver».
        units: words before what a unit is for: «gruppe».
        laws: heads of the names of laws: «lov».
        venues: heads of the names of places where people meet: «skole».
        up: it grows; ``down``: it falls; ``unchanged``: it stays.
        no_trend: what makes a sentence about money, fees or forecasts.
    """

    nothing_new: tuple[str, ...] = ()
    not_treated: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    no_trend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A whole vocabulary. ``digest`` is the sha256 of the file it was read from, in hex."""

    version: str
    digest: str
    themes: tuple[Theme, ...]
    synonyms: tuple[SynonymSet, ...] = ()
    concepts: tuple[Concept, ...] = ()
    cues: Cues = Cues()

    @property
    def stamp(self) -> str:
        """Version and start of the digest, the name under which documents say what annotated them."""
        return f"{self.version}+{self.digest[:12]}"

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


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
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
        plain = tomllib.loads(text)
    except OSError as error:
        message = f"Vokabularet {path} kan ikke leses: {error.strerror}."
        raise InvalidVocabulary(message, way_out="Oppgi en fil som finnes og kan leses.") from error
    except ValueError as error:
        raise InvalidVocabulary(f"{path} er ikke gyldig TOML i UTF-8: {error}.", way_out=_WAY_OUT) from error
    return _Reader(path.name, text).vocabulary(plain, hashlib.sha256(content).hexdigest())


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
        lists = {key: self._strings(table, key, place) for key in ("words", "hidden", "phrases", "hints", "exclude")}
        for key, entries in lists.items():
            for entry in entries:
                self._check_notation(entry, f"{place}.{key}", phrase={"words": False, "hidden": False}.get(key))
        if not any((lists["words"], lists["phrases"], lists["hints"])):
            self._refuse(place, "temaet har verken words, phrases eller hints")
        return Theme(
            id=self._string(table, "id", place),
            label=self._string(table, "label", place),
            label_nn=self._string(table, "label_nn", place),
            definition=self._string(table, "definition", place),
            broader=self._string(table, "broader", place) if "broader" in table else None,
            positive=self._strings(table, "positive", place),
            negative=self._strings(table, "negative", place),
            **lists,
        )

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
        return Concept(
            id=self._string(table, "id", place), label=self._string(table, "label", place), phrases=phrases
        )

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
        raise InvalidVocabulary(f"{where}: {what}.", way_out=_WAY_OUT)

    def _line(self, place: str, near: str | None) -> int | None:
        """Line of the entry that ``place`` names; below it, of the first that holds ``near``."""
        start = 0
        entry = ENTRY.match(place)
        if entry:
            heads = [number for number, line in enumerate(self._lines) if line.strip() == f"[[{entry['kind']}]]"]
            start = heads[int(entry["number"]) - 1] if len(heads) >= int(entry["number"]) else 0
        if near is not None:
            found = (number for number, line in enumerate(self._lines) if number >= start and near in line)
            return next(found, start) + 1
        return start + 1 if entry else None


ENTRY = re.compile(r"(?P<kind>theme|concept|synonyms)\[(?P<number>\d+)\]")
"""Start of the place of a numbered entry: «theme[3] (brann).words»."""


def _place(kind: str, number: int, table: dict[str, Any]) -> str:
    name = table.get("id")
    return f"{kind}[{number}] ({name})" if isinstance(name, str) else f"{kind}[{number}]"
