"""How a question is read back, in bokmål."""

from __future__ import annotations

from index.sought import Sought

SHOWN_SYNONYMS = 3
"""Synonyms named in a reading; of more, how many."""


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
    if entry.concept:
        return say_concept(entry.written, entry.concept)
    if not entry.also:
        return entry.written
    shown = ", ".join(entry.also[:SHOWN_SYNONYMS])
    more = len(entry.also) - SHOWN_SYNONYMS
    return f"{entry.written} (også {shown}{f' og {more} til' if more > 0 else ''})"


def say_all(parts: tuple[str, ...]) -> str:
    """«a OG b»."""
    return " OG ".join(parts)


def say_any(parts: tuple[str, ...]) -> str:
    """«(a ELLER b)»."""
    return f"({' ELLER '.join(parts)})"
