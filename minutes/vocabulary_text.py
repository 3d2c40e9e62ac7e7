"""A file of themes as text and as plain TOML; what is no such thing is refused in a sentence that a user can act on.

People write these files in whatever editor they have: a byte order mark is passed over, and another encoding, a file of
another kind or a slip in the notation is told as what it is.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.errors import InvalidVocabulary, system_error_in_words

WAY_OUT = "Rett filen, eller bruk temaene som følger med: «--themes referatsok»."

MOST_BYTES = 10_000_000
"""Forty times the vocabulary that comes with the program."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Bytes that text begins with where an editor calls this encoding «Unicode»."""

LINE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")
"""Where the reader of TOML met what it does not understand: «Invalid value (at line 5, column 9)»."""

_SLIPS = (
    ("Cannot declare", "tabellen står to ganger"),
    ("Cannot overwrite", "nøkkelen står to ganger"),
    ("Duplicate", "nøkkelen står to ganger"),
    ("Unclosed array", "en liste mangler «]»"),
    ("Unclosed inline table", "en tabell mangler «}»"),
    ("Unterminated string", "en tekst mangler anførselstegnet til slutt"),
    ("Illegal character", "en tekst mangler anførselstegnet til slutt, eller har et tegn som ikke kan stå der"),
    ("Unescaped", "en omvendt skråstrek i en tekst skrives som to"),
    ("Expected '='", "det mangler «=» mellom nøkkel og verdi"),
    ("Expected ']", "det mangler «]» etter navnet på en tabell"),
    ("Expected newline", "det står noe mer etter verdien"),
    ("Invalid value", "verdien er ikke forstått; tekster skal stå i anførselstegn"),
    ("Invalid initial", "her skulle det stått en nøkkel"),
    ("Invalid statement", "her skulle det stått en nøkkel"),
)
"""How what the reader of TOML says begins, and it in bokmål."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyText:
    """What a file holds: its lines as they stand, what they say, and the sha256 of its bytes."""

    text: str
    plain: dict[str, Any]
    digest: str


def read_vocabulary_text(path: Path) -> VocabularyText:
    """The file as text and as TOML.

    Raises:
        InvalidVocabulary: it cannot be read, is no text in UTF-8, or no TOML; the line is named.
    """
    content = _content(path)
    text = _text(path.name, content)
    return VocabularyText(text=text, plain=_plain(path.name, text), digest=hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"Vokabularet {path} kan ikke leses: {system_error_in_words(error)}."
        raise InvalidVocabulary(message, way_out="Oppgi en fil som finnes og kan leses.") from error
    if len(content) > MOST_BYTES:
        message = f"{path.name} er for stor til å være en fil med temaer."
        raise InvalidVocabulary(message, way_out="Oppgi en fil som «referatsok themes check» godtar.")
    return content


def _text(name: str, content: bytes) -> str:
    try:
        if b"\0" in content and not content.startswith(_UTF_16):
            message = f"{name} er ikke en tekstfil."
            raise InvalidVocabulary(message, way_out="Skriv temaene i en TOML-fil; docs/themes.md viser hvordan.")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name}, linje {line}: filen er ikke tekst i UTF-8."
        raise InvalidVocabulary(message, way_out="Lagre den på nytt som tekst med tegnkodingen UTF-8.") from error


def _plain(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = LINE.search(said)
        line = found["line"] if found else max(1, len(text.splitlines()))
        slip = next((ours for theirs, ours in _SLIPS if said.startswith(theirs)), "det som står her, er ikke forstått")
        message = f"{name}, linje {line}, er ikke gyldig TOML: {slip}."
        raise InvalidVocabulary(message, way_out=WAY_OUT) from error
    except RecursionError as error:
        message = f"{name} er ikke gyldig TOML: den har for mange klammer inni hverandre."
        raise InvalidVocabulary(message, way_out=WAY_OUT) from error
