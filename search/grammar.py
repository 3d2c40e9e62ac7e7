"""The query language: any text to a tree that every engine understands. Never raises, and takes time linear in the text.

    question  = any
    any       = all { ("ELLER" | "OR" | "|") all }
    all       = { not [ "OG" | "AND" ] }
    not       = { "IKKE" | "IKKJE" | "NOT" | "-" } atom
    atom      = "(" any ")" | field value | quotation [ "~" number ] | word "*" | word

What does not fit is searched as plain words, and a diagnostic says so. docs/query.md is for those who ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.engine import And, Not, Or, Query, TextField
from index.sought import Sought
from search.atoms import NOTHING, AtomReader, Node
from search.diagnostics import Diagnostic, DiagnosticKind, each_once
from search.fields import CASE_FIELD, FIELDS, SHOWN_FIELDS, TEXT_FIELDS
from search.lexemes import Lexeme, LexemeKind, cut, readable
from search.values import FacetValues, Known
from search.wording import say_all, say_any

if TYPE_CHECKING:
    from index.analysis import Analysis

MOST_CHARACTERS = 1000
"""Characters of a question that are read: three times the longest that people write."""

DEEPEST = 20
"""Parentheses inside each other that are heeded."""

_NO_VALUE = frozenset({LexemeKind.CLOSE, LexemeKind.OR, LexemeKind.AND, LexemeKind.NOT, LexemeKind.FIELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """A question understood.

    Attributes:
        tree: what to ask an engine.
        interpreted: the tree in bokmål, for «tolket som».
        diagnostics: what was not understood, and what was done instead; in the order of the text.
        text: the question as typed, but for what is no character.
        sought: what is looked for in texts, without what is excluded: the reasons to show a passage.
        words: of that, the words typed plainly one after the other, which the nearest may lack (search/nearest.py).
        binding: the rest of the tree, which every hit must have.
    """

    tree: Query
    interpreted: str
    diagnostics: tuple[Diagnostic, ...]
    text: str
    sought: tuple[Sought, ...] = ()
    words: tuple[Sought, ...] = ()
    binding: tuple[Query, ...] = ()


def parse(text: str, analysis: Analysis, *, known: Known | None = None) -> ParsedQuery:
    """The tree of any text.

    Args:
        text: the question.
        analysis: the one the index was made with.
        known: the values of the archive's facets; of one that is missing, any value is taken as typed.
    """
    text = readable(text)
    end = _end_of_question(text)
    atoms = AtomReader(text=text[:end], analysis=analysis, values=FacetValues(analysis.vocabulary, known or {}))
    if end < len(text):
        message = f"Spørsmålet er for langt; bare de første {end} tegnene er brukt."
        atoms.say(DiagnosticKind.TOO_LONG, message, end, len(text))
    lexemes, odd = cut(text[:end], FIELDS)
    atoms.diagnostics.extend(odd)
    node = _Parser(lexemes, atoms).question()
    if node is NOTHING and text.strip():
        message = "Spørsmålet har ingen ord å søke etter; alle saker er med."
        atoms.say(DiagnosticKind.EMPTY, message, 0, len(text))
    return ParsedQuery(
        tree=node.query,
        interpreted=node.shown,
        diagnostics=each_once(sorted(atoms.diagnostics, key=lambda remark: (remark.start, remark.end))),
        text=text,
        sought=node.sought,
        words=node.words,
        binding=node.binding,
    )


def _end_of_question(text: str) -> int:
    if len(text) <= MOST_CHARACTERS:
        return len(text)
    blank = text.rfind(" ", MOST_CHARACTERS // 2, MOST_CHARACTERS)
    return blank if blank > 0 else MOST_CHARACTERS


def _joined(kind: type[And | Or], nodes: list[Node]) -> Node:
    """Several nodes under one; one alone stays as it is, and And in And becomes one And."""
    if len(nodes) == 1:
        return nodes[0]
    parts: list[Query] = []
    for node in nodes:
        parts += node.query.parts if isinstance(node.query, kind) else (node.query,)
    joined = Node(
        query=kind(parts=tuple(parts)),
        shown=say_all(tuple(node.shown for node in nodes)) if kind is And else say_any(tuple(map(_one, nodes))),
        sought=tuple(entry for node in nodes for entry in node.sought),
        words=tuple(entry for node in nodes for entry in node.words),
        binding=tuple(query for node in nodes for query in node.binding),
    )
    return joined if kind is And else joined.bound()


def _one(node: Node) -> str:
    """A node read back so that it is one thing among others."""
    return f"({node.shown})" if isinstance(node.query, And) else node.shown


class _Parser:
    """Reads the lexemes of one question from left to right; what is written above each method is the rule it reads."""

    def __init__(self, lexemes: tuple[Lexeme, ...], atoms: AtomReader) -> None:
        self._lexemes = lexemes
        self._atoms = atoms
        self._at = 0
        self._depth = 0

    def question(self) -> Node:
        """The whole question; a closing parenthesis too many does not end it."""
        nodes = []
        while self._at < len(self._lexemes):
            node = self._any(None)
            if node is not None:
                nodes.append(node)
            if self._at < len(self._lexemes):
                extra = self._take()
                message = "En sluttparentes har ingen startparentes; den er oversett."
                self._atoms.say(DiagnosticKind.UNBALANCED, message, extra.start, extra.end)
        return _joined(And, nodes) if nodes else NOTHING

    def _kind(self) -> LexemeKind | None:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        lexeme = self._lexemes[self._at]
        self._at += 1
        return lexeme

    def _misplaced(self, sign: Lexeme) -> None:
        message = f"«{sign.text}» mangler noe å gjelde for; det er oversett."
        self._atoms.say(DiagnosticKind.MISPLACED, message, sign.start, sign.end)

    def _any(self, text_field: TextField | None) -> Node | None:
        nodes = []
        node = self._all(text_field)
        while True:
            if node is not None:
                nodes.append(node)
            if self._kind() is not LexemeKind.OR:
                break
            sign = self._take()
            following = self._all(text_field)
            if node is None or following is None:
                self._misplaced(sign)
            node = following
        return _joined(Or, nodes) if nodes else None

    def _all(self, text_field: TextField | None) -> Node | None:
        nodes: list[Node] = []
        asks_for_all = False
        while self._kind() not in {None, LexemeKind.OR, LexemeKind.CLOSE}:
            if self._kind() is LexemeKind.AND:
                sign, asks_for_all = self._take(), True
                if not nodes or self._kind() in {None, LexemeKind.OR, LexemeKind.CLOSE, LexemeKind.AND}:
                    self._misplaced(sign)
            else:
                nodes += self._not(text_field)
        if not nodes:
            return None
        joined = _joined(And, nodes)
        return joined.bound() if asks_for_all else joined

    def _not(self, text_field: TextField | None) -> list[Node]:
        """An atom, negated or not. A run of plain words is several nodes, of which the first is negated."""
        negated, sign = False, None
        while self._kind() is LexemeKind.NOT:
            negated, sign = not negated, self._take()
        nodes = self._atom(text_field)
        if sign is not None and not nodes:
            self._misplaced(sign)
        if not negated or not nodes:
            return nodes
        first = nodes[0]
        return [Node(query=Not(part=first.query), shown=f"IKKE {_one(first)}").bound(), *nodes[1:]]

    def _atom(self, text_field: TextField | None) -> list[Node]:
        kind = self._kind()
        if kind is LexemeKind.OPEN:
            return self._group(text_field)
        if kind is LexemeKind.QUOTE:
            return self._atoms.quotation(self._take(), text_field)
        if kind is LexemeKind.FIELD:
            return self._field(self._take(), text_field)
        if kind is LexemeKind.WORD:
            return self._words(text_field)
        return []

    def _group(self, text_field: TextField | None) -> list[Node]:
        opening = self._take()
        if self._depth >= DEEPEST:
            message = "Det er for mange parenteser inni hverandre; de innerste er oversett."
            self._atoms.say(DiagnosticKind.TOO_DEEP, message, opening.start, opening.end)
            return []
        self._depth += 1
        node = self._any(text_field)
        self._depth -= 1
        self._close(opening)
        return [node.bound()] if node else []

    def _close(self, opening: Lexeme) -> None:
        if self._kind() is LexemeKind.CLOSE:
            self._take()
        else:
            message = "En startparentes mangler sluttparentes; den er lukket til slutt."
            self._atoms.say(DiagnosticKind.UNBALANCED, message, opening.start, opening.end)

    def _words(self, text_field: TextField | None) -> list[Node]:
        """All plain words from here to the next sign; a word with a star stands for itself."""
        first = self._take()
        if "*" in first.text:
            return self._atoms.starred(first, text_field)
        end = first.end
        while self._kind() is LexemeKind.WORD and "*" not in self._lexemes[self._at].text:
            end = self._take().end
        return self._atoms.words(first.start, end, text_field)

    def _field(self, name: Lexeme, outer: TextField | None) -> list[Node]:
        if name.text not in FIELDS:
            message = f"Feltet «{name.text}» finnes ikke; søkt som vanlige ord. Feltene er {', '.join(SHOWN_FIELDS)}."
            self._atoms.say(DiagnosticKind.UNKNOWN_FIELD, message, name.start, name.end)
            return self._atoms.words(name.start, name.end, outer)
        if self._kind() is None or self._kind() in _NO_VALUE:
            message = f"Feltet «{name.text}» mangler verdi; det er oversett."
            self._atoms.say(DiagnosticKind.EMPTY, message, name.start, name.end)
            return []
        if name.text in TEXT_FIELDS:
            return self._in_text_field(TEXT_FIELDS[name.text])
        if self._kind() is LexemeKind.OPEN:
            return self._values(name)
        value = self._value_of(name)
        return self._atoms.value(name, value.text, value.start, value.end)

    def _value_of(self, name: Lexeme) -> Lexeme:
        """The word or quotation after a field's name; of a case number also what its letters lead to: «sak:PS 12/21»."""
        value = self._take()
        letters = name.text == CASE_FIELD and value.kind is LexemeKind.WORD and value.text.isalpha()
        if not letters or self._kind() is not LexemeKind.WORD or "/" not in self._lexemes[self._at].text:
            return value
        number = self._take()
        return replace(value, text=f"{value.text} {number.text}", end=number.end)

    def _in_text_field(self, text_field: TextField) -> list[Node]:
        """The one word, quotation or parenthesis that a text field applies to."""
        if self._kind() is not LexemeKind.WORD:
            return self._atom(text_field)
        word = self._take()
        if "*" in word.text:
            return self._atoms.starred(word, text_field)
        return self._atoms.words(word.start, word.end, text_field)

    def _values(self, name: Lexeme) -> list[Node]:
        """Values in parentheses: ELLER stands between them, blanks within them. «kommune:(Nordre Å ELLER Elvebyen)»."""
        opening = self._take()
        nodes: list[Node] = []
        words: list[Lexeme] = []
        while self._kind() not in {None, LexemeKind.CLOSE}:
            lexeme = self._take()
            if lexeme.kind in {LexemeKind.WORD, LexemeKind.QUOTE}:
                words.append(lexeme)
            elif lexeme.kind is LexemeKind.OR:
                nodes += self._value(name, words)
                words = []
            else:
                self._misplaced(lexeme)
        nodes += self._value(name, words)
        self._close(opening)
        return [_joined(Or, nodes)] if nodes else []

    def _value(self, name: Lexeme, words: list[Lexeme]) -> list[Node]:
        if not words:
            return []
        typed = " ".join(word.text for word in words)
        nodes = self._atoms.value(name, typed, words[0].start, words[-1].end)
        return [_joined(And, nodes)] if nodes else []
