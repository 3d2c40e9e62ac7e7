"""The first step of reading a question: its text cut into words, quotations, signs and field names. Linear, never fails."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from search.diagnostics import Diagnostic, DiagnosticKind


class LexemeKind(Enum):
    """What a stretch of the question is."""

    WORD = auto()
    QUOTE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """A stretch ``question[start:end]``; ``text`` is what is in it: of a quotation without the marks, of a field its name.

    ``slop`` is the number after a quotation's ~.
    """

    kind: LexemeKind
    text: str
    start: int
    end: int
    slop: int | None = None


HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no text has: bytes on a command line that are not UTF-8 come as such."""

UNREADABLE = "\ufffd"

QUOTES = '"“”„«»'
"""Marks that open and close a quotation. Any closes any: «to ord", as people type them, is a quotation too."""

SLOP = re.compile(r"~(\d{1,9})\d*")
"""Nearness after a quotation: ``"to ord"~5``. Of a number past all bounds its beginning is bound enough."""

FIELD = re.compile(r"((?:[^\W\d_][\u0300-\u036f]*)+):(?!//)")
"""A name with a colon against it: ``tema:``. Not the start of a web address."""

CHUNK = re.compile(rf"[^\s()|{QUOTES}]+")
"""What stands between blanks, parentheses, bars and quotation marks: ``skade*``, ``13/02``, ``2018..2022``."""

WORDS_OF_LOGIC = {
    "ELLER": LexemeKind.OR,
    "OR": LexemeKind.OR,
    "OG": LexemeKind.AND,
    "AND": LexemeKind.AND,
    "IKKE": LexemeKind.NOT,
    "IKKJE": LexemeKind.NOT,
    "NOT": LexemeKind.NOT,
}
"""In capitals only: «eller» and «ikke» in small letters are words like others."""

_SIGNS = {"(": LexemeKind.OPEN, ")": LexemeKind.CLOSE, "|": LexemeKind.OR}
_CLOSING = re.compile(f"[{QUOTES}]")


def readable(text: str) -> str:
    """The text, of the same length, with a mark for each half of a character: it can be kept, looked up and printed."""
    return HALF.sub(UNREADABLE, text)


def cut(text: str, known_fields: frozenset[str]) -> tuple[tuple[Lexeme, ...], tuple[Diagnostic, ...]]:
    """The lexemes of a question, and what was odd.

    Args:
        text: the question.
        known_fields: names that are a field also when a blank follows the colon, in lower case, NFC.
    """
    cutter = _Cutter(text, known_fields)
    cutter.run()
    return tuple(cutter.lexemes), tuple(cutter.diagnostics)


class _Cutter:
    """One pass over a question."""

    def __init__(self, text: str, known_fields: frozenset[str]) -> None:
        self._text = text
        self._known = known_fields
        self.lexemes: list[Lexeme] = []
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> None:
        at = 0
        while at < len(self._text):
            sign = self._text[at]
            if sign.isspace():
                at += 1
            elif sign in _SIGNS:
                at = self._put(_SIGNS[sign], at, at + 1)
            elif sign in QUOTES:
                at = self._quotation(at)
            elif sign == "-" and self._negates(at):
                at = self._put(LexemeKind.NOT, at, at + 1)
            else:
                at = self._field(at) or self._chunk(at)

    def _put(self, kind: LexemeKind, start: int, end: int) -> int:
        self.lexemes.append(Lexeme(kind=kind, text=self._text[start:end], start=start, end=end))
        return end

    def _negates(self, at: int) -> bool:
        """A minus before a word, with a blank or nothing before it: ``-vold``, but not ``a - b``."""
        follows = at + 1 < len(self._text) and not self._text[at + 1].isspace() and self._text[at + 1] not in "-)|"
        return follows and (at == 0 or self._text[at - 1].isspace() or self._text[at - 1] in "(|")

    def _quotation(self, start: int) -> int:
        closing = _CLOSING.search(self._text, start + 1)
        if closing is None:
            message = "Anførselstegnet mangler et avsluttende; ordene etter det er søkt som vanlige ord."
            self._say(DiagnosticKind.UNCLOSED_QUOTE, message, start, start + 1)
            return start + 1
        slop = SLOP.match(self._text, closing.end())
        end = slop.end() if slop else closing.end()
        inner = self._text[start + 1 : closing.start()]
        distance = int(slop[1]) if slop else None
        self.lexemes.append(Lexeme(kind=LexemeKind.QUOTE, text=inner, start=start, end=end, slop=distance))
        return end

    def _field(self, start: int) -> int | None:
        found = FIELD.match(self._text, start)
        if found is None:
            return None
        name = unicodedata.normalize("NFC", found[1].lower())
        against = found.end() < len(self._text) and not self._text[found.end()].isspace()
        if not against and name not in self._known:
            return None
        self.lexemes.append(Lexeme(kind=LexemeKind.FIELD, text=name, start=start, end=found.end()))
        return found.end()

    def _chunk(self, start: int) -> int:
        found = CHUNK.match(self._text, start)
        assert found is not None, "blanks, signs and quotes are taken before"
        kind = WORDS_OF_LOGIC.get(found[0], LexemeKind.WORD)
        return self._put(kind, start, found.end())

    def _say(self, kind: DiagnosticKind, message: str, start: int, end: int) -> None:
        self.diagnostics.append(Diagnostic(kind=kind, message=message, start=start, end=end))
