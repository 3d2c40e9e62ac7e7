"""What a reader is told about a question: what was not understood, what was done instead, what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from search.wording import shortened

QUOTATION = re.compile(r"(?<=«)[^»]+(?=»)")
"""What a remark quotes of the question, or of the archive."""


class DiagnosticKind(StrEnum):
    """Stable words for scripts; the message is for people."""

    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_WORD = "unknown_word"
    BAD_DATE = "bad_date"
    UNCLOSED_QUOTE = "unclosed_quote"
    UNBALANCED = "unbalanced_parenthesis"
    MISPLACED = "misplaced_operator"
    WILDCARD = "wildcard"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    SUGGESTION = "suggestion"
    NEAREST = "nearest"
    TOO_NARROW = "too_narrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One remark about ``question[start:end]``.

    Attributes:
        message: a sentence in bokmål.
        corrected: the whole question as it may have been meant, where there is one such that finds something.
    """

    kind: DiagnosticKind
    message: str
    start: int
    end: int
    corrected: str | None = None


def each_once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The remarks in their order: the same is said once, where it first holds, and quotes no more than can be read."""
    said: dict[str, Diagnostic] = {}
    for remark in diagnostics:
        message = QUOTATION.sub(lambda quoted: shortened(quoted[0]), remark.message)
        said.setdefault(message, replace(remark, message=message))
    return tuple(said.values())
