"""What a reader is told about a question: what was not understood, what was done instead, what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
