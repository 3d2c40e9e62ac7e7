"""The words that tell of private numbers and addresses (privacy.toml), loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from minutes.tables import read_table


@cache
def privacy_words() -> dict[str, Any]:
    """The table as it is written."""
    return read_table("search.privacy", "privacy.toml")


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def cue_before(name: str) -> re.Pattern[str]:
    """A pattern for the end of what stands before digits: a word of the cue so named, then at most some few letters.

    >>> bool(cue_before("phone").search("Telefon til vakta: "))
    True
    """
    words = any_of(privacy_words()["cues"][name])
    return re.compile(rf"(?<!\w)(?:{words})[^\d\n.;]{{0,22}}[.:]?[^\d\n.;]{{0,8}}\Z", re.IGNORECASE)


@cache
def right_before(name: str) -> re.Pattern[str]:
    """A pattern for a word of the cue right before: «nr. », «kr »."""
    words = any_of(privacy_words()["cues"][name])
    return re.compile(rf"(?:{words})[.:]?\s*(?:er|:)?\s*\Z", re.IGNORECASE)


@cache
def unit_behind() -> re.Pattern[str]:
    """A pattern for a word that tells what was counted: « kroner», « år»."""
    return re.compile(rf"\s*(?:{any_of(privacy_words()['units']['words'])})", re.IGNORECASE)
