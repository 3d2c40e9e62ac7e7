"""Signs of how minutes tell what became of a task (signs.toml): reports, lists of tasks, done, postponed, given up."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from search.followup.model import Telling
from search.followup.series import Passage


@cache
def signs() -> dict[str, Any]:
    """What signs.toml holds."""
    return tomllib.loads(Path(__file__).with_name("signs.toml").read_text(encoding="utf-8"))


@cache
def asks_sign() -> re.Pattern[str]:
    """A task that only asks for a matter to be on an agenda."""
    return re.compile(signs()["asks"]["pattern"])


@cache
def report_sign() -> re.Pattern[str]:
    """What is seen in a sentence that tells of what has been."""
    return re.compile(signs()["report"]["pattern"])


@cache
def list_sign() -> re.Pattern[str]:
    """The title of an item that goes through what was promised."""
    return re.compile(signs()["list"]["pattern"])


@cache
def telling_signs() -> tuple[tuple[Telling, re.Pattern[str]], ...]:
    """What a passage says of a task, in the order they are looked for."""
    return tuple((Telling(entry["says"]), re.compile(entry["pattern"])) for entry in signs()["telling"])


@cache
def pending_sign() -> re.Pattern[str]:
    """What a next sentence says when it takes back that something is done."""
    return re.compile(signs()["pending"]["pattern"])


# A sentence that goes on about what the one before it is about: "Det venter fortsatt på en avklaring."
GOES_ON = re.compile(r"(?:det|den|dei|de|dette|saken|saka|tiltaket|forslaget|framlegget|arbeidet)\b", re.IGNORECASE)

FEW_WORDS = 3
"""Words of a next sentence that is no more than a remark: «Utgår.», «Tas ut av lista.» has more and goes on otherwise."""


def telling_of(passage: Passage) -> Telling:
    """What a passage says became of the task that it is linked to.

    A title says that the matter was on the agenda, which is all that a task of asking for it wants. The next sentence may
    give up or take back what this one says.
    """
    if passage.start is None:
        return Telling.DONE
    if passage.task:
        return Telling.RENEWED
    said, after = _said(passage.text), passage.after
    if GOES_ON.match(after) or 0 < len(after.split()) <= FEW_WORDS or TAKEN_OUT.match(after):
        if _said(after) is Telling.DROPPED:
            return Telling.DROPPED
        if said is Telling.DONE and pending_sign().search(after):
            return Telling.NOT_DONE
    return said


# "Tas ut av lista."
TAKEN_OUT = re.compile(r"(?:tas|tatt|tek[es]*|teken|tatt)\s+ut\b", re.IGNORECASE)


def _said(text: str) -> Telling:
    return next((telling for telling, pattern in telling_signs() if pattern.search(text)), Telling.TOLD)
