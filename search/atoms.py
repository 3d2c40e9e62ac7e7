"""The smallest parts of a question: words, quotations, words with a star, values of fields; each to a node of the tree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.engine import Everything, Near, Or, Prefix, Query, TextField
from index.sought import Sought
from search.diagnostics import Diagnostic, DiagnosticKind
from search.fields import FieldTrouble, read_field
from search.lexemes import Lexeme
from search.values import FacetValues
from search.wording import say_sought, shortened

if TYPE_CHECKING:
    from index.analysis import Analysis

MOST_PARTS = 64
"""Words, quotations and field values of a question that are read; each costs a few look-ups in the index."""

LARGEST_SLOP = 100
"""Words that «near» may span: a paragraph."""

SHORTEST_PREFIX = 2
"""Letters before a star: of one letter there are too many words."""

MOST_STARRED = 12
"""Words with a star that are read so; each is looked up as all the words that begin so, hundreds of them."""

SUGGESTED_FOR = 3
"""Unknown field values for which near ones are looked for; each costs a comparison with every value there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of the tree: the query, how it is read back, and what it looks for in texts.

    Attributes:
        query: the part.
        shown: it, read back.
        sought: what it looks for, without what is excluded.
        words: of those, the words typed plainly, which an answer may lack if none has them all.
        binding: the rest of the query, which every answer must have.
    """

    query: Query
    shown: str
    sought: tuple[Sought, ...] = ()
    words: tuple[Sought, ...] = ()
    binding: tuple[Query, ...] = ()

    def bound(self) -> Node:
        """The same with nothing that an answer may lack."""
        return replace(self, words=(), binding=(self.query,))


NOTHING = Node(query=Everything(), shown="alle saker")


@dataclass(slots=True, kw_only=True)
class AtomReader:
    """Makes nodes of the stretches of one question, and keeps what is to be said about them."""

    text: str
    analysis: Analysis
    values: FacetValues
    diagnostics: list[Diagnostic] = field(default_factory=list)
    parts: int = 0
    starred_words: int = 0
    troubles: int = 0

    def say(self, kind: DiagnosticKind, message: str, start: int, end: int) -> None:
        """Keep a remark about ``text[start:end]``."""
        self.diagnostics.append(Diagnostic(kind=kind, message=message, start=start, end=end))

    def words(self, start: int, end: int, text_field: TextField | None) -> list[Node]:
        """The plain words of ``text[start:end]``, read together: an age or a phrase is one node."""
        nodes = []
        for entry in self.analysis.question(self.text[start:end], text_field):
            placed = replace(entry, start=start + entry.start, end=start + entry.end)
            if not self._room(placed.start, placed.end):
                break
            node = Node(query=entry.query, shown=_in_field(say_sought(entry), text_field), sought=(placed,))
            nodes.append(node.bound() if text_field else replace(node, words=(placed,)))
        return nodes

    def starred(self, lexeme: Lexeme, text_field: TextField | None) -> list[Node]:
        """The words that begin so; where the star cannot stand, the word without it."""
        stem = lexeme.text.rstrip("*")
        prefixes = self.analysis.prefixes(stem)
        if "*" in stem or len(stem) < SHORTEST_PREFIX or not prefixes:
            message = (
                f"Stjerne kan bare stå sist i et ord på minst {SHORTEST_PREFIX} bokstaver; "
                f"«{lexeme.text}» er søkt uten stjerne."
            )
            self.say(DiagnosticKind.WILDCARD, message, lexeme.start, lexeme.end)
            return self.words(lexeme.start, lexeme.end, text_field)
        self.starred_words += 1
        if self.starred_words > MOST_STARRED:
            return self._without_star(lexeme, text_field)
        queries = tuple(Prefix(prefix=prefix, field=text_field) for prefix in prefixes)
        query: Query = queries[0] if len(queries) == 1 else Or(parts=queries)
        return self._whole(query, f"ord som begynner med «{shortened(stem)}»", lexeme, text_field)

    def _without_star(self, lexeme: Lexeme, text_field: TextField | None) -> list[Node]:
        """The word itself, of a question that has stars enough; says so once."""
        if self.starred_words == MOST_STARRED + 1:
            message = f"Spørsmålet har for mange stjerner; fra «{lexeme.text}» av er ordene søkt uten stjerne."
            self.say(DiagnosticKind.TOO_MANY, message, lexeme.start, lexeme.end)
        return self.words(lexeme.start, lexeme.end, text_field)

    def quotation(self, lexeme: Lexeme, text_field: TextField | None) -> list[Node]:
        """The words exactly as quoted, or, with ``~``, in any form near each other."""
        exact = self.analysis.quoted(lexeme.text, text_field)
        if not exact:
            message = "Det står ingen ord mellom anførselstegnene; de er oversett."
            self.say(DiagnosticKind.EMPTY, message, lexeme.start, lexeme.end)
            return []
        written = shortened(" ".join(lexeme.text.split()))
        if len(exact) == 1 or lexeme.slop is None:
            query: Query = exact[0] if len(exact) == 1 else Near(parts=exact, field=text_field)
            case = None if text_field else self.analysis.quoted_case(lexeme.text)
            query = Or(parts=(query, case)) if case else query
            return self._whole(query, f"nøyaktig «{written}»", lexeme, text_field)
        slop = max(1, min(lexeme.slop, LARGEST_SLOP))
        if slop < lexeme.slop:
            message = f"Ord kan søkes innenfor høyst {LARGEST_SLOP} ord; {LARGEST_SLOP} er brukt."
            self.say(DiagnosticKind.TOO_MANY, message, lexeme.start, lexeme.end)
        near = Near(parts=self.analysis.near(lexeme.text, text_field), slop=slop, field=text_field)
        return self._whole(near, f"«{written}» innenfor {slop} ord", lexeme, text_field)

    def value(self, name: Lexeme, typed: str, start: int, end: int) -> list[Node]:
        """What ``name:typed`` asks for; where there is no such value, its words."""
        made = read_field(name.text, typed, self.values, suggest=self.troubles < SUGGESTED_FOR)
        if isinstance(made, FieldTrouble):
            self.troubles += 1
            self.say(made.kind, made.message, name.start, end)
            return self.words(start, end, None)
        if not self._room(name.start, end):
            return []
        entry = Sought(query=made.query, written=made.shown, start=name.start, end=end)
        return [Node(query=made.query, shown=shortened(made.shown), sought=(entry,)).bound()]

    def _whole(self, query: Query, shown: str, lexeme: Lexeme, text_field: TextField | None) -> list[Node]:
        if not self._room(lexeme.start, lexeme.end):
            return []
        entry = Sought(query=query, written=lexeme.text, start=lexeme.start, end=lexeme.end)
        return [Node(query=query, shown=_in_field(shown, text_field), sought=(entry,)).bound()]

    def _room(self, start: int, end: int) -> bool:
        """Whether one more part may be read; says so once if not."""
        self.parts += 1
        if self.parts == MOST_PARTS + 1:
            message = f"Spørsmålet har for mange ord; bare de første {MOST_PARTS} er brukt."
            self.say(DiagnosticKind.TOO_MANY, message, start, end)
        return self.parts <= MOST_PARTS


def _in_field(shown: str, text_field: TextField | None) -> str:
    return f"tittel: {shown}" if text_field is TextField.TITLE else shown
