"""Where the sentences of an item's text are."""

from __future__ import annotations

import re

from ingest.layout.sentences import is_finished
from minutes.months import MONTHS

# Where one sentence ends and the next begins; an abbreviation before the blank is checked for.
_BREAK = re.compile(r"(?<=[.!?])[”\"»)]?\s+(?=[A-ZÆØÅ«”\"–•§(\d])|(?<=[a-zæøå]{4}[.])(?=[A-ZÆØÅ][a-zæøå])")


# A bullet or a number before a line's first sentence: "• ", "2. ", "a) ".
_LEAD = re.compile(r"[ \t]*(?:•[ \t]*)?(?:\d{1,2}[.)][ \t]+|[a-zæøå]\)[ \t]+)?")


# What a number with a full stop may end besides a sentence: a list's number at the start, a day before its month.
_ORDINAL = re.compile(r"(?P<before>^|\s)\d{1,2}\.$")
_MONTH = re.compile(rf"(?:{'|'.join(month[:3] for month in MONTHS)})\w*\b", re.IGNORECASE)


def _is_ordinal(before: str, after: str) -> bool:
    """Whether a number's full stop is no sentence's: "3. Mai", but "i uke 43 og 44. Teknisk drift ..." begins another."""
    found = _ORDINAL.search(before)
    if found is None:
        return False
    return not found["before"] or not after[:1].isalpha() or _MONTH.match(after) is not None


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the sentences in ``text[start:end]``; a line never shares a sentence with another."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        low = position + _LEAD.match(line).end()  # type: ignore[union-attr] # it matches the empty string
        stop = position + len(line)
        for gap in _BREAK.finditer(text, low, stop):
            if is_finished(text[low : gap.start()]) and not _is_ordinal(
                text[low : gap.start()], text[gap.end() : stop]
            ):
                found.append((low, gap.start()))
                low = gap.end()
        if low < stop:
            found.append((low, stop))
        position = stop + 1
    return found
