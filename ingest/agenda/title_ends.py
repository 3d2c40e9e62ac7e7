"""Where a title begins and ends on a line that goes on with its treatment, when nothing but words and capitals tell."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.agenda.drafts import is_capitals
from ingest.agenda.words import agenda_words
from ingest.layout.sentences import leads_in

# A word with a capital, which begins the treatment unless the title needs it: "Svindel på telefon | Flere i rådet er ...".
_CAPITAL = re.compile(r"\s(?P<word>[A-ZÆØÅ«][\w-]*)")

# A word too short to tell by itself whether the title goes on, with another in capitals behind it: "FLOMMEN | I MAI".
_LETTER = re.compile(r"\s[A-ZÆØÅ]{1,2}\s[A-ZÆØÅ]{2,}(?!\w)")

# Words with capitals and nothing between them.
_CAPITALS = re.compile(r"(?:\s+[A-ZÆØÅ][\w.-]*)+")


def find_first_title(text: str) -> int:
    """Where the first title begins, after names and labels of the front: at the last capital over words in small letters."""
    capitals = list(_CAPITAL.finditer(f" {text}"))
    for place in range(len(capitals) - 1, -1, -1):
        rest = text[capitals[place].start() :]
        before = text[: capitals[place].start()].rstrip()
        if len(rest.split()) > 1 and not leads_in(before) and not before.endswith(("–", "-", ",", "/")):
            return capitals[place].start()
    return 0


def find_title_end(text: str) -> int:
    """Where a title ends when its treatment follows on the same line: before the first capital that it does not need.

    >>> text = "Svindel på telefon Flere i rådet er blitt oppringt."
    >>> text[: find_title_end(text)]
    'Svindel på telefon'
    """
    capitals = is_capitals((text.split(maxsplit=1) or [""])[0])
    end = len(text)
    for found in _CAPITAL.finditer(text):
        before = text[: found.start()].rstrip()
        if before.endswith((".", ":", "!", "?")):
            return min(end, found.start())
        if before.endswith(("–", "-", ",", "/")) or leads_in(before):
            continue
        if capitals and (is_capitals(found["word"]) or _LETTER.match(text, found.start())):
            continue
        opens = found["word"].casefold() in agenda_words().openers
        if capitals or (opens and (end == len(text) or _CAPITALS.fullmatch(text[end : found.start()]))):
            # Capitals before it are the rest of a name: "Støtte til Nes Idrettslag | Rådet drøftet det."
            return found.start()
        end = min(end, found.start())
    return end


def shared_start(one: str, other: str) -> int:
    """How much of two texts is the same from the start, in whole words."""
    length = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one.casefold(), other.casefold(), strict=False))
    )
    while (
        length
        and length < max(len(one), len(other))
        and any(text[length - 1 : length].isalnum() and text[length : length + 1].isalnum() for text in (one, other))
    ):
        length -= 1
    return len(one[:length].rstrip())
