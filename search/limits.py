"""What of a question was not looked for, because it would cost too much."""

from __future__ import annotations

from collections.abc import Iterator

from index.engine import Engine, Or, Prefix, Query
from index.matching import PREFIX_EXPANSIONS
from search.diagnostics import Diagnostic, DiagnosticKind
from search.grammar import ParsedQuery


def too_many_words(engine: Engine, parsed: ParsedQuery) -> Iterator[Diagnostic]:
    """A remark for each beginning of words that more words have than are looked for."""
    for entry in parsed.sought:
        for prefix in _prefixes(entry.query):
            number = engine.number_beginning(prefix.prefix)
            if number > PREFIX_EXPANSIONS:
                message = (
                    f"{number} ord begynner med «{prefix.prefix}»; bare de {PREFIX_EXPANSIONS} vanligste er søkt. "
                    "Skriv flere bokstaver før stjernen."
                )
                yield Diagnostic(kind=DiagnosticKind.TOO_MANY, message=message, start=entry.start, end=entry.end)


def _prefixes(query: Query) -> Iterator[Prefix]:
    """The beginning that was typed; what else it may be spelled as is not a reader's concern."""
    if isinstance(query, Prefix):
        yield query
    elif isinstance(query, Or) and isinstance(query.parts[0], Prefix):
        yield query.parts[0]
