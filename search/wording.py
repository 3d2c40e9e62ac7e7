"""How a question is read back, in bokmål."""

from __future__ import annotations

from index.sought import Sought

SHOWN_SYNONYMS = 3
"""Synonyms named in a reading; of more, how many."""

SHOWN_PARTS = 20
"""Words and other parts named in a reading; of more, how many. A line of a terminal holds six or seven."""

LONGEST_SHOWN = 80
"""Characters of one word or quotation that are read back: what a line of a terminal holds."""


def shortened(written: str) -> str:
    """The words as typed, the rest of very many told by dots."""
    return written if len(written) <= LONGEST_SHOWN else f"{written[: LONGEST_SHOWN - 1].rstrip()}…"


def say_concept(written: str, concept: str) -> str:
    """«under 18 (alder)», or «mindreårige (under 18 år)» where the words do not say it themselves.

    >>> say_concept("under 18", "Under 18 år"), say_concept("mindreårige", "Under 18 år")
    ('under 18 (alder)', 'mindreårige (under 18 år)')
    """
    said = concept[:1].lower() + concept[1:]
    itself = said.startswith(" ".join(written.lower().split())) or written.lower().startswith(said)
    has_age = any(sign.isdecimal() for sign in written)
    return f"{written} (alder)" if itself and has_age else f"{written} ({said})"


def say_sought(entry: Sought) -> str:
    """The word as typed, with what else answers it: «skadeverk (også hærverk, vandalisme)»."""
    written = shortened(entry.written)
    if entry.concept:
        return say_concept(written, entry.concept)
    if not entry.also:
        return written
    shown = ", ".join(entry.also[:SHOWN_SYNONYMS])
    more = len(entry.also) - SHOWN_SYNONYMS
    return f"{written} (også {shown}{f' og {more} til' if more > 0 else ''})"


def say_all(parts: tuple[str, ...]) -> str:
    """«a OG b»; what is said twice is said once, and of very many how many more there are."""
    return " OG ".join(_told(parts))


def say_any(parts: tuple[str, ...]) -> str:
    """«(a ELLER b)», as ``say_all``; «a» where all are one."""
    told = _told(parts)
    return f"({' ELLER '.join(told)})" if len(told) > 1 else told[0]


def _told(parts: tuple[str, ...]) -> list[str]:
    different = list(dict.fromkeys(parts))
    more = len(different) - SHOWN_PARTS
    return different if more <= 0 else [*different[:SHOWN_PARTS], f"{more} til"]
